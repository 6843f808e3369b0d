//! `MyST`, Jupyter Book, Sphinx with Markdown.

use super::{Case, check};

/// A cell of a table.
macro_rules! cell {
    ($tag:literal, $inside:literal) => {
        concat!("<", $tag, " style=\"border:1px solid #d0d7de;padding:6px 13px\">", $inside, "</", $tag, ">")
    };
}

macro_rules! table {
    ([$($head:literal),*], [$($cell:literal),*]) => {
        concat!(
            "<table style=\"border-collapse:collapse\"><thead><tr>",
            $(cell!("th", $head),)*
            "</tr></thead><tbody>\n<tr>",
            $(cell!("td", $cell),)*
            "</tr>\n</tbody></table>\n"
        )
    };
}

const IMAGE: &[(&str, &str)] = &[("image.png", "png")];

const BOX: Case = Case { what: "{note}", becomes: "box", ..Case::PLAIN };
const DROPDOWN: Case = Case { what: ":::{dropdown} Title", becomes: "details", ..Case::PLAIN };
const TABS: Case = Case {
    what: "::::{tab-set} with :::{tab-item} Label",
    becomes: "labels in bold, each over its content",
    ..Case::PLAIN
};
const CARD: Case =
    Case { what: ":::{card} Title", becomes: "title in bold, then the content", ..Case::PLAIN };
const FIGURE: Case =
    Case { what: "{figure} image.png", becomes: "figure with its caption", files: IMAGE, ..Case::PLAIN };
const PICTURE: Case = Case { what: "{image} image.png", becomes: "image", files: IMAGE, ..Case::PLAIN };
const PLAYER: Case = Case { what: "{youtube} ID", becomes: "player", ..Case::PLAIN };
const CODE: Case = Case { what: "{code-cell} python", becomes: "code", ..Case::PLAIN };
const LITERAL: Case = Case {
    what: "{literalinclude} file.py",
    becomes: "the file's text as code",
    files: &[("file.py", "one\ntwo\n```three\n")],
    ..Case::PLAIN
};
const MATH: Case = Case { what: "{math}", becomes: "formula", ..Case::PLAIN };
const INCLUDE: Case = Case {
    what: "{include} part.txt",
    becomes: "the file's text",
    files: &[
        ("part.txt", "Text *here*.\n\n:::{tip}\nInner.\n:::\n"),
        ("loop.txt", "```{include} loop.txt\n```\n"),
    ],
    ..Case::PLAIN
};
const TABLE: Case = Case { what: "{list-table} Title", becomes: "table", ..Case::PLAIN };
const NOTHING: Case = Case { what: "{toctree}", becomes: "nothing", ..Case::PLAIN };
const UNKNOWN: Case = Case { what: "{other}", becomes: "its content, with a warning", ..Case::PLAIN };
const COMMENT: Case = Case { what: "% comment", becomes: "nothing, and `check` says so", ..Case::PLAIN };
const BREAK: Case = Case { what: "+++", becomes: "nothing", ..Case::PLAIN };
const ROLE: Case = Case { what: "{kbd}", becomes: "key, and so on for each role", ..Case::PLAIN };
const REF: Case =
    Case { what: "{ref}", becomes: "link to the place with `(label)=` on the page", ..Case::PLAIN };
const DOC: Case = Case {
    what: "{doc}",
    becomes: "link to the lesson, with its title",
    files: &[("other.md", "# The *other* page\n\nText.\n")],
    ..Case::PLAIN
};
const DOWNLOAD: Case = Case {
    what: "{download}",
    becomes: "link to the material",
    files: &[("file.zip", "zip")],
    ..Case::PLAIN
};
const SUBSTITUTION: Case =
    Case { what: "{{ substitution }}", becomes: "text, with a warning", ..Case::PLAIN };
const EQUATION: Case = Case { what: "$$ (label)", becomes: "the formula", ..Case::PLAIN };

pub(super) const CASES: &[Case] = &[
    Case {
        text: "Before.\n```{note}\nInside *md*.\n\n- item\n```\nAfter.\n",
        body: concat!(
            "<p>Before.</p>\n",
            note!("Note", "<p>Inside <em>md</em>.</p>\n<ul>\n<li>item</li>\n</ul>\n"),
            "<p>After.</p>\n"
        ),
        ..BOX
    },
    Case {
        text: "Before.\n\n```{note}\nInside.\n\nAfter.\n",
        body: concat!("<p>Before.</p>\n", note!("Note", "<p>Inside.</p>\n<p>After.</p>\n")),
        findings: &["warning[unclosed-block] at \"```{note}\""],
        ..BOX
    },
    Case {
        text: "````{note}\nInside.\n\n```\na\n```\n```\n\nAfter.\n",
        body: concat!(note!("Note", "<p>Inside.</p>\n<pre><code>a\n</code></pre>\n"), "<p>After.</p>\n"),
        findings: &["warning[unclosed-block] at \"````{note}\""],
        ..BOX
    },
    Case {
        text: "````{tip}\nOuter.\n\n```{seealso} Title\n:class: x\n:name: y\n\nInner.\n```\n\n```py\n:::{note}\n```\n````\n",
        body: tip!(
            "Tip",
            concat!(
                "<p>Outer.</p>\n",
                note!("Title", "<p>Inner.</p>\n"),
                "<pre><code class=\"language-py\">:::{note}\n</code></pre>\n"
            )
        ),
        ..BOX
    },
    Case {
        text: ":::{admonition} My *title*\n:class: tip\nInside.\n:::\n\n::: {hint} All of it is the text.\n:::\n\n~~~{note} The text begins here\nand goes on.\n~~~\n",
        body: concat!(
            tip!("My title", "<p>Inside.</p>\n"),
            tip!("Tip", "<p>All of it is the text.</p>\n"),
            note!("Note", "<p>The text begins here\nand goes on.</p>\n")
        ),
        ..BOX
    },
    Case {
        text: "- item\n\n  ```{note}\n  ---\n  class: x\n  ---\n  Inside.\n  ```\n\n- second\n",
        body: concat!(
            "<ul>\n<li>\n<p>item</p>\n",
            note!("Note", "<p>Inside.</p>\n"),
            "</li>\n<li>\n<p>second</p>\n</li>\n</ul>\n"
        ),
        ..BOX
    },
    Case {
        text: "1. ```{note}\n   Inside.\n   ```\n2. second\n\n> ```{note}\n> Quoted.\n> ```\n",
        body: concat!(
            "<ol>\n<li>\n",
            note!("Note", "Inside.\n"),
            "</li>\n<li>second</li>\n</ol>\n<blockquote>\n",
            note!("Note", "<p>Quoted.</p>\n"),
            "</blockquote>\n"
        ),
        ..BOX
    },
    Case {
        text: "```{exercise} Bake\n:label: bake\nBake it.\n```\n\n```{solution} bake\n:class: dropdown\nDone.\n```\n\n```{prf:theorem} Dough\nIt rises.\n```\n",
        body: concat!(
            tip!("Exercise: Bake", "<p>Bake it.</p>\n"),
            details!("Solution", "<p>Done.</p>\n"),
            note!("Theorem: Dough", "<p>It rises.</p>\n")
        ),
        ..BOX
    },
    Case {
        text: "A `{note}` and {note} here.\n\n````md\n```{note}\nan example\n```\n````\n\n```{}\nx\n```\n",
        body: "<p>A <code>{note}</code> and {note} here.</p>\n<pre><code class=\"language-md\">```{note}\nan example\n```\n</code></pre>\n<pre><code>x\n</code></pre>\n",
        ..BOX
    },
    Case {
        text: ":::{dropdown} More\n:open:\nInside.\n:::\n\n```{note}\n:class: dropdown\nFolded.\n```\n\n```{toggle}\nOld.\n```\n",
        body: concat!(
            "<details open=\"\">\n<summary>More</summary>\n<p>Inside.</p>\n</details>\n",
            details!("Note", "<p>Folded.</p>\n"),
            details!("Details", "<p>Old.</p>\n")
        ),
        ..DROPDOWN
    },
    Case {
        text: "::::{tab-set}\n:sync-group: a\n:::{tab-item} One `b`\n:sync: one\nFirst.\n:::\n:::{tab-item} Two\n```{code-block} python\nx\n```\n:::\n::::\n",
        body: "<p><strong>One b</strong></p>\n<p>First.</p>\n<p><strong>Two</strong></p>\n<pre><code class=\"language-python\">x\n</code></pre>\n",
        ..TABS
    },
    Case {
        text: "::::{grid} 1 2 2 3\n:gutter: 2\n\n:::{grid-item-card} One\n:link: https://example.org\nText.\n+++\nFooter.\n:::\n\n:::{card} Two\nHead.\n^^^\nText.\n:::\n::::\n",
        body: "<p><strong><a href=\"https://example.org\">One</a></strong></p>\n<p>Text.</p>\n<p>Footer.</p>\n<p><strong>Two</strong></p>\n<p>Head.</p>\n<p>Text.</p>\n",
        ..CARD
    },
    Case {
        text: "```{figure} image.png\n:alt: A map\n:width: 300px\n:align: center\n:name: fig\n\nThe *caption*.\n```\n",
        body: "<figure>\n<p><img src=\"upload://image.png\" alt=\"A map\" width=\"300\"></p>\n<figcaption>\n<p>The <em>caption</em>.</p>\n</figcaption>\n</figure>\n",
        ..FIGURE
    },
    Case {
        text: ":::{figure} ./image.png\n---\nwidth: 50%\n---\nThe *caption*.\n:::\n\n:::{figure-md} label\n![A map](image.png)\n\nBelow.\n:::\n",
        body: "<figure>\n<p><img src=\"upload://image.png\" alt=\"The caption.\" width=\"50%\"></p>\n<figcaption>\n<p>The <em>caption</em>.</p>\n</figcaption>\n</figure>\n\
               <figure>\n<p><img src=\"upload://image.png\" alt=\"A map\"></p>\n<p>Below.</p>\n</figure>\n",
        ..FIGURE
    },
    Case {
        text: "```{figure} #cell\nThe caption.\n```\n\n```{figure} gone.png\nThe caption.\n```\n",
        body: "<figure>\n<figcaption>\n<p>The caption.</p>\n</figcaption>\n</figure>\n<figure>\n<p>The caption.</p>\n<figcaption>\n<p>The caption.</p>\n</figcaption>\n</figure>\n",
        findings: &[
            "warning[unsupported-syntax] at \"```{figure} #cell\"",
            "error[missing-image] at \"gone.png\"",
        ],
        ..FIGURE
    },
    Case {
        text: "```{image} image.png\n:alt: A map\n:target: https://example.org\n```\n\n1. item\n\n   ```{image} image.png\n   :alt: A map\n   ```\n",
        body: "<p><a href=\"https://example.org\"><img src=\"upload://image.png\" alt=\"A map\"></a></p>\n<ol>\n<li>\n<p>item</p>\n<p><img src=\"upload://image.png\" alt=\"A map\"></p>\n</li>\n</ol>\n",
        ..PICTURE
    },
    Case {
        text: "```{youtube} dQw4w9WgXcQ\n```\n\n:::{iframe} https://example.org/x\n:width: 100%\nBelow.\n:::\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n<iframe src=\"https://example.org/x\" referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>\n<p>Below.</p>\n",
        ..PLAYER
    },
    Case {
        text: "```{code-cell} ipython3\n:tags: [hide-input]\n\nprint(1)\n```\n\n```{code-block} python\n---\ncaption: |\n  A *title*\nlineno-start: 3\n---\na = 1\n\n:b: 2\n```\n\n:::{code} js\n```a\n```\n:::\n\n```{code-cell}\n---\ntags:\n  - remove-input\n---\nsecret\n```\n",
        body: concat!(
            details!("Show the code", "<pre><code class=\"language-python\">print(1)\n</code></pre>\n"),
            "<p><strong>A title</strong></p>\n<pre><code class=\"language-python\">a = 1\n\n:b: 2\n</code></pre>\n",
            "<pre><code class=\"language-js\">```a\n```\n</code></pre>\n"
        ),
        findings: &["info[private-comment] at \"```{code-cell}\""],
        ..CODE
    },
    Case {
        text: "```{python}\n1\n```\n\n```{r, echo=FALSE}\n2\n```\n\n50 % of it\n% is text\n",
        body: "<pre><code class=\"language-python\">1\n</code></pre>\n<pre><code class=\"language-r\">2\n</code></pre>\n<p>50 % of it\n% is text</p>\n",
        ..CODE
    },
    Case {
        text: "```{literalinclude} file.py\n:lines: 1,3\n```\n\n```{literalinclude} gone.py\n```\n",
        body: "<pre><code class=\"language-py\">one\n```three\n</code></pre>\n",
        findings: &["error[broken-link] at \"```{literalinclude} gone.py\""],
        ..LITERAL
    },
    Case {
        text: "```{math}\n:label: eq\n\na = b\n\nc\n```\n\n:::{math} d\n:::\n",
        body: "<p><span class=\"math display\">$$\na = b\nc\n$$</span></p>\n<p><span class=\"math display\">$$\nd\n$$</span></p>\n",
        findings: &["info[math-formulas] at \"```{math}\\n:label: eq\\n\\na = b\\n\\nc\\n```\""],
        ..MATH
    },
    Case {
        text: "Before.\n\n```{include} part.txt\n```\n\n```{include} gone.txt\n```\n\n```{include} loop.txt\n```\n",
        body: concat!("<p>Before.</p>\n<p>Text <em>here</em>.</p>\n", tip!("Tip", "<p>Inner.</p>\n")),
        findings: &[
            "error[broken-link] at \"```{include} gone.txt\"",
            "error[broken-link] at \"```{include} loop.txt\\n```\"",
        ],
        ..INCLUDE
    },
    Case {
        text: "```{list-table} Title\n:header-rows: 1\n\n* - A\n  - B | C\n* - `d`\n  - e\n    f\n```\n",
        body: concat!("<p><strong>Title</strong></p>\n", table!(["A", "B | C"], ["<code>d</code>", "e f"])),
        ..TABLE
    },
    Case {
        text: "```{csv-table}\n:header: \"A\", B\n\n\"x, y\", 2\n```\n\n```{table} Title\n| A |\n| --- |\n| b |\n```\n",
        body: concat!(
            table!(["A", "B"], ["x, y", "2"]),
            "<p><strong>Title</strong></p>\n",
            table!(["A"], ["b"])
        ),
        ..TABLE
    },
    Case {
        text: "```{list-table}\n* - A\n  - - nested\n```\n\n```{list-table}\n* - A\n\n    - nested\n```\n",
        body: "<ul>\n<li>\n<ul>\n<li>A</li>\n<li>\n<ul>\n<li>nested</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>\n<ul>\n<li>\n<p>A</p>\n<ul>\n<li>nested</li>\n</ul>\n</li>\n</ul>\n</li>\n</ul>\n",
        findings: &["warning[unsupported-syntax] at \"```{list-table}\""],
        ..TABLE
    },
    Case {
        text: "```{toctree}\n:maxdepth: 2\na\nb\n```\n\n```{tableofcontents}\n```\n\n```{contents}\n:local:\n```\n\n```{bibliography}\n```\n\nText.\n\n```{index} word\n```\n",
        body: "<p>Text.</p>\n",
        ..NOTHING
    },
    Case {
        text: "```{eval-rst}\n.. note:: x\n```\n\n```{py:function} f(x)\nDoes it.\n```\n\n```{note}\na\n```\n\n:::{mine}\nInside.\n:::\n",
        body: concat!(
            "<pre><code class=\"language-rst\">.. note:: x\n</code></pre>\n<p><strong>f(x)</strong></p>\n<p>Does it.</p>\n",
            note!("Note", "<p>a</p>\n"),
            "<p>Inside.</p>\n"
        ),
        findings: &[
            "warning[unsupported-syntax] at \"```{eval-rst}\"",
            "warning[unsupported-syntax] at \"```{py:function} f(x)\"",
            "warning[unsupported-syntax] at \":::{mine}\"",
        ],
        ..UNKNOWN
    },
    Case {
        text: "Text.\n% Ask Ana.\n%Again.\nMore.\n\n    % code\n\n```{note}\n% Inside.\nShown \\% 5\n```\n",
        body: concat!(
            "<p>Text.</p>\n<p>More.</p>\n<pre><code>% code\n</code></pre>\n",
            note!("Note", "<p>Shown % 5</p>\n")
        ),
        findings: &["info[private-comment] at \"% Ask Ana.\""],
        ..COMMENT
    },
    Case {
        text: "```{todo}\nNot yet.\n```\n\nText.\n",
        body: "<p>Text.</p>\n",
        findings: &["info[private-comment] at \"```{todo}\""],
        ..COMMENT
    },
    Case {
        text: "Text.\n\n% text\n\n100\n% of it\n",
        body: "<p>Text.</p>\n<p>% text</p>\n<p>100\n% of it</p>\n",
        ..COMMENT
    },
    Case {
        text: "One.\n\n+++\n\nTwo.\n\n+++ {\"tags\": []}\n\nThree.\n",
        body: "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n",
        files: &[("myst.yml", "version: 1\n")],
        ..BREAK
    },
    Case { text: "One.\n\n+++\n\nTwo.\n", body: "<p>One.</p>\n<p>+++</p>\n<p>Two.</p>\n", ..BREAK },
    // Brackets are text, and no formula.
    Case {
        text: "{guilabel}`File (x)`, {index}`a (b)`, {sub}`(x)`, {kbd}`[y]`, {term}`x [y](z)`, a[b]{term}`(c)` \\(a^2\\).\n",
        body: "<p><strong>File (x)</strong>, a (b), <sub>(x)</sub>, <kbd>[y]</kbd>, x [y](z), a[b](c) <span class=\"math inline\">\\(a^2\\)</span>.</p>\n",
        findings: &["info[math-formulas] at \"\\\\(a^2\\\\)\""],
        ..ROLE
    },
    Case {
        text: "As {cite}`a2020` says.\n",
        body: "<p>As (a2020) says.</p>\n",
        findings: &["warning[unsupported-syntax] at \"{cite}`a2020`\""],
        ..ROLE
    },
    Case {
        text: "{kbd}`Ctrl`, H{sub}`2`O, 1{sup}`st`, {abbr}`MyST (Markedly *S*)`, {math}`a_1`, {guilabel}`Save --> As`, {file}`a_b.c`, {py:func}`~a.b <c.d>`, {term}`yeast`, {octicon}`star;1em` {bdg-primary}`new`\n",
        body: "<p><kbd>Ctrl</kbd>, H<sub>2</sub>O, 1<sup>st</sup>, <abbr title=\"Markedly *S*\">MyST</abbr>, <span class=\"math inline\">$a_1$</span>, <strong>Save → As</strong>, <code>a_b.c</code>, <code>~a.b</code>, yeast,  new</p>\n",
        findings: &["info[math-formulas] at \"{math}`a_1`\""],
        ..ROLE
    },
    Case {
        text: "{cite}`key` and {mine}`a *b*` and `{kbd}`.\n\n```{note}\na\n```\n",
        body: concat!("<p>(key) and a *b* and <code>{kbd}</code>.</p>\n", note!("Note", "<p>a</p>\n")),
        findings: &[
            "warning[unsupported-syntax] at \"{cite}`key`\"",
            "warning[unsupported-syntax] at \"{mine}`a *b*`\"",
        ],
        ..ROLE
    },
    Case {
        text: "Text {mine}`a` and \\{kbd}`b`.\n",
        body: "<p>Text {mine}<code>a</code> and {kbd}<code>b</code>.</p>\n",
        ..ROLE
    },
    Case {
        text: "Text.\n\n(My Part)=\n## The *part*\n\n(unused)=\nSee {ref}`my part`, {ref}`this <My Part>`, [](#my-part), [there](project:#my-part), {ref}`gone <x>` and {ref}`other-page`.\n\n```{figure} image.png\n:name: fig\nCaption.\n```\n{numref}`fig`, {numref}`Fig. %s <fig>`, [](#fig)\n",
        body: "<p>Text.</p>\n<div id=\"my-part\"></div>\n<h2 id=\"the-part\">The <em>part</em></h2>\n\
               <p>See <a href=\"#my-part\">The part</a>, <a href=\"#my-part\">this</a>, <a href=\"#my-part\">The part</a>, <a href=\"#my-part\">there</a>, gone and Other page.</p>\n\
               <div id=\"fig\"></div>\n<figure>\n<p><img src=\"upload://image.png\" alt=\"Caption.\"></p>\n<figcaption>\n<p>Caption.</p>\n</figcaption>\n</figure>\n\
               <p><a href=\"#fig\">Figure</a>, <a href=\"#fig\">Fig.</a>, <a href=\"#fig\">Caption.</a></p>\n",
        findings: &[
            "info[internal-link-dropped] at \"{ref}`gone <x>`\"",
            "warning[unsupported-syntax] at \"{ref}`other-page`\"",
        ],
        files: IMAGE,
        ..REF
    },
    Case {
        text: "[the paper](doi:10.1000/1), <wiki:Bread>, [](https://example.org/a), [other](inv:python#x)\n\n```{note}\na\n```\n",
        body: concat!(
            "<p><a href=\"https://doi.org/10.1000/1\">the paper</a>, <a href=\"https://en.wikipedia.org/wiki/Bread\">Bread</a>, \
             <a href=\"https://example.org/a\">https://example.org/a</a>, other</p>\n",
            note!("Note", "<p>a</p>\n")
        ),
        findings: &["info[internal-link-dropped] at \"[other](inv:python#x)\""],
        ..REF
    },
    Case {
        text: "Text.\n\n(a remark)= b\n\n(not a label)=\n\n`(x)=`\n",
        body: "<p>Text.</p>\n<p>(a remark)= b</p>\n<p>(not a label)=</p>\n<p><code>(x)=</code></p>\n",
        ..REF
    },
    Case {
        text: "{doc}`other`, {doc}`text <other>`, [](other.md), {doc}`/other` and [](other).\n\n```{note}\na\n```\n",
        body: concat!(
            "<p>The other page, text, The other page, The other page and The other page.</p>\n",
            note!("Note", "<p>a</p>\n")
        ),
        findings: &["info[internal-link-dropped] at \"other\""],
        ..DOC
    },
    Case {
        text: "{download}`the file <file.zip>` and {download}`file.zip`\n",
        body: "<p><a href=\"upload://file.zip\">the file</a> and <a href=\"upload://file.zip\">file.zip</a></p>\n",
        ..DOWNLOAD
    },
    Case {
        text: "Use {{ version }}.\n\n```{note}\na\n```\n",
        body: concat!("<p>Use {{ version }}.</p>\n", note!("Note", "<p>a</p>\n")),
        findings: &["warning[unsupported-syntax] at \"{{ version }}\""],
        ..SUBSTITUTION
    },
    Case {
        text: "$$\na\n$$ (eq)\n\n$$ b $$ (other)\n\nSee {eq}`eq`.\n\n```{note}\na\n```\n",
        body: concat!(
            "<p><span class=\"math display\">$$\na\n$$</span></p>\n<div id=\"eq\"></div>\n\
             <p><span class=\"math display\">$$ b $$</span></p>\n<p>See <a href=\"#eq\">Equation</a>.</p>\n",
            note!("Note", "<p>a</p>\n")
        ),
        findings: &["info[math-formulas] at \"$$\\na\\n$$\""],
        ..EQUATION
    },
    Case {
        text: "- a\n\n  ````{dropdown} More\n  :open:\n\n  ``````{note} The note\n  inside\n  ``````\n  ````\n\nbehind\n",
        body: concat!(
            "<ul>\n<li>\n<p>a</p>\n<details open=\"\">\n<summary>More</summary>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" \
             style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n<p>The note\ninside</p>\n</blockquote>",
            "</details>\n\n</li>\n</ul>\n<p>behind</p>\n"
        ),
        findings: &["warning[unclosed-block] at \"``````{note} The note\""],
        ..DROPDOWN
    },
    Case {
        text: "```{note}\n---\n\nText.\n\n---\n```\n\n```{note}\n---\nclass: x\n\nname: y\n---\nText.\n```\n",
        body: concat!(note!("Note", "<hr>\n<p>Text.</p>\n<hr>\n"), note!("Note", "<p>Text.</p>\n")),
        ..BOX
    },
    Case {
        text: "```{include} parts/part.txt\n:relative-images:\n```\n",
        body: "<p><img src=\"upload://parts/img/dough.png\" alt=\"Dough\"></p>\n",
        files: &[("parts/part.txt", "![Dough](img/dough.png)\n"), ("parts/img/dough.png", "png")],
        ..INCLUDE
    },
    Case {
        text: "````{dropdown} One\n``````{note}\ninside\n``````\n\n<details>\n\nText.\n\n</details>\n````\n\n````{dropdown} Two\nWords.\n````\n",
        body: "<details>\n<summary>One</summary>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n<p>inside</p>\n</blockquote></details>\n<details>\n<p>Text.</p>\n</details>\n````\n<pre><code class=\"language-dropdown\">Words.\n</code></pre>\n\n",
        findings: &[
            "warning[unclosed-block] at \"``````{note}\"",
            "warning[unsupported-syntax] at \"````{dropdown} Two\"",
        ],
        ..DROPDOWN
    },
];

#[test]
fn cases() {
    check(CASES);
}
