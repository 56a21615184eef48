"use strict";
// Uploads: each file is sent, read by the server in a process of its own, and shown.

const said = JSON.parse(document.getElementById("words").textContent);
const inEnglish = new URLSearchParams(location.search).get("lang") === "en";
const coming = document.getElementById("coming"), uploads = document.getElementById("uploads");
const dropping = document.getElementById("drop"), chooser = document.getElementById("files");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function send(file) {
  return new Promise((done) => {
    const item = document.createElement("li"), name = document.createElement("b"), state = document.createElement("span");
    const bar = document.createElement("progress"), cancel = document.createElement("button");
    name.textContent = file.name;
    cancel.textContent = said.cancel;
    cancel.type = "button";
    bar.max = 100;
    item.append(name, bar, state, cancel);
    coming.append(item);
    const request = new XMLHttpRequest();
    let tick = 0;
    request.upload.addEventListener("progress", (event) => {
      bar.value = Math.round((100 * event.loaded) / event.total);
      state.textContent = fill(said.sending, { percent: bar.value });
    });
    request.upload.addEventListener("load", () => {
      const begin = performance.now();
      bar.removeAttribute("value");
      tick = setInterval(() => { state.textContent = fill(said.reading, { seconds: Math.round((performance.now() - begin) / 1000), most: said.most }); }, 200);
    });
    request.addEventListener("loadend", () => {
      clearInterval(tick);
      finish(request, item, file);
      done();
    });
    cancel.addEventListener("click", () => request.abort());
    if (file.size > said.size) { refuse(item, file, said.large); done(); return; }
    request.open("POST", `/upload?name=${encodeURIComponent(file.name)}${inEnglish ? "&lang=en" : ""}`);
    request.send(file);
  });
}

function finish(request, item, file) {
  let found = {};
  try { found = JSON.parse(request.responseText); } catch { found = { refused: request.responseText || said.gone }; }
  if (found.part) {
    item.remove();
    document.getElementById("none")?.remove();
    uploads.insertAdjacentHTML("afterbegin", found.part); // escaped by the server
    uploads.firstElementChild.scrollIntoView({ block: "nearest" });
    return;
  }
  if (request.status === 0 && !request.responseText) return void item.remove(); // cancelled
  refuse(item, file, found.refused);
}

function refuse(item, file, why) {
  item.className = "wrong";
  item.textContent = fill(said.refused, { name: file.name, why });
}

async function sendAll(files) { for (const file of files) await send(file); } // one at a time

chooser.addEventListener("change", () => { sendAll([...chooser.files]); chooser.value = ""; });
addEventListener("dragover", (event) => { event.preventDefault(); dropping.classList.add("over"); });
addEventListener("dragleave", () => dropping.classList.remove("over"));
addEventListener("drop", (event) => { event.preventDefault(); dropping.classList.remove("over"); sendAll([...event.dataTransfer.files]); });

uploads.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const article = button.closest("article"), name = article.dataset.name;
  button.disabled = true;
  const told = await post(`/upload/${button.dataset.do}`, { name }).catch(() => ({ error: said.gone }));
  button.disabled = false;
  if (told.error || button.dataset.do === "add") { watchBuild(told); document.getElementById("rebuild").scrollIntoView({ block: "nearest" }); } else article.remove();
});
window.rebuilt = () => location.reload();
