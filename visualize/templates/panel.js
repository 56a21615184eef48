// The side panel: what is selected, with the words of the plans, in text nodes only.
const panel = document.getElementById("panel");

function add(parent, tag, text, style) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  if (style) element.className = style;
  parent.append(element);
  return element;
}

function clear() {
  panel.replaceChildren();
  panel.scrollTop = 0;
}

function showAbout(first) {
  clear();
  if (first) add(panel, "p", first, "notice");
  add(panel, "h2", words.ui.about);
  for (const sentence of scene.about[state.mode]) add(panel, "p", sentence);
  add(panel, "p", words.ui.keys, "place");
}

function addQuote(parent, proof, side, head) {
  const block = add(parent, "blockquote", null, side);
  if (head) add(block, "b", head);
  const said = add(block, proof.href ? "a" : "span", `「${proof.quote}」`);
  if (proof.href) said.href = proof.href;
  if (proof.section) add(block, "span", ` ${proof.section}`, "place");
}

function addWays(card) {
  if (!card.ways) return;
  const ways = add(panel, "p", null, "ways");
  for (const [name, href] of card.ways) add(ways, "a", name).href = href;
}

function showCard(id) {
  clear();
  const card = cards[id], plan = cards[card.home];
  const kind = add(panel, "div", null, "kind");
  const sample = add(kind, "i");
  sample.style.background = `light-dark(${scene.colours.light.kinds[card.kind]}, ${scene.colours.dark.kinds[card.kind]})`;
  add(kind, "span", [words.kind[card.kind], words.level[card.lane], held.has(id) || card.members ? "" : words.status[card.status]].filter(Boolean).join(" · "));
  add(panel, "h2", card.label);
  if (held.has(id)) return showHeld(id);
  if (card.fields || plan !== card) {
    const list = add(panel, "dl");
    for (const [name, value] of [...(plan && plan !== card ? [[words.ui.plan, plan.label]] : []), ...(card.fields || [])]) { add(list, "dt", name); add(list, "dd", value); }
  }
  addWays(card);
  if (card.members) return add(panel, "p", words.ui.about_members.replace("{n}", card.members));
  if (card.quotes) add(panel, "h3", words.ui.evidence);
  for (const proof of proofsOf(card.quotes)) addQuote(panel, proof);
  showPath();
}

function showPath() {
  add(panel, "h3", words.ui.path);
  const steps = shown.filter((line) => lit.lines.has(line.key)).flatMap((line) => line.members);
  steps.sort((a, b) => laneRank.get(cards[a.upper].lane) - laneRank.get(cards[b.upper].lane) || laneRank.get(cards[a.lower].lane) - laneRank.get(cards[b.lower].lane));
  if (!steps.length) add(panel, "p", words.ui.no_path);
  for (const line of steps) showStep(line);
}

function showHeld(id) { // what a card stands for
  const open = state.open.has(id);
  addWays(cards[id]);
  const button = add(panel, "button", open ? words.ui.fold : words.ui.unfold, "wide");
  button.onclick = () => toggle(id);
  add(panel, "h3", `${words.ui.contents} · ${count(id)}`);
  const list = add(panel, "ul", null, "members");
  for (const one of held.get(id)) {
    if (!passes(one)) continue;
    const entry = add(add(list, "li"), "button"), status = cards[one].status;
    add(entry, "span", cards[one].label);
    if (held.has(one)) add(entry, "em", String(count(one)));
    else add(entry, "em", words.status[status]).style.color = `light-dark(${scene.colours.light.states[status]}, ${scene.colours.dark.states[status]})`;
    entry.onclick = () => goTo(one);
  }
}

function showLine(line) {
  clear();
  if (line.count > 1) add(panel, "h2", `${cards[line.upper].label} → ${cards[line.lower].label} · ${line.count}`);
  for (const one of line.members) showStep(one);
}

function showStep(line) {
  const step = add(panel, "div", null, "step"), { relation } = line;
  const badge = add(step, "span", words.relation[relation] || relation, "rel");
  badge.style.borderLeftColor = `light-dark(${scene.colours.light.strokes[relation] || scene.colours.light.mixed}, ${scene.colours.dark.strokes[relation] || scene.colours.dark.mixed})`;
  if (line.count > 1) return add(step, "span", `× ${line.count} · ${words.ui.confidence} ≤ ${line.confidence.toFixed(2)}`, "meta");
  add(step, "span", [line.method, `${words.ui.confidence} ${line.confidence.toFixed(2)}`].filter(Boolean).join(" · "), "meta");
  for (const [name, value] of line.facts || []) add(step, "div", `${name} ${value}`);
  if (line.inverted) add(step, "div", words.ui.inverted);
  for (const side of ["upper", "lower"]) {
    const card = cards[line[side]], plan = cards[card.home];
    const head = `${words.ui[side]} · ${plan ? plan.label : card.label}`;
    const proofs = proofsOf(line.quotes[side]);
    for (const proof of proofs) addQuote(step, proof, side, head);
    if (!proofs.length) { const block = add(step, "blockquote", null, side); add(block, "b", head); add(block, "span", card.home === line[side] ? words.ui.no_quote : card.label); }
  }
  if (line.why) add(step, "div", line.why);
  if (line.reasons && line.reasons.length) { const list = add(step, "ul"); for (const reason of line.reasons) add(list, "li", reason); }
}
