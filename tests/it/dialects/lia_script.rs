//! `LiaScript`.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "!?[text](address)",
        becomes: "player",
        text: "# Lesson\n\nA.\n\n!?[Intro](https://www.youtube.com/watch?v=dQw4w9WgXcQ)\n\n!?[clip](clip.mp4)\n\nInline !?[Intro](https://www.youtube.com/watch?v=dQw4w9WgXcQ) here.\n",
        body: "<p>A.</p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"Intro\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">Intro (YouTube)</a></p>\n\n<p>Inline <a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">Intro</a> here.</p>\n",
        files: &[("clip.mp4", "mp4")],
        ..Case::PLAIN
    },
    Case {
        what: "?[text](sound.mp3)",
        becomes: "audio player",
        text: "# Lesson\n\n?[sound](sound.mp3) Really?[x](https://a.b)\n",
        body: "<p><audio src=\"upload://sound.mp3\" controls=\"\" title=\"sound\"></audio> Really?<a href=\"https://a.b\">x</a></p>\n",
        files: &[("sound.mp3", "mp3")],
        ..Case::PLAIN
    },
    Case {
        what: "??[text](address)",
        becomes: "link",
        text: "# Lesson\n\nSee ??[demo](https://example.org/demo) now.\n",
        body: "<p>See <a href=\"https://example.org/demo\">demo</a> now.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "<!-- author: name -->",
        becomes: "nothing",
        text: "<!--\nauthor: Ana\nversion: 1.0\n-->\n\n# Lesson\n\nText.\n",
        body: "<p>Text.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[[solution]]",
        becomes: "text, with a warning",
        text: "<!--\nauthor: Ana\nversion: 1.0\n-->\n\n# Lesson\n\nBread is\n\n[[rye]]\n",
        body: "<p>Bread is</p>\n<p>[[rye]]</p>\n",
        findings: &["warning[unsupported-syntax] at \"[[\""],
        ..Case::PLAIN
    },
    Case {
        what: "[(X)] right",
        becomes: "text, with a warning",
        text: "<!--\nversion: 1.0\n-->\n\n# Lesson\n\n[( )] wheat\n[(X)] rye\n",
        body: "<p>[( )] wheat\n[(X)] rye</p>\n",
        findings: &["warning[unsupported-syntax] at \"[( )]\""],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
