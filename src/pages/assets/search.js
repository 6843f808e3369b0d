// Search over titles and words. What it looks through is read on first use, in pieces.
"use strict";
(() => {
  const box = document.querySelector("[data-cd-search]");
  if (!box) return;
  const field = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const found = box.querySelector("[data-cd-found]");
  const { cdIndex: index, cdRoot: root } = document.body.dataset;
  const MOST = 30;
  box.hidden = false;

  // Pieces by name: one that did not change is not read again.
  const pieces = new Map();
  let lessons = null;
  let loading = null;
  const inScript = index.endsWith(".js");
  const waiting = new Map();
  // What the scripts of an export call.
  globalThis.coursedirIndex = (name, data) => waiting.get(name)?.(data);

  const read = (name) => {
    const address = index.replace(/index\.js(on)?$/, (_, on) => `${name}.js${on ?? ""}`);
    if (!inScript) {
      return fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
    }
    return new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = address;
      script.onerror = () => reject(new Error(`${address} cannot be read`));
      script.onload = () => script.remove();
      document.head.append(script);
    });
  };

  const load = async () => {
    const { pieces: names } = await read("index");
    const parts = await Promise.all(
      names.map(async (name) => {
        if (!pieces.has(name)) {
          const lessons = (await read(name)).map(([path, title, trail, words]) => ({
            path, title, trail, words, low: words.toLowerCase(), lowTitle: title.toLowerCase(),
          }));
          pieces.set(name, lessons);
        }
        return pieces.get(name);
      }),
    );
    for (const name of [...pieces.keys()]) if (!names.includes(name)) pieces.delete(name);
    lessons = parts.flat();
  };
  const ready = () => (loading ??= load().catch(() => {
    loading = null;
    lessons = null;
  }));
  document.addEventListener("coursedir:changed", () => {
    // What was found stays; the next letter looks through what is there now.
    loading = null;
    lessons = null;
  });

  // Every word has to be somewhere; a title counts more than the text, its beginning most.
  const matches = (words) => {
    const hits = [];
    for (const lesson of lessons) {
      let score = 0;
      for (const word of words) {
        const inTitle = lesson.lowTitle.indexOf(word);
        if (inTitle === 0) score += 100;
        else if (inTitle > 0) score += lesson.lowTitle[inTitle - 1] === " " ? 60 : 40;
        else if (lesson.low.includes(word)) score += 10;
        else {
          score = -1;
          break;
        }
      }
      if (score > 0) hits.push({ lesson, score });
    }
    const total = hits.length;
    hits.sort((a, b) => b.score - a.score);
    return { hits: hits.slice(0, MOST).map((hit) => hit.lesson), total };
  };

  const marked = (element, text, words) => {
    const low = text.toLowerCase();
    // Where lower case is longer than the text itself, places would not be the same.
    if (low.length !== text.length) {
      element.textContent = text;
      return;
    }
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const place = low.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next)) [next, length] = [place, word.length];
      }
      if (next < 0) break;
      element.append(text.slice(at, next));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      element.append(mark);
      at = next + length;
    }
    element.append(text.slice(at));
  };

  const snippet = (lesson, words) => {
    const places = words.map((word) => lesson.low.indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, (places.length ? Math.min(...places) : 0) - 50);
    let text = lesson.words.slice(start, start + 160);
    // Words are not cut; a text without spaces is.
    if (start > 0) text = `…${text.replace(/^\S{0,25}\s/, "")}`;
    if (start + 160 < lesson.words.length) text = `${text.replace(/\s\S{0,25}$/, "")} …`;
    return text;
  };

  const span = (kind, text, words) => {
    const element = document.createElement("span");
    element.className = kind;
    element.dir = "auto";
    marked(element, text, words);
    return element;
  };

  let selected = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const select = (next) => {
    const all = options();
    if (!all.length) return;
    selected = (next + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === selected)));
    field.setAttribute("aria-activedescendant", all[selected].id);
    all[selected].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    selected = -1;
  };
  const say = (text) => {
    const line = document.createElement("p");
    line.textContent = text;
    list.replaceChildren(line);
    found.textContent = text;
  };

  let asked = 0;
  const search = async () => {
    const query = field.value;
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    asked += 1;
    const own = asked;
    if (!words.length) {
      close();
      return;
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    if (!lessons) {
      say("Loading the course…");
      await ready();
      // Another letter was typed meanwhile, and has its own search.
      if (own !== asked) return;
    }
    if (!lessons) {
      say("Could not load the course.");
      return;
    }
    const { hits, total } = matches(words);
    if (!total) {
      say("No results.");
      return;
    }
    list.replaceChildren(
      ...hits.map((lesson, at) => {
        const option = document.createElement("a");
        option.id = `cd-result-${at}`;
        option.href = root + lesson.path;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.tabIndex = -1;
        option.append(
          span("cd-hit", lesson.title, words),
          span("cd-facts", lesson.trail, []),
          span("cd-hit-words", snippet(lesson, words), words),
        );
        return option;
      }),
    );
    found.textContent = total === 1 ? "1 lesson" : `${total} lessons`;
    list.scrollTop = 0;
    select(0);
  };

  field.addEventListener("input", search);
  field.addEventListener("focus", () => {
    ready();
    if (field.value) search();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") select(selected + 1);
    else if (event.key === "ArrowUp") select(selected - 1);
    else if (event.key === "Enter") options()[selected]?.click();
    else if (event.key === "Escape") {
      field.value = "";
      close();
      field.blur();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });
  // A click takes the focus from the field before it arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
