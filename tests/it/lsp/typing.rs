//! An author who types, deletes, saves and closes at random: at rest the server says what `check` says.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;

use super::client::{Editor, uri};
use super::{course, of_check, of_server};

/// Numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// What is typed.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "# ",
    "## Part\n",
    "[x](",
    ")",
    "02-water.md",
    "img/grain.png",
    "![](",
    "](",
    "<b>",
    "</b>",
    "---\n",
    "title: ",
    "draft: yes\n",
    "allow: [missing-alt]\n",
    "\u{1f35e}",
    "\u{e4}",
    "`",
    "```\n",
    "$x$",
    "| a | b |\n|---|---|\n",
    "\r\n",
    "- [ ] ",
    "www.example.com",
    "<iframe src=\"https://x.org\">",
];

/// An open text.
struct Open {
    path: PathBuf,
    text: String,
    version: i64,
}

/// So many changes are made; `COURSEDIR_KEYS` is another number.
fn keys() -> usize {
    std::env::var("COURSEDIR_KEYS").ok().and_then(|keys| keys.parse().ok()).unwrap_or(120)
}

#[test]
fn at_rest_the_server_says_what_check_says() {
    let course = course();
    let names = ["01-start/01-flour.md", "01-start/02-water.md", "02-dough/01-mix.md", "course.yaml"];
    let mut numbers = Numbers(0x5eed_c0de);
    let mut editor = Editor::open(course.path());
    let mut open: BTreeMap<&str, Open> = BTreeMap::new();
    for step in 1..=keys() {
        let name = numbers.one_of(&names);
        let path = course.file(name);
        match (open.get_mut(name), numbers.below(12)) {
            (None, _) => {
                let text = course.read(name);
                editor.open_text(&path, &text);
                open.insert(name, Open { path, text, version: 1 });
            }
            (Some(at), 0) => {
                course.write(name, &at.text);
                editor.tell("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&at.path) } }));
                editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri(&at.path) } }));
                open.remove(name);
            }
            (Some(at), _) => {
                let start = boundary(&at.text, numbers.below(at.text.len() + 1));
                let length = if numbers.below(3) == 0 { numbers.below(12) } else { 0 };
                let end = boundary(&at.text, (start + length).min(at.text.len()));
                let piece = if length > 0 { "" } else { numbers.one_of(PIECES) };
                let range = json!({ "start": position(&at.text, start), "end": position(&at.text, end) });
                at.version += 1;
                editor.change(&path, at.version, &json!([{ "range": range, "text": piece }]));
                at.text.replace_range(start..end, piece);
            }
        }
        if step % 30 == 0 {
            // Everything is saved, so that both see the same.
            for (name, at) in &open {
                course.write(name, &at.text);
                editor.tell("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&at.path) } }));
            }
            editor.settle();
            assert_eq!(of_server(&editor, &super::on_disk), of_check(&course), "after {step} changes");
        }
    }
    assert!(editor.close().success());
}

/// The nearest offset before that is between two letters, and not inside of a line end.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let is_inside = offset > 0 && text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
    offset - usize::from(is_inside)
}

/// Lines and units of UTF-16, both from 0.
fn position(text: &str, offset: usize) -> serde_json::Value {
    let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let last = before.rsplit('\n').next().unwrap();
    json!({ "line": line, "character": last.encode_utf16().count() })
}
