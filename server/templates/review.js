"use strict";
// Reviewing: each verdict is filed at once; another's verdict given meanwhile is shown first.

const said = JSON.parse(document.getElementById("words").textContent);
const list = document.getElementById("rows"), reviewer = document.getElementById("reviewer");
const inEnglish = new URLSearchParams(location.search).get("lang") === "en";
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const items = () => [...list.children];
const verdictOf = (item) => item.querySelector(".verdict");
let current = 0;

reviewer.value = localStorage.getItem("policycascade-reviewer") || "";
reviewer.addEventListener("change", () => localStorage.setItem("policycascade-reviewer", reviewer.value.trim()));

// ---------------------------------------------------------------- verdicts

function tell(item, text, style = "") {
  const state = verdictOf(item);
  state.className = `verdict ${style}`;
  state.textContent = text;
}

async function send(item, path, fields) {
  if (!reviewer.value.trim()) { tell(item, said.name, "wrong"); reviewer.focus(); return; }
  const sent = { key: item.dataset.key, seen: item.dataset.mark, reviewer: reviewer.value.trim(), ...fields };
  const told = await post(path, sent).catch(() => ({ error: said.gone }));
  if (told.error) tell(item, told.error, "wrong");
  else if (told.other) conflict(item, told, path, fields);
  else { stands(item, told.mark, told.said); look(); if (fields.verdict && items()[current] === item) move(1); }
}

function stands(item, mark, words) {
  item.dataset.mark = mark;
  item.classList.toggle("judged", Boolean(words));
  item.querySelector(".correction")?.remove();
  item.querySelector('[data-do="back"]').hidden = !words;
  tell(item, words);
}

function conflict(item, told, path, fields) { // what one meant to say is kept until one has chosen
  tell(item, fill(said.other, told), "wrong");
  const insist = document.createElement("button"), leave = document.createElement("button");
  insist.type = leave.type = "button";
  insist.textContent = said.insist;
  leave.textContent = said.leave;
  insist.addEventListener("click", () => { item.dataset.mark = told.mark; send(item, path, fields); });
  leave.addEventListener("click", () => stands(item, told.mark, told.other));
  verdictOf(item).append(" ", insist, " ", leave);
  insist.focus();
}

function correct(item) {
  if (item.querySelector(".correction")) return item.querySelector(".correction input, .correction select").focus();
  const form = document.getElementById("form").content.firstElementChild.cloneNode(true);
  form.querySelector(".fields").append(...said.fields[item.dataset.kind].map(field));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = { verdict: "correct" };
    for (const [name, value] of new FormData(form)) if (value.trim()) fields[name] = value;
    send(item, "/review/verdict", fields);
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") { form.remove(); item.focus(); } });
  item.append(form);
  return form.querySelector("select, input").focus();
}

function field({ name, label, choices }) {
  const around = document.createElement("label"), input = document.createElement(choices.length ? "select" : "input");
  around.append(`${label} `, input);
  input.name = `corrected_${name}`;
  if (choices.length) input.append(new Option(said.unchanged, ""), ...choices.map(([value, text]) => new Option(text, value)));
  else { input.type = "text"; input.placeholder = said.unchanged; }
  return around;
}

function act(item, what) {
  if (what === "correct" || (what === "accept" && item.dataset.found === "undecided")) {
    if (said.fields[item.dataset.kind].length) correct(item);
  } else if (what === "back") send(item, "/review/back", {});
  else if (what === "cancel") { item.querySelector(".correction").remove(); item.focus(); }
  else send(item, "/review/verdict", { verdict: what });
}

// ---------------------------------------------------------------- moving about

function move(step) {
  const all = items();
  if (!all.length) return;
  current = Math.max(0, Math.min(all.length - 1, current + step));
  all.forEach((item, at) => { item.tabIndex = at === current ? 0 : -1; });
  all[current].focus();
  all[current].scrollIntoView({ block: "nearest" });
}

list.addEventListener("focusin", (event) => {
  const item = event.target.closest("#rows > li");
  if (item) current = items().indexOf(item);
});
list.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) act(button.closest("#rows > li"), button.dataset.do);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const item = items()[current], what = { a: "accept", r: "reject", c: "correct", u: "back" }[event.key];
  if (event.key === "j") move(item === document.activeElement || item?.contains(document.activeElement) ? 1 : 0);
  else if (event.key === "k") move(-1);
  else if (what && item?.querySelector(`[data-do="${what}"]:not([hidden])`)) { event.preventDefault(); act(item, what); }
});

// ---------------------------------------------------------------- others at work, and applying

async function look() { // what others judged meanwhile, and how much waits to be applied
  const answer = await fetch(`/review/marks${inEnglish ? "?lang=en" : ""}`).catch(() => null);
  if (!answer || !answer.ok) return;
  const { marks, pending } = await answer.json();
  for (const item of items()) {
    const [mark, words] = marks[item.dataset.key] || ["", ""];
    if (mark !== item.dataset.mark && !item.querySelector(".correction, .verdict button")) stands(item, mark, words);
  }
  document.getElementById("pending").hidden = !pending;
  const words = document.getElementById("pending-words");
  words.textContent = fill(words.dataset.words, { n: pending });
}

setInterval(look, 5000);
document.getElementById("apply").addEventListener("click", () => post("/rebuild").then(watchBuild));
window.rebuilt = () => location.reload();
