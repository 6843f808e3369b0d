#!/usr/bin/env bash
# A lesson with formulas in `$…$` is compiled with @mdx-js/mdx 3.1.1, without remark-math (MathJax runs in the page).
# One expects an error for braces, since MDX takes them for JavaScript: "n is not defined".
# With letters that is so, but numbers are valid JavaScript, and MDX prints their value without a word.
# `x^{10}` becomes `x^10`, which MathJax shows as x¹ with a 0 behind it.
# In `a_{1,2}` the comma is JavaScript's operator: the index becomes 2. `x^{1/2}` becomes `x^0.5`.
# `\frac{1}{20}` becomes `\frac120`, one half with a 0 behind it.
# With remark-math 6.0.0 the formula is safe, but only inside dollar signs.
# A course that compiles is therefore no sign that its formulas are unharmed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @mdx-js/mdx@3.1.1 react@19.2.0 react-dom@19.2.0 remark-math@6.0.0 >/dev/null

cat > compile.mjs <<'JS'
import { evaluate } from '@mdx-js/mdx';
import { createElement } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import remarkMath from 'remark-math';
const html = async (text, remarkPlugins = []) => {
  try {
    const lesson = await evaluate(text, { ...runtime, remarkPlugins });
    return renderToStaticMarkup(createElement(lesson.default));
  } catch (error) {
    return `error: ${error.message}`;
  }
};
for (const text of ['$x^{n}$', '$x^{10}$', '$a_{1,2}$', '$x^{1/2}$', '$\\frac{1}{20}$']) {
  console.log(text, '=>', await html(text));
}
console.log('remark-math:', await html('$a_{1,2}$', [remarkMath]));
JS

cat > expected <<'TEXT'
$x^{n}$ => error: n is not defined
$x^{10}$ => <p>$x^10$</p>
$a_{1,2}$ => <p>$a_2$</p>
$x^{1/2}$ => <p>$x^0.5$</p>
$\frac{1}{20}$ => <p>$\frac120$</p>
remark-math: <p><code class="language-math math-inline">a_{1,2}</code></p>
TEXT
node compile.mjs > actual
if diff expected actual; then
  echo 'ok: MDX 3.1.1 calculates what stands in the braces of a formula'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
