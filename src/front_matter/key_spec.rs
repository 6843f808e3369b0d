//! The types of key tables: the name of a key, its description, and its values.
//!
//! The tables themselves are next to the code that reads the keys: [`table`](super::table) has those of a page, the
//! settings have their own. They become JSON Schema for editors.

/// A key that an author may write, or several that mean the same and take the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// The names, the one that counts before the others first. Case, `-` and `_` do not matter.
    pub names: &'static [&'static str],
    /// A few words: what it is.
    pub title: &'static str,
    /// A sentence or two for the author who points at it in an editor.
    pub about: &'static str,
    /// What is read without an error.
    pub takes: Takes,
    /// Values, each written as JSON.
    pub examples: &'static [&'static str],
}

/// What the value of a key may be. "Nothing" is no value, or a blank one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Takes {
    /// Whatever other tools put there: what does not fit is ignored.
    Anything,
    /// One of these words, or whatever other tools put there.
    WordsAmongOthers(fn() -> Vec<&'static str>),
    /// Text with something in it.
    Title,
    /// Text, or nothing.
    Text,
    /// One text or a list of them, or nothing.
    Texts,
    /// A whole number, a decimal, a number and a letter, or nothing.
    Order,
    /// One of these words, or nothing.
    Word(fn() -> Vec<&'static str>),
    /// `true`, `false`, what reads like one of them, or nothing.
    Truth,
    /// A whole number from 0 to 100, or nothing.
    Percent,
    /// A path, an address, an id, a mapping of one of them, or nothing.
    Video,
    /// One material or a list of them, or nothing.
    Materials,
    /// The name of a finding, a list of names, or nothing.
    Findings,
    /// These keys below it, or nothing.
    Group(&'static [Key]),
    /// Groups of these keys by names of the author, or a list of such groups; or nothing.
    Named(&'static [Key]),
    /// Texts by names of the author, or nothing.
    Names,
    /// Text, or these keys below it, of which the first has to be there; or nothing.
    TextOrGroup(&'static [Key]),
}
