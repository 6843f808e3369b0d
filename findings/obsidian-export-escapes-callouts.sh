#!/usr/bin/env bash
# A small vault of Obsidian becomes ordinary Markdown with obsidian-export 25.3.0 (crates.io), the usual exporter.
# (The program is compiled first; that takes a minute or two.)
# One expects that what GitHub or a site generator also understands stays, and that private comments go.
# A callout gets backslashes: `> \[!note\]- Closed`. That is a quotation, and its first line is text.
# Comments between `%%`, which Obsidian never shows, are published as text.
# The width in `![[pic.png|300]]` becomes the alternative text "300".
# A task that is half done (`- [/]`) is escaped, too; links and embedded notes are resolved well.
# A course folder may come out of this exporter: a reader should know `\[!note\]`, and `%%` outside of Obsidian.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
CARGO_TARGET_DIR="$work/target" cargo install --quiet --locked --jobs 1 --root "$work" --version 25.3.0 obsidian-export 2>/dev/null

mkdir -p vault/.obsidian out
echo picture > vault/pic.png
printf '# Oven\n\nHot.\n' > vault/Oven.md
cat > vault/Lesson.md <<'MD'
> [!note]- Closed
> Rest.

Bake %%private-words%% it.

%%
private-block
%%

![[pic.png|300]] and [[Oven|the oven]]

- [x] done
- [/] half

![[Oven]]
MD

cat > expected <<'TEXT'
> \[!note\]- Closed
> Rest.

Bake %%private-words%% it.

%%
private-block
%%

![300](pic.png) and [the oven](Oven.md)

* [x] done
* \[/\] half

# Oven

Hot.
TEXT
bin/obsidian-export vault out
# Blank lines and lines with only `>` say nothing here.
sed 's/^ //; s/ *$//; /^>$/d' out/Lesson.md > actual
echo >> actual
if diff -B expected actual; then
  echo 'ok: obsidian-export 25.3.0 escapes callouts and publishes comments'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
