//! Patterns for names, as plugins of `MkDocs` have them.

use globset::{GlobBuilder, GlobMatcher};

/// A pattern for the name of a page or folder.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    text: String,
    /// `None` matches everything.
    glob: Option<GlobMatcher>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Pattern {
    /// Matches everything.
    pub fn all() -> Self {
        Self { text: String::new(), glob: None }
    }

    /// What is behind `...`: nothing, ` | pattern`, ` | glob=pattern`, ` | flat | pattern`. A regular expression is not read
    /// and matches all.
    pub fn of_rest(rest: &str) -> Self {
        let last = rest.split('|').map(str::trim).rfind(|part| !part.is_empty() && *part != "flat");
        match last {
            Some(text) if !text.starts_with("regex=") => {
                Self::new(text.strip_prefix("glob=").unwrap_or(text))
            }
            _ => Self::all(),
        }
    }

    /// A glob; `*` does not match `/`. One that is none matches only itself.
    pub fn new(text: &str) -> Self {
        let braces = text.strip_prefix("@(").and_then(|text| text.strip_suffix(')'));
        let pattern = braces.map(|names| format!("{{{}}}", names.replace('|', ",")));
        let pattern = pattern.as_deref().unwrap_or(text);
        let build = |pattern: &str| GlobBuilder::new(pattern).literal_separator(true).build();
        let glob = build(pattern).or_else(|_| build(&globset::escape(pattern)));
        Self { text: text.to_owned(), glob: glob.ok().map(|glob| glob.compile_matcher()) }
    }

    /// Whether it matches everything.
    pub fn is_all(&self) -> bool {
        self.glob.is_none()
    }

    /// Whether it matches a name.
    pub fn matches(&self, name: &str) -> bool {
        self.glob.as_ref().is_none_or(|glob| glob.is_match(name))
    }
}
