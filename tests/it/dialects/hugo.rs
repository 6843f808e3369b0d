//! Hugo and its themes.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{{% notice tip %}} … {{% /notice %}}",
        becomes: "box",
        text: "# Lesson\n\n{{% notice tip %}}\n  - ```py\n    a\n    ```\n{{% /notice %}}\n",
        body: tip!("Tip", "<ul>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n"),
        ..Case::PLAIN
    },
    Case {
        what: "{{% notice tip %}} … {{% /notice %}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{% notice tip %}}\n\
             Knead **well**.\n\
             {{% /notice %}}\n\
             \n\
             Bake.\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <p>Knead <strong>well</strong>.</p>\n\
             </blockquote>\n\
             <p>Bake.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{% notice tip %}} … {{% /notice %}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{% notice style=\"warning\" title=\"Hot *oven*\" icon=\"x\" %}}\n\
             \n\
             Mind it.\n\
             \n\
             - one\n\
             - two\n\
             \n\
             {{% /notice %}}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Hot oven</strong></p>\n\
             <p>Mind it.</p>\n\
             <ul>\n\
             <li>one</li>\n\
             <li>two</li>\n\
             </ul>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< callout type=\"warning\" >}} … {{< /callout >}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{< callout type=\"warning\" emoji=\"x\" >}}\n\
             \x20 Indented **text**.\n\
             {{< /callout >}}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Indented <strong>text</strong>.</p>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< hint info >}} … {{< /hint >}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             - item\n\
             \n\
             \x20 {{< hint info >}}\n\
             \x20 In a *list*.\n\
             \x20 {{< /hint >}}\n\
             - next\n",
        body: "<ul>\n\
             <li>\n\
             <p>item</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>In a <em>list</em>.</p>\n\
             </blockquote>\n\
             </li>\n\
             <li>\n\
             <p>next</p>\n\
             </li>\n\
             </ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{% alert title=\"T\" color=\"warning\" %}} … {{% /alert %}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{% alert title=\"Salt\" color=\"warning\" %}}Inline *text*.{{% /alert %}}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Salt</strong></p>\n\
             <p>Inline <em>text</em>.</p>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< admonition tip \"T\" >}} … {{< /admonition >}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             > {{< admonition tip \"Good flour\" false >}}\n\
             > Quoted.\n\
             > {{< /admonition >}}\n",
        body: "<blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Good flour</strong></p>\n\
             <p>Quoted.</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< note >}} … {{< /note >}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{< note >}}\n\
             Outer.\n\
             \n\
             {{< warning >}}\n\
             Inner `{{< /note >}}`.\n\
             {{< /warning >}}\n\
             \n\
             {{< /note >}}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Outer.</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Inner <code>{{&lt; /note &gt;}}</code>.</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{% expand \"T\" %}} … {{% /expand %}}",
        becomes: "details",
        text: "# Lesson\n\
             \n\
             {{% expand \"Why *so*?\" %}}\n\
             Because.\n\
             {{% /expand %}}\n",
        body: "<details>\n\
             <summary>Why so?</summary>\n\
             <p>Because.</p>\n\
             </details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< details title=\"T\" open=true >}} … {{< /details >}}",
        becomes: "details",
        text: "# Lesson\n\
             \n\
             {{< details title=\"More\" open=true >}}\n\
             Text.\n\
             {{< /details >}}\n\
             \n\
             {{< spoiler text=\"Answer\" >}}42{{< /spoiler >}}\n",
        body: "<details open=\"\">\n\
             <summary>More</summary>\n\
             <p>Text.</p>\n\
             </details>\n\
             <details>\n\
             <summary>Answer</summary>\n\
             <p>42</p>\n\
             </details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< tabs >}}{{< tab \"L\" >}} … {{< /tab >}}{{< /tabs >}}",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             {{< tabs \"id1\" >}}\n\
             {{< tab \"Linux\" >}}\n\
             Run **this**.\n\
             {{< /tab >}}\n\
             {{< tab name=\"macOS\" >}}\n\
             \x20   And\n\
             \n\
             \x20   that.\n\
             {{< /tab >}}\n\
             {{< /tabs >}}\n\
             \n\
             After.\n",
        body: "<p><strong>Linux</strong></p>\n\
             <p>Run <strong>this</strong>.</p>\n\
             <p><strong>macOS</strong></p>\n\
             <p>And</p>\n\
             <p>that.</p>\n\
             <p>After.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< tabs items=\"A,B\" >}}{{< tab >}} … {{< /tab >}}{{< /tabs >}}",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             {{< tabs items=\"JSON,YAML\" >}}\n\
             \n\
             \x20 {{< tab >}}**JSON** it is.{{< /tab >}}\n\
             \x20 {{< tab >}}YAML it is.{{< /tab >}}\n\
             \n\
             {{< /tabs >}}\n",
        body: "<p><strong>JSON</strong></p>\n\
             <p><strong>JSON</strong> it is.</p>\n\
             <p><strong>YAML</strong></p>\n\
             <p>YAML it is.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< tabpane >}}{{< tab header=\"L\" >}} … {{< /tab >}}{{< /tabpane >}}",
        becomes: "code, each below its label",
        text: "# Lesson\n\
             \n\
             {{< tabpane lang=\"bash\" >}}\n\
             {{< tab header=\"Linux\" >}}\n\
             apt install *x*\n\
             {{< /tab >}}\n\
             {{% tab header=\"Text\" %}}\n\
             Some *text*.\n\
             {{% /tab %}}\n\
             {{< /tabpane >}}\n",
        body: "<p><strong>Linux</strong></p>\n\
             <pre><code class=\"language-bash\">apt install *x*\n\
             </code></pre>\n\
             <p><strong>Text</strong></p>\n\
             <p>Some <em>text</em>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< codes js rust >}}{{< code >}} … {{< /code >}}{{< /codes >}}",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             {{< codes js rust >}}\n\
             {{< code >}}\n\
             let a = `x`;\n\
             {{< /code >}}\n\
             {{< code >}}\n\
             let b = 1;\n\
             {{< /code >}}\n\
             {{< /codes >}}\n",
        body: "<p><strong>js</strong></p>\n\
             <pre><code class=\"language-js\">let a = `x`;\n\
             </code></pre>\n\
             <p><strong>rust</strong></p>\n\
             <pre><code class=\"language-rust\">let b = 1;\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< highlight go \"linenos=table\" >}} … {{< /highlight >}}",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             {{< highlight go \"linenos=table\" >}}\n\
             func main() {\n\
             \x20   // ::: note\n\
             }\n\
             {{< /highlight >}}\n\
             \n\
             {{< mermaid >}}\n\
             graph TD;\n\
             {{< /mermaid >}}\n",
        body: "<pre><code class=\"language-go\">func main() {\n\
             \x20   // ::: note\n\
             }\n\
             </code></pre>\n\
             <pre><code class=\"language-mermaid\">graph TD;\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< figure src=\"x.png\" caption=\"C\" >}}",
        becomes: "figure",
        text: "# Lesson\n\
             \n\
             {{< figure src=\"x.png\" alt=\"Dough\" title=\"Day 1\" caption=\"Rising *slowly*\" >}}\n\
             \n\
             Text {{< figure src=\"x.png\" alt=\"Dough\" >}} more.\n",
        body: "<figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <figcaption>\n\
             <p><strong>Day 1</strong> Rising <em>slowly</em></p>\n\
             </figcaption>\n\
             </figure>\n\
             <p>Text <img src=\"upload://x.png\" alt=\"Dough\"> more.</p>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{{< figure src=\"x.png\" >}} … {{< /figure >}}",
        becomes: "figure",
        text: "# Lesson\n\
             \n\
             {{< figure src=\"x.png\" >}}\n\
             The dough.\n\
             {{< /figure >}}\n",
        body: "<figure>\n\
             <p><img src=\"upload://x.png\" alt=\"The dough.\"></p>\n\
             <figcaption>\n\
             <p>The dough.</p>\n\
             </figcaption>\n\
             </figure>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{{< button href=\"x\" >}} … {{< /button >}}",
        becomes: "link",
        text: "# Lesson\n\
             \n\
             {{< button href=\"https://example.org/a\" >}}Get *it*{{< /button >}} {{% button relref=\"other.md\" %}}Next{{% /button %}}\n",
        body: "<p><a href=\"https://example.org/a\">Get <em>it</em></a> Next</p>\n",
        findings: &["info[internal-link-dropped] at \"other.md\""],
        files: &[(
            "other.md",
            "# Other\n\
             \n\
             Text.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "{{< ref \"x.md\" >}} in a link",
        becomes: "link to the lesson",
        text: "# Lesson\n\
             \n\
             [next]({{< ref \"other.md\" >}}) <a href=\"{{< relref \"other.md\" >}}\">n</a>\n",
        body: "<p>next n</p>\n",
        findings: &["info[internal-link-dropped] at \"other.md\""],
        files: &[(
            "other.md",
            "# Other\n\
             \n\
             Text.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "{{< card link=\"x\" title=\"T\" >}}",
        becomes: "link",
        text: "# Lesson\n\
             \n\
             {{< cards >}}\n\
             \x20 {{< card link=\"https://example.org/a\" title=\"Flour\" subtitle=\"All kinds\" >}}\n\
             \x20 {{< card link=\"https://example.org/b\" title=\"Salt\" >}}\n\
             {{< /cards >}}\n",
        body: "<p><strong><a href=\"https://example.org/a\">Flour</a></strong> All kinds</p>\n\
             <p><strong><a href=\"https://example.org/b\">Salt</a></strong></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< steps >}} … {{< /steps >}}",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             {{% steps %}}\n\
             \n\
             ### One\n\
             \n\
             Mix.\n\
             \n\
             {{% /steps %}}\n",
        body: "<h3 id=\"one\">One</h3>\n\
             <p>Mix.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< katex >}} … {{< /katex >}}",
        becomes: "math",
        text: "# Lesson\n\
             \n\
             Inline {{< katex >}}a_1 + b_2{{< /katex >}} math.\n",
        body: "<p>Inline <span class=\"math inline\">$a_1 + b_2$</span> math.</p>\n",
        findings: &["info[math-formulas] at \"{{< katex >}}a_1 + b_2{{< /katex >}}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{{</* x */>}}",
        becomes: "text, without the comment marks",
        text: "# Lesson\n\
             \n\
             Write {{</* youtube abc */>}} or `{{%/* notice */%}}`.\n\
             \n\
             ```\n\
             {{</* figure src=\"x\" */>}}\n\
             ```\n",
        body: "<p>Write {{&lt; youtube abc &gt;}} or <code>{{% notice %}}</code>.</p>\n\
             <pre><code>{{&lt; figure src=\"x\" &gt;}}\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "any other pair",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\
             \n\
             {{< fancy color=\"red\" >}}\n\
             **Text** in {{< wavy >}}it{{< /wavy >}}.\n\
             {{< /fancy >}}\n\
             \n\
             {{< fancy >}}again{{< /fancy >}}\n",
        body: "<p><strong>Text</strong> in it.</p>\n\
             <p>again</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"{{< fancy color=\\\"red\\\" >}}\"",
            "warning[unsupported-syntax] at \"{{< wavy >}}\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "any other single shortcode",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             A {{< param \"x\" >}} and {{< gist a b >}}.\n\
             \n\
             {{% notice %}}\n\
             never closed\n",
        body: "<p>A {{&lt; param \"x\" &gt;}} and {{&lt; gist a b &gt;}}.</p>\n\
             <p>{{% notice %}}\n\
             never closed</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"{{< param \\\"x\\\" >}}\"",
            "warning[unclosed-block] at \"{{% notice %}}\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "shortcodes in code",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             `{{% notice %}}` and `{{< tabs >}}`\n\
             \n\
             ```\n\
             {{% notice %}}\n\
             x\n\
             {{% /notice %}}\n\
             ```\n\
             \n\
             \x20   {{< note >}}\n\
             \x20   x\n\
             \x20   {{< /note >}}\n",
        body: "<p><code>{{% notice %}}</code> and <code>{{&lt; tabs &gt;}}</code></p>\n\
             <pre><code>{{% notice %}}\n\
             x\n\
             {{% /notice %}}\n\
             </code></pre>\n\
             <pre><code>{{&lt; note &gt;}}\n\
             x\n\
             {{&lt; /note &gt;}}\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "shortcodes in a table",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             | a | b |\n\
             | --- | --- |\n\
             | {{< note >}}x{{< /note >}} | {{% expand \"T\" %}}y{{% /expand %}} |\n",
        body: "<table style=\"border-collapse:collapse\"><thead><tr><th style=\"border:1px solid #d0d7de;padding:6px 13px\">a</th><th style=\"border:1px solid #d0d7de;padding:6px 13px\">b</th></tr></thead><tbody>\n\
             <tr><td style=\"border:1px solid #d0d7de;padding:6px 13px\">x</td><td style=\"border:1px solid #d0d7de;padding:6px 13px\"><strong>T</strong> y</td></tr>\n\
             </tbody></table>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{< youtube x >}} in HTML",
        becomes: "player",
        text: "# Lesson\n\
             \n\
             <div class=\"a\">\n\
             {{< youtube dQw4w9WgXcQ >}}\n\
             </div>\n\
             \n\
             <div>\n\
             <p>Hot:\n\
             {{< figure src=\"x.png\" alt=\"Dough\" >}}\n\
             </p>\n\
             </div>\n",
        body: "<div class=\"a\">\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n\n</div>\n<div>\n<p>Hot:\n<img src=\"upload://x.png\" alt=\"Dough\">\n</p>\n</div>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{{% admonition note T %}} … {{% /admonition %}}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {{% admonition note ingredients %}}\n\
             Flour.\n\
             {{% /admonition %}}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">ingredients</strong></p>\n\
             <p>Flour.</p>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a shortcode that is not closed",
        becomes: "text, with a warning",
        text: "# Lesson\n\n{{< hint info >}}\n\nText {{< unknown >}}.\n\n{{% expand \"T\" %}}\n\nMore.\n",
        body: "<p>{{&lt; hint info &gt;}}</p>\n<p>Text {{&lt; unknown &gt;}}.</p>\n<p>{{% expand \"T\" %}}</p>\n<p>More.</p>\n",
        findings: &[
            "warning[unclosed-block] at \"{{< hint info >}}\"",
            "warning[unsupported-syntax] at \"{{< unknown >}}\"",
            "warning[unclosed-block] at \"{{% expand \\\"T\\\" %}}\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "{{% expand \"T\" %}} … {{% /expand %}}",
        becomes: "details",
        text: "# Lesson\n\n{{% expand \"A \"quoted\" title\" %}}\nText.\n{{% /expand %}}\n\n{{< details title=\"It's \"b\"\" open=true >}}\nMore.\n{{< /details >}}\n",
        body: "<details>\n<summary>A \"quoted\" title</summary>\n<p>Text.</p>\n</details>\n<details open=\"\">\n<summary>It's \"b\"</summary>\n<p>More.</p>\n</details>\n",
        findings: &[],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
