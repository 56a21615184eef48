"use strict";
// What is in the picture and where it stands. ``nodes`` and ``edges`` come from pyvis, all else
// from the scene. Positions were computed beforehand; opening a card moves down what is below it.
const scene = JSON.parse(document.getElementById("scene").textContent);
const { cards, lines, modes, looks, lanes, words } = scene;
const GAP = 6, INSET = 12; // between the rows of what was opened, and how far they are set in
for (const line of lines) line.count ??= 1; // what is empty is left out of the scene
const proofsOf = (numbers) => (numbers || []).map((number) => scene.proofs[number]); // quotes are held once
const lineById = new Map(lines.map((line) => [line.id, line]));
const strokeOf = new Map(edges.map((edge) => [edge.id, edge]));
const laneRank = new Map(lanes.map((name, rank) => [name, rank]));
const sets = ["kind", "level", "nature", "relation", "status"]; // filters with a box for each value
const state = { mode: scene.start, least: 0, topic: "", open: new Set(), off: Object.fromEntries(sets.map((name) => [name, new Set()])) };
let held = new Map(); // card → the cards it stands for in this mode
let places = {}; // card → centre, of those that are in the picture
let brackets = []; // beside what was opened: x, top, bottom
let bottom = 0;
let shown = []; // the lines in the picture, each with the links it stands for
let above = new Map(), below = new Map(); // card → lines that end, that begin there
let passing = new Map();
let topical = null; // plans with something of the topic asked for

function put(map, key, value) {
  if (map.has(key)) map.get(key).push(value); else map.set(key, [value]);
}

function holder(id) {
  const card = cards[id];
  if (state.mode === "overview") return card.bundle;
  return state.mode === "plans" ? card.bundle || card.block : undefined;
}

function standing(id) { // itself, or the outermost closed card around it
  let found = id;
  for (let up = holder(id); up; up = holder(up)) if (!state.open.has(up)) found = up;
  return found;
}

function hold() {
  held = new Map();
  const height = (id) => (modes.detail && modes.detail.places[id] || modes.overview.places[id])[1];
  for (const id of Object.keys(cards)) {
    const up = holder(id);
    if (up) put(held, up, id);
  }
  for (const inside of held.values()) inside.sort((a, b) => height(a) - height(b));
}

function passes(id) {
  if (!passing.has(id)) passing.set(id, held.has(id) ? held.get(id).some(passes) : passesAlone(cards[id]));
  return passing.get(id);
}

function passesAlone(card) {
  const { off, topic } = state;
  if (off.kind.has(card.kind) || off.level.has(card.lane) || off.status.has(card.status)) return false;
  if (card.nature && off.nature.has(card.nature)) return false;
  return !topic || card.topic === topic || (card.kind === "plan" && topical.has(card.home));
}

function count(id) { // how many elements it stands for, of those that pass
  if (held.has(id)) return held.get(id).reduce((sum, one) => sum + count(one), 0);
  return passes(id) ? cards[id].members || 1 : 0;
}

function arrange() {
  const columns = new Map();
  places = {};
  brackets = [];
  bottom = modes[state.mode].bottom;
  for (const [id, [x, y]] of Object.entries(modes[state.mode].places)) put(columns, x, [id, y]);
  for (const [x, column] of columns) {
    let shift = 0;
    for (const [id, y] of column.sort((a, b) => a[1] - b[1])) {
      places[id] = [x, y + shift];
      shift += unfold(id, x, y + shift);
    }
    bottom = Math.max(bottom, modes[state.mode].bottom + shift);
  }
}

function unfold(id, x, y) { // places what an open card holds right below it; gives the room it takes
  if (!state.open.has(id) || !held.has(id)) return 0;
  const top = y + looks[cards[id].kind].height / 2;
  let edge = top;
  for (const one of held.get(id)) {
    const height = looks[cards[one].kind].height;
    places[one] = [x, edge + GAP + height / 2];
    edge += GAP + height;
    edge += unfold(one, x, edge - height / 2);
  }
  brackets.push([x - looks[cards[id].kind].width / 2 - INSET / 2, top, edge]);
  return edge - top + GAP;
}

function linesShown() {
  const found = new Map();
  for (const line of lines) {
    if (state.off.relation.has(line.relation) || line.confidence < state.least || !passes(line.upper) || !passes(line.lower)) continue;
    const upper = standing(line.upper), lower = standing(line.lower);
    if (upper === lower) continue;
    const key = upper === line.upper && lower === line.lower && line.count === 1 ? line.id : `${upper}\n${lower}`;
    if (!found.has(key)) found.set(key, { key, upper, lower, members: [], count: 0 });
    const one = found.get(key);
    one.members.push(line);
    one.count += line.count;
  }
  return [...found.values()];
}

function filter() { // after any change of what passes or stands for what
  passing = new Map();
  topical = state.topic && new Set(Object.values(cards).filter((card) => card.topic === state.topic).map((card) => card.home));
  shown = linesShown();
  above = new Map();
  below = new Map();
  for (const line of shown) {
    put(above, line.lower, line);
    put(below, line.upper, line);
  }
}
