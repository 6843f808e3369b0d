#!/usr/bin/env bash
# Takes the screenshots in docs/screenshots/: the example course in the preview, in headless Chromium.
# It needs the tools of the browser tests (`.ci/run` installs them). pngquant compresses the files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo test --quiet --locked --features browser-tests --test browser -- --ignored --exact screenshots::screenshots

if command -v pngquant >/dev/null; then
    pngquant --force --ext .png --skip-if-larger --strip 128 docs/screenshots/*.png || [ $? = 98 ]
else
    echo "pngquant not found: the screenshots are not compressed" >&2
fi
ls -l docs/screenshots
