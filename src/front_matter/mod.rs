//! The front matter of a lesson (rule 7).
//!
//! [`fence`] finds the front matter, behind what [`preamble`] says may be above it, and [`block`] cuts it out. [`yaml`] and [`toml`] parse it to a tree of [`node`]s
//! with places in the file. [`fields`] reads that tree key by key, by the table in [`table`], into the [`values`].
//! Start at [`read()`]. The other YAML files of a course use the same trees, reports and key tables.

mod block;
mod edit;
mod extent;
mod fence;
mod fields;
mod hiding;
mod key_spec;
mod keys;
mod lines;
mod materials;
mod moment;
mod node;
mod opening;
mod preamble;
mod quiz;
mod read;
mod report;
mod simple;
mod spanned;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod toml;
mod unquoted;
mod values;
mod video;
mod words;
mod yaml;
mod yaml_help;

pub(crate) use block::BlockText;
pub(crate) use edit::{Set, set};
pub(crate) use extent::extent;
pub(crate) use fields::{codes, order_number, visibility_word};
pub(crate) use hiding::{Bound, Cascade, DateMark, Mark, read as read_hiding};
pub(crate) use key_spec::{Key, Takes};
pub(crate) use moment::parse as parse_date;
pub(crate) use node::{Entry, Node, Parsed, Scalar, ScalarKind, items};
pub(crate) use read::read;
pub(crate) use report::Report;
pub(crate) use spanned::Spanned;
pub(crate) use spelling::{closest, is_slip_of, same};
pub(crate) use table::KEYS;
pub(crate) use toml::parse as parse_toml;
pub(crate) use unquoted::check as check_unquoted;
pub(crate) use values::{FrontMatter, MaterialRef, VideoRef};
pub(crate) use words::{KINDS, kinds, visibilities};
pub(crate) use yaml::parse as parse_yaml;
