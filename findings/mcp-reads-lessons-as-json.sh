#!/usr/bin/env bash
# A tool of an MCP server takes the text of a lesson, which may be left out: `text: str | None = None`.
# It is written with mcp 2.3.0 (the official SDK, PyPI); a client sends texts that happen to be valid JSON.
# The tool's schema says "string or null", so one expects that a string arrives as it was sent.
# mcp first reads every string as JSON, unless the parameter's type is exactly `str`.
# A lesson that consists of `{"a": 1}` or `[1]` (a data file, a quiz) is refused: "Input should be a valid string".
# The text `null` arrives as `None`: a tool that keeps what was left out keeps the old text and reports success.
# With `str` alone the same texts arrive unchanged; so do `12` and `true` in both, so simple tests pass.
# A server that takes text should declare `str` with an empty default, and be tested with a text in JSON.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0

cat > serve.py <<'PY'
import asyncio, logging
from mcp import Client
from mcp.server.mcpserver import MCPServer
logging.disable()
server = MCPServer("course")
@server.tool()
def either(text: str | None = None) -> str:
    return repr(text)
@server.tool()
def plain(text: str = "") -> str:
    return repr(text)
async def main():
    async with Client(server) as client:
        for tool in ("either", "plain"):
            for text in ('{"a": 1}', "[1]", "null", "12", "true"):
                answer = (await client.call_tool(tool, {"text": text})).content[0].text
                print(f"{tool}, {text}: {'refused' if 'valid string' in answer else answer}")
asyncio.run(main())
PY

cat > expected <<'TEXT'
either, {"a": 1}: refused
either, [1]: refused
either, null: None
either, 12: '12'
either, true: 'true'
plain, {"a": 1}: '{"a": 1}'
plain, [1]: '[1]'
plain, null: 'null'
plain, 12: '12'
plain, true: 'true'
TEXT
venv/bin/python serve.py > actual 2>/dev/null
if diff expected actual; then
  echo 'ok: mcp 2.3.0 reads an optional text as JSON: objects are refused, "null" is None'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
