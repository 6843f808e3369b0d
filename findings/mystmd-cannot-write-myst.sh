#!/usr/bin/env bash
# A lesson in MyST is exported as Markdown by mystmd 1.8.3 itself: `myst build lesson.md --md`.
# One expects the same lesson back, since reader and writer are one program; or a failure with an exit code.
# The boxes of a task list are gone: done and open items look alike.
# The key in `{kbd}` is dropped from the sentence. The program prints "Unsupported node type", and exits with 0.
# `::: warning` (a plain container) comes back as a fence of backticks: a code block for every reader.
# The data of a block break (`+++ {"part": "quiz"}`) is lost, and `# Knead` becomes `## Knead`.
# A colon directive survives, but it gains a title ("Tip") that the author did not write.
# So a course must be read from its MyST sources, never from such an export.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error mystmd@1.8.3 >/dev/null

mkdir course
cat > course/lesson.md <<'MD'
---
title: Bread
---

# Knead

- [ ] weigh
- [x] rest

Press {kbd}`Ctrl` now.

::: warning
Hot oven.
:::

:::{tip}
Wait.
:::

+++ {"part": "quiz"}

How long?
MD

cat > expected <<'TEXT'
---
title: Bread
parts: {}
---
+++
## Knead

*   weigh
*   rest

Press  now.

```warning
Hot oven.
```

:::{tip} Tip
Wait.
:::

+++
How long?
exit 0, complaints about: keyboard
TEXT
(
  cd course
  code=0
  ../node_modules/.bin/myst build lesson.md --md > ../log 2>&1 || code=$?
  cat _build/exports/lesson.md
  echo
  echo "exit $code, complaints about: $(grep -o 'Unsupported node type: [a-z]*' ../log | sort -u | sed 's/.*: //')"
) | sed '/^$/N;/^\n$/D' > actual
if diff expected actual; then
  echo 'ok: mystmd 1.8.3 loses tasks, keys and block data when it writes MyST'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
