#!/usr/bin/env bash
# Takes the pictures in docs/screenshots/ anew: the example course in the real preview, in Chromium without a
# window. It needs what the browser tests need (`.ci/run` installs it); with pngquant the files become smaller.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo test --quiet --locked --features browser-tests --test browser -- --ignored --exact screenshots::screenshots

if command -v pngquant >/dev/null; then
    pngquant --force --ext .png --skip-if-larger --strip 128 docs/screenshots/*.png || [ $? = 98 ]
else
    echo "pngquant is not there: the pictures stay as large as Chromium writes them" >&2
fi
ls -l docs/screenshots
