# Checks courses: a SARIF log as a file, then the findings for people, whose exit status counts.
#
#   COURSES  the courses' folders, one a line
#   ARGS     further arguments of `coursedir check`, between spaces
#   FORMAT   how the findings are printed: `github`, `concise`
#   WORK     a folder for files: findings.sarif is written there
# shellcheck shell=bash
set -euo pipefail

folders=()
while IFS= read -r course; do
    [ -z "$course" ] || folders+=("$course")
done <<<"$COURSES"
read -r -d '' -a args <<<"${ARGS:-}" || true

mkdir -p "$WORK"
status=0
coursedir check --quiet --format sarif ${args[@]+"${args[@]}"} -- "${folders[@]}" >"$WORK/findings.sarif" || status=$?
# An error other than findings leaves no log.
[ "$status" -le 1 ] || rm -f "$WORK/findings.sarif"
exec coursedir check --format "$FORMAT" ${args[@]+"${args[@]}"} -- "${folders[@]}"
