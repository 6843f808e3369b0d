// What a reader of a lesson can do: copy code, open notes and pictures in their place, see how far the course was read.
// Everything works without it, by links.
"use strict";
(() => {
  const { body } = document;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, kind, text) => {
    const element = document.createElement(name);
    element.className = kind;
    if (text) element.textContent = text;
    return element;
  };
  const button = (kind, text) => {
    const element = make("button", kind, text);
    element.type = "button";
    element.lang = "en";
    return element;
  };

  // Code.
  const copyButtons = () => {
    for (const listing of all(".cd-listing")) {
      if (listing.querySelector(":scope > .cd-copy")) continue;
      const copy = button("cd-copy", "Copy");
      copy.addEventListener("click", async () => {
        const done = await globalThis.coursedirCopy(listing.querySelector("pre").textContent.replace(/\n$/, ""));
        copy.textContent = done ? "Copied" : "Copy failed";
        setTimeout(() => (copy.textContent = "Copy"), 2000);
      });
      listing.append(copy);
    }
  };

  // Notes open where they are referred to.
  const note = make("div", "cd-footnote");
  note.popover = "auto";
  note.setAttribute("role", "note");
  const openNote = (link, definition) => {
    const copy = definition.cloneNode(true);
    copy.querySelector("sup")?.remove();
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    note.replaceChildren(...(copy.children.length ? copy.children : copy.childNodes));
    note.dir = "auto";
    body.append(note);
    note.showPopover();
    const at = link.getBoundingClientRect();
    const own = note.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left - 16), document.documentElement.clientWidth - own.width - 8);
    const below = at.bottom + 8;
    const isBelow = below + own.height < innerHeight || at.top < own.height + 16;
    note.style.left = `${Math.max(8, left)}px`;
    note.style.top = `${isBelow ? below : at.top - own.height - 8}px`;
  };
  window.addEventListener("scroll", () => note.isConnected && note.matches(":popover-open") && note.hidePopover(), { passive: true });

  // Pictures that are shown smaller than they are.
  const large = make("dialog", "cd-large");
  const closeLarge = button("cd-button", "Close");
  closeLarge.addEventListener("click", () => large.close());
  large.addEventListener("click", (event) => event.target !== closeLarge && large.close());
  const openLarge = (image) => {
    const picture = make("img", "");
    picture.src = image.currentSrc || image.src;
    picture.alt = image.alt;
    const words = make("p", "", image.alt);
    words.dir = "auto";
    large.setAttribute("aria-label", image.alt || "Picture");
    large.replaceChildren(picture, words, closeLarge);
    body.append(large);
    large.showModal();
  };
  const markLarge = (image) => {
    const isSmall = image.clientWidth < 160 || image.closest("a, button, summary, label, [role=button]");
    if (isSmall || image.classList.contains("is-large")) return;
    image.classList.add("is-large");
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    image.setAttribute("aria-label", image.alt ? `Enlarge the picture: ${image.alt}` : "Enlarge the picture");
  };
  const largePictures = () => {
    for (const image of all(".cd-prose img")) {
      if (image.complete && image.naturalWidth) markLarge(image);
      else image.addEventListener("load", () => markLarge(image), { once: true });
    }
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest?.('.cd-prose sup > a[href^="#"]');
    const definition = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (definition?.closest(".cd-prose") && note.showPopover) {
      event.preventDefault();
      openNote(link, definition);
    } else if (event.target.matches?.("img.is-large")) {
      openLarge(event.target);
    }
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches?.("img.is-large")) {
      event.preventDefault();
      openLarge(event.target);
    }
  });

  // A player of another site that cannot come: its title and a link in its place.
  const pageOf = (address) => {
    const { host, pathname } = new URL(address);
    const id = pathname.split("/").filter(Boolean).at(-1);
    if (/(^|\.)youtube(-nocookie)?\.com$/.test(host)) return `https://www.youtube.com/watch?v=${id}`;
    if (host === "player.vimeo.com") return `https://vimeo.com/${id}`;
    if (host === "www.loom.com") return `https://www.loom.com/share/${id}`;
    return address;
  };
  const replacePlayer = (frame) => {
    if (!frame.isConnected) return;
    const parent = frame.parentElement;
    // The box of a player holds room for it, by its own style.
    const isBox = parent.localName === "div" && parent.children.length === 1 && !parent.classList.contains("cd-prose");
    const player = isBox ? parent : frame;
    // The page of the video is below its player already.
    const below = player.nextElementSibling;
    const known = below?.matches("p") ? below.querySelector(":scope > a:only-child") : below?.closest("a");
    const isKnown = known && known.textContent.trim() === frame.title;
    const link = make("a", "cd-player");
    link.href = isKnown ? known.href : pageOf(frame.src);
    link.rel = "noopener noreferrer";
    link.lang = "en";
    const host = new URL(link.href).host.replace(/^www\./, "");
    const title = frame.title && frame.title !== "Embedded page" ? frame.title : `Player of ${host}`;
    link.append(make("span", "cd-icon-of is-video"), make("strong", "", title), make("span", "cd-facts", `Cannot play here. Open it on ${host}`));
    if (isKnown) below.remove();
    player.replaceWith(link);
  };
  const players = () => {
    for (const frame of all(".cd-prose iframe")) {
      const isFile = location.protocol === "file:";
      const cannot = !navigator.onLine || (isFile && /youtube/.test(new URL(frame.src).host));
      if (cannot) replacePlayer(frame);
    }
  };
  window.addEventListener("offline", players);
  // A video of the course that this browser cannot play: its title, its picture and the file.
  const replaceVideo = (video) => {
    const link = make("a", "cd-player is-file");
    link.href = video.currentSrc || video.src;
    link.lang = "en";
    const picture = video.poster ? make("img", "cd-thumb") : make("span", "cd-icon-of is-video");
    if (video.poster) [picture.src, picture.alt] = [video.poster, ""];
    link.append(picture, make("strong", "", video.getAttribute("aria-label")), make("span", "cd-facts", "Cannot play here. Open the file"));
    video.replaceWith(link);
  };
  const videos = () => {
    for (const video of all("video.cd-video")) {
      if (video.error) replaceVideo(video);
      else video.addEventListener("error", () => replaceVideo(video), { once: true });
    }
  };

  // "On this page": open where it is beside the text; the section that is being read is marked.
  const wide = matchMedia("(min-width: 76rem)");
  let mark = () => {};
  let isWaiting = false;
  window.addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      mark();
    });
  }, { passive: true });
  const contents = () => {
    const details = document.querySelector("[data-cd-toc]");
    mark = () => {};
    if (!details) return;
    details.open = wide.matches;
    const links = new Map(all("a", details).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    mark = () => {
      const line = document.querySelector(".cd-bar").offsetHeight + 80;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
      const here = (passed.at(-1) ?? headings[0])?.id;
      for (const [id, link] of links) link.classList.toggle("is-here", id === here);
    };
    mark();
  };
  wide.addEventListener("change", contents);
  document.addEventListener("click", (event) => {
    // On top of the text, the list is in the way once something was chosen.
    if (event.target.closest?.("[data-cd-toc] a") && !wide.matches) document.querySelector("[data-cd-toc]").open = false;
    const summary = event.target.closest?.("[data-cd-toc] > summary");
    if (summary && wide.matches) event.preventDefault();
  });

  // What was read, by the addresses of lessons; it stays in this browser.
  const { cdIndex, cdCourse } = body.dataset;
  const key = (what) => `coursedir-${what}:${new URL(cdIndex ?? ".", location.href).pathname}:${cdCourse ?? ""}`;
  const recall = (what) => {
    try {
      return JSON.parse(localStorage.getItem(key(what))) ?? [];
    } catch {
      return [];
    }
  };
  const keep = (what, names) => {
    try {
      localStorage.setItem(key(what), JSON.stringify(names));
    } catch {
      // It lasts until the page is left.
    }
  };
  const progress = () => {
    const read = new Set(recall("read"));
    const links = all("[data-cd-lesson]");
    for (const link of links) {
      const isRead = read.has(link.dataset.cdLesson);
      link.closest("li").classList.toggle("is-read", isRead);
      if (isRead && !link.querySelector(".cd-unseen")) {
        const sign = make("span", "cd-unseen", " (read)");
        sign.lang = "en";
        link.append(sign);
      }
    }
    const box = document.querySelector("[data-cd-progress]");
    if (!box) return;
    const count = links.filter((link) => read.has(link.dataset.cdLesson)).length;
    box.hidden = count === 0;
    box.querySelector("progress").value = count;
    box.querySelector("[data-cd-progress-text]").textContent = `${count} of ${links.length} read`;
    const next = links.find((link) => !read.has(link.dataset.cdLesson));
    const start = document.querySelector("[data-cd-start]");
    if (start && next && count > 0) {
      start.href = next.href;
      start.textContent = "Continue the course";
    }
  };
  const watchEnd = () => {
    const end = document.querySelector(".cd-pager");
    const name = body.dataset.cdAddress;
    if (!end || !name) return;
    new IntersectionObserver((entries, self) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      self.disconnect();
      const read = recall("read");
      if (!read.includes(name)) keep("read", [...read, name]);
      progress();
    }).observe(end);
  };

  // Categories stay folded.
  const folds = () => {
    const folded = new Set(recall("folded"));
    for (const details of all("[data-cd-fold]")) details.open = !folded.has(details.dataset.cdOpen);
    openTarget();
  };
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector?.(":scope > [data-cd-fold]");
    if (details) details.open = true;
  };
  document.addEventListener("click", (event) => {
    const details = event.target.closest?.("[data-cd-fold] > summary")?.parentElement;
    if (!details) return;
    const folded = new Set(recall("folded"));
    // It is still as it was before the click.
    if (details.open) folded.add(details.dataset.cdOpen);
    else folded.delete(details.dataset.cdOpen);
    keep("folded", [...folded]);
  });
  window.addEventListener("hashchange", openTarget);

  // Paper has no folds.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("main details:not([open])");
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed = [];
  });

  const enhance = () => {
    copyButtons();
    largePictures();
    players();
    videos();
    contents();
    progress();
  };
  folds();
  enhance();
  watchEnd();
  document.addEventListener("coursedir:changed", enhance);
})();
