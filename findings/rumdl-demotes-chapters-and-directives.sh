#!/usr/bin/env bash
# A lesson with a title in its front matter, two chapters (`# …`) and a MyST directive (```` ```{tip} ````) is formatted.
# rumdl 0.3.0 (PyPI) does it without settings; markdownlint-cli2 0.24.1 with `--fix`, whose rules rumdl takes over.
# One expects that headings and directives stay: markdownlint names the headings, and changes nothing here.
# rumdl takes the title in the front matter for the heading of the first level and moves every other one down.
# `# Dough` becomes `##`, its `## Rest` becomes `###`.
# ```` ```{tip} ```` has no language for it: the fence becomes ```` ```text {tip} ````, so the tip is printed as code.
# The exit code is 0, all of it is called "fixed", and a second run finds nothing.
# A tool that splits lessons at headings of the first level finds no chapter where there were two: compare outlines.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error markdownlint-cli2@0.24.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rumdl==0.3.0

mkdir one two
printf '%s\n' --- 'title: Baking' --- '' '# Dough' '' '```{tip}' 'Flour first.' '```' '' '## Rest' '' 'An hour.' '' '# Oven' '' 'Hot.' > one/lesson.md
cp one/lesson.md two/lesson.md

cat > expected <<'TEXT'
markdownlint-cli2: # Dough
markdownlint-cli2: ```{tip}
markdownlint-cli2: ```
markdownlint-cli2: ## Rest
markdownlint-cli2: # Oven
rumdl: exit 0
rumdl: ## Dough
rumdl: ```text {tip}
rumdl: ```
rumdl: ### Rest
rumdl: ## Oven
TEXT
{
  node_modules/.bin/markdownlint-cli2 --fix one/lesson.md >/dev/null 2>&1 || true
  grep -E '^(#|```)' one/lesson.md | sed 's/^/markdownlint-cli2: /'
  code=0
  venv/bin/rumdl fmt --no-cache two/lesson.md >/dev/null 2>&1 || code=$?
  echo "rumdl: exit $code"
  grep -E '^(#|```)' two/lesson.md | sed 's/^/rumdl: /'
} > actual
if diff expected actual; then
  echo 'ok: rumdl 0.3.0 moves chapters one level down and makes code of a directive'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
