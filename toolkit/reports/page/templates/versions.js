(() => {
  const items = Array.from(document.querySelectorAll(".rows > li"));
  const [found, apart, search, shown] = ["only-found", "only-apart", "search", "shown"].map((id) => document.getElementById(id));
  const apply = () => {
    const wanted = search.value.toLowerCase();
    let count = 0;
    for (const item of items) {
      const fits = (!found.checked || item.dataset.found) && (!apart.checked || item.dataset.apart)
        && (!wanted || item.textContent.toLowerCase().includes(wanted));
      item.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${items.length} rows`;
  };
  for (const control of [found, apart, search]) control.addEventListener("input", apply);
  apply();
})();
