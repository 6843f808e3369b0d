//! What may be written at a place: keys and their values, codes of findings, paths, lessons, headings.

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, MarkupContent,
    MarkupKind, TextEdit,
};

use super::course::{self, FileRole};
use super::headings;
use super::hover;
use super::keys::{self, Spot, What};
use super::paths::{self, Name};
use super::positions::Positions;
use super::typed_link::{self, TypedKind, TypedLink};
use super::workspace::{Asked, Workspace};
use crate::diagnostic::Code;
use crate::front_matter::{Key, Takes, same};
use crate::model::{CoursePath, Lesson};
use crate::source;

/// So many lessons are offered at once; the client asks again when more is typed.
const MOST_LESSONS: usize = 500;

/// The keys whose values are paths, other than those that only take paths.
const PATH_KEYS: &[&str] = &["thumbnail", "image", "file", "downloads", "contents", "assets_root"];

/// What is offered at an offset of an open text.
pub(super) fn at(workspace: &Workspace, asked: &Asked<'_>, offset: usize) -> CompletionList {
    let text = &asked.document.text;
    let mut offers = Offers {
        positions: Positions::new(text, workspace.encoding),
        items: Vec::new(),
        is_incomplete: false,
    };
    let role = FileRole::of(&asked.path);
    let keys = course::keys_of(&asked.path, text);
    match keys.and_then(|keys| keys::spot(text, &keys, offset, role)) {
        Some(spot) => of_keys(workspace, asked, &spot, &mut offers),
        None if role == FileRole::Page => {
            if let Some(link) = typed_link::at(text, offset) {
                of_link(workspace, asked, &link, &mut offers);
            }
        }
        None => {}
    }
    CompletionList { is_incomplete: offers.is_incomplete, items: offers.items }
}

/// What was collected.
struct Offers<'t> {
    positions: Positions<'t>,
    items: Vec<CompletionItem>,
    is_incomplete: bool,
}

impl Offers<'_> {
    /// Offers a text in place of what was typed.
    fn add(&mut self, typed: &Range<usize>, item: CompletionItem, text: String) {
        let edit = TextEdit { range: self.positions.range(typed), new_text: text };
        let number = self.items.len();
        self.items.push(CompletionItem {
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            sort_text: Some(format!("{number:05}")),
            ..item
        });
    }
}

fn item(label: &str, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem { label: label.to_owned(), kind: Some(kind), ..CompletionItem::default() }
}

fn documented(item: CompletionItem, markdown: String) -> CompletionItem {
    let documentation = MarkupContent { kind: MarkupKind::Markdown, value: markdown };
    CompletionItem { documentation: Some(Documentation::MarkupContent(documentation)), ..item }
}

fn of_keys(workspace: &Workspace, asked: &Asked<'_>, spot: &Spot, offers: &mut Offers<'_>) {
    match spot.what {
        What::Name(current) => {
            let is_written = |key: &Key| {
                key.names.iter().any(|name| spot.beside.iter().any(|written| same(name, written)))
            };
            for key in spot.keys.iter().filter(|key| !is_written(key)) {
                let name = key.names[0];
                let offer = CompletionItem {
                    detail: Some(key.title.to_owned()),
                    ..item(name, CompletionItemKind::PROPERTY)
                };
                let offer = documented(offer, hover::of_key(key));
                let rest = if current.is_some() { "" } else { colon(key) };
                offers.add(&spot.typed, offer, format!("{name}{rest}"));
            }
        }
        What::Value(key) => values(workspace, asked, spot, key, offers),
        What::Unknown => {}
    }
}

/// What follows a key's name.
fn colon(key: &Key) -> &'static str {
    match key.takes {
        Takes::Group(_) | Takes::Named(_) | Takes::Names => ":",
        _ => ": ",
    }
}

fn values(workspace: &Workspace, asked: &Asked<'_>, spot: &Spot, key: &Key, offers: &mut Offers<'_>) {
    let is_path = key.names.iter().any(|name| PATH_KEYS.contains(name));
    match key.takes {
        Takes::Word(words) | Takes::WordsAmongOthers(words) => {
            for word in words() {
                offers.add(&spot.typed, item(word, CompletionItemKind::ENUM_MEMBER), word.to_owned());
            }
        }
        Takes::Truth => truths(spot, offers),
        Takes::Findings => codes(spot, offers),
        Takes::Video | Takes::Materials => files(workspace, asked, &spot.typed, false, offers),
        _ if is_path => files(workspace, asked, &spot.typed, false, offers),
        Takes::Anything if key.examples.iter().any(|example| matches!(*example, "true" | "false")) => {
            truths(spot, offers);
        }
        _ => {}
    }
}

fn truths(spot: &Spot, offers: &mut Offers<'_>) {
    for word in ["true", "false"] {
        offers.add(&spot.typed, item(word, CompletionItemKind::VALUE), word.to_owned());
    }
}

fn codes(spot: &Spot, offers: &mut Offers<'_>) {
    for code in Code::ALL.iter().filter(|code| code.can_be_allowed()) {
        let offer = CompletionItem {
            detail: Some(code.severity().as_str().to_owned()),
            ..item(code.as_str(), CompletionItemKind::CONSTANT)
        };
        let offer = documented(offer, hover::of_code(*code));
        offers.add(&spot.typed, offer, code.as_str().to_owned());
    }
}

/// The names that a path may go on with. `is_target` says whether it is the target of a link, which is escaped.
fn files(
    workspace: &Workspace,
    asked: &Asked<'_>,
    typed: &Range<usize>,
    is_target: bool,
    offers: &mut Offers<'_>,
) {
    let written = &asked.document.text[typed.clone()];
    let folder = written.rfind('/').map_or("", |slash| &written[..=slash]);
    let here = asked.path.parent().unwrap_or_default();
    let below = folder.replace("%20", " ");
    let found = match below.strip_prefix('/') {
        Some(from_root) => CoursePath::root().join(from_root),
        None => here.join(&below),
    };
    let Ok(found) = found else { return };
    let last = typed.start + folder.len()..typed.end;
    for Name { name, is_folder } in paths::names(asked.course, &workspace.vfs(), &found) {
        if found.child(&name) == asked.path {
            continue;
        }
        let kind = if is_folder { CompletionItemKind::FOLDER } else { CompletionItemKind::FILE };
        let text = if is_target { paths::escaped(&name) } else { name.clone() };
        let slash = if is_folder { "/" } else { "" };
        offers.add(&last, item(&format!("{name}{slash}"), kind), format!("{text}{slash}"));
    }
}

fn of_link(workspace: &Workspace, asked: &Asked<'_>, link: &TypedLink, offers: &mut Offers<'_>) {
    let written = &asked.document.text[link.target.clone()];
    if let Some(hash) = written.find('#') {
        let fragment = link.target.start + hash + 1..link.target.end;
        of_fragment(workspace, asked, link.kind, &written[..hash], &fragment, offers);
        return;
    }
    match link.kind {
        TypedKind::ByName => lessons(asked, link, offers),
        TypedKind::Picture => files(workspace, asked, &link.target, true, offers),
        TypedKind::Link => {
            files(workspace, asked, &link.target, true, offers);
            lessons(asked, link, offers);
        }
    }
}

/// The lessons of the course, by their titles.
fn lessons(asked: &Asked<'_>, link: &TypedLink, offers: &mut Offers<'_>) {
    let Some(course) = asked.course.scan.as_ref().and_then(|scan| scan.course.as_ref()) else { return };
    let typed = asked.document.text[link.target.clone()].to_lowercase();
    let here = asked.path.parent().unwrap_or_default();
    let is_page = |lesson: &&Lesson| source::is_markdown(lesson.path.name()) && lesson.path != asked.path;
    let mut number = 0;
    for lesson in course.lessons().filter(is_page) {
        let title = lesson.title.as_str();
        let path = lesson.path.as_str();
        let is_meant = typed.starts_with('.')
            || title.to_lowercase().contains(&typed)
            || path.to_lowercase().contains(&typed);
        if !is_meant {
            continue;
        }
        number += 1;
        if number > MOST_LESSONS {
            offers.is_incomplete = true;
            break;
        }
        let text = match link.kind {
            TypedKind::ByName => lesson.path.stem().to_owned(),
            _ => paths::escaped(&paths::relative(&here, &lesson.path)),
        };
        let offer = CompletionItem {
            detail: Some(path.to_owned()),
            filter_text: Some(format!("{text} {title} {path}")),
            ..item(title, CompletionItemKind::REFERENCE)
        };
        offers.add(&link.target, offer, text);
    }
}

/// The headings of the page that a link leads to.
fn of_fragment(
    workspace: &Workspace,
    asked: &Asked<'_>,
    kind: TypedKind,
    target: &str,
    fragment: &Range<usize>,
    offers: &mut Offers<'_>,
) {
    let there = if target.is_empty() {
        Some((asked.path.clone(), asked.document.text.clone()))
    } else {
        let here = asked.path.parent().unwrap_or_default();
        let path = here.join(&target.replace("%20", " ")).ok();
        let path = path.filter(|path| FileRole::of(path) == FileRole::Page);
        path.and_then(|path| Some((path.clone(), asked.course.text(&workspace.vfs(), &path)?)))
    };
    let Some((path, text)) = there else { return };
    for heading in headings::of(&path, &text) {
        let text = if kind == TypedKind::ByName { heading.text.clone() } else { heading.id };
        offers.add(fragment, item(&heading.text, CompletionItemKind::REFERENCE), text);
    }
}
