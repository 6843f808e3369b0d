#!/usr/bin/env bash
# A lesson with sums and shortcodes is mended by `markdownlint-cli2 --fix` 0.24.1 with its default rules.
# One expects a fix to change the layout only: a linter's fix should not change what a page says.
# In CommonMark an asterisk between blanks is a plain asterisk, so `2 * 3 * 4` is a product.
# Rule MD037 takes it for emphasis with blanks inside and writes `2 *3* 4`.
# The page now shows "2 3 4 = 24": both signs of multiplication are gone, and the linter is content.
# The same fix is made inside `\[…\]` formulas and inside the quoted text of Hugo's shortcodes.
# An importer cannot bring the signs back; it can only warn of a bare number in emphasis between numbers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error markdownlint-cli2@0.24.1 markdown-it@15.0.3 >/dev/null

cat > lesson.md <<'MD'
# Sums

It is 2 * 3 * 4 = 24.

{{< figure src="a.png" title="w * h * d" >}}

\[
x * y * z
\]
MD
cat > render.mjs <<'JS'
import fs from 'node:fs';
import MarkdownIt from 'markdown-it';
console.log(new MarkdownIt().render(fs.readFileSync('lesson.md', 'utf8')).split('\n')[1]);
JS

cat > expected <<'TEXT'
<p>It is 2 * 3 * 4 = 24.</p>
# Sums

It is 2 *3* 4 = 24.

{{< figure src="a.png" title="w *h* d" >}}

\[
x *y* z
\]
<p>It is 2 <em>3</em> 4 = 24.</p>
exit 0
TEXT
{
  node render.mjs
  code=0
  npx markdownlint-cli2 --fix lesson.md >/dev/null 2>&1 || code=$?
  cat lesson.md
  node render.mjs
  echo "exit $code"
} > actual
if diff expected actual; then
  echo 'ok: markdownlint-cli2 0.24.1 --fix turns 2 * 3 * 4 into emphasis'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
