#!/usr/bin/env bash
# pandoc long only wrote AsciiDoc; 3.9 (pypandoc_binary 1.17) reads it, here a lesson with a teacher's private parts.
# The same text goes through @asciidoctor/core 4.1.0 (npm), the reference program.
# One expects that comments and parts for other readers stay out, as in Asciidoctor.
# pandoc prints what stands in a comment block (`////`), and a comment line inside a paragraph.
# It does not evaluate `ifdef::teacher[]` either: the answers for teachers are printed, with "ifdef" as a term.
# Exit code 0, and no warning. A style `[comment]` above a paragraph is an error for the whole file.
# A tool must take comments and conditions out of `.adoc` files before it hands them to pandoc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @asciidoctor/core@4.1.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17
pandoc=$(venv/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')

cat > lesson.adoc <<'ADOC'
= Bread

Rest the dough.
// private-line
Then bake it.

////
private-block
////

ifdef::teacher[]
private-answer

endif::[]

The end.
ADOC
printf 'Rest.\n\n[comment]\nprivate\n\nBake.\n' > style.adoc
cat > convert.mjs <<'JS'
import fs from 'node:fs';
import { convert } from '@asciidoctor/core';
console.log(String(await convert(fs.readFileSync('lesson.adoc', 'utf8'), { safe: 'safe' })));
JS

node convert.mjs > asciidoctor.html
"$pandoc" -f asciidoc -t html lesson.adoc > pandoc.html 2> warnings
{
  for word in private-line private-block private-answer 'The end'; do
    for tool in asciidoctor pandoc; do
      if grep -q "$word" $tool.html; then echo "$word, $tool: printed"; else echo "$word, $tool: gone"; fi
    done
  done
  echo "warnings: $(wc -c < warnings)"
  "$pandoc" -f asciidoc -t html style.adoc >/dev/null 2>&1 || echo 'style [comment]: error'
} > actual

cat > expected <<'TEXT'
private-line, asciidoctor: gone
private-line, pandoc: printed
private-block, asciidoctor: gone
private-block, pandoc: printed
private-answer, asciidoctor: gone
private-answer, pandoc: printed
The end, asciidoctor: printed
The end, pandoc: printed
warnings: 0
style [comment]: error
TEXT
if diff expected actual; then
  echo "ok: pandoc 3.9 prints AsciiDoc's comments and the parts behind ifdef"
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
