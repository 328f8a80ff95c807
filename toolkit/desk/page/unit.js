// One unit: where it is, the two languages side by side with the findings marked in both, and what stands around it.

import { $, el } from "./dom.js";
import { cards } from "./findings.js";
import { panels } from "./panels.js";
import { store, tell } from "./store.js";

const main = $("unit");

function side(which, given, view, missing) {
  if (!given) return null;
  const title = el("h3", {}, given.name, which === "translation" && view.version ? el("span", { class: "quiet" }, ` · ${view.version}`) : null,
    which === "translation" && view.was ? el("span", { class: "tag" }, "edited") : null);
  if (!given.pieces.length) return el("section", { class: `half ${which}` }, title, el("p", { class: "missing" }, missing));
  const text = el("p", { class: `text${given.severity ? ` whole ${given.severity}` : ""}`, lang: given.language, dir: "auto", id: which, "data-whole": given.whole.join(" ") || null },
    given.pieces.map(([words, numbers, severity]) => (numbers.length
      ? el("mark", { class: `${severity}${words ? "" : " point"}${numbers.length > 1 ? " several" : ""}`, "data-f": numbers.join(" ") }, words)
      : document.createTextNode(words))));
  const more = given.more ? el("p", { class: "quiet small" }, `… and ${given.more.toLocaleString("en")} more signs, which are there when you edit.`) : null;
  return el("section", { class: `half ${which}`, "aria-label": given.name }, title, text, more);
}

function context(near, name) {
  return near ? el("p", { class: "context", "aria-label": name }, el("span", { dir: "auto" }, near[0] ?? ""), el("span", { dir: "auto" }, near[1])) : null;
}

function head(view) {
  const document = store.desk.documents[view.document];
  const at = store.at.get(view.number);
  return el("header", { class: "head" },
    el("p", {}, el("strong", {}, el("bdi", {}, document.name)), " ", el("span", { class: "quiet" },
      `${view.place ? `${view.place} · ` : ""}unit ${view.at} of ${document.units}${view.suspicion ? ` · suspicion ${view.suspicion.toFixed(2).replace(/^0/, "")}` : ""}`)),
    el("p", { class: "walk" },
      el("button", { type: "button", title: "Previous (k)", "aria-label": "Previous finding", click: () => tell("do", "previous") }, "↑"),
      el("span", { class: "quiet" }, at === undefined ? "not in the queue" : `${(at + 1).toLocaleString("en")} / ${store.order.length.toLocaleString("en")}`),
      el("button", { type: "button", title: "Next (j)", "aria-label": "Next finding", click: () => tell("do", "next") }, "↓")));
}

/** Draw a unit anew; what was open stays open. */
export function draw(view, focus = main.contains(document.activeElement)) {
  const remarks = [];
  if (view.uncertain) remarks.push(el("p", { class: "uncertain" }, `Uncertain whether these two belong together (alignment ${view.uncertain}): read the findings here with care.`));
  if (view.gaps.length) remarks.push(el("p", { class: "uncertain" }, el("strong", {}, "Could not be judged here: "), view.gaps.join(", ")));
  main.replaceChildren(
    head(view),
    context(view.before, "before"),
    el("div", { class: `pair${view.source ? "" : " alone"}${view.heading ? " heading" : ""}` },
      side("source", view.source, view, "Nothing in the original corresponds to this."),
      side("translation", view.translation, view, "Nothing in the translation corresponds to this.")),
    el("div", { id: "form-place" }),
    context(view.after, "after"),
    ...remarks,
    cards(view),
    ...panels(view),
  );
  choose(view, focus);
}

/** Mark the chosen finding on both sides and among the cards; with the focus, screen readers read it. */
export function choose(view, focus = true) {
  const number = String(store.finding);
  for (const element of main.querySelectorAll(".current")) element.classList.remove("current");
  for (const element of main.querySelectorAll("[data-f], [data-whole]")) {
    if ((element.dataset.f ?? element.dataset.whole).split(" ").includes(number)) element.classList.add("current");
  }
  const card = main.querySelector(`.card[data-number="${number}"]`);
  card?.classList.add("current");
  for (const other of main.querySelectorAll(".card")) other.setAttribute("aria-current", String(other === card));
  if (focus && document.activeElement !== $("queue") && !document.querySelector("dialog[open]")) (card ?? main).focus({ preventScroll: true });
  const top = main.scrollTop;
  if (!card) { main.scrollTop = 0; return; }
  const from = card.offsetTop, to = from + card.offsetHeight;
  if (to > top + main.clientHeight || from < top) main.scrollTop = Math.max(0, Math.min(from - 90, to - main.clientHeight + 90));
  if (to <= main.clientHeight) main.scrollTop = 0;
}

main.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark || getSelection().toString()) return;
  const numbers = mark.dataset.f.split(" ").map(Number);
  const next = numbers[(numbers.indexOf(store.finding) + 1) % numbers.length];
  tell("go", { unit: store.unit, finding: next });
});
