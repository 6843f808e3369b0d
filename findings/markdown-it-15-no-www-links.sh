#!/usr/bin/env bash
# Bare addresses in a lesson are linked by markdown-it with `linkify: true`: 14.1.0 against 15.0.3.
# GitHub's dialect links `www.example.org`, and so did version 14.
# Version 15 links no bare host any more: neither `www.example.org` nor `example.org/part`.
# Mail addresses and everything with `https://` stay links, so most pages look the same.
# The good side: names of files (`lesson.md`, `main.rs`, `plan.zip`) are no links to foreign sites any more.
# `linkify.set({ fuzzyLink: true })` brings all of that back, the links to `http://lesson.md` too.
# remark-gfm 4.0.1 still links the `www` address, as GitHub does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error it14@npm:markdown-it@14.1.0 it15@npm:markdown-it@15.0.3 \
  unified@11.0.5 remark-parse@11.0.0 remark-gfm@4.0.1 remark-rehype@11.1.2 rehype-stringify@10.0.1 >/dev/null

cat > links.mjs <<'JS'
import It14 from 'it14';
import It15 from 'it15';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import rehypeStringify from 'rehype-stringify';
const text = 'See www.example.org, example.org/part, https://example.org/b, me@example.org, lesson.md and main.rs.';
const links = (html) => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]).join(' ');
const fuzzy = new It15({ linkify: true });
fuzzy.linkify.set({ fuzzyLink: true });
console.log('14.1.0:', links(new It14({ linkify: true }).render(text)));
console.log('15.0.3:', links(new It15({ linkify: true }).render(text)));
console.log('fuzzy: ', links(fuzzy.render(text)));
console.log('remark:', links(String(await unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify).process(text))));
JS

expected='14.1.0: http://www.example.org http://example.org/part https://example.org/b mailto:me@example.org http://lesson.md http://main.rs
15.0.3: https://example.org/b mailto:me@example.org
fuzzy:  http://www.example.org http://example.org/part https://example.org/b mailto:me@example.org http://lesson.md http://main.rs
remark: http://www.example.org https://example.org/b mailto:me@example.org'
actual=$(node links.mjs)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: markdown-it 15.0.3 links neither www addresses nor bare hosts'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
