#!/usr/bin/env bash
# A lesson shows a command in three places: in a quotation, in a list item, and in a plain block.
# It is made a notebook by `marimo convert lesson.md` of marimo 0.25.2 (PyPI).
# One expects the text as it was: it only moves into a cell.
# The code in the quotation is gone. In its place stands "wzxhzdk:0", a mark that the reader inside forgot to replace.
# A control character stands on either side of it, which most editors do not show.
# The other two blocks are kept letter by letter, exit 0, no warning.
# GitHub's notes (`> [!TIP]`) are quotations: their examples are lost, too.
# After such a conversion, look for "wzxhzdk", and compare the code blocks of both sides one by one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check marimo==0.25.2

printf '%s\n' '# Dough' '' '> [!TIP]' '> Try this:' '>' '> ```bash' '> bake --quick' '> ```' '' '1. Or this:' '' '   ```bash' '   bake --slow' '   ```' '' '```bash' 'bake' '```' > lesson.md

cat > expected <<'TEXT'
    > [!TIP]
    > Try this:
    >
    > wzxhzdk:0
       bake --slow
    bake
TEXT
venv/bin/marimo convert lesson.md -o lesson.py >/dev/null 2>&1 </dev/null
grep -E '>|bake' lesson.py | tr -d '\002\003' > actual
if diff expected actual; then
  echo 'ok: marimo 0.25.2 replaces the code in a quotation by "wzxhzdk:0"'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
