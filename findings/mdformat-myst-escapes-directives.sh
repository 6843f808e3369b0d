#!/usr/bin/env bash
# A lesson in MyST is formatted with mdformat 1.0.0 and mdformat-myst 0.3.0, then read by myst-parser 5.2.0.
# One expects that the formatter "for MyST" leaves MyST's two forms of a directive alone.
# The form with backticks stays; the form with colons gets a backslash: `:::\{tip}`.
# mdformat checks that its result renders like the input, but without the extension `colon_fence`.
# So it reports success (exit 0), and the tip becomes a plain container without title or meaning.
# A second run adds nothing, so the damage is stable and easy to overlook in a large commit.
# An importer should take `:::\{name}` for a directive, or name it in a warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for name in format read; do python3 -m venv "$name"; done
format/bin/pip install --quiet --disable-pip-version-check mdformat==1.0.0 mdformat-myst==0.3.0
read/bin/pip install --quiet --disable-pip-version-check myst-parser==5.2.0

cat > lesson.md <<'MD'
:::{tip}
Fold twice.
:::

```{note}
Wait.
```
MD
cat > read.py <<'PY'
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser
doc = publish_doctree(open("lesson.md").read(), parser=Parser(),
    settings_overrides={"myst_enable_extensions": ["colon_fence"]})
for node in doc.children:
    print(f"{node.tagname}: {node.astext()}", node.attributes.get("classes") or "")
PY

cat > expected <<'TEXT'
tip: Fold twice. 
note: Wait. 
exit 0
:::\{tip}
Fold twice.
:::

```{note}
Wait.
```
container: Fold twice. ['\\{tip}']
note: Wait. 
TEXT
{
  read/bin/python read.py
  format/bin/mdformat lesson.md
  echo "exit $?"
  cat lesson.md
  read/bin/python read.py
} > actual
if diff expected actual; then
  echo 'ok: mdformat-myst 0.3.0 escapes the brace of a colon directive'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
