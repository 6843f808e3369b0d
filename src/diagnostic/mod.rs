//! A finding about a course, as a value: what is wrong, where, and what to do.
//!
//! Scanning never stops at a finding. It returns what it understood and everything it noticed; the
//! command decides what that means. A [`Diagnostic`] carries the source lines it points at, so
//! that [`render`] needs no file and can be called at any time later.

pub(crate) mod cap;
mod code;
pub mod explain;
mod fix;
mod lines;
pub(crate) mod path_escape;
mod place;
pub mod render;

pub use code::{Code, Severity};
pub use fix::Fix;
pub(crate) use fix::word_at;
pub use place::{Place, Region, Source};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding: stable across versions.
    pub code: Code,
    /// How bad it is: the code's own severity, unless the author lowered or raised it.
    pub severity: Severity,
    /// One sentence without a full stop: what is wrong.
    pub message: String,
    /// The file, and where in it.
    pub place: Option<Place>,
    /// What is wrong at the marked place itself, in a few words.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// For how many it stands: 1, but for the finding that says how many more there are.
    pub count: usize,
    /// How to put it right, where there is one way and it is safe. In the file of `place`.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Makes a finding of the code's own severity, without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: None,
            help: None,
            count: 1,
            fix: None,
        }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the label at the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

/// Sorts findings as a reader meets them: by file, place, code, message.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
}

fn sort_key(diagnostic: &Diagnostic) -> (Option<&str>, usize, Code, &str) {
    let place = diagnostic.place.as_ref();
    let start = place.and_then(|place| place.region.as_ref()).map_or(0, |region| region.span.start);
    (place.map(|place| place.path.as_str()), start, diagnostic.code, &diagnostic.message)
}
