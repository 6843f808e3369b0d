//! Converts the HTML that depends on uploaded addresses.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::html::embeds;
use crate::html::escape::escape;
use crate::html::quiz::questions;
use crate::model::{Body, CoursePath, LessonLink, Piece, Quiz};
use crate::platform::import_v1::wire::Html;

/// Gives the address of a local file.
pub(super) type AddressOf<'f, 'a> = &'f (dyn Fn(&'a CoursePath) -> Cow<'a, str> + Sync);

/// A lesson's description: the player of another site, if there is one, above the text. Links to other lessons are
/// text.
pub(crate) fn description<'a>(
    body: &'a Body,
    player: Option<(&str, &str)>,
    address: AddressOf<'_, 'a>,
) -> Html<'a> {
    let mut html = above_text(player);
    for (piece, file) in body.pieces() {
        html.push(Cow::Borrowed(piece));
        if let Some(file) = file {
            html.push(attribute(address(file)));
        }
    }
    html
}

/// The same with links to those lessons of which `lesson` gives the address.
pub(crate) fn description_with_links<'a>(
    body: &'a Body,
    player: Option<(&str, &str)>,
    address: AddressOf<'_, 'a>,
    lesson: &dyn Fn(&LessonLink) -> Option<String>,
) -> Html<'a> {
    let mut html = above_text(player);
    for piece in body.pieces_with_links() {
        match piece {
            Piece::Html(piece) => html.push(Cow::Borrowed(piece)),
            Piece::AddressOf(file) => html.push(attribute(address(file))),
            Piece::LinkStart { link, tag: [before, behind] } => {
                if let Some(address) = lesson(link) {
                    html.push(Cow::Borrowed(before));
                    html.push(attribute(Cow::Owned(address)));
                    html.push(Cow::Borrowed(behind));
                }
            }
            Piece::LinkEnd { link, tag } => {
                if lesson(link).is_some() {
                    html.push(Cow::Borrowed(tag));
                }
            }
        }
    }
    html
}

/// The player of another site, by its address and the lesson's title.
fn above_text<'a>(player: Option<(&str, &str)>) -> Html<'a> {
    let mut html = Html::default();
    if let Some((address, title)) = player {
        html.push(Cow::Owned(embeds::player(address, title)));
    }
    html
}

/// Adds the questions of a quiz below a description, without the right answers: the import can only show them.
pub(super) fn add_questions(description: &mut Html<'_>, quiz: &Quiz) {
    description.push(Cow::Owned(questions(quiz)));
}

/// An address as written in an attribute.
fn attribute(address: Cow<'_, str>) -> Cow<'_, str> {
    match address {
        Cow::Borrowed(address) => escape(address),
        Cow::Owned(address) => match escape(&address) {
            Cow::Owned(escaped) => Cow::Owned(escaped),
            Cow::Borrowed(_) => Cow::Owned(address),
        },
    }
}

/// What a dry run shows for a file that is not uploaded yet: `upload://` and its path, readable, with
/// only those characters escaped that no address may hold.
pub(crate) fn placeholder(path: &CoursePath) -> String {
    const SCHEME: &str = "upload://";
    let mut address = String::with_capacity(SCHEME.len() + path.as_str().len());
    address.push_str(SCHEME);
    let mut rest = path.as_str();
    while let Some(at) = rest.bytes().position(is_escaped) {
        // Writing to a string cannot fail.
        let _ = write!(address, "{}%{:02X}", &rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
    }
    address.push_str(rest);
    address
}

fn is_escaped(byte: u8) -> bool {
    byte.is_ascii_control()
        || matches!(
            byte,
            b' ' | b'"' | b'#' | b'%' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_addresses_that_people_can_read() {
        let path = CoursePath::root().child("01 Start/Übung #1 (50%).pdf");
        assert_eq!(placeholder(&path), "upload://01%20Start/Übung%20%231%20(50%25).pdf");
    }
}
