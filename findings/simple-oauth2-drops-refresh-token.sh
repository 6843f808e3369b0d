#!/usr/bin/env bash
# A token server answers a refresh with a new access token, but without a new refresh token.
# RFC 6749, section 6, allows that: the client then keeps the refresh token that it has.
# Asked: simple-oauth2 5.1.0 and @badgateway/oauth2-client 3.3.1 (npm), Authlib 1.9.10 and requests-oauthlib 2.0.0 (PyPI).
# Three of them keep the old token. simple-oauth2 returns the server's answer alone, without any refresh token.
# Its next refresh sends an empty `refresh_token=`, and no error is raised before the server says no.
# The first hour works, the second refresh does not: a test with one refresh cannot find it.
# A client that stores logins must merge the answer into the old token itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error simple-oauth2@5.1.0 @badgateway/oauth2-client@3.3.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Authlib==1.9.10 requests==2.34.2 requests-oauthlib==2.0.0

cat > refresh.py <<'PY'
import os, sys, warnings
warnings.simplefilter("ignore")
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
from authlib.integrations.requests_client import OAuth2Session as Authlib
from requests_oauthlib import OAuth2Session as Oauthlib
url = sys.argv[1] + "/token"
old = {"access_token": "old", "refresh_token": "first", "token_type": "Bearer"}
print("Authlib:", Authlib("id", "secret", token=dict(old)).refresh_token(url).get("refresh_token"))
print("requests-oauthlib:", Oauthlib("id", token=dict(old)).refresh_token(url).get("refresh_token"))
PY
cat > refresh.mjs <<'JS'
import { execFile } from 'node:child_process';
import http from 'node:http';
import { AuthorizationCode } from 'simple-oauth2';
import { OAuth2Client } from '@badgateway/oauth2-client';
let sent;
const server = http.createServer((request, response) => {
  sent = '';
  request.on('data', (data) => (sent += data)).on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: 'new', token_type: 'Bearer', expires_in: 3600 }));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const client = new AuthorizationCode({ client: { id: 'id', secret: 'secret' }, auth: { tokenHost: url } });
const fresh = await client.createToken({ access_token: 'old', refresh_token: 'first' }).refresh();
console.log('simple-oauth2:', fresh.token.refresh_token);
await fresh.refresh();
console.log('simple-oauth2, second refresh sends:', sent);
const badgateway = new OAuth2Client({ server: url, clientId: 'id', clientSecret: 'secret', tokenEndpoint: '/token' });
console.log('badgateway:', (await badgateway.refreshToken({ accessToken: 'old', refreshToken: 'first', expiresAt: 1 })).refreshToken);
execFile('venv/bin/python', ['refresh.py', url], (error, out, err) => { console.log(out.trim(), error ? err : ''); server.close(); });
JS

expected='simple-oauth2: undefined
simple-oauth2, second refresh sends: grant_type=refresh_token&refresh_token=
badgateway: first
Authlib: first
requests-oauthlib: first'
actual=$(timeout 60 node refresh.mjs | sed 's/ *$//')
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: simple-oauth2 5.1.0 loses the refresh token when the server does not repeat it'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
