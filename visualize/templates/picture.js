// Drawing: on the screen, on a canvas for PNG, and through ``Svg`` as vectors, by the same code.
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';
const HEAD = 30; // the levels' names, in pixels of the window
const MANY = 1000; // of more lines than this only what begins or ends in the window is drawn: all could neither be read nor drawn fast
const STUB = 40; // so much of a line whose other end is far away
const DIM = 0.35; // how strong what is not lit remains
const MARGIN = 24, MOST_PIXELS = 60e6, LONGEST = 16000; // of a saved picture; browsers bear no more
const dark = matchMedia("(prefers-color-scheme: dark)");
let ink = scene.colours[dark.matches ? "dark" : "light"];
let lit = null; // what a selection lights: {from, cards: Set, lines: Set, homes: Set, soft}
const fitted = new Map();

function cut(ctx, text, width) { // as many characters as there is room for
  if (ctx.measureText(text).width <= width) return [text, ""];
  const chars = [...text];
  let low = 0, high = chars.length;
  while (low < high) {
    const half = (low + high + 1) >> 1;
    if (ctx.measureText(chars.slice(0, half).join("")).width <= width) low = half; else high = half - 1;
  }
  return [chars.slice(0, low).join(""), chars.slice(low).join("")];
}

function fit(ctx, text, width, rows, key) { // the text on so many rows, the last one cut short
  if (fitted.has(key)) return fitted.get(key);
  const found = [];
  let rest = text.replace(/\s+/g, " ");
  while (rest) {
    let [row, left] = cut(ctx, rest, width);
    if (!row) row = left.slice(0, 1), left = left.slice(1);
    if (left && found.length === rows - 1) row = `${cut(ctx, rest, width - ctx.measureText("…").width)[0]}…`;
    found.push(row);
    if (found.length === rows) break;
    rest = left;
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

function write(ctx, text, x, y, size, colour, align = "left", weight = "") {
  ctx.font = `${weight ? `${weight} ` : ""}${size}px ${FONT}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = align;
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function markOf(id) { // at the right end of a card: what became of it, or how many it stands for
  const card = cards[id];
  if (held.has(id) || card.members) return `${held.has(id) ? (state.open.has(id) ? "▾ " : "▸ ") : ""}${count(id)}`;
  return ["dropped", "local", "undecided"].includes(card.status) ? words.status[card.status] : "";
}

function paintCard(ctx, id, [x, y], hover = false) {
  const card = cards[id], colour = ink.kinds[card.kind], whole = card.kind === "plan";
  const { width, height, icon: shape } = looks[card.kind];
  const strong = hover || (lit && lit.cards.has(id)), mark = markOf(id);
  ctx.save();
  ctx.direction = "ltr";
  ctx.globalAlpha = lit && !lit.soft && !lit.cards.has(id) && !lit.homes.has(id) ? DIM : 1;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 4);
  ctx.fillStyle = whole ? colour : ink.fill;
  ctx.fill();
  ctx.setLineDash(card.kind === "document" ? [4, 3] : []);
  ctx.lineWidth = lit && lit.from === id ? 3 : strong ? 2 : 1;
  ctx.strokeStyle = strong ? (whole ? ink.ink : colour) : ink.edge;
  ctx.stroke();
  icon(ctx, shape, x - width / 2 + 15, y, whole ? ink.onColour : colour);
  ctx.font = `${whole ? "600 " : ""}15px ${FONT}`;
  const room = width - 36 - (mark ? 8 + [...mark].reduce((sum, one) => sum + (one > "⺀" ? 13 : 8), 0) : 0);
  const rows = fit(ctx, card.label, room, whole ? 2 : 1, `${id} ${room}`);
  rows.forEach((row, number) => write(ctx, row, x - width / 2 + 28, y + 1 + (number - (rows.length - 1) / 2) * 19, 15, whole ? ink.onColour : ink.ink, "left", whole ? "600" : ""));
  if (mark) write(ctx, mark, x + width / 2 - 9, y + 1, 13, whole ? ink.onColour : held.has(id) || card.members ? ink.muted : ink.states[card.status], "right");
  ctx.restore();
}

function curve(line) {
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
  const first = strokeOf.get(line.members[0].id), { relation } = line.members[0];
  const mixed = line.members.some((one) => one.relation !== relation);
  const width = line.count > 1 ? Math.min(12, 1 + 1.5 * Math.sqrt(line.count)) : first.width;
  return { colour: mixed ? ink.mixed : ink.strokes[relation] || ink.mixed, dash: mixed || !first.dashes ? [] : first.dashes, width };
}

function outside([x0, y0, x1, , x2, , x3, y3], area) {
  return Math.max(y0, y3) < area.top || Math.min(y0, y3) > area.bottom || Math.max(x0, x2, x3) < area.left || Math.min(x0, x1, x3) > area.right;
}

function shortened(points, area) { // only what begins or ends in the window; nothing of what passes by
  const [x0, y0, , , , , x3, y3] = points, way = Math.sign(x3 - x0) || -1, down = Math.sign(y3 - y0) * 10;
  const begins = y0 >= area.top && y0 <= area.bottom, ends = y3 >= area.top && y3 <= area.bottom;
  if (begins && ends) return points;
  if (begins) return [x0, y0, x0 + way * STUB / 2, y0, x0 + way * STUB / 2, y0 + down, x0 + way * STUB, y0 + down];
  return ends ? [x3 - way * STUB, y3 - down, x3 - way * STUB / 2, y3 - down, x3 - way * STUB / 2, y3, x3, y3] : null;
}

function paintLines(ctx, area) { // those that are lit last; nothing outside ``area``
  const order = lit ? [...shown].sort((a, b) => lit.lines.has(a.key) - lit.lines.has(b.key)) : shown;
  for (const line of order) {
    const whole = curve(line), strong = lit && lit.lines.has(line.key);
    if (area && outside(whole, area)) continue;
    const points = area && !strong && shown.length > MANY ? shortened(whole, area) : whole;
    if (!points) continue;
    const [x0, y0, x1, y1, x2, y2, x3, y3] = points, { colour, dash, width } = lineLook(line);
    const documents = cards[line.upper].home === line.upper;
    ctx.globalAlpha = strong ? 1 : lit && !lit.soft ? 0.1 : documents ? 0.45 : 0.8;
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
    ctx.globalAlpha = lit && !lit.soft && !strong ? DIM : 1;
    if (line.count > 1 && points === whole) paintCount(ctx, line, (x0 + x3) / 2 - (x0 === x3 ? 42 : 0), (y0 + y3) / 2);
  }
  ctx.globalAlpha = 1;
}

function paintCount(ctx, line, x, y) {
  ctx.font = `600 14px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = ink.lane;
  ctx.strokeText(String(line.count), x, y + 1);
  write(ctx, String(line.count), x, y + 1, 14, ink.ink, "center", "600");
}

function paintLanes(ctx, top, height) {
  modes[state.mode].lanes.forEach((lane, number) => {
    ctx.fillStyle = number % 2 ? ink.other : ink.lane;
    ctx.fillRect(lane.left, top, lane.right - lane.left, height);
  });
  ctx.strokeStyle = ink.edge;
  ctx.lineWidth = 2;
  ctx.setLineDash([]);
  for (const [x, from, to] of brackets) { ctx.beginPath(); ctx.moveTo(x, from); ctx.lineTo(x, to); ctx.stroke(); }
}

function paintHeads(ctx, top, scale) { // the levels' names
  for (const lane of modes[state.mode].lanes) {
    ctx.globalAlpha = 1;
    ctx.fillStyle = ink.paper;
    ctx.fillRect(lane.left, top, lane.right - lane.left, HEAD / scale);
    write(ctx, words.level[lane.name], (lane.left + lane.right) / 2, top + HEAD / scale / 2, 14 / scale, ink.ink, "center", "600");
  }
}

function frame() {
  const across = modes[state.mode].lanes;
  return { left: Math.min(...across.map((lane) => lane.left)), right: Math.max(...across.map((lane) => lane.right)), top: -20, bottom: bottom + 6 };
}

function legend() { // [what, key] of all that is in the picture
  const drawn = Object.keys(places).filter(passes);
  const kinds = scene.filters.kind.filter((kind) => drawn.some((id) => cards[id].kind === kind));
  const relations = scene.filters.relation.filter((one) => shown.some((line) => line.members.some((member) => member.relation === one)));
  return [...kinds.map((key) => ["kind", key]), ...relations.map((key) => ["relation", key])];
}

function paintSample(ctx, [what, key], x, y) {
  if (what === "kind") return icon(ctx, looks[key].icon, x + 11, y, ink.kinds[key]);
  const edge = edges.find((one) => lineById.get(one.id).relation === key);
  ctx.strokeStyle = ink.strokes[key] || ink.mixed;
  ctx.lineWidth = 2.5;
  ctx.setLineDash(edge.dashes || []);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 22, y);
  ctx.stroke();
}

// ---------------------------------------------------------------- the whole picture, to be saved

function rowsOf(entries, width) { // the legend, cut into rows
  const rows = [[]];
  let used = 0;
  for (const entry of entries) {
    const wide = 46 + words[entry[0]][entry[1]].length * 15;
    if (used + wide > width && rows.at(-1).length) { rows.push([]); used = 0; }
    rows.at(-1).push([entry, used]);
    used += wide;
  }
  return rows;
}

function measured() {
  const box = modes[state.mode].lanes.length ? frame() : { left: 0, right: 600, top: 0, bottom: 40 };
  const rows = rowsOf(legend(), box.right - box.left), top = box.top - HEAD - 44;
  return { box, rows, top, width: box.right - box.left + 2 * MARGIN, height: box.bottom - top + MARGIN + rows.length * 24 + 12 };
}

function paintAll(ctx, { box, rows, top, width, height }) {
  ctx.fillStyle = ink.paper;
  ctx.fillRect(box.left - MARGIN, top, width, height);
  const title = document.querySelector("h1").textContent;
  ctx.font = `600 17px ${FONT}`;
  write(ctx, fit(ctx, title, width - 2 * MARGIN, 1, `title ${width}`)[0] || "", box.left, top + 24, 17, ink.ink, "left", "600");
  paintLanes(ctx, box.top - HEAD, box.bottom - box.top + HEAD);
  paintLines(ctx);
  for (const [id, place] of Object.entries(places)) if (passes(id)) paintCard(ctx, id, place);
  paintHeads(ctx, box.top - HEAD, 1);
  rows.forEach((row, number) => row.forEach(([entry, x]) => {
    const y = box.bottom + 24 + number * 24;
    paintSample(ctx, entry, box.left + x, y);
    write(ctx, words[entry[0]][entry[1]], box.left + x + 28, y + 1, 14, ink.ink);
  }));
}

function onPaper(paint) { // saved pictures are light, whatever the screen is
  const before = ink;
  ink = scene.colours.light;
  try { return paint(measured()); } finally { ink = before; }
}

function pngCanvas() {
  return onPaper((size) => {
    const scale = Math.min(2, LONGEST / Math.max(size.width, size.height), Math.sqrt(MOST_PIXELS / size.width / size.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(size.width * scale);
    canvas.height = Math.ceil(size.height * scale);
    const ctx = canvas.getContext("2d");
    ctx.scale(scale, scale);
    ctx.translate(MARGIN - size.box.left, -size.top);
    paintAll(ctx, size);
    return canvas;
  });
}

function svgText() {
  return onPaper((size) => {
    const ctx = new Svg(size.box.left - MARGIN, size.top, size.width, size.height);
    paintAll(ctx, size);
    return ctx.text();
  });
}

class Svg { // as much of a canvas context as the drawing above needs
  static #ruler = document.createElement("canvas").getContext("2d");
  #root = this.#made("svg", {});
  #saved = [];
  #dash = [];
  #path = "";

  constructor(x, y, width, height) {
    for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", viewBox: `${x} ${y} ${width} ${height}`, width, height })) this.#root.setAttribute(name, value);
  }

  #made(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  #put(tag, attributes) {
    const opacity = this.globalAlpha ?? 1;
    this.#root.append(this.#made(tag, opacity < 1 ? { ...attributes, opacity } : attributes));
    return this.#root.lastChild;
  }

  save() { this.#saved.push({ ...this, dash: this.#dash }); }
  restore() { const { dash, ...look } = this.#saved.pop(); this.#dash = dash; for (const name of Object.keys(this)) delete this[name]; Object.assign(this, look); }
  setLineDash(dash) { this.#dash = dash; }
  beginPath() { this.#path = ""; }
  #add(letter, ...values) { this.#path += letter + values.map((value) => Math.round(value * 100) / 100).join(" "); }
  moveTo(x, y) { this.#add("M", x, y); }
  lineTo(x, y) { this.#add("L", x, y); }
  bezierCurveTo(...points) { this.#add("C", ...points); }
  closePath() { this.#path += "Z"; }
  rect(x, y, width, height) { this.#add("M", x, y); this.#add("h", width); this.#add("v", height); this.#add("h", -width); this.closePath(); }
  arc(x, y, r) { this.#add("M", x - r, y); this.#add("a", r, r, 0, 1, 0, 2 * r, 0); this.#add("a", r, r, 0, 1, 0, -2 * r, 0); this.closePath(); } // whole circles only
  roundRect(x, y, width, height, r) {
    this.#add("M", x + r, y); this.#add("h", width - 2 * r); this.#add("q", r, 0, r, r); this.#add("v", height - 2 * r); this.#add("q", 0, r, -r, r);
    this.#add("h", 2 * r - width); this.#add("q", -r, 0, -r, -r); this.#add("v", 2 * r - height); this.#add("q", 0, -r, r, -r); this.closePath();
  }
  fill() { this.#put("path", { d: this.#path, fill: this.fillStyle }); }
  stroke() { this.#put("path", { d: this.#path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, ...(this.#dash.length ? { "stroke-dasharray": this.#dash.join(" ") } : {}) }); }
  fillRect(x, y, width, height) { this.#put("rect", { x, y, width, height, fill: this.fillStyle }); }
  measureText(text) { Svg.#ruler.font = this.font; return Svg.#ruler.measureText(text); }
  #text(text, x, y, look) {
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font);
    const anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    const element = this.#put("text", { x, y, dy: ".35em", "font-family": family, "font-size": size, "text-anchor": anchor, ...(weight ? { "font-weight": weight } : {}), ...look });
    element.textContent = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  }
  fillText(text, x, y) { this.#text(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.#text(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round" }); }
  text() { return new XMLSerializer().serializeToString(this.#root); }
}
