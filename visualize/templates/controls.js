// Searching, filtering, saving, and the state of the view in the address.
const plainText = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’「」《》]/g, "");
const index = Object.entries(cards).filter(([id, card]) => !card.members || !("detail" in modes)).map(([id, card]) => [id, plainText(card.label)]);
const search = document.getElementById("search"), hits = document.getElementById("hits");

function find() {
  const wanted = plainText(search.value);
  hits.replaceChildren();
  hits.hidden = !wanted;
  if (!wanted) return;
  const found = index.filter(([, label]) => label.includes(wanted));
  const alone = (id) => Number(cards[id].status !== "linked"); // what leads somewhere comes first
  found.sort((a, b) => alone(a[0]) - alone(b[0]) || a[1].indexOf(wanted) - b[1].indexOf(wanted) || a[1].length - b[1].length);
  for (const [id] of found.slice(0, 40)) {
    const button = add(add(hits, "li"), "button");
    add(button, "div", cards[id].label);
    const plan = cards[cards[id].home];
    add(button, "div", [words.kind[cards[id].kind], plan && plan !== cards[id] ? plan.label : ""].filter(Boolean).join(" · "), "place");
    button.onclick = () => { hits.hidden = true; goTo(id); };
  }
  if (!found.length) add(hits, "li", words.ui.nothing_found, "none");
}
search.addEventListener("input", find);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") hits.querySelector("button")?.click();
  if (event.key === "Escape") hits.hidden = true;
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) hits.hidden = true; });

// ---------------------------------------------------------------- filters, which are the legend

const filters = document.getElementById("filters");

function sample(group, key) {
  const canvas = document.createElement("canvas"), ratio = 2;
  canvas.width = 22 * ratio;
  canvas.height = 14 * ratio;
  const ctx = canvas.getContext("2d");
  const paint = () => { ctx.setTransform(ratio, 0, 0, ratio, 0, 0); ctx.clearRect(0, 0, 22, 14); paintSample(ctx, [group, key], 0, 7); };
  dark.addEventListener("change", paint);
  paint();
  return canvas;
}

function addBoxes(group, name) {
  if (scene.filters[group].length < 2) return;
  const set = add(filters, "fieldset");
  add(set, "legend", words.ui[name]);
  for (const key of scene.filters[group]) {
    const label = add(set, "label"), box = add(label, "input");
    box.type = "checkbox";
    box.dataset.group = group;
    box.dataset.key = key;
    if (group === "kind" || group === "relation") label.append(sample(group, key));
    add(label, "span", words[group][key] || key);
    box.onchange = () => { if (box.checked) state.off[group].delete(key); else state.off[group].add(key); refilter(); };
  }
}

for (const [group, name] of [["kind", "kinds"], ["level", "levels"], ["nature", "natures"], ["relation", "relations"], ["status", "states"]]) addBoxes(group, name);

const topics = document.createElement("select"), least = document.createElement("input"), told = document.createElement("output");
if (scene.filters.topic.length > 1) {
  const label = add(add(filters, "fieldset"), "label", words.ui.topics);
  label.className = "named";
  add(topics, "option", words.ui.all_topics).value = "";
  for (const topic of scene.filters.topic) add(topics, "option", words.topic[topic] || topic).value = topic;
  topics.id = "topic";
  label.append(topics);
  topics.onchange = () => { state.topic = topics.value; refilter(); };
}
if (lines.length) {
  const label = add(add(filters, "fieldset"), "label", words.ui.least);
  label.className = "named";
  Object.assign(least, { type: "range", min: "0", max: "1", step: "0.05", id: "least" });
  label.append(least, told);
  least.oninput = () => { state.least = Number(least.value); told.textContent = state.least.toFixed(2); refilter(); };
}

function showControls() { // the controls as the state has them
  for (const box of filters.querySelectorAll("input[type=checkbox]")) box.checked = !state.off[box.dataset.group].has(box.dataset.key);
  topics.value = state.topic;
  least.value = String(state.least);
  told.textContent = state.least.toFixed(2);
}

// ---------------------------------------------------------------- saving the picture

function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${document.title.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 80)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
document.getElementById("save-png").onclick = () => pngCanvas().toBlob((blob) => save(blob, "png"), "image/png");
document.getElementById("save-svg").onclick = () => save(new Blob([svgText()], { type: "image/svg+xml" }), "svg");

// ---------------------------------------------------------------- the address

let restoring = false;

function remember() {
  if (restoring) return;
  const said = new URLSearchParams();
  if (lit && lit.from && !lit.soft) said.set("card", lit.from);
  if (lit && lit.line) said.set("line", lit.line);
  if (state.mode !== scene.start) said.set("mode", state.mode);
  if (state.open.size) said.set("open", [...state.open].sort().join("|"));
  const off = sets.flatMap((set) => [...state.off[set]].map((key) => `${set}.${key}`));
  if (off.length) said.set("off", off.join("|"));
  if (state.topic) said.set("topic", state.topic);
  if (state.least) said.set("least", String(state.least));
  if (moved) { const { x, y } = network.getViewPosition(); said.set("at", [Math.round(x), Math.round(y), network.getScale().toFixed(3)].join("|")); }
  const text = said.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}

function recall() { // an address of ours, or the id of a card
  const raw = location.hash.slice(1), said = new URLSearchParams(raw.includes("=") ? raw : { card: decodeURIComponent(raw) });
  const list = (name) => (said.get(name) || "").split("|").filter(Boolean);
  restoring = true;
  state.mode = said.get("mode") in modes ? said.get("mode") : scene.start;
  for (const set of sets) state.off[set] = new Set(list("off").filter((one) => one.startsWith(`${set}.`)).map((one) => one.slice(set.length + 1)));
  state.topic = scene.filters.topic.includes(said.get("topic")) ? said.get("topic") : "";
  state.least = Math.min(1, Math.max(0, Number(said.get("least")) || 0));
  state.open = new Set(list("open").filter((id) => id in cards));
  showControls();
  lit = null;
  show();
  showAbout();
  firstView();
  recallLit(said.get("card"), said.get("line"));
  const [x, y, scale] = list("at").map(Number);
  moved = scale > 0 && Number.isFinite(x + y);
  if (moved) network.moveTo({ position: { x, y }, scale });
  restoring = false;
}

function recallLit(card, key) {
  const line = shown.find((one) => one.key === key);
  if (card in cards) goTo(card);
  else if (line) selectLine(line);
  else if (card || key) showAbout(words.ui.gone);
  else if (scene.lit in cards) { // a traced element: its path is told, and nothing else dimmed
    unveil(scene.lit);
    select(scene.lit);
    lit.soft = true;
  }
}

for (const name of Object.keys(modes)) document.getElementById(`mode-${name}`).onclick = () => setMode(name);
document.getElementById("fit").onclick = () => { fitAll(); moved = true; remember(); };
document.getElementById("reset").onclick = unselect;
document.getElementById("legend").open = innerWidth > 820;
addEventListener("hashchange", recall);
recall();
