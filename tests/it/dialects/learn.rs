//! Microsoft Learn.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "> [!VIDEO address]",
        becomes: "player",
        text: "# Lesson\n\n> [!TIP]\n> [!VIDEO https://example.org/v]\n> Text.\n\n[!VIDEO text]\n\n> Text.\n>\n> `[!VIDEO a]`\n",
        body: concat!(
            tip!("Tip", "<p><a href=\"https://example.org/v\">https://example.org/v</a>\nText.</p>\n"),
            "<p>[!VIDEO text]</p>\n<blockquote>\n<p>Text.</p>\n<p><code>[!VIDEO a]</code></p>\n</blockquote>\n"
        ),
        ..Case::PLAIN
    },
    Case {
        what: "> [!VIDEO address]",
        becomes: "player",
        text: "# Lesson\n\n> [!VIDEO https://www.youtube.com/embed/dQw4w9WgXcQ]\n\n> [!VIDEO https://learn-video.azurefd.net/vod/player?id=1_2_3]\n\n> [!VIDEO clip.mp4]\n> Text.\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n<p><a href=\"https://learn-video.azurefd.net/vod/player?id=1_2_3\">https://learn-video.azurefd.net/vod/player?id=1_2_3</a></p>\n\n<p>Text.</p>\n",
        files: &[("clip.mp4", "mp4")],
        ..Case::PLAIN
    },
    Case {
        what: "> [!VIDEO address]",
        becomes: "player",
        text: "# Lesson\n\n> [!TIP]\n> Text.\n> [!VIDEO https://www.youtube.com/embed/dQw4w9WgXcQ]\n",
        body: tip!(
            "Tip",
            "<p>Text.</p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n"
        ),
        ..Case::PLAIN
    },
    Case {
        what: ":::image source=\"image.png\" alt-text=\"text\":::",
        becomes: "image",
        text: "# Lesson\n\n:::image type=\"content\" source=\"image.png\" alt-text=\"A [loaf].\":::\n\n1. Bake :::image source=\"image.png\" alt-text=\"b\":::\n\n:::image type=\"complex\" source=\"image.png\" alt-text=\"c\":::\n  Long text.\n:::image-end:::\n\n`:::image source=\"x\":::`\n",
        body: "<p><img src=\"upload://image.png\" alt=\"A [loaf].\"></p>\n<ol>\n<li>Bake <img src=\"upload://image.png\" alt=\"b\"></li>\n</ol>\n<p><img src=\"upload://image.png\" alt=\"c\">\nLong text.</p>\n<p><code>:::image source=\"x\":::</code></p>\n",
        files: &[("image.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: ":::row:::",
        becomes: "its contents",
        text: "# Lesson\n\n:::row:::\n:::column span=\"2\":::\nLeft.\n:::column-end:::\n:::row-end:::\n\n::: zone pivot=\"a\"\n\nZone.\n\n::: zone-end\n\n:::zone pivot=\"b\"\n\nB.\n\n:::zone-end\n",
        body: "<p>Left.</p>\n<p>Zone.</p>\n<p>B.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[!INCLUDE [title](part.md)]",
        becomes: "the file's text",
        text: "# Lesson\n\n[!INCLUDE [part](parts/part.md)]\n\nA [!include[x](parts/word.md)] b. `[!INCLUDE [a](b.md)]`\n\nB [!INCLUDE [none](none.md)].\n",
        body: "<p>Part <em>one</em>.</p>\n<p>A word b. <code>[!INCLUDE [a](b.md)]</code></p>\n<p>B .</p>\n",
        findings: &["error[broken-link] at \"[!INCLUDE [none](none.md)]\""],
        files: &[("parts/part.md", "---\ntitle: x\n---\nPart *one*.\n"), ("parts/word.md", "word\n")],
        ..Case::PLAIN
    },
    Case {
        what: "> [!div class=\"name\"]",
        becomes: "its contents",
        text: "# Lesson\n\n> [!div class=\"nextstepaction\"]\n> [Next](https://a.b)\n\n> [!div class=\"checklist\"]\n> * one\n",
        body: "<p><a href=\"https://a.b\">Next</a></p>\n<ul>\n<li>one</li>\n</ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "# [Label](#tab/id)",
        becomes: "its contents, below the label",
        text: "# Lesson\n\n## [On *Linux*](#tab/linux)\n\nA.\n\n## [On Windows](#tab/windows)\n\nB.\n\n---\n\nC.\n\n---\n\n## [x](https://a.b)\n",
        body: "<p><strong>On Linux</strong></p>\n<p>A.</p>\n<p><strong>On Windows</strong></p>\n<p>B.</p>\n<p>C.</p>\n<hr>\n<h2 id=\"x\"><a href=\"https://a.b\">x</a></h2>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[!code-python[name](file.py)]",
        becomes: "text, with a warning",
        text: "# Lesson\n\n[!code-python[main](main.py)]\n",
        body: "<p>[!code-python<a href=\"upload://main.py\">main</a>]</p>\n",
        findings: &[
            "info[material-zipped] at \"\"",
            "warning[unsupported-syntax] at \"[!code-python[main](main.py)]\"",
        ],
        files: &[("main.py", "x")],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
