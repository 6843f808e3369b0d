//! pandoc, Quarto, R Markdown.

use super::{Case, check};

const TABLE: &str = "table";

const QUARTO: &[(&str, &str)] = &[("_quarto.yml", "project:\n  type: book\n")];

pub(super) const CASES: &[Case] = &[
    Case {
        what: "a simple table",
        becomes: TABLE,
        text: "# Lesson\n\n  Right     Left     Center     Default\n-------     ------ ----------   -------\n     12     12        12            12\n    123     a b      123          *x*\n\nTable:  What it shows.\n",
        body: "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:right\">Right</th><th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">Left</th><th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">Center</th><th style=\"border:1px solid #d0d7de;padding:6px 13px\">Default</th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:right\">12</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">12</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">12</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">12</td></tr>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:right\">123</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">a b</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">123</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\"><em>x</em></td></tr>\n</tbody></table>\n<p>Table:  What it shows.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a simple table",
        becomes: TABLE,
        text: "# Lesson\n\n-----  -----\nFlour  500 g\nWater  350 g\n-----  -----\n\n: What it shows.\n",
        body: "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\"></th><th style=\"border:1px solid #d0d7de;padding:6px 13px\"></th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">Flour</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">500 g</td></tr>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">Water</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">350 g</td></tr>\n</tbody></table>\n<p>What it shows.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a multiline table",
        becomes: TABLE,
        text: "# Lesson\n\n-------------------------------\n Centered   Default\n  Header    Aligned\n----------- -------------------\n   First    row of a table\n            that has two lines.\n\n  Second    row\n-------------------------------\n\nText.\n",
        body: "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">Centered Header</th><th style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">Default Aligned</th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">First</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">row of a table that has two lines.</td></tr>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:center\">Second</td><td style=\"border:1px solid #d0d7de;padding:6px 13px;text-align:left\">row</td></tr>\n</tbody></table>\n<p>Text.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a grid table",
        becomes: TABLE,
        text: "# Lesson\n\n+-------+:-----:+\n| Fruit | Price |\n+=======+=======+\n| Pear  | 1 | 2 |\n+-------+-------+\n| Plum  | two   |\n|       | lines |\n+-------+-------+\n",
        body: "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">Fruit</th><th style=\"border:1px solid #d0d7de;padding:6px 13px\">Price</th></tr></thead><tbody>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">Pear</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">1 | 2</td></tr>\n<tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">Plum</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\">two lines</td></tr>\n</tbody></table>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a grid table",
        becomes: TABLE,
        text: "# Lesson\n\n- item\n\n  +-------+-------+\n  | - a   | c     |\n  | - b   |       |\n  |       | d     |\n  +-------+-------+\n  | over both     |\n  +-------+-------+\n",
        body: "<ul>\n<li>\n<p>item</p>\n<table style=\"border-collapse:collapse\">\n<tbody><tr>\n<td style=\"border:1px solid #d0d7de;padding:6px 13px\">\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</td>\n<td style=\"border:1px solid #d0d7de;padding:6px 13px\">\n<p>c</p>\n<p>d</p>\n</td>\n</tr>\n<tr>\n<td colspan=\"2\" style=\"border:1px solid #d0d7de;padding:6px 13px\">\n<p>over both</p>\n</td>\n</tr>\n</tbody></table>\n</li>\n</ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a grid table with cells over several rows",
        becomes: "code, with a warning",
        text: "# Lesson\n\n+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n",
        body: "<pre><code class=\"language-text\">+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n</code></pre>\n",
        findings: &[
            "warning[unsupported-syntax] at \"+---+---+\\n| a | b |\\n|   +---+\\n|   | c |\\n+---+---+\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "--- ---",
        becomes: "a line, as in Markdown",
        text: "# Lesson\n\nA heading\n---------\n\n--- ---\n\n- - -\n\ntext -- text -- text\n",
        body: "<h2 id=\"a-heading\">A heading</h2>\n<hr>\n<hr>\n<p>text -- text -- text</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[text]{.class}",
        becomes: "text",
        text: "# Lesson\n\nA [word]{.smallcaps}, [two *more*]{#id key=\"a b\"}, [text]{not attributes} and `[code]{.x}`.\n",
        body: "<p>A word, two <em>more</em>, [text]{not attributes} and <code>[code]{.x}</code>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[text]{.mark}",
        becomes: "marked text",
        text: "# Lesson\n\n[a]{.mark} [b]{.underline} [c]{.kbd} [[d]{.x}]{.mark}\n",
        body: "<p><mark>a</mark> <u>b</u> <kbd>c</kbd> <mark>d</mark></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[link][name]{.class}",
        becomes: "link",
        text: "# Lesson\n\n[a][n]{.btn} [n]{.btn}\n\n[n]: https://example.org\n",
        body: "<p><a href=\"https://example.org\">a</a> <a href=\"https://example.org\">n</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "```{r, echo=FALSE}",
        becomes: "code in its language, without option lines",
        text: "# Lesson\n\n```{r, echo=FALSE}\n#| label: fig\n#| fig-cap: \"A\"\nx <- 1 #| kept\n```\n\n```{.python .numberLines}\ny\n```\n\n```bash\n#| kept\n```\n",
        body: "<pre><code class=\"language-r\">x &lt;- 1 #| kept\n</code></pre>\n<pre><code class=\"language-python\">y\n</code></pre>\n<pre><code class=\"language-bash\">#| kept\n</code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "```{=html}",
        becomes: "code, with a warning",
        text: "# Lesson\n\n```{=html}\n<b>x</b>\n```\n",
        body: "<pre><code>&lt;b&gt;x&lt;/b&gt;\n</code></pre>\n",
        findings: &["warning[unsupported-syntax] at \"{=html}\""],
        ..Case::PLAIN
    },
    Case {
        what: "#. item",
        becomes: "numbered list",
        text: "# Lesson\n\n#. one\n#. two\n",
        body: "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n",
        ..Case::PLAIN
    },
    Case {
        what: "(@) example",
        becomes: "text, with a warning",
        text: "# Lesson\n\n(@good) An example.\n\n(@) Another. (@x)\n",
        body: "<p>(@good) An example.</p>\n<p>(@) Another. (@x)</p>\n",
        findings: &["warning[unsupported-syntax] at \"(@good)\""],
        ..Case::PLAIN
    },
    Case {
        what: "@fig-x",
        becomes: "text, with a warning",
        text: "# Lesson\n\nSee @fig-one, @sec-two and `@fig-code`. Mail a@fig-b.org. As \\@ref(fig:x) shows.\n",
        body: "<p>See @fig-one, @sec-two and <code>@fig-code</code>. Mail a@fig-b.org. As @ref(fig:x) shows.</p>\n",
        findings: &["warning[unsupported-syntax] at \"@fig-one\""],
        files: QUARTO,
        ..Case::PLAIN
    },
    Case {
        what: "[@source]",
        becomes: "text, with a warning",
        text: "# Lesson\n\nAs said [see @knuth, p. 3] and [-@other]. Ask @someone.\n",
        body: "<p>As said [see @knuth, p. 3] and [-@other]. Ask @someone.</p>\n",
        findings: &["warning[unsupported-syntax] at \"@knuth\""],
        files: QUARTO,
        ..Case::PLAIN
    },
    Case {
        what: "% Title",
        becomes: "text, with a warning",
        text: "% Lesson\n% An Author\n\nText, 5 % of it.\n\n% no title\n",
        body: "<p>% Lesson\n% An Author</p>\n<p>Text, 5 % of it.</p>\n<p>% no title</p>\n",
        findings: &["warning[unsupported-syntax] at \"% Lesson\""],
        ..Case::PLAIN
    },
    Case {
        what: "::: {.callout-tip}",
        becomes: "box, with its heading as the title",
        text: "# Lesson\n\n::: {.callout-tip}\n## Knead *well* {.unnumbered}\n\nText.\n:::\n\n:::: {.callout-warning title=\"Hot\"}\n## A heading\n::::\n\n::: callout-note\nWords.\n:::\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">Knead well</strong></p>\n<p>Text.</p>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n<p><strong style=\"color:#9a6700\">Hot</strong></p>\n<h2 id=\"a-heading\">A heading</h2>\n</blockquote>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n<p>Words.</p>\n</blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: {.callout-tip collapse=true}",
        becomes: "details",
        text: "# Lesson\n\n::: {.callout-note collapse=\"true\"}\n\n### More\nText.\n:::\n\n- ::: {.callout-tip collapse=false}\n  Text.\n  :::\n",
        body: "<details>\n<summary>More</summary>\n<p>Text.</p>\n</details>\n<ul>\n<li>\n<details open=\"\">\n<summary>Tip</summary>\nText.\n</details>\n</li>\n</ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: {.panel-tabset}",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\n::: {.panel-tabset}\n## R {#r}\n\n```r\n## no tab\n```\n\n### Deeper\n\n## Python\n\n:::: {.callout-note}\n## Own title\nText.\n::::\n\n> ## quoted\n:::\n\n## After\n",
        body: "<p><strong>R</strong></p>\n<pre><code class=\"language-r\">## no tab\n</code></pre>\n<h3 id=\"deeper\">Deeper</h3>\n<p><strong>Python</strong></p>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Own title</strong></p>\n<p>Text.</p>\n</blockquote>\n<blockquote>\n<h2 id=\"quoted\">quoted</h2>\n</blockquote>\n<h2 id=\"after\">After</h2>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: {.class}",
        becomes: "what is inside",
        text: "# Lesson\n\n::: {.fragment #id}\n## A heading\n\nText.\n:::\n\n:::: {.columns}\n::: {.column width=\"40%\"}\nOne.\n:::\n::::\n\n::: {#refs layout-ncol=2}\n:::\n",
        body: "<h2 id=\"a-heading\">A heading</h2>\n<p>Text.</p>\n<p>One.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: challenge",
        becomes: "box, with its heading as the title",
        text: "# Lesson\n\n:::::: challenge\n## Bake it\n\nText.\n\n::: solution\nNo heading.\n:::\n::::::\n\n::: instructor\nSecret.\n:::\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">Bake it</strong></p>\n<p>Text.</p>\n<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">Solution</strong></p>\n<p>No heading.</p>\n</blockquote>\n</blockquote>\n",
        findings: &["info[private-comment] at \"::: instructor\""],
        ..Case::PLAIN
    },
    Case {
        what: "{{< include _part.qmd >}}",
        becomes: "the file's text",
        text: "# Lesson\n\n{{< include _part.qmd >}}\n\n`{{< include x >}}`\n",
        body: "<p>Words of the <em>part</em>.</p>\n<p><code>{{&lt; include x &gt;}}</code></p>\n",
        findings: &["info[excluded-file] at \"\""],
        name: "lesson.qmd",
        files: &[("_part.qmd", "Words of the *part*.\n")],
    },
    Case {
        what: "{{< kbd Ctrl-C >}}",
        becomes: "keys",
        text: "# Lesson\n\nPress {{< kbd Ctrl-C >}} or {{< kbd mac=Cmd-C win=Ctrl-C >}}.\n\n{{< pagebreak >}}\n\nText {{< fa star >}} here.\n",
        body: "<p>Press <kbd>Ctrl-C</kbd> or <kbd>Ctrl-C</kbd>.</p>\n<p>Text  here.</p>\n",
        name: "lesson.qmd",
        ..Case::PLAIN
    },
    Case {
        what: "{{< video clip.mp4 >}}",
        becomes: "video",
        text: "# Lesson\n\n{{< video clip.mp4 >}}\n\n{{< video https://www.youtube.com/embed/dQw4w9WgXcQ >}}\n",
        body: "\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n",
        name: "lesson.qmd",
        files: &[("clip.mp4", "film")],
        ..Case::PLAIN
    },
    Case {
        what: "{{< meta title >}}",
        becomes: "text, with a warning",
        text: "# Lesson\n\nOf {{< meta author >}} {{< var version >}}.\n\n{{< embed a.ipynb#fig >}}\n",
        body: "<p>Of {{&lt; meta author &gt;}} {{&lt; var version &gt;}}.</p>\n<p>{{&lt; embed a.ipynb#fig &gt;}}</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"{{< meta author >}}\"",
            "warning[unsupported-syntax] at \"{{< var version >}}\"",
            "warning[unsupported-syntax] at \"{{< embed a.ipynb#fig >}}\"",
        ],
        name: "lesson.qmd",
        ..Case::PLAIN
    },
    Case {
        what: "::: {.content-visible when-profile=x}",
        becomes: "nothing, with an info",
        text: "# Lesson\n\n::: {.content-visible when-profile=\"teacher\"}\n## Answers\n\n:::: {.callout-note}\nSecret.\n::::\n:::\n\n::: {.content-hidden when-format=\"pdf\"}\nShown.\n:::\n\n::: {.hidden}\n$$x$$\n:::\n",
        body: "<p>Shown.</p>\n",
        findings: &[
            "info[private-comment] at \"::: {.content-visible when-profile=\\\"teacher\\\"}\"",
            "info[private-comment] at \"::: {.hidden}\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "# (PART) Title {-}",
        becomes: "nothing",
        text: "# (PART) One {-}\n\n# Lesson\n\nText.\n",
        body: "<p>Text.</p>\n",
        name: "lesson.Rmd",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
