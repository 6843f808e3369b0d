#!/usr/bin/env bash
# How much memory does an upload need? Imports a course with a video of 500 MB, the largest that the
# platform takes, into the sandbox, and prints the importer's peak. Fails when it is over the limit.
#
#   benches/upload-memory.sh                 builds a release first
#   COURSEDIR=target/debug/coursedir benches/upload-memory.sh      measures that binary
#
# Needs Linux or macOS, and 500 MB in the folder for temporary files (TMPDIR): the sandbox keeps what
# it is sent. The importer is a process of its own, so the sandbox's memory is not in the figure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly LIMIT_KB=$((64 * 1000)) # 64 MB, in units of 1,000 bytes
readonly VIDEO_BYTES=$((500 * 1024 * 1024))

if [[ -z "${COURSEDIR:-}" ]]; then
    cargo build --release --locked --quiet
    COURSEDIR="${CARGO_TARGET_DIR:-target}/release/coursedir"
fi

# Settings of whoever runs this must not decide what is measured.
for name in $(compgen -e); do
    case "$name" in HOOPAI_* | COURSEDIR_*) unset "$name" ;; esac
done

work="$(mktemp -d)"
sandbox=""
tidy() {
    if [[ -n "$sandbox" ]]; then
        kill "$sandbox" 2>/dev/null || true
        wait "$sandbox" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap tidy EXIT

# A course with one large video and a small material, to have more than one upload.
mkdir -p "$work/course/01-start"
printf '# Welcome\n\nA long film.\n' >"$work/course/01-start/01-welcome.md"
printf '%%PDF-1.4\nA small file.\n' >"$work/course/01-start/01-welcome.pdf"
# Sparse: it takes no room on this disk, and is read as zeros.
dd if=/dev/zero of="$work/course/01-start/01-welcome.mp4" bs=1 count=0 seek="$VIDEO_BYTES" 2>/dev/null

"$COURSEDIR" sandbox --port 0 "$work/data" 2>"$work/sandbox.log" &
sandbox=$!
base=""
for _ in $(seq 100); do
    base="$(sed -n 's/^the sandbox listens on //p' "$work/sandbox.log")"
    [[ -n "$base" ]] && break
    sleep 0.1
done
if [[ -z "$base" ]]; then
    echo "the sandbox did not start:" >&2
    cat "$work/sandbox.log" >&2
    exit 1
fi
export HOOPAI_BASE_URL="$base" HOOPAI_TOKEN=any HOOPAI_LOCATION_ID=sandbox

# Runs the command behind the first argument and writes its peak memory in kB (1,000 bytes) to the
# file that the first argument names.
measured() {
    local result="$1"
    shift
    if command -v python3 >/dev/null; then
        # The kernel's own figure for the child, exact to its end.
        python3 - "$result" "$@" <<'PYTHON'
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
peak *= 1 if sys.platform == "darwin" else 1024
with open(sys.argv[1], "w") as result:
    result.write(str(peak // 1000))
sys.exit(status)
PYTHON
    else
        # Linux: the high-water mark, looked at until the process is gone.
        "$@" &
        local importer=$! peak=0 seen
        while seen="$(awk '/^VmHWM:/ { print $2 }' "/proc/$importer/status" 2>/dev/null)" && [[ -n "$seen" ]]; do
            peak="$seen"
            sleep 0.02
        done
        echo $((peak * 1024 / 1000)) >"$result"
        wait "$importer"
    fi
}

seconds="$SECONDS"
measured "$work/peak" "$COURSEDIR" import "$work/course" --yes --quiet
seconds=$((SECONDS - seconds))

# Only an upload that arrived says anything.
if ! find "$work/data" -type f -size "${VIDEO_BYTES}c" | grep -q .; then
    echo "the sandbox does not have the video: nothing was measured" >&2
    exit 1
fi

peak="$(cat "$work/peak")"
printf 'peak memory of the importer: %d.%d MB (limit %d MB), in about %d s\n' \
    $((peak / 1000)) $((peak % 1000 / 100)) $((LIMIT_KB / 1000)) "$seconds"
if ((peak == 0 || peak > LIMIT_KB)); then
    echo "that is too much" >&2
    exit 1
fi
