#!/usr/bin/env bash
# HighLevel's own clients are asked to upload a file: @gohighlevel/api-client 3.1.0 (npm) and gohighlevel-api-client 3.0.0 (PyPI).
# The call is documented as multipart/form-data. The npm client gets a `FormData` with a file in it, as its type asks for.
# It sets `Content-Type: application/json` on every request. axios 1.21.1 obeys: it turns a `FormData` into JSON where that
# header says so, and a file becomes `{}`. No byte of the file is sent, nothing is raised on this side.
# Who adds the header `multipart/form-data` to the call gets the form. The Python client has no such way: it sends `json=`
# for every body, and a file that is open is "not JSON serializable".
# axios alone, without the header, sends the form: a test of axios cannot find it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @gohighlevel/api-client@3.1.0 axios@1.21.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check gohighlevel-api-client==3.0.0

cat > upload.py <<'PY'
import asyncio, io, sys
from highlevel import HighLevel
HighLevel.BASE_URL = sys.argv[1]
client = HighLevel(private_integration_token="pit")
try:
    asyncio.run(client.medias.upload_media_content({"file": io.BytesIO(b"words"), "name": "a.txt"}))
except TypeError as error:
    print("PyPI client:", error)
PY
cat > upload.mjs <<'JS'
import { execFile } from 'node:child_process';
import http from 'node:http';
import axios from 'axios';
import { HighLevel } from '@gohighlevel/api-client';
let sent;
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (data) => (body += data)).on('end', () => {
    const type = request.headers['content-type'].split(';')[0];
    sent = `${type}, ${type.endsWith('json') ? body : `the file is ${body.includes('words') ? '' : 'not '}in it`}`;
    response.setHeader('content-type', 'application/json');
    response.end('{"fileId":"1","url":"https://files.example/1"}');
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
const form = () => {
  const form = new FormData();
  form.append('file', new Blob(['words']), 'a.txt');
  form.append('name', 'a.txt');
  return form;
};
HighLevel.BASE_URL = base;
const client = new HighLevel({ privateIntegrationToken: 'pit', logLevel: 'error' });
const answer = await client.medias.uploadMediaContent(form());
console.log('npm client:', sent, `(it gives ${answer.fileId})`);
await client.medias.uploadMediaContent(form(), { headers: { 'Content-Type': 'multipart/form-data' } });
console.log('npm client with the header:', sent);
await axios.post(base, form());
console.log('axios:', sent);
execFile('venv/bin/python', ['upload.py', base], (error, out, err) => { console.log(out.trim(), error ? err : ''); server.close(); });
JS

expected='npm client: application/json, {"file":{},"name":"a.txt"} (it gives 1)
npm client with the header: multipart/form-data, the file is in it
axios: multipart/form-data, the file is in it
PyPI client: Object of type BytesIO is not JSON serializable'
actual=$(timeout 60 node upload.mjs | sed 's/ *$//')
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: the official clients send a file as JSON, and without its bytes'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
