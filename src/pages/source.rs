//! The JSON page: the import body, formatted, with the lesson's part marked.
//!
//! A small body is shown whole. Of a large one only what leads to the lesson is shown, with a line
//! where something is left out, so that the pages of a large course stay small; all of it is a file.

use std::ops::Range;

use maud::{Markup, html};
use serde_json::Value;

use super::address::Here;
use super::body::{Body, Section};
use super::frame::Page;
use super::host::{Context, Kind, Target};
use super::json::Printer;
use super::tabs::{self, JSON_PART};
use super::{findings, outline};
use crate::size::{self, count};

/// A larger body is not shown whole, in bytes.
const WHOLE: usize = 160 * 1024;

/// The JSON of a lesson, or of the course.
pub(super) fn page(context: &Context<'_>, number: Option<usize>) -> String {
    let target = number.map_or(Target::Source, Target::LessonSource);
    let here = Here::at(context.host, target);
    let text = laid_out(context, number);
    let lesson = number.map(|number| &context.course.lessons[number]);
    let title = lesson.map_or(context.course.body.title.as_str(), |lesson| lesson.head.title.as_str());
    let main = html! {
        @match number {
            Some(number) => (tabs::of_lesson(context, here, number, true)),
            None => (tabs::of_course(context, here, Target::Source)),
        }
        article.cd-source lang="en" dir="ltr" {
            header data-cd-part="source-head" {
                h1 dir="auto" { (title) }
                p.cd-facts {
                    @if context.host.kind() == Kind::Sandbox { "What was imported" }
                    @else if context.course.lessons.is_empty() { "No lessons to import yet" }
                    @else { "What " code { "coursedir import" } " sends" }
                    ", " (size::bytes(context.course.body.text().len() as u64)) " in total. "
                    @if context.host.kind() != Kind::Sandbox {
                        code { "upload://" } " is a placeholder for the address of an uploaded file."
                    }
                }
                (findings::freshness(context, here))
                @if lesson.is_some_and(|lesson| lesson.kept) {
                    p.cd-banner.is-error {
                        "This is the current lesson, with its errors. Fix them before you import the course."
                    }
                }
            }
            div.cd-tools data-cd-tools="" {
                span.cd-tools-script data-cd-scripted="" hidden {
                    input type="search" data-cd-filter="" placeholder="Filter lines…" aria-label="Filter lines"
                        autocomplete="off" spellcheck="false";
                    span.cd-facts data-cd-count="" role="status" {}
                    @if number.is_some() {
                        button.cd-button type="button" data-cd-copy="part" { "Copy the lesson" }
                    }
                    @if text.is_whole { button.cd-button type="button" data-cd-copy="all" { "Copy all" } }
                }
                a.cd-button href=(here.to(Target::Body)) download="body.json" { "Download all" }
            }
            pre.cd-json data-cd-part="json" data-cd-json="" tabindex="0" { (lines(&text)) }
        }
    };
    let side = number.map(|number| outline::aside(context, here, Some(number)));
    Page {
        here,
        title: &format!("{title} (JSON)"),
        course: Some(context.course),
        class: "source",
        lesson: number,
        side,
        main,
        is_course: false,
    }
    .draw()
}

/// JSON laid out, and which lines of it are special.
struct Text {
    json: String,
    /// The lines of the lesson.
    part: Range<usize>,
    /// Lines in the place of omitted content.
    left_out: Vec<usize>,
    is_whole: bool,
}

fn laid_out(context: &Context<'_>, number: Option<usize>) -> Text {
    let body = &context.course.body;
    let mut writer = Writer { context, printer: Printer::default(), part: 0..0, left_out: Vec::new() };
    let is_whole = body.text().len() <= WHOLE;
    match number {
        Some(number) if is_whole => {
            let json = body.lessons[number].json.clone();
            writer.printer.feed(&body.text()[..json.start]);
            writer.lesson(number);
            writer.printer.feed(&body.text()[json.end..]);
        }
        None if is_whole => writer.printer.feed(body.text()),
        _ => writer.around(number),
    }
    let Writer { printer, part, left_out, .. } = writer;
    Text { json: printer.out, part, left_out, is_whole }
}

/// Writes the way from the top of the body to a lesson.
struct Writer<'a> {
    context: &'a Context<'a>,
    printer: Printer,
    part: Range<usize>,
    left_out: Vec<usize>,
}

impl Writer<'_> {
    fn around(&mut self, number: Option<usize>) {
        let body: &Body = &self.context.course.body;
        let Body { location, user, title, description, image, instructor, .. } = body;
        self.printer.feed("{");
        self.fields(&[("locationId", Some(location)), ("userId", user.as_ref())]);
        self.printer.feed(",\"products\":[{");
        self.fields(&[
            ("title", Some(title)),
            ("description", Some(description)),
            ("imageUrl", image.as_ref()),
        ]);
        self.printer.feed(",\"categories\":[");
        self.sections(&body.sections, number, "category", "categories");
        self.printer.feed("]");
        if let Some(instructor) = instructor {
            self.printer.feed(",\"instructorDetails\":{");
            self.fields(&[("name", Some(&instructor.name)), ("description", Some(&instructor.description))]);
            self.printer.feed("}");
        }
        self.printer.feed("}]}");
    }

    fn fields(&mut self, fields: &[(&str, Option<&String>)]) {
        let given = fields.iter().filter_map(|(name, value)| Some((name, (*value)?)));
        let text: Vec<String> =
            given.map(|(name, value)| format!("\"{name}\":{}", Value::from(value.as_str()))).collect();
        self.printer.feed(&text.join(","));
    }

    fn sections(&mut self, sections: &[Section], number: Option<usize>, one: &str, many: &str) {
        let holds = |section: &Section| number.is_some_and(|number| section.all_lessons().contains(&number));
        let at = sections.iter().position(holds);
        let before = at.unwrap_or(sections.len());
        self.leave_out(before, one, many, at.is_none());
        let (Some(at), Some(number)) = (at, number) else { return };
        let Section { title, draft, thumbnail, lessons, inner } = &sections[at];
        self.printer.feed("{");
        let visibility = if *draft { "draft" } else { "published" }.to_owned();
        self.fields(&[
            ("title", Some(title)),
            ("visibility", Some(&visibility)),
            ("thumbnailUrl", thumbnail.as_ref()),
        ]);
        if !lessons.is_empty() {
            self.printer.feed(",\"posts\":[");
            if lessons.contains(&number) {
                self.leave_out(number - lessons.start, "lesson", "lessons", false);
                self.lesson(number);
                self.leave_out_after(lessons.end - number - 1, "lesson", "lessons");
            } else {
                self.leave_out(lessons.len(), "lesson", "lessons", true);
            }
            self.printer.feed("]");
        }
        if !inner.is_empty() {
            self.printer.feed(",\"subCategories\":[");
            self.sections(inner, Some(number), "sub-category", "sub-categories");
            self.printer.feed("]");
        }
        self.printer.feed("}");
        self.leave_out_after(sections.len() - at - 1, one, many);
    }

    /// The lesson itself, as it is sent.
    fn lesson(&mut self, number: usize) {
        let lesson = &self.context.course.lessons[number];
        let json = if lesson.kept {
            self.context.course.body.json(number)
        } else {
            self.context.course.json(number)
        };
        let first = self.line_number();
        self.printer.feed(json);
        self.part = first..self.line_number() + 1;
    }

    fn leave_out(&mut self, number: usize, one: &str, many: &str, is_last: bool) {
        if number > 0 {
            self.left_out.push(self.line_number());
            self.printer.out.extend(["… ", &count(number, one, many), " …"]);
            if !is_last {
                self.printer.line();
            }
        }
    }

    fn leave_out_after(&mut self, number: usize, one: &str, many: &str) {
        if number > 0 {
            self.printer.feed(",");
            self.leave_out(number, one, many, true);
        }
    }

    fn line_number(&self) -> usize {
        memchr::memchr_iter(b'\n', self.printer.out.as_bytes()).count()
    }
}

fn lines(text: &Text) -> Markup {
    html! {
        @for (number, line) in text.json.lines().enumerate() {
            @if text.left_out.contains(&number) {
                span.l.is-left-out { (line) }
            } @else if text.part.contains(&number) {
                @let id = (number == text.part.start).then_some(JSON_PART);
                span.l.is-part id=[id] style=(indent(line)) { (colored(line)) }
            } @else {
                span.l style=(indent(line)) { (colored(line)) }
            }
        }
    }
}

/// How far a line is indented, so that what does not fit goes on below its beginning.
fn indent(line: &str) -> String {
    format!("--i:{}ch", line.len() - line.trim_start().len())
}

/// A line with its key and its value set apart.
fn colored(line: &str) -> Markup {
    let value_at = line.len() - line.trim_start().len();
    let (indent, rest) = line.split_at(value_at);
    // A key is a string with a colon behind it; keys are ours and hold no quotes.
    let key = rest.strip_prefix('"').and_then(|text| text.find("\": ")).map_or(0, |end| end + 2);
    let (key, value) = rest.split_at(key);
    html! {
        (indent)
        @if !key.is_empty() { span.k { (key) } }
        @if value.trim_start_matches([':', ' ']).starts_with('"') { span.s { (value) } } @else { (value) }
    }
}

#[cfg(test)]
mod tests;
