# Writes the preview of courses as pages. A course with errors has a preview too.
#
#   COURSES  the courses' folders, one a line
#   WORK     a folder for files: preview/ is made there
# shellcheck shell=bash
set -euo pipefail

folders=()
while IFS= read -r course; do
    [ -z "$course" ] || folders+=("$course")
done <<<"$COURSES"

mkdir -p "$WORK"
status=0
coursedir preview --quiet --export "$WORK/preview" -- "${folders[@]}" || status=$?
# 1: the course has errors, which the check reports.
[ "$status" -le 1 ] || exit "$status"
