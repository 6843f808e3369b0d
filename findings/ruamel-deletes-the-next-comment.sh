#!/usr/bin/env bash
# One key of a commented course file is deleted with ruamel.yaml 0.19.1 and with npm's yaml 2.9.1.
# Both are chosen because they keep comments when a program edits a file.
# One expects that the comment above the deleted key goes, and that all others stay.
# ruamel.yaml ties a comment to the key *before* it.
# So the deleted key's comment stays and stands above the next key, whose own comment is lost.
# In the output, "# Only for testers" now describes `order`, and "# Week 1 stays first" is gone.
# npm's yaml removes the right comment, but it pushes a blank line in front of "# end".
# It matters to every tool that writes `draft` or `order` back into a file of the author.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error yaml@2.9.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ruamel.yaml==0.19.1

cat > course.yaml <<'YAML'
title: Bread

# Only for testers
draft: true

# Week 1 stays first
order:
  - knead.md
# end
YAML

cat > edit.py <<'PY'
import sys
from ruamel.yaml import YAML
yaml = YAML()
yaml.indent(mapping=2, sequence=4, offset=2)
data = yaml.load(open("course.yaml"))
del data["draft"]
yaml.dump(data, sys.stdout)
PY
cat > edit.mjs <<'JS'
import fs from 'node:fs';
import { parseDocument } from 'yaml';
const doc = parseDocument(fs.readFileSync('course.yaml', 'utf8'));
doc.delete('draft');
process.stdout.write(doc.toString());
JS

cat > expected <<'TEXT'
== ruamel.yaml
title: Bread

# Only for testers
order:
  - knead.md
# end
== yaml
title: Bread

# Week 1 stays first
order:
  - knead.md

# end
TEXT
{ echo '== ruamel.yaml'; venv/bin/python edit.py; echo '== yaml'; node edit.mjs; } > actual
if diff expected actual; then
  echo 'ok: ruamel.yaml 0.19.1 keeps the comment of the deleted key and drops that of the next one'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
