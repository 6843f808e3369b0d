#!/usr/bin/env bash
# Front matter with a YAML merge key (`<<: *defaults`) is read by js-yaml 4.1.0 and js-yaml 5.5.0.
# One expects the same result: js-yaml is the reader behind many front-matter packages on npm.
# js-yaml 5 reads with YAML 1.2's core schema by default, and that schema knows no merge key.
# `<<` becomes an ordinary key, the merged values are missing, and no warning is given.
# A date is a string now; before it was a `Date`. `1_000` is a string as well.
# `YAML11_SCHEMA` brings merging and dates back, but it reads `017` as 15, where version 4 read 17.
# So no setting of version 5 gives what version 4 gave for this file.
# A tool that reads courses must not take "works in the author's site" as proof that `<<` merges.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error four@npm:js-yaml@4.1.0 five@npm:js-yaml@5.5.0 >/dev/null

cat > lesson.yaml <<'YAML'
defaults: &d
  draft: true
lesson:
  <<: *d
  title: Knead
date: 2026-01-02
octal: 017
count: 1_000
YAML

cat > read.mjs <<'JS'
import fs from 'node:fs';
import * as four from 'four';
import * as five from 'five';
const text = fs.readFileSync('lesson.yaml', 'utf8');
const show = (name, value) => {
  const kind = value.date instanceof Date ? 'Date' : typeof value.date;
  console.log(name, JSON.stringify(value.lesson), 'date:', kind, 'octal:', value.octal, 'count:', JSON.stringify(value.count));
};
show('4.1.0        ', four.load(text));
show('5.5.0        ', five.load(text));
show('5.5.0 YAML1.1', five.load(text, { schema: five.YAML11_SCHEMA }));
JS

expected='4.1.0         {"draft":true,"title":"Knead"} date: Date octal: 17 count: 1000
5.5.0         {"<<":{"draft":true},"title":"Knead"} date: string octal: 17 count: "1_000"
5.5.0 YAML1.1 {"draft":true,"title":"Knead"} date: Date octal: 15 count: 1000'
actual=$(node read.mjs)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: js-yaml 5.5.0 keeps `<<` as a key and merges nothing'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
