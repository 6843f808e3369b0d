"""Runs `coursedir` through a proxy that validates both sides against HighLevel's OpenAPI files.

The official files have one fault that this script knows: `GET /medias/files` declares its items as texts, and shows
objects in its example.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

PROGRAM, SANDBOX, FILES = sys.argv[1], urllib.parse.urlsplit(sys.argv[2]), Path(sys.argv[3])
OFFICIAL = "https://services.leadconnectorhq.com"
# Documented elsewhere, or no calls of the API: the page in the browser, and what shows imported courses.
NOT_IN_THE_FILES = re.compile(r"(/v2)?/oauth/chooselocation|/oauth/reconnect|/courses/products|/media/.*")
KNOWN_FAULT = "GET /medias/files", "is not of type 'string'"

counts, faults, known_faults = Counter(), [], Counter()


def load():
    """The three files as one, by the paths of their calls."""
    common = json.loads((FILES / "common-schemas.json").read_text())["components"]["schemas"]
    specs = []
    for name in ("courses", "medias", "oauth"):
        text = (FILES / f"{name}.json").read_text()
        text = text.replace("../common/common-schemas.json#/", "#/")
        spec = json.loads(text)
        spec["components"].setdefault("schemas", {}).update(common)
        specs.append((spec["paths"], OpenAPI.from_dict(spec, config=Config(spec_validator_cls=None))))
    return specs


SPECS = load()


def spec_of(method, path):
    """The file that has this call: a path without parameters goes before one with them."""
    def fits(template):
        return re.fullmatch(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template)), path)
    found = [(template.count("{"), index) for index, (paths, _) in enumerate(SPECS)
             for template in paths if fits(template) and method.lower() in paths[template]]
    return SPECS[min(found)[1]][1] if found else None


def causes(error):
    """An error with all that it is about."""
    words = [str(error)]
    for inner in getattr(error, "schema_errors", None) or []:
        words.append(f"{inner.json_path}: {inner.message}")
    if error.__cause__ is not None:
        words += causes(error.__cause__)
    return words


def check(call, side, validate):
    try:
        validate()
    except OpenAPIError as error:
        words = causes(error)
        name, what = KNOWN_FAULT
        if call == name and side == "response" and all(what in word for word in words if word.startswith("$")):
            known_faults[f"{name}: an item {what}"] += 1
        else:
            faults.append(f"{call}: {side}: " + "; ".join(words))


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        assert "transfer-encoding" not in self.headers, "every body of coursedir has a length"
        address = urllib.parse.urlsplit(self.path)
        call = f"{self.command} {address.path}"
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        connection = http.client.HTTPConnection(SANDBOX.netloc, timeout=60)
        connection.request(self.command, self.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        self.validate(call, address, body, answer, content)
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = pass_on

    def validate(self, call, address, body, answer, content):
        spec = spec_of(self.command, address.path)
        if spec is None:
            if not NOT_IN_THE_FILES.fullmatch(address.path):
                faults.append(f"{call}: no such call in the official files")
            return
        counts[f"{call} {answer.status}"] += 1
        query = dict(urllib.parse.parse_qsl(address.query))
        request = MockRequest(OFFICIAL, self.command.lower(), address.path, args=query, headers=dict(self.headers),
                              data=body or None, content_type=self.headers.get("content-type", ""))
        response = MockResponse(content, status_code=answer.status, headers=dict(answer.getheaders()),
                                content_type=answer.getheader("content-type", ""))
        check(call, "request", lambda: spec.validate_request(request))
        check(call, "response", lambda: spec.validate_response(request, response))


def try_validation():
    """Sees that validation finds something: a request without its version, and a response without its address."""
    upload = "post", "/medias/upload-file"
    spec = spec_of("POST", upload[1])
    headers = {"Authorization": "Bearer x"}
    request = MockRequest(OFFICIAL, *upload, headers=headers, data=b"", content_type="multipart/form-data")
    response = MockResponse(b'{"fileId": "1"}')
    check("POST", "request", lambda: spec.validate_request(request))
    check("POST", "response", lambda: spec.validate_response(request, response))
    found = [fault.split(":")[1].strip() for fault in faults]
    assert found == ["request", "response"] and "'url' is a required property" in faults[1], faults
    faults.clear()


def start():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def course(folder):
    """A course with every kind of file and lesson that an import sends."""
    files = {
        "course.yaml": "title: Bread\ndescription: All about bread\ninstructor:\n  name: Ada\n  bio: Bakes.\n",
        "01-start/01-dough.md": "# Dough\n\n![Dough](dough.png)\n\n[Recipe](recipe.pdf) [Code](code.py)\n",
        "01-start/02-oven.md": "---\nvideo: oven.mp4\ndraft: true\n---\n# Oven\n\nHot.\n",
        "01-start/02-more/01-rye.md": "# Rye\n\nDark.\n",
        "01-start/dough.png": bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
            "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"),
        "01-start/recipe.pdf": b"%PDF-1.4\n%%EOF\n",
        "01-start/code.py": "print('bread')\n",
        "01-start/oven.mp4": b"\0\0\0\x18ftypisom\0\0\0\0isommp42",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


class Person:
    """Somebody with a home folder and the environment of these runs."""

    def __init__(self, home, base, **environment):
        self.environment = {"HOME": str(home), "HOOPAI_BASE_URL": base, "PATH": os.environ["PATH"], **environment}

    def runs(self, *arguments, expected=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        assert done.returncode == expected, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        print(f"ran: coursedir {' '.join(str(argument) for argument in arguments)}: {done.returncode}")

    def logs_in(self, location, *arguments):
        command = [PROGRAM, "login", "--oauth", "--no-browser", *arguments]
        environment = self.environment | {
            "HOOPAI_CLIENT_ID": "app", "HOOPAI_CLIENT_SECRET": "a-long-secret",
            "COURSEDIR_REDIRECT_URI": "http://localhost:0/callback",
        }
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        address = next(line.strip() for line in process.stderr if "/oauth/chooselocation?" in line)
        address = urllib.parse.urlsplit(address[address.index("http"):])
        fields = dict(urllib.parse.parse_qsl(address.query)) | {"decision": "allow", "location": location}
        fields |= {f"may:{scope}": "on" for scope in fields["scope"].split()}
        page = urllib.parse.urlunsplit(address._replace(query=""))
        # The redirect leads to the waiting program.
        urllib.request.urlopen(page, urllib.parse.urlencode(fields).encode(), timeout=60).read()
        rest = process.stderr.read()
        assert process.wait() == 0, rest
        print(f"ran: coursedir {' '.join(command[1:])}: 0")

    def forgets_how_long_tokens_last(self):
        file = Path(self.environment["HOME"]) / ".config/coursedir/credentials.toml"
        text, changed = re.subn(r"(?m)^until = .*$", "until = 1", file.read_text())
        assert changed, text
        file.write_text(text)


def main():
    try_validation()
    base = start()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        places = [work / name for name in ("private", "location", "agency")]
        for place in places:
            course(place / "course")
        private, location, agency = places

        person = Person(private, base, HOOPAI_TOKEN="pit-of-the-script", HOOPAI_LOCATION_ID="sandbox")
        person.runs("doctor", private / "course")
        person.runs("import", "--yes", private / "course")
        person.runs("import", "--yes", "--again", "--user", "somebody", private / "course")

        folder = json.dumps({"altId": "sandbox", "altType": "location", "name": "Pictures"}).encode()
        headers = {"Authorization": "Bearer x", "Version": "2021-07-28", "Content-Type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"{base}/medias/folder", folder, headers), timeout=60).read()

        person = Person(location, base)
        person.logs_in("sandbox")
        person.runs("doctor", location / "course")
        person.runs("import", "--yes", "--draft", location / "course")
        person.forgets_how_long_tokens_last()
        person.runs("doctor", location / "course")

        person = Person(agency, base)
        person.logs_in("sandbox-agency", "--agency")
        person.runs("doctor", "--location", "sandbox-2", agency / "course")
        person.runs("import", "--yes", "--location", "sandbox-2", agency / "course")

    for call, number in sorted(counts.items()):
        print(f"validated: {call}: {number}")
    for fault, number in known_faults.items():
        print(f"known fault of the official file: {fault} ({number} responses)")
    for fault in faults:
        print(f"FAULT: {fault}")
    total = sum(counts.values())
    if faults or total < 20 or not known_faults:
        sys.exit(f"{len(faults)} faults in {total} exchanges")
    print(f"ok: {total} exchanges, nothing but the known fault of the official file")


main()
