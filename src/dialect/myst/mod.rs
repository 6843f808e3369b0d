//! `MyST`: the Markdown of Jupyter Book and Sphinx.
//!
//! Start at [`fences`]: a directive is a fence or a `:::` block with a name in braces ([`directive`]); [`rewrite`]
//! decides what each name means. [`lines`] has what stands on lines of its own, [`inline`] what stands inside
//! of lines. [`signs`] tells whether a page is `MyST`: some of its markup is ordinary text elsewhere.

mod around;
mod boxes;
mod code;
pub(super) mod colons;
mod directive;
pub(super) mod fences;
mod figure;
pub(super) mod inline;
mod labels;
pub(super) mod lines;
mod links;
mod names;
mod rewrite;
mod roles;
pub(super) mod signs;
mod table;
mod titles;
