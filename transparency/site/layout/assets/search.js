/* The search page. Words are taken apart as transparency/site/search/words.py does, with the tables that come with the index. */
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
  return { tokens, forms, telling, gist, toCyrillic };
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

/** Opens an index; `find` answers with pages, the best first. */
export const open = async (base, lang) => {
  const get = async (name) => { const answer = await fetch(base + lang + "/" + name); return answer.json(); };
  const head = await get("words.json"), words = head.words.split("\n"), number = new Map(words.map((word, i) => [word, i]));
  const means = new Map(head.means);
  const { tokens, forms, telling, gist, toCyrillic } = language(lang, head.tables), shards = new Map();
  const known = (word) => forms(word).find((form) => number.has(form));

  const retyped = (text) => each(text.toLowerCase(), head.tables.keys);
  const ending = (typed) => {
    const found = words.filter((word) => word.length > 5 && typed.some((form) => form.endsWith(word)));
    return found.sort((a, b) => b.length - a.length).slice(0, 1).map((word) => [word, 0.5]);
  };
  const near = (candidates) => {
    let best = [], least = 9;
    for (const typed of candidates) {
      const limit = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
      for (const word of words) {
        const far = word[0] === typed[0] || typed.length > 4 ? distance(typed, word, Math.min(limit, least)) : 9;
        if (far <= limit && far < least) { least = far; best = [word]; } else if (far <= limit && far === least) best.push(word);
      }
    }
    return [...new Set(best)].slice(0, 12).map((word) => [word, 0.7]);
  };
  const alike = (typed) => {
    const sounds = new Set(forms(typed).map(sound));
    return words.filter((word) => sounds.has(sound(word))).map((word) => [word, 0.9]);
  };
  const beginning = (typed) => typed.length < 3 ? [] : words.filter((word) => word.startsWith(typed)).slice(0, 30).map((word) => [word, 0.6]);

  /** Indexed words that a typed word means, each with how sure that is. */
  const meant = (typed) => {
    const exact = known(typed);
    if (exact) return [[exact, 1]];
    const spelled = head.tables.cyrillic && /^[a-zäğñöşūüıçóúńáý']+$/.test(typed) ? toCyrillic(typed) : typed;
    if (spelled !== typed && known(spelled)) return [[known(spelled), 1]];
    for (const found of [spelled === typed ? [] : alike(spelled), beginning(spelled), near(forms(spelled)), ending(forms(spelled))]) if (found.length) return found;
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
      found.push({ typed: typed.slice(i, i + (size || 1)), term: size ? head.terms[term] : null });
      i += size || 1;
    }
    return found;
  };
  const ofTerm = (part) => part.term ? part.term[2].split(" ").filter(Boolean).map((word) => [[word, 1]]) : [];

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
  /* A word says the more the fewer pages have it; small words of the language say nothing beside others. */
  const answer = async (query) => {
    const typed = telling(tokens(query)), cut = parts(typed), phrase = typed.map((word) => known(word) || word).join(" ");
    const total = new Map(), hits = new Map(), asked = new Set();
    let all = 0;
    for (const part of cut) {
      const literal = part.typed.map(meant), term = ofTerm(part);
      for (const [word] of [...literal, ...term].flat()) asked.add(word);
      const [a, b] = [literal.some((choices) => choices.length) ? await sum(literal) : new Map(), term.length ? await sum(term) : new Map()];
      const having = new Set([...a.keys(), ...b.keys()]);
      const weight = having.size && part.typed.length * Math.log(1 + head.pages.length / having.size);
      all += weight;
      for (const page of having) {
        total.set(page, (total.get(page) || 0) + part.typed.length * Math.max(a.get(page) || 0, b.get(page) || 0));
        hits.set(page, (hits.get(page) || 0) + weight);
      }
    }
    const rank = (page) => {
      const title = titles[page], covered = title.filter((word) => asked.has(word)).length / (title.length || 1);
      return total.get(page) * (hits.get(page) / all) ** 1.5 * (1 + 2 * covered) * (title.join(" ").includes(phrase) ? 2 : 1);
    };
    const ranked = [...total.keys()].map((page) => [page, rank(page)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const pages = ranked.map(([page]) => { const [url, title, text] = head.pages[page]; return { url, title, text }; });
    return { pages, terms: cut.filter((part) => part.term && cut.length === 1).map((part) => ({ id: part.term[0], title: part.term[1] })) };
  };
  /* The keyboard was left in the other alphabet where only the other letters on its keys make words. */
  const sure = (text) => tokens(text).filter((word) => word.length > 1 && !/\d/.test(word) && known(word)).length;
  const find = (query) => answer(/\p{L}/u.test(query) && sure(query) < sure(retyped(query)) ? retyped(query) : query);
  return { find };
};

const page = () => {
  const form = document.querySelector("main form[role=search]"), list = document.querySelector("#results"), state = document.querySelector("#found");
  const root = new URL(list.dataset.root, location), field = form.elements.q;
  let index, turn = 0;
  const item = ({ url, title, text }) => {
    const entry = document.createElement("li"), head = document.createElement("h2"), link = document.createElement("a"), about = document.createElement("p");
    link.href = new URL(url, root); link.textContent = title; about.textContent = text || "";
    head.append(link); entry.append(head, about);
    return entry;
  };
  const show = async () => {
    const query = field.value.trim(), mine = ++turn;
    if (!query) { list.replaceChildren(); state.textContent = ""; return; }
    index ??= open(new URL("search-index/", root).href, document.documentElement.lang);
    const { pages, terms } = await (await index).find(query);
    if (mine !== turn) return;
    const glossary = terms.filter(({ id }) => id).map(({ id, title }) => ({ url: list.dataset.glossary + "#" + id, title, text: list.dataset.term }));
    list.replaceChildren(...[...glossary, ...pages.slice(0, 30)].map(item));
    state.textContent = pages.length ? state.dataset.some.replace("#", pages.length) : state.dataset.none;
    history.replaceState(null, "", "?" + new URLSearchParams({ q: query }));
  };
  field.value = new URLSearchParams(location.search).get("q") || "";
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("input", () => { const typed = field.value; setTimeout(() => { if (typed === field.value) show(); }, 250); });
  show();
};
if (document.querySelector("#results")) page();
