//! The files and links of lessons (rules 9 and 10): which video, which materials, where each image
//! lies, what becomes of each link.
//!
//! Start at [`Media`]. It turns the layout's plan into the course's lessons, on all cores ([`shares`]), and
//! keeps the list of local files that the course refers to; [`fill()`] then gives each lesson its text.
//! Names are looked up in the tree of what was walked; a file is looked at on the disk only when a lesson
//! refers to it.

mod resolve;
mod target;

mod addresses;
mod links;
mod mentions;
mod near;
mod outline;
mod outside;
mod repair;

mod materials;
mod stems;
mod thumbnail;
mod video;

mod body;
mod claim;
mod fill;
mod kinds;
mod place;
mod shares;
mod slug;
mod unused;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::course::{Address, Body, CategoryHead, CoursePath, Lesson, LessonKind, LocalFile, Origins};
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::fs::Root;

use super::allow::LetGo;
use super::front_matter::Spanned;
use super::page::{Page, Pages};
use super::plan::{HeadPlan, LessonPlan, LessonSource, Plan};
use super::tree::{FileId, ROOT, Tree};

use addresses::Addresses;
use claim::Files;
pub(crate) use fill::{Unfilled, fill};
use near::NearMisses;
use outline::Outline;
use place::Spot;
use resolve::{Finder, From};
use stems::Stems;
pub(crate) use video::claimed_videos;

/// What lessons are made from.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    /// Every Markdown file that was read: lessons, index files, and `SUMMARY.md`.
    pub pages: &'a Pages,
}

/// Makes lessons, one after the other, and remembers what they refer to.
pub(crate) struct Media<'a> {
    sources: Sources<'a>,
    known: Arc<Known>,
    finder: Finder<'a>,
    near: NearMisses,
    files: Files<'a>,
    /// What was not said because the author allows it.
    let_go: LetGo,
    diagnostics: Vec<Diagnostic>,
    /// One for each lesson that was made, in their order; none for a video without words.
    unfilled: Vec<Option<Unfilled>>,
}

/// What is known of the course before any lesson is made.
struct Known {
    outline: Outline,
    /// Made when the first link is written as an address.
    addresses: OnceLock<Addresses>,
    stems: Stems,
    /// What the author wants to hear nothing of, in any lesson.
    allow: Vec<Code>,
}

/// What remains when all lessons are made.
pub(crate) struct Finished {
    /// What decides the lessons' texts, in their order.
    pub unfilled: Vec<Option<Unfilled>>,
    /// Every local file that the course refers to.
    pub files: BTreeMap<CoursePath, LocalFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// What was not said because the author allows it.
    pub let_go: LetGo,
}

impl<'a> Media<'a> {
    /// Gets ready for the lessons of `plan`. `allow` are the codes of `course.yaml`'s `allow`.
    pub fn new(sources: Sources<'a>, plan: &Plan, allow: &[Code]) -> Self {
        let videos: Vec<FileId> = plan
            .lessons()
            .filter_map(|lesson| match lesson.of {
                LessonSource::Video(file) => Some(file),
                _ => None,
            })
            .collect();
        let (outline, stems) =
            rayon::join(|| Outline::new(sources.tree, plan), || Stems::new(sources.tree, &videos));
        let known = Known { outline, addresses: OnceLock::new(), stems, allow: allow.to_vec() };
        Self::with(sources, Arc::new(known))
    }

    /// Nothing made yet.
    fn with(sources: Sources<'a>, known: Arc<Known>) -> Self {
        Self {
            sources,
            known,
            finder: Finder::new(sources),
            near: NearMisses::default(),
            files: Files::new(sources),
            let_go: LetGo::new(),
            diagnostics: Vec::new(),
            unfilled: Vec::new(),
        }
    }

    /// Makes a lesson, but for its text ([`Unfilled`]). Whatever is wrong with it, it is made; what is
    /// missing leaves its text.
    fn lesson(&mut self, plan: &LessonPlan) -> Lesson {
        let of = plan.of;
        let path = &self.sources.tree.files[of.file()].path;
        let page = of.page().and_then(|id| Some((id, self.sources.pages.get(id)?.as_ref())));
        let mentions = page.map(|(id, page)| self.mentions(id, page)).unwrap_or_default();
        let page = page.map(|(_, page)| page);
        let videos = self.videos(of, page, &mentions);
        let materials = self.materials(of, page, &mentions, &videos);
        let thumbnail = self.lesson_thumbnail(of, page, &mentions);
        let (materials, links) = materials.finish();
        self.unfilled.push(of.page().map(|page| Unfilled {
            page,
            mentions,
            video: videos.local().cloned(),
            first_heading_is_title: plan.first_heading_is_title,
            links,
        }));
        let (video, video_from) = videos.chosen.unzip();
        let lesson = Lesson {
            id: page.and_then(|page| page.front.id.clone()).unwrap_or_else(|| path.as_str().to_owned()),
            path: path.clone(),
            title: plan.title.clone(),
            visibility: plan.visibility,
            kind: plan.kind,
            body: Body::default(),
            video,
            materials,
            thumbnail,
            origins: Origins {
                title: plan.title_from,
                order: plan.order.clone(),
                visibility: plan.visibility_from,
                kind: Some(plan.kind_from),
                video: video_from,
            },
        };
        self.say_quiz(&lesson, page);
        lesson
    }

    /// Makes what categories of both levels have in common.
    pub fn head(&mut self, plan: &HeadPlan) -> CategoryHead {
        let dir = &self.sources.tree.dirs[plan.dir].path;
        // Several categories may be made at the root, each of one lesson.
        let path = match plan.index {
            Some(index) if plan.dir == ROOT => &self.sources.tree.files[index].path,
            _ => dir,
        };
        let front = plan.index.and_then(|index| self.sources.pages.get(index)).map(|page| &page.front);
        CategoryHead {
            id: front.and_then(|front| front.id.clone()).unwrap_or_else(|| path.as_str().to_owned()),
            path: path.clone(),
            title: plan.title.clone(),
            visibility: plan.visibility,
            thumbnail: self.category_thumbnail(plan.dir, plan.index),
            origins: Origins {
                title: plan.title_from,
                order: plan.order.clone(),
                visibility: plan.visibility_from,
                kind: None,
                video: None,
            },
        }
    }

    /// Finds the course's picture: what `image:` in `course.yaml` names, else `cover.*` or
    /// `thumbnail.*` at the root.
    pub fn course_image(&mut self, named: Option<(&Source, &Spanned<String>)>) -> Option<Address> {
        if let Some((settings, named)) = named {
            let root = CoursePath::root();
            return self.named_image(From { folder: &root, stem: None }, None, settings, named);
        }
        let image = self.image_called(ROOT, &["cover", "thumbnail"])?;
        self.walked_image(image)
    }

    /// Hands over the files that the course refers to, and everything that was found.
    pub fn finish(mut self) -> Finished {
        self.say_captions();
        let find_unused = || unused::find(self.sources.tree, &self.files, &self.known.stems);
        let (unused, ()) = rayon::join(find_unused, || crate::diagnostic::sort(&mut self.diagnostics));
        self.diagnostics.extend(unused);
        let (files, diagnostics) = self.files.finish();
        self.diagnostics.extend(diagnostics);
        // Most of it is sorted already, which is quick.
        crate::diagnostic::sort(&mut self.diagnostics);
        // An index file's picture is its category's and its lesson's: one finding is enough.
        self.diagnostics.dedup();
        Finished { unfilled: self.unfilled, files, diagnostics: self.diagnostics, let_go: self.let_go }
    }

    fn finder_from(&self, page: FileId) -> From<'a> {
        self.sources.from(page)
    }

    fn say_quiz(&mut self, lesson: &Lesson, page: Option<&Page>) {
        if lesson.kind != LessonKind::Quiz {
            return;
        }
        let has_questions = page.is_some_and(|page| page.front.has_questions || page.markdown.has_task_list);
        let mut diagnostic =
            Diagnostic::new(Code::QuizArrivesEmpty, "a quiz arrives with its text, and without questions")
                .at(Spot::Whole(&lesson.path).place())
                .help("enter the questions on the platform after the import");
        if has_questions {
            diagnostic.severity = Severity::Warning;
        }
        self.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests;
