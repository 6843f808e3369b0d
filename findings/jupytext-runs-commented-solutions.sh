#!/usr/bin/env bash
# A lesson keeps its solution, for the teacher, in an HTML comment: a fenced block of Python between `<!--` and `-->`.
# It is made a notebook by jupytext 1.19.6 (PyPI): `jupytext --to ipynb lesson.md`.
# One expects that a comment stays in a cell of text, as it does for every reader of Markdown.
# jupytext looks for fences before anything else: the block becomes a cell of code, shown and run like any other.
# The comment falls apart: one cell of text opens it, another one begins with `-->`, which is printed.
# A block that shows a block (four backticks) loses its outer fence: it becomes a cell with the magic word `%%markdown`.
# In a list or a quotation the same block stays text, so it depends on the indentation whether code is run.
# Back in Markdown the file is as before, so a comparison of files finds nothing.
# A tool that makes notebooks should leave out comments first; authors should keep solutions in files of their own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jupytext==1.19.6

printf '%s\n' 'Write a loop.' '' '<!-- For the teacher:' '```python' 'print(sum(range(10)))' '```' '-->' '' '1. Or this:' '' '   ```python' '   print(45)' '   ```' '' '````markdown' '```python' 'shown' '```' '````' > lesson.md
cat > show.py <<'PY'
import json
for cell in json.load(open("lesson.ipynb"))["cells"]:
    print(f"{cell['cell_type']}: {''.join(cell['source'])!r}")
PY

cat > expected <<'TEXT'
markdown: 'Write a loop.\n\n<!-- For the teacher:'
code: 'print(sum(range(10)))'
markdown: '-->\n\n1. Or this:\n\n   ```python\n   print(45)\n   ```'
code: '%%markdown\n```python\nshown\n```'
back: the same
TEXT
{
  venv/bin/jupytext --to ipynb lesson.md >/dev/null 2>&1
  venv/bin/python show.py
  venv/bin/jupytext --to md --opt notebook_metadata_filter=-all -o back.md lesson.ipynb >/dev/null 2>&1
  cmp -s lesson.md back.md && echo 'back: the same' || echo 'back: changed'
} > actual
if diff expected actual; then
  echo 'ok: jupytext 1.19.6 makes a cell of code from a solution in a comment'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
