//! Images that a text holds in an address: `data:image/png;base64,…`, as exports of Google Docs have them.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// What exports write, with or without the `=` at the end.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// No further is looked for the tag that makes a text an SVG, in bytes.
const MAX_HEAD: usize = 2_000;

/// An image by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineImage {
    pub bytes: Vec<u8>,
    /// The extension that its content asks for.
    pub extension: &'static str,
}

impl InlineImage {
    /// Reads an address with its data; `None` if that cannot be decoded, or is no image that browsers show.
    pub fn read(address: &str) -> Option<Self> {
        let (head, data) = address.split_once(',')?;
        let data = percent_decode_str(data);
        let bytes = if head.trim_end().to_ascii_lowercase().ends_with(";base64") {
            let letters: Vec<u8> = data.filter(|byte| !byte.is_ascii_whitespace()).collect();
            BASE64.decode(letters).ok()?
        } else {
            data.collect()
        };
        let extension = extension(&bytes)?;
        Some(Self { bytes, extension })
    }

    /// A name that no other image has.
    pub fn name(&self) -> String {
        let hash = blake3::hash(&self.bytes).to_hex();
        format!("image-{}.{}", &hash[..20], self.extension)
    }
}

/// The extension of what bytes are, if it is an image that browsers show.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    if let Some(kind) = infer::get(bytes) {
        let extension = kind.extension();
        return ["png", "jpg", "gif", "webp", "avif", "bmp", "ico"]
            .into_iter()
            .find(|known| *known == extension)
            .or_else(|| is_svg(bytes).then_some("svg"));
    }
    is_svg(bytes).then_some("svg")
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_HEAD)]);
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    head.starts_with("<svg") || (head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_what_its_content_is() {
        for (address, extension) in [
            ("data:image/png;base64,iVBORw0KGgo=", Some("png")),
            ("data:image/png;base64,iVBORw0KGgo", Some("png")),
            ("data:image/jpeg;base64,iVBO Rw0K%0AGgo=", Some("png")),
            ("data:image/gif;charset=x;BASE64,R0lGODlhAQABAAAAACw=", Some("gif")),
            ("data:image/svg+xml,%3Csvg xmlns='x'/%3E", Some("svg")),
            ("data:image/svg+xml;base64,PD94bWwgdmVyc2lvbj0iMS4wIj8+PHN2Zy8+", Some("svg")),
            ("data:image/png;base64,AA==", None),
            ("data:image/png;base64,***", None),
            ("data:image/png;base64", None),
            ("data:image/png,<script>", None),
            ("data:image/png,", None),
        ] {
            assert_eq!(InlineImage::read(address).map(|image| image.extension), extension, "{address}");
        }
    }

    #[test]
    fn the_same_image_has_the_same_name() {
        let name = |address| InlineImage::read(address).map(|image| image.name());
        let one = name("data:image/png;base64,iVBORw0KGgo=");
        assert_eq!(one, name("data:image/x;base64,iVBORw0KGgo"));
        assert_ne!(one, name("data:image/png;base64,iVBORw0KGgoA"));
    }
}
