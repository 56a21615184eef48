"use strict";
// A text field with SPARQL in colours behind its letters, and completion of names. The field is the
// browser's own: input methods, undo, screen readers and phones work as everywhere.

const SPARQL_WORDS = "SELECT CONSTRUCT DESCRIBE ASK WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED AS OPTIONAL UNION MINUS FILTER BIND VALUES GRAPH EXISTS NOT IN ORDER BY GROUP HAVING ASC DESC LIMIT OFFSET COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY NOW IF COALESCE REGEX REPLACE SUBSTR ISIRI ISLITERAL ISNUMERIC UNDEF TRUE FALSE A".split(" ");
const WORDS = new Set(SPARQL_WORDS);
const TOKEN = /(#[^\n]*)|("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\\\s]*>)|([?$]\w+)|([\w.-]*:(?:[\w.%-]*\w)?)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)/g;
const CLASSES = ["comment", "string", "address", "variable", "name", "number", "word"];

class Editor {
  constructor(field, back, list, vocabulary) {
    Object.assign(this, { field, back, list, vocabulary, chosen: 0, offered: [] });
    field.addEventListener("input", () => { this.paint(); this.offer(false); });
    field.addEventListener("scroll", () => this.follow());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    field.addEventListener("click", () => this.close());
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      if (item) { event.preventDefault(); this.take(Number(item.dataset.at)); }
    });
    new ResizeObserver(() => this.follow()).observe(field);
    this.paint();
  }

  set text(value) { this.field.value = value; this.paint(); this.close(); }
  get text() { return this.field.value; }

  paint() {
    const text = this.text;
    this.back.replaceChildren();
    let at = 0;
    for (const match of text.matchAll(TOKEN)) {
      const kind = CLASSES[match.slice(1).findIndex((part) => part !== undefined)];
      if (kind === "word" && !WORDS.has(match[0].toUpperCase())) continue;
      this.back.append(text.slice(at, match.index));
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = match[0];
      this.back.append(span);
      at = match.index + match[0].length;
    }
    this.back.append(`${text.slice(at)}\n`);
    this.follow();
  }

  follow() {
    this.back.scrollTop = this.field.scrollTop;
    this.back.scrollLeft = this.field.scrollLeft;
  }

  // ------------------------------------------------------------ completion

  before() { // what is being written, up to the caret
    const text = this.text.slice(0, this.field.selectionStart);
    return /[?$\w:.-]*$/.exec(text)[0];
  }

  candidates(written) {
    const low = written.toLowerCase();
    if (/^[?$]/.test(written)) {
      const known = new Set(this.text.match(/[?$]\w+/g) || []);
      known.delete(written);
      return [...known].sort().filter((name) => name.toLowerCase().startsWith(low)).map((name) => [name, ""]);
    }
    const { terms, lang } = this.vocabulary;
    const named = terms.map(([name, , zh, en]) => [name, lang === "en" ? en : zh]);
    const local = low.slice(low.indexOf(":") + 1);
    const found = named.filter(([name]) => name.toLowerCase().startsWith(low)).sort((a, b) => b[0].startsWith(written) - a[0].startsWith(written));
    if (local && low.includes(":")) found.push(...named.filter((one) => !found.includes(one) && one[0].startsWith(low.slice(0, low.indexOf(":") + 1)) && one[0].toLowerCase().includes(local)));
    else if (local) found.push(...named.filter((one) => !found.includes(one) && one[0].toLowerCase().slice(one[0].indexOf(":") + 1).startsWith(local)));
    const words = low && !low.includes(":") ? SPARQL_WORDS.filter((word) => word.toLowerCase().startsWith(low) && word.toLowerCase() !== low).map((word) => [word, ""]) : [];
    return [...words, ...found];
  }

  offer(asked) {
    const written = this.before();
    this.offered = asked || written.length > 1 ? this.candidates(written).slice(0, 60) : [];
    if (!this.offered.length || (this.offered.length === 1 && this.offered[0][0] === written)) return this.close();
    this.chosen = 0;
    this.list.replaceChildren(...this.offered.map(([name, label], at) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `complete-${at}`;
      item.dataset.at = at;
      item.append(name);
      if (label) { const said = document.createElement("small"); said.textContent = label; item.append(said); }
      return item;
    }));
    this.list.hidden = false;
    this.place(this.field.selectionStart - written.length);
    this.light();
  }

  place(offset) { // under the word, found in the coloured copy
    const walk = document.createTreeWalker(this.back, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode(), left = offset;
    while (node && left > node.length) { left -= node.length; node = walk.nextNode(); }
    if (!node) return;
    const range = document.createRange();
    range.setStart(node, left);
    range.collapse(true);
    const at = range.getBoundingClientRect(), frame = this.field.getBoundingClientRect();
    const x = at.left || frame.left + 12, y = at.bottom || frame.top + 30;
    this.list.style.left = `${Math.max(0, Math.min(x - frame.left, frame.width - 320))}px`;
    this.list.style.top = `${Math.max(24, y - frame.top + 2)}px`;
  }

  light() {
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `complete-${this.chosen}`);
  }

  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  take(at) {
    const end = this.field.selectionStart, start = end - this.before().length;
    this.field.setRangeText(this.offered[at][0], start, end, "end");
    this.paint();
    this.close();
    this.field.focus();
  }

  key(event) {
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); return this.offer(true); }
    if (this.list.hidden) {
      if (event.key === "Escape") this.leaving = true; // then Tab leaves the field
      else if (event.key === "Tab" && !event.shiftKey && !this.leaving) {
        event.preventDefault();
        this.field.setRangeText("  ", this.field.selectionStart, this.field.selectionEnd, "end");
        this.paint();
      } else if (event.key !== "Tab") this.leaving = false;
      return undefined;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.chosen = (this.chosen + step + this.offered.length) % this.offered.length;
      this.light();
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Escape") { event.preventDefault(); this.close(); }
    return undefined;
  }

  // ------------------------------------------------------------ places and prefixes

  goTo(line, column) {
    const lines = this.text.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
    this.field.focus();
    this.field.setSelectionRange(Math.min(start, this.text.length), Math.min(start + 1, this.text.length));
    this.field.scrollTop = Math.max(0, (line - 4) * 21);
  }

  declare() { // the prefixes that are used and not declared, written out on top
    const bare = this.text.replace(/#[^\n]*|"[^"\n]*"|'[^'\n]*'|<[^>\s]*>/g, " ");
    const declared = new Set([...this.text.matchAll(/prefix\s+(\w*):/gi)].map((match) => match[1]));
    const used = new Set([...bare.matchAll(/(?<![\w?$])(\w+):/g)].map((match) => match[1]));
    const { prefixes } = this.vocabulary;
    const lines = [...used].sort().filter((name) => name in prefixes && !declared.has(name)).map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`);
    if (lines.length) this.text = lines.join("") + this.text;
  }
}
