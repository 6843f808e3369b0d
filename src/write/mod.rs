//! A course as files: what they are called ([`name`]) and what stands above their text ([`page`]). Writes nothing itself.

pub(crate) mod name;
pub(crate) mod page;
