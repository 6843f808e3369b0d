#!/usr/bin/env bash
# Slides in Markdown are separated by a line `---`. One slide shows a file in YAML, in a fenced block, with such a line in it.
# Read by the Markdown plugin of reveal.js 6.0.2 (in jsdom 29.1.1), by @slidev/parser 52.20.1 and by @marp-team/marp-core 5.0.2.
# One expects two slides from all of them: within code, `---` is code.
# reveal.js looks for the line before it reads Markdown, and so it makes three slides.
# The block ends in the middle, on the second slide its rest is plain text, and an empty block stands below it.
# Slidev and Marp keep the block whole, so a talk that moves between the tools changes its count of slides.
# A tool that reads slides should look for fences first, or warn about `---` within them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error --legacy-peer-deps \
  reveal.js@6.0.2 jsdom@29.1.1 @slidev/parser@52.20.1 @marp-team/marp-core@5.0.2 >/dev/null

cat > slides.mjs <<'JS'
import { Marp } from '@marp-team/marp-core';
import { parse } from '@slidev/parser';
import { JSDOM } from 'jsdom';
const text = '# A\n\n```yaml\na: 1\n---\nb: 2\n```\n\n---\n\n# B\n';
console.log('slidev:', (await parse(text, 'slides.md')).slides.length);
console.log('marp:', new Marp().render(text).html.match(/<section/g).length);
const page = new JSDOM('<div class="reveal"><div class="slides"><section data-markdown><textarea data-template></textarea></section></div></div>');
Object.assign(globalThis, { window: page.window, document: page.window.document, HTMLElement: page.window.HTMLElement, Node: page.window.Node });
document.querySelector('textarea').textContent = text;
const { default: Markdown } = await import('reveal.js/plugin/markdown');
const root = document.querySelector('.reveal');
await Markdown().init({ getConfig: () => ({}), getRevealElement: () => root, hasPlugin: () => false });
const slides = [...root.querySelectorAll('section')];
console.log('reveal.js:', slides.length);
for (const slide of slides) console.log(slide.innerHTML.replaceAll('\n', ' ').trim());
JS

cat > expected <<'TEXT'
slidev: 2
marp: 2
reveal.js: 3
<h1>A</h1> <pre><code class="yaml">a: 1</code></pre>
<p>b: 2</p> <pre><code class=""></code></pre>
<h1>B</h1>
TEXT
node slides.mjs > actual
if diff expected actual; then
  echo 'ok: reveal.js 6.0.2 ends a slide within a block of code'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
