//! The words that differ between two lines.

use std::time::Instant;

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It is in both versions.
    Same,
    /// It is in the first version only.
    Removed,
    /// It is in the second version only.
    Added,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Which version has it.
    pub part: Part,
    /// Its letters, as they are: nothing is made harmless here.
    pub text: String,
}

/// The pieces of two lines, in one order for both: what was removed comes before what was added in its place.
///
/// Words are those of Unicode, so that texts without spaces have some. Behind `deadline` the rest counts as changed.
pub(super) fn segments(before: &str, after: &str, deadline: Instant) -> Vec<Segment> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .deadline(deadline)
        .newline_terminated(false)
        .diff_unicode_words(before, after);
    let mut pieces = Pieces::default();
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => pieces.same(change.value()),
            ChangeTag::Delete => pieces.removed.push_str(change.value()),
            ChangeTag::Insert => pieces.added.push_str(change.value()),
        }
    }
    pieces.finish()
}

/// Pieces in their order. White space between two changes belongs to both, so that a changed phrase is one change.
#[derive(Default)]
struct Pieces {
    segments: Vec<Segment>,
    removed: String,
    added: String,
    space: String,
}

impl Pieces {
    fn same(&mut self, text: &str) {
        let is_open = !self.removed.is_empty() || !self.added.is_empty();
        if is_open && text.trim().is_empty() {
            self.space.push_str(text);
            // What is added or removed next decides what becomes of it.
            self.removed.push_str(text);
            self.added.push_str(text);
            return;
        }
        self.flush();
        self.push(Part::Same, text);
    }

    /// Writes what is removed and added; white space at the end that both have is the same again.
    fn flush(&mut self) {
        let space = std::mem::take(&mut self.space);
        let (mut removed, mut added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        let mut behind = String::new();
        let is_space = |text: &str| text.ends_with(|c: char| c.is_whitespace());
        while !space.is_empty()
            && is_space(&removed)
            && removed.chars().next_back() == added.chars().next_back()
        {
            behind.extend(removed.pop());
            added.pop();
        }
        if removed == added {
            self.push(Part::Same, &removed);
        } else {
            self.push(Part::Removed, &removed);
            self.push(Part::Added, &added);
        }
        let behind: String = behind.chars().rev().collect();
        self.push(Part::Same, &behind);
    }

    fn push(&mut self, part: Part, text: &str) {
        match self.segments.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.part == part => last.text.push_str(text),
            _ => self.segments.push(Segment { part, text: text.to_owned() }),
        }
    }

    fn finish(mut self) -> Vec<Segment> {
        self.flush();
        self.segments
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let segments = segments(before, after, Instant::now() + Duration::from_mins(1));
        let drawn: String = segments
            .iter()
            .map(|Segment { part, text }| match part {
                Part::Same => text.clone(),
                Part::Removed => format!("[-{text}-]"),
                Part::Added => format!("{{+{text}+}}"),
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn only_the_words_that_changed_are_marked() {
        check("Feed it once a day.", "Feed it twice a day.", "Feed it [-once-]{+twice+} a day.");
        check("one two three", "one three", "one [-two -]three");
        check("a b c d", "a x y d", "a [-b c-]{+x y+} d");
        check("Setup", "Set up", "[-Setup-]{+Set up+}");
        check("", "new", "{+new+}");
        check("面粉和水混合", "面粉和盐混合", "面粉和[-水-]{+盐+}混合");
        check("same", "same", "same");
    }
}
