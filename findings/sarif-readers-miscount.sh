#!/usr/bin/env bash
# A valid SARIF log has six results: three dead links, a check that passed, a suppressed one, and one of a rule without settings.
# Readers: sarif-tools 3.0.5 (PyPI), sarif-junit 1.1.4 and @security-alert/sarif-to-markdown 1.11.1 (npm).
# One expects four problems from each of them: `kind: pass` is none, and a suppressed one was accepted by somebody.
# sarif-tools and sarif-junit count the suppressed one as an error, like the others.
# Both keep paths encoded (`week%201/a.md`), in formats whose readers expect the names of files.
# sarif-to-markdown gives all results of a rule the message of the first: the missing file's name is wrong from the second on.
# It takes the level of the rule, not of the result, so errors are warnings.
# A rule without `defaultConfiguration` is left out: "no title", an error, is not in the report.
# Whoever writes SARIF should leave out what is accepted, and set a level in every rule.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error sarif-junit@1.1.4 @security-alert/sarif-to-markdown@1.11.1 >/dev/null
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5

cat > write.py <<'PY'
import json
def result(rule, text, line, **more):
    place = {"artifactLocation": {"uri": "week%201/a.md"}, "region": {"startLine": line}}
    return {"ruleId": ["links", "title"][rule], "ruleIndex": rule, "level": "error", "message": {"text": text},
            "locations": [{"physicalLocation": place}], **more}
rules = [{"id": "links", "shortDescription": {"text": "Links"}, "defaultConfiguration": {"level": "warning"}}, {"id": "title"}]
results = [result(0, f"{name}.md is missing", line) for line, name in enumerate(["flour", "water", "yeast"], 1)]
results += [result(0, "rest.md is there", 4, kind="pass", level="none"),
            result(0, "salt.md is missing", 5, suppressions=[{"kind": "external"}]), result(1, "no title", 6)]
json.dump({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "check", "rules": rules}}, "results": results}]}, open("log.sarif", "w"))
PY
cat > read.cjs <<'JS'
const { sarifToMarkdown } = require('@security-alert/sarif-to-markdown');
const log = JSON.parse(require('node:fs').readFileSync('log.sarif', 'utf8'));
const [{ body }] = sarifToMarkdown({ title: 'Report', owner: 'o', repo: 'r', branch: 'main', sourceRoot: '' })(log);
for (const line of body.split('\n')) if (line.startsWith('- **[')) console.log('sarif-to-markdown:', line);
console.log('sarif-to-markdown: no title:', body.includes('no title'), '- water:', body.includes('water'), '- yeast:', body.includes('yeast'));
JS

cat > expected <<'TEXT'
sarif-tools: Severity,Code,Description,Location,Line
sarif-tools: error,links,flour.md is missing,week%201/a.md,1
sarif-tools: error,links,salt.md is missing,week%201/a.md,5
sarif-tools: error,links,water.md is missing,week%201/a.md,2
sarif-tools: error,links,yeast.md is missing,week%201/a.md,3
sarif-tools: error,title,no title,week%201/a.md,6
sarif-tools: none,links,rest.md is there,week%201/a.md,4
sarif-junit: tests="6" failures="5"
sarif-junit, encoded paths: 6
sarif-to-markdown: - **[WARNING]** **[links]**  `flour.md is missing`
sarif-to-markdown: - **[WARNING]** **[links]**  `flour.md is missing`
sarif-to-markdown: no title: false - water: false - yeast: false
TEXT
{
  venv/bin/python write.py
  venv/bin/sarif csv -o list.csv log.sarif >/dev/null
  cut -d, -f2- list.csv | tr -d '\r' | sed 's/^/sarif-tools: /'
  node_modules/.bin/sarif-junit -i log.sarif -o tests.xml >/dev/null
  grep -oE 'tests="[0-9]+" failures="[0-9]+"' tests.xml | head -1 | sed 's/^/sarif-junit: /'
  grep -c 'file="week%201/a.md"' tests.xml | sed 's/^/sarif-junit, encoded paths: /'
  node read.cjs
} > actual
if diff expected actual; then
  echo 'ok: three readers of SARIF count what was accepted, leave out an error, or show a wrong message'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
