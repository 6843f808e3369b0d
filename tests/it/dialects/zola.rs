//! Zola.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[Case {
    what: "{{ youtube(id=\"dQw4w9WgXcQ\") }}",
    becomes: "player",
    text: "# Lesson\n\n{{ youtube(id=\"dQw4w9WgXcQ\", autoplay=true) }}\n\n{{ vimeo(id=\"76979871\") }}\n\nText {{ name(id=1) }} and `{{ youtube(id=\"x\") }}`.\n",
    body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://player.vimeo.com/video/76979871\" title=\"Vimeo video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://vimeo.com/76979871\">Vimeo video</a></p>\n<p>Text {{ name(id=1) }} and <code>{{ youtube(id=\"x\") }}</code>.</p>\n",
    ..Case::PLAIN
}];

#[test]
fn cases() {
    check(CASES);
}
