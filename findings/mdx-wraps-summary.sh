#!/usr/bin/env bash
# A foldable answer is written as HTML: `<details>`, a line with `<summary>`, the text, `</details>`.
# markdown-it 15.0.3 (html on) passes the block through; @mdx-js/mdx 3.1.1 compiles it as JSX.
# One expects the same structure from both, because each tag stands in its own line.
# In MDX the lines between the tags are one paragraph, so `<summary>` lies inside a `<p>`.
# A browser only takes a `<summary>` that is a direct child: the fold shows "Details", the question is hidden.
# A blank line behind `</summary>` is the cure; a blank line in front of it changes nothing.
# A tool that reads MDX must lift `<summary>` out of the paragraph, or questions of quizzes disappear.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @mdx-js/mdx@3.1.1 react@19.2.0 react-dom@19.2.0 markdown-it@15.0.3 >/dev/null

cat > compile.mjs <<'JS'
import { evaluate } from '@mdx-js/mdx';
import MarkdownIt from 'markdown-it';
import { createElement } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
const mdx = async (text) => renderToStaticMarkup(createElement((await evaluate(text, runtime)).default));
const text = '<details>\n<summary>How long?</summary>\nTen minutes.\n</details>\n';
const show = (name, html) => console.log(`${name}: ${html.trim().replaceAll('\n', ' ')}`);
show('markdown-it', new MarkdownIt({ html: true }).render(text));
show('mdx', await mdx(text));
show('mdx, blank line before', await mdx(text.replace('<summary>', '\n<summary>')));
show('mdx, blank line behind', await mdx(text.replace('</summary>', '</summary>\n')));
JS

cat > expected <<'TEXT'
markdown-it: <details> <summary>How long?</summary> Ten minutes. </details>
mdx: <details><p><summary>How long?</summary> Ten minutes.</p></details>
mdx, blank line before: <details><p><summary>How long?</summary> Ten minutes.</p></details>
mdx, blank line behind: <details><summary>How long?</summary><p>Ten minutes.</p></details>
TEXT
node compile.mjs > actual
if diff expected actual; then
  echo 'ok: MDX 3.1.1 puts <summary> into a paragraph'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
