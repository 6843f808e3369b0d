//! Reads the tree of a page's front matter into [`FrontMatter`], family by family.

use super::hiding::{self, Effect, Mark};
use super::node::{Entry, Node, Scalar, ScalarKind, items};
use super::report::{Report, boolean, did_you_mean};
use super::spanned::Spanned;
use super::spelling::{closest, same};
use super::table::Family;
use super::values::{FrontMatter, OrderKey};
use super::words::{KINDS, VISIBILITIES};
use super::{keys, materials, quiz, unquoted, video};
use crate::diagnostic::Code;
use crate::model::{LessonKind, Visibility};

/// Reads all keys and reports everything that is wrong with them.
pub(super) fn read(report: &mut Report<'_>, entries: &[Entry]) -> FrontMatter {
    let mut known = Vec::new();
    for entry in report.unique(entries) {
        match keys::find(&entry.key.value) {
            Some((family, rank, name)) => {
                match family {
                    Family::Title | Family::Description => unquoted::check(report, entry, true),
                    Family::Video | Family::Materials | Family::Thumbnail => {
                        unquoted::check(report, entry, false);
                    }
                    _ => {}
                }
                known.push(Known { family, rank, name, entry });
            }
            None if hiding::is_known(&entry.key.value) => {}
            None => {
                if let Some(meant) = keys::near_miss(&entry.key.value) {
                    let is_sure = keys::is_only_near_miss(&entry.key.value) && !has_family_of(entries, meant);
                    report.unknown_key(&entry.key, Some(meant), is_sure);
                }
            }
        }
    }
    known.sort_by_key(|known| known.rank);
    let mut fields = Fields { report, known };
    let hiding = hiding::read(entries);
    FrontMatter {
        title: fields.first(Family::Title, |report, known| {
            report.title(known.entry, "the page's heading or file name")
        }),
        order: fields.first(Family::Order, order).or_else(|| sidebar_order(fields.report, entries)),
        date: fields.first(Family::Date, |_, known| plain_text(known.entry)),
        visibility: fields.visibility(&hiding.marks),
        hiding: hiding.is_some().then(|| Box::new(hiding)),
        kind: fields.first(Family::Kind, kind),
        video: fields.first(Family::Video, |report, known| video::read(report, known.entry, known.name)),
        materials: fields
            .first(Family::Materials, |report, known| materials::read(report, known.entry, known.name))
            .unwrap_or_default(),
        thumbnail: fields.first(Family::Thumbnail, |report, known| {
            shared_text(report, known, "the path or address of an image")
        }),
        description: fields.first(Family::Description, |report, known| shared_text(report, known, "text")),
        id: fields.first(Family::Id, |_, known| plain_text(known.entry)),
        address: address(entries),
        aliases: aliases(entries),
        allow: fields
            .first(Family::Allow, |report, known| Some(codes(report, known.entry)))
            .unwrap_or_default(),
        quiz: fields.first(Family::Quiz, |report, known| quiz::quiz(report, known.entry)),
        assignment: fields.first(Family::Assignment, |report, known| quiz::assignment(report, known.entry)),
        has_questions: fields
            .known
            .iter()
            .any(|known| known.family == Family::Questions && !known.entry.value.value.is_blank()),
    }
}

/// The names under `aliases` or `alias`: a list, or one.
fn aliases(entries: &[Entry]) -> Vec<String> {
    let named =
        entries.iter().filter(|entry| same(&entry.key.value, "aliases") || same(&entry.key.value, "alias"));
    let texts = named.flat_map(|entry| items(&entry.value)).filter_map(|item| item.value.text());
    texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// A key that we know.
struct Known<'e> {
    family: Family,
    rank: usize,
    /// The key as our table writes it.
    name: &'static str,
    entry: &'e Entry,
}

struct Fields<'r, 's, 'e> {
    report: &'r mut Report<'s>,
    known: Vec<Known<'e>>,
}

impl Fields<'_, '_, '_> {
    /// The first key of a family with a value. The others are read too, for their
    /// faults.
    fn first<T>(
        &mut self,
        family: Family,
        read: impl Fn(&mut Report<'_>, &Known<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut taken: Option<(&str, T)> = None;
        for known in self.known.iter().filter(|known| known.family == family) {
            let value = read(self.report, known);
            match (&taken, value) {
                (None, Some(value)) => taken = Some((&known.entry.key.value, value)),
                (Some((first, _)), Some(_)) => self.report.second_of_family(known.entry, first),
                (_, None) => {}
            }
        }
        taken.map(|(_, value)| value)
    }

    /// The visibility that the keys give: one that hides the page wins, whatever tool it is of, and a value that
    /// nobody understands may be meant to hide it.
    fn visibility(&mut self, marks: &[Mark]) -> Option<Spanned<Visibility>> {
        let mut own: Vec<(&Entry, Visibility)> = Vec::new();
        let mut unreadable = None;
        for known in self.known.iter().filter(|known| known.family == Family::Visibility) {
            match visibility(self.report, known, marks) {
                Some(Read::Says(value)) => own.push((known.entry, value)),
                Some(Read::Unreadable) => unreadable = unreadable.or(Some(known.entry)),
                None => {}
            }
        }
        let taken = own.iter().position(|&(_, value)| value == Visibility::Draft).unwrap_or(0);
        let by_key = own.get(taken).map(|&(entry, value)| Spanned { value, span: entry.value.span.clone() });
        for (_, &(other, says)) in own.iter().enumerate().filter(|&(at, _)| at != taken) {
            let (entry, value) = own[taken];
            if says == value {
                self.report.second_of_family(other, &entry.key.value);
            } else {
                self.report.outdone(other, &entry.key.value);
            }
        }
        if by_key.as_ref().is_some_and(|by_key| by_key.value == Visibility::Draft) {
            return by_key;
        }
        match unreadable {
            Some(entry) => Some(Spanned { value: Visibility::Draft, span: entry.value.span.clone() }),
            None => hidden_by_marks(self.report, marks).or(by_key),
        }
    }
}

/// What came of reading a key that says who sees the page.
enum Read {
    Says(Visibility),
    /// An error, which is reported.
    Unreadable,
}

/// Names at most this many keys that hide a page.
const MARKS_NAMED: usize = 3;

/// Makes a page a draft that a key of another tool hides, or one without a value.
fn hidden_by_marks(report: &mut Report<'_>, marks: &[Mark]) -> Option<Spanned<Visibility>> {
    let mut hiding = marks.iter().filter(|mark| mark.hides());
    let Some(first) = hiding.next() else {
        if let Some(mark) = marks.iter().find(|mark| mark.effect == Effect::NotInNavigation) {
            report.not_in_navigation(mark.span.clone(), &mark.written);
        }
        return None;
    };
    let named = [first].into_iter().chain(hiding).take(MARKS_NAMED);
    let written: Vec<String> = named
        .map(|mark| match mark.effect {
            Effect::HidesEmpty => format!("`{}` without a value", mark.written),
            _ => format!("`{}`", mark.written),
        })
        .collect();
    report.hidden_by(first.span.clone(), &written);
    Some(Spanned { value: Visibility::Draft, span: first.span.clone() })
}

/// Starlight's `sidebar: {order: 3}`.
fn sidebar_order(report: &mut Report<'_>, entries: &[Entry]) -> Option<Spanned<OrderKey>> {
    let sidebar = entries.iter().find(|entry| same(&entry.key.value, "sidebar"))?;
    let Node::Map(below) = &sidebar.value.value else { return None };
    let order = below.iter().find(|entry| same(&entry.key.value, "order"))?;
    let Spanned { value, span } = order_number(report, order)?;
    Some(Spanned { value: OrderKey { key: "sidebar.order".to_owned(), value }, span })
}

/// Whether a key of the family of `meant` is already set.
fn has_family_of(entries: &[Entry], meant: &str) -> bool {
    let family = |key: &str| keys::find(key).map(|(family, ..)| family);
    entries.iter().any(|entry| family(&entry.key.value) == family(meant))
}

/// A scalar of a key that other tools may use as they like.
fn plain_text(entry: &Entry) -> Option<String> {
    let text = entry.value.value.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// An address on a website, unless it is a template (`/:year/:title/`).
fn address(entries: &[Entry]) -> Option<String> {
    let mut named = entries
        .iter()
        .filter(|entry| ["slug", "permalink"].iter().any(|key| entry.key.value.eq_ignore_ascii_case(key)));
    named.find_map(plain_text).filter(|address| !address.contains([':', '{']))
}

/// Text under a key that other tools use too.
fn shared_text(report: &mut Report<'_>, known: &Known<'_>, wanted: &str) -> Option<Spanned<String>> {
    match &known.entry.value.value {
        node if node.is_blank() => None,
        Node::Scalar(Scalar { kind: ScalarKind::Text | ScalarKind::Number, text }) => {
            Some(Spanned { value: text.trim().to_owned(), span: known.entry.value.span.clone() })
        }
        _ => {
            report.foreign(known.entry, wanted);
            None
        }
    }
}

fn order(report: &mut Report<'_>, known: &Known<'_>) -> Option<Spanned<OrderKey>> {
    let Spanned { value, span } = order_number(report, known.entry)?;
    // To Hugo, 0 is no weight.
    if known.name == "weight" && !value.contains(|c: char| c.is_alphanumeric() && c != '0') {
        return None;
    }
    Some(Spanned { value: OrderKey { key: known.entry.key.value.clone(), value }, span })
}

/// Reads a number for the order; nothing when there is none.
pub(crate) fn order_number(report: &mut Report<'_>, entry: &Entry) -> Option<Spanned<String>> {
    if entry.value.value.is_blank() {
        return None;
    }
    let text = entry.value.value.text().map(str::trim).filter(|text| is_order(text));
    if text.is_none() {
        let message = format!("`{}` must be a number", entry.key.value);
        report.invalid(&entry.value, message, Some("write `3`, `1.5`, or `4a`".to_owned()));
    }
    Some(Spanned { value: text?.to_owned(), span: entry.value.span.clone() })
}

/// `3`, `-3`, `1.10`, `4a`, `13C`.
fn is_order(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let text = text.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What one of our own keys says; nothing when [`hidden_by_marks`] has more to say.
fn visibility(report: &mut Report<'_>, known: &Known<'_>, marks: &[Mark]) -> Option<Read> {
    let entry = known.entry;
    let is_mark = || marks.iter().any(|mark| mark.span == entry.key.span && mark.hides());
    if known.name == "visibility" {
        let is_ours = || entry.value.value.text().is_some_and(|text| same(text, "draft"));
        return if is_mark() && !is_ours() { None } else { visibility_of_page(report, entry) };
    }
    let shown_when = matches!(known.name, "published" | "ready");
    match boolean(&entry.value.value) {
        Some((value, is_lenient)) => {
            if is_lenient {
                report.lenient_boolean(&entry.value, value);
            }
            Some(Read::Says(if value == shown_when { Visibility::Published } else { Visibility::Draft }))
        }
        None if entry.value.value.is_blank() => None,
        None if known.name == "draft" => {
            let written = entry.value.value.text().unwrap_or_default();
            let help = closest(written, ["true", "false"]).map(did_you_mean);
            report.invalid(&entry.value, "`draft` must be `true` or `false`", help);
            Some(Read::Unreadable)
        }
        None => {
            if !is_mark() {
                report.foreign(entry, "`true` or `false`");
            }
            None
        }
    }
}

/// The same of `visibility`.
fn visibility_of_page(report: &mut Report<'_>, entry: &Entry) -> Option<Read> {
    let is_public = |text: &str| ["public", "visible"].iter().any(|word| same(word, text));
    let read = visibility_word(report, entry);
    let is_unknown = !entry.value.value.is_blank() && !entry.value.value.text().is_some_and(is_public);
    read.map(Read::Says).or_else(|| is_unknown.then_some(Read::Unreadable))
}

/// Words of other platforms, and what they are called here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("public", "published"),
    ("visible", "published"),
    ("private", "draft"),
    ("hidden", "draft"),
    ("unlisted", "draft"),
    ("unpublished", "draft"),
];

/// Reads one of the two words, in a page or in the settings.
pub(crate) fn visibility_word(report: &mut Report<'_>, entry: &Entry) -> Option<Visibility> {
    let written = entry.value.value.text().unwrap_or_default();
    if let Some((_, meant)) = OTHER_WORDS.iter().find(|(word, _)| same(word, written)) {
        let message = format!("`{}` must be `published` or `draft`", entry.key.value);
        report.invalid(&entry.value, message, Some(did_you_mean(meant)));
        return None;
    }
    report.word(entry, VISIBILITIES)
}

/// `type` belongs to every tool (`read`, `practice`, `docs`): there, only our own words count.
fn kind(report: &mut Report<'_>, known: &Known<'_>) -> Option<LessonKind> {
    if known.name == "type" {
        let written = known.entry.value.value.text()?;
        if TESTS.iter().any(|word| same(word, written)) {
            report.test_of_another_name(known.entry);
        }
        return KINDS.iter().find(|(word, _)| same(word, written)).map(|&(_, kind)| kind);
    }
    let written = known.entry.value.value.text().unwrap_or_default();
    if OTHER_KINDS.iter().any(|word| same(word, written)) {
        let message = format!("`{}` must be `video`, `assignment` or `quiz`", known.entry.key.value);
        let help = "remove it, or write `video`: text lessons have this type, too";
        report.invalid(&known.entry.value, message, Some(help.to_owned()));
        return None;
    }
    if TESTS.iter().any(|word| same(word, written)) {
        let message = format!("`{}` must be `video`, `assignment` or `quiz`", known.entry.key.value);
        report.invalid(&known.entry.value, message, Some(did_you_mean("quiz")));
        return None;
    }
    report.word(known.entry, KINDS)
}

/// What other platforms call a quiz.
const TESTS: &[&str] =
    &["exam", "test", "quizz", "quizzes", "questionnaire", "assessment", "self-test", "knowledge check"];

/// What other platforms call a lesson that is read.
const OTHER_KINDS: &[&str] = &["text", "article", "page", "reading", "lesson", "html"];

/// Reads a list of finding codes.
pub(crate) fn codes(report: &mut Report<'_>, entry: &Entry) -> Vec<Spanned<Code>> {
    let mut codes = Vec::new();
    for item in items(&entry.value) {
        let written = item.value.text().unwrap_or_default();
        if let Some(code) = Code::from_name(written) {
            codes.push(Spanned { value: code, span: item.span.clone() });
        } else {
            let help = Code::closest(written).map(|code| did_you_mean(code.as_str()));
            let message = if written.trim().is_empty() {
                format!("`{}` must list finding codes", entry.key.value)
            } else {
                format!("`{written}` is not a finding code")
            };
            report.invalid(item, message, help);
        }
    }
    codes
}
