#!/usr/bin/env bash
# A proxy between `coursedir` and `coursedir sandbox` that holds requests and responses against HighLevel's OpenAPI files.
# The files are those of the public repository at one commit. They are fetched with git, or taken from a clone: `openapi-proxy.sh DIR`.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
repository_url=https://github.com/GoHighLevel/highlevel-api-docs
commit=0af86a4

files=$work/files
if [ $# -gt 0 ]; then
    clone=$1
else
    git clone --quiet "$repository_url" "$work/clone"
    clone=$work/clone
fi
mkdir "$files"
for file in apps/courses.json apps/medias.json apps/oauth.json common/common-schemas.json; do
    git -C "$clone" show "$commit:$file" >"$files/$(basename "$file")"
done

program
start_sandbox
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openapi-core==0.23.1 Werkzeug==3.1.9
timeout 600 venv/bin/python "$outside/openapi_proxy.py" "$COURSEDIR" "$sandbox" "$files"
