//! A large course with mistakes planted in it: `check` finds every one, in its line, and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::generate::course;
use crate::testkit::{Outcome, coursedir};

const LESSONS: usize = 10_000;
const MISTAKES: usize = 1_000;

/// A mistake: its finding, and how it is planted.
struct Mistake {
    finding: &'static str,
    plant: Plant,
}

/// Where a mistake goes.
enum Plant {
    /// A line of front matter, in a lesson that has none.
    Above(&'static str),
    /// A misspelt key, in a lesson without front matter. Each has another slip: a key of many lessons is no slip.
    Slip(&'static str),
    /// At the end of the text; the finding is about the last line.
    Below(&'static str),
}

const KINDS: &[Mistake] = &[
    above("error[missing-material]", "materials: [files/not-there.pdf]"),
    above("error[missing-video]", "video: not-there.mp4"),
    above("error[invalid-value]", "visibility: secret"),
    Mistake { finding: "warning[unknown-key]", plant: Plant::Slip("description") },
    below("error[missing-image]", "![A loaf](images/not-there.png)"),
    below("error[broken-link]", "[The next part](not-there.md)"),
    below("warning[missing-alt]", "![](https://example.org/loaf.png)"),
    below("warning[address-with-space]", "[My notes](my notes.pdf)"),
    below("warning[unsupported-syntax]", "{% include tips.html %}"),
    below("warning[unsafe-html]", "<script>alert(1)</script>"),
    below("warning[mojibake-text]", "A CrÃ¨me brÃ»lÃ©e for four."),
    below("warning[skipped-heading-level]", "## Dough\n\n#### Flour"),
    below("warning[embed-blocked]", "<iframe src=\"https://docs.google.com/document/d/1/edit\"></iframe>"),
    below("warning[wide-table]", "Of nine columns:\n\n|a|b|c|d|e|f|g|h|i|\n|-|-|-|-|-|-|-|-|-|"),
];

const fn above(finding: &'static str, line: &'static str) -> Mistake {
    Mistake { finding, plant: Plant::Above(line) }
}

const fn below(finding: &'static str, text: &'static str) -> Mistake {
    Mistake { finding, plant: Plant::Below(text) }
}

impl Mistake {
    /// Plants it in a text as the mistake of this number, and gives the line that is to be found; `None` where it does
    /// not fit.
    fn plant_in(&self, text: &mut String, number: usize) -> Option<usize> {
        match self.plant {
            Plant::Above(_) | Plant::Slip(_) if text.starts_with("---") => None,
            Plant::Slip(key) => {
                let letter = char::from(b'a' + u8::try_from(number % 26).unwrap());
                let (start, end) = key.split_at(1 + number / 26 % (key.len() - 1));
                text.insert_str(0, &format!("---\n{start}{letter}{end}: Loops\n---\n\n"));
                Some(2)
            }
            Plant::Above(line) => {
                text.insert_str(0, &format!("---\n{line}\n---\n\n"));
                Some(2)
            }
            Plant::Below(planted) => {
                let before = text.trim_end().len();
                text.truncate(before);
                text.push_str("\n\n");
                let first = text.lines().count() + 1;
                text.push_str(planted);
                text.push('\n');
                // A table is told by its head, all else by what stands last.
                let head = planted.lines().filter(|line| !line.starts_with("|-")).count();
                Some(first + head - 1)
            }
        }
    }
}

/// Plants the mistakes, evenly over the lessons, and gives what is to be found.
fn plant(root: &Path) -> BTreeSet<String> {
    let lessons: Vec<_> = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|it| it == "md") && !path.ends_with("_index.md"))
        .collect();
    assert_eq!(lessons.len(), LESSONS);
    let mut planted = BTreeSet::new();
    let mut kinds = KINDS.iter().cycle();
    let mut kind = kinds.next().unwrap();
    for path in lessons.iter().skip(3).step_by(LESSONS / MISTAKES / 2) {
        let mut text = fs::read_to_string(path).unwrap();
        let Some(line) = kind.plant_in(&mut text, planted.len()) else { continue };
        fs::write(path, text).unwrap();
        planted.insert(format!("{}:{line} {}", path.strip_prefix(root).unwrap().display(), kind.finding));
        kind = kinds.next().unwrap();
        if planted.len() == MISTAKES {
            break;
        }
    }
    planted
}

/// What is said of a course but for infos: `path:line severity[code]`.
fn found(root: &Path) -> Vec<String> {
    let said = Outcome::of(coursedir(&["check", ".", "--format", "concise"]).current_dir(root)).stdout;
    said.lines().filter(|line| !line.contains(": info[")).map(short).collect()
}

/// `./a.md:3:1: error[code]: words` as `a.md:3 error[code]`.
fn short(line: &str) -> String {
    let line = line.strip_prefix("./").unwrap_or(line);
    let (place, rest) = line.split_once(": ").unwrap();
    let (place, _column) = place.rsplit_once(':').unwrap_or((place, ""));
    let (finding, _words) = rest.split_once(": ").unwrap();
    format!("{place} {finding}")
}

#[test]
fn every_planted_mistake_is_found_in_its_line_and_no_other() {
    let home = tempfile::tempdir().unwrap();
    course(home.path(), LESSONS).unwrap();
    let planted = plant(home.path());
    assert_eq!(planted.len(), MISTAKES);
    let found = found(home.path());
    let said: BTreeSet<String> = found.iter().cloned().collect();
    let missed: Vec<_> = planted.difference(&said).take(20).collect();
    let made_up: Vec<_> = said.difference(&planted).take(20).collect();
    assert!(missed.is_empty() && made_up.is_empty(), "not found: {missed:#?}\nnot planted: {made_up:#?}");
    assert_eq!(found.len(), MISTAKES, "nothing is said twice");
}
