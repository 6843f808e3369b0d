#!/usr/bin/env bash
# Front matter with `order: 01` (as in "01-intro.md") is read with the crate serde-saphyr 2.2.0.
# One expects 1, or at worst the octal number that YAML 1.1 reads: js-yaml 5.5.0 gives 10 for 010, PyYAML 6.0.4 gives 8.
# serde-saphyr reads a leading zero as a float: 010 is 10.0, and an integer field gets an error.
# A hexadecimal or underscored number is the other way round: an integer, but no float.
# `yes` and `y` are booleans, as in YAML 1.1; even the quoted 'yes' is true for a boolean field.
# Yet 12:30 and dates are strings, and 0o10 is octal, as in YAML 1.2: no version of the standard predicts the result.
# Tests written with 1, 2, 3 pass; the first author who writes 01 gets an error.
# A reader should take numbers as text and parse them itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error js-yaml@5.5.0 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.4

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
serde = { version = "=1.0.228", features = ["derive"] }
serde-saphyr = { version = "=2.2.0", default-features = false, features = ["deserialize"] }
TOML
cat > src/main.rs <<'RS'
#[derive(serde::Deserialize)]
struct Lesson<T> {
    order: T,
}
fn read<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_saphyr::from_str::<Lesson<T>>(&format!("order: {text}"))
        .map_or("error".into(), |lesson| format!("{:?}", lesson.order))
}
fn main() {
    for text in ["1", "01", "08", "010", "0x10", "1_0", "yes", "'yes'", "12:30"] {
        println!("{text}: i64 {}, f64 {}, bool {}", read::<i64>(text), read::<f64>(text), read::<bool>(text));
    }
}
RS
cat > read.mjs <<'JS'
import { load } from 'js-yaml';
console.log('js-yaml:', ['01', '08', '010'].map((text) => JSON.stringify(load(text))).join(' '));
JS
cat > expected <<'TEXT'
1: i64 1, f64 1.0, bool error
01: i64 error, f64 1.0, bool error
08: i64 error, f64 8.0, bool error
010: i64 error, f64 10.0, bool error
0x10: i64 16, f64 error, bool error
1_0: i64 10, f64 error, bool error
yes: i64 error, f64 error, bool true
'yes': i64 error, f64 error, bool true
12:30: i64 error, f64 error, bool error
js-yaml: 1 8 10
PyYAML: 1 '08' 8
TEXT
{
  CARGO_TARGET_DIR="$work/target" cargo run --quiet --jobs 1
  node read.mjs
  venv/bin/python -c 'import yaml; print("PyYAML:", *(repr(yaml.safe_load(text)) for text in ("01", "08", "010")))'
} > actual
if diff expected actual; then
  echo 'ok: serde-saphyr 2.2.0 reads 01 as a float and gives an error for an integer'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
