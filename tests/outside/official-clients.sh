#!/usr/bin/env bash
# HighLevel's own clients against `coursedir sandbox`: a login, an agency's login, uploads, lists and imports.
# What a client cannot do by itself is a step that has to fail, so that a new version of the client is noticed.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
npm_client=@gohighlevel/api-client@3.1.0
pypi_client=gohighlevel-api-client==3.0.0

program
start_sandbox
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error axios@1.21.1 "$npm_client" >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "$pypi_client" httpx==0.28.1 pydantic==2.14.4

cp "$outside/official_clients.mjs" "$outside/official_clients.py" .
timeout 120 node official_clients.mjs "$sandbox" 2>client.log || { cat client.log >&2; exit 1; }
timeout 120 venv/bin/python official_clients.py "$sandbox" 2>client.log || { cat client.log >&2; exit 1; }
echo "ok: $npm_client and $pypi_client import, list, log in and renew; the first one uploads"
