//! Courses whose author lists the pages in a file of another tool: which files are looked for, and who reads them.
//!
//! Names decide before a file is opened. The file that is nearest to the course's folder counts for all below it.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::fs::{Kind, Root};
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, Entry, File, FileId, FileKind, ROOT, Tree};
use crate::source::layout::listed;
use crate::source::navigation::{Listed, Look, Written, resolve};

use super::adapter::Adapter;
use super::folder::FOLDER;
use super::{
    awesome_nav, awesome_pages, bookdown, carpentries, course_in_a_box, docusaurus, hugging_face, jetbrains,
    jupyter_book, microsoft_learn, mkdocs, myst, quarto, sphinx, starlight, summary, vitepress,
};

/// A course in which a navigation lists pages.
pub(super) static LISTED: Adapter =
    Adapter { navigation: listed::navigation, page_meta: FOLDER.page_meta, link_base: FOLDER.link_base };

/// A tool with a file that lists pages.
struct Tool {
    /// Names of its file.
    names: &'static [&'static str],
    /// Reads it. `None` when it lists nothing, or cannot be read.
    read: fn(&mut Look<'_>, &CoursePath) -> Option<Written>,
}

/// In the order in which those of one folder are asked.
static TOOLS: &[Tool] = &[
    Tool { names: &["mkdocs.yml", "mkdocs.yaml"], read: mkdocs::read },
    Tool { names: &[".nav.yml", ".nav.yaml"], read: awesome_nav::read },
    Tool { names: &[".pages"], read: awesome_pages::read },
    Tool { names: &["myst.yml", "myst.yaml"], read: myst::read },
    Tool { names: &["_toc.yml", "_toc.yaml"], read: jupyter_book::read },
    Tool { names: &["_quarto.yml", "_quarto.yaml"], read: quarto::read },
    Tool { names: &["_bookdown.yml", "_bookdown.yaml"], read: bookdown::read },
    Tool {
        names: &["sidebars.js", "sidebars.ts", "sidebars.json", "sidebars.cjs", "sidebars.mjs"],
        read: docusaurus::read,
    },
    Tool {
        names: &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts"],
        read: starlight::read,
    },
    Tool { names: vitepress::FILES, read: vitepress::read },
    Tool { names: &["_toctree.yml"], read: hugging_face::read },
    Tool { names: &["course-info.yaml"], read: jetbrains::read },
    Tool { names: &["config.yaml"], read: carpentries::read },
    Tool { names: &[course_in_a_box::FILE], read: course_in_a_box::read },
    Tool { names: microsoft_learn::FILES, read: microsoft_learn::read },
    Tool { names: &["SUMMARY.md", "_sidebar.md"], read: summary::read },
    Tool { names: &["conf.py"], read: sphinx::read },
];

/// Files in folders that are not walked, where a course or its folder `docs` may have them.
const HIDDEN: &[&[&str]] = &[vitepress::FILES, &[course_in_a_box::FILE]];

/// What the navigations of a course list.
#[derive(Debug, Default)]
pub(crate) struct Navigations {
    /// One for each folder that has one, none below another.
    pub listed: Vec<Listed>,
    /// The files that were read.
    pub read: BTreeSet<CoursePath>,
}

impl Navigations {
    /// Reads those of a course. Pages that they list become lessons, and others are left out.
    pub fn read(root: &Root, tree: &mut Tree, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut all = Self::default();
        for (dir, tool, file) in candidates(root, tree) {
            if all.listed.iter().any(|listed| is_in(tree, dir, listed.home)) {
                continue;
            }
            let mut look = Look::new(root, tree);
            let written = (tool.read)(&mut look, &file);
            let Look { diagnostics: mut said, read, broken, .. } = look;
            all.read.extend(broken);
            // One that would take pages from another does not count.
            let is_alone =
                |written: &Written| !all.listed.iter().any(|other| is_in(tree, other.home, written.home));
            let written = written.filter(is_alone);
            if let Some(listed) = written.and_then(|written| resolve(tree, written, &mut said)) {
                all.listed.push(listed);
                all.read.extend(read);
            }
            diagnostics.append(&mut said);
        }
        all
    }

    /// The files that were read.
    pub fn files(&self, tree: &Tree) -> Vec<FileId> {
        let file = |path: &CoursePath| match tree.at(path)? {
            Entry::File(file) => Some(file),
            Entry::Dir(_) => None,
        };
        self.read.iter().filter_map(file).collect()
    }

    /// Whether the order in a file is that of the course, or one above it in the same website is.
    pub fn covers(&self, tree: &Tree, file: &CoursePath) -> bool {
        self.read.contains(file)
            || self.listed.iter().any(|listed| file.starts_with(&tree.dirs[listed.home].path))
    }
}

/// The files that may list pages, the nearest to the course's folder first.
fn candidates(root: &Root, tree: &Tree) -> Vec<(DirId, &'static Tool, CoursePath)> {
    let mut found: Vec<(usize, usize, CoursePath, DirId)> = Vec::new();
    // Taken back by the author, a list of links is a lesson.
    let may_list = |file: &&File| matches!(file.kind, FileKind::Other | FileKind::OtherMarkdown);
    for file in tree.files.iter().filter(may_list) {
        let name = file.path.name();
        let rank = TOOLS.iter().position(|tool| tool.names.contains(&name));
        if let Some(rank) = rank.filter(|_| is_walked(tree, file.dir)) {
            found.push((file.path.segments().count(), rank, file.path.clone(), file.dir));
        }
    }
    for path in HIDDEN.concat() {
        let Ok(path) = CoursePath::root().join(path) else { continue };
        let rank = TOOLS.iter().position(|tool| tool.names.contains(&path.as_str()));
        if let Some(rank) = rank.filter(|_| root.vfs().kind(&root.disk(&path)) == Some(Kind::File)) {
            found.push((path.segments().count(), rank, path, ROOT));
        }
    }
    found.sort();
    found.into_iter().map(|(_, rank, path, dir)| (dir, &TOOLS[rank], path)).collect()
}

/// Whether a folder is still where lessons are looked for.
fn is_walked(tree: &Tree, mut dir: DirId) -> bool {
    while let Some(above) = tree.dirs[dir].parent {
        if !tree.dirs[above].dirs.contains(&dir) {
            return false;
        }
        dir = above;
    }
    true
}

/// Whether a folder is another, or below it.
fn is_in(tree: &Tree, dir: DirId, home: DirId) -> bool {
    tree.dirs[dir].path.starts_with(&tree.dirs[home].path)
}
