/* The process map: a panel on what the pointer or the focus is on, colours and marks by data, filters kept in the address.
   Everything comes from the list of processes below the map; without this script the map is plain links. */
(() => {
  const place = document.querySelector(".map-place"), form = document.querySelector("form[data-map]");
  if (!place || !form) return;
  const panel = place.querySelector(".map-panel"), count = form.querySelector("output"), empty = panel.innerHTML;
  const about = new Map([...document.querySelectorAll("[data-about]")].map((row) => [row.dataset.about, row]));
  const links = [...place.querySelectorAll("[data-process]")].filter((link) => about.has(link.dataset.process));
  const fact = (link, name) => about.get(link.dataset.process).dataset[name] ?? "";
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  const show = (link) => {
    const row = about.get(link.dataset.process), facts = document.createElement("dl");
    row.querySelectorAll("td:not(:first-child)").forEach((cell) => {
      const value = document.createElement("dd");
      value.append(...[...cell.cloneNode(true).childNodes]);
      facts.append(element("dt", cell.dataset.label), value);
    });
    const purpose = row.querySelector("th .by"), open = Object.assign(element("a", panel.dataset.open), { href: link.href });
    panel.replaceChildren(element("h3", link.textContent), ...(purpose ? [element("p", purpose.textContent)] : []), facts, open);
    links.forEach((one) => one.classList.toggle("is-shown", one === link));
  };
  const close = () => { panel.innerHTML = empty; links.forEach((one) => one.classList.remove("is-shown")); };
  links.forEach((link) => ["pointerenter", "focus"].forEach((event) => link.addEventListener(event, () => show(link))));
  place.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  /* A mark beside the number says the value; the colour repeats it. Owners get letters, and the legend says which. */
  const legend = form.nextElementSibling, roles = [...form.elements.roles.options];
  const owner = (ids) => ids.split(" ").map((id) => roles.find((one) => one.value === id)?.text ?? id).join(", ");
  const explain = (name, owners) => {
    const keys = name === "owner" ? owners.map((ids, i) => [String.fromCharCode(65 + i), owner(ids), i]) : [];
    const lines = keys.map(([letter, words, i]) => {
      const line = document.createElement("li"), sign = element("b", letter);
      sign.dataset.owner = i % 8;
      line.append(sign, " " + words);
      return line;
    });
    const list = document.createElement("ul");
    list.append(...keys.length ? lines : [element("li", legend.dataset.text)]);
    legend.replaceChildren(list);
    legend.hidden = !name;
  };
  const colour = (name) => {
    const values = links.map((link) => name ? fact(link, name) : ""), owners = [...new Set(values)];
    const most = Math.max(1, ...values.map(Number).filter(Number.isFinite));
    links.forEach((link, i) => {
      for (const old of ["value", "shade", "owner"]) delete link.dataset[old];
      if (!name) return;
      const at = owners.indexOf(values[i]), owned = name === "owner";
      link.dataset.value = owned ? String.fromCharCode(65 + at) : values[i];
      link.dataset[owned ? "owner" : "shade"] = owned ? at % 8 : Math.round(3 * Number(values[i]) / most);
    });
    explain(name, owners);
  };
  const apply = () => {
    const asked = ["roles", "clauses"].filter((name) => form.elements[name]?.value);
    let fits = 0;
    links.forEach((link) => {
      const fit = asked.every((name) => ` ${fact(link, name)} `.includes(` ${form.elements[name].value} `));
      link.classList.toggle("is-out", !fit);
      fits += fit;
    });
    count.value = asked.length ? count.dataset.text.replace("#", fits) : "";
    colour(form.elements.colour.value);
  };
  const remember = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
  };
  new URLSearchParams(location.search).forEach((value, name) => { if (form.elements[name]) form.elements[name].value = value; });
  form.addEventListener("change", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = panel.hidden = false;
  apply();
  /* Beside the map the panel is never empty: it begins with the first process of the middle group. */
  const first = links.find((link) => link.closest(".map-group--chevrons") && !link.classList.contains("is-out") && about.get(link.dataset.process)?.cells);
  if (first && matchMedia("(min-width: 78em) and (hover: hover)").matches) { show(first); panel.insertAdjacentHTML("beforeend", empty); }
})();
