//! Obsidian.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "[[page]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\nSee [[Missing (x)]].\n",
        body: "<p>See Missing (x).</p>\n",
        findings: &["warning[not-a-lesson] at \"Missing (x)\""],
        files: &[(".obsidian/app.json", "{}")],
        ..Case::PLAIN
    },
    Case {
        what: "[[page]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\nSee [[Rye Bread]] and [[rye bread]].\n",
        body: "<p>See Rye Bread and rye bread.</p>\n",
        findings: &["info[internal-link-dropped] at \"Rye Bread\""],
        files: &[("part/Rye Bread.md", "# Rye\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "[[page]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\nSee [[part/rye.md]], [[nowhere]] and [[rye#^b1]].\n",
        body: "<p>See part/rye.md, nowhere and rye.</p>\n",
        findings: &["info[internal-link-dropped] at \"part/rye.md\"", "warning[not-a-lesson] at \"nowhere\""],
        files: &[("part/rye.md", "# Rye\n\nText.\n"), ("rye.md", "# Short\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "[[page|text]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\nSee [[rye|the *dark* bread]].\n\n| a | b |\n| --- | --- |\n| [[rye\\|dark]] | x |\n",
        body: "<p>See the <em>dark</em> bread.</p>\n<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th><th style=\"border:1px solid #d0d7de;padding:6px 13px\">b</th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">dark</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">x</td></tr>\n</tbody></table>\n",
        findings: &["info[internal-link-dropped] at \"rye\""],
        files: &[("rye.md", "# Rye\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "[[page#part]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\nSee [[rye#How to bake]] and [[rye#a_b|here]].\n",
        body: "<p>See rye &gt; How to bake and here.</p>\n",
        findings: &["info[internal-link-dropped] at \"rye#How to bake\""],
        files: &[("rye.md", "# Rye\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "[[#part]]",
        becomes: "link to the heading",
        text: "# Lesson\n\nSee [[#How to Bake]] or [[#How to Bake|below]].\n\n## How to Bake\n\nBake.\n",
        body: "<p>See <a href=\"#how-to-bake\">How to Bake</a> or <a href=\"#how-to-bake\">below</a>.</p>\n<h2 id=\"how-to-bake\">How to Bake</h2>\n<p>Bake.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[[missing]]",
        becomes: "text, with a warning",
        text: "# Lesson\n\nSee [[Wheat Bread]] and [[Node.js|this]].\n",
        body: "<p>See Wheat Bread and this.</p>\n",
        findings: &["warning[not-a-lesson] at \"Wheat Bread\""],
        ..Case::PLAIN
    },
    Case {
        what: "[[Prototype]]",
        becomes: "text, in a course without such links",
        text: "# Lesson\n\nIts [[Prototype]] and [[Call a]] *do*.\n",
        body: "<p>Its [[Prototype]] and [[Call a]] <em>do</em>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[[sheet.pdf]]",
        becomes: "link and material",
        text: "# Lesson\n\nSee [[sheet.pdf]] and [[sheet.pdf#page=3|page 3]].\n",
        body: "<p>See <a href=\"upload://files/sheet.pdf\">sheet.pdf</a> and <a href=\"upload://files/sheet.pdf#page=3\">page 3</a>.</p>\n",
        files: &[("files/sheet.pdf", "%PDF-1.7")],
        ..Case::PLAIN
    },
    Case {
        what: "[[ -f x ]]",
        becomes: "text",
        text: "# Lesson\n\nif [[ -f x ]]; a[[1]], [[1, 2]], \\[[rye]], [[toc]], `[[rye]]`, $[[x]]$ [[rye]](https://a.b), [[a][b]].\n\n    [[rye]]\n\n```sh\n[[rye]]\n```\n\n## Title [[rye]]\n\nText.\n",
        body: "<p>if [[ -f x ]]; a[[1]], [[1, 2]], [[rye]], [[toc]], <code>[[rye]]</code>, <span class=\"math inline\">$[[x]]$</span> <a href=\"https://a.b\">[rye]</a>, [[a][b]].</p>\n<pre><code>[[rye]]\n</code></pre>\n<pre><code class=\"language-sh\">[[rye]]\n</code></pre>\n<h2 id=\"rye\">Title</h2>\n<p>Text.</p>\n",
        files: &[("rye.md", "# Rye\n\nText.\n")],
        findings: &["info[math-formulas] at \"$[[x]]$\""],
        ..Case::PLAIN
    },
    Case {
        what: "![[image.png]]",
        becomes: "image",
        text: "# Lesson\n\n![[image.png]] and ![[Image.PNG|a loaf]]\n",
        body: "<p><img src=\"upload://assets/deep/image.png\" alt=\"\"> and <img src=\"upload://assets/deep/image.png\" alt=\"a loaf\"></p>\n",
        findings: &["warning[missing-alt] at \"![[image.png]]\"", "warning[unused-file] at \"\""],
        files: &[("assets/deep/image.png", "png"), ("other/deep/er/image.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "![[image.png|300]]",
        becomes: "image of that width",
        text: "# Lesson\n\n![[image.png|300]]\n\n![[image.png|a loaf|300x200]]\n\n| a |\n| --- |\n| ![[image.png\\|40]] |\n",
        body: "<p><img src=\"upload://assets/image.png\" alt=\"\" width=\"300\"></p>\n<p><img src=\"upload://assets/image.png\" alt=\"a loaf\" width=\"300\" height=\"200\"></p>\n<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\"><img src=\"upload://assets/image.png\" alt=\"\" width=\"40\"></td></tr>\n</tbody></table>\n",
        findings: &["warning[missing-alt] at \"![[image.png|300]]\""],
        files: &[("assets/image.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "![text|300](image.png)",
        becomes: "image of that width",
        text: "# Lesson\n\n![a loaf|300](image.png) ![a \\| b](image.png)\n",
        body: "<p><img src=\"upload://image.png\" alt=\"a loaf\" width=\"300\"> <img src=\"upload://image.png\" alt=\"a | b\"></p>\n",
        files: &[("image.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "![[clip.mp4]]",
        becomes: "video",
        text: "# Lesson\n\nOne.\n\n![[clip.mp4]]\n\nTwo ![[clip2.mp4]].\n",
        body: "<p>One.</p>\n\n<p>Two <video controls preload=\"metadata\" src=\"upload://media/clip2.mp4\"></video>\n.</p>\n",
        files: &[("media/clip.mp4", "mp4"), ("media/clip2.mp4", "mp4")],
        ..Case::PLAIN
    },
    Case {
        what: "![[sheet.pdf]]",
        becomes: "link and material",
        text: "# Lesson\n\n![[sheet.pdf]]\n",
        body: "<p><a href=\"upload://media/sheet.pdf\">sheet.pdf</a></p>\n",
        files: &[("media/sheet.pdf", "pdf")],
        ..Case::PLAIN
    },
    Case {
        what: "![[sound.mp3]]",
        becomes: "audio player",
        text: "# Lesson\n\n![[sound.mp3]]\n",
        body: "<p><audio src=\"upload://media/sound.mp3\" controls=\"\"></audio></p>\n",
        files: &[("media/sound.mp3", "mp3")],
        ..Case::PLAIN
    },
    Case {
        what: "![[note]]",
        becomes: "link, with a warning",
        text: "# Lesson\n\n![[rye]]\n\n![[rye#Part]]\n\n![[plan.canvas]]\n",
        body: "<p>rye</p>\n<p>rye &gt; Part</p>\n<p>plan.canvas</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"![[rye]]\"",
            "info[internal-link-dropped] at \"rye\"",
            "warning[unsupported-syntax] at \"![[plan.canvas]]\"",
            "warning[not-a-lesson] at \"plan.canvas\"",
        ],
        files: &[("rye.md", "# Rye\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "> [!any] Title",
        becomes: "box",
        text: "# Lesson\n\n> [!tip]Title *x*\n> Text.\n\n> [!tip]x\n",
        body: concat!(tip!("Title <em>x</em>", "<p>Text.</p>\n"), tip!("x", "")),
        ..Case::PLAIN
    },
    Case {
        what: "> [!any] Title",
        becomes: "box",
        text: "# Lesson\n\n> [!todo] Buy **flour**\n> Rye, please.\n\n> [!bug]\n> None.\n>\n> - item\n\n> [!my-box|wide] See [x](https://a.b)\n\n> [!NOTE] Mine\n> Text.\n\n> [!NOTE]\n> Text.\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Buy <strong>flour</strong></strong></p>\n<p>Rye, please.</p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-caution\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #cf222e\">\n<p><strong style=\"color:#cf222e\">Bug</strong></p>\n<p>None.</p>\n<ul>\n<li>item</li>\n</ul>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">See <a href=\"https://a.b\">x</a></strong></p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Mine</strong></p>\n<p>Text.</p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n<p>Text.</p>\n</blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "> [!any]- Title",
        becomes: "details",
        text: "# Lesson\n\n> [!faq]- Why?\n> Because.\n>\n> > [!tip] Inner\n> > Text.\n\n> [!tip]-\n> Text.\n",
        body: "<details>\n<summary>Why?</summary>\n<p>Because.</p>\n<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">Inner</strong></p>\n<p>Text.</p>\n</blockquote>\n</details>\n<details>\n<summary>Tip</summary>\n<p>Text.</p>\n</details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "> [!any]+ Title",
        becomes: "details, open",
        text: "# Lesson\n\n> [!success]+ Answer\n> 42\n",
        body: "<details open=\"\">\n<summary>Answer</summary>\n<p>42</p>\n</details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "> [!any] Title",
        becomes: "box",
        text: "# Lesson\n\n- a\n\n  > [!tip]+ Open ![x](https://a.b/x.png)\n  > [!not] one\n\n> [!info]\n\n> [!a b]\n> > [!c]- d\n> > - e\n>\n> f\n",
        body: "<ul>\n<li>\n<p>a</p>\n<details open=\"\">\n<summary>Open <img src=\"https://a.b/x.png\" alt=\"x\"></summary>\n<p>[!not] one</p>\n</details>\n</li>\n</ul>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">A b</strong></p>\n<details>\n<summary>d</summary>\n<ul>\n<li>e</li>\n</ul>\n</details>\n<p>f</p>\n</blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[[page]]",
        becomes: "link to the lesson",
        text: "# Lesson\n\n## About [[rye]]\n\n- pre[[rye]] [[1]] 看[[rye]]。\n\n<div>\n[[rye]]\n</div>\n\n[^1]\n\n[^1]: See [[rye]].\n",
        body: "<h2 id=\"about-rye\">About rye</h2>\n<ul>\n<li>prerye 1 看rye。</li>\n</ul>\n<div>\n[[rye]]\n</div>\n<p><sup><a href=\"#fn:1\">1</a></sup></p>\n<div class=\"footnote-definition\" id=\"fn:1\"><sup>1</sup>\n<p>See rye.</p>\n</div>\n",
        findings: &[
            "info[internal-link-dropped] at \"rye\"",
            "warning[not-a-lesson] at \"1\"",
            "warning[unsupported-syntax] at \"[[rye]]\"",
        ],
        files: &[(".obsidian/app.json", "{}"), ("rye.md", "# Rye\n\nText.\n")],
        ..Case::PLAIN
    },
    Case {
        what: "> [x] text",
        becomes: "quote",
        text: "# Lesson\n\n> [x] text\n\n> [!](https://a.b)\n\n> [!a](https://a.b) text\n\n> \\[!note] text",
        body: "<blockquote>\n<p>[x] text</p>\n</blockquote>\n<blockquote>\n<p><a href=\"https://a.b\">!</a></p>\n</blockquote>\n<blockquote>\n<p><a href=\"https://a.b\">!a</a> text</p>\n</blockquote>\n<blockquote>\n<p>[!note] text</p>\n</blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "==text==",
        becomes: "marked text",
        text: "# Lesson\n\nA ==very *good*== idea, a == b and c == d, x==1, ==这==是==重点==的, `==x==`.\n\n- ==a\n- b==\n",
        body: "<p>A <mark>very <em>good</em></mark> idea, a == b and c == d, x==1, <mark>这</mark>是<mark>重点</mark>的, <code>==x==</code>.</p>\n<ul>\n<li>==a</li>\n<li>b==</li>\n</ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "text ^id",
        becomes: "text",
        text: "# Lesson\n\nA quote. ^37066d\n\n- item ^my-item\n\nA power 2 ^10\n\n`x ^37066d`\n",
        body: "<p>A quote.</p>\n<ul>\n<li>item</li>\n</ul>\n<p>A power 2 ^10</p>\n<p><code>x ^37066d</code></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "%% comment %%",
        becomes: "nothing, with an info",
        text: "# Lesson\n\nA %% secret %% b %%more%% c.\n\n%%\nHidden.\n\n```sh\nx\n```\n%%\n\nShown 100%% of 50%% and %%time and %d%%.\n\n`%% a %%`\n\n```\n%% a %%\n```\n",
        body: "<p>A  b  c.</p>\n<p>Shown 100%% of 50%% and %%time and %d%%.</p>\n<p><code>%% a %%</code></p>\n<pre><code>%% a %%\n</code></pre>\n",
        findings: &["info[private-comment] at \"%% secret %%\""],
        ..Case::PLAIN
    },
    Case {
        what: "%% comment %%",
        becomes: "nothing, with an info",
        text: "# Lesson\n\nA (%%secret%%).\n\n%% never closed\n\nSecret.\n",
        body: "<p>A ().</p>\n",
        findings: &["info[private-comment] at \"%%secret%%\"", "warning[private-comment] at \"%%\""],
        files: &[(".obsidian/app.json", "{}")],
        ..Case::PLAIN
    },
    Case {
        what: "%% comment %%",
        becomes: "nothing, with an info",
        text: "# Lesson\n\n- a\n  - %%\n    b\n    %%\n- %% c %% d\n\n> %% e %%\n\n1. %%f%%\n2. g\n",
        body: "<ul>\n<li>a\n<ul>\n<li></li>\n</ul>\n</li>\n<li>\n d\n</li>\n</ul>\n<blockquote>\n</blockquote>\n<ol>\n<li></li>\n<li>g</li>\n</ol>\n",
        findings: &["info[private-comment] at \"%%\\n    b\\n    %%\""],
        ..Case::PLAIN
    },
    Case {
        what: "~~~dataview",
        becomes: "code, with a warning",
        text: "# Lesson\n\n```dataview\nTABLE a\n```\n",
        body: "<pre><code class=\"language-dataview\">TABLE a\n</code></pre>\n",
        findings: &["warning[unsupported-syntax] at \"```dataview\\nTABLE a\\n```\""],
        ..Case::PLAIN
    },
    Case {
        what: "[[alias]]",
        becomes: "link to the lesson",
        text: "See [[Sour bread]], [[old name|it]] and [[Sourest]].\n",
        body: "<p>See Sour bread, it and Sourest.</p>\n",
        findings: &["info[internal-link-dropped] at \"Sour bread\""],
        files: &[
            (".obsidian/app.json", "{}"),
            ("rye.md", "---\naliases: [sour Bread, Old name]\n---\n\nText.\n"),
            ("b.md", "---\nalias: Sourest\n---\n\nText.\n"),
        ],
        ..Case::PLAIN
    },
    Case {
        what: "[[page]] in HTML",
        becomes: "text, with a warning",
        text: "<div>\nSee [[rye]] and `[[a]]`.\n</div>\n\nText.\n\n<!-- [[b]] -->\n\n```\n[[c]]\n```\n",
        body: "<div>\nSee [[rye]] and `[[a]]`.\n</div>\n<p>Text.</p>\n<pre><code>[[c]]\n</code></pre>\n",
        findings: &["warning[unsupported-syntax] at \"[[rye]]\""],
        files: &[(".obsidian/app.json", "{}"), ("rye.md", "Text.\n")],
        ..Case::PLAIN
    },
    Case {
        what: ":emoji: in a quote",
        becomes: "emoji",
        text: "Text.\n> :tada: one\n> :tada: two\n\nMore\n> :tada:\n",
        body: "<p>Text.</p>\n<blockquote>\n<p>🎉 one\n🎉 two</p>\n</blockquote>\n<p>More</p>\n<blockquote>\n<p>🎉</p>\n</blockquote>\n",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
