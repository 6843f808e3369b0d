// Shows what changed without a jump: asks for the page again and puts in the parts that differ.
"use strict";
(() => {
  const { body } = document;
  const status = document.querySelector("[data-cd-status]");
  let version = body.dataset.cdVersion;
  let wanted = version;
  let running = false;
  let source = null;

  // Parts as the server sent them: what scripts and readers did to the page since is no difference.
  const parts = (page) => {
    const found = new Map();
    for (const part of page.querySelectorAll("[data-cd-part]")) found.set(part.dataset.cdPart, part.outerHTML);
    return found;
  };
  let shown = parts(document);

  const fetchPage = async () => {
    // That a page is gone is an answer here, and no failure for the browser to report.
    const answer = await fetch(location.href, { cache: "no-store", headers: { "coursedir-live": "1" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { page, address: answer.redirected ? answer.url : null };
  };

  const swap = ({ page, address }) => {
    const { scrollX, scrollY } = window;
    const next = parts(page);
    const isSamePage =
      page.body.className === body.className && [...shown.keys()].every((name) => next.has(name)) && next.size === shown.size;
    if (address) history.replaceState(history.state, "", address + location.hash);
    document.title = page.title;
    for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name));
    for (const rel of ["prev", "next"]) {
      document.head.querySelector(`link[rel="${rel}"]`)?.remove();
      const link = page.head.querySelector(`link[rel="${rel}"]`);
      if (link) document.head.append(document.importNode(link, true));
    }
    if (isSamePage) {
      for (const [name, html] of next) {
        if (html === shown.get(name)) continue;
        const old = document.querySelector(`[data-cd-part="${name}"]`);
        const fresh = document.importNode(page.querySelector(`[data-cd-part="${name}"]`), true);
        const { scrollTop } = old;
        for (const details of old.querySelectorAll("[data-cd-open]")) {
          const same = fresh.querySelector(`[data-cd-open="${details.dataset.cdOpen}"]`);
          if (same) same.open = details.open;
        }
        old.replaceWith(fresh);
        fresh.scrollTop = scrollTop;
      }
      const kept = page.querySelector(".cd-lesson");
      if (kept) document.querySelector(".cd-lesson").className = kept.className;
    } else {
      // Another kind of page, such as one for a lesson that is gone.
      body.className = page.body.className;
      document.querySelector(".cd-frame").replaceWith(document.importNode(page.querySelector(".cd-frame"), true));
    }
    shown = next;
    version = page.body.dataset.cdVersion ?? wanted;
    body.dataset.cdVersion = version;
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    document.dispatchEvent(new CustomEvent("coursedir:changed", { detail: version }));
  };

  const update = async () => {
    if (running) return;
    running = true;
    try {
      while (wanted !== version) {
        const before = wanted;
        swap(await fetchPage());
        // The page may be newer than what was told, and never older for long.
        if (before === wanted) wanted = version;
      }
      status.textContent = "";
    } catch {
      status.textContent = "Not connected";
    } finally {
      running = false;
    }
  };

  const connect = () => {
    if (source) return;
    source = new EventSource(body.dataset.cdEvents);
    source.addEventListener("open", () => (status.textContent = ""));
    source.addEventListener("version", (event) => {
      wanted = event.data;
      update();
    });
    source.addEventListener("error", () => (status.textContent = "Not connected"));
  };
  const disconnect = () => {
    source?.close();
    source = null;
  };
  // A browser opens few connections to one server; a page that nobody looks at needs none.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
})();
