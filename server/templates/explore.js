"use strict";
// Tracing: what is found while one types, and what is clicked in the drawing.

const box = document.getElementById("q"), hits = document.getElementById("hits");
const lang = new URLSearchParams(location.search).get("lang") === "en" ? "&lang=en" : "";
let turn = 0;

async function seek() { // the newest answer wins, whatever order they come in
  const mine = ++turn;
  const answer = await fetch(`/explore/found?q=${encodeURIComponent(box.value)}${lang}`).catch(() => null);
  if (answer && answer.ok && mine === turn) hits.innerHTML = await answer.text(); // escaped by the server
}

let waiting = 0;
box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(seek, 150); });
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") { const first = hits.querySelector("a"); if (first) { event.preventDefault(); first.focus(); } }
  if (event.key === "Escape") hits.replaceChildren();
});
hits.addEventListener("keydown", (event) => {
  const links = [...hits.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : null;
  if (next === null) return;
  event.preventDefault();
  (links[next] || (next < 0 ? box : links[links.length - 1])).focus();
});

function showLink(ids) {
  for (const lit of document.querySelectorAll(".step.lit")) lit.classList.remove("lit");
  const found = ids.map((id) => document.getElementById(id)).filter(Boolean);
  for (const step of found) step.classList.add("lit");
  if (found[0]) { found[0].scrollIntoView({ block: "nearest" }); found[0].focus({ preventScroll: true }); }
}

addEventListener("message", (event) => {
  const frame = document.getElementById("drawing");
  if (event.origin !== location.origin || !frame || event.source !== frame.contentWindow) return;
  if (event.data.node) location.href = `/explore?node=${encodeURIComponent(event.data.node)}${lang}`;
  else if (event.data.links) showLink(event.data.links);
});
