//! Images that no browser shows.

use super::*;

#[test]
fn a_photo_that_no_browser_shows_is_a_warning_once_a_page() {
    check(
        &[
            (
                "a.md",
                "---\nthumbnail: t.tiff\n---\n![one](1.heic) ![two](2.HEIF) ![one](1.heic) ![three](3.png)",
            ),
            ("b.md", "[photo](1.heic)"),
            ("1.heic", "x"),
            ("2.HEIF", "x"),
            ("3.png", "x"),
            ("t.tiff", "x"),
        ],
        r#"
            a.md
              thumbnail t.tiff
              | <p><img src="[1.heic]" alt="one"> <img src="[2.HEIF]" alt="two"> <img src="[1.heic]" alt="one"> <img src="[3.png]" alt="three"></p>
            b.md
              image "photo" 1.heic
              | <p><a href="[1.heic]">photo</a></p>
            warning[unsupported-image] a.md:2:12: most browsers do not show `t.tiff`: TIFF is not a web format
              = install ImageMagick 7 (`magick`) or libheif (`heif-convert`), then add `--convert`
            warning[unsupported-image] a.md:4:8: most browsers do not show `1.heic` and 1 more image: HEIC is not a web format
              = install ImageMagick 7 (`magick`) or libheif (`heif-convert`), then add `--convert`
        "#,
    );
}

#[test]
fn a_document_and_a_sound_that_are_written_as_images_are_materials() {
    check(
        &[
            ("a.md", "![The guide](guide.pdf) ![](deck.pptx)\n\n![Knock](knock.mp3)\n"),
            ("guide.pdf", "x"),
            ("deck.pptx", "x"),
            ("knock.mp3", "x"),
        ],
        r#"
            a.md
              pdf "The guide" guide.pdf
              pptx "Deck" deck.pptx
              mp3 "Knock" knock.mp3
              | <p><a href="[guide.pdf]">The guide</a> <a href="[deck.pptx]">deck.pptx</a></p>
              | <p><audio src="[knock.mp3]" controls="" title="Knock"></audio></p>
        "#,
    );
}
