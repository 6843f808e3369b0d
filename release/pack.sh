#!/usr/bin/env bash
# Packs a release from built programs: archives, npm packages, wheels, installers, formula, template, checksums.
#
#   release/pack.sh BUILT FOLDER
#
# BUILT holds a folder for each target, with program/ and, if there are any, wheels/.
set -euo pipefail
release=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
built=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

here=$(cd "$release" && python3 -c 'import project; print(project.target_here().rust)')
chmod +x "$built/$here/program/coursedir"
python3 "$release/pages.py" "$built/$here/program/coursedir" "$work/pages"
for target in "$built"/*/; do
    for program in "$target"program/coursedir*; do
        python3 "$release/archive.py" "$(basename "$target")" "$program" "$work/pages" "$folder"
    done
    find "$target" -name '*.whl' -exec cp {} "$folder/" \;
done
python3 "$release/npm.py" "$folder" "$work/npm"
for package in "$work/npm"/*/; do
    npm pack --silent --pack-destination "$folder" "$package" >/dev/null
done
python3 "$release/render.py" "$folder"
