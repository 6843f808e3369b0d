# What the scripts of this folder share. Sourced, not run.
# shellcheck shell=bash
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
outside=$repository/tests/outside
work=$(mktemp -d)
sandbox_id=

stop() {
    [ -z "$sandbox_id" ] || kill -TERM "$sandbox_id" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT

# The program, built if it has to be.
program() {
    if [ -z "${COURSEDIR:-}" ]; then
        cargo build --quiet --manifest-path "$repository/Cargo.toml"
        COURSEDIR=$repository/target/debug/coursedir
    fi
    COURSEDIR=$(realpath "$COURSEDIR")
}

# Starts a sandbox on a free port. `$sandbox` is its address then.
start_sandbox() {
    "$COURSEDIR" sandbox --port 0 --token-calls 1000 "$work/sandbox" 2>"$work/sandbox.log" &
    sandbox_id=$!
    for _ in $(seq 300); do
        sandbox=$(sed -n 's/^the sandbox listens on //p' "$work/sandbox.log")
        [ -z "$sandbox" ] || return 0
        sleep 0.1
    done
    cat "$work/sandbox.log" >&2
    exit 1
}
