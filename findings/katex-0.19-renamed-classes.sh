#!/usr/bin/env bash
# A lesson is rendered with rehype-katex 7.0.1 and shown with the stylesheet of KaTeX 0.19.1.
# rehype-katex brings its own KaTeX (^0.16); sites take the stylesheet from the newest katex package.
# One expects a small difference at most: the class names were the same for many years.
# KaTeX 0.19 put `katex-` before many of them: `base`, `strut`, `sizing`, `accent`, `rule`, `hline`.
# The markup of rehype-katex still has the old names, and the new stylesheet has no rule for them.
# So fractions and indices are drawn at the wrong size and height, and no tool reports an error.
# A tool that sends ready formulas must send the stylesheet of the same KaTeX, or MathML.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error \
  katex@0.19.1 rehype-katex@7.0.1 remark-math@6.0.0 remark-parse@11.0.0 remark-rehype@11.1.2 rehype-stringify@10.0.1 unified@11.0.5 >/dev/null

cat > render.mjs <<'JS'
import fs from 'node:fs';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkMath from 'remark-math';
import remarkRehype from 'remark-rehype';
import rehypeKatex from 'rehype-katex';
import rehypeStringify from 'rehype-stringify';
import katex from 'katex';
const old = String(await unified().use(remarkParse).use(remarkMath).use(remarkRehype).use(rehypeKatex).use(rehypeStringify)
  .process('$\\frac12$'));
const now = katex.renderToString('\\frac12');
const css = fs.readFileSync('node_modules/katex/dist/katex.css', 'utf8');
for (const name of ['base', 'strut', 'sizing', 'katex-base', 'katex-strut', 'katex-sizing', 'vlist']) {
  const used = (html) => new RegExp(`class="(?:[^"]* )?${name}[ "]`).test(html);
  console.log(`${name}: rehype-katex ${used(old)}, katex ${used(now)}, stylesheet ${new RegExp(`\\.${name}[ .,{]`).test(css)}`);
}
JS

expected='base: rehype-katex true, katex false, stylesheet false
strut: rehype-katex true, katex false, stylesheet false
sizing: rehype-katex true, katex false, stylesheet false
katex-base: rehype-katex false, katex true, stylesheet true
katex-strut: rehype-katex false, katex true, stylesheet true
katex-sizing: rehype-katex false, katex true, stylesheet true
vlist: rehype-katex true, katex true, stylesheet true'
actual=$(node render.mjs)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: the stylesheet of KaTeX 0.19.1 does not know the classes that rehype-katex 7.0.1 writes'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
