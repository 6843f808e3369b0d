#!/usr/bin/env bash
# A lesson in XHTML with a drawing (SVG), a class and a role on its body, and its own style is put into an e-book.
# EbookLib 0.20 (PyPI) writes the book; the chapter is then read out of the zip with an XML reader.
# An e-book is XML, where `viewBox` is not `viewbox`; one expects the chapter as it was given.
# EbookLib reads it as HTML: `viewBox` and `linearGradient` are in small letters, names that SVG does not have.
# So the drawing has no scale and no colours in a reader of e-books; in a browser that reads HTML it looks right.
# The head is made anew: the chapter's own `<style>` and its title are gone.
# Class and `epub:type` of the body are gone, too; those of inner elements stay. No warning.
# A writer of e-books on top of it should take drawings out as files, and set styles by `add_item` and `add_link`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check EbookLib==0.20

cat > write.py <<'PY'
import warnings, zipfile
import xml.etree.ElementTree as ET
warnings.simplefilter("ignore")
from ebooklib import epub
source = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Dough, part one</title><style>.wet { color: blue }</style></head>
<body class="lesson" epub:type="chapter"><p class="wet" epub:type="tip">Water</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><linearGradient id="g"/><path d="M0 0h9" stroke="url(#g)"/></svg></body></html>"""
book = epub.EpubBook()
book.set_identifier("baking")
book.set_title("Baking")
chapter = epub.EpubHtml(title="Dough", file_name="dough.xhtml", content=source)
book.add_item(chapter)
book.toc, book.spine = [chapter], ["nav", chapter]
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
epub.write_epub("book.epub", book)
def show(name, text):
    for element in ET.fromstring(text).iter():
        tag = element.tag.split("}")[1]
        if tag in ("title", "style", "body", "p", "svg", "lineargradient", "linearGradient"):
            print(f"{name}: {tag} {sorted(key.split('}')[-1] + '=' + value for key, value in element.attrib.items())} {(element.text or '').strip()}".rstrip())
show("before", source)
show("after", zipfile.ZipFile("book.epub").read("EPUB/dough.xhtml"))
PY

cat > expected <<'TEXT'
before: title [] Dough, part one
before: style [] .wet { color: blue }
before: body ['class=lesson', 'type=chapter']
before: p ['class=wet', 'type=tip'] Water
before: svg ['viewBox=0 0 9 9']
before: linearGradient ['id=g']
after: title [] Dough
after: body []
after: p ['class=wet', 'type=tip'] Water
after: svg ['viewbox=0 0 9 9']
after: lineargradient ['id=g']
TEXT
venv/bin/python write.py > actual
if diff expected actual; then
  echo 'ok: EbookLib 0.20 writes viewBox in small letters and drops the style of a chapter'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
