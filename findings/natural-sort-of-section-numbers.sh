#!/usr/bin/env bash
# Five lesson names with section numbers are put in natural order: a chapter, its three parts, the next chapter.
# One expects one answer from all natural sorters: 1, 1.1, 1.2, 1.10, 2.
# natural-orderby 5.0.0 (npm) reads `1.10` as a decimal number, so part ten comes before part two.
# It does so although `v1.10.0` behind `v1.9.0` is right: the letter before the number changes the reading.
# natsort 8.4.0 (PyPI) compares the text between numbers, so the chapter comes after its own parts.
# `Intl.Collator` with `numeric` (Node's ICU) gives the expected order.
# A tool that numbers lessons from names must say which reading it takes, and test it with parts above nine.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error natural-orderby@5.0.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check natsort==8.4.0

cat > sort.mjs <<'JS'
import { orderBy } from 'natural-orderby';
const names = ['2. Bake', '1.10. Rest', '1.2. Fold', '1. Dough', '1.1. Knead'];
console.log('Intl:           ', [...names].sort(new Intl.Collator('en', { numeric: true }).compare).join(', '));
console.log('natural-orderby:', orderBy(names).join(', '));
console.log('natural-orderby:', orderBy(['v1.10.0', 'v1.9.0']).join(', '));
JS
cat > sort.py <<'PY'
import natsort
print("natsort:        ", ", ".join(natsort.natsorted(["2. Bake", "1.10. Rest", "1.2. Fold", "1. Dough", "1.1. Knead"])))
PY

expected='Intl:            1. Dough, 1.1. Knead, 1.2. Fold, 1.10. Rest, 2. Bake
natural-orderby: 1. Dough, 1.1. Knead, 1.10. Rest, 1.2. Fold, 2. Bake
natural-orderby: v1.9.0, v1.10.0
natsort:         1.1. Knead, 1.2. Fold, 1.10. Rest, 1. Dough, 2. Bake'
actual=$(node sort.mjs; venv/bin/python sort.py)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: natural-orderby 5.0.0 reads 1.10 as a decimal, natsort 8.4.0 puts a chapter behind its parts'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
