//! `GitBook`.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{% hint style=\"info\" %} … {% endhint %}",
        becomes: "box",
        text: "# Lesson\n\n{% hint style=\"info\" %}\n- ```py\n  a\n  ```\n{% endhint %}\n",
        body: note!("Note", "<ul>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n"),
        ..Case::PLAIN
    },
    Case {
        what: "{% hint style=\"info\" %} … {% endhint %}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {% hint style=\"info\" %}\n\
             Read **this**.\n\
             {% endhint %}\n\
             \n\
             {% hint style=\"danger\" %} Hot. {% endhint %}\n\
             \n\
             {% hint style=\"success\" %}\n\
             > quoted\n\
             {% endhint %}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Read <strong>this</strong>.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-caution\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #cf222e\">\n\
             <p><strong style=\"color:#cf222e\">Caution</strong></p>\n\
             <p>Hot.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <blockquote>\n\
             <p>quoted</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% hint style=\"info\" %} … {% endhint %}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             1. First\n\
             \n\
             \x20  {% hint style=\"warning\" %}\n\
             \x20  In a list.\n\
             \x20  {% endhint %}\n\
             2. Second\n",
        body: "<ol>\n\
             <li>\n\
             <p>First</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>In a list.</p>\n\
             </blockquote>\n\
             </li>\n\
             <li>\n\
             <p>Second</p>\n\
             </li>\n\
             </ol>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% tabs %}{% tab title=\"x\" %} … {% endtab %}{% endtabs %}",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             {% tabs %}\n\
             {% tab title=\"Linux\" %}\n\
             Run `x`.\n\
             \n\
             {% hint style=\"info\" %}\n\
             Nested.\n\
             {% endhint %}\n\
             {% endtab %}\n\
             \n\
             {% tab title=\"macOS\" %}\n\
             ```\n\
             brew\n\
             ```\n\
             {% endtab %}\n\
             {% endtabs %}\n",
        body: "<p><strong>Linux</strong></p>\n\
             <p>Run <code>x</code>.</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Nested.</p>\n\
             </blockquote>\n\
             <p><strong>macOS</strong></p>\n\
             <pre><code>brew\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% stepper %}{% step %} … {% endstep %}{% endstepper %}",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             {% stepper %}\n\
             {% step %}\n\
             ### Mix\n\
             \n\
             Text.\n\
             {% endstep %}\n\
             \n\
             {% step %}\n\
             ### Bake\n\
             {% endstep %}\n\
             {% endstepper %}\n",
        body: "<h3 id=\"mix\">Mix</h3>\n\
             <p>Text.</p>\n\
             <h3 id=\"bake\">Bake</h3>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% embed url=\"x\" %}",
        becomes: "player, or a link",
        text: "# Lesson\n\
             \n\
             {% embed url=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\" %}\n\
             \n\
             {% embed url=\"https://vimeo.com/76979871\" %}\n\
             A *caption*.\n\
             {% endembed %}\n\
             \n\
             {% embed url=\"https://example.org/page\" %}\n\
             The page\n\
             {% endembed %}\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://player.vimeo.com/video/76979871\" title=\"Vimeo video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://vimeo.com/76979871\">Vimeo video</a></p>\n<p>A <em>caption</em>.</p>\n<p><a href=\"https://example.org/page\">The page</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% file src=\"x.pdf\" %}",
        becomes: "link, and a material",
        text: "# Lesson\n\
             \n\
             {% file src=\"sheet.pdf\" %}\n\
             \n\
             {% file src=\"sheet.pdf\" %}\n\
             The sheet\n\
             {% endfile %}\n",
        body: "<p><a href=\"upload://sheet.pdf\">sheet.pdf</a></p>\n\
             <p><a href=\"upload://sheet.pdf\">The sheet</a></p>\n",
        files: &[("sheet.pdf", "%PDF-1.4 x")],
        ..Case::PLAIN
    },
    Case {
        what: "{% code title=\"x\" %} … {% endcode %}",
        becomes: "code below its title",
        text: "# Lesson\n\
             \n\
             {% code title=\"mix.js\" overflow=\"wrap\" lineNumbers=\"true\" %}\n\
             ```js\n\
             mix();\n\
             ```\n\
             {% endcode %}\n",
        body: "<p><strong>mix.js</strong></p>\n\
             <pre><code class=\"language-js\">mix();\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% content-ref url=\"x.md\" %} … {% endcontent-ref %}",
        becomes: "link to the lesson",
        text: "# Lesson\n\
             \n\
             {% content-ref url=\"other.md\" %}\n\
             [other.md](other.md)\n\
             {% endcontent-ref %}\n\
             \n\
             {% content-ref url=\"other.md\" %}\n\
             {% endcontent-ref %}\n",
        body: "<p>other.md</p>\n\
             <p>other.md</p>\n",
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
        what: "{% columns %}{% column %} … {% endcolumn %}{% endcolumns %}",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             {% columns %}\n\
             {% column width=\"50%\" %}\n\
             Left\n\
             {% endcolumn %}\n\
             \n\
             {% column %}\n\
             Right\n\
             {% endcolumn %}\n\
             {% endcolumns %}\n",
        body: "<p>Left</p>\n\
             <p>Right</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "<figure><img …><figcaption> … </figcaption></figure>",
        becomes: "figure",
        text: "# Lesson\n\
             \n\
             <figure><img src=\"x.png\" alt=\"Dough\"><figcaption><p>The dough</p></figcaption></figure>\n",
        body: "<figure><img src=\"upload://x.png\" alt=\"Dough\"><figcaption><p>The dough</p></figcaption></figure>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{% swagger … %} … {% endswagger %}",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\
             \n\
             {% swagger method=\"get\" path=\"/a\" %}\n\
             {% swagger-description %}\n\
             Reads it.\n\
             {% endswagger-description %}\n\
             {% endswagger %}\n",
        body: "<p>Reads it.</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"{% swagger method=\\\"get\\\" path=\\\"/a\\\" %}\"",
            "warning[unsupported-syntax] at \"{% swagger-description %}\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "tags in code",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             `{% hint %}` and\n\
             \n\
             ```\n\
             {% hint style=\"info\" %}\n\
             x\n\
             {% endhint %}\n\
             ```\n",
        body: "<p><code>{% hint %}</code> and</p>\n\
             <pre><code>{% hint style=\"info\" %}\n\
             x\n\
             {% endhint %}\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a tag that is not closed",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {% hint style=\"info\" %}\n\
             \n\
             Text.\n",
        body: "<p>{% hint style=\"info\" %}</p>\n\
             <p>Text.</p>\n",
        findings: &["warning[unclosed-block] at \"{% hint style=\\\"info\\\" %}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{% youtube %}x{% endyoutube %}",
        becomes: "player",
        text: "# Lesson\n\
             \n\
             {% youtube %}https://youtu.be/dQw4w9WgXcQ{% endyoutube %}\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "<i class=\"fa-leaf\">:leaf:</i>",
        becomes: "nothing",
        text: "# <i class=\"fa-leaf\">:leaf:</i> Lesson\n\nA <i class=\"fa-bread-slice\">:bread-slice:</i> slice, <i class=\"fa-x\">word</i> and `<i class=\"fa-x\">:x:</i>`.\n",
        body: "<p>A slice, <i class=\"fa-x\">word</i> and <code>&lt;i class=\"fa-x\"&gt;:x:&lt;/i&gt;</code>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "a tag that is not closed",
        becomes: "text, with a warning",
        text: "# Lesson\n\n{% tabs %}\n{% tab title=\"A\" %}\n\nText.\n\n{% endtabs %}\n",
        body: "<p>{% tab title=\"A\" %}</p>\n<p>Text.</p>\n",
        findings: &["warning[unclosed-block] at \"{% tab title=\\\"A\\\" %}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{% prompt description=\"T\" %} … {% endprompt %}",
        becomes: "box",
        text: "# Lesson\n\n{% prompt description=\"D\" %}\nText.\n{% endprompt %}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">D</strong></p>\n<p>Text.</p>\n</blockquote>\n",
        findings: &[],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
