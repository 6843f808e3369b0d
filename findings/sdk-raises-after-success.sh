#!/usr/bin/env bash
# HighLevel documents `201` without a body for the import of a course, and `200` without a body for deleting a file.
# A server here answers exactly so, and counts. Asked: gohighlevel-api-client 3.0.0 (PyPI), @gohighlevel/api-client 3.1.0 (npm).
# The npm client returns an empty text. The Python client calls `response.json()` after every call, so both end with
# `JSONDecodeError`, though the server did what was asked. It is no `GHLError`, the one error that the client documents.
# Who takes the exception for a failure and calls again has two courses: each import makes a new one.
# Both clients are generated from the same description.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error @gohighlevel/api-client@3.1.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check gohighlevel-api-client==3.0.0

cat > call.py <<'PY'
import asyncio, sys
from highlevel import HighLevel
from highlevel.error import GHLError
HighLevel.BASE_URL = sys.argv[1]
client = HighLevel(private_integration_token="pit")
async def call(name, step):
    try:
        print(f"PyPI {name}:", repr(await step))
    except Exception as error:
        print(f"PyPI {name}:", type(error).__name__, "is a GHLError" if isinstance(error, GHLError) else "is no GHLError")
async def main():
    for _ in range(2):
        await call("import", client.courses.import_courses({"locationId": "l", "products": []}))
    await call("delete", client.medias.delete_media_content("f", "location", "l"))
asyncio.run(main())
PY
cat > call.mjs <<'JS'
import { execFile } from 'node:child_process';
import http from 'node:http';
import { HighLevel } from '@gohighlevel/api-client';
let courses = 0;
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    courses += request.method === 'POST' ? 1 : 0;
    response.writeHead(request.method === 'POST' ? 201 : 200).end();
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
HighLevel.BASE_URL = base;
const client = new HighLevel({ privateIntegrationToken: 'pit', logLevel: 'error' });
console.log('npm import:', JSON.stringify(await client.courses.importCourses({ locationId: 'l', products: [] })));
console.log('npm delete:', JSON.stringify(await client.medias.deleteMediaContent({ id: 'f', altType: 'location', altId: 'l' })));
courses = 0;
execFile('venv/bin/python', ['call.py', base], (error, out, err) => {
  console.log(out.trim(), error ? err : '');
  console.log('courses that the Python client made:', courses);
  server.close();
});
JS

expected='npm import: ""
npm delete: ""
PyPI import: JSONDecodeError is no GHLError
PyPI import: JSONDecodeError is no GHLError
PyPI delete: JSONDecodeError is no GHLError
courses that the Python client made: 2'
actual=$(timeout 60 node call.mjs | sed 's/ *$//')
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: gohighlevel-api-client 3.0.0 raises after a call that succeeded as documented'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
