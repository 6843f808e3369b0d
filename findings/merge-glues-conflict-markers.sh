#!/usr/bin/env bash
# A lesson without a line end at its end (many editors write none) is changed on both sides, then merged.
# Asked: the crate diffy 0.5.2, merge3 1.0.0 (PyPI), node-diff3 3.2.1 (npm) and the installed git.
# One expects each conflict marker at the start of a line, for that is where every tool looks for it.
# git and node-diff3 put a line end in between.
# diffy writes the next marker right behind the text: "20 minutes||||||| original".
# merge3 does the same: "20 minutes=======". Only the first marker of each stands alone.
# Such a file looks as if a side were missing, and a check for `=======` or `>>>>>>>` at a line's start finds nothing.
# Before a merge, give each text a final line end, and take it away afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error node-diff3@3.2.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check merge3==1.0.0

printf 'Rest\n10 minutes' > base.md
printf 'Rest\n20 minutes' > ours.md
printf 'Rest\n30 minutes' > theirs.md
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
diffy = "=0.5.2"
TOML
cat > src/main.rs <<'RS'
fn main() {
    let read = |name| std::fs::read_to_string(name).unwrap();
    println!("{}", diffy::merge(&read("base.md"), &read("ours.md"), &read("theirs.md")).unwrap_err());
}
RS
cat > merge.mjs <<'JS'
import fs from 'node:fs';
import { merge } from 'node-diff3';
const lines = (name) => fs.readFileSync(name, 'utf8').split('\n');
console.log(merge(lines('ours.md'), lines('base.md'), lines('theirs.md'), { excludeFalseConflicts: true }).result.join('\n'));
JS
cat > merge.py <<'PY'
from merge3 import Merge3
lines = [open(name).readlines() for name in ("base.md", "ours.md", "theirs.md")]
print("".join(Merge3(*lines).merge_lines(name_a="ours", name_b="theirs")))
PY

cat > expected <<'TEXT'
== git
<<<<<<< ours
=======
>>>>>>> theirs
== node-diff3
<<<<<<<
=======
>>>>>>>
== diffy
<<<<<<< ours
20 minutes||||||| original
10 minutes=======
30 minutes>>>>>>> theirs
== merge3
<<<<<<< ours
20 minutes=======
30 minutes>>>>>>> theirs
TEXT
{
  echo '== git'
  git merge-file -p -L ours -L base -L theirs ours.md base.md theirs.md || true
  echo '== node-diff3'
  node merge.mjs
  echo '== diffy'
  CARGO_TARGET_DIR="$work/target" cargo run --quiet --jobs 1
  echo '== merge3'
  venv/bin/python merge.py
} | grep -E '^== |<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>' > actual
if diff expected actual; then
  echo 'ok: diffy 0.5.2 and merge3 1.0.0 glue conflict markers to a last line without an end'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
