"""An agent with the protocol's Python client: lists, checks, fixes, and finds no tool that imports."""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


def text_of(result, is_error=False):
    assert bool(result.is_error) == is_error, result
    return result.content[0].text


async def main(program, course):
    server = StdioServerParameters(command=program, args=["mcp", course])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        hello = await session.initialize()
        assert hello.server_info.name == "coursedir", hello
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert {"outline", "check", "read_lesson", "write_lesson", "import"} <= tools.keys(), tools.keys()
        assert [name for name, tool in tools.items() if not tool.annotations.read_only_hint] == ["write_lesson"]

        findings = json.loads(text_of(await session.call_tool("check", {})))["findings"]
        fixable = [finding for finding in findings if finding["fix"]]
        assert fixable, findings
        path = "01-start/01-hello.md"
        before = text_of(await session.call_tool("read_lesson", {"path": path}))
        fix, data = fixable[0]["fix"], before.encode()
        span = fix["span"]
        after = (data[: span["start"]] + fix["replacement"].encode() + data[span["end"] :]).decode()
        arguments = {"path": path, "text": after, "expected": before}
        written = json.loads(text_of(await session.call_tool("write_lesson", arguments)))
        assert not any(finding["fix"] for finding in written["findings"]), written
        refused = await session.call_tool("write_lesson", {"path": "course.yaml", "text": "x"})
        assert "Markdown" in text_of(refused, is_error=True)

        answer = text_of(await session.call_tool("import", {}))
        assert "coursedir import" in answer, answer
        resources = (await session.list_resources()).resources
        assert len(resources) > 50, len(resources)
        read = await session.read_resource("coursedir://findings/missing-image")
        assert "Why it matters" in read.contents[0].text


asyncio.run(main(*sys.argv[1:]))
