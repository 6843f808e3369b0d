//! How tools lay out a course: an [`Adapter`] a file, each made of the shared functions of [`super::layout`].
//!
//! A tool whose author lists the pages has a file here that reads its list, and a line in [`listed`]. What none of them
//! reads goes by [`folder`]. Whoever asks [`detect`] does not know which it is.

mod adapter;
mod awesome_nav;
mod awesome_pages;
mod bookdown;
mod carpentries;
mod course_in_a_box;
mod docusaurus;
mod folder;
mod glob;
mod hugging_face;
mod jetbrains;
mod jupyter_book;
mod listed;
mod microsoft_learn;
mod mkdocs;
mod myst;
mod plain_order;
mod quarto;
mod sphinx;
mod starlight;
mod summary;
mod vitepress;

pub(crate) use adapter::{Adapter, LinkBase};
pub(crate) use listed::Navigations;

/// The layout of a course: what its navigations list, else what names and numbers say.
pub(crate) fn detect(navigations: &Navigations) -> &'static Adapter {
    if navigations.listed.is_empty() { &folder::FOLDER } else { &listed::LISTED }
}
