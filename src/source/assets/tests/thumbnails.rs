//! Pictures of lessons, categories and the course.

use super::*;

#[test]
fn a_lessons_picture_is_named_or_has_its_stem_or_lies_in_its_folder() {
    check(
        &[
            ("01-a.md", "---\nthumbnail: pics/a.png\n---\nText."),
            ("pics/a.png", "x"),
            ("02-b.md", "Text."),
            ("02-b.jpg", "x"),
            ("02-b-diagram.png", "x"),
            ("03-c.md", "![shown](03-c.png)\n\nText."),
            ("03-c.png", "x"),
            ("04-d/README.md", "# D\n\nText."),
            ("04-d/cover.png", "x"),
            ("05-e.md", "---\nthumbnail: https://example.com/e.png\n---\nText."),
        ],
        r#"
            01-a.md
              thumbnail pics/a.png
              | <p>Text.</p>
            02-b.md
              thumbnail 02-b.jpg
              | <p>Text.</p>
            03-c.md
              | <p><img src="[03-c.png]" alt="shown"></p>
              | <p>Text.</p>
            04-d/README.md
              thumbnail 04-d/cover.png
              | <p>Text.</p>
            05-e.md
              thumbnail https://example.com/e.png
              | <p>Text.</p>
        "#,
    );
}

#[test]
fn categories_and_the_course_have_pictures() {
    check(
        &[
            ("cover.png", "x"),
            ("01-a/README.md", "---\nthumbnail: pic.png\n---\n# A"),
            ("01-a/pic.png", "x"),
            ("01-a/x.md", "Text."),
            ("01-a/y.md", "Text."),
            ("02-b/thumbnail.webp", "x"),
            ("02-b/x.md", "Text."),
        ],
        "
            image cover.png
            category 01-a: thumbnail 01-a/pic.png
            category 02-b: thumbnail 02-b/thumbnail.webp
            01-a/x.md
              | <p>Text.</p>
            01-a/y.md
              | <p>Text.</p>
            02-b/x.md
              | <p>Text.</p>
        ",
    );
}

#[test]
fn a_picture_that_is_named_and_missing_is_said_once() {
    check(
        &[
            ("course.yaml", "image: covr.png"),
            ("cover.png", "x"),
            ("01-a/README.md", "---\nthumbnail: gone.png\n---\n# A\n\nText."),
            ("01-a/x.md", "Text."),
        ],
        "
            01-a/README.md
              | <p>Text.</p>
            01-a/x.md
              | <p>Text.</p>
            warning[missing-image] 01-a/README.md:2:12: the thumbnail `gone.png` does not exist
            warning[missing-image] course.yaml:1:8: the thumbnail `covr.png` does not exist
              = did you mean `cover.png`?
        ",
    );
}
