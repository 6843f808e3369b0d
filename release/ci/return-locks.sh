# Brings the lock files back to the default branch after an import, also after one that failed: uploads and an unknown
# outcome must be recorded. Removes the mark then.
#
#   COURSES, BRANCH, MARK, WORK   as for take-locks.sh
#   REASON                       what the commit is for: a tag or a branch
#   PAUSES                       the seconds between attempts [default: 1 5 15 30 60]
# shellcheck shell=bash
set -euo pipefail

mkdir -p "$WORK/written"
while IFS= read -r course; do
    [ -n "$course" ] || continue
    find "$course" -name .git -prune -o -type f -name 'coursedir*.lock' -print0 |
        while IFS= read -r -d '' lock; do
            lock=${lock#./}
            if ! cmp -s "$lock" "$WORK/taken/$lock"; then
                mkdir -p "$WORK/written/$(dirname "$lock")"
                cp "$lock" "$WORK/written/$lock"
            fi
        done
done <<<"$COURSES"

# Puts the lock files onto the newest commit of the branch.
commit() {
    git fetch --no-tags --depth=1 origin "+refs/heads/$BRANCH:refs/remotes/origin/$BRANCH"
    git checkout --quiet --force --detach "origin/$BRANCH"
    cp -R "$WORK/written/." .
    (cd "$WORK/written" && find . -type f -print0) | xargs -0 git add --force --
    git diff --cached --quiet || git commit --quiet -m "Remember the import of $REASON"
}

if [ -n "$(ls -A "$WORK/written")" ]; then
    git config user.name "coursedir"
    git config user.email "coursedir@users.noreply.github.com"
    back=no
    for pause in ${PAUSES:-1 5 15 30 60}; do
        commit
        if git push origin "HEAD:refs/heads/$BRANCH"; then
            back=yes
            break
        fi
        sleep "$pause"
    done
    if [ "$back" = no ]; then
        [ -z "${GITHUB_ACTIONS:-}" ] || printf '::error::'
        echo "coursedir.lock could not be brought back; it is printed below"
        find "$WORK/written" -type f -exec cat {} +
        exit 1
    fi
fi
git push origin ":$MARK"
