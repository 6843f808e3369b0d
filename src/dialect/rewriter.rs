//! The input of each dialect: the page's text, and a list of changes to it.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::parts::Parts;
use crate::commonmark::source_map::{Edit, Text};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::signs::Signs;
use crate::dialect::tools::Tools;
use crate::model::CoursePath;

use super::allowance::NotIncluded;
use super::inclusions::{self, Inclusions};
use super::lines::Lines;
use super::myst;
use super::placeholder::{self, Placeholder};

/// No comment is longer; without a limit, many that are not closed would take forever.
pub(super) const MAX_COMMENT: usize = 20_000;

/// What is known of a page before it is looked through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub is_mdx: bool,
    /// `.qmd`, `.Rmd`.
    pub is_quarto: bool,
    pub tools: Tools,
    /// What may be in the text.
    pub signs: Signs,
}

impl Kind {
    /// What is known of a page from its name; its text is looked at later.
    pub fn of(path: &CoursePath, tools: Tools) -> Self {
        let extension = path.extension().to_ascii_lowercase();
        let is_quarto = matches!(extension.as_str(), "qmd" | "rmd");
        Self { is_mdx: extension == "mdx", is_quarto, tools, signs: Signs::default() }
    }

    /// Whether pandoc reads the page.
    pub fn is_pandoc(self) -> bool {
        self.is_quarto || self.tools.quarto
    }

    /// Whether anything on the page may be markup of another tool.
    pub fn has_dialects(self) -> bool {
        self.signs != Signs::default() || self.is_mdx || self.is_pandoc()
    }
}

/// The text being looked through, and what is to be changed in it.
pub(super) struct Rewriter<'s, 'a, 'f> {
    pub text: &'s Text<'a>,
    pub kind: Kind,
    /// Files that the page includes.
    pub inclusions: &'s Inclusions<'s>,
    /// What a parser sees in the text, as far as it was asked for.
    parts: Parts<'s>,
    lines: OnceCell<Rc<Lines<'s>>>,
    edits: Vec<Edit>,
    /// Blocks that are being rewritten: what is in them waits for the next round.
    claimed: Vec<Range<usize>>,
    placeholders: &'s mut Vec<Placeholder>,
    findings: &'s mut Findings<'f>,
}

impl<'s, 'a, 'f> Rewriter<'s, 'a, 'f> {
    /// Nothing rewritten yet.
    pub fn new(
        text: &'s Text<'a>,
        kind: Kind,
        inclusions: &'s Inclusions<'s>,
        placeholders: &'s mut Vec<Placeholder>,
        findings: &'s mut Findings<'f>,
    ) -> Self {
        Self {
            text,
            kind,
            inclusions,
            parts: Parts::of_text(text),
            lines: OnceCell::new(),
            edits: Vec::new(),
            claimed: Vec::new(),
            placeholders,
            findings,
        }
    }

    /// What is to be changed, in order and without overlaps.
    pub fn finish(self) -> Vec<Edit> {
        let mut edits = self.edits;
        edits.sort_by_key(|edit| edit.range.start);
        let mut free = 0;
        edits.retain(|edit| {
            let is_free = edit.range.start >= free;
            free = if is_free { edit.range.end } else { free };
            is_free
        });
        edits
    }

    /// The lines of the text.
    pub fn lines(&self) -> Rc<Lines<'s>> {
        Rc::clone(self.lines.get_or_init(|| Rc::new(Lines::of_text(self.text))))
    }

    /// Notes what the text itself shows of its tool.
    pub fn look_at_tools(&mut self) {
        let may_be_myst = !self.kind.tools.myst && self.kind.signs.has(Signs::ATTRIBUTES.or(Signs::COLONS));
        self.kind.tools.myst |=
            may_be_myst && myst::signs::may_be_in(self.text.as_str()) && myst::signs::are_in(&self.lines());
    }

    /// The end of the code, comment or math that `at` is in.
    pub fn kept_until(&self, at: usize) -> Option<usize> {
        self.parts.at(at).kept_until(at)
    }

    /// Whether `at` is in running text, and not in code, a tag, or the address of a link.
    pub fn is_running_text(&self, at: usize) -> bool {
        self.parts.at(at).is_running_text(at)
    }

    /// Whether a link or an image of Markdown has a part in a range of one paragraph.
    pub fn has_link_in(&self, range: &Range<usize>) -> bool {
        self.parts.at(range.start).has_link_in(range)
    }

    /// The events of the parts of the text that are `wanted`: those of a part are together.
    pub fn events(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<Rc<[Spanned<'s>]>> {
        self.parts.events(is_wanted)
    }

    /// Whether `at` is in a block of the author's HTML that began on a line before: Markdown is not read there.
    pub fn is_in_html(&self, at: usize) -> bool {
        let text = self.text.as_str();
        let is_behind_line = |html: &Range<usize>| text[html.start..at].contains('\n');
        self.parts.html_at(at).is_some_and(is_behind_line)
    }

    /// Takes a block, all its lines, for one dialect in this round. Returns whether it was free.
    pub fn claim(&mut self, range: Range<usize>) -> bool {
        let at = self.claimed.partition_point(|claimed| claimed.end <= range.start);
        let is_free = self.claimed.get(at).is_none_or(|next| next.start >= range.end);
        if is_free {
            self.claimed.insert(at, range);
        }
        is_free
    }

    /// Whether `at` is in a block that was claimed in this round.
    pub fn is_claimed(&self, at: usize) -> bool {
        let index = self.claimed.partition_point(|claimed| claimed.end <= at);
        self.claimed.get(index).is_some_and(|claimed| claimed.contains(&at))
    }

    /// Whether anything is to be changed.
    pub fn has_edits(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Puts something in the place of a range. Where two overlap, the one that starts first counts.
    pub fn replace(&mut self, range: Range<usize>, with: String) {
        self.edits.push(Edit { range, with });
    }

    /// Removes a range; gives its length.
    pub fn remove(&mut self, range: Range<usize>) -> usize {
        let length = range.len();
        self.replace(range, String::new());
        length
    }

    /// Puts the comment of a placeholder in the place of a range.
    pub fn insert(&mut self, range: Range<usize>, placeholder: Placeholder) {
        let comment = self.comment(placeholder);
        self.replace(range, comment);
    }

    /// The comment of a placeholder, for a text that is put together from several pieces.
    pub fn comment(&mut self, placeholder: Placeholder) -> String {
        let comment = placeholder::comment(self.placeholders.len());
        self.placeholders.push(placeholder);
        comment
    }

    /// Moves lines to the left so that a body stands where its block stood: the blanks in `columns` go. What stands
    /// before them, such as the `>` of quotes, stays, and so do the marks of lists and quotes in the body.
    pub fn outdent(&mut self, lines: &Lines<'_>, body: Range<usize>, columns: &Range<usize>) {
        for line in body {
            let (blanks, _) = lines.blanks(line, columns.clone());
            if !blanks.is_empty() {
                self.remove(blanks);
            }
        }
    }

    /// Whether nothing else is on the line of a range.
    pub fn is_alone(&self, range: &Range<usize>) -> bool {
        let text = self.text.as_str();
        let before = text[..range.start].rsplit('\n').next().unwrap_or_default();
        let after = text[range.end..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// Warns of markup that stays as it is, or goes; once for each kind.
    pub fn warn(&mut self, kind: &str, range: &Range<usize>, message: String, label: &str, help: &str) {
        let finding = Diagnostic::new(Code::UnsupportedSyntax, message).label(label).help(help);
        self.say_once(kind, range, finding);
    }

    /// Reports a finding, once for each kind.
    pub fn say_once(&mut self, kind: &str, range: &Range<usize>, finding: Diagnostic) {
        self.findings.say_once(kind, self.text, range, finding);
    }

    /// Reports that a file is not included; once that the page includes too much.
    pub fn not_included(&mut self, range: &Range<usize>, target: &str, failure: &inclusions::Failure) {
        let finding = inclusions::finding(target, failure);
        match failure {
            inclusions::Failure::NotIncluded(NotIncluded::TooMuch) => {
                self.say_once("included", range, finding);
            }
            _ => self.say(range, finding),
        }
    }

    /// Reports a finding.
    pub fn say(&mut self, range: &Range<usize>, finding: Diagnostic) {
        self.findings.say(self.text, range, finding);
    }
}
