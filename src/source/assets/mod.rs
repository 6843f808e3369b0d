//! The files and links of lessons (rules 9 and 10): which video, which materials, where each image
//! lies, what becomes of each link.
//!
//! Start at [`Media`]. It turns the layout's plan into the course's lessons, on all cores
//! ([`parallel`]), and keeps the list of local files that the course refers to; [`fill()`] then gives each
//! lesson its text. One lesson is made in [`lesson`], a step a file; every step is a function that looks
//! things up in a [`context`] and adds findings to what is collected.
//! Names are looked up in the tree of what was walked; a file is looked at on the disk only when a lesson
//! refers to it.

mod sources;
mod target;

mod addresses;
mod asset_registry;
mod context;
mod file_names;
mod kinds;
mod lazy_place;
mod outline;
mod ownership;
mod pictures;
mod resolve;
mod slug;
mod suggestions;

mod by_name;
mod destination;
mod globs;
mod inline_images;
mod links;
mod materials;
mod mentions;
mod missing;
mod repair;
mod sound;
mod thumbnail;
mod video;

mod captions;
mod claimed_videos;
mod formulas;
mod leftovers;
mod lesson;
mod lesson_body;
mod lesson_id;
mod lost_folders;
mod parallel;
mod unread;
mod unused;
mod uses;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic, Source};
use crate::model::{Address, CategoryHead, CoursePath, Leftover, Lesson, Limits, LocalFile};

use super::files::tree::Tree;
use super::plan::{HeadPlan, Plan};
use super::resolved_link::ResolvedLink;
use super::settings::suppressions::Suppressed;
use crate::front_matter::Spanned;

pub(crate) use claimed_videos::claimed_videos;
use context::{Collected, Context, Lookups};
pub(crate) use lesson_body::{PendingBody, fill};
pub(crate) use sources::Sources;
use uses::Uses;

/// Makes the lessons of a course, and keeps what they refer to.
pub(crate) struct Media<'a> {
    context: Context<'a>,
    collected: Collected<'a>,
    /// One for each lesson that was made, in their order; none for a video without words.
    unfilled: Vec<Option<PendingBody>>,
}

/// What remains when all lessons are made.
pub(crate) struct Finished {
    /// What decides the lessons' texts, in their order.
    pub unfilled: Vec<Option<PendingBody>>,
    /// Every local file that the course refers to.
    pub files: BTreeMap<CoursePath, LocalFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are in no lesson.
    pub leftovers: Vec<Leftover>,
    /// Findings that were not reported because the author allows them.
    pub let_go: Suppressed,
    /// Where links lead, if it was asked for.
    pub links: Vec<ResolvedLink>,
}

impl<'a> Media<'a> {
    /// Gets ready for the lessons of `plan`. `allow` are the codes of `course.yaml`'s `allow`; `has_portal` says whether
    /// it names the learners' address.
    pub fn new(sources: Sources<'a>, plan: &Plan, allow: &[Code], limits: Limits, has_portal: bool) -> Self {
        let lookups = Lookups::new(sources, plan, allow, limits, has_portal);
        Self {
            context: Context::new(sources, Arc::new(lookups)),
            collected: Collected::new(sources, limits),
            unfilled: Vec::new(),
        }
    }

    /// Leaves an address with a space as it is when it names no file: it may be no address at all.
    pub fn keep_fixes_to_files(&self, diagnostics: &mut [Diagnostic]) {
        repair::keep_fixes_to_files(&self.context.finder, diagnostics);
    }

    /// Finds the course's picture: what `image:` in `course.yaml` names, else `cover.*` or
    /// `thumbnail.*` at the root.
    pub fn course_image(&mut self, named: Option<(&Source, &Spanned<String>)>) -> Option<Address> {
        thumbnail::course_image(&self.context, &mut self.collected, named)
    }

    /// Makes the lessons of `plan`, in its order, but for their texts.
    pub fn lessons(&mut self, plan: &Plan) -> impl Iterator<Item = Lesson> + use<> {
        let shares = parallel::lessons(self.context.sources, &self.context.lookups, plan);
        let mut all = Vec::with_capacity(shares.len());
        for share in shares {
            self.collected.join(share.collected);
            let (lessons, unfilled): (Vec<_>, Vec<_>) = share.lessons.into_iter().unzip();
            all.push(lessons);
            self.unfilled.extend(unfilled);
        }
        all.into_iter().flatten()
    }

    /// Makes what categories of both levels have in common.
    pub fn head(&mut self, plan: &HeadPlan) -> CategoryHead {
        lesson::head(&self.context, &mut self.collected, plan)
    }

    /// Hands over the files that the course refers to, and everything that was found.
    pub fn finish(self) -> Finished {
        let tree = self.context.sources.tree;
        let Collected { assets, mut diagnostics, suppressed, links } = self.collected;
        diagnostics.extend(captions::find(tree, &assets));
        let Lookups { ownership, outline, .. } = &*self.context.lookups;
        let uses = Uses::of(self.context.sources, outline, &assets, ownership);
        let find_unused = || {
            let mut unused = unused::find(&uses, &assets, ownership);
            unused.extend(unread::find(&uses));
            (unused, leftovers::find(&uses))
        };
        let ((unused, leftovers), ()) = rayon::join(find_unused, || diagnostic::sort(&mut diagnostics));
        diagnostics.extend(lost_folders::find(&uses, &unused));
        diagnostics.extend(unused);
        let (files, faults) = assets.finish();
        diagnostics.extend(faults);
        // Most of it is sorted already, which is quick.
        diagnostic::sort(&mut diagnostics);
        // An index file's picture is its category's and its lesson's: one finding is enough.
        diagnostics.dedup();
        Finished { unfilled: self.unfilled, files, diagnostics, leftovers, let_go: suppressed, links }
    }
}

/// What there is to say about the files of a course without lessons.
pub(crate) fn without_lessons(tree: &Tree) -> (Vec<Leftover>, Vec<Diagnostic>) {
    let uses = Uses::none(tree);
    (leftovers::find(&uses), unread::find(&uses))
}

#[cfg(test)]
mod tests;
