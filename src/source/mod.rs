//! Where a course comes from: a folder becomes a course with findings.
//!
//! [`find`] returns the courses that a path holds, [`scan()`] reads one. The steps are in order in [`mod@scan`]:
//! [`settings`] (`course.yaml`) → [`files`] (names: which files, which language) → [`adapters`] (whose layout it is) →
//! `read` (each Markdown file) → [`layout`] (the outline, as the adapter groups and lists it) → [`assets`] (videos,
//! materials, images, links) → the course. Files come from the [`Vfs`](crate::fs::Vfs) of the [`Options`].
//!
//! A scan never stops at the first mistake: a lesson with errors is listed, too, with its findings.

pub(crate) mod above;
pub(crate) mod adapters;
pub(crate) mod assets;
mod clock;
mod courses_below;
mod discover;
pub(crate) mod files;
mod foreign_keys;
pub(crate) mod hidden;
pub(crate) mod layout;
pub(crate) mod maps;
pub(crate) mod navigation;
pub(crate) mod page;
mod page_cache;
pub(crate) mod plan;
pub(crate) mod quiz_names;
mod quizzes;
mod read;
mod resolved_link;
pub(crate) mod rule_context;
pub(crate) mod sample;
mod scan;
pub(crate) mod settings;
#[cfg(test)]
pub(crate) mod small_course;
mod targets;
mod text_limits;

pub use clock::Clock;
pub use discover::find;
pub(crate) use discover::{course_above, has_settings};
pub(crate) use files::exclude::{is_for_other_files, is_left_out};
pub(crate) use files::git_ignored::is_ignored_by_git;
pub(crate) use files::git_unsaved::GitFiles;
pub(crate) use files::tree::{is_markdown, is_video_or_sound};
pub(crate) use layout::names::readable_name;
pub use page_cache::PageCache;
pub use resolved_link::ResolvedLink;
pub use scan::{Options, Scan, scan, update_settings};
pub(crate) use scan::{scan_kept, scan_with};
pub(crate) use settings::SETTINGS_FILES;
