(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const main = $("units"), bar = $("bar"), map = $("map"), help = $("help");
  const units = all("article.unit"), notes = all(".note"), marks = all("[data-f]", main), links = all("a.m", map);
  const noteOf = new Map(notes.map((note) => [note.dataset.n, note]));
  const linkOf = new Map(links.map((link) => [link.dataset.u, link]));
  const notesOf = new Map(units.map((unit) => [unit, all(".note", unit)]));
  const SEVERITIES = ["error", "warning", "info"];
  const severityOf = (numbers) => SEVERITIES.find((severity) => numbers.some((n) => noteOf.get(n)?.dataset.severity === severity));
  const marksOf = new Map();
  for (const mark of marks) for (const n of mark.dataset.f.split(" ")) marksOf.set(n, [...(marksOf.get(n) ?? []), mark]);
  const unitOf = new Map(units.flatMap((unit) => notesOf.get(unit).map((note) => [note, unit])));
  const suspected = units.filter((unit) => unit.dataset.s > 0).sort((a, b) => b.dataset.s - a.dataset.s || a.dataset.u - b.dataset.u);
  const isSuspected = new Set(suspected);
  // What a step needs of thousands of units is kept: which findings can be seen, in order, and what is marked as current.
  let current = null, inOrder = units, seen = null, lit = [];

  const plural = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const visible = () => seen ??= inOrder.filter((unit) => !unit.hidden)
    .flatMap((unit) => notesOf.get(unit).filter((note) => !note.hidden));

  function filter() {
    const data = new FormData(bar);
    const severities = new Set(data.getAll("severity"));
    const check = data.get("check"), blame = data.get("blame");
    const settled = $("without-dismissed")?.checked;
    const narrowed = severities.size < SEVERITIES.length || check || blame || settled;
    for (const note of notes) {
      const { severity, check: own, blame: guilty } = note.dataset;
      note.hidden = !severities.has(severity) || Boolean(check && own !== check) || Boolean(blame && guilty !== blame)
        || Boolean(settled && note.querySelector(".said.dismissed"));
    }
    let shownUnits = 0;
    for (const unit of units) {
      unit.hidden = Boolean((narrowed || data.get("units")) && notesOf.get(unit).every((note) => note.hidden));
      linkOf.get(unit.dataset.u).classList.toggle("out", unit.hidden);
      shownUnits += !unit.hidden;
    }
    for (const mark of marks) {
      const numbers = mark.dataset.f.split(" ").filter((n) => !noteOf.get(n).hidden);
      mark.classList.remove(...SEVERITIES);
      if (numbers.length) mark.classList.add(severityOf(numbers));
      mark.classList.toggle("off", !numbers.length);
    }
    seen = null;
    const shown = visible();
    $("nothing").hidden = shownUnits > 0;
    $("status").textContent = narrowed || data.get("units")
      ? `Showing ${shown.length} of ${plural(notes.length, "finding")} and ${shownUnits} of ${plural(units.length, "unit")}.` : "";
    if (current && !shown.includes(current)) choose(null);
    position(shown);
  }

  function order() {
    const worst = new FormData(bar).get("order") === "worst";
    seen = null;
    main.classList.toggle("worst", worst);
    // Only what stands out moves, to the front or back to its place: moving thousands of units takes seconds.
    if (worst) {
      inOrder = [...suspected, ...units.filter((unit) => !isSuspected.has(unit))];
      (units.find((unit) => !isSuspected.has(unit)) ?? $("nothing")).before(...suspected);
    } else {
      inOrder = units;
      for (let at = units.length - 1; at >= 0; at--)
        if (isSuspected.has(units[at])) (units[at + 1] ?? $("nothing")).before(units[at]);
    }
    position(visible());
  }

  function position(shown) {
    const at = current ? shown.indexOf(current) + 1 : 0;
    $("position").textContent = shown.length ? `${at || "–"} / ${shown.length}` : "0";
    $("previous").disabled = $("next").disabled = !shown.length;
  }

  function choose(note) {
    for (const element of lit) {
      element.classList.remove("current");
      element.removeAttribute("aria-current");
    }
    current = note;
    lit = [];
    if (!note) return;
    const link = linkOf.get(unitOf.get(note).dataset.u);
    lit = [note, ...(marksOf.get(note.dataset.n) ?? []), link];
    for (const element of lit) if (element !== link) element.classList.add("current");
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
  }

  function walk(step) {
    const shown = visible();
    if (!shown.length) return;
    const at = current ? shown.indexOf(current) : step > 0 ? -1 : 0;
    go(shown[(at + step + shown.length) % shown.length]);
  }

  function go(note) {
    choose(note);
    position(visible());
    const unit = unitOf.get(note);
    unit.scrollIntoView({ block: unit.offsetHeight < innerHeight * 0.7 ? "center" : "start" });
    note.scrollIntoView({ block: "nearest" });
    note.focus({ preventScroll: true });
  }

  function toUnit(number) {
    const unit = $(`u${number}`);
    if (unit.hidden) reset();
    const first = notesOf.get(unit).find((note) => !note.hidden);
    if (first) go(first);
    else { choose(null); position(visible()); unit.scrollIntoView({ block: "center" }); }
    unit.classList.add("current");
    lit.push(unit);
  }

  function reset() {
    bar.reset();
    if ($("without-dismissed")) $("without-dismissed").checked = false;
    order();
    filter();
  }

  function toggleEvidence() {
    const details = (current ? current.closest("article") : document.querySelector("article.current"))?.querySelector("details");
    if (details) details.open = !details.open;
  }

  let pointed = false;
  bar.addEventListener("pointerdown", () => { pointed = true; });
  bar.addEventListener("keydown", () => { pointed = false; });
  bar.addEventListener("change", (event) => {
    if (event.target.name === "order") order();
    else filter();
    // After a choice by mouse, j and k should walk through the findings, not through the options.
    if (pointed) event.target.blur();
  });
  $("without-dismissed")?.addEventListener("change", filter);
  bar.addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", reset);
  $("next").addEventListener("click", () => walk(1));
  $("previous").addEventListener("click", () => walk(-1));
  $("help-button").addEventListener("click", () => help.showModal());

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link?.hash.startsWith("#f")) { event.preventDefault(); go(noteOf.get(link.hash.slice(2))); return; }
    if (link?.hash.startsWith("#u") && link.hash !== "#units") { event.preventDefault(); toUnit(link.hash.slice(2)); return; }
    if (link || event.target.closest("summary, button, input, select, label") || getSelection().toString()) return;
    const at = event.target.closest("mark:not(.off), .note");
    if (at) choose(at.matches("mark") ? at.dataset.f.split(" ").map((n) => noteOf.get(n)).find((note) => !note.hidden) : at);
    position(visible());
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const on = event.target instanceof Element ? event.target : document.body;
    if (on.closest("select, textarea, input:not([type=checkbox])")) return;
    const busy = on.closest("a, button, summary, input");
    const actions = {
      j: () => walk(1), k: () => walk(-1), e: toggleEvidence, "?": () => help.showModal(),
      l: () => $("likely")?.click(),
      w: () => { bar.elements.order.value = bar.elements.order.value ? "" : "worst"; order(); },
      Enter: busy ? null : toggleEvidence,
    };
    if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
  });

  // One stop in the tab order for the whole map; the arrow keys move inside it.
  links.forEach((link, index) => { link.tabIndex = index ? -1 : 0; });
  map.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = links.indexOf(event.target);
    const next = step && at >= 0 ? links[at + step] : null;
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // What sticks to the top must not cover what is jumped to.
  const measure = () => {
    const style = document.documentElement.style;
    const sticks = getComputedStyle(bar).position === "sticky";
    style.setProperty("--map", `${map.offsetHeight}px`);
    style.setProperty("--top", `${map.offsetHeight + (sticks ? bar.offsetHeight : 0)}px`);
  };
  new ResizeObserver(measure).observe(bar);
  filter();
})();
