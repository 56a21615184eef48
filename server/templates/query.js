"use strict";
// Asking: the menu fills the editor, an answer fills the table; leaving off stops the work itself.

const said = JSON.parse(document.getElementById("menu").textContent);
const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
const part = (id) => document.getElementById(id);
const vocabulary = { terms: [], prefixes: {}, lang };
const editor = new Editor(part("query"), part("back"), part("complete"), vocabulary);
fetch("/query/terms").then((answer) => answer.json()).then((known) => Object.assign(vocabulary, known)).catch(() => {});
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// ---------------------------------------------------------------- the menu

function choose(key) {
  const found = said.saved.find((one) => one.key === key);
  part("about").textContent = found ? found.about : "";
  part("params").replaceChildren(...(found ? found.params.map(parameter) : []));
  if (found) editor.text = found.text.replace(/^#.*\n/gm, "");
}

function parameter({ name, default: value, numeric, about, values = [] }) {
  const label = document.createElement("label"), input = document.createElement(values.length ? "select" : "input");
  label.append(`${about} `, input);
  if (values.length) input.append(...values.map(([one, name]) => new Option(name || said.t.any, one)));
  else input.type = "text";
  input.name = `param-${name}`;
  input.value = value;
  if (numeric) input.inputMode = "decimal";
  input.addEventListener("input", () => {
    if (numeric && !/^-?\d+(\.\d+)?$/.test(input.value)) { input.setAttribute("aria-invalid", "true"); return; }
    input.removeAttribute("aria-invalid");
    const term = numeric ? input.value : JSON.stringify(input.value);
    editor.text = editor.text.replace(new RegExp(`(VALUES \\?param_${name} \\{ )(?:"(?:[^"\\\\]|\\\\.)*"|[^}"]*)( \\})`, "g"), (_, head, tail) => head + term + tail);
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); run(); } });
  return label;
}

part("saved").addEventListener("change", () => { choose(part("saved").value); remember(); });

function remember() { // the address holds the question; what follows # is never sent
  const address = new URLSearchParams(location.search);
  if (part("saved").value) address.set("saved", part("saved").value); else address.delete("saved");
  const query = address.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}#q=${encodeURIComponent(editor.text)}`);
}

// ---------------------------------------------------------------- asking

let asking = null, rows = [], columns = [], sorted = { column: -1, down: false };

async function run() {
  if (asking) return;
  asking = new AbortController();
  remember();
  working(true);
  const begin = performance.now();
  const tick = setInterval(() => say(fill(said.t.running, { seconds: ((performance.now() - begin) / 1000).toFixed(1), most: said.seconds })), 100);
  let found;
  try {
    const body = new URLSearchParams({ query: editor.text, saved: part("saved").value });
    const answer = await fetch(`/query/answer?lang=${lang}`, { method: "POST", body, signal: asking.signal });
    found = answer.ok ? await answer.json() : { error: await answer.text() };
  } catch (error) {
    found = { error: error.name === "AbortError" ? said.t.stopped : said.t.gone };
  }
  clearInterval(tick);
  asking = null;
  working(false);
  show(found);
}

function working(is) {
  part("run").disabled = is;
  part("stop").disabled = !is;
  if (is) { part("rows").replaceChildren(); part("after").hidden = true; part("picture").hidden = true; }
}

function say(text, style = "") {
  const state = part("state");
  state.className = style;
  state.textContent = text;
}

function show(found) {
  if (found.error !== undefined) {
    say(found.error, "wrong");
    if (found.line) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = said.t.place;
      button.addEventListener("click", () => editor.goTo(found.line, found.column));
      part("state").append(" ", button);
      editor.goTo(found.line, found.column);
    }
    return;
  }
  ({ rows, columns } = found);
  const words = found.cut ? said.t.cut : rows.length ? said.t.rows : said.t.none;
  const asked = said.saved.find((one) => one.key === part("saved").value);
  const meaning = !rows.length && asked && asked.none ? ` ${asked.none}` : "";
  say(fill(words, { n: rows.length, seconds: found.seconds.toFixed(2) }) + meaning, "good");
  sorted = { column: -1, down: false };
  part("after").hidden = !rows.length;
  part("draw").disabled = !found.draws;
  part("after").querySelector("[data-triples]").hidden = !found.triples;
  table();
}

const textOf = (cell) => (cell === null ? "" : typeof cell === "object" ? cell.text : String(cell));

function table() {
  const made = document.createElement("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  made.className = "list";
  columns.forEach((name, at) => {
    const th = document.createElement("th"), button = document.createElement("button");
    button.textContent = name;
    button.title = said.t.sort;
    button.addEventListener("click", () => sort(at));
    th.scope = "col";
    th.ariaSort = sorted.column === at ? (sorted.down ? "descending" : "ascending") : "none";
    th.append(button);
    head.append(th);
  });
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) {
      const td = line.insertCell(), text = textOf(cell);
      if (typeof cell === "number") td.className = "num";
      else if (text.length <= 6) td.className = "tight";
      if (cell !== null && typeof cell === "object") {
        const link = document.createElement("a");
        link.href = `/explore?node=${encodeURIComponent(cell.node)}${lang === "en" ? "&lang=en" : ""}`;
        link.textContent = text;
        td.append(link);
      } else td.textContent = text;
    }
  }
  if (columns.length && rows.length) part("rows").replaceChildren(made); else part("rows").replaceChildren();
}

function sort(column) {
  sorted = { column, down: sorted.column === column && !sorted.down };
  const way = sorted.down ? -1 : 1;
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : textOf(a).localeCompare(textOf(b), "zh-CN", { numeric: true }));
  rows = [...rows].sort((a, b) => (a[column] === null) - (b[column] === null) || way * compare(a[column], b[column]));
  table();
  part("rows").querySelectorAll("th button")[column].focus();
}

part("run").addEventListener("click", run);
part("stop").addEventListener("click", () => asking && asking.abort());
part("prefixes").addEventListener("click", () => editor.declare());
part("draw").addEventListener("click", () => { part("picture").hidden = false; part("picture").scrollIntoView({ block: "nearest" }); });
part("ask").addEventListener("submit", (event) => { if (!event.submitter) event.preventDefault(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  if (event.key === "Escape" && asking) asking.abort();
});

const first = new URLSearchParams(location.search).get("saved") || "";
if (first) { part("saved").value = first; choose(part("saved").value); }
const kept = new URLSearchParams(location.hash.slice(1)).get("q");
if (kept) editor.text = kept;
