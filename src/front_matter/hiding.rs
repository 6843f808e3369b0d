//! Keys that keep a page from learners: ours, and those of other tools, in every spelling and place.
//!
//! Start at [`read`]. It reports nothing and decides nothing: [`super::fields`] takes a page's own marks together,
//! and what sections hand down and what dates say is decided where the clock and the other pages are known
//! ([`crate::source::hidden`]).

use std::ops::Range;

use super::moment;
use super::node::{Entry, Node, Scalar, ScalarKind, items};
use super::spanned::Spanned;
use super::spelling::canonical;

/// Everything in front matter that has to do with who sees the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hiding {
    pub marks: Vec<Mark>,
    pub dates: Vec<DateMark>,
    /// What a section of Hugo hands down to the pages below it.
    pub cascades: Vec<Cascade>,
}

/// A key that may hide its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its canonical name: what a section hands down gives way to the page's own key of this name.
    pub name: String,
    /// Key and value, for findings: `status: draft`.
    pub written: String,
    pub span: Range<usize>,
    pub effect: Effect,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Hides,
    /// Hides although it has no value.
    HidesEmpty,
    Shows,
    /// The page is left out of a website's navigation, and can be read all the same.
    NotInNavigation,
}

/// A date from which, or up to which, a page is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateMark {
    pub name: String,
    pub written: String,
    pub span: Range<usize>,
    /// Seconds since 1970.
    pub moment: i64,
    pub bound: Bound,
}

/// Which side of a date is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    From,
    Until,
}

/// Marks for the pages below a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cascade {
    pub marks: Vec<Mark>,
    pub dates: Vec<DateMark>,
    /// Patterns of the pages that are meant; all, if there is none.
    pub paths: Vec<String>,
    /// The kind of page that is meant: `page`, `section`.
    pub kind: Option<String>,
}

/// Keys that hide a page when they are true. All names here are canonical: without case, `-` and `_`.
const HIDE_IF_TRUE: &[&str] = &[
    "archived",
    "bookhidden",
    "disabled",
    "donotpublish",
    "draft",
    "eleventyexcludefromcollections",
    "headless",
    "hidden",
    "hide",
    "inprogress",
    "isdisabled",
    "isdraft",
    "ishidden",
    "isprivate",
    "isunlisted",
    "iswip",
    "nopublish",
    "private",
    "unlisted",
    "unpublished",
    "unreleased",
    "wip",
    "workinprogress",
];

/// Keys that hide a page when they are false.
const HIDE_IF_FALSE: &[&str] = &[
    "enabled",
    "isenabled",
    "islisted",
    "ispublic",
    "ispublished",
    "isready",
    "isreleased",
    "isvisible",
    "listed",
    "public",
    "publish",
    "published",
    "ready",
    "released",
    "render",
    "visible",
];

/// Keys with a word for the state of a page.
const STATES: &[&str] = &[
    "contentstatus",
    "lessonstatus",
    "pagestatus",
    "poststatus",
    "publicationstatus",
    "publishingstatus",
    "publishstatus",
    "state",
    "status",
    "visibility",
    "workflowstate",
];

/// Words that say that a page is not public; canonical, and without spaces.
const HIDING_WORDS: &[&str] = &[
    "archived",
    "autodraft",
    "comingsoon",
    "deleted",
    "disabled",
    "draft",
    "drafting",
    "drafts",
    "future",
    "hidden",
    "idea",
    "inactive",
    "incomplete",
    "indraft",
    "inprogress",
    "inreview",
    "internal",
    "notpublished",
    "notready",
    "notstarted",
    "offline",
    "outline",
    "pending",
    "pendingreview",
    "planned",
    "private",
    "review",
    "roughdraft",
    "scheduled",
    "todo",
    "trash",
    "trashed",
    "underreview",
    "unfinished",
    "unlisted",
    "unpublished",
    "unreleased",
    "wip",
    "workinprogress",
];

/// Words for "no" where a truth is wanted.
const NEGATIVE_WORDS: &[&str] = &["later", "never", "none", "notyet", "soon"];

/// Keys that leave a page out of a website's navigation, when they are true and when they are false.
const NOT_IN_NAVIGATION: &[(&str, bool)] = &[
    ("excludefromnav", true),
    ("hidefromnav", true),
    ("hideinnav", true),
    ("nav", false),
    ("navexclude", true),
    ("navigation", false),
    ("notinnav", true),
    ("orphan", true),
    ("tochide", true),
];

/// Groups of keys that have the same meaning in them as at the top.
const GROUPS: &[&str] =
    &["customprops", "extra", "meta", "metadata", "page", "params", "sidebar", "sidebarcustomprops"];

const PUBLIC_FROM: &[&str] = &["date", "publishdate", "pubdate", "published"];
const PUBLIC_UNTIL: &[&str] = &["expirydate", "unpublishdate"];

/// A longer value is shortened in findings.
const LONGEST_SHOWN: usize = 40;

/// Reads what front matter says about who sees the page.
pub(crate) fn read(entries: &[Entry]) -> Hiding {
    let mut hiding = Hiding::default();
    for entry in entries {
        let name = canonical(&entry.key.value);
        let place = Place { name: &name, prefix: "", entry };
        match (name.as_str(), &entry.value.value) {
            ("cascade", Node::Map(map)) => hiding.cascades.push(cascade(map)),
            ("cascade", Node::List(items)) => {
                hiding.cascades.extend(items.iter().filter_map(|item| match &item.value {
                    Node::Map(map) => Some(cascade(map)),
                    _ => None,
                }));
            }
            _ => place.read(&mut hiding.marks, &mut hiding.dates),
        }
    }
    hiding
}

/// Whether a key of another tool is known here, so that it is no misspelled one of ours.
pub(super) fn is_known(key: &str) -> bool {
    let name = canonical(key);
    let name = name.as_str();
    [HIDE_IF_TRUE, HIDE_IF_FALSE, STATES, PUBLIC_FROM, PUBLIC_UNTIL].iter().any(|names| names.contains(&name))
        || NOT_IN_NAVIGATION.iter().any(|(known, _)| *known == name)
}

/// Whether a line of front matter that cannot be parsed seems to hide the page.
pub(super) fn line_hides(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['{', '-', ',']).trim_start();
    let Some((key, value)) = line.split_once([':', '=']) else { return false };
    let value = value.split(" #").next().unwrap_or_default().trim().trim_end_matches([',', '}']);
    let text = value.trim().trim_matches(['"', '\'']).to_owned();
    let value = Spanned { value: Node::Scalar(Scalar { kind: ScalarKind::Text, text }), span: 0..0 };
    let key = Spanned { value: key.trim().trim_matches(['"', '\'']).to_owned(), span: 0..0 };
    read(&[Entry { key, value }]).marks.iter().any(Mark::hides)
}

fn cascade(map: &[Entry]) -> Cascade {
    let mut cascade = Cascade { marks: Vec::new(), dates: Vec::new(), paths: Vec::new(), kind: None };
    for entry in map {
        let name = canonical(&entry.key.value);
        match (name.as_str(), &entry.value.value) {
            ("target", Node::Map(target)) => {
                cascade.paths.extend(texts(target, "path").map(str::to_owned));
                cascade.kind = texts(target, "kind").next().map(str::to_lowercase);
            }
            _ => Place { name: &name, prefix: "", entry }.read(&mut cascade.marks, &mut cascade.dates),
        }
    }
    cascade
}

/// The texts under a key.
fn texts<'e>(entries: &'e [Entry], key: &'static str) -> impl Iterator<Item = &'e str> {
    let entries = entries.iter().filter(move |entry| canonical(&entry.key.value) == key);
    entries.flat_map(|entry| items(&entry.value)).filter_map(|item| item.value.text())
}

/// An entry, and the group that it is in.
struct Place<'e> {
    name: &'e str,
    /// The name of the group with a dot.
    prefix: &'e str,
    entry: &'e Entry,
}

impl Place<'_> {
    fn read(&self, marks: &mut Vec<Mark>, dates: &mut Vec<DateMark>) {
        if self.prefix.is_empty() && self.read_group(marks, dates) {
            return;
        }
        marks.extend(self.effect().map(|effect| Mark {
            name: format!("{}{}", self.prefix, self.name),
            written: self.written(),
            span: self.entry.key.span.clone(),
            effect,
        }));
        dates.extend(self.date());
    }

    /// Reads the keys of a group, if it is one.
    fn read_group(&self, marks: &mut Vec<Mark>, dates: &mut Vec<DateMark>) -> bool {
        let Node::Map(below) = &self.entry.value.value else { return false };
        let (is_build, is_group) = (self.name == "build", GROUPS.contains(&self.name));
        let prefix = format!("{}.", self.entry.key.value.trim());
        for entry in below.iter().filter(|_| is_build || is_group) {
            let name = canonical(&entry.key.value);
            let place = Place { name: &name, prefix: &prefix, entry };
            if is_group {
                place.read(marks, dates);
            } else if let Some(effect) = build_effect(&name, &entry.value.value) {
                let written = place.written();
                marks.push(Mark {
                    name: format!("build.{name}"),
                    written,
                    span: entry.key.span.clone(),
                    effect,
                });
            }
        }
        true
    }

    fn effect(&self) -> Option<Effect> {
        let value = &self.entry.value.value;
        let said = Said::of(value);
        if HIDE_IF_TRUE.contains(&self.name) {
            return match said {
                Said::Truth(false) => Some(Effect::Shows),
                Said::Nothing => Some(Effect::HidesEmpty),
                // `hide: [toc]` hides a part of the page.
                Said::Other if self.name == "hide" || value.is_blank() => None,
                Said::Truth(true) | Said::Other => Some(Effect::Hides),
            };
        }
        if HIDE_IF_FALSE.contains(&self.name) {
            return match said {
                Said::Truth(true) => Some(Effect::Shows),
                Said::Truth(false) => Some(Effect::Hides),
                Said::Nothing => Some(Effect::HidesEmpty),
                Said::Other => (says_hidden(value) || is_negative(value)).then_some(Effect::Hides),
            };
        }
        if STATES.contains(&self.name) {
            return says_hidden(value).then_some(Effect::Hides);
        }
        // Eleventy writes no page that has no address.
        if self.name == "permalink" {
            return (said == Said::Truth(false)).then_some(Effect::Hides);
        }
        let is_hidden_class = self.name == "sidebarclassname"
            && value.text().is_some_and(|text| text.split_whitespace().any(|class| class == "hidden"));
        let leaves_navigation = |&(name, when): &(&str, bool)| name == self.name && said == Said::Truth(when);
        (is_hidden_class || NOT_IN_NAVIGATION.iter().any(leaves_navigation))
            .then_some(Effect::NotInNavigation)
    }

    fn date(&self) -> Option<DateMark> {
        let bound = if PUBLIC_FROM.contains(&self.name) {
            Bound::From
        } else if PUBLIC_UNTIL.contains(&self.name) {
            Bound::Until
        } else {
            return None;
        };
        Some(DateMark {
            name: self.name.to_owned(),
            written: self.written(),
            span: self.entry.key.span.clone(),
            moment: moment::parse(self.entry.value.value.text()?)?,
            bound,
        })
    }

    /// Key and value in a few words.
    fn written(&self) -> String {
        let key = format!("{}{}", self.prefix, self.entry.key.value.trim());
        let value = match &self.entry.value.value {
            Node::List(_) | Node::Map(_) => "…".to_owned(),
            node => node.text().unwrap_or_default().trim().chars().take(LONGEST_SHOWN).collect(),
        };
        format!("{key}: {value}").replace('`', "'").replace('\n', " ").trim_end().to_owned()
    }
}

impl Hiding {
    /// Whether there is anything.
    pub fn is_some(&self) -> bool {
        !self.marks.is_empty() || !self.dates.is_empty() || !self.cascades.is_empty()
    }
}

impl Mark {
    /// Whether it hides its page.
    pub fn hides(&self) -> bool {
        matches!(self.effect, Effect::Hides | Effect::HidesEmpty)
    }
}

/// Hugo's `build`: a page that is rendered never, or listed nowhere.
fn build_effect(name: &str, value: &Node) -> Option<Effect> {
    let text = value.text()?.trim().to_lowercase();
    let is_never = text == "never" || Said::of(value) == Said::Truth(false);
    match name {
        "render" => Some(if is_never || text == "link" { Effect::Hides } else { Effect::Shows }),
        "list" => Some(if is_never { Effect::Hides } else { Effect::Shows }),
        _ => None,
    }
}

/// What a value says where a truth is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Truth(bool),
    Nothing,
    Other,
}

impl Said {
    fn of(node: &Node) -> Self {
        let Node::Scalar(Scalar { kind, text }) = node else {
            return if *node == Node::Null { Self::Nothing } else { Self::Other };
        };
        let text = text.trim().to_lowercase();
        match (kind, text.as_str()) {
            (ScalarKind::Bool(truth), _) => Self::Truth(*truth),
            (_, "" | "null" | "~" | "nil") => Self::Nothing,
            (_, "true" | "yes" | "on" | "y" | "t" | "1") => Self::Truth(true),
            (_, "false" | "no" | "off" | "n" | "f" | "0") => Self::Truth(false),
            _ => Self::Other,
        }
    }
}

/// Whether a word, or one of a list of words, says that a page is not public.
fn says_hidden(node: &Node) -> bool {
    let is_hiding = |text: &str| {
        let word = word(text);
        HIDING_WORDS.contains(&word.as_str()) || word.ends_with("draft") && !word.starts_with("no")
    };
    match node {
        Node::Scalar(scalar) => is_hiding(&scalar.text),
        Node::List(items) => items.iter().filter_map(|item| item.value.text()).any(is_hiding),
        Node::Null | Node::Map(_) => false,
    }
}

/// Whether a word says "no" in another way than a truth does.
fn is_negative(node: &Node) -> bool {
    node.text().is_some_and(|text| NEGATIVE_WORDS.contains(&word(text).as_str()))
}

/// Words as one, without case and separators.
fn word(text: &str) -> String {
    canonical(text).split_whitespace().collect()
}
