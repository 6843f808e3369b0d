#!/usr/bin/env bash
# Headings with ordinary ids go through DOMPurify 3.5.0 (with jsdom 29.1.1) in its default setting.
# One expects that harmless ids stay: `id` is an allowed attribute.
# DOMPurify removes an id if `document` or a form element has a property of that name.
# So the parts "Links", "Images", "Forms", "Title", "Method", "Length" and "Style" lose their ids.
# "Content", "Input", "Table" and "Links 1" keep theirs, so a test with one heading shows nothing.
# The links to the lost parts stay in the page and lead nowhere.
# `SANITIZE_NAMED_PROPS` keeps every id but puts `user-content-` before it; the links stay as they were.
# A course about HTML or programming has such headings in nearly every lesson.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error dompurify@3.5.0 jsdom@29.1.1 github-slugger@2.0.0 >/dev/null 2>&1

cat > clean.mjs <<'JS'
import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import { slug } from 'github-slugger';
const purify = createDOMPurify(new JSDOM('').window);
const headings = ['Links', 'Images', 'Forms', 'Title', 'Body', 'Method', 'Length', 'Style', 'Children', 'Location',
  'Content', 'Input', 'Table', 'Links 1', 'Part', 'Text'];
const kept = [], lost = [];
for (const heading of headings) {
  const html = purify.sanitize(`<h2 id="${slug(heading)}">${heading}</h2>`);
  (html.includes('id=') ? kept : lost).push(slug(heading));
}
console.log('lost:', lost.join(' '));
console.log('kept:', kept.join(' '));
const lesson = '<p><a href="#forms">go</a></p><h2 id="forms">Forms</h2>';
console.log(purify.sanitize(lesson));
console.log(purify.sanitize(lesson, { SANITIZE_NAMED_PROPS: true }));
JS

expected='lost: links images forms title body method length style children location
kept: content input table links-1 part text
<p><a href="#forms">go</a></p><h2>Forms</h2>
<p><a href="#forms">go</a></p><h2 id="user-content-forms">Forms</h2>'
actual=$(node clean.mjs)
if diff <(echo "$expected") <(echo "$actual"); then
  echo 'ok: DOMPurify 3.5.0 takes the ids of headings such as "Links" and "Forms"'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
