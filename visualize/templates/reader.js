"use strict";
// Reading with the facts at hand: a click on a marked passage shows what it is and, beside another
// plan, brings its counterpart into view. All words come from the page; nothing here makes markup.

const card = document.getElementById("card");
const pair = document.body.classList.contains("pair");

function add(parent, tag, text) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function link(parent, href, text) {
  const element = add(parent, "a", text);
  element.href = href;
  return element;
}

function pieces(record) { return document.querySelectorAll(`mark[data-of="${CSS.escape(record)}"]`); }

function reveal(record) { // in its own pane only: the page itself stays where it is
  const mark = document.getElementById(record);
  if (!mark) return;
  const fold = mark.closest("details");
  if (fold) fold.open = true;
  const pane = mark.closest(".pane > .text");
  if (!pane) return mark.scrollIntoView({ block: "center" });
  const offset = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / (pane.clientHeight < 400 ? 6 : 3); // above the card
}

function light(records) {
  for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  for (const record of records) for (const mark of pieces(record)) mark.classList.add("lit");
}

function close() {
  card.hidden = true;
  light([]);
}

function tell(words) {
  card.replaceChildren();
  add(card, "button", card.dataset.close).onclick = close;
  add(card, "p", words);
  card.hidden = false;
}

function joins(record) {
  return [...document.querySelectorAll(".joined")].filter((one) => {
    const { upper, lower, also } = one.dataset;
    return upper === record || lower === record || also.split(" ").includes(record);
  });
}

function other(join, record) { // the end on the other side
  const own = document.getElementById(record);
  const { upper, lower } = join.dataset;
  return own && own.closest("#upper") ? lower : upper;
}

function show(mark) {
  const record = mark.dataset.of;
  card.replaceChildren();
  const button = add(card, "button", card.dataset.close);
  button.onclick = close;
  add(card, "h3", mark.title);
  const ways = add(card, "div");
  ways.className = "ways";
  if (mark.dataset.page) link(ways, mark.dataset.page, card.dataset.page);
  const found = pair ? joins(record) : [];
  for (const join of found.slice(0, 6)) {
    const copy = join.cloneNode(true);
    copy.removeAttribute("id");
    card.append(copy);
  }
  if (!pair) {
    for (const way of document.querySelectorAll(`mark[data-of="${CSS.escape(record)}"] + a.go, mark[data-of="${CSS.escape(record)}"] + a.go ~ a.go`)) {
      if (way.parentElement === mark.parentElement && ![...ways.children].some((one) => one.href === way.href)) link(ways, way.href, `${card.dataset.way}：${way.title}`);
    }
  }
  card.hidden = false;
  light([record, ...found.map((join) => other(join, record))]);
  if (found.length) reveal(other(found[0], record));
}

document.addEventListener("click", (event) => {
  const jump = event.target.closest('a[href^="#"]');
  if (pair && jump && !jump.classList.contains("skip")) { // one click serves both panes
    const mark = document.getElementById(decodeURIComponent(jump.hash.slice(1)));
    if (mark && mark.tagName === "MARK") {
      event.preventDefault();
      history.replaceState(null, "", jump.hash);
      const panes = document.querySelector(".panes");
      if (panes.getBoundingClientRect().bottom < innerHeight / 2) panes.scrollIntoView();
      reveal(mark.id);
      show(mark);
    }
    return;
  }
  const mark = event.target.closest(".text mark");
  if (mark && mark.dataset.of && !event.target.closest("a")) {
    if (mark.id) history.replaceState(null, "", `#${mark.id}`);
    show(mark);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "Enter" && event.target.matches(".text mark[id]")) show(event.target);
});

function follow(pane) { // what is joined and in view has its counterpart at the same height
  const height = (mark) => mark.getBoundingClientRect().top - mark.closest(".text").getBoundingClientRect().top;
  const seen = [...pane.querySelectorAll("mark.linked[id]")].filter((one) => height(one) >= 0 && height(one) < pane.clientHeight);
  const mark = seen.find((one) => !one.classList.contains("programme")) || seen[0]; // programmes are named in many places
  const join = mark && joins(mark.dataset.of)[0];
  const end = join && document.getElementById(other(join, mark.dataset.of));
  if (end) end.closest(".text").scrollTop += height(end) - height(mark);
}

const together = document.getElementById("together");
if (together) {
  let leader = null; // the pane that a person moves; the other one follows
  together.parentElement.hidden = false;
  for (const pane of document.querySelectorAll(".pane > .text")) {
    for (const kind of ["pointerenter", "pointerdown", "focusin"]) pane.addEventListener(kind, () => { leader = pane; });
    pane.addEventListener("scroll", () => { if (together.checked && leader === pane) requestAnimationFrame(() => follow(pane)); });
  }
}

// ---------------------------------------------------------------- lines between joined passages

const panes = document.querySelector(".panes"), SVG = "http://www.w3.org/2000/svg";
const ends = pair ? [...document.querySelectorAll(".links .joined")].map((join) => ({
  join, marks: [join.dataset.upper, join.dataset.lower].map((id) => document.getElementById(id)),
})).filter(({ marks }) => marks.every(Boolean)) : [];
const threads = pair ? panes.appendChild(document.createElementNS(SVG, "svg")) : null;

function inView(mark) { // the height of its first line in its pane, if it is to be seen
  const box = mark.getClientRects()[0], pane = mark.closest(".text").getBoundingClientRect();
  const middle = box ? box.top + box.height / 2 : -1;
  return middle >= pane.top && middle <= pane.bottom ? middle : null;
}

function drawThreads() {
  const around = panes.getBoundingClientRect(), [left, right] = [...panes.querySelectorAll(".pane")].map((pane) => pane.getBoundingClientRect());
  threads.replaceChildren();
  if (right.left <= left.right) return; // one below the other: no room between
  for (const { join, marks } of ends) {
    const [from, to] = marks.map(inView);
    if (from === null || to === null) continue;
    const path = threads.appendChild(document.createElementNS(SVG, "path"));
    const x0 = left.right - around.left, x1 = right.left - around.left, y0 = from - around.top, y1 = to - around.top;
    path.setAttribute("d", `M${x0} ${y0}C${(x0 + x1) / 2} ${y0} ${(x0 + x1) / 2} ${y1} ${x1} ${y1}`);
    path.style.stroke = join.querySelector(".badge").style.borderLeftColor;
    if (marks.some((mark) => mark.classList.contains("lit"))) path.classList.add("lit");
  }
}

let drawing = 0;
function threadsSoon() { cancelAnimationFrame(drawing); drawing = requestAnimationFrame(drawThreads); }
if (pair) {
  threads.setAttribute("class", "threads");
  threads.setAttribute("aria-hidden", "true");
  for (const pane of document.querySelectorAll(".pane > .text")) pane.addEventListener("scroll", threadsSoon);
  for (const happened of ["resize", "load", "click", "keyup"]) addEventListener(happened, threadsSoon);
}

function begin() { // without a fact in the address: where the plan itself begins, not at its cover
  for (const start of document.querySelectorAll('[id="body"], [id="ubody"], [id="lbody"]')) {
    const pane = start.closest(".pane > .text"), head = start.nextElementSibling;
    if (pane) pane.scrollTop += head.getBoundingClientRect().top - pane.getBoundingClientRect().top - 8;
    else if (start.previousElementSibling) start.scrollIntoView();
  }
}

function arrive() { // an address that names a fact opens at it
  if (location.hash.length < 2) return begin();
  const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!mark) { begin(); return tell(card.dataset.gone); }
  if (mark.tagName !== "MARK") return;
  if (pair) document.querySelector(".panes").scrollIntoView();
  reveal(mark.id);
  show(mark);
}
addEventListener("hashchange", arrive);
if (document.readyState === "complete") arrive(); // else after the browser's own jump to the anchor
else addEventListener("load", () => requestAnimationFrame(arrive));
