//! What hides a page besides its own keys: dates of websites, what sections of Hugo hand down, and what the
//! configuration of a website says ([`configuration`]).
//!
//! Start at [`find`]. It needs all pages and the clock, so it is a step of its own between reading and the layout.

mod configuration;
mod hidden_by;

use std::collections::{BTreeMap, BTreeSet};

use globset::{GlobBuilder, GlobMatcher};

use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::front_matter::{Bound, Cascade, DateMark, Mark, parse_date};
use crate::fs::Root;
use crate::model::{CoursePath, Visibility, VisibilityFrom};

use super::clock::Clock;
use super::files::generators::{Generators, date_of_post};
use super::files::tree::{DirId, FileId, Tree, fold};
use super::page::{Page, Pages};
use configuration::Configurations;
use hidden_by::{HiddenBy, Written};

/// The pages that are hidden so, and by what.
#[derive(Debug, Default)]
pub(crate) struct HiddenPages {
    by_file: BTreeMap<FileId, HiddenBy>,
    configurations: Configurations,
}

/// Finds them.
pub(crate) fn find(
    root: &Root,
    tree: &Tree,
    pages: &Pages,
    clock: Clock,
    diagnostics: &mut Vec<Diagnostic>,
) -> HiddenPages {
    let configurations = Configurations::find(root, tree, diagnostics);
    let mut search = Search {
        tree,
        sections: sections(tree, pages),
        now: clock.seconds(),
        generators: Generators::new(root, tree),
        configurations: &configurations,
    };
    let found = pages.iter().filter_map(|(file, page)| Some((file, search.page(file, page)?)));
    HiddenPages { by_file: found.collect(), configurations }
}

impl HiddenPages {
    /// What hides a lesson's page.
    pub fn lesson(&self, page: FileId) -> Option<VisibilityFrom> {
        self.by_file.get(&page).map(|hidden| hidden.from)
    }

    /// What hides a category by its index file.
    pub fn category(&self, index: FileId) -> Option<VisibilityFrom> {
        self.by_file.get(&index).filter(|hidden| !hidden.only_itself).map(|hidden| hidden.from)
    }

    /// Reports each mark, with the pages of the course that it hides.
    pub fn say(&self, of_course: &BTreeSet<FileId>, tree: &Tree, pages: &Pages) -> Vec<Diagnostic> {
        let mut by_mark: BTreeMap<&Written, Vec<FileId>> = BTreeMap::new();
        for (file, hidden) in self.by_file.iter().filter(|(file, _)| of_course.contains(file)) {
            by_mark.entry(&hidden.mark).or_default().push(*file);
        }
        let say = |(mark, files): (&Written, Vec<FileId>)| {
            let page = || pages.get(mark.file).map(|page| &page.source);
            let source = self.configurations.sources.get(&mark.file).or_else(page)?;
            Some(finding(mark, &files, tree, source))
        };
        by_mark.into_iter().filter_map(say).collect()
    }
}

/// Names at most this many pages that one mark hides.
const NAMED: usize = 3;

fn finding(mark: &Written, files: &[FileId], tree: &Tree, source: &Source) -> Diagnostic {
    let Written { file, start, end, text, because } = mark;
    let what = if files == [*file] {
        "the page is a draft".to_owned()
    } else {
        let names = files.iter().take(NAMED).map(|&file| format!("`{}`", tree.files[file].path));
        let names = names.collect::<Vec<_>>().join(", ");
        match (files.len(), files.len().saturating_sub(NAMED)) {
            (1, _) => format!("{names} is a draft"),
            (_, 0) => format!("{names} are drafts"),
            (_, more) => format!("{names} and {more} more are drafts"),
        }
    };
    let place = if start == end { Place::whole(source.path.clone()) } else { source.place(*start..*end) };
    Diagnostic::new(Code::HidingKey, format!("`{text}` {because}, so {what}"))
        .at(place)
        .help("remove the key to publish the page")
}

/// The index files of Hugo's sections that hand something down, by their folder.
fn sections<'p>(tree: &Tree, pages: &'p Pages) -> BTreeMap<DirId, Vec<Section<'p>>> {
    let mut sections: BTreeMap<DirId, Vec<Section<'p>>> = BTreeMap::new();
    for (file, page) in pages.iter().filter(|(_, page)| !page.front.hiding().cascades.is_empty()) {
        let stem = fold(tree.files[file].path.stem());
        if matches!(stem.as_ref(), "_index" | "index" | "readme") {
            let cascades = page.front.hiding().cascades.iter().map(Handed::new).collect();
            sections.entry(tree.files[file].dir).or_default().push(Section { file, cascades });
        }
    }
    sections
}

/// An index file that hands something down.
struct Section<'p> {
    file: FileId,
    cascades: Vec<Handed<'p>>,
}

/// One group of keys that is handed down, and to which pages.
struct Handed<'p> {
    cascade: &'p Cascade,
    /// A pattern that cannot be read is every page.
    paths: Vec<Option<GlobMatcher>>,
}

impl<'p> Handed<'p> {
    fn new(cascade: &'p Cascade) -> Self {
        let glob = |pattern: &String| {
            let glob = GlobBuilder::new(pattern).literal_separator(true).case_insensitive(true).build();
            glob.ok().map(|glob| glob.compile_matcher())
        };
        Self { cascade, paths: cascade.paths.iter().map(glob).collect() }
    }

    /// Whether a page is meant. Its path on the website is known but for the folders above the course.
    fn is_for(&self, path: &CoursePath) -> bool {
        let is_section = fold(path.stem()) == "_index";
        let fits_kind = match self.cascade.kind.as_deref() {
            None => true,
            Some("section") => is_section,
            Some("page") => !is_section,
            Some(_) => false,
        };
        fits_kind && (self.paths.is_empty() || self.paths.iter().any(|glob| fits(glob.as_ref(), path)))
    }
}

fn fits(glob: Option<&GlobMatcher>, path: &CoursePath) -> bool {
    let Some(glob) = glob else { return true };
    let folder = path.parent().unwrap_or_default();
    let page = match fold(path.stem()).as_ref() {
        "_index" | "index" => format!("/{folder}"),
        _ => format!("/{}", folder.child(path.stem())),
    };
    page.match_indices('/').any(|(at, _)| glob.is_match(&page[at..]) || glob.is_match(&page[at + 1..]))
}

struct Search<'a, 'p> {
    tree: &'a Tree,
    sections: BTreeMap<DirId, Vec<Section<'p>>>,
    now: i64,
    generators: Generators<'a>,
    configurations: &'a Configurations,
}

impl Search<'_, '_> {
    fn page(&mut self, file: FileId, page: &Page) -> Option<HiddenBy> {
        let hiding = page.front.hiding();
        let is_draft = page.front.visibility.as_ref().is_some_and(|own| own.value == Visibility::Draft);
        if is_draft {
            return None;
        }
        let by_own_date = hiding.dates.iter().find_map(|date| self.date(file, file, date));
        by_own_date
            .or_else(|| self.name(file, page))
            .or_else(|| self.sections(file, page))
            .or_else(|| self.configurations.hide(&self.tree.files[file].path, page))
    }

    /// Whether a date hides a page.
    fn date(&mut self, file: FileId, written_in: FileId, date: &DateMark) -> Option<HiddenBy> {
        let because = match date.bound {
            Bound::From if date.moment > self.now => "is in the future",
            Bound::Until if date.moment <= self.now => "is in the past",
            Bound::From | Bound::Until => return None,
        };
        self.generators.hold(self.tree.files[file].dir).then(|| HiddenBy {
            from: VisibilityFrom::Date,
            only_itself: false,
            mark: Written {
                file: written_in,
                start: date.span.start,
                end: date.span.end,
                text: date.written.clone(),
                because,
            },
        })
    }

    /// Whether the date in the name of a post hides it.
    fn name(&mut self, file: FileId, page: &Page) -> Option<HiddenBy> {
        let text = date_of_post(&self.tree.files[file].path)?;
        let has_date = page.front.hiding().dates.iter().any(|date| date.name == "date");
        if has_date || parse_date(text)? <= self.now || !self.generators.hold(self.tree.files[file].dir) {
            return None;
        }
        let mark = Written {
            file,
            start: 0,
            end: 0,
            text: text.to_owned(),
            because: "in the name is in the future",
        };
        Some(HiddenBy { from: VisibilityFrom::Date, only_itself: false, mark })
    }

    /// Whether a section above hides a page. Its own keys, then those of the nearest section, come before others.
    fn sections(&mut self, file: FileId, page: &Page) -> Option<HiddenBy> {
        if self.sections.is_empty() {
            return None;
        }
        let sections = std::mem::take(&mut self.sections);
        let found = self.in_sections(&sections, file, page);
        self.sections = sections;
        found
    }

    fn in_sections(
        &mut self,
        sections: &BTreeMap<DirId, Vec<Section<'_>>>,
        file: FileId,
        page: &Page,
    ) -> Option<HiddenBy> {
        let tree = self.tree;
        let hiding = page.front.hiding();
        let mut said: BTreeSet<&str> = hiding.marks.iter().map(|mark| mark.name.as_str()).collect();
        said.extend(hiding.dates.iter().map(|date| date.name.as_str()));
        let mut dir = Some(tree.files[file].dir);
        while let Some(here) = dir {
            for section in sections.get(&here).into_iter().flatten() {
                let for_page = section.cascades.iter().filter(|handed| handed.is_for(&tree.files[file].path));
                for Handed { cascade, .. } in for_page {
                    let by_mark =
                        cascade.marks.iter().find(|mark| mark.hides() && !said.contains(mark.name.as_str()));
                    if let Some(mark) = by_mark {
                        let only_itself = cascade.kind.as_deref() == Some("section");
                        return Some(by_section(section.file, mark, only_itself));
                    }
                    let dates = cascade.dates.iter().filter(|date| !said.contains(date.name.as_str()));
                    if let Some(hidden) =
                        dates.into_iter().find_map(|date| self.date(file, section.file, date))
                    {
                        return Some(hidden);
                    }
                }
                for Handed { cascade, .. } in
                    section.cascades.iter().filter(|h| h.is_for(&tree.files[file].path))
                {
                    said.extend(cascade.marks.iter().map(|mark| mark.name.as_str()));
                    said.extend(cascade.dates.iter().map(|date| date.name.as_str()));
                }
            }
            dir = tree.dirs[here].parent;
        }
        None
    }
}

fn by_section(file: FileId, mark: &Mark, only_itself: bool) -> HiddenBy {
    HiddenBy {
        from: VisibilityFrom::Cascade,
        only_itself,
        mark: Written {
            file,
            start: mark.span.start,
            end: mark.span.end,
            text: mark.written.clone(),
            because: "is under `cascade`",
        },
    }
}

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;
