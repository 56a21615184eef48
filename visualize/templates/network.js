// The picture on the screen: vis-network pans, zooms, hovers and clicks; what is drawn is ours.
const ROUGH = 0.2; // smaller than this no word can be read, and none is drawn
const OWN = 3000; // more cards are drawn and found by ourselves: in a quarter of the time that vis-network's nodes take
const data = new vis.DataSet();
const container = document.getElementById("mynetwork");
const network = new vis.Network(container, { nodes: data, edges: new vis.DataSet() }, options);
let own = false, hovered; // whether the cards are ours alone, and the one under the pointer
let moved = false; // whether a person chose what part is in the window

function tip(id) { // plain text: vis-network shows it as it is
  const card = cards[id], plan = cards[card.home];
  return [card.label, plan && plan !== card ? plan.label : "", ...(card.fields || []).map(([, value]) => value), card.quotes ? proofsOf(card.quotes)[0].quote : ""].filter(Boolean).join("\n");
}

function paintRough(ctx, id, [x, y]) {
  const { width, height } = looks[cards[id].kind], strong = lit && lit.cards.has(id);
  ctx.globalAlpha = lit && !lit.soft && !strong ? DIM : 1;
  ctx.fillStyle = cards[id].kind === "plan" || strong ? ink.kinds[cards[id].kind] : ink.edge;
  ctx.fillRect(x - width / 2, y - height / 2, width, height);
  ctx.globalAlpha = 1;
}

function paint(ctx, id, place, hover) {
  if (network.getScale() < ROUGH) paintRough(ctx, id, place); else paintCard(ctx, id, place, hover);
}

function drawCard({ ctx, id, x, y, state: { hover } }) { // one that vis-network knows
  return { drawNode: () => paint(ctx, id, [x, y], hover), nodeDimensions: looks[cards[id].kind] };
}

function paintOwn(ctx, area) { // those in the window, where there are too many for vis-network
  for (const [id, [x, y]] of Object.entries(places)) {
    if (y < area.top - 30 || y > area.bottom + 30 || x < area.left - 150 || x > area.right + 150) continue;
    if (passes(id)) paint(ctx, id, [x, y], id === hovered);
  }
}

function cardAt({ x, y }) {
  return Object.keys(places).find((id) => {
    const { width, height } = looks[cards[id].kind];
    return Math.abs(places[id][0] - x) <= width / 2 && Math.abs(places[id][1] - y) <= height / 2 && passes(id);
  });
}

function show() { // the cards of this mode, with what is open; positions never depend on filters
  hold();
  arrange();
  filter();
  own = Object.keys(places).length > OWN;
  data.clear();
  if (!own) data.add(nodes.filter(({ id }) => id in places).map((node) => ({
    ...node, x: places[node.id][0], y: places[node.id][1], title: tip(node.id), ctxRenderer: drawCard, hidden: !passes(node.id),
  })));
  for (const other of ["plans", "overview", "detail"]) {
    const button = document.getElementById(`mode-${other}`);
    button.hidden = !(other in modes) || Object.keys(modes).length < 2;
    button.setAttribute("aria-pressed", String(other === state.mode));
  }
}

function setMode(name) {
  state.mode = name;
  state.open.clear();
  lit = null;
  moved = false;
  show();
  showAbout();
  firstView();
  remember();
}

function refilter() {
  filter();
  data.update(data.getIds().map((id) => ({ id, hidden: !passes(id) })));
  if (lit && lit.from) light(lit.from);
  network.redraw();
  remember();
}

function toggle(id) { // open a card or close it again, where it stands
  if (!held.has(id)) return;
  if (!state.open.delete(id)) state.open.add(id);
  show();
  select(id);
}

// ---------------------------------------------------------------- the window

function look(scale) { // from the top, in the middle where there is room
  const { left, right, top, bottom: low } = frame();
  const high = (container.clientHeight - HEAD) / scale, across = container.clientWidth / scale;
  const y = (low - top < high ? (top + low) / 2 : top + high / 2) - HEAD / 2 / scale;
  const x = right - left < across ? (left + right) / 2 : left + across / 2;
  network.moveTo({ position: { x, y }, scale });
}

function wholeScale() {
  const { left, right, top, bottom: low } = frame();
  return Math.min(1.1, container.clientWidth / (right - left), (container.clientHeight - HEAD) / (low - top));
}

function firstView() { // as much as can still be read
  if (!modes[state.mode].lanes.length) return;
  const { left, right } = frame();
  look(Math.max(wholeScale(), Math.min(0.7, Math.max(0.45, container.clientWidth / (right - left)))));
}

function fitAll() {
  if (modes[state.mode].lanes.length) look(wholeScale());
}

function bring(id) { // into the window, if it is not in it
  const [x, y] = places[id], spot = network.canvasToDOM({ x, y }), half = looks[cards[id].kind].width / 2 * network.getScale();
  if (spot.x < half || spot.x > container.clientWidth - half || spot.y < HEAD + 20 || spot.y > container.clientHeight - 20) network.moveTo({ position: { x, y } });
}

network.on("beforeDrawing", (ctx) => {
  const from = network.DOMtoCanvas({ x: 0, y: 0 }), to = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
  ctx.save();
  paintLanes(ctx, from.y, to.y - from.y);
  const area = { left: from.x, right: to.x, top: from.y, bottom: to.y };
  paintLines(ctx, area);
  if (own) paintOwn(ctx, area);
  ctx.restore();
});
network.on("afterDrawing", (ctx) => { ctx.save(); paintHeads(ctx, network.DOMtoCanvas({ x: 0, y: 0 }).y, network.getScale()); ctx.restore(); });
for (const happened of ["dragEnd", "zoom"]) network.on(happened, () => { moved = true; remember(); });
dark.addEventListener("change", () => { ink = scene.colours[dark.matches ? "dark" : "light"]; network.redraw(); });

// ---------------------------------------------------------------- selecting

function within(id) { // a card and what stands open in it
  return state.open.has(id) && held.has(id) ? [id, ...held.get(id).flatMap(within)] : [id];
}

function walk(starts, from, to) { // the lines from some cards to one end of their path
  const found = new Set(), seen = new Set(starts);
  for (const queue = [...starts]; queue.length;) {
    for (const line of from.get(queue.pop()) || []) {
      const next = line[to];
      found.add(line.key);
      if (!seen.has(next)) { seen.add(next); queue.push(next); }
    }
  }
  return { found, seen };
}

function light(id) { // everything above it and below it
  const up = walk(within(id), above, "upper"), down = walk(within(id), below, "lower");
  const path = new Set([...up.seen, ...down.seen]);
  lit = { from: id, cards: path, lines: new Set([...up.found, ...down.found]), homes: new Set([...path].map((one) => cards[one].home)) };
}

function select(id) {
  light(id);
  if (!own) network.selectNodes([id]);
  showCard(id);
  network.redraw();
  remember();
}

function selectLine(line) {
  const ends = [line.upper, line.lower];
  lit = { from: null, line: line.key, cards: new Set(ends), lines: new Set([line.key]), homes: new Set(ends.map((id) => cards[id].home)) };
  network.unselectAll();
  showLine(line);
  network.redraw();
  remember();
}

function unselect() {
  lit = null;
  network.unselectAll();
  showAbout();
  network.redraw();
  remember();
}

function unveil(id) { // open what stands around it, or show all elements
  if (!(id in places) && state.mode !== "detail" && holder(id)) {
    for (let up = holder(id); up; up = holder(up)) state.open.add(up);
    show();
  }
  if (!(id in places)) setMode(Object.keys(modes).find((name) => id in modes[name].places));
}

function goTo(id) { // the whole path, where it still can be read
  unveil(id);
  select(id);
  const path = [...lit.cards].map((card) => places[card]);
  const xs = path.map((place) => place[0]), ys = path.map((place) => place[1]);
  const box = { left: Math.min(...xs) - 170, right: Math.max(...xs) + 170, top: Math.min(...ys) - 60, bottom: Math.max(...ys) + 60 };
  const scale = Math.min(1, container.clientWidth / (box.right - box.left), (container.clientHeight - 2 * HEAD) / (box.bottom - box.top));
  const far = scale < 0.45;
  const [x, y] = far ? places[id] : [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  network.moveTo({ position: { x, y }, scale: far ? 0.8 : scale });
}

function lineAt(pointer) {
  let best = null, nearest = 6 / network.getScale();
  for (const line of shown) {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = curve(line);
    if (pointer.y < Math.min(y0, y3) - nearest || pointer.y > Math.max(y0, y3) + nearest) continue;
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

function hit(event) {
  return own ? cardAt(event.pointer.canvas) : event.nodes[0];
}

network.on("click", (event) => {
  const id = hit(event), line = id ? null : lineAt(event.pointer.canvas);
  if (id) select(id); else if (line) selectLine(line); else unselect();
});
network.on("doubleClick", (event) => { if (hit(event)) toggle(hit(event)); });
container.addEventListener("pointermove", (event) => {
  const box = container.getBoundingClientRect();
  const id = own ? cardAt(network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top })) : undefined;
  if (id === hovered) return;
  hovered = id;
  container.title = id ? tip(id) : "";
  network.redraw();
});

// ---------------------------------------------------------------- the keyboard

function beside(id, way) { // along a line if there is one, else at about the same height
  const line = (way < 0 ? above : below).get(id);
  if (line) return way < 0 ? line[0].upper : line[0].lower;
  const [x, y] = places[id];
  const other = Object.keys(places).filter((one) => passes(one) && (places[one][0] - x) * way > 1);
  const distance = (one) => Math.abs(places[one][0] - x) * 10 + Math.abs(places[one][1] - y);
  return other.sort((a, b) => distance(a) - distance(b))[0];
}

function next(id, way) { // in the same lane
  const column = Object.keys(places).filter((one) => passes(one) && places[one][0] === places[id][0]).sort((a, b) => places[a][1] - places[b][1]);
  return column[column.indexOf(id) + way];
}

container.addEventListener("keydown", (event) => {
  const from = lit && lit.from, first = Object.keys(places).filter(passes)[0];
  const steps = { ArrowUp: () => next(from, -1), ArrowDown: () => next(from, 1), ArrowLeft: () => beside(from, -1), ArrowRight: () => beside(from, 1) };
  if (event.key in steps) {
    const to = from ? steps[event.key]() : first;
    if (to) { select(to); bring(to); }
  } else if (event.key === "Enter" && from) toggle(from);
  else if (event.key === "Escape") unselect();
  else if (event.key === "+" || event.key === "-") { moved = true; network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) }); remember(); }
  else if (event.key === "0") fitAll();
  else return;
  event.preventDefault();
});
