#!/usr/bin/env bash
# A question with two right answers is written for mkdocs-quiz 1.7.1 (MkDocs 1.6.1): a task list in `<quiz>`.
# Then prettier 3.10.1 formats the page with a limit for lines (`--prose-wrap always`), so the first answer is wrapped.
# For Markdown nothing changed, and one expects that the quiz stays as it was, or that the build fails.
# The quiz ends at the wrapped line: one answer is left, half a sentence, with a button in place of three boxes.
# The other answers are printed in the explanation with their ticks, which is the key of the quiz.
# The plugin's export to QTI 2.1 has the same loss. Its answers are raw Markdown ("**no**") in any case.
# Neither program prints a warning.
# A reader of such quizzes must join wrapped lines first; a writer must keep each answer in one line.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error prettier@3.10.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-quiz==1.7.1

mkdir docs
printf 'site_name: Bread\nplugins: [mkdocs_quiz]\n' > mkdocs.yml
cat > docs/index.md <<'MD'
# Quiz

<quiz>
What does a dough of wheat need?

- [x] time, and a place that is warm but not hot, for at least two hours
- [ ] **no** water
- [x] salt

Well done.
</quiz>
MD
cat > read.py <<'PY'
import re, zipfile
page = open("site/index.html").read()
answers = re.findall(r'<input type="(\w+)".*?(data-correct|>).*?<label[^>]*>(.*?)</label>', page)
print("page:", [(kind, "right" if mark == "data-correct" else "wrong", text) for kind, mark, text in answers])
print("explanation:", " ".join(re.search(r'<section class="content hidden">(.*?)</section>', page, re.S)[1].split()))
package = zipfile.ZipFile("quiz.zip")
item = next(package.read(name).decode() for name in package.namelist() if name.startswith("items/"))
print("QTI:", re.findall(r"<simpleChoice[^>]*>(.*?)</simpleChoice>", item))
PY
show() {
  venv/bin/mkdocs build --quiet 2>/dev/null
  venv/bin/mkdocs-quiz export qti docs --qti-version 2.1 --output quiz.zip >/dev/null
  venv/bin/python read.py
}

cat > expected <<'TEXT'
page: [('checkbox', 'right', 'time, and a place that is warm but not hot, for at least two hours'), ('checkbox', 'wrong', '<strong>no</strong> water'), ('checkbox', 'right', 'salt')]
explanation: <p>Well done.</p>
QTI: ['time, and a place that is warm but not hot, for at least two hours', '**no** water', 'salt']
page: [('radio', 'right', 'time, and a place that is warm but not hot, for at')]
explanation: <pre><code> least two hours </code></pre> <ul> <li>[ ] <strong>no</strong> water</li> <li>[x] salt</li> </ul> <p>Well done. </p>
QTI: ['time, and a place that is warm but not hot, for at']
TEXT
{
  show
  npx prettier --prose-wrap always --print-width 60 --write docs/index.md >/dev/null
  show
} > actual
if diff expected actual; then
  echo 'ok: a line break of prettier cuts a quiz of mkdocs-quiz 1.7.1 and prints its key'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
