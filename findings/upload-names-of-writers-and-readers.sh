#!/usr/bin/env bash
# A material named `Übung 1.pdf` (and one with a quotation mark) is uploaded as multipart form data.
# Writers: requests 2.34.2, httpx 0.28.1, aiohttp 3.14.5 (PyPI). Readers: busboy 1.6.0 and formidable 3.5.4 (npm).
# One expects the name to arrive as it was, at least where both sides know UTF-8.
# aiohttp percent-encodes it by default, blanks included: every reader stores `%C3%9Cbung%201.pdf`.
# With `quote_fields=False` it escapes a quotation mark by a backslash; formidable then keeps only the end.
# busboy reads UTF-8 as Latin-1 by default, and it keeps the `%22` that browsers write for a quotation mark.
# requests gives a part no type of its own, so formidable takes the file for a text field: no file arrives.
# A platform's list of files cannot be compared with the folder by name alone; an uploader should set a type.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error busboy@1.6.0 formidable@3.5.4 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check requests==2.34.2 httpx==0.28.1 aiohttp==3.14.5

cat > write.py <<'PY'
import asyncio, json
import aiohttp, httpx, requests
names, forms = ["Übung 1.pdf", 'a"b.pdf'], []
def keep(writer, name, kind, body):
    forms.append({"writer": writer, "name": name, "type": kind, "body": body.decode("latin-1")})
async def aio(quote):
    for name in names:
        form = aiohttp.FormData(quote_fields=quote)
        form.add_field("file", b"x", filename=name)
        payload = form()
        chunks = bytearray()
        class Sink:
            async def write(self, data): chunks.extend(data)
        await payload.write(Sink())
        keep("aiohttp" if quote else "aiohttp, quote_fields=False", name, payload.headers["Content-Type"], bytes(chunks))
for name in names:
    request = requests.Request("POST", "http://127.0.0.1/", files={"file": (name, b"x")}).prepare()
    keep("requests", name, request.headers["Content-Type"], request.body)
    request = httpx.Request("POST", "http://127.0.0.1/", files={"file": (name, b"x")})
    keep("httpx", name, request.headers["Content-Type"], request.read())
for quote in (True, False):
    asyncio.run(aio(quote))
json.dump(forms, open("forms.json", "w"))
PY
cat > read.mjs <<'JS'
import fs from 'node:fs';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import formidable from 'formidable';
const escape = (text) => text.replace(/[^ -~]/g, (sign) => `<${sign.codePointAt(0).toString(16)}>`);
for (const { writer, name, type, body } of JSON.parse(fs.readFileSync('forms.json', 'utf8'))) {
  const data = Buffer.from(body, 'latin1');
  const headers = { 'content-type': type, 'content-length': String(data.length) };
  const first = await new Promise((done) => {
    const reader = busboy({ headers });
    reader.on('file', (field, stream, info) => { stream.resume(); done(info.filename); });
    Readable.from([data]).pipe(reader);
  });
  const request = Object.assign(Readable.from([data]), { headers });
  const [fields, files] = await formidable({ uploadDir: '.' }).parse(request);
  const second = files.file?.[0].originalFilename ?? `a text field: ${fields.file}`;
  console.log(`${writer}, ${name}: busboy ${escape(first)}, formidable ${escape(second)}`);
}
JS

cat > expected <<'TEXT'
requests, Übung 1.pdf: busboy <c3><9c>bung 1.pdf, formidable a text field: x
httpx, Übung 1.pdf: busboy <c3><9c>bung 1.pdf, formidable <dc>bung 1.pdf
requests, a"b.pdf: busboy a%22b.pdf, formidable a text field: x
httpx, a"b.pdf: busboy a%22b.pdf, formidable a"b.pdf
aiohttp, Übung 1.pdf: busboy %C3%9Cbung%201.pdf, formidable %C3%9Cbung%201.pdf
aiohttp, a"b.pdf: busboy a%22b.pdf, formidable a"b.pdf
aiohttp, quote_fields=False, Übung 1.pdf: busboy <c3><9c>bung 1.pdf, formidable <dc>bung 1.pdf
aiohttp, quote_fields=False, a"b.pdf: busboy a"b.pdf, formidable "b.pdf
TEXT
venv/bin/python write.py
node read.mjs > actual
if diff expected actual; then
  echo 'ok: aiohttp renames uploads, busboy garbles names, and formidable finds no file from requests'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
