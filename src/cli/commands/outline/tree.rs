//! The outline as a tree of lines.

use std::io::{self, Write};

use crate::cli::output::terminal::{FAINT, STRONG};
use crate::cli::output::wrap;
use crate::model::{Category, CategoryHead, Course, Lesson, LessonKind, Subcategory, Video, Visibility};
use crate::size::count;

use super::reasons;

/// Writes one course.
pub(super) fn write(out: &mut impl Write, course: &Course, explain: bool) -> io::Result<()> {
    let why = if explain {
        format!("  {FAINT}{}{FAINT:#}", reasons::title(course.title_from))
    } else {
        String::new()
    };
    writeln!(out, "{STRONG}{}{STRONG:#}{why}", course.title)?;
    let mut tree = Tree { out, explain };
    for (number, category) in course.categories.iter().enumerate() {
        tree.category(category, number + 1 == course.categories.len())?;
    }
    Ok(())
}

struct Tree<'a, W> {
    out: &'a mut W,
    explain: bool,
}

impl<W: Write> Tree<'_, W> {
    fn category(&mut self, category: &Category, last: bool) -> io::Result<()> {
        let Category { head, lessons, subcategories } = category;
        self.head("", head, last)?;
        let indent = below("", last);
        for (number, lesson) in lessons.iter().enumerate() {
            self.lesson(&indent, lesson, subcategories.is_empty() && number + 1 == lessons.len())?;
        }
        for (number, subcategory) in subcategories.iter().enumerate() {
            self.subcategory(&indent, subcategory, number + 1 == subcategories.len())?;
        }
        Ok(())
    }

    fn subcategory(&mut self, indent: &str, subcategory: &Subcategory, last: bool) -> io::Result<()> {
        self.head(indent, &subcategory.head, last)?;
        let indent = below(indent, last);
        for (number, lesson) in subcategory.lessons.iter().enumerate() {
            self.lesson(&indent, lesson, number + 1 == subcategory.lessons.len())?;
        }
        Ok(())
    }

    fn head(&mut self, indent: &str, head: &CategoryHead, last: bool) -> io::Result<()> {
        let draft = if head.visibility == Visibility::Draft { " (draft)" } else { "" };
        writeln!(
            self.out,
            "{indent}{}{STRONG}{}{STRONG:#}{FAINT}{draft}{FAINT:#}",
            branch(last),
            head.title
        )?;
        let indent = below(indent, last);
        self.explain(&indent, head.path.as_str(), &reasons::all(&head.origins))
    }

    fn lesson(&mut self, indent: &str, lesson: &Lesson, last: bool) -> io::Result<()> {
        let marks = marks(lesson);
        let marks = if marks.is_empty() { marks } else { format!("  {FAINT}({marks}){FAINT:#}") };
        writeln!(self.out, "{indent}{}{}{marks}", branch(last), lesson.title)?;
        self.explain(&below(indent, last), lesson.path.as_str(), &reasons::all(&lesson.origins))
    }

    fn explain(&mut self, indent: &str, path: &str, reasons: &str) -> io::Result<()> {
        if !self.explain {
            return Ok(());
        }
        let path = if path.is_empty() { "." } else { path };
        // What goes on in the next line stands below its beginning, inside of the tree.
        let start = format!("{indent}  ");
        let room = wrap::columns(start.chars().count());
        let text = wrap::wrapped(&format!("{path}: {reasons}"), room, &format!("{FAINT:#}{start}{FAINT}"));
        writeln!(self.out, "{start}{FAINT}{text}{FAINT:#}")
    }
}

fn branch(last: bool) -> &'static str {
    if last { "└── " } else { "├── " }
}

fn below(indent: &str, last: bool) -> String {
    format!("{indent}{}", if last { "    " } else { "│   " })
}

/// What a lesson holds besides text.
fn marks(lesson: &Lesson) -> String {
    let mut marks = Vec::new();
    match lesson.kind {
        LessonKind::Video => {}
        LessonKind::Assignment => marks.push("assignment".to_owned()),
        LessonKind::Quiz => marks.push("quiz".to_owned()),
    }
    match &lesson.video {
        Some(Video::File(_)) => marks.push("video".to_owned()),
        Some(Video::Embed(_)) => marks.push("embed".to_owned()),
        None => {}
    }
    if !lesson.materials.is_empty() {
        marks.push(count(lesson.materials.len(), "material", "materials"));
    }
    if lesson.visibility == Visibility::Draft {
        marks.push("draft".to_owned());
    }
    marks.join(", ")
}
