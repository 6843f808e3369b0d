#!/usr/bin/env bash
# pandoc 3.9 (pypandoc_binary 1.17) reads .pptx and .xlsx, which it did not for many years.
# The files are written by python-pptx 1.0.2 and openpyxl 3.1.5 (PyPI), the usual writers in Python.
# One expects that it opens them, and that slides keep their texts and the levels of their lists.
# A workbook of openpyxl is an error: pandoc puts `xl/` before a part's name that is already absolute.
# Of the slides, the text in groups and the speaker's notes are gone, and a hidden slide is printed.
# List levels are lost: main and sub points become paragraphs of one kind.
# Nothing is printed to standard error.
# So a converter has to walk through groups, levels and the `show` mark by itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 python-pptx==1.0.2 openpyxl==3.1.5
pandoc=$(venv/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')

cat > write.py <<'PY'
import openpyxl
from pptx import Presentation
from pptx.util import Inches
slides = Presentation()
slide = slides.slides.add_slide(slides.slide_layouts[1])
slide.shapes.title.text = "Knead"
points = slide.placeholders[1].text_frame
points.text = "main-point"
point = points.add_paragraph()
point.text, point.level = "sub-point", 1
slide.notes_slide.notes_text_frame.text = "speaker-notes"
group = slide.shapes.add_group_shape()
group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "text-in-group"
slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "text-box"
hidden = slides.slides.add_slide(slides.slide_layouts[5])
hidden.shapes.title.text = "hidden-slide"
hidden._element.set("show", "0")
slides.save("lesson.pptx")
book = openpyxl.Workbook()
book.active.append(["Day", "Task"])
book.save("plan.xlsx")
PY
venv/bin/python write.py
"$pandoc" lesson.pptx -t html > lesson.html 2> warnings
{
  for word in main-point sub-point text-box text-in-group speaker-notes hidden-slide; do
    if grep -q "$word" lesson.html; then echo "$word: printed"; else echo "$word: gone"; fi
  done
  echo "lists: $(grep -c '<ul>' lesson.html || true), warnings: $(wc -c < warnings)"
  "$pandoc" plan.xlsx -t html 2>&1 || true
} > actual

cat > expected <<'TEXT'
main-point: printed
sub-point: printed
text-box: printed
text-in-group: gone
speaker-notes: gone
hidden-slide: printed
lists: 0, warnings: 0
Failed to parse XLSX: Entry not found: xl//xl/worksheets/sheet1.xml
TEXT
if diff expected actual; then
  echo 'ok: pandoc 3.9 cannot open a workbook of openpyxl, and loses groups, notes and levels of slides'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
