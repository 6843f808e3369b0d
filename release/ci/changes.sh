# Writes what a pull request changes, as Markdown: counts of findings, the outline before and after, files.
# With HOOPAI_TOKEN and HOOPAI_LOCATION_ID it also tells what an import would send.
#
#   COURSES  the courses' folders, one a line
#   BASE     the commit that the pull request is compared with
#   LINK     the address of the run, where the preview is
#   WORK     a folder for files: changes.md is written there
# shellcheck shell=bash
set -euo pipefail

mkdir -p "$WORK"
git cat-file -e "$BASE^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$BASE"
before=$(mktemp -d "$WORK/before.XXXXXX")
git worktree add --quiet --force --detach "$before" "$BASE"
trap 'git worktree remove --force "$before"' EXIT

# Text of a course in a block of code that it cannot end, and no longer than a comment may be.
block() {
    printf '\n``````````%s\n' "$1"
    # shellcheck disable=SC2016
    head -c 15000 | sed 's/``````````*/`````/g'
    # What writes here ends by itself.
    cat >/dev/null
    printf '\n``````````\n'
}

outline() {
    (cd "$1" && [ -d "$2" ] && coursedir outline --quiet -- "$2" 2>/dev/null) || true
}

tell() {
    local course=$1 counts
    counts=$({ coursedir check --color never --format concise -- "$course" 2>&1 >/dev/null || true; } |
        grep -E '^([0-9]+ (error|warning|info)|no problems)' || true)
    # The name of a folder is no Markdown.
    printf '\n### %s\n\n%s\n' "$(printf '%s' "$course" | tr -c '[:alnum:]._/ -' '?')" "${counts:-The course cannot be read.}"
    outline "$before" "$course" >"$WORK/outline.before"
    outline . "$course" >"$WORK/outline.after"
    if cmp -s "$WORK/outline.before" "$WORK/outline.after"; then
        printf '\nThe outline stays as it is.\n'
    else
        { diff -U 3 "$WORK/outline.before" "$WORK/outline.after" || true; } | tail -n +3 | block diff
    fi
    git -c core.quotePath=true diff --name-status "$BASE" HEAD -- "$course" >"$WORK/files"
    [ ! -s "$WORK/files" ] || block "" <"$WORK/files"
    if [ -n "${HOOPAI_TOKEN:-}" ] && [ -n "${HOOPAI_LOCATION_ID:-}" ]; then
        printf '\nWhat an import would do:\n'
        { coursedir status --color never -- "$course" 2>&1 || true; } | block ""
    fi
}

{
    echo '<!-- coursedir -->'
    printf '## What this changes for learners\n'
    while IFS= read -r course; do
        [ -z "$course" ] || tell "$course"
    done <<<"$COURSES"
    [ -z "${LINK:-}" ] || printf '\nThe preview is an artifact of [this run](%s).\n' "$LINK"
} >"$WORK/all.md"
head -c 60000 "$WORK/all.md" >"$WORK/changes.md"
