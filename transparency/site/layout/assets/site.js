/* The script of every page: settings of the accessible version, set before anything is painted; filters of tables; the search on demand. */
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

  /* A form with data-filter="<id of a table>": its text field looks through rows, each list compares data-<name> of a row.
     What was typed is painted first; rows that come back do so a screenful at a time; the address follows when the hand rests. A phone shows a page of rows
     and a button for more; where rows stand under headings, it shows the headings, and each opens its rows. */
  const SCREENFUL = 40, PAGE = 30, REST = 400, fold = (text) => text.toLowerCase().trim();
  const afterFrame = (act) => requestAnimationFrame(() => setTimeout(act));
  const filter = (form) => {
    const list = document.getElementById(form.dataset.filter), table = list.closest(".table"), count = form.querySelector("output");
    const rows = [...list.querySelectorAll("tbody tr:not(.group-row)")], groups = [...list.querySelectorAll(".group-row")].map((head) => {
      const button = Object.assign(document.createElement("button"), { type: "button" }), group = { head, button, body: head.parentNode };
      button.append(...head.cells[0].childNodes);
      head.cells[0].append(button);
      button.addEventListener("click", () => { group.open = button.ariaExpanded !== "true"; apply(); });
      return group;
    });
    const fields = [...form.elements].filter((field) => field.name), texts = new Map();
    const text = (row) => texts.get(row) ?? texts.set(row, fold(row.textContent)).get(row);
    const asked = () => fields.filter((field) => field.value).map((field) => field.type === "search"
      ? (row, word = fold(field.value)) => text(row).includes(word)
      : (row) => ` ${row.dataset[field.name]} `.includes(` ${field.value} `));
    const phone = matchMedia("(max-width: 40em)"), more = Object.assign(document.createElement("button"), { type: "button", hidden: true });
    table.after(more);
    const target = () => rows.findIndex((row) => row.id && "#" + row.id === location.hash), named = () => Math.max(1, Math.ceil((1 + target()) / PAGE));
    let turn = 0, rest, pages = named();
    const apply = () => {
      const own = ++turn, tests = asked(), back = [], most = phone.matches && !groups.length ? pages * PAGE : Infinity, closed = new Set(), found = new Set();
      groups.forEach((group) => {
        group.button.ariaExpanded = group.open ?? (!phone.matches || !!tests.length || group.body.contains(rows[target()] ?? null));
        if (group.button.ariaExpanded === "false") closed.add(group.body);
      });
      let shown = 0;
      rows.forEach((row) => {
        const fits = tests.every((test) => test(row)), later = shown + fits > most || closed.has(row.parentNode);
        shown += fits;
        if (fits) found.add(row.parentNode);
        row.toggleAttribute("data-later", fits && later);
        if (!fits || later) row.hidden = true; else if (row.hidden) back.push(row);
      });
      groups.forEach(({ head, body }) => { head.hidden = !found.has(body); });
      more.hidden = shown <= most;
      more.textContent = count?.dataset.more.replace("#", Math.min(PAGE, shown - most));
      if (count) count.value = shown ? count.dataset.text.replace("#", shown) : count.dataset.none;
      table.hidden = !shown;
      const bring = () => {
        if (own !== turn) return;
        back.splice(0, SCREENFUL).forEach((row) => { row.hidden = false; });
        if (back.length) afterFrame(bring);
      };
      bring();
    };
    const remember = () => {
      const query = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value])).toString();
      history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
    };
    const address = new URLSearchParams(location.search);
    fields.forEach((field) => { if (address.has(field.name)) field.value = address.get(field.name); });
    form.hidden = false;
    form.addEventListener("input", () => {
      pages = 1;
      groups.forEach((group) => { group.open = undefined; });
      afterFrame(apply);
      clearTimeout(rest);
      rest = setTimeout(remember, REST);
    });
    more.addEventListener("click", () => { pages++; apply(); });
    phone.addEventListener("change", apply);
    addEventListener("hashchange", () => { pages = Math.max(pages, named()); apply(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  };

  /* The list of contents marks the section that is being read; a long one, which scrolls, can be reached by keyboard. */
  const contents = (list) => {
    const links = [...list.querySelectorAll("a")], headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    const mark = () => {
      const last = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < 120);
      links.forEach((link, i) => i === Math.max(0, last) ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current"));
    };
    const scrollable = () => { if (list.scrollHeight > list.clientHeight) list.tabIndex = 0; else list.removeAttribute("tabindex"); };
    addEventListener("scroll", mark, { passive: true });
    mark();
    new ResizeObserver(scrollable).observe(list);
    scrollable();
  };

  /* The search is loaded when somebody goes to a search field, or comes with a query. */
  const load = ({ target }) => {
    const form = target.closest("form[role=search][data-library]");
    if (!form) return;
    removeEventListener("focusin", load);
    const script = document.createElement("script");
    script.type = "module";
    script.src = form.dataset.library;
    if (form.dataset.integrity) script.integrity = form.dataset.integrity;
    document.head.append(script);
  };
  addEventListener("focusin", load);

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".contents").forEach(contents);
    if (document.body.dataset.kind === "search" && location.search) load({ target: document.querySelector("main form") });
    document.querySelectorAll("#view-settings form").forEach(settings);
    document.querySelectorAll("form[data-filter]").forEach(filter);
  });
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    document.querySelectorAll("[data-later]").forEach((row) => { row.hidden = false; });
    document.querySelectorAll("main a[href]").forEach((link) => { if (/^http/.test(link.protocol) && link.host !== location.host) link.dataset.address = link.href; });
  });
})();
