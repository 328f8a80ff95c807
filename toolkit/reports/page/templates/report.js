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
  let current = null;

  const plural = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const visible = () => all(".note", main).filter((note) => !note.hidden && !note.closest("article").hidden);

  function filter() {
    const data = new FormData(bar);
    const severities = new Set(data.getAll("severity"));
    const check = data.get("check"), blame = data.get("blame");
    const narrowed = severities.size < SEVERITIES.length || check || blame;
    for (const note of notes) {
      const { severity, check: own, blame: guilty } = note.dataset;
      note.hidden = !severities.has(severity) || Boolean(check && own !== check) || Boolean(blame && guilty !== blame);
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
    const shown = visible();
    $("nothing").hidden = shownUnits > 0;
    $("status").textContent = narrowed || data.get("units")
      ? `Showing ${shown.length} of ${plural(notes.length, "finding")} and ${shownUnits} of ${plural(units.length, "unit")}.` : "";
    if (current && !shown.includes(current)) choose(null);
    position(shown);
  }

  function order() {
    const worst = new FormData(bar).get("order") === "worst";
    const sorted = worst ? [...units].sort((a, b) => b.dataset.s - a.dataset.s || a.dataset.u - b.dataset.u) : units;
    main.classList.toggle("worst", worst);
    $("nothing").before(...sorted);
    position(visible());
  }

  function position(shown) {
    const at = current ? shown.indexOf(current) + 1 : 0;
    $("position").textContent = shown.length ? `${at || "–"} / ${shown.length}` : "0";
    $("previous").disabled = $("next").disabled = !shown.length;
  }

  function choose(note) {
    for (const element of all(".current")) element.classList.remove("current");
    for (const link of all("[aria-current]", map)) link.removeAttribute("aria-current");
    current = note;
    if (!note) return;
    note.classList.add("current");
    for (const mark of marks) if (mark.dataset.f.split(" ").includes(note.dataset.n)) mark.classList.add("current");
    const link = linkOf.get(note.closest("article").dataset.u);
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
    const unit = note.closest("article");
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
  }

  function reset() {
    bar.reset();
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
