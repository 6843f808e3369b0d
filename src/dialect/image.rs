//! An image with a size, as Markdown: what Markdown has no room for is in its title, behind the character that
//! authors cannot write.

use std::borrow::Cow;

use crate::html::mark::MARK;

/// An image that some tool's markup shows.
#[derive(Debug, Default)]
pub(super) struct Image<'a> {
    pub alt: Cow<'a, str>,
    pub target: &'a str,
    pub title: &'a str,
    /// As HTML has it: a number of pixels, or a share in per cent.
    pub width: Option<String>,
    pub height: Option<String>,
}

impl Image<'_> {
    /// The image in Markdown, on one line.
    pub fn markdown(&self) -> String {
        let mut out = String::from("![");
        push_escaped(&mut out, &self.alt);
        out.push_str("](<");
        push_escaped(&mut out, self.target);
        out.push('>');
        let size = self.size();
        if !size.is_empty() || !self.title.is_empty() {
            out.push_str(" \"");
            out.push_str(&size);
            push_escaped(&mut out, self.title);
            out.push('"');
        }
        out.push(')');
        out
    }

    fn size(&self) -> String {
        if self.width.is_none() && self.height.is_none() {
            return String::new();
        }
        let part = |value: &Option<String>| value.clone().unwrap_or_default();
        format!("{MARK}{}x{}{MARK}", part(&self.width), part(&self.height))
    }
}

/// A link in Markdown; `text` is Markdown, too.
pub(super) fn link(text: &str, target: &str) -> String {
    let mut out = format!("[{text}](<");
    push_escaped(&mut out, target);
    out.push_str(">)");
    out
}

/// The size that an author wrote, as HTML has it; `None` for one that HTML does not know.
pub(super) fn size(written: &str) -> Option<String> {
    let written = written.trim();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let unit = written[digits..].trim();
    if !(1..=5).contains(&digits) {
        return None;
    }
    match unit {
        "" | "px" => Some(written[..digits].to_owned()),
        "%" => Some(format!("{}%", &written[..digits])),
        _ => None,
    }
}

/// The width, the height and the author's title in the title of an image.
pub(crate) fn split_title(title: &str) -> Option<(&str, &str, &str)> {
    let (size, title) = title.strip_prefix(MARK)?.split_once(MARK)?;
    let (width, height) = size.split_once('x')?;
    Some((width, height, title))
}

/// Writes text that Markdown reads letter by letter.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '/' | '.' | '-' | ',' | '%' => out.push(c),
            '\n' | '\r' => out.push(' '),
            c if c.is_ascii_punctuation() => push_sign(out, c),
            c => out.push(c),
        }
    }
}

/// Writes a punctuation mark that Markdown would understand as one that it reads as a letter. Behind a backslash,
/// brackets would begin a formula.
pub(super) fn push_sign(out: &mut String, sign: char) {
    match sign {
        '(' => out.push_str("&#40;"),
        ')' => out.push_str("&#41;"),
        '[' => out.push_str("&#91;"),
        ']' => out.push_str("&#93;"),
        sign => out.extend(['\\', sign]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_written_so_that_markdown_reads_it_back() {
        let image = Image { alt: "a [b]".into(), target: "x y.png", width: size("50 %"), ..Image::default() };
        assert_eq!(image.markdown(), "![a &#91;b&#93;](<x y.png> \"\u{1}50%x\u{1}\")");
        assert_eq!(split_title("\u{1}50%x\u{1}t"), Some(("50%", "", "t")));
        assert_eq!(split_title("title"), None);
    }

    #[test]
    fn sizes_are_numbers_and_shares() {
        for (written, expected) in [
            ("300", Some("300")),
            ("300px", Some("300")),
            ("50 %", Some("50%")),
            ("3em", None),
            ("auto", None),
        ] {
            assert_eq!(size(written).as_deref(), expected, "{written}");
        }
    }
}
