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
];

#[test]
fn cases() {
    check(CASES);
}
