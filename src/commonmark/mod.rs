//! The text of a page and its parser: what the converters of other tools' markup ([`crate::dialect`]) and the renderer
//! ([`crate::markdown`]) both need.
//!
//! Start at [`parse`]: the one place that calls the parser. A text that was edited knows where it comes from
//! ([`source_map`]), so that a finding is about the author's own line ([`findings`]). [`parts`] answers what is code,
//! a comment or a formula without parsing the whole page.

pub(crate) mod buffers;
pub(crate) mod bytes;
pub(crate) mod events;
pub(crate) mod findings;
pub(crate) mod ids;
pub(crate) mod parse;
pub(crate) mod parts;
pub(crate) mod plain;
pub(crate) mod source_map;
