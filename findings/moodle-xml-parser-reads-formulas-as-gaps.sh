#!/usr/bin/env bash
# A question bank in Moodle XML is read with moodle-xml-parser 0.3.1 (PyPI).
# One expects that a gap is what Moodle calls one: `{`, a weight or none, `:`, a type, `:`.
# Every pair of braces is a gap for this reader, so `\(\frac{1}{2}\)` adds two gaps to the question.
# A gap without a weight (`{:SHORTANSWER:=Paris}`), which Moodle allows, has no right answer afterwards.
# `\}` inside an answer ends the gap; the other answers are lost.
# Text is decoded twice: `<code>&lt;b&gt;</code>`, a question about a tag, becomes a real `<b>`.
# True/false and all other kinds of questions are left out, and nothing says so.
# A tool that counts questions should count them in the XML, not in what a reader returns.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check moodle-xml-parser==0.3.1

cat > bank.xml <<'XML'
<quiz>
  <question type="cloze"><name><text>Half</text></name><questiontext format="html"><text><![CDATA[
    <p>\(\frac{1}{2}\) of 10 is {1:NUMERICAL:=5}, and France's capital is {:SHORTANSWER:=Paris}.</p>
    <p>A block ends with {1:MULTICHOICE:=a \} sign~a dot}.</p>]]></text></questiontext></question>
  <question type="multichoice"><name><text>Tag</text></name>
    <questiontext format="html"><text><![CDATA[<p>What does <code>&lt;b&gt;</code> do?</p>]]></text></questiontext>
    <answer fraction="100"><text>It makes text bold</text></answer></question>
  <question type="truefalse"><name><text>Salt</text></name><questiontext><text>Salt is sweet.</text></questiontext>
    <answer fraction="100"><text>false</text></answer></question>
</quiz>
XML
cat > read.py <<'PY'
from moodle_xml_parser import parser
bank = parser.parse_file("bank.xml")
for gap in bank["cloze"][0].gaps:
    print(gap.raw_content, gap.sub_type, [(option.answer, option.score) for option in gap.options])
print(bank["multichoice"][0].text_pre_parse)
print("questions:", {kind: len(questions) for kind, questions in bank.items()})
PY

cat > expected <<'TEXT'
{1} UNKNOWN [('1', 0)]
{2} UNKNOWN [('2', 0)]
{1:NUMERICAL:=5} NUMERICAL [('5', 100)]
{:SHORTANSWER:=Paris} UNKNOWN [(':SHORTANSWER:=Paris', 0)]
{1:MULTICHOICE:=a \} MULTICHOICE [('a \\', 100)]
<p>What does <code><b></code> do?</p>
questions: {'multichoice': 1, 'cloze': 1}
TEXT
venv/bin/python read.py > actual
if diff expected actual; then
  echo 'ok: moodle-xml-parser 0.3.1 takes the braces of formulas for gaps and decodes HTML twice'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
