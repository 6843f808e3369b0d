#!/usr/bin/env bash
# The jobs of the template for GitLab, run as its runner runs them: a merge request, and an import on the default branch.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"

wrong() {
    echo "wrong: $*" >&2
    exit 1
}

program
start_sandbox
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyyaml==6.0.3
mkdir dist
PYTHONDONTWRITEBYTECODE=1 python3 "$repository/release/render.py" dist >/dev/null

# job NAME FILE: the commands of a job, with those of the jobs that it extends.
job() {
    venv/bin/python - "$1" >"$2" <<'END'
import sys
import yaml

with open("dist/coursedir.gitlab-ci.yml", encoding="utf-8") as file:
    template = yaml.safe_load(file)
job = template[sys.argv[1]]
base = template[job["extends"]]
for name, value in template["variables"].items():
    print(f"export {name}=${{{name}:-{value!r}}}")
print("\n".join(base["before_script"] + job["script"]))
END
}
job coursedir-check check.sh
job coursedir-import import.sh

export GIT_CONFIG_GLOBAL="$work/gitconfig" GIT_CONFIG_NOSYSTEM=1
git config --global user.name Author
git config --global user.email author@example.com
git config --global init.defaultBranch main
git init --quiet --bare origin
git clone --quiet origin author 2>/dev/null
mkdir -p author/bread author/rye
printf '# Welcome\n\nHello.\n' >author/bread/01-welcome.md
printf '# Rye\n\nRye is dark.\n' >author/rye/01-rye.md
git -C author add --all
git -C author commit --quiet -m One
git -C author push --quiet origin HEAD:main
base=$(git -C author rev-parse HEAD)

# run SCRIPT COMMIT VARIABLE…: a job on a machine of its own, where the program is in the cache.
run() {
    local script=$1 commit=$2
    shift 2
    rm -rf machine
    git clone --quiet origin machine
    git -C machine checkout --quiet "$commit"
    mkdir machine/.coursedir-tool
    cp "$COURSEDIR" machine/.coursedir-tool/coursedir
    (cd machine && env CI_PROJECT_DIR="$PWD" CI_DEFAULT_BRANCH=main COURSES=$'bread\nrye' "$@" \
        bash --noprofile --norc -e -o pipefail "$work/$script" </dev/null)
}

git -C author checkout --quiet -b more
printf '# Hello\n\n![](x.png)\n' >author/bread/01-welcome.md
git -C author commit --quiet --all -m Two
git -C author push --quiet origin more
status=0
run check.sh "$(git -C author rev-parse HEAD)" CI_MERGE_REQUEST_DIFF_BASE_SHA="$base" >log 2>&1 || status=$?
[ "$status" = 1 ] || wrong "the check of an error: $status $(cat log)"
for part in '-    └── Welcome' '+    └── Hello' 'The outline stays as it is.' 'error[missing-image]'; do
    grep -qF -- "$part" log || wrong "$part is not in the log: $(cat log)"
done
[ -s machine/.coursedir-work/preview/index.html ] || wrong "no preview"
[ -z "$(git -C machine status --porcelain -- bread rye)" ] || wrong "the courses changed"

for _ in once twice; do
    run import.sh "$base" CI_COMMIT_REF_NAME=main HOOPAI_BASE_URL="$sandbox" HOOPAI_LOCATION_ID=here \
        HOOPAI_TOKEN=pit-00000000-0000-0000-0000-000000000000 >log 2>&1 || wrong "the import: $(cat log)"
done
for course in bread rye; do
    git -C origin show "main:$course/coursedir.lock" | grep -q 'state=imported' || wrong "no lock of $course: $(cat log)"
done
[ "$(git -C origin branch --format='%(refname:short)')" = $'main\nmore' ] || wrong "the mark is still there"
[ "$(git -C origin log --format=%s main)" = $'Remember the import of main\nOne' ] || wrong "$(git -C origin log main)"
echo "ok: the jobs for GitLab check a merge request and import two courses once"
