#!/usr/bin/env bash
# A lesson about Markdown is read and written again by @tiptap/markdown 3.35.0 (npm), as an editor does when it saves.
# One expects other signs at most (`*` for `-`), but the same document; markdown-it 15.0.3 reads both.
# A block that shows a block (four backticks around three) is written with three: it ends at the first line inside.
# The backslashes of "1986\. A good year." and "\- 3 degrees" go, so both become lists; `\#` becomes a heading.
# A link to a file with a blank (`<my dough.md>`) loses its angle brackets and is no link any more.
# A picture that is a link keeps the picture only; a list that starts at 0 starts at 1.
# Plain backticks, asterisks and brackets are escaped well, so tests with those pass.
# A course that was saved once in such an editor should be compared by what is read from it, not by eye.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error markdown-it@15.0.3 @tiptap/core@3.35.0 @tiptap/pm@3.35.0 \
  @tiptap/markdown@3.35.0 @tiptap/starter-kit@3.35.0 @tiptap/extension-image@3.35.0 >/dev/null

cat > save.mjs <<'JS'
import MarkdownIt from 'markdown-it';
import Image from '@tiptap/extension-image';
import { MarkdownManager } from '@tiptap/markdown';
import StarterKit from '@tiptap/starter-kit';
const manager = new MarkdownManager({ extensions: [StarterKit, Image] });
const show = (text) => new MarkdownIt().render(text).replaceAll('\n', ' ').replaceAll('> <', '><').trim();
for (const text of ['````\n```\nbake\n```\n````', '1986\\. A good year.', '\\- 3 degrees', '\\# no heading',
  '[Dough](<my dough.md>)', '[![Oven](oven.png)](oven.md)', '0. Prepare', 'a \\* b \\[c\\](d)'])
  console.log(`${show(text)}\n  => ${show(manager.serialize(manager.parse(text)))}`);
JS

cat > expected <<'TEXT'
<pre><code>``` bake ``` </code></pre>
  => <pre><code></code></pre><p>bake</p><pre><code></code></pre>
<p>1986. A good year.</p>
  => <ol start="1986"><li>A good year.</li></ol>
<p>- 3 degrees</p>
  => <ul><li>3 degrees</li></ul>
<p># no heading</p>
  => <h1>no heading</h1>
<p><a href="my%20dough.md">Dough</a></p>
  => <p>[Dough](my dough.md)</p>
<p><a href="oven.md"><img src="oven.png" alt="Oven"></a></p>
  => <p><img src="oven.png" alt="Oven"></p>
<ol start="0"><li>Prepare</li></ol>
  => <ol><li>Prepare</li></ol>
<p>a * b [c](d)</p>
  => <p>a * b [c](d)</p>
TEXT
NODE_ENV=production node save.mjs > actual
if diff expected actual; then
  echo 'ok: @tiptap/markdown 3.35.0 breaks blocks within blocks, escaped signs, and links with a blank'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
