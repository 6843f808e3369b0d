//! Lines and columns of a text, each found without going through the text: a page may be one line with fifty thousand
//! findings in it.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use memchr::{memchr_iter, memrchr};

/// In bytes. At most so much of the text is looked at for one answer.
const STEP: usize = 1024;

/// The lines of a text, once somebody asks for them.
#[derive(Debug, Default)]
pub(super) struct LazyLines {
    lines: OnceLock<Lines>,
    /// The excerpt that was made last, and of which part of the text: the next is often the same.
    excerpt: Mutex<Option<(Range<usize>, Arc<str>)>>,
}

/// What is known at the beginning of each step.
#[derive(Debug)]
pub(super) struct Lines(Vec<Mark>);

/// What is before a place.
#[derive(Debug, Clone, Copy)]
struct Mark {
    newlines: usize,
    /// Characters, those that begin before the place.
    characters: usize,
    /// Where the line begins that the place is in.
    line_start: usize,
}

impl LazyLines {
    /// The lines of `text`, which is the same every time.
    pub fn of(&self, text: &str) -> &Lines {
        self.lines.get_or_init(|| Lines::of(text))
    }

    /// Whole lines of `text`, or a part of a long one, without the last line end.
    pub fn excerpt(&self, text: &str, part: Range<usize>) -> Arc<str> {
        let mut last = self.excerpt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, excerpt)) = last.as_ref().filter(|(of, _)| *of == part) {
            return Arc::clone(excerpt);
        }
        let excerpt: Arc<str> = text[part.clone()].trim_end_matches('\r').into();
        *last = Some((part, Arc::clone(&excerpt)));
        excerpt
    }
}

/// Whether it is known yet is no difference between two texts.
impl PartialEq for LazyLines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for LazyLines {}

/// The text of a copy may become another.
impl Clone for LazyLines {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lines {
    fn of(text: &str) -> Self {
        let mut mark = Mark { newlines: 0, characters: 0, line_start: 0 };
        let mut marks = vec![mark];
        for (number, step) in text.as_bytes().chunks(STEP).enumerate() {
            mark.newlines += memchr_iter(b'\n', step).count();
            mark.characters += characters(step);
            mark.line_start = memrchr(b'\n', step).map_or(mark.line_start, |at| number * STEP + at + 1);
            marks.push(mark);
        }
        Self(marks)
    }

    /// How many lines end before `at`.
    pub fn newlines(&self, text: &str, at: usize) -> usize {
        let (mark, step) = self.before(text, at);
        mark.newlines + memchr_iter(b'\n', step).count()
    }

    /// Where the line begins that `at` is in.
    pub fn line_start(&self, text: &str, at: usize) -> usize {
        let (mark, step) = self.before(text, at);
        memrchr(b'\n', step).map_or(mark.line_start, |found| at - step.len() + found + 1)
    }

    /// How many characters begin in a part of the text.
    pub fn characters(&self, text: &str, part: Range<usize>) -> usize {
        let until = |at: usize| {
            let (mark, step) = self.before(text, at);
            mark.characters + characters(step)
        };
        until(part.end) - until(part.start)
    }

    /// The last mark that is not behind a place, and the bytes between.
    fn before<'t>(&self, text: &'t str, at: usize) -> (Mark, &'t [u8]) {
        let number = (at / STEP).min(self.0.len() - 1);
        (self.0[number], &text.as_bytes()[number * STEP..at])
    }
}

/// Bytes that no character begins with have the bits `10` in front. Small sums, and not branches, are computed for many
/// bytes at once.
fn characters(bytes: &[u8]) -> usize {
    // As long as a sum of them fits into a byte.
    const PART: usize = 192;
    let count = |part: &[u8]| part.iter().fold(0, |count: u8, byte| count + u8::from(byte & 0xc0 != 0x80));
    let (parts, rest) = bytes.as_chunks::<PART>();
    parts.iter().map(|part| usize::from(count(part))).sum::<usize>() + usize::from(count(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_the_one_that_a_walk_through_the_text_finds() {
        let texts =
            ["ä\nb\n".repeat(700), "äöü".repeat(900), "x".repeat(STEP * 2), String::new(), "\n".repeat(STEP)];
        for text in texts {
            let lines = Lines::of(&text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let before = &text[..at];
                assert_eq!(lines.newlines(&text, at), before.matches('\n').count());
                assert_eq!(lines.line_start(&text, at), before.rfind('\n').map_or(0, |found| found + 1));
                assert_eq!(lines.characters(&text, 0..at), before.chars().count());
            }
        }
    }
}
