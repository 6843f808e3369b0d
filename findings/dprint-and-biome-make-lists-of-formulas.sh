#!/usr/bin/env bash
# A formula over several lines (`$$` … `$$`) has lines that begin with `+`, `-` and `=`, as one writes long sums.
# Formatted by dprint-plugin-markdown 0.28.1 (also in `deno fmt`), biome 2.6.8, oxfmt 0.79.0 and prettier 3.10.1.
# One expects that a formatter leaves formulas alone or at least keeps their lines; the last two do.
# dprint and biome read two list items: they set blank lines around them, and another sign for the second one.
# A minus sign becomes `*`: "a + b - c = d" is a formula no more, and is a wrong one where it is still read.
# Nothing is reported, the exit code is 0, and the next run leaves it as it is.
# The file shows the loss only behind a renderer with formulas, so a comparison of CommonMark's HTML finds nothing.
# A tool that reads formulas should warn where `$$` opens a paragraph that a list ends.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @dprint/formatter@0.6.0 @dprint/markdown@0.28.1 @biomejs/biome@2.6.8 oxfmt@0.79.0 prettier@3.10.1 >/dev/null

mkdir course
for name in biome oxfmt prettier; do printf '%s\n' '$$' a '+ b' '- c' '= d' '$$' > "course/$name.md"; done
cat > format.cjs <<'JS'
const { createFromBuffer } = require('@dprint/formatter');
const fs = require('node:fs');
const formatter = createFromBuffer(fs.readFileSync(require('@dprint/markdown').getPath()));
process.stdout.write(formatter.formatText({ filePath: 'lesson.md', fileText: '$$\na\n+ b\n- c\n= d\n$$\n' }));
JS

expected='dprint: $$|a||- b||* c|  = d|  $$|
biome: $$|a||- b||* c|  = d|  $$|
oxfmt: $$|a|+ b|- c|= d|$$|
prettier: $$|a|+ b|- c|= d|$$|'
actual=$(
  echo "dprint: $(node format.cjs | tr '\n' '|')"
  node_modules/.bin/biome format --write course/biome.md >/dev/null 2>&1
  echo "biome: $(tr '\n' '|' < course/biome.md)"
  node_modules/.bin/oxfmt course/oxfmt.md >/dev/null 2>&1
  echo "oxfmt: $(tr '\n' '|' < course/oxfmt.md)"
  node_modules/.bin/prettier --write course/prettier.md >/dev/null
  echo "prettier: $(tr '\n' '|' < course/prettier.md)"
)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: dprint and biome 2.6.8 turn the lines of a formula into list items'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
