//! The input that all steps of a lesson share, and the output that they add to.
//!
//! A step is a function: it takes the [`Context`], which is never changed, and returns its part of the lesson. Files
//! for the course and findings are added to [`Collected`].

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::ByName;
use crate::model::{CoursePath, Limits};
use crate::source::files::tree::{FileId, fold};
use crate::source::maps::HashMap;
use crate::source::page::Page;
use crate::source::plan::{LessonSource, Plan};
use crate::source::quiz_names::named_files;
use crate::source::resolved_link::ResolvedLink;
use crate::source::settings::suppressions::Suppressed;

use super::addresses::Addresses;
use super::asset_registry::AssetRegistry;
use super::file_names;
use super::outline::Outline;
use super::ownership::Ownership;
use super::resolve::Finder;
use super::sources::Sources;
use super::suggestions::NearMisses;

/// What is known of the course before any lesson is made. All cores share it.
pub(super) struct Lookups {
    pub outline: Outline,
    /// Made when the first link is written as an address.
    addresses: OnceLock<Addresses>,
    /// See [`Context::has_names`].
    has_names: OnceLock<bool>,
    /// Pages by the other names that their front matter has, in small letters.
    aliases: OnceLock<HashMap<String, FileId>>,
    pub ownership: Ownership,
    /// Files with the questions of quizzes, which hold the answers: never a download that nobody asked for.
    pub questions: BTreeSet<CoursePath>,
    /// What the author wants to hear nothing of, in any lesson.
    allow: Vec<Code>,
    pub limits: Limits,
    /// Whether updates know the learners' address.
    pub has_portal: bool,
}

impl Lookups {
    /// Gets ready for the lessons of `plan`. `allow` are the codes of `course.yaml`'s `allow`.
    pub fn new(sources: Sources<'_>, plan: &Plan, allow: &[Code], limits: Limits, has_portal: bool) -> Self {
        let videos: Vec<FileId> = plan
            .lessons()
            .filter_map(|lesson| match lesson.of {
                LessonSource::Video(file) | LessonSource::Sound(file) => Some(file),
                _ => None,
            })
            .collect();
        let (outline, ownership) =
            rayon::join(|| Outline::new(sources.tree, plan), || Ownership::new(sources.tree, &videos));
        Self {
            questions: named_files(sources.pages),
            outline,
            addresses: OnceLock::new(),
            has_names: OnceLock::new(),
            aliases: OnceLock::new(),
            ownership,
            allow: allow.to_vec(),
            limits,
            has_portal,
        }
    }

    /// The addresses that a website may give to pages and folders.
    pub fn addresses(&self, sources: Sources<'_>) -> &Addresses {
        self.addresses.get_or_init(|| Addresses::new(sources))
    }
}

/// What the steps look up. Each core has its own, because lookups on the disk and of names are kept.
pub(super) struct Context<'a> {
    pub sources: Sources<'a>,
    pub lookups: Arc<Lookups>,
    pub finder: Finder<'a>,
    pub near_misses: NearMisses,
}

impl<'a> Context<'a> {
    pub fn new(sources: Sources<'a>, lookups: Arc<Lookups>) -> Self {
        Self { sources, lookups, finder: Finder::new(sources), near_misses: NearMisses::default() }
    }

    /// Whether links by name are known in this course: some are that cannot be text, or lead somewhere.
    pub fn has_names(&self) -> bool {
        *self.lookups.has_names.get_or_init(|| {
            self.sources.pages.iter().any(|(id, page)| {
                let from = self.sources.link_base(id);
                page.markdown.references.iter().any(|reference| match reference.by_name {
                    ByName::No => false,
                    ByName::Yes => true,
                    ByName::Perhaps => file_names::walked(&self.finder, from, &reference.target).is_some(),
                })
            })
        })
    }

    /// The page that has another name in its front matter.
    pub fn page_with_alias(&self, name: &str) -> Option<FileId> {
        let aliases = self.lookups.aliases.get_or_init(|| {
            let mut aliases = HashMap::default();
            for (id, page) in self.sources.pages.iter() {
                for alias in &page.front.aliases {
                    aliases.entry(fold(alias).into_owned()).or_insert(id);
                }
            }
            aliases
        });
        let name = name.split('#').next().unwrap_or_default().trim();
        aliases.get(fold(name).as_ref()).copied()
    }

    /// Whether the author, of the page or of the course, wants to hear nothing of this.
    pub fn allows(&self, page: Option<&Page>, code: Code) -> bool {
        code.can_be_allowed()
            && (self.lookups.allow.contains(&code)
                || page.is_some_and(|page| page.front.allow.iter().any(|allowed| allowed.value == code)))
    }
}

/// What comes together while lessons are made.
pub(super) struct Collected<'a> {
    pub assets: AssetRegistry<'a>,
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that were not reported because the author allows them.
    pub suppressed: Suppressed,
    /// Where links lead, if it is kept.
    pub links: Vec<ResolvedLink>,
}

impl<'a> Collected<'a> {
    /// Nothing yet.
    pub fn new(sources: Sources<'a>, limits: Limits) -> Self {
        Self {
            assets: AssetRegistry::new(sources, limits),
            diagnostics: Vec::new(),
            suppressed: Suppressed::new(),
            links: Vec::new(),
        }
    }

    /// Adds what was collected for later lessons.
    pub fn join(&mut self, later: Self) {
        self.assets.join(later.assets);
        self.diagnostics.extend(later.diagnostics);
        self.suppressed.extend(later.suppressed);
        self.links.extend(later.links);
    }
}
