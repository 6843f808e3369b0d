#!/usr/bin/env bash
# An editor's language server checks the links of a lesson to its own headings.
# Asked: vscode-markdown-languageservice 0.4.0, whose rule is named `githubSlugifier`, with markdown-it 15.0.3.
# The truth is github-slugger 2.0.0, the rule of rehype-slug, Docusaurus, Astro and GitHub itself.
# One expects the same ids for ordinary headings in English.
# The service only removes signs from a fixed list, so en dashes, fractions and emoji stay in the id.
# "Dough – part 1" is `dough--part-1` on GitHub; the editor calls that link dead and accepts `dough-–-part-1`.
# It also strips hyphens at both ends: "½ cup" and "Rest 🍞" differ for this reason as well.
# An author who follows the editor writes links that are dead on every site; a checker should name both forms.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error --legacy-peer-deps vscode-markdown-languageservice@0.4.0 vscode-languageserver@11.0.0 \
  vscode-languageserver-textdocument@1.0.16 vscode-uri@3.2.0 markdown-it@15.0.3 github-slugger@2.0.0 >/dev/null

cat > check.mjs <<'JS'
import { slug } from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { createLanguageService, githubSlugifier } = require('vscode-markdown-languageservice');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { CancellationToken } = require('vscode-languageserver');
const { URI } = require('vscode-uri');
const headings = ['Q & A', 'Dough – part 1', '½ cup', 'Rest 🍞'];
const links = (rule) => headings.map((heading) => `[go](#${rule(heading)})`).join('\n');
const check = async (rule) => {
  const lesson = TextDocument.create('file:///course/lesson.md', 'markdown', 1, headings.map((heading) => `# ${heading}\n`).join('\n') + '\n' + links(rule));
  const none = () => ({ dispose() {} });
  const workspace = {
    workspaceFolders: [URI.parse('file:///course')], onDidChangeMarkdownDocument: none, onDidCreateMarkdownDocument: none,
    onDidDeleteMarkdownDocument: none, getAllMarkdownDocuments: async () => [lesson], hasMarkdownDocument: () => true,
    openMarkdownDocument: async () => lesson, stat: async () => ({ isDirectory: false }), readDirectory: async () => [],
  };
  const parser = { slugifier: githubSlugifier, tokenize: async (document) => new MarkdownIt().parse(document.getText(), {}) };
  const service = createLanguageService({ workspace, parser, logger: { level: 0, log() {} } });
  const options = { validateReferences: 'error', validateFragmentLinks: 'error', validateFileLinks: 'error',
    validateMarkdownFileLinkFragments: 'error', validateUnusedLinkDefinitions: 'ignore', validateDuplicateLinkDefinitions: 'ignore', ignoreLinks: [] };
  return (await service.computeDiagnostics(lesson, options, CancellationToken.None)).map((found) => found.message);
};
console.log('GitHub:', headings.map((heading) => slug(heading)).join(' '));
console.log((await check(slug)).join('\n'));
const editor = (heading) => decodeURI(githubSlugifier.fromHeading(heading).value);
console.log('editor:', headings.map(editor).join(' '));
console.log('found:', (await check(editor)).length);
JS

cat > expected <<'TEXT'
GitHub: q--a dough--part-1 -cup rest-
No header found: 'dough--part-1'
No header found: '-cup'
No header found: 'rest-'
editor: q--a dough-–-part-1 ½-cup rest-🍞
found: 0
TEXT
node check.mjs > actual
if diff expected actual; then
  echo 'ok: the editor calls the ids of GitHub dead when a heading has a dash, a fraction or an emoji'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
