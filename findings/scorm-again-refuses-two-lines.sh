#!/usr/bin/env bash
# A quiz reports its answers to scorm-again 3.4.3, a player of SCORM 2004 that many platforms embed.
# One expects that an essay answer (`long-fill-in`) may have more than one line: SCORM allows any 4000 characters.
# The player refuses every answer with a line break: error 406, and the answer is not stored.
# It is so for every text that may carry a language: comments of learners and descriptions of questions, too.
# `suspend_data` may have line breaks, and so may a comment in the same package's SCORM 1.2 player.
# An ordinary time stamp in UTC is refused too: a time zone is only allowed behind a fraction of a second.
# A matching pair with an umlaut in its id is refused, but a choice with one is accepted.
# Packages made from lessons should therefore send one line, `….0Z`, and ASCII ids.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error scorm-again@3.4.3 jsdom@29.1.1 >/dev/null

cat > report.mjs <<'JS'
import { JSDOM } from 'jsdom';
const { window } = new JSDOM('', { url: 'http://127.0.0.1/' });
Object.assign(globalThis, { window, document: window.document, XMLHttpRequest: window.XMLHttpRequest });
const { Scorm2004API } = await import('scorm-again');
const api = new Scorm2004API({ logLevel: 5 });
api.Initialize('');
let count = 0;
const set = (element, value) => {
  const done = api.SetValue(element, value);
  console.log(`${JSON.stringify(value)}: ${done} ${api.GetLastError()}`);
};
const answer = (type, value) => {
  const question = `cmi.interactions.${count++}`;
  api.SetValue(`${question}.id`, `q${count}`);
  api.SetValue(`${question}.type`, type);
  set(`${question}.learner_response`, value);
  return question;
};
answer('long-fill-in', 'Rest the dough.');
answer('long-fill-in', 'Rest the dough.\nThen bake it.');
set('cmi.comments_from_learner.0.comment', 'Good.\nThanks.');
set('cmi.suspend_data', 'page 3\nquiz 1');
answer('choice', 'käse');
answer('matching', 'käse[.]1');
const question = answer('matching', 'cheese[.]1');
for (const time of ['2026-11-28T10:00:00', '2026-11-28T10:00:00Z', '2026-11-28T10:00:00.0Z']) set(`${question}.timestamp`, time);
process.exit(0);
JS

cat > expected <<'TEXT'
"Rest the dough.": true 0
"Rest the dough.\nThen bake it.": false 406
"Good.\nThanks.": false 406
"page 3\nquiz 1": true 0
"käse": true 0
"käse[.]1": false 406
"cheese[.]1": true 0
"2026-11-28T10:00:00": true 0
"2026-11-28T10:00:00Z": false 406
"2026-11-28T10:00:00.0Z": true 0
TEXT
node report.mjs > actual 2>/dev/null
if diff expected actual; then
  echo 'ok: scorm-again 3.4.3 refuses essay answers with a line break'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
