/* Opens «Compare» when a reader asks for it, or when the address holds a comparison. The still chart and its table stay. */
(() => {
  let loading;
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
  document.querySelectorAll("[data-view]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => open(button, true));
    if (new URLSearchParams(location.search).has("compare")) open(button, false);
  });
})();
