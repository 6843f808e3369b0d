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

  // As on the platform, or as its author wants to see it; and in the width of another screen.
  const showView = (view) => {
    if (view === "platform") root.dataset.cdView = view;
    else delete root.dataset.cdView;
    try {
      localStorage.setItem("coursedir-view", view);
    } catch {
      // It lasts until the page is left.
    }
  };
  const screen = find("dialog[data-cd-screen]");
  const showScreen = (width, height) => {
    const frame = document.createElement("iframe");
    frame.title = `The page, ${width} pixels wide`;
    frame.src = location.href;
    frame.style.inlineSize = `${width}px`;
    frame.style.blockSize = `${height}px`;
    find("[data-cd-view-menu]").hidePopover();
    screen.querySelector("[data-cd-frame]").replaceChildren(frame);
    screen.querySelector("[data-cd-size]").textContent = `${width} × ${height}`;
    if (!screen.open) screen.showModal();
  };
  // A page in such a frame has no frames of its own.
  const viewButton = window.top === window ? find("[data-cd-view-button]") : null;
  if (viewButton && viewButton.popoverTargetElement !== undefined) {
    viewButton.hidden = false;
    for (const choice of document.querySelectorAll("input[name=cd-view]")) {
      choice.checked = choice.value === (root.dataset.cdView ?? "author");
      choice.addEventListener("change", () => showView(choice.value));
    }
    for (const size of document.querySelectorAll("[data-cd-width]")) {
      size.addEventListener("click", () => showScreen(Number(size.dataset.cdWidth), Number(size.dataset.cdHeight)));
    }
    screen.querySelector("[data-cd-close-screen]").addEventListener("click", () => screen.close());
    screen.addEventListener("close", () => screen.querySelector("[data-cd-frame]").replaceChildren());
  }
  // Another page of the course may have another view by now; a frame follows the page around it.
  window.addEventListener("storage", (event) => {
    if (event.key !== "coursedir-view") return;
    if (event.newValue === "platform") root.dataset.cdView = "platform";
    else delete root.dataset.cdView;
  });

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

  // Where there is little room the outline is a drawer; it closes to where the reader was.
  const narrow = matchMedia("(max-width: 60rem)");
  const drawer = () => {
    const outline = find("[data-cd-part=outline]");
    if (!outline?.showPopover) return;
    if (narrow.matches) outline.popover = "auto";
    else outline.removeAttribute("popover");
  };
  const openDrawer = (event) => {
    const outline = find("[data-cd-part=outline]");
    if (!outline?.popover || !event.target.closest?.(".cd-to-outline")) return;
    event.preventDefault();
    if (!outline.querySelector("[data-cd-close-drawer]")) {
      const close = document.createElement("button");
      close.type = "button";
      close.className = "cd-icon cd-close-drawer";
      close.dataset.cdCloseDrawer = "";
      close.lang = "en";
      close.setAttribute("aria-label", "Close the outline");
      close.textContent = "✕";
      close.addEventListener("click", () => outline.hidePopover());
      outline.prepend(close);
    }
    outline.showPopover();
    const current = outline.querySelector('[aria-current="page"]');
    if (!current) return;
    // The page below must not scroll, as it would with `scrollIntoView`.
    outline.scrollTop = current.getBoundingClientRect().top - outline.getBoundingClientRect().top + outline.scrollTop - outline.clientHeight / 2;
    current.focus({ preventScroll: true });
  };
  document.addEventListener("click", openDrawer);
  narrow.addEventListener("change", drawer);
  document.addEventListener("coursedir:changed", drawer);
  // After live reload has seen the page as it was sent.
  document.addEventListener("DOMContentLoaded", drawer);

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
  const copy = (globalThis.coursedirCopy = async (text) => {
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
  });
  tools();
})();
