#!/usr/bin/env bash
# A lesson `lesson.md` has a list right below its sentence, and a MyST directive (```` ```{tip} ````) of two paragraphs.
# panache-cli 3.17.1 (PyPI), a formatter for "Quarto and other Markdown flavors", formats it without settings.
# One expects that `.md` is read as GitHub and CommonMark do, or that a tool that is not sure keeps the lines.
# It is read as Pandoc's Markdown, where a list needs an empty line above it: "You need: - flour - water" is one line now.
# The directive is no block of code for it: its fences become text with backslashes, glued to the words beside them.
# Exit 0, and what was written cannot be read back as a list by any reader. With `--flavor gfm` both stay.
# Its linter knows the trap and names it ("swallowed-list-marker"); the formatter does not ask it.
# A tool that reads folders others format should look for " - " and escaped backticks in a paragraph's middle.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check panache-cli==3.17.1

printf '%s\n' 'You need:' '- flour' '- water' '' '```{tip}' 'Sift first.' '' 'Twice.' '```' '' 'Bake.' > lesson.md
cp lesson.md github.md

cat > expected <<'TEXT'
lint: warning: [swallowed-list-marker]
exit 0
You need: - flour - water

\`\`\`{tip} Sift first.

Twice. \`\`\`

Bake.
== gfm
You need:

- flour
- water

```{tip}
Sift first.

Twice.
```

Bake.
TEXT
{
  { venv/bin/panache lint lesson.md 2>&1 || true; } | grep -oE '^warning: \[[a-z-]+\]' | sed 's/^/lint: /'
  code=0
  venv/bin/panache format lesson.md >/dev/null 2>&1 || code=$?
  echo "exit $code"
  cat lesson.md
  echo '== gfm'
  venv/bin/panache format --flavor gfm github.md >/dev/null 2>&1
  cat github.md
} > actual
if diff expected actual; then
  echo 'ok: panache 3.17.1 glues a list and a directive to the text beside them'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
