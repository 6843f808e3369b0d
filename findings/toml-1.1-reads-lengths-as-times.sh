#!/usr/bin/env bash
# The length of a video stands in TOML front matter without quotes: `length = 12:30`.
# One expects an error: in TOML 1.0 a time needs seconds, so minutes and seconds had to be quoted.
# TOML 1.1 allows a time without seconds, and newer readers follow it: the value is half past twelve.
# Readers of 1.1: tomli 2.5.0, tomlkit 0.15.2 (PyPI), smol-toml 1.9.1 and toml 5.0.1 (npm).
# Readers of older versions, toml 3.0.0 and @iarna/toml 3.0.0 (npm), refuse the line.
# A clip of 25:10 is an error everywhere, for there is no such hour; so is 9:05, for hours have two digits.
# So a course is valid until one clip has 24 minutes or more, or less than ten.
# A reader should take a time of day in a field for lengths as minutes and seconds, or ask for quotes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error smol-toml@1.9.1 toml5@npm:toml@5.0.1 toml3@npm:toml@3.0.0 @iarna/toml@3.0.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tomli==2.5.0 tomlkit==0.15.2

cat > read.mjs <<'JS'
import iarna from '@iarna/toml';
import * as smol from 'smol-toml';
import toml3 from 'toml3';
import toml5 from 'toml5';
for (const length of ['12:30', '25:10', '9:05']) {
  for (const [name, reader] of Object.entries({ 'smol-toml': smol, 'toml 5': toml5, 'toml 3': toml3, iarna })) {
    try {
      console.log(length, name, JSON.stringify(reader.parse(`length = ${length}`).length));
    } catch {
      console.log(length, name, 'error');
    }
  }
}
JS
cat > read.py <<'PY'
import tomli, tomlkit
for length in ("12:30", "25:10", "9:05"):
    for name, read in (("tomli", tomli.loads), ("tomlkit", lambda text: tomlkit.parse(text).unwrap())):
        try:
            print(length, name, repr(read(f"length = {length}")["length"]))
        except ValueError:
            print(length, name, "error")
PY

cat > expected <<'TEXT'
12:30 smol-toml "12:30:00.000"
12:30 toml 5 "12:30:00"
12:30 toml 3 error
12:30 iarna error
25:10 smol-toml error
25:10 toml 5 error
25:10 toml 3 error
25:10 iarna error
9:05 smol-toml error
9:05 toml 5 error
9:05 toml 3 error
9:05 iarna error
12:30 tomli datetime.time(12, 30)
12:30 tomlkit datetime.time(12, 30)
25:10 tomli error
25:10 tomlkit error
9:05 tomli error
9:05 tomlkit error
TEXT
{ node read.mjs; venv/bin/python read.py; } > actual
if diff expected actual; then
  echo 'ok: readers of TOML 1.1 take a length of 12:30 for half past twelve and refuse 25:10'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
