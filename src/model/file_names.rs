//! What the extension of a file says to everybody who asks: whether it is Markdown.

/// The extensions of Markdown files, as they are usually written.
pub(crate) const MARKDOWN_EXTENSIONS: [&str; 8] =
    ["md", "markdown", "mdx", "mdown", "mkd", "mkdn", "qmd", "Rmd"];

/// Whether an extension, without its dot and in any case, is that of Markdown.
pub(crate) fn is_markdown_extension(extension: &str) -> bool {
    MARKDOWN_EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

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
