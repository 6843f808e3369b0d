#!/usr/bin/env bash
# One MyST lesson has two readers: myst-parser 5.2.0 (Sphinx, Jupyter Book 1) and mystmd 1.8.3 (Jupyter Book 2).
# The options of a directive (`:alt: …`) look like YAML; one expects both to read a quoted value in the same way.
# myst-parser reads YAML: quotes go, and ` # …` is a comment, so "Oven # 2" is cut to "Oven".
# mystmd reads plain text: the quotes become part of the alternative text, and `# 2` stays.
# So an author who moves from one to the other gets quotes in every description, and no warning.
# Whoever leaves the quotes away loses the half behind ` #` in the older reader (with a warning of another kind).
# A value that needs neither quotes nor `#` is read alike, so tests with simple options pass.
# A third reader has to choose: take quotes off, keep `#`, and name values that contain either.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error mystmd@1.8.3 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check myst-parser==5.2.0

mkdir course
for alt in 'Plain words' '"Dough: risen"' 'Oven # 2'; do
  printf '```{figure} x.png\n:alt: %s\nText\n```\n\n' "$alt"
done > course/lesson.md
echo > course/x.png
cat > read.py <<'PY'
import sys
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser
doc = publish_doctree(open("course/lesson.md").read(), parser=Parser(), settings_overrides={"report_level": 5})
for image in doc.findall(nodes.image):
    print("myst-parser:", image["alt"])
PY

cat > expected <<'TEXT'
myst-parser: Plain words
myst-parser: Dough: risen
myst-parser: Oven
mystmd: Plain words
mystmd: "Dough: risen"
mystmd: Oven # 2
TEXT
{
  venv/bin/python read.py
  (cd course && ../node_modules/.bin/myst build lesson.md --jats >/dev/null 2>&1)
  grep -ohE '<alt-text>[^<]*' course/_build/exports/*.xml | sed 's/<alt-text>/mystmd: /; s/&quot;/"/g'
} > actual
if diff expected actual; then
  echo 'ok: mystmd 1.8.3 keeps the quotes of an option, myst-parser 5.2.0 takes them and cuts at #'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
