//! Files that a lesson names besides what it shows belong to it.

use super::*;

#[test]
fn other_formats_of_a_video_are_no_lessons_and_no_downloads() {
    check(
        &[
            (
                "1-a/1-x.md",
                "Text.\n\n<video controls>\n<source src=\"knife.mp4\">\n<source src=\"knife.webm\">\n</video>\n",
            ),
            ("1-a/knife.mp4", "x"),
            ("1-a/knife.webm", "x"),
            ("2-b/README.md", "<video src=\"b.mp4\"><source src=\"b-small.mp4\"></video>"),
            ("2-b/b.mp4", "x"),
            ("2-b/b-small.mp4", "x"),
        ],
        "
            1-a/1-x.md
              video 1-a/knife.mp4 (Body)
              | <p>Text.</p>
            2-b/README.md
              video 2-b/b.mp4 (Body)
        ",
    );
}

#[test]
fn captions_are_said_where_the_text_names_them() {
    check(
        &[
            (
                "01-x.md",
                "Text.\n\n<video src=\"a.mp4\"><track src=\"subs/a.vtt\"><track src=\"a.vtt\"></video>\n",
            ),
            ("a.mp4", "x"),
            ("a.vtt", "x"),
            ("subs/a.vtt", "x"),
        ],
        "
            01-x.md
              video a.mp4 (Body)
              | <p>Text.</p>
            warning[captions-not-imported] 01-x.md:3:1: the import cannot attach captions to a video
              = add them to the video on the platform after the import
        ",
    );
}

#[test]
fn a_poster_stays_with_its_video_or_is_the_lessons_thumbnail() {
    check(
        &[
            (
                "01-x.md",
                "<video src=\"a.mp4\" poster=\"a.png\"></video>\n\n<video poster=\"b.png\"><source src=\"b.mp4\"></video>\n",
            ),
            ("02-y.md", "Text.\n\n<video src=\"a.mp4\" poster=\"no.png\"></video>"),
            ("a.mp4", "x"),
            ("b.mp4", "x"),
            ("a.png", "x"),
            ("b.png", "x"),
        ],
        r#"
            01-x.md
              video a.mp4 (Body)
              mp4 "B" b.mp4
              thumbnail a.png
              |
              | <video controls preload="metadata" src="[b.mp4]" poster="[b.png]"></video>
            02-y.md
              video a.mp4 (Body)
              | <p>Text.</p>
            warning[missing-image] 02-y.md:3:28: the thumbnail `no.png` does not exist
        "#,
    );
}

#[test]
fn sizes_of_an_image_and_other_sources_of_a_picture_are_used() {
    check(
        &[
            (
                "1-a/1-x.md",
                "<img src=\"1.png\" srcset=\"1-wide.png 2x, no.png 3x\" alt=\"One\">\n\n\
                 <picture>\n<source srcset=\"2-dark.png\">\n<img src=\"2.png\" alt=\"Two\">\n</picture>\n\n\
                 <img srcset=\"3.png 300w, 3-wide.png 600w\" alt=\"Three\">\n\n\
                 <img src=\"data:image/gif;base64,AA\" data-src=\"4.png\" alt=\"Four\">\n",
            ),
            ("1-a/1.png", "x"),
            ("1-a/1-wide.png", "x"),
            ("1-a/2.png", "x"),
            ("1-a/2-dark.png", "x"),
            ("1-a/3.png", "x"),
            ("1-a/3-wide.png", "x"),
            ("1-a/4.png", "x"),
        ],
        r#"
            1-a/1-x.md
              | <img src="[1-a/1.png]" alt="One">
              |
              |
              | <img src="[1-a/2.png]" alt="Two">
              |
              | <img src="[1-a/3.png]" alt="Three">
              | <img src="[1-a/4.png]" alt="Four">
        "#,
    );
}

#[test]
fn embedded_files_become_what_a_lesson_can_show() {
    check(
        &[
            (
                "1-a/1-x.md",
                "<object data=\"sheet.pdf\" type=\"application/pdf\"><p>No viewer.</p></object>\n\n\
                 <embed src=\"drawing.svg\" title=\"A drawing\">\n\n\
                 <iframe src=\"slides.pptx\" title=\"The slides\"></iframe>\n\n\
                 <object data=\"clip.mp4\"></object>\n\n\
                 <embed src=\"sound.mp3\">\n\n\
                 Words <object data=\"no.pdf\">x</object> end.\n",
            ),
            ("1-a/sheet.pdf", "x"),
            ("1-a/drawing.svg", "x"),
            ("1-a/slides.pptx", "x"),
            ("1-a/clip.mp4", "x"),
            ("1-a/sound.mp3", "x"),
        ],
        r#"
            1-a/1-x.md
              video 1-a/clip.mp4 (Body)
              pdf "Sheet" 1-a/sheet.pdf
              pptx "The slides" 1-a/slides.pptx
              | <p><a href="[1-a/sheet.pdf]">sheet.pdf</a></p>
              | <img src="[1-a/drawing.svg]" alt="A drawing">
              | <a href="[1-a/slides.pptx]">The slides</a>
              |
              | <audio src="[1-a/sound.mp3]" controls=""></audio>
              | <p>Words no.pdf end.</p>
            error[broken-link] 1-a/1-x.md:11:21: the link target `no.pdf` does not exist
              ^ no such file in `1-a/`
        "#,
    );
}

#[test]
fn a_page_in_a_frame_is_removed_with_a_finding_and_belongs_to_the_lesson() {
    check(
        &[("1-x.md", "Text.\n\n<iframe src=\"demo/index.html\"></iframe>"), ("demo/index.html", "x")],
        "
            1-x.md
              | <p>Text.</p>
            warning[unsupported-syntax] 1-x.md:3:1: the embed of `demo/index.html` is removed
              = link to the file, or embed an address that begins with `https:`
        ",
    );
}

#[test]
fn a_background_picture_is_never_lost_without_a_finding() {
    check(
        &[
            (
                "1-a/1-x.md",
                "<div style=\"color: red; background-image: url('sky.png')\">Blue.</div>\n\n\
                 <table background=\"sea.png\"><tr><td>Deep.</td></tr></table>\n\n\
                 <div style=\"background: url(https://a.org/x.png)\">Far.</div>\n",
            ),
            ("1-a/sky.png", "x"),
            ("1-a/sea.png", "x"),
        ],
        r#"
            1-a/1-x.md
              | <div style="color:red">Blue.</div>
              | <table><tbody><tr><td>Deep.</td></tr></tbody></table>
              | <div>Far.</div>
            warning[unsupported-syntax] 1-a/1-x.md:1:1: the background picture `sky.png` is removed
              = show the picture as an image: `![the words](address)`
        "#,
    );
}

#[test]
fn a_file_that_a_component_names_is_no_lesson_of_its_own() {
    check(
        &[
            (
                "1-a/1-x.mdx",
                "Text.\n\n<Player src=\"./knife.mp4\" poster=\"knife.png\" ratio=\"16.9\" />\n\n\
                 <Tabs><Clip file={'./onion.mp4'}>Words.</Clip></Tabs>\n",
            ),
            ("1-a/knife.mp4", "x"),
            ("1-a/knife.png", "x"),
            ("1-a/onion.mp4", "x"),
        ],
        "
            1-a/1-x.mdx
              video 1-a/knife.mp4 (Body)
              | <p>Text.</p>
              |
              | <p>Words.</p>
            warning[unused-file] 1-a: no lesson uses `knife.png`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
            warning[unsupported-syntax] 1-a/1-x.mdx:5:7: `<Clip>` is not an HTML element and is removed
              = replace it with Markdown
        ",
    );
}
