# Chooses the version of coursedir and the folders of a run of the action: outputs version, repository, tool, bin, work.
#
#   VERSION             another version than that of the action
#   RUN                 `check` or `import`
#   GITHUB_ACTION_PATH, RUNNER_TEMP, RUNNER_TOOL_CACHE, GITHUB_OUTPUT
# shellcheck shell=bash
set -euo pipefail

case $RUN in
    check | import) ;;
    *)
        echo "::error::the input \`run\` is neither \`check\` nor \`import\`: $RUN"
        exit 2
        ;;
esac

# A value of `[package]`, which is the first part of the file.
value() {
    sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1
}

version=${VERSION:-$(value version)}
version=${version#v}
if ! [[ $version =~ ^[0-9]+[.][0-9]+[.][0-9]+([-.][0-9A-Za-z.-]+)?$ ]]; then
    echo "::error::not a version: $version"
    exit 2
fi
tool=${RUNNER_TOOL_CACHE:-$RUNNER_TEMP}/coursedir/$version
# A drive letter has the sign that separates folders of PATH.
bin=$tool
! command -v cygpath >/dev/null || bin=$(cygpath --unix "$tool")
work=$(mktemp -d "$RUNNER_TEMP/coursedir.XXXXXX")
{
    echo "version=$version"
    echo "repository=$(value repository)"
    echo "tool=$tool"
    echo "bin=$bin"
    echo "work=$work"
} >>"$GITHUB_OUTPUT"
