//! The finished text of a lesson: each slot for a file gets the file's address, or is removed.
//!
//! Start at [`fill`]. It runs after every image, video and link of all lessons is resolved. It uses all cores,
//! because texts are most of a course.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::escape::escape;
use crate::html::quiz::push_paragraphs;
use crate::markdown::{Reference, ReferenceKind, Slot, SlotKind};
use crate::model::{Body, Change, Course, CoursePath, Lesson, LessonKind, Replacement, TitleFrom};
use crate::source::files::tree::{FileId, fold};
use crate::source::page::{Page, Pages};
use crate::source::settings::MathFormat;

use super::formulas::formulas;
use super::lazy_place::LazyPlace;
use super::mentions::Mention;
use super::sound;

/// What decides the text of a lesson besides its page.
pub(crate) struct PendingBody {
    pub(super) page: FileId,
    pub(super) mentions: Vec<Mention>,
    /// The local video that is above the text: it leaves it.
    pub(super) video: Option<CoursePath>,
    /// Recordings that play above the text.
    pub(super) sounds: Vec<CoursePath>,
    /// The heading that became the title leaves the text, unless it holds more than words.
    pub(super) first_heading_is_title: bool,
    /// Titles and addresses of what can only be linked, at the end.
    pub(super) links: Vec<(String, String)>,
}

/// Fills in the texts of a course's lessons; `unfilled` are in their order. Returns which lessons have
/// nothing to show.
///
/// A page that is not shared is left without its HTML.
pub(crate) fn fill(
    course: &mut Course,
    unfilled: Vec<Option<PendingBody>>,
    pages: &mut Pages,
    math: MathFormat,
) -> Vec<Diagnostic> {
    let mut by_file = pages.by_file_mut();
    let job = |(lesson, unfilled): (_, Option<PendingBody>)| {
        let page = unfilled.as_ref().and_then(|unfilled| by_file.get_mut(unfilled.page)?.take());
        Job { lesson, unfilled: unfilled.zip(page), math, findings: Vec::new() }
    };
    let mut jobs: Vec<Job<'_>> = course.lessons_mut().zip(unfilled).map(job).collect();
    jobs.par_iter_mut().for_each(Job::run);
    jobs.into_iter().flat_map(|job| job.findings).collect()
}

struct Job<'a> {
    lesson: &'a mut Lesson,
    unfilled: Option<(PendingBody, &'a mut Arc<Page>)>,
    math: MathFormat,
    findings: Vec<Diagnostic>,
}

impl Job<'_> {
    fn run(&mut self) {
        let page = match self.unfilled.take() {
            Some((unfilled, page)) => {
                let (formulas, said) = formulas(page, self.math);
                self.findings = said;
                let heading = heading_beside_title(self.lesson, page);
                self.lesson.body = body(page, &unfilled, &formulas, self.lesson.kind);
                self.lesson.body.put_above(heading.map(Replacement::Html));
                Some(&**page)
            }
            None => None,
        };
        self.findings.extend(empty_lesson(self.lesson, page));
    }
}

/// The heading that would be the title, where the author's navigation gives another: it stays in the text.
fn heading_beside_title(lesson: &Lesson, page: &Page) -> Option<String> {
    let heading = page.markdown.title.as_deref().filter(|_| lesson.origins.title == TitleFrom::Navigation)?;
    let is_other = fold(heading) != fold(lesson.title.as_str());
    is_other.then(|| format!("<h1>{}</h1>\n", escape(heading)))
}

fn body(
    page: &mut Arc<Page>,
    unfilled: &PendingBody,
    formulas: &BTreeMap<usize, String>,
    kind: LessonKind,
) -> Body {
    let heading = if unfilled.first_heading_is_title { page.markdown.first_heading() } else { None };
    let html = match Arc::get_mut(page) {
        Some(page) => std::mem::take(&mut page.markdown.html),
        None => page.markdown.html.clone(),
    };
    let shows_more =
        |heading: &str| ["<img", "<video", "<audio", "<iframe"].iter().any(|tag| heading.contains(tag));
    let cut = heading.map(|(_, range)| range).filter(|range| !shows_more(&html[range.clone()]));
    let fill = Fill {
        references: &page.markdown.references,
        slots: &page.markdown.slots,
        mentions: &unfilled.mentions,
        formulas,
        video: unfilled.video.as_ref(),
        cut,
        ticks: if kind == LessonKind::Quiz { ticks(&html) } else { Vec::new() },
        description: page.front.description.as_ref().map(|description| description.value.as_str()),
        links: &unfilled.links,
    };
    let mut body = fill.body(html);
    let texts = page.markdown.quiz.as_ref().map(|quiz| quiz.texts.as_slice()).unwrap_or_default();
    if !texts.is_empty() {
        let mut html = String::new();
        for text in texts {
            push_paragraphs(&mut html, text);
        }
        body.append(html);
    }
    sound::put_above(&mut body, &unfilled.sounds);
    body
}

/// How a box that is ticked begins and ends, in every text.
const TICKED: (&str, &str) = ("<input disabled=\"\" type=\"checkbox\"", " checked=\"\"");

/// Where boxes of a text are ticked.
fn ticks(html: &str) -> Vec<Range<usize>> {
    let (open, tick) = TICKED;
    let boxes = memmem::find_iter(html.as_bytes(), open).map(|at| at + open.len());
    boxes.filter(|&end| html[end..].starts_with(tick)).map(|end| end..end + tick.len()).collect()
}

fn empty_lesson(lesson: &Lesson, page: Option<&Page>) -> Option<Diagnostic> {
    let has_text = page.is_some_and(|page| {
        page.markdown.has_text || page.markdown.has_embed || !page.markdown.references.is_empty()
    });
    let has_questions = lesson.quiz.as_ref().is_some_and(|quiz| !quiz.questions.is_empty());
    let is_empty = lesson.body.is_empty() || !has_text && is_headings_only(&lesson.body);
    let has_nothing = is_empty && !has_questions && lesson.video.is_none() && lesson.materials.is_empty();
    has_nothing.then(|| {
        Diagnostic::new(Code::EmptyLesson, "the lesson has no text, no video and no materials")
            .at(LazyPlace::Whole(&lesson.path).place())
    })
}

/// Whether a body without text in the sense of rule 4 shows nothing else either.
fn is_headings_only(body: &Body) -> bool {
    let html = body.html();
    !["<img", "<table", "<pre", "<math", "<svg", "<p>", "<li"].iter().any(|tag| html.contains(tag))
}

/// What decides the text besides the page's HTML itself.
struct Fill<'a> {
    /// The page's references, and the places that wait for them.
    references: &'a [Reference],
    slots: &'a [Slot],
    /// One for each of the references.
    mentions: &'a [Mention],
    /// What takes the place of a reference's formula.
    formulas: &'a BTreeMap<usize, String>,
    /// The local video that is above the text: it leaves it.
    video: Option<&'a CoursePath>,
    /// A part of the HTML that goes: the heading that became the title.
    cut: Option<Range<usize>>,
    /// The ticks of a quiz's answers, which go.
    ticks: Vec<Range<usize>>,
    /// Stands in for a text that is not there.
    description: Option<&'a str>,
    /// Titles and addresses of what can only be linked, at the end.
    links: &'a [(String, String)],
}

impl Fill<'_> {
    /// Puts the text together: the page's HTML stays where it is.
    fn body(&self, html: String) -> Body {
        let mut body = Body::changed(html, self.changes());
        if body.is_blank() {
            body = Body::from_html(self.instead());
        }
        if !self.links.is_empty() {
            body.append(self.list_of_links());
        }
        body
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Changes(Vec::with_capacity(self.slots.len() + 1));
        let (before, behind) = match &self.cut {
            // What is cut out takes its slots with it.
            Some(cut) => (
                self.slots.partition_point(|slot| slot.html.start < cut.start),
                self.slots.partition_point(|slot| slot.html.start < cut.end),
            ),
            None => (0, 0),
        };
        self.slots[..before].iter().for_each(|slot| self.slot(&mut changes, slot));
        if let Some(cut) = &self.cut {
            changes.replace(cut.clone(), Replacement::Nothing);
        }
        self.slots[behind..].iter().for_each(|slot| self.slot(&mut changes, slot));
        self.untick(&mut changes.0);
        changes.0
    }

    /// Takes the ticks out of a quiz: they are its answers.
    fn untick(&self, changes: &mut Vec<Change>) {
        let is_cut = |tick: &Range<usize>| self.cut.as_ref().is_some_and(|cut| cut.contains(&tick.start));
        let ticks = self.ticks.iter().filter(|tick| !is_cut(tick)).cloned();
        changes.extend(ticks.map(|range| Change { range, instead: Replacement::Nothing }));
        if !self.ticks.is_empty() {
            changes.sort_by_key(|change| change.range.start);
        }
    }

    fn slot(&self, changes: &mut Changes, slot: &Slot) {
        let reference = self.references.get(slot.reference);
        let text = reference.map_or("", |reference| reference.text.as_str());
        let mention = self.mentions.get(slot.reference).unwrap_or(&Mention::Gone);
        match (slot.shape, mention) {
            (SlotKind::Address, _) => self.address(changes, slot.html.start, slot.reference, mention),
            (SlotKind::Image { .. } | SlotKind::Video, Mention::Gone) => {
                changes.replace(slot.html.clone(), Replacement::Html(escape(text).into_owned()));
            }
            (SlotKind::LinkStart { .. }, Mention::Bracketed) => {
                changes.replace(slot.html.clone(), Replacement::Html("[[".to_owned()));
            }
            (SlotKind::LinkEnd, Mention::Bracketed) => {
                changes.replace(slot.html.clone(), Replacement::Html("]]".to_owned()));
            }
            (SlotKind::LinkStart { .. } | SlotKind::LinkEnd, Mention::Gone) => {
                changes.replace(slot.html.clone(), Replacement::Nothing);
            }
            (SlotKind::LinkStart { address }, Mention::Lesson(link)) => {
                let link = Arc::clone(link);
                changes.replace(slot.html.clone(), Replacement::LinkStart { link, address });
            }
            (SlotKind::LinkEnd, Mention::Lesson(link)) => {
                changes.replace(slot.html.clone(), Replacement::LinkEnd(Arc::clone(link)));
            }
            (SlotKind::Image { address } | SlotKind::LinkStart { address }, _) => {
                self.address(changes, address, slot.reference, mention);
                if let (SlotKind::LinkStart { .. }, Mention::File { path, .. }) = (slot.shape, mention) {
                    changes.put_text(address, place_in_file(self.target(slot.reference), path));
                }
            }
            (SlotKind::LinkEnd, _) => {}
            (SlotKind::Formula, _) => {
                if let Some(formula) = self.formulas.get(&slot.reference) {
                    changes.replace(slot.html.clone(), Replacement::Html(formula.clone()));
                }
            }
            (SlotKind::Video, Mention::File { path, .. }) if self.video == Some(path) => {
                changes.replace(slot.html.clone(), Replacement::Nothing);
            }
            (SlotKind::Video, _) => {
                let end = slot.html.end;
                changes.replace(slot.html.clone(), Replacement::Html(VIDEO.to_owned()));
                self.address(changes, end, slot.reference, mention);
                if let Some(poster) = self.poster(slot.reference) {
                    changes.put(end, Replacement::Html("\" poster=\"".to_owned()));
                    changes.put(end, Replacement::AddressOf(poster.clone()));
                }
                changes.put(end, Replacement::Html("\"></video>\n".to_owned()));
            }
        }
    }

    fn address(&self, changes: &mut Changes, at: usize, reference: usize, mention: &Mention) {
        match mention {
            Mention::File { path, .. } => changes.put(at, Replacement::AddressOf(path.clone())),
            Mention::AsWritten => changes.put_text(at, self.target(reference)),
            Mention::Named(_) | Mention::Lesson(_) | Mention::Gone | Mention::Bracketed => {}
        }
    }

    /// The poster of a local video.
    fn poster(&self, video: usize) -> Option<&CoursePath> {
        let poster = self.references.get(video + 1)?;
        match self.mentions.get(video + 1)? {
            Mention::File { path, .. } if poster.kind == ReferenceKind::Poster => Some(path),
            _ => None,
        }
    }

    fn target(&self, reference: usize) -> &str {
        self.references.get(reference).map_or("", |reference| reference.target.as_str())
    }

    fn instead(&self) -> String {
        let description = self.description.map(|text| format!("<p>{}</p>\n", escape(text)));
        description.unwrap_or_default()
    }

    fn list_of_links(&self) -> String {
        let item = |(title, address): &(String, String)| {
            format!("<li><a href=\"{}\">{}</a></li>\n", escape(address), escape(title))
        };
        format!("<ul>\n{}</ul>\n", self.links.iter().map(item).collect::<String>())
    }
}

/// How the tag of a video begins, up to its address.
const VIDEO: &str = "<video controls preload=\"metadata\" src=\"";

/// Changes of a page's HTML, from front to back.
struct Changes(Vec<Change>);

impl Changes {
    fn replace(&mut self, range: Range<usize>, instead: Replacement) {
        self.0.push(Change { range, instead });
    }

    fn put(&mut self, at: usize, instead: Replacement) {
        self.replace(at..at, instead);
    }

    fn put_text(&mut self, at: usize, text: &str) {
        if !text.is_empty() {
            self.put(at, Replacement::Html(escape(text).into_owned()));
        }
    }
}

/// The part of a link that names a place in the file: `#page=3` of `slides.pdf#page=3`.
fn place_in_file<'t>(target: &'t str, file: &CoursePath) -> &'t str {
    match target.find('#') {
        Some(at) if !file.name().contains('#') => &target[at..],
        _ => "",
    }
}
