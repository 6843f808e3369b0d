#!/usr/bin/env bash
# The packages of a release, made here for this machine and installed where no Rust is: the archive through its
# installer, the npm packages, the wheel. With each of them `coursedir preview` of the example course answers.
# PROFILE is the profile of Cargo for the wheel: dev or release [default: dev]. With `test`, maturin packs the tests.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
maturin=maturin==1.16.0

preview_id=
server_id=
finish() {
    [ -z "$preview_id" ] || kill -TERM "$preview_id" 2>/dev/null || true
    [ -z "$server_id" ] || kill -TERM "$server_id" 2>/dev/null || true
    stop
}
trap finish EXIT

wrong() {
    echo "wrong: $*" >&2
    exit 1
}

# The tools of an author's machine, and no Rust.
mkdir "$work/tools" "$work/home"
for tool in bash sh node npm python3 curl tar gzip sed cut uname mktemp rm mv mkdir chmod sha256sum dirname env cat grep; do
    path=$(PYENV_VERSION='' type -P "$tool") || wrong "$tool is missing"
    [ "$tool" != python3 ] || path=$(python3 -c 'import sys; print(sys._base_executable)')
    ln -s "$path" "$work/tools/$tool"
done
# What begins a command on an author's machine: an empty home, only these tools, and a folder with a program.
author() {
    author=(env -i HOME="$work/home" PATH="${1:+$1:}$work/tools" npm_config_cache="$work/npm-cache")
}

# answers BIN WHAT: a preview with the program that was installed answers.
answers() {
    local address='' begin=$SECONDS
    author "$1"
    [ -z "$("${author[@]}" sh -c 'command -v cargo || command -v rustc')" ] || wrong "Rust is on the PATH"
    "${author[@]}" coursedir preview "$repository/example-course" --port 0 2>"$work/preview.log" &
    preview_id=$!
    for _ in $(seq 300); do
        address=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/preview.log" | head -n 1 || true)
        [ -z "$address" ] || break
        sleep 0.1
    done
    [ -n "$address" ] || wrong "$2: no preview: $(cat "$work/preview.log")"
    curl --silent --fail "$address/" | grep -q 'Sourdough at home' || wrong "$2: the preview does not answer"
    # The end of npm's script is that of the program.
    kill -TERM "$preview_id"
    wait "$preview_id" || true
    preview_id=
    ! curl --silent --max-time 2 "$address/" >/dev/null || wrong "$2: the preview goes on"
    echo "$2: the preview answers, $((SECONDS - begin)) s: $("${author[@]}" coursedir --version)"
    author ""
}

author ""
program
cd "$work"
target=$(cd "$repository/release" && PYTHONDONTWRITEBYTECODE=1 python3 -c 'import project; print(project.target_here().rust)')
mkdir -p "built/$target/program"
cp "$COURSEDIR" "built/$target/program/coursedir"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "$maturin"
(cd "$repository/release/pypi" &&
    "$work/venv/bin/maturin" build --quiet --profile "${PROFILE:-dev}" --auditwheel skip --out "$work/built/$target/wheels")

PYTHONDONTWRITEBYTECODE=1 "$repository/release/pack.sh" built dist >/dev/null
version=$("$COURSEDIR" --version | cut -d ' ' -f 2)
for file in "coursedir-$version-$target.tar.gz" "coursedir-$version.tgz" install.sh install.ps1 coursedir.rb SHA256SUMS; do
    [ -s "dist/$file" ] || wrong "the release has no $file"
done
(cd dist && sha256sum --quiet --check SHA256SUMS) || wrong "a checksum"
tar -tzf "dist/coursedir-$version-$target.tar.gz" >listed
for page in man/man1/coursedir.1 man/man1/coursedir-import.1 completions/zsh/_coursedir LICENSE-MIT; do
    grep -q "/$page\$" listed || wrong "the archive has no $page"
done
if command -v ruby >/dev/null; then
    ruby -c dist/coursedir.rb >/dev/null || wrong "the formula"
fi

# The installer, against a server on this machine.
python3 -m http.server --bind 127.0.0.1 --directory dist 0 >server.log 2>&1 &
server_id=$!
for _ in $(seq 100); do
    port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' server.log)
    [ -z "$port" ] || break
    python3 -c 'import time; time.sleep(0.1)'
done
[ -n "$port" ] || wrong "no server"
"${author[@]}" COURSEDIR_DOWNLOADS="http://127.0.0.1:$port" sh dist/install.sh
answers "$work/home/.local/bin" "the installer"
# A changed archive is not installed, and neither is one from an address without https.
rm "$work/home/.local/bin/coursedir"
printf 'x' >>"dist/coursedir-$version-$target.tar.gz"
! "${author[@]}" COURSEDIR_DOWNLOADS="http://127.0.0.1:$port" sh dist/install.sh 2>refused || wrong "a changed archive is installed"
grep -q 'the checksum' refused || wrong "$(cat refused)"
! "${author[@]}" COURSEDIR_DOWNLOADS="http://example.com" sh dist/install.sh 2>refused || wrong "an address without https"
grep -q 'not an https address' refused || wrong "$(cat refused)"
[ ! -e "$work/home/.local/bin/coursedir" ] || wrong "it is installed all the same"

# npm, without a registry.
mkdir npm
(cd npm && "${author[@]}" npm install --silent --offline --no-audit --no-fund ../dist/*.tgz >/dev/null) || wrong "npm"
answers "$work/npm/node_modules/.bin" "npm"
status=0
author "$work/npm/node_modules/.bin"
"${author[@]}" coursedir check "$work/nowhere" 2>/dev/null || status=$?
author ""
[ "$status" = 2 ] || [ "$status" = 3 ] || wrong "npm: the exit status is not that of the program: $status"

# pip, without a registry.
"${author[@]}" python3 -m venv pip
"${author[@]}" pip/bin/python -m pip install --quiet --disable-pip-version-check --no-index dist/*.whl
answers "$work/pip/bin" "pip"

echo "ok: the installer, npm and pip install coursedir $version, and its preview answers"
