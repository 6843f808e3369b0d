#!/usr/bin/env bash
# A Rust program wants every extension of pulldown-cmark 0.13.6, but GitHub's footnotes instead of the old ones.
# `Options::all()` contains `ENABLE_OLD_FOOTNOTES`, and with it an indented second paragraph is not part of the note.
# One expects that removing that option leaves `ENABLE_FOOTNOTES`, which `all()` contains as well.
# The old option consists of both bits: removing it switches all footnotes off.
# Then `[^1]: Rest.` is a link definition, and `[^1]` a link with the text "^1" to the address "Rest.".
# Nothing fails: the note's text turns into an address, and the page only shows "^1".
# A second paragraph of the note becomes a code block. `insert(ENABLE_FOOTNOTES)` afterwards is the cure.
# A test of options should therefore render a note with two paragraphs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"
[dependencies]
pulldown-cmark = { version = "=0.13.6", default-features = false, features = ["html"] }
TOML
cat > src/main.rs <<'RS'
use pulldown_cmark::{html::push_html, Options, Parser};
fn show(name: &str, options: Options) {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext("Wait[^1].\n\n[^1]: Rest.\n\n    Then bake.\n", options));
    println!("{name}: {}", html.replace('\n', ""));
}
fn main() {
    show("all", Options::all());
    let without_old = Options::all().difference(Options::ENABLE_OLD_FOOTNOTES);
    println!("footnotes left: {}", without_old.contains(Options::ENABLE_FOOTNOTES));
    show("all, old removed", without_old);
    show("and inserted", without_old.union(Options::ENABLE_FOOTNOTES));
}
RS
cat > expected <<'TEXT'
all: <p>Wait<sup class="footnote-reference"><a href="#1">1</a></sup>.</p><div class="footnote-definition" id="1"><sup class="footnote-definition-label">1</sup><p>Rest.</p></div><pre><code>Then bake.</code></pre>
footnotes left: false
all, old removed: <p>Wait<a href="Rest.">^1</a>.</p><pre><code>Then bake.</code></pre>
and inserted: <p>Wait<sup class="footnote-reference"><a href="#1">1</a></sup>.</p><div class="footnote-definition" id="1"><sup class="footnote-definition-label">1</sup><p>Rest.</p><p>Then bake.</p></div>
TEXT
CARGO_TARGET_DIR="$work/target" cargo run --quiet --jobs 1 > actual
if diff expected actual; then
  echo 'ok: in pulldown-cmark 0.13.6, removing the old footnotes removes all footnotes'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
