//! Names of files: what an extension says of Markdown, and one spelling (NFC) for letters with accents.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The extensions of Markdown files, as they are usually written.
pub(crate) const MARKDOWN_EXTENSIONS: [&str; 8] =
    ["md", "markdown", "mdx", "mdown", "mkd", "mkdn", "qmd", "Rmd"];

/// Whether an extension, without its dot and in any case, is that of Markdown.
pub(crate) fn is_markdown_extension(extension: &str) -> bool {
    MARKDOWN_EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A text in NFC: `é` as one character, whatever the disk says.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_have_one_spelling() {
        for (text, expected) in
            [("Cafe\u{301}", "Caf\u{e9}"), ("a", "a"), ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}")]
        {
            assert_eq!(nfc(text), expected);
            assert_eq!(nfc(expected), expected);
        }
    }

    #[test]
    fn markdown_has_many_extensions_in_any_case() {
        for extension in ["md", "MD", "Rmd", "rmd", "RMD", "qmd", "mdown", "mkdn", "MKD"] {
            assert!(is_markdown_extension(extension), "{extension}");
        }
        for extension in ["", "m", "mdd", "txt", "rmarkdown", "mk"] {
            assert!(!is_markdown_extension(extension), "{extension}");
        }
    }
}
