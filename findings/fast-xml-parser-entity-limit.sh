#!/usr/bin/env bash
# A quiz bank in XML keeps its HTML as escaped text, so each tag costs two `&lt;` or `&gt;`: thousands in one file.
# It is read with fast-xml-parser 4.5.3, 4.5.7 and 5.12.1 (npm) in their default settings.
# One expects that a patch release reads what the release before it read.
# 4.5.7 counts the five entities of XML, too, and stops at 1000: "Entity expansion limit exceeded: 1001 > 1000".
# `&amp;` is not counted, and 5.12.1 does not count these entities at all: only the old line breaks.
# All three leave `&#228;` as it is, although it is plain XML, and read a title `1.10` as the number 1.1.
# CDATA does not protect a title from that.
# A tool that takes packages apart should test with one big file, and with titles that look like numbers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error fxp453@npm:fast-xml-parser@4.5.3 fxp457@npm:fast-xml-parser@4.5.7 fxp512@npm:fast-xml-parser@5.12.1 >/dev/null

cat > read.mjs <<'JS'
for (const name of ['fxp453', 'fxp457', 'fxp512']) {
  const { XMLParser } = await import(name);
  const read = (xml) => {
    try {
      return new XMLParser().parse(xml).t;
    } catch (error) {
      return error.message;
    }
  };
  for (const entity of ['&lt;', '&amp;']) {
    const text = read(`<t>${`${entity} `.repeat(1001)}</t>`);
    console.log(name, entity, text.length > 1900 ? 'read' : text);
  }
  for (const title of ['K&#228;se', '1.10', '<![CDATA[1.10]]>', '007']) console.log(name, title, '=>', JSON.stringify(read(`<t>${title}</t>`)));
}
JS

cat > expected <<'TEXT'
fxp453 &lt; read
fxp453 &amp; read
fxp453 K&#228;se => "K&#228;se"
fxp453 1.10 => 1.1
fxp453 <![CDATA[1.10]]> => 1.1
fxp453 007 => 7
fxp457 &lt; Entity expansion limit exceeded: 1001 > 1000
fxp457 &amp; read
fxp457 K&#228;se => "K&#228;se"
fxp457 1.10 => 1.1
fxp457 <![CDATA[1.10]]> => 1.1
fxp457 007 => 7
fxp512 &lt; read
fxp512 &amp; read
fxp512 K&#228;se => "K&#228;se"
fxp512 1.10 => 1.1
fxp512 <![CDATA[1.10]]> => 1.1
fxp512 007 => 7
TEXT
node read.mjs > actual
if diff expected actual; then
  echo 'ok: fast-xml-parser 4.5.7 stops at 1000 escaped signs, and numeric references stay'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
