#!/usr/bin/env bash
# A .gitignore line with a negated class (`week[!0-9]*`) is applied by git, pathspec and npm's ignore.
# Versions: pathspec 1.1.1 (GitIgnoreSpec, said to follow git) and ignore 7.0.17; git is the installed one.
# One expects that `[!0-9]` never matches a slash, as git's manual says of `?` and `*`.
# pathspec lets `[!0-9]` match the slash behind a folder's name.
# The rule is meant for "weekly.md", but every lesson below the folder `week/` is ignored, too.
# pathspec also never matches POSIX classes such as `[[:digit:]]`, which git understands.
# npm's ignore gives git's answer in all cases.
# A tool that leaves out what git ignores would drop a whole week of lessons without a word.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error ignore@7.0.17 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pathspec==1.1.1

cat > ask.py <<'PY'
import sys, warnings
warnings.simplefilter("ignore")
import pathspec
rule, *files = sys.argv[1:]
print(" ".join(sorted(pathspec.GitIgnoreSpec.from_lines([rule]).match_files(files))))
PY
cat > ask.mjs <<'JS'
import ignore from 'ignore';
const [rule, ...files] = process.argv.slice(2);
console.log(files.filter((file) => ignore({ ignorecase: false }).add(rule).ignores(file)).sort().join(' '));
JS

files=(week/01.md week1.md weekly.md 9-notes.md)
mkdir -p repo/week
git init --quiet repo
for file in "${files[@]}"; do echo text > "repo/$file"; done
ask() {
  echo "rule: $1"
  echo "$1" > repo/.git/info/exclude
  echo "  git:      $(git -C repo ls-files --others --ignored --exclude-standard | sort | paste -sd' ')"
  echo "  ignore:   $(node ask.mjs "$1" "${files[@]}")"
  echo "  pathspec: $(venv/bin/python ask.py "$1" "${files[@]}")"
}

expected='rule: week[!0-9]*
  git:      weekly.md
  ignore:   weekly.md
  pathspec: week/01.md weekly.md
rule: [[:digit:]]-notes.md
  git:      9-notes.md
  ignore:   9-notes.md
  pathspec: '
actual=$(ask 'week[!0-9]*'; ask '[[:digit:]]-notes.md')
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: in pathspec 1.1.1 a negated class matches the slash, and POSIX classes match nothing'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
