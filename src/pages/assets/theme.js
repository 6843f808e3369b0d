// Light or dark, and for whom, as it was chosen before; set before anything is painted.
"use strict";
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("coursedir-theme");
  } catch {
    // A page from a disk may not remember anything.
  }
  try {
    if (localStorage.getItem("coursedir-view") === "platform") document.documentElement.dataset.cdView = "platform";
  } catch {
    // The same.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.cdTheme = chosen;
})();
