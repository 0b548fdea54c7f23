/* The table builder: reads the figures of one survey and one measure, and shows what the reader chose. Nothing is sent anywhere. */
const form = document.getElementById("builder"), place = document.getElementById("built");
const words = JSON.parse(form.dataset.words), lang = document.documentElement.lang, root = `${form.dataset.root}/`;
const DIMENSIONS = ["element", "unit", "group", "point", "period"], MOST_BARS = 30;
const SVG = "http://www.w3.org/2000/svg";
const loaded = {};
let index, figures, shown = [];

const json = (path) => loaded[path] ??= fetch(root + path).then((answer) => { if (!answer.ok) throw new Error(path); return answer.json(); });
const el = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const title = (one) => one.titles[lang] || one.code.replace(/^.*\./, "");
const filled = (text, values) => text.replace(/\[(\w+)\]/g, (_, key) => values[key]);
const field = (name) => form.elements.namedItem(name);
const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];

/* The address holds the choice: survey, measure, and the codes of each dimension that has more than one. */
const asked = new URLSearchParams(location.search);
const permalink = () => {
  const query = new URLSearchParams({ survey: field("survey").value, measure: field("measure").value });
  for (const name of DIMENSIONS) if (index.dimensions[name].length > 1) query.set(name, chosen(name).map((i) => index.dimensions[name][i].code).join(","));
  return `${location.origin}${location.pathname}?${query}`;
};
const chosen = (name) => boxes(name).filter((box) => box.checked).map((box) => Number(box.value));

/* As the pages write numbers: Intl rounds, the signs come from the page, because Chromium has no Kazakh. */
const signed = (value, places, style = "decimal") => new Intl.NumberFormat("en", { style, minimumFractionDigits: places, maximumFractionDigits: places })
  .formatToParts(value).map(({ type, value: part }) => ({ group: words.group, decimal: words.decimal, minusSign: "\u2212", percentSign: "" })[type] ?? part).join("");
const number = (value, unit) => unit === "RATIO" ? words.percent.replace("0", signed(value, 1, "percent")) : signed(value, 2);
const unit = () => index.measures.find((one) => one.code === field("measure").value).unit;

/* Which boxes are checked at first: what the address says, else the whole survey, the whole university, all periods. */
const first = (name, number, one) => {
  const given = asked.get(name)?.split(",");
  if (given?.some((code) => index.dimensions[name].some((other) => other.code === code))) return given.includes(one.code);
  if (name === "period") return true;
  if (name === "point") return field("measure").value === "DIST" ? one.code !== "_Z" : one.code === "_Z";
  return { element: "ALL", unit: "UNIV", group: "_T._T" }[name] === one.code || (index.dimensions[name].length === 1);
};

const usable = (name) => new Set(figures.map((row) => row[DIMENSIONS.indexOf(name)]));
const fillBoxes = () => {
  for (const name of DIMENSIONS) {
    const set = form.querySelector(`fieldset[data-dimension="${name}"]`), can = usable(name);
    set.querySelectorAll("label").forEach((label) => label.remove());
    index.dimensions[name].forEach((one, number) => {
      if (!can.has(number)) return;
      const box = el("input", { type: "checkbox", name, value: number });
      box.checked = first(name, number, one);
      set.append(el("label", {}, box, ` ${title(one)}`));
    });
    if (!chosen(name).length && boxes(name)[0]) (name === "point" ? boxes(name) : [boxes(name)[0]]).forEach((box) => { box.checked = true; });
    set.hidden = can.size < 2;
  }
};

const options = (select, entries, value) => {
  select.replaceChildren(...entries.map((one) => el("option", { value: one.code }, title(one))));
  if (entries.some((one) => one.code === value)) select.value = value;
};

async function takeSurvey() {
  const wanted = field("survey").value, found = await json(`${wanted.toLowerCase()}/index.json`);
  if (wanted !== field("survey").value) return;
  index = found;
  options(field("measure"), index.measures, asked.get("measure") ?? field("measure").value ?? "SAT_SHARE");
  if (!asked.get("measure") && index.measures.some((one) => one.code === "SAT_SHARE")) field("measure").value = "SAT_SHARE";
  await takeMeasure();
}

async function takeMeasure() {
  const path = () => `${field("survey").value.toLowerCase()}/${field("measure").value}.json`, wanted = path(), found = await json(wanted);
  if (wanted !== path()) return;  // the reader has chosen another one meanwhile
  figures = found;
  fillBoxes();
  asked.forEach((_, key) => asked.delete(key));
  show();
}

/* One record for each cell of the table. A combination without a figure was not published; a hidden figure has its reason. */
const records = () => {
  const known = new Map(figures.map((row) => [row.slice(0, 5).join(), row.slice(5)]));
  const [elements, units, groups, points, periods] = DIMENSIONS.map(chosen);
  const found = [];
  for (const e of elements) for (const u of units) for (const g of groups) for (const c of points) {
    const cells = periods.map((p) => ({ at: [e, u, g, c, p], cell: known.get([e, u, g, c, p].join()) }));
    if (cells.some((one) => one.cell)) found.push(cells);
  }
  return found;
};
const reason = (cell) => cell ? words.states[index.states[cell[4]]] ?? "" : words.states.absent;
const label = (at, name) => title(index.dimensions[name][at[DIMENSIONS.indexOf(name)]]);

function show() {
  shown = records();
  const heads = DIMENSIONS.slice(0, 4).filter((name) => chosen(name).length > 1);
  if (!heads.length) heads.push("element");
  const of = `${title({ titles: index.titles, code: index.survey })}: ${field("measure").selectedOptions[0].textContent}`;
  const caption = index.demonstration ? `${of} (${words.demonstration})` : of;
  const periods = chosen("period").map((p) => title(index.dimensions.period[p]));
  const table = el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...[...heads.map((name) => words[name]), ...periods].map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", {}, ...shown.map((cells) => el("tr", {},
      ...heads.map((name) => el("th", { scope: "row" }, label(cells[0].at, name))), ...cells.map(({ cell }) => written(cell))))));
  const scroll = el("div", { class: "table", role: "group", tabindex: "0", "aria-label": caption }, table);
  place.replaceChildren(...(shown.length && periods.length ? [scroll, chart(caption, heads), downloads(), cited(of)] : [el("p", {}, words.nothing)]));
  document.getElementById("rows").textContent = filled(words.rows, { n: shown.length });
  history.replaceState(null, "", permalink());
}

function written(cell) {
  if (!cell || cell[0] === null) return el("td", {}, el("span", { class: "withheld" }, reason(cell)));
  const people = cell[3] === null ? "" : ` (n\u00a0=\u00a0${signed(cell[3], 0)})`;
  const weak = cell[4] ? `; ${reason(cell)}` : "";
  return el("td", {}, el("data", { value: cell[0] }, number(cell[0], unit())), `${people}${weak}`);
}

/* Bars of the last chosen period, or of all periods where the table has one row; a hidden figure has its reason in place of a bar. */
function chart(caption, heads) {
  const name = (cells) => heads.map((head) => label(cells[0].at, head)).join(", "), single = shown.length === 1;
  const rows = single ? shown[0].map(({ at, cell }) => ({ name: label(at, "period"), cell })) : shown.slice(0, MOST_BARS).map((cells) => ({ name: name(cells), cell: cells.at(-1).cell }));
  const most = unit() === "RATIO" ? 1 : Math.max(...rows.map(({ cell }) => cell?.[0] ?? 0), 1e-9);
  const period = single ? name(shown[0]) : title(index.dimensions.period[chosen("period").at(-1)]), high = rows.length * 44 + 4;
  const svg = document.createElementNS(SVG, "svg");
  const add = (name, attributes, text = "") => { const one = document.createElementNS(SVG, name); for (const key in attributes) one.setAttribute(key, attributes[key]); one.textContent = text; svg.append(one); };
  for (const [key, value] of Object.entries({ viewBox: `0 0 340 ${high}`, width: 340, height: high, role: "img", class: "bars", "aria-label": `${caption}, ${period}`, "font-size": 13 })) svg.setAttribute(key, value);
  rows.forEach(({ name, cell }, i) => {
    const y = i * 44, value = cell?.[0] ?? null, width = value === null ? 0 : Math.max(Math.min(Math.abs(value) / most, 1) * 250, 1);
    add("text", { x: 0, y: y + 14, fill: "currentColor" }, name.length > 46 ? `${name.slice(0, 45)}…` : name);
    if (width) add("rect", { x: 0, y: y + 20, width, height: 16, fill: "var(--warm-mark)" });
    add("text", { x: width + (width ? 6 : 0), y: y + 33, fill: "currentColor" }, value === null ? reason(cell) : number(value, unit()));
  });
  return el("figure", { class: "built-chart" }, el("figcaption", {}, `${period}${shown.length > MOST_BARS ? `; ${filled(words.first, { n: MOST_BARS })}` : ""}`), svg);
}

/* The table as rows: one for each cell, with the reason where there is no value. */
const HEADS = () => [...DIMENSIONS.map((name) => words[name]), words.value, words.lower, words.upper, words.people, words.remark];
const flat = () => shown.flat().map(({ at, cell }) => [...DIMENSIONS.map((name) => label(at, name)), ...(cell ? cell.slice(0, 4) : [null, null, null, null]), reason(cell) || null]);
const safe = (text) => /^'*\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
const quoted = (cell) => { const text = typeof cell === "string" ? safe(cell) : cell === null ? "" : String(cell); return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
export const csv = (rows) => rows.map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const sheet = (rows) => `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rows.map((row) => `<row>${row.map((cell) => cell === null ? "<c/>" : typeof cell === "number" ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`).join("")}</row>`).join("")}</sheetData><autoFilter ref="A1:J${rows.length}"/></worksheet>`;
const PARTS = {
  "[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels": `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="table" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};
const CRC = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
const crc = (bytes) => { let found = ~0; for (const byte of bytes) found = CRC[(found ^ byte) & 255] ^ (found >>> 8); return ~found >>> 0; };
const numbers = (...pairs) => new Uint8Array(pairs.flatMap(([value, size]) => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 255)));

/* A ZIP archive without compression (APPNOTE 4.3.7, 4.3.12, 4.3.16): a workbook of one sheet needs no more. */
export function workbook(rows) {
  const text = new TextEncoder(), parts = [], directory = [];
  let offset = 0;
  for (const [name, content] of Object.entries({ ...PARTS, "xl/worksheets/sheet1.xml": sheet(rows) })) {
    const path = text.encode(name), data = text.encode(content);
    const common = [[20, 2], [0, 2], [0, 2], [0, 2], [33, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [path.length, 2], [0, 2]];
    parts.push(numbers([0x04034b50, 4], ...common), path, data);
    directory.push(numbers([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path);
    offset += 30 + path.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0), count = directory.length / 2;
  return [...parts, ...directory, numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2])];
}

function downloads() {
  const save = (parts, type, ending) => () => {
    const address = URL.createObjectURL(new Blob(parts(), { type }));
    el("a", { href: address, download: `${index.survey}-${field("measure").value}.${ending}` }).click();
    URL.revokeObjectURL(address);
  };
  const button = (text, act) => { const made = el("button", { type: "button", class: "button file" }, text); made.addEventListener("click", act); return made; };
  const rows = () => [HEADS(), ...flat()];
  return el("p", { class: "files" }, button("CSV", save(() => [csv(rows())], "text/csv", "csv")),
    button("XLSX", save(() => workbook(rows()), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")));
}

const cited = (of) => el("p", { id: "cited" }, index.demonstration ? `${words.no_citation} ` : `${filled(words.citation, { title: of, version: form.dataset.version })} `, el("a", { href: permalink() }, permalink()));

if (asked.get("survey") && [...field("survey").options].some((one) => one.value === asked.get("survey"))) field("survey").value = asked.get("survey");
field("survey").addEventListener("change", takeSurvey);
field("measure").addEventListener("change", takeMeasure);
form.addEventListener("change", (event) => { if (event.target.type === "checkbox") show(); });
form.addEventListener("submit", (event) => event.preventDefault());
takeSurvey().finally(() => { form.hidden = false; });
