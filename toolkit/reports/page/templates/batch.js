(() => {
  // Many rows are shown a page at a time; sorting and finding go over all of them, and paper gets all.
  const SIZE = 100;
  const table = document.getElementById("documents");
  const pager = document.querySelector(".pager");
  const finder = document.querySelector(".finder");
  const find = document.getElementById("find");
  const [before, after, range] = ["before", "after", "range"].map((id) => document.getElementById(id));
  const all = Array.from(table.tBodies[0].rows);
  const names = new Map(all.map((row) => [row, row.cells[0].dataset.value.toLowerCase()]));
  let start = 0;
  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    const fits = Array.from(table.tBodies[0].rows).filter((row) => names.get(row).includes(wanted));
    start = Math.max(0, Math.min(start, Math.floor((fits.length - 1) / SIZE) * SIZE));
    const page = new Set(fits.slice(start, start + SIZE));
    for (const row of all) row.hidden = !page.has(row);
    const number = (value) => value.toLocaleString("en");
    range.textContent = fits.length ? `${number(start + 1)}–${number(start + page.size)} of ${number(fits.length)}` : "none of that name";
    before.disabled = start === 0;
    after.disabled = start + SIZE >= fits.length;
  };
  if (all.length <= SIZE / 4) return;
  finder.hidden = false;
  pager.hidden = false;
  const turn = (step) => { start += step * SIZE; show(); table.scrollIntoView(); };
  before.addEventListener("click", () => turn(-1));
  after.addEventListener("click", () => turn(1));
  find.addEventListener("input", () => { start = 0; show(); });
  table.addEventListener("sorted", () => { start = 0; show(); });
  addEventListener("beforeprint", () => { for (const row of all) row.hidden = false; });
  addEventListener("afterprint", show);
  show();
})();
