//! An address with what Markdown has no room for: that it is a name to look up in the whole course, and how large an
//! image is to be shown.
//!
//! Dialects write it between `<` and `>`; the renderer reads it. It is made with the character that authors cannot
//! write, like the comment of a [`super::placeholder`].

use crate::html::mark::MARK;

/// Whether a target is a name: `[[name]]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ByName {
    /// It is a path or an address.
    #[default]
    No,
    Yes,
    /// It is one if the course has such links; else it is text, in its brackets.
    Perhaps,
}

/// How large an image is to be shown, in pixels; a height alone is possible too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub width: Option<u16>,
    pub height: Option<u16>,
}

/// What an address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkedAddress<'a> {
    pub address: &'a str,
    pub by_name: ByName,
    pub size: Size,
}

impl Size {
    /// Reads `300`, `300x200`, `300x`, `x200`; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let number = |text: &str| match text {
            "" => Some(None),
            _ if text.bytes().all(|c| c.is_ascii_digit()) => text.parse().ok().map(Some),
            _ => None,
        };
        let (width, height) = text.split_once(['x', 'X']).unwrap_or((text, ""));
        let size = Self { width: number(width)?, height: number(height)? };
        (size != Self::default()).then_some(size)
    }
}

impl<'a> MarkedAddress<'a> {
    /// Reads what is written in an address; most are plain.
    pub fn read(written: &'a str) -> Self {
        let address = written.trim_start_matches(MARK);
        let by_name = match written.len() - address.len() {
            0 => ByName::No,
            1 => ByName::Yes,
            _ => ByName::Perhaps,
        };
        let (address, size) = match address.split_once(MARK) {
            Some((address, size)) => (address, Size::read(size).unwrap_or_default()),
            None => (address, Size::default()),
        };
        Self { address, by_name, size }
    }

    /// The same in Markdown, with `<` and `>` around it.
    pub fn write(self) -> String {
        let mut written = String::with_capacity(self.address.len() + 8);
        written.push('<');
        written.extend(match self.by_name {
            ByName::No => &[][..],
            ByName::Yes => &[MARK],
            ByName::Perhaps => &[MARK, MARK],
        });
        for c in self.address.chars() {
            if matches!(c, '<' | '>' | '\\' | '&') {
                written.push('\\');
            }
            written.push(c);
        }
        if self.size != Size::default() {
            let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
            written.push(MARK);
            written.extend([number(self.size.width), "x".to_owned(), number(self.size.height)]);
        }
        written.push('>');
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_one_side_or_both() {
        let size = |width, height| Some(Size { width, height });
        for (text, expected) in [
            ("300", size(Some(300), None)),
            ("300x200", size(Some(300), Some(200))),
            ("300x", size(Some(300), None)),
            ("x200", size(None, Some(200))),
            ("x", None),
            ("", None),
            ("3e2", None),
            ("99999", None),
            ("a map", None),
        ] {
            assert_eq!(Size::read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let size = Size { width: Some(3), height: None };
        for (address, by_name, size) in [
            ("a b.png", ByName::Yes, size),
            ("a", ByName::Perhaps, Size::default()),
            ("a.png", ByName::No, Size::default()),
            ("a.png", ByName::No, size),
        ] {
            let marked = MarkedAddress { address, by_name, size };
            let written = marked.write();
            assert_eq!(MarkedAddress::read(&written[1..written.len() - 1]), marked);
        }
    }
}
