/* «Compare»: lists to choose a question, a breakdown and up to four series, drawn from the declaration of the still chart.
   Loaded with Vega on demand; the state is in the address; the plot is a slider over the periods. */
(() => {
const SVG = "http://www.w3.org/2000/svg", LABEL = 70; // room of a period in which two values fit beside each other
const make = (name, properties, ...children) => {
  const found = Object.assign(document.createElement(name), properties);
  found.append(...children);
  return found;
};
const list = (name, label, options) =>
  make("label", {}, label, make("select", { name }, ...options.map(([value, text]) => new Option(text, value))));

window.compareSeries = (place, data, asked) => {
  const { words } = data, of = (question, by, option) => data.series.find((one) => one[0] === question && one[1] === by && one[2] === option)?.[3];
  const optionsOf = (question, by) => data.breakdowns.find(([code]) => code === by)[2].filter(([code]) => by === "period" || of(question, by, code));
  const state = { question: data.questions[0][0], by: "period", chosen: [], at: -1 };
  let shown = [], view;

  const form = make("form", { className: "filter" }, list("question", words.question, data.questions), list("by", words.by, []));
  const choice = make("fieldset", { className: "choices" }), close = make("button", { type: "button", textContent: words.close });
  form.append(choice, close);
  const plot = make("div", { className: "compare-plot", tabIndex: 0 }), said = make("p", { className: "compare-values" });
  plot.setAttribute("role", "slider");
  plot.setAttribute("aria-label", words.plot);
  const body = make("tbody"), caption = make("caption"), head = make("tr");
  const table = make("div", { className: "table", tabIndex: 0 }, make("table", {}, caption, make("thead", {}, head), body));
  table.setAttribute("role", "group");
  table.setAttribute("aria-label", words.figures);
  place.replaceChildren(form, ...(data.mark ? [make("p", { className: "compare-mark", textContent: data.mark })] : []), plot, said, table);

  /* Nothing chosen: all periods, or the first units. */
  const chosen = () => {
    const options = optionsOf(state.question, state.by), kept = options.filter(([code]) => state.chosen.includes(code)).slice(0, data.most);
    return kept.length ? kept : state.by === "period" ? options : options.slice(0, data.most);
  };
  /* Rows of the plot: a series has its colour and shape; a break stays where its first period is not chosen. */
  const rows = () => {
    const options = chosen();
    if (state.by === "period") {
      const codes = data.breakdowns[0][2].map(([code]) => code), kept = new Set(options.map(([code]) => code)), last = {};
      const all = of(state.question, "period", "_T").filter((row, i) => kept.has(codes[i]));
      return all.map((row, index) => {
        const broken = row.broken || (last[row.wave] !== undefined && last[row.wave] !== row.piece);
        last[row.wave] = row.piece;
        return { ...row, index, broken, shift: 0, name: "" };
      });
    }
    return options.flatMap(([code, name], i) => of(state.question, state.by, code).map((row, index) => (
      { ...row, index, name, look: String(i), piece: `${i} ${row.piece}`, shift: options.length > 1 ? (2 * i) / (options.length - 1) - 1 : 0 })));
  };
  const lettered = () => {
    const several = new Set(shown.map((row) => row.name)).size > 1, known = shown.filter((row) => row.value !== null), last = {};
    const narrow = plot.clientWidth / new Set(shown.map((row) => row.index)).size < LABEL;
    known.forEach((row) => { last[narrow ? "" : row.look] = row; });
    const step = plot.clientWidth / (1 + Math.max(0, ...shown.map((row) => row.index))), end = Math.max(0, ...shown.map((row) => row.index));
    return shown.map((row, i) => ({
      ...row,
      label: step < 60 && (end - row.index) % 2 ? [""] : row.label,
      text: !several && row.value !== null && ((!narrow && shown.length <= 3) || Object.values(last).includes(row)) ? [row.shown] : [""],
      cross: row.value === null && shown.findIndex((one) => one.index === row.index && one.value === null) === i ? ["×"] : [""],
    }));
  };
  const sentence = (row) => `${row.name ? row.name + ": " : ""}${row.shown}${row.value === null ? "" : ` (${[row.interval, row.people && `n\u00a0=\u00a0${row.people}`].filter((one) => one && one !== "–").join("; ")})`}`;
  const say = () => {
    const here = shown.filter((row) => row.index === state.at), text = here.length ? `${here[0].period} – ${here.map(sentence).join(" · ")}` : "";
    said.textContent = text;
    plot.setAttribute("aria-valuemin", 0);
    plot.setAttribute("aria-valuemax", Math.max(0, ...shown.map((row) => row.index)));
    plot.setAttribute("aria-valuenow", Math.max(0, state.at));
    plot.setAttribute("aria-valuetext", text);
    plot.querySelector(".compare-here")?.remove();
    const x = view && place_of(state.at), root = plot.querySelector("svg > g");
    if (!root || x === undefined) return;
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("class", "compare-here");
    line.setAttribute("d", `M${x},0v${view.height()}`);
    root.prepend(line);
  };
  const place_of = (index) => { const scale = view.scale("x"); return scale(index) === undefined ? undefined : scale(index) + (scale.bandwidth?.() ?? 0) / 2; };
  const go = (index) => { state.at = Math.min(Math.max(0, index), Math.max(0, ...shown.map((row) => row.index))); say(); };

  const draw = () => {
    view?.finalize();
    const spec = structuredClone(data.view), axis = data.questions.find(([code]) => code === state.question)[2];
    spec.data = spec.data.map((one) => one.name === "rows" ? { ...one, values: lettered() } : one);
    spec.signals = (spec.signals ?? []).map((one) => one.name in axis ? { ...one, value: axis[one.name] } : one);
    vega.formatLocale(data.numbers);
    view = new vega.View(vega.parse(spec, null, { ast: true }), { expr: vega.expressionInterpreter, renderer: "svg", hover: false });
    const ground = make("div", { ariaHidden: "true" }); // Vega gives it a role of its own
    plot.replaceChildren(ground);
    view.width(plot.clientWidth);
    return view.initialize(ground).runAsync().then(say);
  };
  const tell = () => {
    const several = state.by !== "period", title = data.questions.find(([code]) => code === state.question)[1];
    caption.textContent = title + (data.mark ? ` (${data.mark})` : "");
    head.replaceChildren(...["period", ...(several ? ["name"] : []), "share", "interval", "people", "remark"].map((key) => make("th", { scope: "col", textContent: words[key] })));
    body.replaceChildren(...shown.map((row) => make("tr", {}, make("th", { scope: "row", textContent: row.period }),
      ...(several ? [make("td", { textContent: row.name })] : []),
      make("td", {}, row.value === null ? row.shown : make("data", { value: row.value, textContent: row.shown })),
      make("td", { textContent: row.interval }), make("td", { textContent: row.people || "–" }),
      make("td", { textContent: [row.state === "unreliable" ? words.unreliable : "", row.broken ? words.broken : ""].filter(Boolean).join("; ") }))));
  };
  const sign = (look, hollow) => {
    const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "-1 -1 13 14");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("fill", hollow ? "none" : data.looks[look][0]);
    path.setAttribute("stroke", data.looks[look][0]);
    path.setAttribute("d", data.looks[look][1]);
    svg.append(path);
    return svg;
  };
  /* The lists; the signs beside the chosen are the legend. */
  const lists = () => {
    const kinds = data.breakdowns.filter(([code]) => optionsOf(state.question, code).length && (code !== "period" || of(state.question, "period", "_T")));
    if (!kinds.some(([code]) => code === state.by)) state.by = kinds[0][0];
    form.elements.by.replaceChildren(...kinds.map(([code, text]) => new Option(text, code)));
    form.elements.question.value = state.question;
    form.elements.by.value = state.by;
    const now = chosen(), full = state.chosen.length >= data.most, waves = state.by === "period" ? of(state.question, "period", "_T") : [];
    choice.replaceChildren(make("legend", { textContent: words.choose }), ...optionsOf(state.question, state.by).map(([code, text], i) => {
      const at = now.findIndex((one) => one[0] === code), checked = state.chosen.includes(code);
      const box = make("input", { type: "checkbox", name: "of", value: code, checked, disabled: full && !checked });
      return make("label", {}, box, ...(at < 0 ? [] : [state.by === "period" ? sign(0, waves[i].wave !== "0") : sign(at)]), text);
    }));
  };
  const remember = () => {
    const query = new URLSearchParams(location.search);
    query.set("compare", state.question);
    query.set("by", state.by);
    query.delete("of");
    if (state.chosen.length) query.set("of", state.chosen.join(","));
    history.replaceState(null, "", `?${query}${location.hash}`);
  };
  const update = () => {
    lists();
    shown = rows();
    state.at = Math.max(0, ...shown.map((row) => row.index));
    tell();
    return draw();
  };
  form.addEventListener("change", (event) => {
    const before = event.target.name === "of" && event.target.value;
    if (event.target.name === "by") state.chosen = [];
    state.question = form.elements.question.value;
    state.by = form.elements.by.value;
    if (before) state.chosen = [...form.querySelectorAll("[name=of]:checked")].map((box) => box.value);
    state.chosen = state.chosen.filter((code) => state.by === "period" || of(state.question, state.by, code));
    update();
    remember();
    if (before) form.querySelector(`[name=of][value="${CSS.escape(before)}"]`)?.focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  close.addEventListener("click", () => { place.hidden = true; history.replaceState(null, "", location.pathname + location.hash); place.dispatchEvent(new Event("closed")); });
  plot.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -1e3, End: 1e3 }[event.key];
    if (step) { event.preventDefault(); go(state.at + step); }
  });
  plot.addEventListener("pointermove", (event) => {
    const x = event.clientX - plot.querySelector("svg > g").getScreenCTM().e, indexes = [...new Set(shown.map((row) => row.index))];
    go(indexes.sort((a, b) => Math.abs(place_of(a) - x) - Math.abs(place_of(b) - x))[0]);
  });
  let width = 0;
  new ResizeObserver(() => { if (plot.clientWidth && plot.clientWidth !== width) { width = plot.clientWidth; draw(); } }).observe(plot);

  if (data.questions.some(([code]) => code === asked.get("compare"))) state.question = asked.get("compare");
  if (data.breakdowns.some(([code]) => code === asked.get("by"))) state.by = asked.get("by");
  state.chosen = (asked.get("of") ?? "").split(",").filter((code) => optionsOf(state.question, state.by).some((one) => one[0] === code)).slice(0, data.most);
  width = plot.clientWidth;
  return document.fonts.load("14px Chart").then(update); // Vega measures labels in the typeface that it draws them in
};
})();
