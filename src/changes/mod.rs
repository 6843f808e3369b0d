//! The difference of two versions of a lesson, for people and programs. Pure.
//!
//! Texts are HTML; their difference is one of Markdown ([`text`]), word by word ([`words`]) in lines that belong together
//! ([`pairs`]). What only HTML shows is shown as HTML. Single values are in [`value`]. All of them serialize to JSON;
//! [`show`] draws them for a terminal.

mod pairs;
mod show;
mod text;
mod value;
mod words;

pub use show::{Style, drawn_text, drawn_value};
pub use text::{Form, Hunk, Kind, Line, TextDiff};
pub use value::ValueDiff;
pub use words::{Part, Segment};

#[cfg(test)]
mod tests;
