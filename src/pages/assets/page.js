// Keys and buttons. Everything they do can be done without them, by links.
"use strict";
(() => {
  const find = (selector) => document.querySelector(selector);
  const root = document.documentElement;

  // Light or dark: what the system says, until a reader chooses.
  const isDark = () =>
    root.dataset.cdTheme ? root.dataset.cdTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const switchTheme = () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.cdTheme = theme;
    try {
      localStorage.setItem("coursedir-theme", theme);
    } catch {
      // It lasts until the page is left.
    }
  };

  const help = find("dialog[data-cd-keys]");
  const toggleHelp = () => (help.open ? help.close() : help.showModal());

  const show = (selector, act) => {
    const button = find(selector);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", act);
  };
  show("button[data-cd-theme]", switchTheme);
  show("button[data-cd-help]", toggleHelp);
  find("[data-cd-close]").addEventListener("click", () => help.close());

  // Keys belong to fields and players first, and to the browser when a modifier is held.
  const isTaken = (event) =>
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    event.target.closest?.("input, textarea, select, video, audio, iframe, [contenteditable], dialog, [role=listbox]");
  // A box that scrolls sideways needs the arrows itself.
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const go = (rel) => {
    const link = find(`head > link[rel="${rel}"]`);
    if (link) location.assign(link.href);
  };
  const forward = root.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = root.dir === "rtl" ? "ArrowRight" : "ArrowLeft";

  document.addEventListener("keydown", (event) => {
    if (isTaken(event)) return;
    const { key } = event;
    if (key === "j" || (key === forward && !event.shiftKey && !scrolls(event.target))) go("next");
    else if (key === "k" || (key === back && !event.shiftKey && !scrolls(event.target))) go("prev");
    else if (key === "t") switchTheme();
    else if (key === "?") toggleHelp();
    else return;
    event.preventDefault();
  });

  // The lesson that is being read is in sight in the outline.
  const showCurrent = () => {
    const outline = find("[data-cd-part=outline]");
    const current = outline?.querySelector('[aria-current="page"]');
    if (!current || outline.scrollHeight <= outline.clientHeight) return;
    const place = current.offsetTop - outline.offsetTop;
    if (place < outline.scrollTop || place > outline.scrollTop + outline.clientHeight - 60) {
      outline.scrollTop = place - outline.clientHeight / 3;
    }
  };
  showCurrent();

  // The JSON: lines that hold some words, and copies of it.
  const tools = () => {
    const scripted = find("[data-cd-scripted]");
    if (!scripted) return;
    scripted.hidden = false;
    const json = () => find("[data-cd-json]");
    const filter = find("[data-cd-filter]");
    const count = find("[data-cd-count]");
    const apply = () => {
      const words = filter.value.toLowerCase();
      let shown = 0;
      for (const line of json().querySelectorAll(".l")) {
        line.hidden = words !== "" && !line.textContent.toLowerCase().includes(words);
        if (!line.hidden) shown += 1;
      }
      count.textContent = words === "" ? "" : shown === 1 ? "1 line" : `${shown} lines`;
    };
    filter.addEventListener("input", apply);
    filter.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      filter.value = "";
      apply();
      filter.blur();
    });
    document.addEventListener("coursedir:changed", apply);
    for (const button of document.querySelectorAll("[data-cd-copy]")) {
      const label = button.textContent;
      button.addEventListener("click", async () => {
        const lines = [...json().querySelectorAll(button.dataset.cdCopy === "part" ? ".l.is-part" : ".l")];
        const text = lines.map((line) => line.textContent).join("\n");
        // The lesson's part is a value of its own: no comma behind it, no indent before it.
        const indent = text.length - text.trimStart().length;
        const own = text.split("\n").map((line) => line.slice(indent)).join("\n").replace(/,$/, "");
        button.textContent = (await copy(own)) ? "Copied" : "Copy failed";
        setTimeout(() => (button.textContent = label), 2000);
      });
    }
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages from a disk, and those of a machine that is not this one, have no clipboard.
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "cd-unseen";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  tools();
})();
