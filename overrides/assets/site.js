/* The only script of a page: settings of the accessible version, set before anything is painted; filters of tables. */
(() => {
  const root = document.documentElement, NAMES = ["size", "scheme", "spacing"], KEY = "accessible";
  let chosen = {};
  try { chosen = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { /* storage is switched off: the page works without */ }
  const show = () => NAMES.forEach((name) => chosen[name] ? root.setAttribute("data-" + name, chosen[name]) : root.removeAttribute("data-" + name));
  root.classList.add("js");
  show();

  const keep = (form) => {
    chosen = Object.fromEntries(new FormData(form));
    try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* kept for this page only */ }
    show();
  };

  const settings = (form) => {
    NAMES.forEach((name) => { if (chosen[name]) form.elements[name].value = chosen[name]; });
    form.addEventListener("change", () => keep(form));
    form.addEventListener("reset", () => setTimeout(() => keep(form)));
  };

  /* A form with data-filter="<id of a table>": its text field looks through rows, each list compares data-<name> of a row. */
  const filter = (form) => {
    const rows = [...document.querySelectorAll(`#${form.dataset.filter} tbody tr`)], count = form.querySelector("output");
    const fields = [...form.elements].filter((field) => field.name);
    const fold = (text) => text.toLowerCase().trim();
    const apply = () => {
      const shown = rows.filter((row) => !(row.hidden = !fields.every((field) => !field.value || (field.type === "search"
        ? fold(row.textContent).includes(fold(field.value)) : (row.dataset[field.name] || "").split(" ").includes(field.value)))));
      if (count) count.value = count.dataset.text.replace("#", shown.length);
    };
    const address = new URLSearchParams(location.search);
    fields.forEach((field) => { if (address.has(field.name)) field.value = address.get(field.name); });
    form.hidden = false;
    form.addEventListener("input", () => {
      apply();
      const query = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value])).toString();
      history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  };

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("#view-settings form").forEach(settings);
    document.querySelectorAll("form[data-filter]").forEach(filter);
  });
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    document.querySelectorAll("main a[href]:not([href^='#'], .term)").forEach((link) => { link.dataset.address = link.href; });
  });
})();
