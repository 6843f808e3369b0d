//! The files and links of lessons (rules 9 and 10): which video, which materials, where each image
//! lies, what becomes of each link.
//!
//! Start at [`Media`]. It turns the layout's plan into the course's lessons and keeps the list of
//! local files that the course refers to.

use std::collections::BTreeMap;

use crate::course::{Address, CategoryHead, CoursePath, Lesson, LocalFile};
use crate::diagnostic::{Code, Diagnostic};
use crate::fs::Root;

use super::front_matter::Spanned;
use super::page::Page;
use super::plan::{HeadPlan, LessonPlan};
use super::settings::Settings;
use super::tree::{FileId, Tree};

/// What lessons are made from.
pub(crate) struct Sources<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    /// Every Markdown file that was read: lessons, index files, and `SUMMARY.md`.
    pub pages: &'a BTreeMap<FileId, Page>,
}
