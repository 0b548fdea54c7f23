/* Opens «Compare» when a reader asks for it, or when the address holds a comparison, and adds buttons for the picture of a chart.
   What does the work is loaded on demand; the still chart and its table stay. */
(() => {
  let loading, pictures;
  const own = document.querySelector("meta[data-library]");
  const library = ({ dataset }) => new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: dataset.library, onload: done, onerror: failed });
    if (dataset.integrity) script.integrity = dataset.integrity;
    document.head.append(script);
  });
  const open = (button, focus) => {
    const place = document.getElementById(button.dataset.place), asked = new URLSearchParams(location.search);
    if (!asked.has("compare") && button.dataset.question) asked.set("compare", button.dataset.question);
    button.disabled = true;
    loading ??= Promise.all([library(button), library(place)]);
    return Promise.all([loading, fetch(button.dataset.view).then((answer) => answer.json())]).then(([, data]) => {
      place.hidden = false;
      button.hidden = true;
      place.addEventListener("closed", () => { button.hidden = button.disabled = false; button.focus(); }, { once: true });
      return window.compareSeries(place, data, asked);
    }).then(() => { if (focus) place.focus(); }).catch(() => { button.disabled = false; loading = undefined; });
  };
  const act = async (figure, name) => {
    pictures ??= library(own);
    await pictures;
    return window.chartPicture[name](figure, own.dataset);
  };
  document.querySelectorAll("figure.chart").forEach((figure) => {
    const link = figure.querySelector(`a[href="#${figure.id}"]`);
    const said = Object.assign(document.createElement("output"), { className: "by" });
    const button = (name, words, kind = "button") => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: kind });
      made.setAttribute("aria-label", `${words}: ${figure.querySelector("figcaption strong").textContent}`);
      made.append(words);
      made.addEventListener("click", () => act(figure, name).then((text) => { said.value = text ?? ""; }));
      return made;
    };
    if (!link) return;
    link.before(button("svg", "SVG", "button file"), button("png", "PNG", "button file"));
    if (!navigator.clipboard) return;
    link.after(button("embed", own.content));
    link.parentNode.append(said);
    link.addEventListener("click", () => act(figure, "link").then((text) => { said.value = text; }));
  });
  document.querySelectorAll("[data-view]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => open(button, true));
    if (new URLSearchParams(location.search).has("compare")) open(button, false);
  });
})();
