#!/usr/bin/env bash
# A server answers 503 with `Retry-After: 2` twice, then 201. A lesson is created (POST), and a file is streamed (PUT).
# Asked: aiohttp-retry 2.9.1 with aiohttp 3.14.5, and httpx-retries 0.6.0 with httpx 0.28.1, all with their own settings.
# One expects that a POST is not sent again by itself, that `Retry-After` is kept, and that a used-up stream is an error.
# httpx-retries does so: it waits two seconds, leaves a POST alone, and raises `StreamConsumed` for the stream.
# aiohttp-retry sends the POST three times and is done in less than a second, whatever the server asked for.
# For the stream it sends an empty body the second time, gets 201, and reports success: the stored file is empty.
# A server that worked before it answered 503 has three lessons now.
# An uploader must open its source anew for every try, and compare the size that was stored.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aiohttp==3.14.5 aiohttp-retry==2.9.1 httpx==0.28.1 httpx-retries==0.6.0

cat > send.py <<'PY'
import asyncio, time
import httpx
from aiohttp import web
from aiohttp_retry import RetryClient
from httpx_retries import RetryTransport
got = []
async def answer(request):
    got.append(len(await request.read()))
    status = 503 if len(got) < 3 else 201
    return web.Response(status=status, headers={"Retry-After": "2"})
async def clip():
    for part in (b"first", b"second"):
        yield part
async def say(name, send):
    got.clear()
    start = time.monotonic()
    try:
        end = str(await send())
    except httpx.StreamConsumed as error:
        end = type(error).__name__
    waited = "waited" if time.monotonic() - start >= 3.5 else "did not wait"
    print(f"{name}: bodies of {got} bytes, {waited}, {end}")
async def main():
    app = web.Application()
    app.router.add_route("*", "/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = "http://127.0.0.1:%d/" % runner.addresses[0][1]
    async with RetryClient() as client:
        async def send(method, data):
            async with client.request(method, url, data=data) as response:
                return response.status
        await say("aiohttp-retry, POST", lambda: send("POST", b"lesson"))
        await say("aiohttp-retry, PUT of a stream", lambda: send("PUT", clip()))
    async with httpx.AsyncClient(transport=RetryTransport()) as client:
        async def send(method, data):
            return (await client.request(method, url, content=data)).status_code
        await say("httpx-retries, POST", lambda: send("POST", b"lesson"))
        await say("httpx-retries, PUT", lambda: send("PUT", b"lesson"))
        await say("httpx-retries, PUT of a stream", lambda: send("PUT", clip()))
    await runner.cleanup()
asyncio.run(main())
PY

cat > expected <<'TEXT'
aiohttp-retry, POST: bodies of [6, 6, 6] bytes, did not wait, 201
aiohttp-retry, PUT of a stream: bodies of [11, 0, 0] bytes, did not wait, 201
httpx-retries, POST: bodies of [6] bytes, did not wait, 503
httpx-retries, PUT: bodies of [6, 6, 6] bytes, waited, 201
httpx-retries, PUT of a stream: bodies of [11] bytes, did not wait, StreamConsumed
TEXT
timeout 120 venv/bin/python send.py > actual 2>/dev/null
if diff expected actual; then
  echo 'ok: aiohttp-retry 2.9.1 repeats a POST, does not wait as asked, and stores an empty file'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
