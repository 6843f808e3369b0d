//! Texts that are not Markdown, as Markdown: notebooks, Word documents, web pages, plain text.
//!
//! [`convert`] gets the bytes of a file, and returns Markdown and what is lost. It opens no file and runs nothing. Pictures
//! in a document become `data:` addresses, which are sent as files like those of any page.

mod bytes;
mod converted;
mod notebook;
mod web;
mod word;
mod zip_part;

use crate::model::extension;

use bytes::text;

pub(crate) use converted::Converted;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    Notebook,
    Word,
    Web,
    Plain,
}

/// The format of a file of this name, if it is read.
pub(crate) fn format(name: &str) -> Option<Format> {
    Some(match extension(name).as_ref() {
        "ipynb" => Format::Notebook,
        "docx" => Format::Word,
        "html" | "htm" | "xhtml" => Format::Web,
        "txt" | "text" => Format::Plain,
        _ => return None,
    })
}

/// Turns a document into Markdown, or says why it cannot be read.
pub(crate) fn convert(format: Format, bytes: &[u8]) -> Result<Converted, String> {
    match format {
        Format::Notebook => notebook::convert(bytes),
        Format::Word => word::convert(bytes),
        Format::Web => Ok(web::convert(&text(bytes))),
        Format::Plain => Ok(Converted { markdown: text(bytes), lost: Vec::new() }),
    }
}
