//! The platform's type for a file, and how a file of this type is uploaded. The extension decides, else the content.

use crate::model::{Packing, material_type};

/// The platform's material type of a file, and how the file is sent.
///
/// `name` is a file's name or the last part of an address. `start` gives the first bytes of the
/// file; it is asked only where the name says nothing.
pub(super) fn of(name: &str, start: impl FnOnce() -> Option<Vec<u8>>) -> (&'static str, Packing) {
    let kind =
        extension(name).and_then(|extension| by_extension(&extension)).or_else(|| by_content(&start()?));
    kind.map_or(("zip", Packing::Zip), |kind| (kind, Packing::AsIs))
}

/// The platform's material type that a file's extension says.
pub(super) fn by_extension(extension: &str) -> Option<&'static str> {
    material_type(extension).or_else(|| alias(extension)).or_else(|| by_mime(extension))
}

/// Extensions that are another spelling, or a close relative, of one in the platform's list. What
/// pages show or play must be among them: packed in an archive it could not be shown any more.
fn alias(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "markdown" | "mdx" | "mdown" | "mkd" | "mkdn" | "qmd" | "rmd" => "md",
        "text" | "log" => "txt",
        "jpe" | "jfif" => "jpeg",
        "tif" => "tiff",
        "heic" | "heif" | "avif" | "ico" => "image",
        "m4v" => "mp4",
        "qt" => "mov",
        // WebM is a kind of Matroska.
        "webm" => "mkv",
        "ogv" | "oga" | "opus" => "ogg",
        "aac" | "m4b" => "m4a",
        _ => return None,
    })
}

/// Asks the table of MIME types, which is wrong for what programmers write (`.ts` is a video to it,
/// `.py` plain text): only pictures are believed.
fn by_mime(extension: &str) -> Option<&'static str> {
    mime_guess::from_ext(extension).first().filter(|mime| mime.type_() == "image").map(|_| "image")
}

fn by_content(start: &[u8]) -> Option<&'static str> {
    let kind = infer::get(start)?;
    // Office files are zip archives to it, which is no help without a name.
    if kind.extension() == "zip" {
        None
    } else {
        material_type(kind.extension()).or_else(|| alias(kind.extension()))
    }
}

/// The extension of a name in lower case; `None` when there is none.
pub(super) fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_lowercase())
}

/// The longest start of a file that [`of`] asks for.
pub(super) const START: u64 = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, start: &[u8], expected: (&str, Packing)) {
        assert_eq!(of(name, || Some(start.to_vec())), expected, "{name}");
    }

    #[test]
    fn the_extension_says_the_type_whatever_its_case() {
        check("a.PDF", b"", ("pdf", Packing::AsIs));
        check("a.tar.webm", b"", ("mkv", Packing::AsIs));
        check("a.avif", b"", ("image", Packing::AsIs));
        check("a.log", b"", ("txt", Packing::AsIs));
    }

    #[test]
    fn what_the_platform_has_no_type_for_is_packed() {
        for name in ["a.ipynb", "a.py", "a.ts", "a.h5p", "Makefile", ".env"] {
            check(name, b"text", ("zip", Packing::Zip));
        }
    }

    #[test]
    fn a_file_without_an_extension_is_known_by_its_content() {
        check("slides", b"%PDF-1.7", ("pdf", Packing::AsIs));
        check("slides", b"PK\x03\x04", ("zip", Packing::Zip));
    }
}
