//! The result of one check.

use crate::secret;

/// One thing that was looked at. Holds no secret: they are taken out before JSON writes some of them differently.
#[derive(Debug, serde::Serialize)]
pub(super) struct Check {
    /// What was looked at; stable, for programs.
    pub name: &'static str,
    pub level: Level,
    /// What was found, as a sentence.
    pub text: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How good it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// As it should be.
    Ok,
    /// Not known, or of no harm yet.
    Warning,
    /// An import would not get through.
    Problem,
}

impl Check {
    pub fn new(name: &'static str, level: Level, text: impl Into<String>) -> Self {
        Self { name, level, text: secret::mask(&text.into()).into_owned(), hint: None }
    }

    pub fn ok(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Ok, text)
    }

    pub fn warning(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Warning, text)
    }

    pub fn problem(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, Level::Problem, text)
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(secret::mask(&hint.into()).into_owned()).filter(|hint| !hint.is_empty());
        self
    }
}
