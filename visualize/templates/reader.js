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

function follow(pane) { // the first joined passage in view has its counterpart at the same height
  const height = (mark) => mark.getBoundingClientRect().top - mark.closest(".text").getBoundingClientRect().top;
  const mark = [...pane.querySelectorAll("mark.linked[id]")].find((one) => height(one) >= 0);
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

function arrive() { // an address that names a fact opens at it
  if (location.hash.length < 2) return;
  const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!mark) return tell(card.dataset.gone);
  if (mark.tagName !== "MARK") return;
  if (pair) document.querySelector(".panes").scrollIntoView();
  reveal(mark.id);
  show(mark);
}
addEventListener("hashchange", arrive);
if (document.readyState === "complete") arrive(); // else after the browser's own jump to the anchor
else addEventListener("load", () => requestAnimationFrame(arrive));
