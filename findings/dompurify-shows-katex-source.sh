#!/usr/bin/env bash
# A formula is made with KaTeX 0.19.1 and temml 0.13.5, then goes through DOMPurify 3.5.0 (jsdom 29.1.1).
# Both write MathML; KaTeX always keeps the TeX source in an `<annotation>`, temml does on request.
# One expects either the formula as it was or no formula: MathML is allowed by default.
# DOMPurify drops the tags `<semantics>` and `<annotation>`, but it keeps the text inside them.
# So the TeX source becomes visible text of the formula: a half is read as "1 2 \frac12".
# The same happens to KaTeX's usual output, where screen readers read the MathML part.
# A tool that sanitizes pages must drop `<annotation>` with its text, before or in the sanitizer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error dompurify@3.5.0 jsdom@29.1.1 katex@0.19.1 temml@0.13.5 >/dev/null 2>&1

cat > clean.mjs <<'JS'
import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import katex from 'katex';
import temml from 'temml';
const purify = createDOMPurify(new JSDOM('').window);
const show = (html) => {
  const clean = purify.sanitize(html);
  console.log(clean);
  console.log('  text:', JSDOM.fragment(clean).textContent);
};
show(katex.renderToString('\\frac12', { output: 'mathml' }));
show(temml.renderToString('\\frac12', { annotate: true }));
show(temml.renderToString('\\frac12'));
JS

cat > expected <<'TEXT'
<span class="katex"><math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>\frac12</math></span>
  text: 12\frac12
<math><mfrac><mn>1</mn><mn>2</mn></mfrac>\frac12</math>
  text: 12\frac12
<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>
  text: 12
TEXT
node clean.mjs > actual
if diff expected actual; then
  echo 'ok: DOMPurify 3.5.0 turns the TeX source of a MathML formula into visible text'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
