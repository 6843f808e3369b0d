#!/usr/bin/env bash
# A lesson is read and written again by @lexical/markdown 0.52.0 (npm) with its own transformers, as an editor does on saving.
# One expects other signs at most, but the same document.
# Code in a step of a list is moved to the margin: the list ends there, and the code is no part of the step.
# Code in a quotation becomes text: its fences are printed, and `x * y` gets a backslash.
# The empty line between two paragraphs of a quotation becomes `> >`: an empty quotation inside the quotation.
# A line `***` becomes three printed asterisks.
# The backslash of "\- 3 degrees" or "1986\. A good year" is lost, so both become lists.
# Plain paragraphs, links and lists are kept, so a test with those passes.
# Lessons that were saved once in such an editor should be compared by what is read from them, code above all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error lexical@0.52.0 @lexical/markdown@0.52.0 @lexical/headless@0.52.0 \
  @lexical/code@0.52.0 @lexical/link@0.52.0 @lexical/list@0.52.0 @lexical/rich-text@0.52.0 >/dev/null

cat > save.mjs <<'JS'
import { CodeNode } from '@lexical/code';
import { createHeadlessEditor } from '@lexical/headless';
import { LinkNode } from '@lexical/link';
import { ListItemNode, ListNode } from '@lexical/list';
import { $convertFromMarkdownString, $convertToMarkdownString, TRANSFORMERS } from '@lexical/markdown';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
const save = (text) => {
  const editor = createHeadlessEditor({
    nodes: [CodeNode, HeadingNode, LinkNode, ListItemNode, ListNode, QuoteNode],
    onError: (error) => { throw error; },
  });
  editor.update(() => $convertFromMarkdownString(text, TRANSFORMERS), { discrete: true });
  return editor.read(() => $convertToMarkdownString(TRANSFORMERS));
};
const show = (text) => text.replaceAll('\n', '|');
for (const text of ['> Flour\n>\n> Water', '> ```js\n> x * y\n> ```', '1. Mix\n\n   ```sh\n   bake\n   ```\n\n2. Rest', 'Mix\n\n***\n\nRest', '\\- 3 degrees', '1986\\. A good year', '**Mix** and [rest](rest.md)'])
  console.log(`${show(text)} => ${show(save(text))}`);
JS

cat > expected <<'TEXT'
> Flour|>|> Water => > Flour|> >|> Water
> ```js|> x * y|> ``` => > \`\`\`js|> x \* y|> \`\`\`
1. Mix||   ```sh|   bake|   ```||2. Rest => 1. Mix||```sh|bake|```||2. Rest
Mix||***||Rest => Mix||\*\*\*||Rest
\- 3 degrees => - 3 degrees
1986\. A good year => 1986. A good year
**Mix** and [rest](rest.md) => **Mix** and [rest](rest.md)
TEXT
NODE_ENV=production node save.mjs > actual
if diff expected actual; then
  echo 'ok: @lexical/markdown 0.52.0 moves code out of steps and escapes it in quotations'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
