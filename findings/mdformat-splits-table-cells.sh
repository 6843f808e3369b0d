#!/usr/bin/env bash
# A lesson with a table and formulas is formatted with mdformat 1.0.0 as it comes, without plugins.
# mdformat renders input and result as CommonMark and refuses to write if they differ.
# One expects that what passes this check reads the same everywhere.
# In CommonMark a table is a paragraph, and `\|`, `\(` and `\)` are needless escapes, so mdformat drops the backslashes.
# On GitHub (here: remark-gfm 4.0.1) the cell `x \| y` becomes two cells, and the last cell of the row is cut off.
# `\(x_1\)` becomes `(x_1)`, which no formula renderer takes for a formula.
# The exit code is 0; the check cannot see what CommonMark does not know.
# A row with more cells than its header deserves a warning, because the lost cell cannot be found again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error unified@11.0.5 remark-parse@11.0.0 remark-gfm@4.0.1 remark-rehype@11.1.2 rehype-stringify@10.0.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mdformat==1.0.0

cat > lesson.md <<'MD'
| Sign | Meaning |
|------|---------|
| x \| y | one of both |

Here \(x_1\) is an amount.
MD
cat > render.mjs <<'JS'
import fs from 'node:fs';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import rehypeStringify from 'rehype-stringify';
const html = await unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify).process(fs.readFileSync('lesson.md'));
console.log(String(html).match(/<tbody>.*<\/tbody>/s)[0].replaceAll('\n', ''));
JS

cat > expected <<'TEXT'
<tbody><tr><td>x | y</td><td>one of both</td></tr></tbody>
exit 0
| Sign | Meaning |
|------|---------|
| x | y | one of both |

Here (x_1) is an amount.
<tbody><tr><td>x</td><td>y</td></tr></tbody>
TEXT
{
  node render.mjs
  venv/bin/mdformat lesson.md
  echo "exit $?"
  cat lesson.md
  node render.mjs
} > actual
if diff expected actual; then
  echo 'ok: mdformat 1.0.0 drops the backslash that keeps a table cell together'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
