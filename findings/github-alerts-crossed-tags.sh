#!/usr/bin/env bash
# A note in GitHub's style (`> [!NOTE]`) contains a quotation, then one more sentence of the note.
# markdown-it-github-alerts 1.0.1 and @mdit/plugin-alert 1.0.3 render it, both as plugins of markdown-it 15.0.3.
# One expects nested elements: the quotation inside the note.
# markdown-it-github-alerts ends the note at the first end of any quotation inside it.
# It writes `<div><blockquote></div></blockquote>`: crossed tags, and no error.
# A browser repairs that by moving the note's last sentence out of the box.
# A note inside a quotation is crossed the other way: the outer quotation becomes the box.
# A tool that reads built pages, or cuts HTML by tags, must parse it as a browser does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error --legacy-peer-deps \
  markdown-it@15.0.3 markdown-it-github-alerts@1.0.1 @mdit/plugin-alert@1.0.3 >/dev/null

cat > render.mjs <<'JS'
import MarkdownIt from 'markdown-it';
import githubAlerts from 'markdown-it-github-alerts';
import { alert } from '@mdit/plugin-alert';
const text = '> [!NOTE]\n> Bakers say:\n>\n> > Time is an ingredient.\n>\n> So wait.\n';
const tidy = (html) => html.replace(/<svg.*?<\/svg>/g, '').replaceAll('\n', '').replaceAll(/ class="[^"]*"/g, '');
console.log('markdown-it-github-alerts:', tidy(new MarkdownIt().use(githubAlerts).render(text)));
console.log('plugin-alert:', tidy(new MarkdownIt().use(alert).render(text)));
console.log('markdown-it-github-alerts:', tidy(new MarkdownIt().use(githubAlerts).render('> > [!TIP]\n> > Wait.\n>\n> End.\n')));
JS

cat > expected <<'TEXT'
markdown-it-github-alerts: <div><p>Note</p><p>Bakers say:</p><blockquote><p>Time is an ingredient.</p></div><p>So wait.</p></blockquote>
plugin-alert: <div><p>NOTE</p><p>Bakers say:</p><blockquote><p>Time is an ingredient.</p></blockquote><p>So wait.</p></div>
markdown-it-github-alerts: <div><p>Tip</p><blockquote><p>Wait.</p></div><p>End.</p></blockquote>
TEXT
node render.mjs > actual
if diff expected actual; then
  echo 'ok: markdown-it-github-alerts 1.0.1 crosses the tags of a note and a quotation'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
