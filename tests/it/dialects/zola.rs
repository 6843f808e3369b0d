//! Zola.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{{ youtube(id=\"dQw4w9WgXcQ\") }}",
        becomes: "player",
        text: "# Lesson\n\n{{ youtube(id=\"dQw4w9WgXcQ\", autoplay=true) }}\n\n{{ vimeo(id=\"76979871\") }}\n\nText {{ name(id=1) }} and `{{ youtube(id=\"x\") }}`.\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://player.vimeo.com/video/76979871\" title=\"Vimeo video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://vimeo.com/76979871\">Vimeo video</a></p>\n<p>Text {{ name(id=1) }} and <code>{{ youtube(id=\"x\") }}</code>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{ image(src=\"x.png\") }}",
        becomes: "image",
        text: "# Lesson\n\n{{ image(src=\"x.png\", alt=\"D, e\") }}\n\nA {{ img(path='x.png', alt=\"D\", caption=\"Cap\") }} `{{ image(src=\"x.png\") }}`.\n",
        body: "<p><img src=\"upload://x.png\" alt=\"D, e\"></p>\n<p>A <img src=\"upload://x.png\" alt=\"D\"> Cap <code>{{ image(src=\"x.png\") }}</code>.</p>\n",
        findings: &[],
        name: "lesson.md",
        files: &[("x.png", "png")],
    },
    Case {
        what: "any other shortcode with a text",
        becomes: "text, with a warning",
        text: "# Lesson\n\nA {{ gallery(width=3, dir=\"a\") }} {{ youtube(list=\"b\") }} {{ url_for('x') }} {{ f(1) }}.\n",
        body: "<p>A {{ gallery(width=3, dir=\"a\") }} {{ youtube(list=\"b\") }} {{ url_for('x') }} {{ f(1) }}.</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"{{ gallery(width=3, dir=\\\"a\\\") }}\"",
            "warning[unsupported-syntax] at \"{{ youtube(list=\\\"b\\\") }}\"",
        ],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
