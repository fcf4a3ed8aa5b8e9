"use strict";
// Improves a dossier that is complete without it: filters points, opens what a link leads into,
// unfolds everything for print.

for (const filter of document.querySelectorAll(".filter")) {
  const points = [...filter.parentElement.querySelectorAll(".point")].map((element) => ({
    element,
    text: element.textContent.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""),
  }));
  const folds = [...filter.parentElement.querySelectorAll("details:has(> .point)")]
    .map((element) => ({ element, open: element.open }));
  const buttons = [...filter.querySelectorAll("button")];
  const search = filter.querySelector("input");
  const output = filter.querySelector("output");
  const apply = () => {
    const chosen = buttons.find((b) => b.getAttribute("aria-pressed") === "true").dataset.show;
    const wanted = search.value.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, text } of points) {
      const fits = (chosen === "all" || element.dataset[chosen] === "1")
        && wanted.every((word) => text.includes(word));
      if (element.hidden === fits) element.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const { element, open } of folds) {
      element.hidden = !element.querySelector(".point:not([hidden])");
      element.open = wanted.length > 0 || chosen !== "all" || open;
    }
    output.textContent = output.dataset.form.replace("#", String(shown));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      apply();
    });
  }
  search.addEventListener("input", apply);
  filter.hidden = false;
  apply();
}

const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let up = target.parentElement; up; up = up.parentElement) {
    if (up.tagName === "DETAILS") up.open = true;
  }
  if (target.hidden) {
    const all = target.closest("section").querySelector("button[data-show=all]");
    all.closest(".filter").querySelector("input").value = "";
    all.click();
  }
  target.scrollIntoView();
  requestAnimationFrame(() => target.scrollIntoView()); // now that what is near it has its size
};
addEventListener("hashchange", open);
open();

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened]")) {
    details.open = false;
    delete details.dataset.opened;
  }
});
