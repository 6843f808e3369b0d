#!/usr/bin/env bash
# A lesson begins, behind its front matter, with code that is indented by four blanks, and ends with two line ends.
# A script reads and writes it without any change: python-frontmatter 1.3.0 (PyPI), `dumps(loads(text))`.
# One expects the same file, or other spellings in the front matter only.
# The text is stripped at both ends: the first line of the code loses its indentation and becomes a paragraph.
# The second line keeps its blanks, and so it joins that paragraph: the whole block of code is gone.
# The keys are sorted, comments in the front matter go, and so does the last line end.
# A lesson that begins with a sentence shows nothing of it but the order of its keys.
# A tool should keep the text behind the front matter byte for byte; after such a script, compare code blocks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-frontmatter==1.3.0 markdown-it-py==4.3.0

cat > save.py <<'PY'
import frontmatter
from markdown_it import MarkdownIt
text = "---\ntitle: Loops\n# from the old course\norder: 2\n---\n\n    for x in y:\n        bake(x)\n\nWhat is printed?\n\n"
saved = frontmatter.dumps(frontmatter.loads(text))
for name, file in (("before", text), ("after", saved)):
    head, body = file.split("---\n", 2)[1:]
    print(f"{name}: {head.strip()!r} {MarkdownIt().render(body)!r} ends with {file[-2:]!r}")
PY

cat > expected <<'TEXT'
before: 'title: Loops\n# from the old course\norder: 2' '<pre><code>for x in y:\n    bake(x)\n</code></pre>\n<p>What is printed?</p>\n' ends with '\n\n'
after: 'order: 2\ntitle: Loops' '<p>for x in y:\nbake(x)</p>\n<p>What is printed?</p>\n' ends with 'd?'
TEXT
venv/bin/python save.py > actual
if diff expected actual; then
  echo 'ok: python-frontmatter 1.3.0 turns code at the start of a lesson into a paragraph'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
