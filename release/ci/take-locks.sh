# Takes the lock files of the default branch before an import, and leaves a mark there until they are back.
#
#   COURSES  the courses' folders, one a line
#   BRANCH   the default branch
#   MARK     the mark: a branch, as refs/heads/coursedir-importing
#   WORK     a folder for files that outlives the steps of the job
# shellcheck shell=bash
set -euo pipefail

if git ls-remote --exit-code origin "$MARK" >/dev/null; then
    [ -z "${GITHUB_ACTIONS:-}" ] || printf '::error::'
    echo "an earlier run did not bring coursedir.lock back: see \"Recover a failed run\" in the guide"
    exit 1
fi
git fetch --no-tags --depth=1 origin "+refs/heads/$BRANCH:refs/remotes/origin/$BRANCH"
mkdir -p "$WORK/taken"
# The lock file of the default branch is the valid one, not that of a tag. Each further location has a file of its own:
# coursedir.LOCATION.lock.
while IFS= read -r course; do
    [ -n "$course" ] || continue
    git ls-tree -r -z --name-only "origin/$BRANCH" -- "${course%/}/" |
        while IFS= read -r -d '' lock; do
            [[ ${lock##*/} =~ ^coursedir([.].+)?[.]lock$ ]] || continue
            mkdir -p "$(dirname "$lock")" "$WORK/taken/$(dirname "$lock")"
            git show "origin/$BRANCH:$lock" >"$lock"
            cp "$lock" "$WORK/taken/$lock"
        done
done <<<"$COURSES"
# The mark stays until the lock files are back, even if this machine is lost.
git push origin "origin/$BRANCH:$MARK"
