//! How much text is read, in bytes, and the finding about a file that is not read. A course may be somebody else's, and a
//! file of ten gigabytes costs nothing to make.

use std::io;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fs::Unusable;
use crate::model::CoursePath;

/// The text of a page, its pictures in `data:` addresses not counted.
pub(crate) const PAGE: u64 = 4 << 20;

/// A page with such pictures: some programs export all pictures so.
pub(crate) const PAGE_WITH_IMAGES: u64 = 64 << 20;

/// Characters of a page that Markdown may take for markup. The parser keeps some hundred bytes for each, so that four
/// megabytes of nothing else would take a gigabyte.
const MARKUP: usize = 400_000;

/// All pages of a course.
pub(crate) const COURSE: u64 = 256 << 20;

/// Settings, ignore files, and files about categories or their order.
pub(crate) const SMALL: u64 = 1 << 20;

/// How long a text is without its pictures in `data:` addresses.
pub(crate) fn without_images(text: &[u8]) -> u64 {
    let is_of_address = |c: &u8| c.is_ascii_alphanumeric() || b"+/=:;,%-_.".contains(c);
    let (mut length, mut at) = (0, 0);
    while let Some(found) = memchr::memmem::find(&text[at..], b"data:image/") {
        length += found;
        at += found;
        at += text[at..].iter().take_while(|&c| is_of_address(c)).count();
    }
    (length + text.len() - at) as u64
}

/// Why a text is not parsed, if it has more markup than any lesson.
pub(crate) fn too_much_markup(text: &[u8]) -> Option<&'static str> {
    let is_mark = |c: &&u8| b"[]*_`~<>|#!\\-\n&$".contains(c);
    let is_more = text.len() > MARKUP && text.iter().filter(is_mark).count() > MARKUP;
    is_more.then_some("more than 400,000 characters of markup")
}

/// The finding about a page with [`too_much_markup`].
pub(crate) fn not_parsed(path: &CoursePath, why: &str) -> Diagnostic {
    not_read(path, why).help(SPLIT)
}

/// The finding about a document that is none, or is damaged.
pub(crate) fn no_document(path: &CoursePath, why: &str) -> Diagnostic {
    not_read(path, why).help("open it in its program and save it again")
}

const SPLIT: &str = "split it into several lessons";

fn not_read(path: &CoursePath, why: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, format!("`{path}` cannot be read: {why}"))
        .at(Place::whole(path.clone()))
}

/// The finding about a file of the course that was not read.
pub(crate) fn unreadable(path: &CoursePath, why: &io::Error) -> Diagnostic {
    let found = not_read(path, &why.to_string());
    match Unusable::of(why) {
        Some(Unusable::TooLarge(SMALL)) => found.help("no such file is that large: check it"),
        Some(Unusable::TooLarge(_)) => found.help(SPLIT),
        Some(Unusable::Special) => found.help("replace it with a file, or remove it"),
        Some(Unusable::Link | Unusable::Outside) => found.help("copy the file itself into the course"),
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_in_addresses_are_no_text() {
        let picture = format!("data:image/png;base64,{}", "A".repeat(99));
        let text = format!("[a]: <{picture}>\n![b]({picture} \"B\")\n");
        assert_eq!(without_images(text.as_bytes()), (text.len() - 2 * picture.len()) as u64);
        assert_eq!(without_images(b"data: image/"), 12);
    }

    #[test]
    fn only_what_is_nothing_but_markup_is_too_much() {
        assert!(too_much_markup("- a\n".repeat(250_000).as_bytes()).is_some());
        assert!(too_much_markup("[".repeat(MARKUP + 1).as_bytes()).is_some());
        assert_eq!(too_much_markup("Words, *and* `more` - of them.\n".repeat(60_000).as_bytes()), None);
    }

    #[test]
    fn no_byte_is_taken_off_twice() {
        let text = "data:image/".repeat(1000);
        assert_eq!(without_images(text.as_bytes()), 0);
    }
}
