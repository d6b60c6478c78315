"use strict";
// One page, no network. Positions are degrees; the picture is in pixels; between them lies Mercator's projection.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const GROUPS = {
  islands: ["island-group", "island", "islet", "rock"],
  settlements: ["city", "settlement", "village"],
  mountains: ["volcano", "mountain", "range", "caldera"],
  capes: ["cape", "peninsula"],
  waters: ["strait", "bay", "lake", "river", "sea", "ocean", "trench", "waterfall", "hot-spring"],
  facilities: ["airport", "port", "lighthouse"],
  areas: ["area", "region", "subprefecture", "district", "country", "reserve", "boundary", "lookalike"],
};
const SHAPES = {
  islands: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  settlements: "M-4.2 -4.2h8.4v8.4h-8.4z",
  mountains: "M0 -5.5L5.4 4.2H-5.4z",
  capes: "M0 -5.6L4.6 0L0 5.6L-4.6 0z",
  waters: "M-6 -2.4q3 -3.4 6 0t6 0v3.6q-3 3.4 -6 0t-6 0z",
  facilities: "M-1.7 -5.2h3.4v3.5h3.5v3.4h-3.5v3.5h-3.4v-3.5h-3.5v-3.4h3.5z",
  areas: "M-3 -5.2h6l3 5.2l-3 5.2h-6l-3 -5.2z",
};
const ORDER = Object.values(GROUPS).flat();
const SIDES = ["both", "japan", "russia", "neither"];
const MAIN = ["ja", "ru", "en"];
const state = { lang: data.lang, convention: data.convention, hidden: new Set(), chosen: null, x: 0, y: 0, scale: 1 };
const words = () => data.words[state.lang];
const groupOf = (type) => Object.keys(GROUPS).find((group) => GROUPS[group].includes(type));

// --- the projection -------------------------------------------------------------------------------------------------
const [WEST, SOUTH, EAST, NORTH] = data.edge;
const northing = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
const project = (lon, lat) => [lon - WEST, northing(NORTH) - northing(lat)];
const latitude = (y) => (Math.atan(Math.exp(((northing(NORTH) - y) * Math.PI) / 180)) * 360) / Math.PI - 90;
const [WIDTH, HEIGHT] = project(EAST, SOUTH);
const CLOSEST = 900;
// How many pixels a degree has when a place is shown that is too wide for the usual 260.
const CLOSE = { ocean: 30, country: 30, sea: 40, trench: 40, region: 50, area: 70, "island-group": 70, subprefecture: 100, district: 130, island: 130, range: 150 };

for (const place of data.places) {
  const [lat, lon] = place.point || [];
  place.shown = place.point && lon >= WEST && lon <= EAST && lat >= SOUTH && lat <= NORTH;
  if (place.shown) [place.x, place.y] = project(lon, lat);
  place.rank = ORDER.indexOf(place.type);
  place.group = groupOf(place.type);
}

// --- folding: the key under which a name is looked up, as kurilnames.fold makes it ------------------------------------
const SMALL = Object.fromEntries(["ぁあ", "ぃい", "ぅう", "ぇえ", "ぉお", "っつ", "ゃや", "ゅゆ", "ょよ", "ゎわ", "ゕか", "ゖけ", "ゐい", "ゑえ"].map(([a, b]) => [a, b]));
const VU = { "ゔ": "ぶ", "ゔあ": "ば", "ゔい": "び", "ゔえ": "べ", "ゔお": "ぼ" };
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff\u02b9-\u02bc\u02be\u02bf\u2033]/gu;
const LATIN = "aceopxykmthb";
const CYRILLIC = "асеорхукмтнв";

function letter(char) {
  if (/[\u0400-\u052f]/u.test(char)) return char === "ё" ? "е" : char;
  if (/[\u3041-\u30ff]/u.test(char)) {
    const kana = char >= "ァ" && char <= "ヶ" ? String.fromCodePoint(char.codePointAt(0) - 0x60) : char;
    return SMALL[kana] || kana;
  }
  if (/[\u3400-\u9fff]/u.test(char)) return data.kanji[char] || char;
  if (/[\p{L}\p{N}]/u.test(char)) return char.normalize("NFKD").replace(/\p{M}/gu, "");
  return /[\u0300-\u036f\ufe20-\ufe2f]/u.test(char) ? "" : char;
}

function oneScript(word) {
  if (!/[a-z]/.test(word) || !/[а-я]/.test(word)) return word;
  const swap = (text, from, to) => text.replace(new RegExp(`[${from}]`, "gu"), (char) => to[from.indexOf(char)]);
  const cyrillic = swap(word, LATIN, CYRILLIC);
  return /[a-z]/.test(cyrillic) ? swap(word, CYRILLIC, LATIN) : cyrillic;
}

function key(text) {
  const composed = (run) => run.normalize("NFKC").replace(INVISIBLE, "");
  const plain = text.replace(INVISIBLE, "").replace(/[\p{L}\p{N}\p{M}\u309b\u309c]+/gu, composed).toLowerCase();
  return Array.from(plain, letter).join("").normalize("NFC")
    .replace(/(?<=[一-鿿])[(（《][ぁ-ゖー]+[)）》](?=[一-鿿])/gu, "")
    .replace(/([一-鿿])(々+)/gu, (_, kanji, marks) => kanji + kanji.repeat(marks.length))
    .replace(/ゔ[あいえお]?/gu, (vu) => VU[vu]).replace(/(?<=[ぁ-ゖ])ー+/gu, "")
    .replace(/(?<=[\p{L}\p{N}])(?<!['`´‘’‛′]s)['`´‘’‛′](?!s(?![\p{L}\p{N}])|[々ー])(?=[\p{L}\p{N}])/gu, "")
    .replace(/[`´‘’‛′]/gu, "'").replace(/(?<=[аеиоуыэюя]):(?=[а-я])/gu, "")
    .replace(/[a-zа-я]+/gu, oneScript)
    .replace(/[\s\u2010-\u2013\u2212\u30fb\uff65\u30a0_-]+/gu, "")
    .replace(/^[.,:;']+|[.,:;']+$/gu, "");
}

const index = data.keys.map((row) => row.split("\t")).map(([name, places]) => [name, places.split(" ").map(Number)]);

function search(query) {
  const found = new Map();
  const look = (wanted) => {
    if (!wanted) return;
    for (const [name, places] of index) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const score = name === wanted ? 0 : at === 0 ? 1 : 2;
      for (const place of places) if (!(found.get(place) <= score)) found.set(place, score);
    }
  };
  const parts = query.trim().split(/\s+/u);
  look(key(query));
  if (!found.size && parts.length > 1) [parts.slice(1), parts.slice(0, -1)].forEach((rest) => look(key(rest.join(" "))));
  const rank = ([number, score]) => [score, data.places[number].shown ? 0 : 1, data.places[number].rank];
  const compare = (a, b) => a.map((value, i) => value - b[i]).find(Boolean) || 0;
  return [...found].sort((a, b) => compare(rank(a), rank(b)) || a[0] - b[0]).slice(0, 30).map(([number]) => number);
}

// --- drawing ----------------------------------------------------------------------------------------------------------
const SVG = "http://www.w3.org/2000/svg";
function node(name, attributes = {}, text) {
  const made = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
const titleOf = (place) => place.titles[state.convention][state.lang] || "";
const anyTitle = (place) => titleOf(place) || MAIN.map((lang) => place.titles.dual[lang]).find(Boolean) || place.names[0]?.text || place.id;
const visible = (place) => place.shown && (place === state.chosen || !(state.hidden.has(place.group) || state.hidden.has(place.side)));
const picture = byId("picture");
const size = () => [picture.clientWidth, picture.clientHeight];
const onScreen = (x, y) => [(x - state.x) * state.scale + size()[0] / 2, (y - state.y) * state.scale + size()[1] / 2];
const view = [project(data.view[0], data.view[3]), project(data.view[2], data.view[1])];
const farthest = () => Math.max(size()[0] / WIDTH, size()[1] / HEIGHT);
const fitting = () => Math.max(farthest(), Math.min(size()[0] / (view[1][0] - view[0][0]), size()[1] / (view[1][1] - view[0][1])));

byId("land").setAttribute("d", data.land.features.flatMap((feature) => feature.geometry.coordinates)
  .map((ring) => `M${ring.map(([lon, lat]) => project(lon, lat).map((value) => value.toFixed(4)).join(" ")).join("L")}Z`).join(""));
byId("land").setAttribute("fill-rule", "evenodd");

for (const place of data.places.filter((place) => place.shown).sort((a, b) => b.rank - a.rank)) {
  place.marker = node("svg:g", { class: place.side, "data-id": place.id });
  place.marker.append(node("svg:circle", { r: 9, class: "hit" }), node("svg:path", { d: SHAPES[place.group] }), node("svg:title"));
  place.marker.addEventListener("click", () => state.moved || choose(place));
  byId("markers").append(place.marker);
}

function draw() {
  const [wide, high] = size();
  state.scale = Math.min(CLOSEST, Math.max(farthest(), state.scale));
  const [halfWide, halfHigh] = [wide / state.scale / 2, high / state.scale / 2];
  const held = (value, half, most) => Math.min(most - half, Math.max(half, value));
  state.x = held(state.x, halfWide, WIDTH);
  state.y = held(state.y, halfHigh, HEIGHT);
  byId("land").setAttribute("transform", `translate(${wide / 2 - state.x * state.scale} ${high / 2 - state.y * state.scale}) scale(${state.scale})`);
  drawGraticule(wide, high);
  const small = state.scale < 110;
  for (const place of data.places) {
    if (!place.marker) continue;
    place.marker.style.display = visible(place) ? "" : "none";
    const [x, y] = (place.at = onScreen(place.x, place.y));
    place.marker.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})${small ? " scale(.75)" : ""}`);
    place.marker.querySelector("title").textContent = anyTitle(place);
  }
  const pin = byId("pin");
  pin.toggleAttribute("hidden", !state.chosen?.shown);
  if (state.chosen?.shown) pin.setAttribute("transform", `translate(${state.chosen.at.map((value) => value.toFixed(2)).join(" ")})`);
  drawLabels(wide, high);
  drawScale();
}

function drawGraticule(wide, high) {
  const step = [5, 2, 1, 0.5, 0.25, 0.1, 0.05].find((degrees) => degrees * state.scale < 260) || 0.02;
  const lines = [];
  const shown = (value) => `${Number(value.toFixed(2))}°`;
  for (let lon = Math.ceil(WEST / step) * step; lon <= EAST + 1e-9; lon += step) {
    const [x] = onScreen(...project(lon, NORTH));
    if (x < 0 || x > wide) continue;
    lines.push(node("svg:line", { x1: x, x2: x, y1: 0, y2: high }), node("svg:text", { x: x + 3, y: high - 4 }, shown(lon)));
  }
  for (let lat = Math.ceil(SOUTH / step) * step; lat <= NORTH + 1e-9; lat += step) {
    const [, y] = onScreen(...project(WEST, lat));
    if (y < 0 || y > high) continue;
    lines.push(node("svg:line", { x1: 0, x2: wide, y1: y, y2: y }), node("svg:text", { x: wide - 34, y: y - 3 }, shown(lat)));
  }
  byId("graticule").replaceChildren(...lines);
}

const pen = document.createElement("canvas").getContext("2d");
function drawLabels(wide, high) {
  const taken = [];
  const labels = [];
  const room = (box) => taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]);
  const inSight = data.places.filter((place) => visible(place) && place.at[0] > 0 && place.at[0] < wide && place.at[1] > 0 && place.at[1] < high);
  const weight = (place) => (place === state.chosen ? -1 : Math.max(0, Object.keys(GROUPS).indexOf(place.group)));
  inSight.sort((a, b) => weight(a) - weight(b) || b.names.length - a.names.length);
  for (const place of inSight) {
    const text = titleOf(place) || (place === state.chosen ? anyTitle(place) : "");
    if (!text) continue;
    const great = place.group === "islands" && place.type !== "rock" && place.type !== "islet";
    pen.font = `${great ? "600 14px" : "12px"} ${getComputedStyle(document.body).fontFamily}`;
    const long = pen.measureText(text).width + 4;
    const [x, y] = place.at;
    const off = place === state.chosen ? 17 : 9;
    const spots = [["start", x + off, x + off, x + off + long], ["end", x - off, x - off - long, x - off]];
    const spot = spots.find(([, , left, right]) => right < wide && left > 0 && room([left, y - 9, right, y + 8]));
    if (!spot) continue;
    taken.push([spot[2], y - 9, spot[3], y + 8]);
    const kind = great ? "great" : place.group === "waters" ? "water" : "";
    labels.push(node("svg:text", { x: spot[1], y: y + 4, "text-anchor": spot[0], class: kind, lang: state.lang }, text));
  }
  byId("labels").replaceChildren(...labels);
}

function drawScale() {
  const kilometre = state.scale / (111.32 * Math.cos((latitude(state.y) * Math.PI) / 180));
  const length = [500, 200, 100, 50, 20, 10, 5, 2, 1].find((km) => km * kilometre < 130) || 0.5;
  const bar = byId("scale").firstElementChild;
  bar.style.width = `${length * kilometre}px`;
  bar.textContent = `${length} km`;
}

// --- choosing a place ---------------------------------------------------------------------------------------------------
function choose(place, { go = false } = {}) {
  state.chosen = place;
  byId("card").hidden = !place;
  if (place) {
    fillCard(place);
    if (go && place.shown) {
      state.scale = Math.max(state.scale, CLOSE[place.type] || 260);
      const [x, y] = clearing();
      [state.x, state.y] = [place.x + (size()[0] / 2 - x) / state.scale, place.y + (size()[1] / 2 - y) / state.scale];
    }
    history.replaceState(null, "", `#place=${place.id}`);
  }
  draw();
}

// The middle of what the search box and the card leave free: the card stands beside the map or, on a telephone, below.
function clearing() {
  const [wide, high] = size();
  const [box, card] = [document.querySelector("header"), byId("card")].map((each) => each.getBoundingClientRect());
  return card.width < wide ? [(card.left > wide / 2 ? card.left : wide) / 2, high / 2] : [wide / 2, (box.bottom + card.top) / 2];
}

function fillCard(place) {
  const card = byId("card");
  const close = node("button", { class: "close", type: "button", "aria-label": words().close }, "×");
  close.addEventListener("click", () => choose(null));
  const heading = node("h2", {}, anyTitle(place));
  const others = MAIN.map((lang) => place.titles.dual[lang]).filter((text) => text && text !== heading.textContent);
  const main = place.names.filter((name) => MAIN.includes(name.lang.slice(0, 2)));
  const rest = place.names.filter((name) => !main.includes(name));
  main.sort((a, b) => MAIN.indexOf(a.lang.slice(0, 2)) - MAIN.indexOf(b.lang.slice(0, 2)));
  card.replaceChildren(close, heading, node("div", { class: "of" }, [words().types[place.type], ...others].join(" · ")), facts(place));
  card.append(list(main));
  if (rest.length) card.append(node("h3", {}, words().other), list(rest));
  card.scrollTop = 0;
}

function facts(place) {
  const all = node("dl");
  const add = (word, value) => {
    if (value) all.append(node("dt", {}, words()[word]), value instanceof Node ? value : node("dd", {}, value));
  };
  const at = place.point && `${place.point[0]}°, ${place.point[1]}°`;
  add("position", at ? `${at}${place.shown ? "" : ` (${words().outside})`}` : words().nowhere);
  add("precision", place.precision);
  const source = node("dd");
  if (place.pointSource !== undefined) {
    source.append(cite(place.pointSource));
    add("source", source);
  }
  const parts = place.parts.map((number) => data.places[number]);
  if (parts.length) add("part", parts.map(anyTitle).join(", "));
  add("note", place.note);
  return all;
}

function list(names) {
  const all = node("ul");
  const languages = new Intl.DisplayNames([state.lang], { type: "language", fallback: "code" });
  for (const name of names) {
    const item = node("li");
    const generic = name.generic ? ` (${name.generic})` : "";
    item.append(node("span", { class: "name", lang: name.lang }, name.text + generic));
    if (name.kana) item.append(node("span", { class: "of", lang: "ja" }, ` ${name.kana.replaceAll("|", "")}`));
    item.append(node("span", { class: "tag" }, words().statuses[name.status]));
    if (name.by) item.append(node("span", { class: `tag ${name.by}` }, words().by[name.by]));
    const years = name.from || name.to ? `${name.from || ""}–${name.to || ""}` : "";
    item.append(node("span", { class: "cite" }, [languages.of(name.lang), years, words().certainties[name.certainty], name.note].filter(Boolean).join(" · ")));
    for (const source of name.sources) item.append(cite(source));
    all.append(item);
  }
  return all;
}

function cite(number) {
  const source = data.sources[number];
  const line = node("span", { class: "cite" });
  const text = [source.title, source.publisher, source.year].filter(Boolean).join(", ");
  line.append(source.url ? node("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, text) : text);
  return line;
}

// --- the search box -----------------------------------------------------------------------------------------------------
let offered = [];
let marked = 0;
function offer() {
  const query = byId("query").value;
  offered = query.trim() ? search(query) : [];
  marked = 0;
  const rows = offered.map((number) => data.places[number]).map((place) => {
    const row = node("li", { role: "option", "data-id": place.id });
    const where = place.shown ? "" : place.point ? words().outside : words().nowhere;
    const names = MAIN.map((lang) => place.titles.dual[lang]).filter((text) => text && text !== anyTitle(place));
    row.append(anyTitle(place), node("small", {}, [words().types[place.type], ...names, where].filter(Boolean).join(" · ")));
    row.addEventListener("click", () => take(place));
    return row;
  });
  if (query.trim() && !rows.length) rows.push(node("li", { class: "where" }, words().nothing));
  byId("results").replaceChildren(...rows);
  byId("query").setAttribute("aria-expanded", String(rows.length > 0));
  mark(0);
}
function mark(number) {
  marked = Math.min(offered.length - 1, Math.max(0, number));
  [...byId("results").children].forEach((row, i) => {
    row.setAttribute("aria-selected", String(i === marked));
    if (i === marked) row.scrollIntoView({ block: "nearest" });
  });
}
function take(place) {
  byId("results").replaceChildren();
  byId("query").setAttribute("aria-expanded", "false");
  choose(place, { go: true });
}
byId("query").addEventListener("input", offer);
byId("query").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") mark(marked + 1);
  else if (event.key === "ArrowUp") mark(marked - 1);
  else if (event.key === "Enter" && offered.length) take(data.places[offered[marked]]);
  else if (event.key === "Escape") byId("results").replaceChildren();
  else return;
  event.preventDefault();
});

// --- moving about -------------------------------------------------------------------------------------------------------
function zoom(factor, x = size()[0] / 2, y = size()[1] / 2) {
  const [dx, dy] = [x - size()[0] / 2, y - size()[1] / 2];
  const before = state.scale;
  state.scale = Math.min(CLOSEST, Math.max(farthest(), before * factor));
  state.x += dx / before - dx / state.scale;
  state.y += dy / before - dy / state.scale;
  draw();
}
function whole() {
  state.scale = fitting();
  [state.x, state.y] = [0, 1].map((i) => (view[0][i] + view[1][i]) / 2);
  draw();
}
const fingers = new Map();
const spread = () => Math.hypot(...[0, 1].map((i) => [...fingers.values()][0][i] - [...fingers.values()][1][i]));
picture.addEventListener("pointerdown", (event) => {
  state.moved = false;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
});
addEventListener("pointermove", (event) => {
  const last = fingers.get(event.pointerId);
  if (!last) return;
  const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
  if (Math.hypot(dx, dy) < 4 && !state.moved) return;
  const before = fingers.size === 2 ? spread() : 0;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  state.moved = true;
  picture.classList.add("dragged");
  if (before) return zoom(spread() / before, ...[0, 1].map((i) => ([...fingers.values()][0][i] + [...fingers.values()][1][i]) / 2));
  state.x -= dx / state.scale;
  state.y -= dy / state.scale;
  draw();
});
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => {
  fingers.delete(event.pointerId);
  picture.classList.remove("dragged");
});
picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
}, { passive: false });
byId("closer").addEventListener("click", () => zoom(1.6));
byId("farther").addEventListener("click", () => zoom(1 / 1.6));
byId("whole").addEventListener("click", whole);
addEventListener("keydown", (event) => {
  if (["INPUT", "SELECT"].includes(event.target.tagName)) return;
  const step = 80 / state.scale;
  const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
  if (move && event.target === document.body) [state.x, state.y] = [state.x + move[0], state.y + move[1]];
  else if (event.key === "+") return zoom(1.6);
  else if (event.key === "-") return zoom(1 / 1.6);
  else if (event.key === "Escape") return choose(null);
  else if (event.key === "/") return event.preventDefault(), byId("query").focus();
  else return;
  draw();
});
addEventListener("resize", draw);

// --- legend, languages, sides -------------------------------------------------------------------------------------------
function check(id, word, picture, count) {
  const label = node("label");
  const box = node("input", { type: "checkbox" });
  box.checked = !state.hidden.has(id);
  box.addEventListener("change", () => {
    state.hidden[box.checked ? "delete" : "add"](id);
    draw();
  });
  label.append(box, picture, word, node("output", {}, count));
  return label;
}
function legend(id, keys, group, picture) {
  const shown = data.places.filter((place) => place.shown);
  byId(id).replaceChildren(...keys.map((name) => {
    const icon = node("svg:svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" });
    icon.append(picture(name));
    return check(name, words()[id === "types" ? "groups" : "sides"][name], icon, shown.filter((place) => place[group] === name).length);
  }));
}
function dress() {
  document.documentElement.lang = state.lang;
  document.title = words().title;
  byId("title").textContent = words().title;
  byId("query").placeholder = words().query;
  byId("query").setAttribute("aria-label", words().query);
  document.querySelector("#legend summary").textContent = words().legend;
  document.querySelector("footer summary").textContent = words().about;
  byId("coastline").textContent = words().coastline;
  byId("credit").textContent = data.credit;
  for (const id of ["closer", "farther", "whole"]) byId(id).setAttribute("aria-label", words()[id]);
  const languages = { en: "English", ja: "日本語", ru: "Русский" };
  byId("languages").replaceChildren(...Object.entries(languages).map(([lang, name]) => {
    const button = node("button", { type: "button", lang, "aria-pressed": lang === state.lang }, name);
    button.addEventListener("click", () => (state.lang = lang, dress()));
    return button;
  }));
  byId("convention").replaceChildren(...Object.entries(words().conventions).map(([id, name]) => new Option(name, id, false, id === state.convention)));
  byId("convention").setAttribute("aria-label", words().conventions.dual);
  legend("types", Object.keys(GROUPS), "group", (name) => node("svg:path", { d: SHAPES[name] }));
  legend("sides", SIDES, "side", (name) => node("svg:circle", { r: 5, class: name }));
  if (state.chosen) fillCard(state.chosen);
  draw();
}
byId("convention").addEventListener("change", (event) => {
  state.convention = event.target.value;
  if (state.chosen) fillCard(state.chosen);
  draw();
});

function follow() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (wanted.get("lang") in data.words) state.lang = wanted.get("lang");
  dress();
  const place = data.places.find((each) => each.id === wanted.get("place"));
  if (place) return choose(place, { go: true });
  if (!wanted.has("q")) return;
  byId("query").value = wanted.get("q");
  offer();
  if (offered.length) take(data.places[offered[0]]);
}
addEventListener("hashchange", follow);
if (innerWidth < 700) byId("legend").open = false;
whole();
follow();
