"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const keep = (theme) => { try { localStorage.setItem("translation-report-theme", theme); } catch { /* a file: page may not */ } };
  const kept = () => { try { return localStorage.getItem("translation-report-theme"); } catch { return null; } };
  const known = kept();
  if (known === "light" || known === "dark") root.dataset.theme = known;
  document.getElementById("theme")?.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep(root.dataset.theme);
  });
})();
