//! Texts that the platform changed, block by block in the author's own pages.

use std::collections::BTreeMap;

use crate::cli::exit::CommandError;
use crate::cli::load::ReadArgs;
use crate::diagnostic::Source;
use crate::front_matter;
use crate::fs::{Overlay, Vfs};
use crate::html::blocks::BlockPrints;
use crate::html::canonical::canonical;
use crate::model::{Course, CoursePath, Lesson, LessonKind, TitleFrom};
use crate::platform::courses_v3::Id;
use crate::pull::page_blocks::{Marked, Place, Rendered, blocks_of};
use crate::pull::page_merge::{Merged, Versions, merged};
use crate::pull::text::{self, ReadAs};
use crate::rules;
use crate::shown::shown;
use crate::source;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::versions::{Field, LocalId, MediaPlace, NodeKind, lesson_html};

use super::work::Work;

/// How often marks that change a page are taken out.
const MOST_ROUNDS: usize = 3;

/// A lesson whose text is merged.
struct Page<'a> {
    id: LocalId,
    remote: Id,
    lesson: &'a Lesson,
    text: String,
    /// Where the Markdown begins in the text.
    body: usize,
    /// The blocks of the folder.
    mine: Vec<String>,
    marked: Marked,
    places: Option<Vec<Place>>,
}

/// Merges the texts of lessons.
pub(super) fn merge_all(
    work: &mut Work<'_>,
    lessons: &[(LocalId, Id)],
    reading: &ReadArgs,
) -> Result<(), CommandError> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    for (id, remote) in lessons {
        match page(work, id, remote) {
            Some(page) => pages.push(page),
            None => by_hand(work, id),
        }
    }
    find_places(work, &mut pages, reading)?;
    for page in pages {
        merge(work, &page);
    }
    Ok(())
}

fn by_hand(work: &mut Work<'_>, id: &LocalId) {
    let path = work.lesson(id).map_or_else(|| id.to_string(), |lesson| lesson.path.as_str().to_owned());
    work.by_hand(format!(
        "the text of `{}` changed on the platform, and its parts cannot be told apart: run `coursedir diff` and change it by hand",
        shown(&path)
    ));
}

fn page<'a>(work: &Work<'a>, id: &LocalId, remote: &Id) -> Option<Page<'a>> {
    let lesson = work.lesson(id)?;
    let path = lesson.path.as_str();
    let text = work.text(path).filter(|_| source::is_markdown(path))?;
    let source = Source::new(lesson.path.clone(), text.as_str());
    let (_, body) = front_matter::read(&source, &mut Vec::new());
    let mine = blocks_of(&html(lesson, &work.state.addresses));
    let marked = Marked::of(&text[body.clone()], lesson.origins.title == TitleFrom::Heading);
    let (id, remote) = (id.clone(), remote.clone());
    Some(Page { id, remote, lesson, body: body.start, text, mine, marked, places: None })
}

fn html(lesson: &Lesson, addresses: &CourseAddresses) -> String {
    lesson_html(lesson, MediaPlace::Beside, addresses.view())
}

/// Finds which part of each page is which block: all pages are read with their marks at once.
fn find_places(work: &Work<'_>, pages: &mut [Page<'_>], reading: &ReadArgs) -> Result<(), CommandError> {
    let mut open: Vec<usize> = (0..pages.len()).collect();
    for _ in 0..MOST_ROUNDS {
        if open.is_empty() {
            break;
        }
        let mut overlay = Overlay::default();
        for at in &open {
            let page = &pages[*at];
            let marked = page.marked.text(&page.text[page.body..]);
            let disk = work.state.found.scan.root.join(page.lesson.path.as_str());
            overlay.put(&disk, format!("{}{marked}", &page.text[..page.body]));
        }
        let course = scan(work, overlay, reading)?;
        let lessons: BTreeMap<LocalId, &Lesson> = course
            .iter()
            .flat_map(Course::lessons)
            .map(|lesson| (LocalId::new(&lesson.id), lesson))
            .collect();
        open.retain(|at| {
            let page = &mut pages[*at];
            let Some(lesson) = lessons.get(&page.id) else { return false };
            match page.marked.read(&html(lesson, &work.state.addresses), &page.mine) {
                Rendered::Known(places) => page.places = Some(places),
                Rendered::Again(fewer) => {
                    page.marked = fewer;
                    return true;
                }
                Rendered::Unknown => {}
            }
            false
        });
    }
    Ok(())
}

/// The course with other files.
pub(super) fn scan(
    work: &Work<'_>,
    overlay: Overlay,
    reading: &ReadArgs,
) -> Result<Option<Course>, CommandError> {
    let options = source::Options { vfs: Vfs::from(overlay), ..reading.options(false) };
    Ok(rules::scan(&work.state.found.path, &options)?.course)
}

fn merge(work: &mut Work<'_>, page: &Page<'_>) {
    let Some(places) = &page.places else { return by_hand(work, &page.id) };
    let theirs_html = work.snapshot.html(NodeKind::Lesson, &page.remote);
    let own = Addressed::of(&work.state.addresses, page.lesson);
    let mine_content = lesson_html(page.lesson, MediaPlace::Beside, work.state.addresses.content());
    let mine_prints = prints(&mine_content);
    // Of an editor's text the folder has only the meaning: the rest is no change.
    let theirs = blocks_of(&text::kept(theirs_html));
    let theirs_prints = theirs_prints(page, &theirs, &mine_prints, &own);
    let is_whole = mine_prints.len() == page.mine.len() && theirs_prints.len() == theirs.len();
    if !is_whole || touches_questions(page, &theirs) {
        return by_hand(work, &page.id);
    }
    let base = work.state.sent_blocks.get(&page.id).map(Vec::as_slice);
    let title = page.lesson.title.as_str();
    let is_quiz = page.lesson.kind == LessonKind::Quiz;
    let Merged { body, conflicts, keeps_mine } = merged(&Versions {
        body: &page.text[page.body..],
        places,
        mine: &page.mine,
        mine_prints: &mine_prints,
        theirs: &theirs,
        theirs_prints: &theirs_prints,
        base,
        with_paths: &|html| own.with_paths(html),
        as_page: ReadAs { title: Some(title), is_quiz },
    });
    let path = page.lesson.path.as_str().to_owned();
    let text = format!("{}{body}", &page.text[..page.body]);
    if text != page.text {
        work.edit(&path, text, Field::Text.word(), (NodeKind::Lesson, page.id.clone()));
        if let Some(edit) = work.edits.get_mut(&path) {
            edit.conflicts += conflicts;
        }
    }
    if keeps_mine {
        work.ahead.insert(page.id.clone());
    }
    work.agree(NodeKind::Lesson, &page.id, Field::Text);
}

/// Whether the questions of a quiz, which are its last block, are not the same: they are no text.
fn touches_questions(page: &Page<'_>, theirs: &[String]) -> bool {
    let has_questions = page.lesson.quiz.as_ref().is_some_and(|quiz| !quiz.questions.is_empty());
    has_questions && page.mine.last() != theirs.last()
}

fn prints(html: &str) -> Vec<String> {
    BlockPrints::of(html).each().map(str::to_owned).collect()
}

/// Fingerprints of the platform's blocks. One that the folder has as well has that of the folder's.
fn theirs_prints(page: &Page<'_>, theirs: &[String], mine_prints: &[String], own: &Addressed) -> Vec<String> {
    let known: BTreeMap<&str, &String> = page.mine.iter().map(String::as_str).zip(mine_prints).collect();
    let print = |block: &String| match known.get(block.as_str()) {
        Some(print) => (*print).clone(),
        None => prints(&own.with_hashes(block)).concat(),
    };
    theirs.iter().map(print).collect()
}

/// The addresses of the folder's own files, as they are in the HTML of the platform.
struct Addressed {
    /// Address, path relative to the lesson, content.
    files: Vec<(String, String, String)>,
}

impl Addressed {
    fn of(addresses: &CourseAddresses, lesson: &Lesson) -> Self {
        let from = lesson.path.parent().unwrap_or_default();
        let files = addresses.known.iter().map(|(path, address)| {
            let hash = addresses.hashes.get(path).map_or(path.as_str(), String::as_str);
            (quoted(address), quoted(&relative(&from, path)), quoted(&format!("upload:{hash}")))
        });
        Self { files: files.collect() }
    }

    fn with_paths(&self, html: &str) -> String {
        self.replaced(html, |(_, path, _)| path)
    }

    fn with_hashes(&self, html: &str) -> String {
        self.replaced(html, |(_, _, hash)| hash)
    }

    fn replaced<'s>(
        &'s self,
        html: &str,
        with: impl Fn(&'s (String, String, String)) -> &'s String,
    ) -> String {
        let mut html = html.to_owned();
        for file in &self.files {
            if html.contains(&file.0) {
                html = html.replace(&file.0, with(file));
            }
        }
        html
    }
}

/// An address as the value of an attribute in the one spelling.
fn quoted(address: &str) -> String {
    let tag = canonical(&format!("<a href=\"{}\">", crate::html::escape::escape(address)));
    tag.strip_prefix("<a href=").and_then(|value| value.strip_suffix('>')).unwrap_or(address).to_owned()
}

/// A path from a folder of the course.
fn relative(from: &CoursePath, to: &CoursePath) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.segments().collect(), to.segments().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
