#!/usr/bin/env bash
# Two questions with code are written as a QTI package by json2qti 1.3.0 (PyPI), then read with an XML reader.
# QTI keeps a question's HTML as escaped text in `<mattext>`; one expects that from the first to the last tag.
# json2qti escapes `<p>`, but it writes `<code>` (made from backticks) as an XML element inside `<mattext>`.
# A reader that takes the element's text gets "<p>What does " and nothing else.
# What a question says about signs is escaped once too little: `3 < x` is `<p>Is 3 < x?</p>` after decoding.
# So a tag in a question ("What does `<b>` do?") turns into formatting.
# The answers are shuffled at random on every run: two packages of one quiz never compare equal.
# A reader of QTI must join all text below `<mattext>`, and expect markup in it that was never escaped.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check json2qti==1.3.0

cat > quiz.json <<'JSON'
{"Tags": {"What does `<b>` do in a page?": ["It makes text bold"], "Is 3 < x?": ["Yes"]}}
JSON
venv/bin/json2qti quiz.json >/dev/null
cat > read.py <<'PY'
import xml.etree.ElementTree as ET, zipfile
package = zipfile.ZipFile("quiz.zip")
name = next(name for name in package.namelist() if not name.endswith("meta.xml"))
source = package.read(name).decode()
for item in ET.fromstring(source).iter("{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}item"):
    text = next(item.iter("{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}mattext"))
    print("text:  ", text.text)
    print("joined:", "".join(text.itertext()))
print("manifest:", "imsmanifest.xml" in package.namelist())
PY

cat > expected <<'TEXT'
text:   <p>What does 
joined: <p>What does <b> do in a page?</p>
text:   <p>Is 3 < x?</p>
joined: <p>Is 3 < x?</p>
manifest: False
TEXT
venv/bin/python read.py > actual
if diff expected actual; then
  echo 'ok: json2qti 1.3.0 writes <code> as an element and ends a question there'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
