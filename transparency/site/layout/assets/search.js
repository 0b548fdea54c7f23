/* The search: suggestions in every search field, and the search page. Words are taken apart as transparency/site/search/words.py does, with the tables that come with the index. */
const CYRILLIC = /[а-яёәғқңөұүһі]/, LATIN = /[a-zäğñöşūüıçóúńáý]/;
const TOKEN = /\d+(?:[.,]\d+)*|\p{L}+(?:['’]\p{L}+)*/gu;
const each = (text, map) => [...text].map((letter) => map[letter] ?? letter).join("");

/** Words of one language: how they are cut out of a text and what they may be forms of. */
export const language = (lang, tables) => {
  const { fold, plain, classes, least, softened, dropped, latin, lookalikes, alike, small, cyrillic } = tables;
  const groups = tables.groups.map((group) => group.map((written) => {
    const [letters, rest] = written.split(":"), [name, instead = ""] = rest.split(">");
    return { letters, before: classes[name], instead };
  }));
  const toLatinMap = { ...Object.fromEntries([...latin].reverse().map(([l, c]) => [c, l])), қ: "k", ү: "u", ұ: "u" };
  const toLatin = (word) => each(each(word, plain), toLatinMap);
  const toCyrillic = (word) => latin.reduce((text, [from, to]) => text.replaceAll(from, to), word);
  const oneAlphabet = (word) => [...word].length === 1 || (CYRILLIC.test(word) && LATIN.test(word)) ? each(word, lookalikes) : word;
  const folded = (word) => !cyrillic && CYRILLIC.test(word) ? toLatin(word) : each(word.replaceAll("’", "'"), fold);

  const tokens = (text) => (text.toLowerCase().replaceAll("\u00ad", "").match(TOKEN) || []).map((found) =>
    /^\d/.test(found) ? found.replaceAll(",", ".") : folded(oneAlphabet(found)));

  const without = (word, { letters, before, instead }) => {
    const rest = word.endsWith(letters) ? word.slice(0, -letters.length) : "", last = rest.slice(-1);
    if (rest.length < least || !before.includes(last)) return [];
    const found = [rest + instead];
    if (lang === "kk" && dropped.includes(letters[0])) {
      if (softened[last]) found.push(rest.slice(0, -1) + softened[last]);
      if (!classes.vowel.includes(rest.slice(-2, -1))) for (const vowel of dropped) found.push(rest.slice(0, -1) + vowel + last);
    }
    return found;
  };
  const order = (a, b) => b.length - a.length || (a < b ? -1 : 1);

  const analyses = (word) => {
    const found = new Set([word]);
    for (const group of groups) for (const one of [...found]) for (const suffix of group) for (const rest of without(one, suffix)) found.add(rest);
    return [...found].sort(order);
  };
  const stem = (word) => groups.reduce((text, group) => group.flatMap((suffix) => without(text, suffix)).sort(order).at(-1) ?? text, word);
  const forms = (word) => lang === "kk" ? analyses(word) : [stem(word)];
  const short = (word) => lang === "kk" ? analyses(word).filter((form) => form === word || form.length >= alike).at(-1) : stem(word);
  const telling = (words) => { const left = words.filter((word) => !small.includes(word)); return left.length ? left : words; };
  const gist = (words) => telling(words).map(short).join(" ");
  return { tokens, forms, short, telling, gist, toCyrillic };
};

/** Fewest letters to change, add, drop or swap; more than `limit` counts as `limit` + 1. */
export const distance = (a, b, limit) => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [], row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
};

/* Spellings that sound alike when typed in Latin letters. */
const sound = (word) => word.replace(/[ыйі]/g, "и").replace(/[ъь]/g, "").replace(/э/g, "е").replace(/щ/g, "ш").replace(/в/g, "у").replace(/(.)\1+/g, "$1");

/* Weights of ranking: a word of a title or name that was not asked for (as a logarithm of rarity); a title, and a name, that says all that was asked.
   A name that says less than half of it says nothing. */
const OTHER = 2, TITLE = 2, NAME = 4, HALF = 0.5;
/* Suggestions of each kind. */
const MOST = { questions: 2, pages: 4, datasets: 2, terms: 2 };

/** Opens an index; `find` answers with pages, the best first. */
export const open = async (base, lang) => {
  const get = async (name) => { const answer = await fetch(base + lang + "/" + name); return answer.json(); };
  const head = await get("words.json"), words = head.words.split("\n"), number = new Map(words.map((word, i) => [word, i]));
  const means = new Map(head.means);
  const { tokens, forms, short, telling, gist, toCyrillic } = language(lang, head.tables), shards = new Map();
  const found = new Map(), known = (word) => found.has(word) ? found.get(word) : found.set(word, forms(word).find((form) => number.has(form))).get(word);

  const retyped = (text) => each(text.toLowerCase(), head.tables.keys);
  /* Typed words are compared with all that the index knows: its own words, and everyday words that stand for them. */
  const vocabulary = [...words, ...Object.keys(head.also).filter((word) => !number.has(word))];
  const everyday = (word) => (head.also[word] || "").split(" ").filter(Boolean).map((one) => [one, 0.7]);
  const ofVocabulary = (found, sure) => found.flatMap((word) => number.has(word) ? [[word, sure]] : everyday(word));
  const within = (typed) => {
    const found = words.filter((word) => word.length > 4 && typed.some((form) => form.startsWith(word) || word.length > 5 && form.endsWith(word)));
    return found.sort((a, b) => b.length - a.length).slice(0, 1).map((word) => [word, 0.5]);
  };
  const near = (candidates) => {
    let best = [], least = 9;
    for (const typed of candidates) {
      const limit = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
      for (const word of vocabulary) {
        const far = word[0] === typed[0] || typed.length > 4 ? distance(typed, word, Math.min(limit, least)) : 9;
        if (far <= limit && far < least) { least = far; best = [word]; } else if (far <= limit && far === least) best.push(word);
      }
    }
    return ofVocabulary([...new Set(best)].slice(0, 12), 0.7);
  };
  const alike = (typed) => {
    const sounds = new Set(forms(typed).map(sound));
    return ofVocabulary(vocabulary.filter((word) => sounds.has(sound(word))), 0.9);
  };
  const beginning = (typed) => typed.length < 3 ? [] : ofVocabulary(vocabulary.filter((word) => word.startsWith(typed)).slice(0, 30), 0.6);

  /** Indexed words that a typed word means, each with how sure that is. */
  const meant = (typed) => {
    const spelled = head.tables.cyrillic && /^[a-zäğñöşūüıçóúńáý']+$/.test(typed) ? toCyrillic(typed) : typed;
    for (const word of new Set([typed, spelled, spelled.replace(/(.)\1+/g, "$1")])) {
      const exact = known(word), others = everyday(short(word)).filter(([one]) => one !== exact);
      if (exact || others.length) return [...exact ? [[exact, 1]] : [], ...others];
    }
    for (const found of [spelled === typed ? [] : alike(spelled), beginning(spelled), near([spelled, ...forms(spelled)]), within(forms(spelled))]) if (found.length) return found;
    return [];
  };

  const places = async (word) => {
    const at = number.get(word), file = Math.floor(at / head.shard);
    if (!shards.has(file)) shards.set(file, get(file + ".json"));
    const flat = (await shards.get(file))[at % head.shard], found = new Map();
    for (let i = 0, page = 0; i < flat.length; i += 2) found.set(page += flat[i], flat[i + 1]);
    return found;
  };
  const scores = async (choices) => {
    const found = new Map();
    for (const [word, sure] of choices) for (const [page, score] of await places(word)) found.set(page, Math.max(found.get(page) || 0, score * sure));
    return found;
  };

  /* Parts of the query: phrases of the glossary in any language, and single words. */
  const parts = (typed) => {
    const found = [];
    for (let i = 0; i < typed.length;) {
      let size = Math.min(8, typed.length - i), term;
      while (size && (term = means.get(gist(typed.slice(i, i + size)))) === undefined) size--;
      found.push({ typed: typed.slice(i, i + (size || 1)), term: size ? term : undefined });
      i += size || 1;
    }
    return found;
  };
  const ofTerm = (part) => part.term !== undefined ? head.terms[part.term][2].split(" ").filter(Boolean).map((word) => [[word, 1]]) : [];

  const sum = async (slots) => {
    const total = new Map(), hits = new Map();
    for (const choices of slots) for (const [page, score] of await scores(choices)) {
      total.set(page, (total.get(page) || 0) + score);
      hits.set(page, (hits.get(page) || 0) + 1);
    }
    for (const [page, score] of total) total.set(page, score / slots.length * (hits.get(page) / slots.length) ** 2);
    return total;
  };

  const titles = head.pages.map(([, title]) => telling(tokens(title)).map((word) => known(word) || word));
  const rare = (many) => Math.log(1 + head.pages.length / (many || head.pages.length)), titled = new Map();
  for (const title of titles) for (const word of new Set(title)) titled.set(word, (titled.get(word) || 0) + 1);
  const page = (number) => {
    const [url, title, text, trail] = head.pages[number];
    return { url, title, text, trail: head.trails[trail], kind: url.replace(/^[a-z]{2}\//, "").split("/")[0] };
  };
  const dictionary = (head.pages.find(([url]) => url.endsWith("about/glossary/")) || [""])[0];
  const term = (i) => ({ id: head.terms[i][0], url: dictionary + "#" + head.terms[i][0], title: head.terms[i][1], text: head.labels.term });
  const plus = (sum, number) => sum + number;

  /* The question of a visitor that says what is asked. */
  const questions = head.answers.map(([question]) => telling(tokens(question)).map((word) => known(word) || word));
  const share = (words, asked) => {
    const all = [...asked.values()].reduce(plus, 0), said = [...new Set(words)].map((word) => asked.get(word) || 0), sum = said.reduce(plus, 0);
    return sum && sum / all * sum / (sum + OTHER * said.filter((weight) => !weight).length);
  };
  /* What people call each page: the words of each name. */
  const called = head.names.map((names) => names.map((name) => name.map((i) => words[i])));
  const asks = ([question, number, anchor, state]) => { const at = page(number); return { ...at, question, state, url: at.url + (anchor && "#" + anchor) }; };
  const worded = new Map([...head.asks].reverse());
  const best = (typed, asked) => {
    const found = { share: HALF, i: worded.get(gist(typed)) };
    if (found.i !== undefined) return asks(head.answers[found.i]);
    questions.forEach((words, i) => {
      const said = share(words, asked);
      if (said > found.share) Object.assign(found, { share: said, i });
    });
    return found.i === undefined ? null : asks(head.answers[found.i]);
  };
  /* What is known to be absent: most of the query names it, and the first page does not say the whole query. */
  const lacks = new Map(head.lacks);
  const absent = (typed, first) => {
    for (let size = typed.length; size && size * 2 > typed.length; size--) for (let i = 0; i + size <= typed.length; i++) {
      const found = lacks.get(gist(typed.slice(i, i + size)));
      if (found === undefined) continue;
      if (size < typed.length && first && typed.every((word) => titles[first[0]].includes(known(word)))) return null;
      const [subject, reason, see] = head.absent[found];
      return { subject, reason, see: see.map(page) };
    }
    return null;
  };

  /* A word says the more the fewer pages have it; small words of the language say nothing beside others. */
  const answer = async (query) => {
    const typed = telling(tokens(query)), cut = parts(typed), phrase = typed.map((word) => known(word) || word).join(" ");
    const total = new Map(), hits = new Map(), asked = new Map(), exact = new Map();
    let all = 0;
    for (const part of cut) {
      const literal = part.typed.map(meant), term = ofTerm(part);
      for (const [word, sure] of [...literal, ...term].flat()) {
        asked.set(word, (rare((await places(word)).size) + rare(titled.get(word))) / 2);
        if (sure === 1) exact.set(word, asked.get(word));
      }
      const [a, b] = [literal.some((choices) => choices.length) ? await sum(literal) : new Map(), term.length ? await sum(term) : new Map()];
      const having = new Set([...a.keys(), ...b.keys()]);
      const weight = having.size && part.typed.length * rare(having.size);
      all += weight;
      for (const page of having) {
        total.set(page, (total.get(page) || 0) + part.typed.length * Math.max(a.get(page) || 0, b.get(page) || 0));
        hits.set(page, (hits.get(page) || 0) + weight);
      }
    }
    const rank = (page) => {
      const title = titles[page], whole = title.join(" "), said = title.reduce((sum, word) => sum + (asked.get(word) || 0), 0);
      const covered = said / (said + OTHER * title.filter((word) => !asked.has(word)).length || 1);
      const name = Math.max(whole === phrase, ...called[page].map((words) => share(words, exact))); // a title that is the query is a name
      return total.get(page) * hits.get(page) / all * (1 + TITLE * covered + (name > HALF ? NAME * name : 0)) * (whole.includes(phrase) ? 2 : 1);
    };
    /* The first page fits where its title, or a name or a question of it, has a word as it was typed. */
    const fits = (page) => titles[page].some((word) => exact.has(word)) || called[page].flat().some((word) => exact.has(word));
    const ranked = [...total.keys()].map((page) => [page, rank(page)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const terms = cut.filter((part) => part.term !== undefined && cut.length === 1).map((part) => term(part.term)).filter((one) => one.id);
    return { pages: ranked.map(([number]) => page(number)), terms, answer: best(typed, exact), absent: absent(typed, ranked[0]), fits: terms.length > 0 || ranked.length > 0 && fits(ranked[0][0]), hit: (word) => asked.has(known(word)) };
  };
  /* The keyboard was left in the other alphabet where only the other letters on its keys make words. */
  const sure = (text) => tokens(text).filter((word) => word.length > 1 && !/\d/.test(word) && known(word)).length;
  const find = (query) => answer(/\p{L}/u.test(query) && sure(query) < sure(retyped(query)) ? retyped(query) : query);

  /* Names that may be suggested, with their words; the text is read as typed, from the other keyboard layout, or from Latin letters. */
  const names = [
    ...head.answers.map(asks).map((one) => ({ ...one, name: one.question, kind: "question", group: "questions" })),
    ...head.pages.map((_, number) => page(number)).map((one) => ({ ...one, name: one.title, group: /open-data\/./.test(one.url) ? "datasets" : "pages" })),
    ...head.terms.map((_, i) => term(i)).filter((one) => one.id).map((one) => ({ ...one, name: one.title, kind: "term", group: "terms" })),
  ].map((one) => ({ ...one, words: tokens(one.name) }));
  /* Words of names in order, each with its name and its place there: what begins with some letters stands side by side. */
  const starts = names.flatMap(({ words }, i) => words.map((word, at) => [word, i, at])).sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
  const having = (letters) => {
    let low = 0, high = starts.length;
    while (low < high) { const middle = low + high >> 1; if (starts[middle][0] < letters) low = middle + 1; else high = middle; }
    const found = new Map();
    for (; starts[low]?.[0].startsWith(letters); low++) { const [, i, at] = starts[low]; found.set(i, Math.min(at, found.get(i) ?? at)); }
    return found;
  };
  const begun = (typed) => {
    const [first, ...others] = typed.map(having), order = (i) => first.get(i) + names[i].words.length / 99;
    return [...first.keys()].filter((i) => others.every((found) => found.has(i))).sort((a, b) => order(a) - order(b) || a - b).map((i) => names[i]);
  };
  const suggest = (text) => {
    for (const read of [text, retyped(text), head.tables.cyrillic ? toCyrillic(text.toLowerCase()) : text]) {
      const typed = tokens(read), found = typed.join("").length > 1 ? begun(typed) : [];
      if (!found.length) continue;
      const groups = Object.entries(MOST).map(([group, most]) => [group, found.filter((one) => one.group === group).slice(0, most)]);
      return { groups: groups.filter(([, some]) => some.length), start: (word) => Math.max(0, ...typed.filter((one) => word.startsWith(one)).map((one) => one.length)) };
    }
    return { groups: [] };
  };
  /* Pieces of a text, marked or not; `length` says how many letters of a folded word are marked. */
  const pieces = (text, length) => {
    const found = [];
    let last = 0;
    for (const match of text.matchAll(TOKEN)) {
      const marked = length(tokens(match[0])[0] || "");
      if (!marked) continue;
      const end = match.index + Math.min(marked, match[0].length);
      found.push([text.slice(last, match.index), false], [text.slice(match.index, end), true]);
      last = end;
    }
    return [...found, [text.slice(last), false]];
  };
  return { find, suggest, pieces, labels: head.labels, sections: head.sections };
};

const LANGUAGE = document.documentElement.lang, ROOT = new URL("..", import.meta.url);
let opened;
const index = () => opened ??= open(new URL("search-index/", ROOT).href, LANGUAGE);
const make = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};
const marked = (pieces) => pieces.filter(([text]) => text).map(([text, hit]) => hit ? make("mark", {}, text) : text);
const drawn = new Map();
const drawing = (svg) => {
  if (!drawn.has(svg)) drawn.set(svg, new DOMParser().parseFromString(svg, "text/html").body.firstChild);
  return document.importNode(drawn.get(svg), true);
};

/* Suggestions below a search field (ARIA combobox with a list box, https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
const combobox = (form, number) => {
  const field = form.elements.q, id = "suggestions-" + number;
  const list = make("div", { role: "listbox", id, class: "suggestions-list" }), hint = make("p", { class: "suggestions-hint" }), said = make("p", { role: "status", class: "hidden-text" });
  const panel = make("div", { class: "suggestions", hidden: "" }, list, hint);
  form.append(panel, said);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })) field.setAttribute(key, value);
  const options = () => [...list.querySelectorAll("[role=option]")];
  let active = -1;
  const choose = (next) => {
    options().forEach((option, i) => option.setAttribute("aria-selected", i === next));
    active = next;
    if (next < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options()[next].id);
    options()[next].scrollIntoView({ block: "nearest" });
  };
  const close = () => { panel.hidden = true; field.setAttribute("aria-expanded", "false"); choose(-1); };
  const option = (address, kind, index, name, below) => make("a", { role: "option", id: id + "-" + options().length, href: address, tabindex: "-1", "aria-selected": "false" },
    drawing(index.sections[kind]?.[1] || index.sections.about[1]), make("span", {}, ...name, ...below ? [make("small", {}, below)] : []));
  const show = async () => {
    const text = field.value.trim();
    if ([...text].length < 2) return close();
    const index_ = await index(), { labels } = index_;
    if (text !== field.value.trim() || document.activeElement !== field) return;
    const { groups, start } = index_.suggest(text);
    list.replaceChildren();
    list.setAttribute("aria-label", labels.suggestions);
    groups.forEach(([group, found], i) => {
      const box = make("div", { role: "group", class: "suggestions-" + group, "aria-labelledby": id + "-g" + i }, make("span", { id: id + "-g" + i, class: "suggestions-name" }, labels[group]));
      list.append(box);
      for (const one of found) box.append(option(new URL(one.url, ROOT).href, one.kind, index_, marked(index_.pieces(one.name, start)), one.group === "questions" ? one.title : one.trail));
    });
    said.textContent = labels.count.replace("#", options().length);
    list.append(option(form.action + "?" + new URLSearchParams({ q: text }), "all", index_, [labels.all.replace("#", text)]));
    hint.textContent = labels.hint;
    panel.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(-1);
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    const many = options().length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); close(); }
    else if (step && panel.hidden) { event.preventDefault(); show(); }
    else if (step) { event.preventDefault(); choose((active + step + many + (active < 0 && step < 0 ? 1 : 0)) % many); }
    else if (event.key === "Enter" && active >= 0 && !panel.hidden) { event.preventDefault(); options()[active].click(); }
  });
  form.addEventListener("submit", close);
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  if (document.activeElement === field && field.value) show(); else if (document.activeElement === field) index();
};

const SCREENFUL = 30;
const results = (form) => {
  const list = document.querySelector("#results"), state = document.querySelector("#found"), above = document.querySelector("#best"), kinds = document.querySelector("#kinds"), more = document.querySelector("#more");
  const field = form.elements.q, address = new URLSearchParams(location.search);
  let turn = 0, kind = address.get("type") || "", shown = SCREENFUL, last;
  const link = ({ url, title }) => make("a", { href: new URL(url, ROOT).href }, title);
  const item = ({ url, title, text, trail }) => {
    const hit = (word) => last.hit(word) ? word.length : 0, pieces = (words) => marked(last.pieces(words || "", hit));
    return make("li", {}, ...trail ? [make("p", { class: "by" }, trail)] : [], make("h2", {}, make("a", { href: new URL(url, ROOT).href }, ...pieces(title))), make("p", {}, ...pieces(text)));
  };
  const draw = () => {
    const { labels, sections } = last, counts = new Map();
    for (const one of last.pages) if (sections[one.kind]) counts.set(one.kind, (counts.get(one.kind) || 0) + 1);
    if (!counts.has(kind)) kind = "";
    const chosen = last.pages.filter((one) => !kind || one.kind === kind), terms = kind ? [] : last.terms;
    list.replaceChildren(...[...terms, ...chosen.slice(0, shown)].map(item));
    more.hidden = chosen.length <= shown;
    more.textContent = labels.more;
    kinds.hidden = counts.size < 2;
    kinds.setAttribute("aria-label", labels.types);
    kinds.replaceChildren(...[["", last.pages.length], ...counts].map(([name, count]) => make("button", { type: "button", "aria-pressed": name === kind, value: name }, (name ? sections[name][0] : labels.any) + " ", make("span", { class: "number" }, count))));
    state.textContent = last.pages.length ? (last.fits || last.answer || last.absent ? "" : labels.inexact + " ") + labels.some.replace("#", chosen.length) : labels.none;
  };
  const remember = (query) => history.replaceState(null, "", "?" + new URLSearchParams({ q: query, ...kind && { type: kind } }));
  const show = async () => {
    const query = field.value.trim(), mine = ++turn;
    if (!query) { for (const part of [list, above, kinds]) part.replaceChildren(); state.textContent = ""; more.hidden = kinds.hidden = true; return; }
    const index_ = await index(), { labels, sections, pieces } = index_, found = await index_.find(query);
    if (mine !== turn) return;
    last = { ...found, labels, sections, pieces };
    shown = SCREENFUL;
    const { answer, absent } = last;
    above.replaceChildren(
      ...absent ? [make("div", { class: "notice" }, make("p", { class: "notice-title" }, labels.absent.replace("#", absent.subject)), make("p", {}, absent.reason + " " + labels.nearest), make("ul", {}, ...absent.see.map((one) => make("li", {}, link(one)))))] : [],
      ...answer && !absent ? [make("a", { class: "best", href: new URL(answer.url, ROOT).href }, make("b", {}, answer.question), make("span", {}, answer.title + ". " + answer.text), make("small", {}, labels["answer_" + answer.state] || labels.answer))] : [],
    );
    draw();
    remember(query);
  };
  kinds.addEventListener("click", ({ target }) => { const button = target.closest("button"); if (!button) return; kind = button.value; shown = SCREENFUL; draw(); remember(field.value.trim()); kinds.querySelector("[aria-pressed=true]").focus(); });
  more.addEventListener("click", () => { const next = list.children.length; shown += SCREENFUL; draw(); list.children[next]?.querySelector("a").focus(); });
  field.value ||= address.get("q") || "";
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("input", () => { const typed = field.value; setTimeout(() => { if (typed === field.value) show(); }, 250); });
  show();
};
document.querySelectorAll("form[role=search]").forEach(combobox);
if (document.querySelector("#results")) results(document.querySelector("main form[role=search]"));
