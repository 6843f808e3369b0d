// Light or dark as it was chosen before, set before anything is painted.
"use strict";
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("coursedir-theme");
  } catch {
    // A page from a disk may not remember anything.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.cdTheme = chosen;
})();
