"use strict";
// The page of a graph. Text from plans reaches the screen only as canvas text or textContent.
const scene = JSON.parse(document.getElementById("scene").textContent);
const { cards, lines, modes, looks, strokes, states, words } = scene;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';
const NEUTRAL = "#7a8594";
const HEAD = 30; // the levels' names, in pixels of the window
const lineById = new Map(lines.map((line) => [line.id, line]));
const strokeOf = new Map(edges.map((edge) => [edge.id, edge]));
const lanes = scene.lanes;
const laneRank = new Map(lanes.map((name, rank) => [name, rank]));
const members = new Map();
for (const [id, card] of Object.entries(cards)) {
  if (card.bundle) members.set(card.bundle, [...(members.get(card.bundle) || []), id]);
}
const off = { kind: new Set(), level: new Set(), relation: new Set(), status: new Set() };
let mode = scene.start;
let lit = null; // what a selection lights: {cards: Set, lines: Set, homes: Set, from: id}
let shown = []; // the lines of the current mode, those of the overview with their members
const data = new vis.DataSet();
const container = document.getElementById("mynetwork");
const network = new vis.Network(container, { nodes: data, edges: new vis.DataSet() }, options);

// ---------------------------------------------------------------- what is shown

function passes(id) {
  const card = cards[id];
  if (members.has(id)) return members.get(id).some(passes);
  return !off.kind.has(card.kind) && !off.level.has(card.lane) && !off.status.has(card.status);
}

function standing(id) {
  return mode === "overview" ? cards[id].bundle || id : id;
}

function linesShown() {
  const found = new Map();
  for (const line of lines) {
    if (off.relation.has(line.relation) || !passes(line.upper) || !passes(line.lower)) continue;
    const upper = standing(line.upper), lower = standing(line.lower);
    const key = mode === "overview" ? `${upper}\n${lower}` : line.id;
    if (!found.has(key)) found.set(key, { key, upper, lower, members: [] });
    found.get(key).members.push(line);
  }
  return [...found.values()];
}

function setMode(name) {
  mode = name;
  lit = null;
  shown = linesShown();
  const places = modes[mode].places;
  data.clear();
  data.add(nodes.filter((node) => node.id in places).map((node) => ({
    ...node, x: places[node.id][0], y: places[node.id][1], ctxRenderer: drawCard, hidden: !passes(node.id),
  })));
  for (const other of Object.keys(modes)) {
    const button = document.getElementById(`mode-${other}`);
    button.hidden = Object.keys(modes).length < 2;
    button.setAttribute("aria-pressed", String(other === mode));
  }
  showAbout();
  firstView();
}

function refilter() {
  data.update(data.getIds().map((id) => ({ id, hidden: !passes(id) })));
  shown = linesShown();
  network.redraw();
}

function frame() {
  const { lanes: drawn, bottom } = modes[mode];
  const left = Math.min(...drawn.map((lane) => lane.left)), right = Math.max(...drawn.map((lane) => lane.right));
  return { left, right, top: -14, bottom: bottom + 6 };
}

function look(scale) { // from the top, in the middle where there is room
  const { left, right, top, bottom } = frame();
  const high = (container.clientHeight - HEAD) / scale, across = container.clientWidth / scale;
  const y = (bottom - top < high ? (top + bottom) / 2 : top + high / 2) - HEAD / 2 / scale;
  const x = right - left < across ? (left + right) / 2 : left + across / 2;
  network.moveTo({ position: { x, y }, scale });
}

function wholeScale() {
  const { left, right, top, bottom } = frame();
  return Math.min(1.1, container.clientWidth / (right - left), (container.clientHeight - HEAD) / (bottom - top));
}

function acrossScale() {
  const { left, right } = frame();
  return Math.max(0.45, container.clientWidth / (right - left));
}

function firstView() { // as much as can still be read
  if (modes[mode].lanes.length) look(Math.max(wholeScale(), Math.min(0.62, acrossScale())));
}

function fitAll() {
  if (modes[mode].lanes.length) look(wholeScale());
}

// ---------------------------------------------------------------- drawing

const fitted = new Map();
function fit(ctx, text, width, key) {
  const known = fitted.get(key);
  if (known !== undefined) return known;
  let found = text.replace(/\s+/g, " ");
  if (ctx.measureText(found).width > width) {
    const chars = [...found];
    let low = 0, high = chars.length;
    while (low < high) {
      const half = (low + high + 1) >> 1;
      if (ctx.measureText(chars.slice(0, half).join("") + "…").width <= width) low = half; else high = half - 1;
    }
    found = chars.slice(0, low).join("") + "…";
  }
  fitted.set(key, found);
  return found;
}

function icon(ctx, shape, x, y, colour) {
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = 1.6;
  ctx.setLineDash([]);
  ctx.beginPath();
  if (shape === "disc") ctx.arc(x, y, 5, 0, 7);
  else if (shape === "diamond") { ctx.moveTo(x, y - 6); ctx.lineTo(x + 6, y); ctx.lineTo(x, y + 6); ctx.lineTo(x - 6, y); ctx.closePath(); }
  else ctx.rect(x - 4.5, y - 4.5, 9, 9);
  if (shape === "document") ctx.stroke(); else ctx.fill();
}

function drawCard({ ctx, id, x, y, state }) {
  const card = cards[id], look = looks[card.kind];
  const { width, height } = look;
  const drawNode = () => {
    const whole = card.kind === "plan";
    ctx.save();
    ctx.direction = "ltr";
    const dim = lit && !lit.soft && !lit.cards.has(id) && !lit.homes.has(id);
    ctx.globalAlpha = dim ? 0.22 : 1;
    ctx.beginPath();
    ctx.roundRect(x - width / 2, y - height / 2, width, height, 4);
    ctx.fillStyle = whole ? look.colour : "#ffffff";
    ctx.fill();
    const strong = state.selected || (lit && lit.cards.has(id));
    ctx.setLineDash(card.kind === "document" ? [4, 3] : []);
    ctx.lineWidth = lit && lit.from === id ? 3 : strong || state.hover ? 2 : 1;
    ctx.strokeStyle = strong || state.hover ? look.colour : "#c3c9d1";
    ctx.stroke();
    icon(ctx, look.icon, x - width / 2 + 15, y, whole ? "#ffffff" : look.colour);
    ctx.font = `${whole ? "600 " : ""}15px ${FONT}`;
    ctx.textBaseline = "middle";
    const mark = card.members ? String(card.members) : ["dropped", "local", "undecided"].includes(card.status) ? words.status[card.status] : "";
    const reserved = mark ? 16 + mark.length * 13 : 8;
    ctx.textAlign = "left";
    ctx.fillStyle = whole ? "#ffffff" : "#1d2430";
    ctx.fillText(fit(ctx, card.label, width - 28 - reserved, id), x - width / 2 + 28, y + 1);
    if (mark) {
      ctx.font = `13px ${FONT}`;
      ctx.textAlign = "right";
      ctx.fillStyle = card.members ? "#5a6472" : states[card.status];
      ctx.fillText(mark, x + width / 2 - 9, y + 1);
    }
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width, height } };
}

function curve(line) {
  const places = modes[mode].places;
  const [ux, uy] = places[line.upper], [lx, ly] = places[line.lower];
  const uw = looks[cards[line.upper].kind].width / 2, lw = looks[cards[line.lower].kind].width / 2;
  if (Math.abs(ux - lx) < 1) { // one lane: an arc on its left
    const x = ux - uw;
    return [x, uy, x - 56, uy, x - 56, ly, x - 7, ly];
  }
  const way = ux < lx ? 1 : -1;
  const x0 = ux + way * uw, x3 = lx - way * lw;
  const bend = Math.max(50, Math.abs(x3 - x0) / 2);
  return [x0, uy, x0 + way * bend, uy, x3 - way * bend, ly, x3 - way * 7, ly];
}

function lineLook(line) {
  const first = strokeOf.get(line.members[0].id);
  const mixed = line.members.some((one) => one.relation !== line.members[0].relation);
  const width = line.members.length > 1 ? Math.min(12, 1 + 1.5 * Math.sqrt(line.members.length)) : first.width;
  return { colour: mixed ? NEUTRAL : first.color, dash: mixed || first.dashes === false ? [] : first.dashes, width };
}

function drawLines(ctx) {
  const order = lit ? [...shown].sort((a, b) => lit.lines.has(a.key) - lit.lines.has(b.key)) : shown;
  for (const line of order) {
    const strong = lit && lit.lines.has(line.key);
    const { colour, dash, width } = lineLook(line);
    const [x0, y0, x1, y1, x2, y2, x3, y3] = curve(line);
    const documents = cards[line.upper].home === line.upper;
    ctx.globalAlpha = strong ? 1 : lit && !lit.soft ? 0.07 : documents ? 0.35 : 0.7;
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = strong ? width + 0.8 : width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.bezierCurveTo(x1, y1, x2, y2, x3, y3);
    ctx.stroke();
    const way = x2 <= x3 ? 1 : -1, size = 4 + ctx.lineWidth / 2;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x3 + way * 7, y3);
    ctx.lineTo(x3 - way * 2, y3 - size);
    ctx.lineTo(x3 - way * 2, y3 + size);
    ctx.fill();
    if (line.members.length > 1) drawCount(ctx, line, (x0 + x3) / 2, (y0 + y3) / 2);
  }
  ctx.globalAlpha = 1;
}

function drawCount(ctx, line, x, y) {
  const text = String(line.members.length);
  ctx.font = `600 14px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = "#ffffff";
  ctx.strokeText(text, x, y + 1);
  ctx.fillStyle = "#1d2430";
  ctx.fillText(text, x, y + 1);
}

function drawLanes(ctx) {
  const { top, bottom } = frame();
  modes[mode].lanes.forEach((lane, number) => {
    ctx.fillStyle = number % 2 ? "#f0f3f7" : "#f8f9fb";
    ctx.fillRect(lane.left, top - 4000, lane.right - lane.left, bottom - top + 8000);
  });
}

function drawHeads(ctx) { // the levels' names stay at the top of the window
  const edge = network.DOMtoCanvas({ x: 0, y: 0 }).y, scale = network.getScale();
  for (const lane of modes[mode].lanes) {
    const height = HEAD / scale;
    ctx.fillStyle = "rgba(255,255,255,.9)";
    ctx.fillRect(lane.left, edge, lane.right - lane.left, height);
    ctx.fillStyle = "#1d2430";
    ctx.font = `600 ${14 / scale}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(words.level[lane.name], (lane.left + lane.right) / 2, edge + height / 2);
  }
}

network.on("beforeDrawing", (ctx) => { ctx.save(); drawLanes(ctx); drawLines(ctx); ctx.restore(); });
network.on("afterDrawing", (ctx) => { ctx.save(); drawHeads(ctx); ctx.restore(); });

// ---------------------------------------------------------------- selecting

function walk(id, from, to) { // the lines from a card to one end of its path
  const found = new Set(), seen = new Set([id]);
  for (const queue = [id]; queue.length;) {
    const here = queue.pop();
    for (const line of shown) {
      if (line[from] !== here) continue;
      found.add(line.key);
      if (!seen.has(line[to])) { seen.add(line[to]); queue.push(line[to]); }
    }
  }
  return { found, seen };
}

function light(path, keys, from) {
  lit = { from, cards: new Set(path), lines: new Set(keys), homes: new Set(path.map((id) => cards[id].home)) };
}

function select(id, quiet) { // quietly: the address stays as it is
  const up = walk(id, "lower", "upper"), down = walk(id, "upper", "lower");
  light([...up.seen, ...down.seen], [...up.found, ...down.found], id);
  network.selectNodes([id]);
  if (!quiet) history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  showCard(id);
  network.redraw();
}

function selectLine(line) {
  light([line.upper, line.lower], [line.key], null);
  network.unselectAll();
  const panel = clear();
  if (line.members.length > 1) add(panel, "h2", `${cards[line.upper].label} → ${cards[line.lower].label} · ${line.members.length}`);
  for (const one of line.members) showStep(panel, one);
  network.redraw();
}

function unselect() {
  lit = null;
  network.unselectAll();
  history.replaceState(null, "", location.pathname + location.search);
  showAbout();
  network.redraw();
}

function goTo(id) { // the whole path, where it still can be read
  if (!(id in modes[mode].places)) setMode("detail");
  select(id);
  const places = [...lit.cards].map((card) => modes[mode].places[card]);
  const xs = places.map((place) => place[0]), ys = places.map((place) => place[1]);
  const box = { left: Math.min(...xs) - 170, right: Math.max(...xs) + 170, top: Math.min(...ys) - 60, bottom: Math.max(...ys) + 60 };
  const scale = Math.min(1, container.clientWidth / (box.right - box.left), (container.clientHeight - 2 * HEAD) / (box.bottom - box.top));
  const far = scale < 0.45;
  const [x, y] = far ? modes[mode].places[id] : [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  network.moveTo({ position: { x, y }, scale: far ? 0.8 : scale });
}

function lineAt(pointer) {
  const reach = 6 / network.getScale();
  let best = null, nearest = reach;
  for (const line of shown) {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = curve(line);
    for (let step = 0; step <= 40; step++) {
      const t = step / 40, s = 1 - t;
      const x = s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3;
      const y = s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3;
      const distance = Math.hypot(x - pointer.x, y - pointer.y);
      if (distance < nearest) { nearest = distance; best = line; }
    }
  }
  return best;
}

network.on("click", (event) => {
  if (event.nodes.length) return select(event.nodes[0]);
  const line = lineAt(event.pointer.canvas);
  if (line) selectLine(line); else unselect();
});

// ---------------------------------------------------------------- the side panel

function add(parent, tag, text, style) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  if (style) element.className = style;
  parent.append(element);
  return element;
}

function clear() {
  const panel = document.getElementById("panel");
  panel.replaceChildren();
  panel.scrollTop = 0;
  return panel;
}

function showAbout() {
  const panel = clear();
  add(panel, "h2", words.ui.about);
  for (const sentence of scene.about[mode]) add(panel, "p", sentence);
}

function addQuote(parent, proof, side, head) {
  const block = add(parent, "blockquote", null, side);
  if (head) add(block, "b", head);
  const words = add(block, proof.href ? "a" : "span", `「${proof.quote}」`);
  if (proof.href) words.href = proof.href;
  if (proof.section) add(block, "span", ` ${proof.section}`, "place");
}

function showCard(id) {
  const panel = clear(), card = cards[id];
  const kind = add(panel, "div", null, "kind");
  add(kind, "i").style.background = looks[card.kind].colour;
  add(kind, "span", [words.kind[card.kind], words.level[card.lane], card.members ? "" : words.status[card.status]].filter(Boolean).join(" · "));
  add(panel, "h2", card.label);
  if (card.members) return showMembers(panel, id);
  if (card.fields.length) {
    const list = add(panel, "dl");
    for (const [name, value] of card.fields) { add(list, "dt", name); add(list, "dd", value); }
  }
  if (card.quotes.length) add(panel, "h3", words.ui.evidence);
  for (const proof of card.quotes) addQuote(panel, proof);
  add(panel, "h3", words.ui.path);
  const steps = shown.filter((line) => lit.lines.has(line.key)).flatMap((line) => line.members);
  steps.sort((a, b) => laneRank.get(cards[a.upper].lane) - laneRank.get(cards[b.upper].lane) || laneRank.get(cards[a.lower].lane) - laneRank.get(cards[b.lower].lane));
  if (!steps.length) add(panel, "p", words.ui.no_path);
  for (const line of steps) showStep(panel, line);
}

function showMembers(panel, id) {
  add(panel, "h3", words.ui.contents);
  const list = add(panel, "ul", null, "members");
  for (const member of members.get(id)) {
    if (!passes(member)) continue;
    const button = add(add(list, "li"), "button");
    add(button, "span", cards[member].label);
    add(button, "em", words.status[cards[member].status]).style.color = states[cards[member].status];
    button.onclick = () => goTo(member);
  }
}

function showStep(panel, line) {
  const step = add(panel, "div", null, "step");
  add(step, "span", words.relation[line.relation] || line.relation, "rel").style.background = strokes[line.relation] || NEUTRAL;
  add(step, "span", [line.method, `${words.ui.confidence} ${line.confidence.toFixed(2)}`].filter(Boolean).join(" · "), "meta");
  for (const [name, value] of line.facts) add(step, "div", `${name} ${value}`);
  if (line.inverted) add(step, "div", words.ui.inverted);
  for (const side of ["upper", "lower"]) {
    const card = cards[line[side]], plan = cards[card.home];
    const head = `${words.ui[side]} · ${plan ? plan.label : card.label}`;
    const proofs = line.quotes[side];
    for (const proof of proofs) addQuote(step, proof, side, head);
    if (!proofs.length) { const block = add(step, "blockquote", null, side); add(block, "b", head); add(block, "span", card.home === line[side] ? words.ui.no_quote : card.label); }
  }
  if (line.why) add(step, "div", line.why);
  if (line.reasons.length) { const list = add(step, "ul"); for (const reason of line.reasons) add(list, "li", reason); }
}

// ---------------------------------------------------------------- searching and filtering

const plainText = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’「」《》]/g, "");
const index = Object.entries(cards).filter(([, card]) => !card.members).map(([id, card]) => [id, plainText(card.label)]);
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

function sample(group, key) {
  const canvas = document.createElement("canvas"), ratio = 2;
  canvas.width = 22 * ratio; canvas.height = 14 * ratio;
  canvas.style.width = "22px"; canvas.style.height = "14px";
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  if (group === "kind") icon(ctx, looks[key].icon, 11, 7, looks[key].colour);
  else {
    const edge = edges.find((one) => one.relation === key);
    ctx.strokeStyle = edge.color; ctx.lineWidth = 2.5;
    ctx.setLineDash(edge.dashes === false ? [] : edge.dashes);
    ctx.beginPath(); ctx.moveTo(0, 7); ctx.lineTo(22, 7); ctx.stroke();
  }
  return canvas;
}

for (const [group, name] of [["kind", "kinds"], ["level", "levels"], ["relation", "relations"], ["status", "states"]]) {
  if (scene.filters[group].length < 2) continue;
  const set = add(document.getElementById("filters"), "fieldset");
  add(set, "legend", words.ui[name]);
  for (const key of scene.filters[group]) {
    const label = add(set, "label"), box = add(label, "input");
    box.type = "checkbox"; box.checked = true; box.dataset.group = group; box.dataset.key = key;
    if (group === "kind" || group === "relation") label.append(sample(group, key));
    add(label, "span", words[group][key] || key);
    box.onchange = () => { if (box.checked) off[group].delete(key); else off[group].add(key); refilter(); };
  }
}
document.getElementById("mode-overview").onclick = () => setMode("overview");
document.getElementById("mode-detail").onclick = () => setMode("detail");
document.getElementById("fit").onclick = fitAll;
document.getElementById("reset").onclick = unselect;
setMode(mode);
const asked = decodeURIComponent(location.hash.slice(1));
if (asked in cards) goTo(asked);
else if (scene.lit in cards) { // a traced element: its path is told, and nothing else dimmed
  select(scene.lit, true);
  lit.soft = true;
}
