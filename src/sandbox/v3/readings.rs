//! The readings: how the sandbox behaves where no document says how the platform does.
//!
//! Each has a name and a value, as in `put=replace`. Those that choose between words are declared at the end of this
//! file; their first word is what a sandbox does unless it is told otherwise. `docs/reference/sandbox.md` has the table.

use std::{str::FromStr, time::Duration};

use super::fields;

/// How a sandbox behaves where the documents are silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readings {
    pub(in crate::sandbox) choices: Choices,
    /// The field that every update empties, whatever it sends.
    pub(in crate::sandbox) put_loses: Option<&'static str>,
    /// How long a change takes to appear in lists.
    pub(in crate::sandbox) lag: Duration,
    /// How many list calls after a change still show what was there before.
    pub(in crate::sandbox) lag_lists: u64,
}

/// One reading with its value, such as `put=replace`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading(String);

/// A reading that cannot be understood; its message lists what is possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid reading `{spec}`: {problem}. {possible}")]
pub struct ReadingError {
    spec: String,
    problem: String,
    possible: String,
}

/// Names of readings that are no choice between words.
const PUT_LOSES: &str = "put-loses";
const LAG: &str = "lag";
const LAG_LISTS: &str = "lag-lists";

impl Readings {
    /// Returns the readings that differ from a sandbox's own in these.
    pub fn of<'a>(readings: impl IntoIterator<Item = &'a Reading>) -> Self {
        let mut all = Self::default();
        for reading in readings {
            // It was understood when it was read.
            let _ = all.set(&reading.0);
        }
        all
    }

    fn set(&mut self, spec: &str) -> Result<(), ReadingError> {
        let wrong =
            |problem: String, possible: String| ReadingError { spec: spec.to_owned(), problem, possible };
        let (name, value) =
            spec.split_once('=').ok_or_else(|| wrong("`=` is missing".to_owned(), every_name()))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| wrong(format!("`{value}` is not a number"), format!("`{name}` takes a number")))
        };
        match name {
            PUT_LOSES => {
                let field = fields::writable().find(|field| *field == value);
                if field.is_none() && value != "none" {
                    let possible = format!("`{name}` takes one of none, {}", list(fields::writable()));
                    return Err(wrong(format!("unknown field `{value}`"), possible));
                }
                self.put_loses = field;
            }
            LAG => self.lag = Duration::from_secs(number()?),
            LAG_LISTS => self.lag_lists = number()?,
            _ => match self.choices.set(name, value) {
                Some(true) => {}
                Some(false) => {
                    let values =
                        Choices::NAMES.iter().find(|(own, _)| *own == name).map_or(&[][..], |it| it.1);
                    let possible = format!("`{name}` takes one of {}", list(values.iter().copied()));
                    return Err(wrong(format!("unknown value `{value}`"), possible));
                }
                None => return Err(wrong(format!("unknown name `{name}`"), every_name())),
            },
        }
        Ok(())
    }
}

impl FromStr for Reading {
    type Err = ReadingError;

    fn from_str(spec: &str) -> Result<Self, ReadingError> {
        let spec = spec.trim();
        Readings::default().set(spec).map(|()| Self(spec.to_owned()))
    }
}

/// Several readings, separated by commas.
impl FromStr for Readings {
    type Err = ReadingError;

    fn from_str(specs: &str) -> Result<Self, ReadingError> {
        let mut all = Self::default();
        for spec in specs.split(',').map(str::trim).filter(|spec| !spec.is_empty()) {
            all.set(spec)?;
        }
        Ok(all)
    }
}

fn every_name() -> String {
    let choices = Choices::NAMES.iter().map(|(name, _)| *name);
    format!("Use `NAME=VALUE`. NAME is one of {}", list(choices.chain([PUT_LOSES, LAG, LAG_LISTS])))
}

fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// Declares the choices: for each a field, its type, its name, and its words.
macro_rules! choices {
    ($($(#[$about:meta])* $field:ident: $kind:ident = $name:literal { $($value:ident = $word:literal,)+ })+) => {
        /// The readings that are choices between words.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub(in crate::sandbox) struct Choices {
            $($(#[$about])* pub $field: $kind,)+
        }

        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
            pub(in crate::sandbox) enum $kind {
                #[default]
                $($value,)+
            }
        )+

        impl Choices {
            /// The names, each with its words.
            pub(in crate::sandbox) const NAMES: &'static [(&'static str, &'static [&'static str])] =
                &[$(($name, &[$($word,)+]),)+];

            /// Sets a choice; `None` for an unknown name, `Some(false)` for an unknown word.
            fn set(&mut self, name: &str, word: &str) -> Option<bool> {
                match name {
                    $($name => match word {
                        $($word => self.$field = $kind::$value,)+
                        _ => return Some(false),
                    },)+
                    _ => return None,
                }
                Some(true)
            }
        }
    };
}

choices! {
    /// Whether the calls are there: `404` and the others are what a platform without them was seen to answer.
    v3: V3 = "v3" { On = "on", NotFound = "404", Unauthorized = "401", Forbidden = "403", Page = "page", }
    /// What an update does with fields that it does not send: keep, empty, or refuse to be without.
    put: Put = "put" { Merge = "merge", Replace = "replace", Complete = "complete", }
    /// The same for the fields inside `customizations`.
    customizations: Customizations = "customizations" { Merge = "merge", Replace = "replace", }
    /// What happens to questions that are not sent.
    questions: Questions = "questions" { Replace = "replace", Upsert = "upsert", }
    /// How an option's text is called: as documented, as read by others, as read and written inside, or in no known way.
    option_text: OptionText = "option-text" {
        Title = "title", Read = "statement", Both = "statement-only", Lost = "lost",
    }
    /// Whether questions tell which options are right.
    answers: Answers = "answers" { Hidden = "hidden", Shown = "shown", }
    /// What a sequence of some siblings does: nothing, place these only, or place the rest after them.
    sequence: Sequence = "sequence" { Refused = "refused", Applied = "applied", Appended = "appended", }
    /// How HTML comes back.
    html: Html = "html" {
        Kept = "kept", Attributes = "attributes", Entities = "entities", Styles = "styles", Rewritten = "rewritten",
    }
    /// Whether objects hold values and fields that no document names.
    values: Values = "values" { Documented = "documented", Unknown = "unknown", Null = "null", }
    /// Whether a lesson keeps its video when its text is written.
    media: Media = "media" { Kept = "kept", Detached = "detached", }
    /// The status for a body that does not have the documented shape.
    invalid: Invalid = "invalid" { Unprocessable = "422", BadRequest = "400", }
    /// What a word that is not in a field's list leads to.
    bad_enum: BadEnum = "bad-enum" { Refused = "refused", Broken = "500", }
    /// What happens to fields that are not accepted.
    extra: Extra = "extra-fields" { Refused = "refused", Ignored = "ignored", }
    /// The shape of errors.
    errors: Errors = "errors" { Older = "older", Newer = "newer", }
    /// The positions that an import gives: one each, or one to several siblings.
    positions: Positions = "positions" { Counted = "counted", Doubled = "doubled", }
    /// Where positions start.
    first: First = "positions-from" { One = "1", Zero = "0", }
    /// Whether a category with something in it can be deleted.
    delete_category: DeleteCategory = "delete-category" { Cascade = "cascade", Refused = "refused", }
    /// What a lesson without a quiz or assignment answers when it is asked for one.
    no_quiz: NoQuiz = "no-quiz" { NotFound = "404", Null = "null", }
    /// Whether an import makes an empty quiz or assignment for each lesson of these types.
    shells: Shells = "quiz-shells" { None = "none", Made = "made", }
    /// Whether a picture may be anywhere; where not, another one is dropped in silence.
    posters: Posters = "posters" { Any = "any", Own = "own", }
}

impl Choices {
    /// The first position among siblings.
    pub(in crate::sandbox) fn first_position(&self) -> u64 {
        match self.first {
            First::One => 1,
            First::Zero => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_choice_is_understood() {
        for (name, words) in Choices::NAMES {
            for (at, word) in words.iter().enumerate() {
                let readings: Readings = format!("{name}={word}").parse().expect(name);
                assert_eq!(
                    readings == Readings::default(),
                    at == 0,
                    "{name}={word}: the first is the default"
                );
            }
        }
        let several: Readings =
            "put=replace, lag=7,lag-lists=2,put-loses=posterImage".parse().expect("known");
        assert_eq!((several.lag, several.lag_lists), (Duration::from_secs(7), 2));
        assert_eq!((several.choices.put, several.put_loses), (Put::Replace, Some("posterImage")));
    }

    #[test]
    fn what_is_unknown_is_answered_with_what_is_possible() {
        for (spec, expected) in [
            ("puts=merge", "unknown name `puts`. Use `NAME=VALUE`. NAME is one of v3, put, customizations"),
            ("put", "`=` is missing. Use `NAME=VALUE`."),
            ("put=keep", "unknown value `keep`. `put` takes one of merge, replace, complete"),
            ("lag=soon", "`soon` is not a number. `lag` takes a number"),
            ("put-loses=id", "unknown field `id`. `put-loses` takes one of none, title, "),
        ] {
            let error = spec.parse::<Reading>().expect_err(spec).to_string();
            assert!(error.starts_with(&format!("invalid reading `{spec}`: {expected}")), "{error}");
        }
    }
}
