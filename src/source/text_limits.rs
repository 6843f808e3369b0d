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

/// The finding about a file of the course that was not read.
pub(crate) fn unreadable(path: &CoursePath, why: &io::Error) -> Diagnostic {
    let found = Diagnostic::new(Code::UnreadableFile, format!("`{path}` cannot be read: {why}"))
        .at(Place::whole(path.clone()));
    match Unusable::of(why) {
        Some(Unusable::TooLarge(SMALL)) => found.help("no such file is that large: check it"),
        Some(Unusable::TooLarge(_)) => found.help("split it into several lessons"),
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
    fn no_byte_is_taken_off_twice() {
        let text = "data:image/".repeat(1000);
        assert_eq!(without_images(text.as_bytes()), 0);
    }
}
