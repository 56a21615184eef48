"use strict";
// How far a build of the base is; ``rebuilt`` is called once one that was watched is done.
{
  const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
  const part = (id) => document.getElementById(id);
  let before = "idle";

  function show(told) {
    if (told.error) told = { state: "failed", words: told.error, said: [] };
    part("rebuild").hidden = told.state === "idle";
    part("rebuild").className = { done: "good", failed: "wrong", stopped: "wrong" }[told.state] || "";
    part("rebuild-words").textContent = told.words;
    part("rebuild-stop").hidden = told.state !== "working";
    part("rebuild-said").textContent = told.said.join("\n");
    part("rebuild-said").hidden = !told.said.length || told.state === "working";
    document.body.classList.toggle("rebuilding", told.state === "working");
    if (told.state === "working") setTimeout(watch, 500);
    if (told.state === "done" && before === "working" && window.rebuilt) window.rebuilt();
    before = told.state;
  }

  async function watch() {
    try {
      show(await (await fetch(`/rebuild?lang=${lang}`)).json());
    } catch { setTimeout(watch, 2000); }
  }

  window.post = async (path, fields = {}) => {
    const answer = await fetch(`${path}?lang=${lang}`, { method: "POST", body: new URLSearchParams(fields) });
    return answer.json();
  };
  window.watchBuild = show;
  part("rebuild-stop").addEventListener("click", () => post("/rebuild/stop").then(show));
  watch();
}
