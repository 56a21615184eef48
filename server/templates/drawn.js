"use strict";
// In a framed drawing: what is clicked is told to the page around it. The drawing keeps what is
// selected in its own address; only that is read, so nothing here depends on how it draws.
{
  const NODE = /^[a-z]+-[0-9a-f]{6,}$/;
  const chosen = document.currentScript.dataset.node;
  const selected = () => new URLSearchParams(location.hash.slice(1));
  let card = chosen, line = "";
  document.getElementById("mynetwork").addEventListener("click", () => setTimeout(() => {
    const now = selected(), node = now.get("card") || "", link = now.get("line") || "";
    if (node !== card && NODE.test(node)) parent.postMessage({ node }, location.origin);
    else if (link !== line && NODE.test(link)) parent.postMessage({ links: [link] }, location.origin);
    [card, line] = [node, link];
  }, 60));
}
