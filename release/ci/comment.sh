# Puts changes.md below a pull request on GitHub, in the place of the comment of the run before. Needs curl and jq.
# A token that may not comment, as those of forks, is a warning.
#
#   WORK                a folder with changes.md
#   COMMENTS            the address of the pull request's comments: …/repos/OWNER/NAME/issues/NUMBER/comments
#   GITHUB_TOKEN        a token
# shellcheck shell=bash
set -euo pipefail

# The token is in no list of processes.
call() {
    curl --silent --show-error --fail-with-body --config - "$@" <<END
header = "Authorization: Bearer $GITHUB_TOKEN"
header = "Accept: application/vnd.github+json"
END
}

comment() {
    local own
    jq --raw-input --slurp '{body: .}' "$WORK/changes.md" >"$WORK/comment.json"
    own=$(call "$COMMENTS?per_page=100" |
        jq -r '[.[] | select(.user.type == "Bot") | select(.body | startswith("<!-- coursedir -->"))][0].url // empty') || return
    if [ -n "$own" ]; then
        call --request PATCH --data "@$WORK/comment.json" "$own"
    else
        call --request POST --data "@$WORK/comment.json" "$COMMENTS"
    fi >"$WORK/answer.json"
}

if ! comment; then
    echo "::warning::coursedir could not comment on the pull request: it needs \`pull-requests: write\`"
fi
