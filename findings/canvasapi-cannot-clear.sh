#!/usr/bin/env bash
# A script takes the prerequisite of a module and its date away: `edit(module={"prerequisite_module_ids": [], "unlock_at": None})`.
# It uses canvasapi 3.6.0 (PyPI), the usual client of the Canvas platform; a server on this machine shows what is sent.
# One expects both fields in the request, or an error.
# The list and the `None` are left out without a word: the request has an empty body, the answer is 200.
# The module keeps its old prerequisite and date, and learners stay locked out.
# An empty text is sent: `""` for a date, and a list of one empty text for a list.
# Whoever empties a field through such a client should read it back afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check canvasapi==3.6.0

cat > edit.py <<'PY'
import json, threading, urllib.parse, warnings
from http.server import BaseHTTPRequestHandler, HTTPServer
warnings.simplefilter("ignore")
from canvasapi import Canvas
class Server(BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.command == "PUT":
            print(f"sent: {urllib.parse.unquote(body)!r}")
        data = json.dumps({"id": 1, "name": "Dough", "course_id": 1}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    do_GET = do_PUT = answer
    def log_message(self, *args): pass
server = HTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
module = Canvas(f"http://127.0.0.1:{server.server_port}", "token").get_course(1).get_module(1)
for change in ({"prerequisite_module_ids": [7], "unlock_at": "2027-01-01"}, {"prerequisite_module_ids": [], "unlock_at": None},
               {"prerequisite_module_ids": [""], "unlock_at": ""}):
    print(f"asked: {change}")
    print(f"answer: {type(module.edit(module=change)).__name__}")
PY

cat > expected <<'TEXT'
asked: {'prerequisite_module_ids': [7], 'unlock_at': '2027-01-01'}
sent: 'module[prerequisite_module_ids][]=7&module[unlock_at]=2027-01-01'
answer: Module
asked: {'prerequisite_module_ids': [], 'unlock_at': None}
sent: ''
answer: Module
asked: {'prerequisite_module_ids': [''], 'unlock_at': ''}
sent: 'module[prerequisite_module_ids][]=&module[unlock_at]='
answer: Module
TEXT
venv/bin/python edit.py > actual
if diff expected actual; then
  echo 'ok: canvasapi 3.6.0 sends neither an empty list nor None, and reports success'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
