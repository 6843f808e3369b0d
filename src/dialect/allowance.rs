//! How much a page may include. Files that include each other are few and can become any number: ten includes, each of
//! a file with ten more, are a hundred thousand files four levels down.

use std::cell::Cell;

/// Gives the text of files that a page includes (`{{#include path}}`).
pub(crate) trait Include {
    /// The text of the file at `target`, as written on the page.
    fn text(&self, target: &str) -> Result<String, NotIncluded>;
}

/// Why a file is not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotIncluded {
    /// There is no such file in the course.
    Missing,
    /// The path, or a link that it names, leaves the course.
    Outside,
    /// The file is there and is not read; why.
    Unreadable(String),
    /// The page includes more than it may, see [`Allowance`].
    TooMuch,
}

/// Files. A file that is included twice counts twice.
const MOST_FILES: usize = 1_000;

/// What is read of them, in bytes: of a long file often a few lines are meant.
const MOST_READ: usize = 64 << 20;

/// The text that comes of them, in bytes: as much as a lesson may have.
const MOST_TEXT: usize = 4 << 20;

/// Files to include, and how much of them is left for the page.
pub(crate) struct Allowance<'i> {
    files: &'i dyn Include,
    number: Cell<usize>,
    read: Cell<usize>,
    text: Cell<usize>,
}

impl<'i> Allowance<'i> {
    /// Nothing included yet.
    pub fn new(files: &'i dyn Include) -> Self {
        let (number, read, text) = (Cell::new(MOST_FILES), Cell::new(MOST_READ), Cell::new(MOST_TEXT));
        Self { files, number, read, text }
    }

    /// The text of the file at `target`. Once it was too much nothing more is read.
    pub fn text(&self, target: &str) -> Result<String, NotIncluded> {
        if self.number.get() == 0 || self.read.get() == 0 || self.text.get() == 0 {
            return Err(NotIncluded::TooMuch);
        }
        let text = self.files.text(target)?;
        take(&self.number, 1)?;
        take(&self.read, text.len())?;
        Ok(text)
    }

    /// Takes room for a text of so many bytes.
    pub fn take(&self, length: usize) -> Result<(), NotIncluded> {
        take(&self.text, length)
    }
}

fn take(left: &Cell<usize>, number: usize) -> Result<(), NotIncluded> {
    let rest = left.get().checked_sub(number);
    left.set(rest.unwrap_or_default());
    rest.map(|_| ()).ok_or(NotIncluded::TooMuch)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Files(usize);

    impl Include for Files {
        fn text(&self, _: &str) -> Result<String, NotIncluded> {
            Ok("x".repeat(self.0))
        }
    }

    #[track_caller]
    fn check(length: usize, expected: usize) {
        let files = Files(length);
        let allowance = Allowance::new(&files);
        let number = (0..2 * MOST_FILES).take_while(|_| allowance.text("a").is_ok()).count();
        assert_eq!(number, expected, "{length}");
        assert_eq!(allowance.text("a"), Err(NotIncluded::TooMuch));
    }

    #[test]
    fn files_and_what_is_read_of_them_have_a_limit() {
        check(0, MOST_FILES);
        check(MOST_READ / 4, 4);
        check(MOST_READ / 4 + 1, 3);
    }

    #[test]
    fn beyond_the_text_of_a_lesson_nothing_more_is_read() {
        let allowance = Allowance::new(&Files(1));
        assert_eq!(allowance.take(MOST_TEXT - 1), Ok(()));
        assert!(allowance.text("a").is_ok());
        assert_eq!(allowance.take(2), Err(NotIncluded::TooMuch));
        assert_eq!(allowance.text("a"), Err(NotIncluded::TooMuch));
    }
}
