//! Word documents (`.docx`): headings, lists, tables, links, pictures, notes. Comments and hidden text stay out, and tracked
//! changes are taken as accepted.
//!
//! The parts of the archive are those of ECMA-376: `word/document.xml` is the text, [`styles`] and [`numbering`] say what its
//! paragraphs are. [`body`] writes it as HTML, from which the Markdown is made.

mod body;
mod numbering;
mod styles;
mod xml;

use std::collections::BTreeMap;

use crate::html::to_markdown::blocks;

use super::converted::{Converted, counted, front_matter};
use super::zip_part::Archive;
use xml::parse;

/// Turns a document into Markdown.
pub(super) fn convert(bytes: &[u8]) -> Result<Converted, String> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.text("word/document.xml").ok_or("it has no `word/document.xml`")?;
    let document = parse(&text)?;
    let styles = archive.text("word/styles.xml").map(|text| styles::read(&text)).unwrap_or_default();
    let numbering = archive.text("word/numbering.xml").map(|text| numbering::read(&text)).unwrap_or_default();
    let relations = relations(&archive.text("word/_rels/document.xml.rels").unwrap_or_default());
    let notes: Vec<String> =
        ["word/footnotes.xml", "word/endnotes.xml"].iter().filter_map(|part| archive.text(part)).collect();
    let pictures = pictures(&mut archive, &relations);
    let context = body::Context { styles, numbering, relations, pictures };
    let written = body::write(&context, &document, &notes);
    let mut markdown = written.title.as_deref().map(front_matter).unwrap_or_default();
    let parts: Vec<String> = blocks(&written.html).into_iter().map(|block| block.markdown).collect();
    markdown.push_str(&parts.join("\n\n"));
    markdown.push('\n');
    let lost = [
        counted(written.comments, "comment", "comments"),
        counted(written.hidden, "hidden text", "hidden texts"),
        counted(
            written.pictures,
            "picture in a format that no browser shows",
            "pictures in formats that no browser shows",
        ),
        counted(written.formulas, "formula, which is plain text", "formulas, which are plain text"),
    ];
    Ok(Converted { markdown, lost: lost.into_iter().flatten().collect() })
}

/// Targets by their ids.
fn relations(text: &str) -> BTreeMap<String, String> {
    let Ok(document) = parse(text) else { return BTreeMap::new() };
    let target = |node: roxmltree::Node<'_, '_>| {
        Some((node.attribute("Id")?.to_owned(), node.attribute("Target")?.to_owned()))
    };
    document.descendants().filter_map(target).collect()
}

/// The pictures that browsers show, as addresses with their data, by the names of their parts.
fn pictures(archive: &mut Archive<'_>, relations: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut size = 0;
    for target in relations.values() {
        let kind = match crate::model::extension(target).as_ref() {
            "png" => "png",
            "jpg" | "jpeg" => "jpeg",
            "gif" => "gif",
            "webp" => "webp",
            "bmp" => "bmp",
            "svg" => "svg+xml",
            _ => continue,
        };
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("word/{}", target.trim_start_matches("./")),
        };
        let Some(bytes) = archive.part(&name) else { continue };
        let data = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes);
        size += data.len();
        if size > body::MAX_PICTURES {
            break;
        }
        all.insert(target.clone(), format!("data:image/{kind};base64,{data}"));
    }
    all
}

#[cfg(test)]
mod tests;
