"use strict";
// Improves a dossier that is complete without it: filters, sorts and searches the matrix, shows an
// account's words where the pointer is, opens what a link leads into, links to any passage, unfolds
// everything for print.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
for (const hint of all(".js")) hint.hidden = false;

// The matrix

const matrices = new Map();

function matrix(root) {
  const total = Number(root.dataset.total);
  const filter = root.querySelector(".filter");
  const buttons = all("button[data-show]", filter);
  const selects = all("select[data-by]", filter);
  const order = filter.querySelector("select[data-sort]");
  const search = filter.querySelector("input[type=search]");
  const again = filter.querySelector("input[data-again]");
  const output = filter.querySelector("output");
  const lists = all(".rows", root);
  const folds = all("details.fold", root).map((element) => ({ element, list: element.querySelector(".rows"), open: element.open }));
  const rows = all(".row", root).map((element, index) => {
    const { n, f = "", l = "", s = "", t = "" } = element.dataset;
    const lanes = all(":scope > .cells > li", element).map((cell) => cell.className);
    return { element, index, home: element.parentElement, n: Number(n), f, l: l.split(" "), s: s.split(" "), c: lanes, t: t.split("/")[0], text: null, shown: true };
  });
  const kinds = {
    any: () => true,
    all: (row) => row.n === total,
    most: (row) => row.n * 2 > total,
    one: (row) => row.n === 1,
    d: (row) => row.f.includes("d"),
    q: (row) => row.f.includes("q"),
    b: (row) => row.f.includes("b"),
    x: (row) => row.f.includes("x"),
  };
  const read = (row) => (row.text ??= fold(row.element.textContent));
  const repeats = (row) => row.f.includes("v");
  const state = () => ({
    kind: buttons.find((b) => b.getAttribute("aria-pressed") === "true").dataset.show,
    by: selects.filter((s) => s.value).map((s) => [s.dataset.by, s.value]),
    wanted: fold(search.value).split(/\s+/).filter(Boolean),
    again: Boolean(again?.checked),
    order: order.value,
  });
  let placed = "";

  function sort(by) {
    if (by === placed) return;
    placed = by;
    if (!by) {
      const homes = new Map(lists.map((list) => [list, []]));
      for (const row of rows) homes.get(row.home).push(row.element);
      for (const [list, elements] of homes) list.append(...elements);
      return;
    }
    const key = by === "n"
      ? (a, b) => a.n - b.n || a.index - b.index
      : (a, b) => (a.t ? 0 : 1) - (b.t ? 0 : 1) || (a.t < b.t ? -1 : a.t > b.t ? 1 : 0) || a.index - b.index;
    const [list] = lists;
    const next = list.nextSibling;
    const parent = list.parentNode;
    list.remove(); // rows move faster in a list that is not shown
    list.append(...[...rows].sort(key).map((row) => row.element));
    parent.insertBefore(list, next);
  }

  function apply() {
    const { kind, by, wanted, again: repeated, order: sorted } = state();
    sort(sorted);
    const active = kind !== "any" || by.length > 0 || wanted.length > 0;
    let shown = 0;
    for (const row of rows) {
      const fits = kinds[kind](row) && by.every(([name, value]) => row[name].includes(value))
        && (repeated || wanted.length > 0 || !repeats(row))
        && (!wanted.length || wanted.every((word) => read(row).includes(word)));
      if (fits) shown += 1;
      if (row.shown !== fits) {
        row.shown = fits;
        row.element.hidden = !fits;
      }
    }
    const full = new Set(rows.filter((row) => row.shown).map((row) => row.element.parentElement));
    for (const one of folds) {
      one.element.hidden = !full.has(one.list);
      const open = active || one.open;
      if (one.element.open !== open) one.element.open = open;
    }
    output.textContent = output.dataset.form.replace("#", shown).replace("@", rows.length);
  }

  for (const button of buttons) {
    const count = rows.filter((row) => kinds[button.dataset.show](row) && !repeats(row)).length;
    button.querySelector(".n").textContent = count;
    button.disabled = count === 0;
    if (button.dataset.show === "most") button.hidden = total < 3;
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      apply();
    });
  }
  for (const field of [...selects, order, again]) field?.addEventListener("change", apply);
  search.addEventListener("input", apply);
  filter.hidden = false;
  apply();
  const reset = () => {
    for (const field of [...selects, search]) field.value = "";
    if (again) again.checked = true;
    buttons[0].click();
  };
  matrices.set(root, reset);
  (window.requestIdleCallback ?? setTimeout)(() => rows.forEach(read));
}
for (const root of all(".matrix")) {
  if (root.querySelector(".filter")) matrix(root);
  const labels = new Map(all(".lanes span", root).map((lane) => [lane.textContent, lane.title]));
  for (const badge of all(".strip .badge", root.closest(".story"))) badge.title ||= labels.get(badge.textContent) ?? "";
}

// A box beside what is pointed at: an account's words, the rows of a mark, the link to a passage

const tip = make("div", "", { class: "tip", id: "tip", role: "tooltip", hidden: "" });
document.body.append(tip);
let owner = null;
let timer = 0;

function show(anchor, box, ...content) {
  clearTimeout(timer);
  hide();
  owner = anchor;
  tip.setAttribute("role", anchor ? "tooltip" : "dialog");
  if (!anchor) tip.setAttribute("aria-label", words.copy); else tip.removeAttribute("aria-label");
  tip.replaceChildren(...content);
  tip.hidden = false;
  anchor?.setAttribute("aria-describedby", "tip");
  const width = tip.offsetWidth;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  const below = box.bottom + tip.offsetHeight + 8 < innerHeight || box.top < tip.offsetHeight + 8;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + scrollY}px`;
}
function hide() {
  owner?.removeAttribute("aria-describedby");
  owner = null;
  tip.hidden = true;
}
const later = () => {
  clearTimeout(timer);
  timer = setTimeout(() => { if (!tip.matches(":hover")) hide(); }, 250);
};
tip.addEventListener("pointerleave", () => { if (owner) later(); });
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
const words = document.getElementById("words")?.dataset ?? {};

function cellTip(cell) {
  const row = cell.closest(".row");
  const number = all(":scope > .cells a", row).indexOf(cell);
  const column = all(".column", row)[number] ?? row.querySelector(".solo");
  const copy = column.cloneNode(true);
  copy.removeAttribute("id");
  show(cell, cell.getBoundingClientRect(), copy);
}
const cellOf = (event) => event.target.closest?.(".row > .cells a");
addEventListener("pointerover", (event) => {
  const cell = cellOf(event);
  if (cell && event.pointerType !== "touch" && cell !== owner) cellTip(cell);
});
addEventListener("pointerout", (event) => { if (cellOf(event)) later(); });
let pointer = "";
addEventListener("pointerdown", (event) => { pointer = event.pointerType; }, { capture: true });
addEventListener("click", (event) => { // a finger cannot point: its first tap shows, the link in the box leads
  const cell = cellOf(event);
  if (!cell || pointer !== "touch") return;
  event.preventDefault();
  if (cell === owner) hide(); else cellTip(cell);
});
addEventListener("focusin", (event) => {
  const cell = cellOf(event);
  if (cell && cell.matches(":focus-visible")) cellTip(cell);
});
addEventListener("focusout", (event) => { if (cellOf(event)) later(); });

// Words of one quotation that answer each other

addEventListener("pointerover", (event) => {
  for (const mark of all(".quotation mark.on")) mark.classList.remove("on");
  const mark = event.target.closest?.(".quotation mark[class^=k]");
  if (!mark) return;
  for (const other of all(`.${mark.classList[0]}`, mark.closest(".quotation"))) other.classList.add("on");
});

// Texts: marks lead to their rows, passages have links

const TEXT = ".texts .text";
const KINDS = { figures: ".fi", times: ".ti", names: ".na" };
for (const [kind, marks] of Object.entries(KINDS)) {
  const input = document.getElementById(`show-${kind}`);
  const apply = () => { // what is not marked is no stop on the way of the tab key
    for (const link of all(`${TEXT} a${marks}`)) link.tabIndex = input.checked ? 0 : -1;
  };
  input?.addEventListener("change", apply);
  if (input && !input.checked) apply();
}

function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
function place(root, node, offset) { // code points of a page's text before a place in it
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return codePoints(range.toString());
}
function passage(page, start, end) { // the range of a page's text between two code points
  const root = document.getElementById(page)?.querySelector(".text");
  if (!root) return null;
  const range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = codePoints(node.data);
    const unit = (count) => [...node.data].slice(0, count).join("").length;
    if (!begun && at + length > start) {
      range.setStart(node, unit(start - at));
      begun = true;
    }
    if (begun && at + length >= end) {
      range.setEnd(node, unit(end - at));
      return range;
    }
    at += length;
  }
  return null;
}
function link(hash) {
  const button = make("button", words.copy, { type: "button" });
  button.addEventListener("click", async () => {
    const url = `${location.href.split("#")[0]}${hash}`;
    try {
      await navigator.clipboard.writeText(url);
      button.textContent = words.copied;
      setTimeout(hide, 900);
    } catch {
      const field = make("input", "", { readonly: "", "aria-label": words.hand });
      field.value = url;
      button.replaceWith(make("span", words.hand), field);
      field.select();
    }
  });
  return button;
}
addEventListener("pointerup", (event) => {
  if (tip.contains(event.target)) return;
  const chosen = getSelection();
  const root = chosen.anchorNode?.parentElement?.closest(TEXT);
  if (chosen.isCollapsed || !root || !root.contains(chosen.focusNode)) {
    if (!event.target.closest?.(TEXT) && !owner) hide();
    return;
  }
  const range = chosen.getRangeAt(0);
  const start = place(root, range.startContainer, range.startOffset);
  const end = place(root, range.endContainer, range.endOffset);
  const page = root.closest(".page").id;
  show(null, range.getBoundingClientRect(), link(`#${page}-c${start}-${end}`));
});
addEventListener("click", (event) => {
  if (event.target.closest?.(".texts .text a")) return;
  const mark = event.target.closest?.(`${TEXT} :is(.qu, .sh, .st)`);
  if (!mark || !getSelection().isCollapsed) return;
  const list = make("ul");
  for (let up = mark; up && !up.matches(".text"); up = up.parentElement) {
    for (let next = up.nextElementSibling; next?.matches(".b"); next = next.nextElementSibling) {
      const item = make("li");
      item.append(make("a", next.getAttribute("aria-label"), { href: next.getAttribute("href") }));
      list.append(item);
    }
  }
  const id = mark.closest("[id]").id;
  show(null, { left: event.clientX, bottom: event.clientY + 8, top: event.clientY - 8 }, list, link(`#${id}`));
});
addEventListener("pointerdown", (event) => {
  if (!tip.hidden && !tip.contains(event.target) && !cellOf(event)) hide();
});

// Links lead to what they name, whatever is folded or filtered away

function open() {
  hide();
  CSS.highlights?.clear();
  const id = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(id);
  if (!target) {
    const [, page, start, end] = /^(p\d+)-c(\d+)-(\d+)$/.exec(id) ?? [];
    const range = page && passage(page, Number(start), Number(end));
    if (!range) return;
    if (window.Highlight) CSS.highlights.set("passage", new Highlight(range));
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    return;
  }
  const row = target.closest(".row");
  if (row?.hidden) matrices.get(row.closest(".matrix"))();
  const multi = target.closest(".said")?.querySelector(".multi-only");
  if (multi) multi.checked = false;
  for (let up = target; up; up = up.parentElement) {
    if (up.tagName === "DETAILS") up.open = true;
  }
  target.scrollIntoView();
  requestAnimationFrame(() => target.scrollIntoView()); // now that what is near has its size
}
addEventListener("hashchange", open);
if (location.hash) open();

// Where the reader is

const places = new Map(all(".within a").map((a) => [document.getElementById(a.hash.slice(1)), a]));
const watch = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const at = places.get(target);
    if (isIntersecting) at.setAttribute("aria-current", "true"); else at.removeAttribute("aria-current");
  }
}, { rootMargin: "-20% 0px -79% 0px" });
for (const section of places.keys()) if (section) watch.observe(section);

addEventListener("beforeprint", () => {
  for (const details of all("details:not([open])")) {
    details.open = true;
    details.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of all("details[data-opened]")) {
    details.open = false;
    delete details.dataset.opened;
  }
});
