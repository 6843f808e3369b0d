#!/usr/bin/env bash
# Ordinary lesson text goes through comark 0.5.1 (npm), which calls itself "still just Markdown" with opt-in components.
# One expects that text without a component comes out unchanged.
# Every `{…}` is taken for attributes, also where there is nothing to carry them: "Sets {a, b} and {c}." becomes "Sets  and .".
# The exponent of `x^{10}` becomes an attribute of the paragraph; the text ends with "x^".
# The parser also closes what a stream might have left open, even for a text that is complete.
# A lesson whose last line is "It is 5 * x" ends with "5 * x*"; "It costs $5" ends with "$5$".
# The same sentence gets no extra mark when one more line follows, so only ends of files change.
# `autoClose: false` stops the second habit, but nothing in the default settings stops the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error comark@0.5.1 >/dev/null

cat > parse.mjs <<'JS'
import { parse } from 'comark';
for (const text of ['Sets {a, b} and {c}.', 'x^{10}', 'It is 5 * x', 'It costs $5', 'It is 5 * x\n\nEnd.']) {
  console.log(JSON.stringify(text), JSON.stringify((await parse(text)).nodes));
}
console.log('autoClose: false', JSON.stringify((await parse('It is 5 * x', { autoClose: false })).nodes));
JS

cat > expected <<'TEXT'
"Sets {a, b} and {c}." [["p",{},"Sets  and ."]]
"x^{10}" [["p",{"10":"true"},"x^"]]
"It is 5 * x" [["p",{},"It is 5 * x*"]]
"It costs $5" [["p",{},"It costs $5$"]]
"It is 5 * x\n\nEnd." [["p",{},"It is 5 * x"],["p",{},"End."]]
autoClose: false [["p",{},"It is 5 * x"]]
TEXT
node parse.mjs > actual
if diff expected actual; then
  echo 'ok: comark 0.5.1 drops text in braces and adds marks to the end of a lesson'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
