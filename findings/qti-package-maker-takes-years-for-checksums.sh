#!/usr/bin/env bash
# Five questions with valid texts are collected by qti-package-maker 26.7.14 (PyPI) and written as a text for text2qti.
# One expects five questions with the words that were given.
# It drops four hexadecimal digits at the start of a question, as an old checksum of its own: "1945" goes.
# It takes "E." and "B." in front of all answers for letters of the list, so species lose half their name.
# It tells questions apart by a checksum of 16 bits; with the same answers (true or false) a second question may share it.
# Such a question is left out as a "duplicate"; that is printed, and the exit code is 0.
# Of 300 questions with the same answers, about every second collection loses one.
# Whoever converts questions should count them afterwards, and compare words at the start of questions and answers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check qti-package-maker==26.7.14

cat > write.py <<'PY'
from qti_package_maker.package_interface import QTIPackageInterface
quiz = QTIPackageInterface("baking")
for question in (("1945 was the end of rationing?", ["Yes", "No"], "No"),
                 ("Which one makes bread rise?", ["S. cerevisiae", "E. coli"], "S. cerevisiae"),
                 ("Which one is a year?", ["dawn", "1945"], "1945"),
                 ("Knead the flour before shaping.", ["True", "False"], "True"),
                 ("Knead the flour before the oven is hot.", ["True", "False"], "False")):
    quiz.add_item("MC", question)
quiz.save_package("text2qti")
PY

cat > expected <<'TEXT'
Warning: Duplicate item with CRC16 'aa81_26fd' detected.
skipping...
1. was the end of rationing?
A) Yes
*B) No
2. Which one makes bread rise?
*A) cerevisiae
B) coli
3. Which one is a year?
A) dawn
*B) 1945
4. Knead the flour before shaping.
*A) True
B) False
TEXT
{ venv/bin/python write.py | grep -E 'Duplicate|skipping'; grep -v '^$' text2qti-baking.txt; } > actual
if diff expected actual; then
  echo 'ok: qti-package-maker 26.7.14 drops a year, the first letters of answers, and a whole question'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
