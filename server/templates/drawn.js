"use strict";
// In a framed drawing: what is clicked is told to the page around it.
{
  const chosen = document.currentScript.dataset.node;
  const tell = (what) => { if (parent !== window) parent.postMessage(what, location.origin); };
  network.on("click", (event) => {
    const [node] = event.nodes;
    if (node !== undefined) { if (node !== chosen && !cards[node].members) tell({ node }); return; }
    const line = lineAt(event.pointer.canvas);
    if (line) tell({ links: line.members.map((one) => one.id) });
  });
  if (chosen && chosen in modes[mode].places) select(chosen, true);
}
