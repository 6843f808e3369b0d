// What an author can do on a page: see findings beside the text they are about, and write their fixes.
"use strict";
(() => {
  const { cdSecret: secret, cdFixes: address } = document.body.dataset;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, kind, text) => {
    const element = document.createElement(name);
    element.className = kind;
    if (text) element.textContent = text;
    return element;
  };

  // Words of the source line that can be read in the text too, the longest run first.
  const runs = (line) =>
    line
      .split(/[^\p{L}\p{N}\s'’,.;:!?-]+|\bhttps?:\S+/u)
      .map((run) => run.replace(/\s+/g, " ").trim())
      .filter((run) => run.length > 7)
      .sort((a, b) => b.length - a.length);
  const BLOCKS = ":is(p, li, h1, h2, h3, h4, h5, h6, td, th, pre, summary, figcaption, dd, dt)";
  const blockOf = (line) => {
    const blocks = all(`.cd-prose ${BLOCKS}`).filter((block) => !block.querySelector(BLOCKS));
    for (const run of runs(line)) {
      const found = blocks.filter((block) => block.textContent.replace(/\s+/g, " ").includes(run));
      if (found.length) return found[0];
    }
    return null;
  };
  const pins = () => {
    for (const old of all(".cd-pinned")) old.remove();
    const lesson = document.querySelector(".cd-lesson:not(.is-kept)");
    if (!lesson) return;
    all("main > .cd-found .cd-finding").forEach((finding, number) => {
      const line = finding.querySelector(".cd-line:has(mark) code")?.textContent.trim();
      const block = line && blockOf(line);
      if (!block) return;
      const severity = [...finding.classList].find((name) => name.startsWith("is-"));
      finding.id = `cd-finding-${number + 1}`;
      const pin = make("button", `cd-pinned ${severity}`);
      pin.type = "button";
      pin.lang = "en";
      const words = finding.querySelector(".cd-message").textContent;
      pin.setAttribute("aria-label", `${severity.slice(3)}: ${words}`);
      pin.title = words;
      const box = make("div", `cd-footnote cd-pinned ${severity}`);
      box.popover = "auto";
      box.id = `cd-pinned-${number + 1}`;
      const card = finding.cloneNode(true);
      card.removeAttribute("id");
      box.append(card);
      pin.popoverTargetElement = box;
      box.addEventListener("toggle", (event) => {
        if (event.newState !== "open") return;
        const at = pin.getBoundingClientRect();
        box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8))}px`;
        box.style.top = `${Math.min(at.bottom + 8, Math.max(8, innerHeight - box.offsetHeight - 8))}px`;
      });
      block.prepend(pin);
      document.body.append(box);
    });
  };

  // Fixes: the change is shown, and written when the author has seen it.
  const dialog = make("dialog", "cd-help cd-diff");
  dialog.setAttribute("aria-label", "Fix");
  dialog.lang = "en";
  const ask = async (finding, seen) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret, finding, seen }),
    });
    return answer.ok ? answer.json() : Promise.reject(new Error((await answer.text()).trim()));
  };
  const button = (kind, text, act) => {
    const element = make("button", kind, text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const row = (...buttons) => {
    const line = make("p", "cd-fix");
    line.append(...buttons);
    return line;
  };
  const show = (...parts) => {
    dialog.replaceChildren(make("h2", "", "Fix"), ...parts);
    document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
  };
  const close = () => button("cd-button", "Close", () => dialog.close());
  const failed = (error) => show(make("p", "", error.message || "Not connected"), row(close()));
  const lines = (diff) => {
    const box = make("pre", "");
    box.tabIndex = 0;
    for (const line of diff.trimEnd().split("\n")) {
      const kind = /^(---|\+\+\+|@@)/.test(line) ? "is-place" : line.startsWith("+") ? "is-added" : line.startsWith("-") ? "is-removed" : "";
      box.append(make("span", kind, line || " "));
    }
    return box;
  };
  const start = async (finding) => {
    try {
      const { diff } = await ask(finding);
      const write = async () => {
        try {
          await ask(finding, diff);
          dialog.close();
        } catch (error) {
          failed(error);
        }
      };
      show(lines(diff), row(button("cd-button is-main", "Write the file", write), close()));
    } catch (error) {
      failed(error);
    }
  };
  document.addEventListener("click", (event) => {
    const finding = event.target.closest?.("[data-cd-fix]")?.dataset.cdFix;
    if (finding) start(finding);
  });

  const enhance = () => {
    if (secret) for (const line of all("[data-cd-scripted-fix]")) line.hidden = false;
    pins();
  };
  enhance();
  document.addEventListener("coursedir:changed", enhance);
})();
