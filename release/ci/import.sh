# Imports courses.
#
#   COURSES  the courses' folders, one a line
#   ARGS     further arguments of `coursedir import`, between spaces
#   WORK     a folder for files: what an update replaces is kept in replaced/
# shellcheck shell=bash
set -euo pipefail

folders=()
while IFS= read -r course; do
    [ -z "$course" ] || folders+=("$course")
done <<<"$COURSES"
read -r -d '' -a args <<<"${ARGS:-}" || true

export COURSEDIR_KEEP_IN="$WORK/replaced"
# A cancellation goes to coursedir, which then ends cleanly.
exec coursedir import --yes ${args[@]+"${args[@]}"} -- "${folders[@]}"
