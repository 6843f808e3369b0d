#!/usr/bin/env bash
# Ids and lengths stand in front matter as texts: a short hash `12e4`, a length `1:30`, a version `1_000`.
# Writers and readers: PyYAML 6.0.4 (PyPI), and yaml 2.9.1 and js-yaml 5.5.0 (npm), each with its own settings.
# One expects that a writer sets a text in quotes wherever a reader could take it for something else.
# PyYAML writes `12e4` without quotes, since its own numbers need a point; both readers of JavaScript read 120000.
# One of some dozens of short hashes looks like that, so an id changes only in a large course.
# yaml writes `1:30` and `1_000` without quotes, since YAML 1.2 has neither; PyYAML reads 90 and 1000.
# js-yaml alone sets all three in quotes. Each library reads back what it wrote itself, so its tests pass.
# A tool that writes ids should set them in quotes always; one that reads them should ask for a text, not for a value.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error yaml@2.9.1 js-yaml@5.5.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.4

cat > write.py <<'PY'
import yaml
yaml.safe_dump({"id": "12e4", "length": "1:30", "version": "1_000"}, open("pyyaml.yml", "w"))
PY
cat > read.py <<'PY'
import json, yaml
for name in ("pyyaml", "yaml", "js-yaml"):
    print(f"written by {name}, read by PyYAML: {json.dumps(yaml.safe_load(open(name + '.yml')))}")
PY
cat > both.mjs <<'JS'
import fs from 'node:fs';
import * as js from 'js-yaml';
import yaml from 'yaml';
const values = { id: '12e4', length: '1:30', version: '1_000' };
fs.writeFileSync('yaml.yml', yaml.stringify(values));
fs.writeFileSync('js-yaml.yml', js.dump(values));
for (const name of ['pyyaml', 'yaml', 'js-yaml']) {
  const text = fs.readFileSync(`${name}.yml`, 'utf8');
  console.log(`written by ${name}, read by yaml: ${JSON.stringify(yaml.parse(text))}`);
  console.log(`written by ${name}, read by js-yaml: ${JSON.stringify(js.load(text))}`);
}
JS

cat > expected <<'TEXT'
written by pyyaml, read by yaml: {"id":120000,"length":"1:30","version":"1_000"}
written by pyyaml, read by js-yaml: {"id":120000,"length":"1:30","version":"1_000"}
written by yaml, read by yaml: {"id":"12e4","length":"1:30","version":"1_000"}
written by yaml, read by js-yaml: {"id":"12e4","length":"1:30","version":"1_000"}
written by js-yaml, read by yaml: {"id":"12e4","length":"1:30","version":"1_000"}
written by js-yaml, read by js-yaml: {"id":"12e4","length":"1:30","version":"1_000"}
written by pyyaml, read by PyYAML: {"id": "12e4", "length": "1:30", "version": "1_000"}
written by yaml, read by PyYAML: {"id": "12e4", "length": 90, "version": 1000}
written by js-yaml, read by PyYAML: {"id": "12e4", "length": "1:30", "version": "1_000"}
TEXT
{ venv/bin/python write.py; node both.mjs; venv/bin/python read.py; } > actual
if diff expected actual; then
  echo 'ok: PyYAML writes ids that JavaScript reads as numbers, and yaml 2.9.1 writes lengths that PyYAML does'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
