"use strict";
// Search over everything: names and quotes, one a line, looked through as one string. A query of
// several words finds lines that have all of them. Nothing here makes markup out of words.

const MOST = 200;
const box = document.getElementById("search-box"), kinds = document.getElementById("search-kind");
const list = document.getElementById("found"), count = document.getElementById("count");
const end = list.dataset.end;
const IGNORED = /[“”"'‘’「」《》\u3000]/g;
const plainText = (text) => text.replace(IGNORED, "").toLowerCase();

const plans = window.found.plans;
const refs = window.found.refs.split("\n"), shownWords = window.found.words.split("\n");
const plain = plainText(window.found.words);
const starts = new Uint32Array(refs.length + 1); // where each line begins in ``plain``
for (let line = 1, at = 0; line <= refs.length; line++) {
  at = plain.indexOf("\n", at) + 1 || plain.length + 1;
  starts[line] = at;
}
const wordsOf = Object.fromEntries([...kinds.options].map((option) => [option.value, option.textContent]));

function lineOf(at) {
  let low = 0, high = refs.length;
  while (high - low > 1) { const middle = (low + high) >> 1; if (starts[middle] <= at) low = middle; else high = middle; }
  return low;
}

const kindOf = (line) => { const ref = refs[line]; return ref.slice(ref.indexOf(" ") + 1).split("-")[0]; };
const headingOf = (line) => window.found.headings[Number(refs[line].split(" ")[2])];

function lines(query, kind) { // all lines that have every term
  const terms = plainText(query).split(/\s+/).filter(Boolean).sort((a, b) => b.length - a.length);
  if (!terms.length) return [];
  const found = [];
  for (let at = plain.indexOf(terms[0]); at >= 0;) {
    const line = lineOf(at), text = plain.slice(starts[line], starts[line + 1] - 1);
    if (terms.every((term) => text.includes(term)) && (!kind || kindOf(line) === kind)) found.push(line);
    at = plain.indexOf(terms[0], starts[line + 1]);
  }
  return found;
}

function address(line) {
  const [plan, id] = refs[line].split(" ");
  const kind = kindOf(line);
  if (plan === "-") return `${kind}s/${id}${end}`;
  const file = plans[Number(plan)][0] + end;
  return kind === "plan" ? `plans/${file}` : `read/${file}#${encodeURIComponent(id)}`;
}

function add(parent, tag, text) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function marked(parent, text, terms) { // the terms stand out where they are printed as asked
  const low = text.toLowerCase();
  for (let at = 0; at < text.length;) {
    let next = text.length, length = 0;
    for (const term of terms) {
      const place = low.indexOf(term, at);
      if (place >= 0 && place < next) { next = place; length = term.length; }
    }
    parent.append(text.slice(at, next));
    if (length) add(parent, "em", text.slice(next, next + length));
    at = next + length;
  }
}

function search() {
  const found = lines(box.value, kinds.value);
  const terms = plainText(box.value).split(/\s+/).filter(Boolean);
  list.replaceChildren();
  count.textContent = !terms.length ? "" : found.length ? count.dataset.words.replace("{n}", found.length).replace("{shown}", Math.min(MOST, found.length)) : count.dataset.none;
  for (const line of found.slice(0, MOST)) {
    const [name, quote] = shownWords[line].split("\t"), item = add(list, "li");
    const link = add(item, "a");
    link.href = address(line);
    marked(link, name, terms);
    const [plan] = refs[line].split(" ");
    const where = add(item, "span", ` ${wordsOf[kindOf(line)] || ""}${plan === "-" ? "" : ` · ${plans[Number(plan)][1]}`}`);
    where.className = "muted";
    if (quote) marked(add(item, "div"), `「${quote}」`, terms);
    if (headingOf(line)) add(item, "div", headingOf(line)).className = "muted";
  }
}

box.addEventListener("input", search);
kinds.addEventListener("change", search);
box.value = new URLSearchParams(location.search).get("q") || "";
search();
box.focus();
