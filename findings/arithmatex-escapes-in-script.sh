#!/usr/bin/env bash
# The formula `$x < y$` goes through pymdown-extensions' arithmatex, with Python-Markdown 3.11.3 and the default setting.
# Arithmatex writes `<script type="math/tex">`; a browser decodes no entities inside `<script>`.
# Version 10.14 (with Python-Markdown 3.7) therefore wrote the `<` as it is.
# Version 13.1.2 writes `&lt;` and `&amp;` there, so the formula that MathJax reads is `x &lt; y`.
# KaTeX 0.19.1, given that text, says: "Expected 'EOF', got '&'".
# With `generic: true` the formula stands in a `<span>`, where the entity is right: only the default breaks.
# A tool that reads built pages must decode entities in `math/tex` scripts of new pages, and must not in old ones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error katex@0.19.1 >/dev/null
for age in old new; do python3 -m venv "$age"; done
old/bin/pip install --quiet --disable-pip-version-check Markdown==3.7 pymdown-extensions==10.14
new/bin/pip install --quiet --disable-pip-version-check Markdown==3.11.3 pymdown-extensions==13.1.2

cat > render.py <<'PY'
import sys, markdown
from html.parser import HTMLParser
class Scripts(HTMLParser):
    def handle_data(self, data):
        if self.cdata_elem == "script":
            print(data.strip())
page = markdown.markdown("$x < y$ and\n\n$$\na & b\n$$\n", extensions=["pymdownx.arithmatex"],
    extension_configs={"pymdownx.arithmatex": {"preview": False}})
Scripts().feed(page)
PY
cat > check.mjs <<'JS'
import fs from 'node:fs';
import katex from 'katex';
const formula = fs.readFileSync(0, 'utf8').split('\n')[0];
try {
  katex.renderToString(formula);
  console.log('KaTeX: fine');
} catch (error) {
  console.log('KaTeX:', error.message.replace(/ at position.*/, ''));
}
JS

cat > expected <<'TEXT'
== old
x < y
a & b
KaTeX: fine
== new
x &lt; y
a &amp; b
KaTeX: KaTeX parse error: Expected 'EOF', got '&'
TEXT
for age in old new; do
  echo "== $age"
  "$age/bin/python" render.py | tee formulas
  node check.mjs < formulas
done > actual
if diff expected actual; then
  echo 'ok: arithmatex of pymdown-extensions 13.1.2 escapes formulas inside <script>'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
