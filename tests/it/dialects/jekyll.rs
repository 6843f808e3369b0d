//! kramdown and Jekyll.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{% highlight x %} … {% endhighlight %}",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             {% highlight ruby linenos %}\n\
             puts \"a_b_c\"\n\
             {{ x }}\n\
             {% endhighlight %}\n",
        body: "<pre><code class=\"language-ruby\">puts \"a_b_c\"\n\
             {{ x }}\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% include figure.html src=\"x.png\" caption=\"C\" %}",
        becomes: "figure",
        text: "# Lesson\n\
             \n\
             {% include figure.html src=\"x.png\" alt=\"Dough\" caption=\"The *dough*\" %}\n\
             \n\
             {% include figure image_path=\"/x.png\" alt=\"Dough\" %}\n\
             \n\
             {% include image.html file=\"x.png\" description=\"Rising\" %}\n",
        body: "<figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <figcaption>\n\
             <p>The <em>dough</em></p>\n\
             </figcaption>\n\
             </figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Rising\"></p>\n\
             <figcaption>\n\
             <p>Rising</p>\n\
             </figcaption>\n\
             </figure>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{% include note.html content=\"X\" %}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {% include note.html content=\"Read *this*.\" %}\n\
             \n\
             {% include callout.html type=\"warning\" content=\"Hot.\" %}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Read <em>this</em>.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Hot.</p>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% include youtube.html id=\"x\" %}",
        becomes: "player",
        text: "# Lesson\n\
             \n\
             {% include youtube.html id=\"dQw4w9WgXcQ\" %}\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% raw %} … {% endraw %}",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             {% raw %}{{ a }} {% include b %}{% endraw %}\n\
             \n\
             {% raw %}\n\
             ```\n\
             {{ c }}\n\
             ```\n\
             {% endraw %}\n",
        body: "<p>{{ a }} {% include b %}</p>\n\
             <pre><code>{{ c }}\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% comment %} … {% endcomment %}",
        becomes: "nothing: never sent",
        text: "# Lesson\n\
             \n\
             Before {% comment %}ask *Ana*{% endcomment %} after.\n\
             \n\
             {%- comment -%}\n\
             \n\
             # No title\n\
             \n\
             :::note\n\
             \n\
             {%- endcomment -%}\n\
             \n\
             End `{% comment %}`.\n",
        body: "<p>Before  after.</p>\n\
             <p>End <code>{% comment %}</code>.</p>\n",
        findings: &["info[private-comment] at \"{% comment %}ask *Ana*{% endcomment %}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{% img /x.png %}",
        becomes: "image",
        text: "# Lesson\n\
             \n\
             {% img left /x.png 300 200 %}\n",
        body: "<img src=\"upload://x.png\" alt=\"\" width=\"300\" height=\"200\">\n",
        findings: &["warning[missing-alt] at \"{% img left /x.png 300 200 %}\""],
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{% note %} … {% endnote %}",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {% note %}\n\
             \n\
             **Read** it.\n\
             \n\
             {% endnote %}\n\
             \n\
             {% details Why? %}\n\
             So.\n\
             {% enddetails %}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p><strong>Read</strong> it.</p>\n\
             </blockquote>\n\
             <details>\n\
             <summary>Why?</summary>\n\
             <p>So.</p>\n\
             </details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{ site.baseurl }} in an address",
        becomes: "the course's folder",
        text: "# Lesson\n\
             \n\
             ![d]({{ site.baseurl }}/x.png)\n",
        body: "<p><img src=\"upload://x.png\" alt=\"d\"></p>\n",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "{% link x.md %} in a link",
        becomes: "link to the lesson",
        text: "# Lesson\n\
             \n\
             [n]({% link other.md %})\n",
        body: "<p>n</p>\n",
        findings: &["info[internal-link-dropped] at \"[n]({% link other.md %})\""],
        files: &[(
            "other.md",
            "# Other\n\
             \n\
             Text.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "{% if x %} and other tags",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {% if page.x %}a{% else %}b{% endif %}\n\
             \n\
             {% include nav.html %}\n",
        body: "<p>{% if page.x %}a{% else %}b{% endif %}</p>\n\
             <p>{% include nav.html %}</p>\n",
        findings: &["warning[unsupported-syntax] at \"{% if page.x %}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{{ page.x }}",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {{ page.title }} of {{ site.name }}\n",
        body: "<p>{{ page.title }} of {{ site.name }}</p>\n",
        findings: &["warning[unsupported-syntax] at \"{{ page.title }}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{: .note }",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {: .note }\n\
             Read **this**,\n\
             all of it.\n\
             \n\
             Next.\n\
             \n\
             Hot!\n\
             {: .notice--warning}\n\
             \n\
             {: .tip }\n\
             > Quoted\n\
             >\n\
             > - twice\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Read <strong>this</strong>,\n\
             all of it.</p>\n\
             </blockquote>\n\
             <p>Next.</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Hot!</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <p>Quoted</p>\n\
             <ul>\n\
             <li>twice</li>\n\
             </ul>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: .note-title }",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             {: .note-title }\n\
             > My *title*\n\
             >\n\
             > Text.\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">My title</strong></p>\n\
             <p>Text.</p>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: .objectives } below a quote",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             > ## Objectives\n\
             > - one\n\
             > - two\n\
             {: .objectives}\n\
             \n\
             > ## Exercise\n\
             >\n\
             > Do it.\n\
             >\n\
             > > ## Solution\n\
             > > Done.\n\
             > {: .solution}\n\
             {: .challenge}\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Objectives</strong></p>\n\
             <ul>\n\
             <li>one</li>\n\
             <li>two</li>\n\
             </ul>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Exercise</strong></p>\n\
             <p>Do it.</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Solution</strong></p>\n\
             <p>Done.</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: .class #id key=\"v\"}",
        becomes: "nothing",
        text: "# Lesson\n\
             \n\
             Text.\n\
             {: .lead #a style=\"color: red\"}\n\
             \n\
             [a](https://example.org){:target=\"_blank\"} *b*{: .c} `d`{:.language-js}\n\
             \n\
             ## Part {: .no_toc }\n\
             \n\
             ## Other\n\
             {: .no_toc }\n\
             \n\
             - {: .x} one\n\
             - two\n\
             {: .y}\n\
             - three\n\
             \n\
             {:center: .z}\n",
        body: "<p>Text.</p>\n\
             <p><a href=\"https://example.org\">a</a> <em>b</em> <code>d</code></p>\n\
             <h2 id=\"part\">Part</h2>\n\
             <h2 id=\"other\">Other</h2>\n\
             <ul>\n\
             <li>one</li>\n\
             <li>two</li>\n\
             <li>three</li>\n\
             </ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{:toc}",
        becomes: "nothing, with its list",
        text: "# Lesson\n\
             \n\
             * TOC\n\
             {:toc}\n\
             \n\
             1. This will go\n\
             {:toc .x}\n\
             \n\
             Text.\n",
        body: "<p>Text.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: .language-bash} below code",
        becomes: "code in this language",
        text: "# Lesson\n\
             \n\
             ~~~\n\
             ls\n\
             ~~~\n\
             {: .language-bash}\n\
             \n\
             ~~~\n\
             out\n\
             ~~~\n\
             {: .output}\n",
        body: "<pre><code class=\"language-bash\">ls\n\
             </code></pre>\n\
             <pre><code>out\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{::comment} … {:/comment}",
        becomes: "nothing: never sent",
        text: "# Lesson\n\
             \n\
             A {::comment}b *c*{:/comment} d.\n\
             \n\
             {::comment}\n\
             Ask Ana.\n\
             \n\
             > x\n\
             {:/}\n\
             \n\
             End `{::comment}`.\n",
        body: "<p>A  d.</p>\n\
             <p>End <code>{::comment}</code>.</p>\n",
        findings: &["info[private-comment] at \"{::comment}b *c*{:/comment}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{::options … /}, {::nomarkdown}",
        becomes: "nothing; what they enclose stays",
        text: "# Lesson\n\
             \n\
             {::options parse_block_html=\"true\" /}\n\
             \n\
             {::nomarkdown}\n\
             <b>x</b>\n\
             {:/nomarkdown}\n\
             \n\
             A {::nomarkdown}<i>y</i>{:/} b.\n",
        body: "<p><b>x</b></p>\n\
             <p>A <i>y</i> b.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: in text and code",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             Write {: like this} or { : x } or `{: .a}`.\n\
             \n\
             ```\n\
             {: .note}\n\
             {::comment}\n\
             ```\n\
             \n\
             ```js\n\
             let a = {b: 1};\n\
             ```\n",
        body: "<p>Write {: like this} or { : x } or <code>{: .a}</code>.</p>\n\
             <pre><code>{: .note}\n\
             {::comment}\n\
             </code></pre>\n\
             <pre><code class=\"language-js\">let a = {b: 1};\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% raw %} in code",
        becomes: "code without the tags",
        text: "# Lesson\n\
             \n\
             `{% raw %}{{ x }}{% endraw %}`\n\
             \n\
             ```\n\
             {% raw %}{{ x }}{% endraw %}\n\
             ```\n",
        body: "<p><code>{{ x }}</code></p>\n\
             <pre><code>{{ x }}\n\
             </code></pre>\n",
        files: &[("_config.yml", "title: x\n")],
        ..Case::PLAIN
    },
    Case {
        what: "{% include_relative x.md %}",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             - item\n\
             \n\
             \x20 {% include_relative _part.md %}\n",
        body: "<ul>\n\
             <li>\n\
             <p>item</p>\n\
             <p>One <strong>a</strong>.</p>\n\
             <ul>\n\
             <li>b</li>\n\
             </ul>\n\
             </li>\n\
             </ul>\n",
        findings: &["info[excluded-file] at \"\""],
        files: &[(
            "_part.md",
            "One **a**.\n\
             \n\
             - b\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "a list of attributes in a list",
        becomes: "nothing",
        text: "# Lesson\n\
             \n\
             - one\n\
             \x20 {: .x}\n\
             \n\
             \x20 > Quoted.\n\
             \x20 {: .tip}\n\
             - two\n",
        body: "<ul>\n\
             <li>\n\
             <p>one</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <p>Quoted.</p>\n\
             </blockquote>\n\
             </li>\n\
             <li>\n\
             <p>two</p>\n\
             </li>\n\
             </ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{: #id } of a heading",
        becomes: "the heading's id",
        text: "# Lesson\n\
             \n\
             ## Part {: #one .x }\n\
             \n\
             ## Other\n\
             {: #two }\n\
             \n\
             [a](#one) [b](#two)\n",
        body: "<h2 id=\"one\">Part</h2>\n\
             <h2 id=\"two\">Other</h2>\n\
             <p><a href=\"#one\">a</a> <a href=\"#two\">b</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{% comment %} that is not closed",
        becomes: "nothing, with a warning",
        text: "# Lesson\n\nText.\n\n{% comment %}\n\nPrivate.\n\n# More\n",
        body: "<p>Text.</p>\n",
        findings: &["warning[unclosed-block] at \"{% comment %}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{% img left /x.png 100 50 \"T\" \"A\" %}",
        becomes: "image of that size",
        text: "# Lesson\n\n{% img left /x.png 100 50 \"The title\" \"The alt\" %}\n\nA {% img /x.png \"Alt\" %}.\n",
        body: "<img src=\"upload://x.png\" alt=\"The alt\" title=\"The title\" width=\"100\" height=\"50\">\n<p>A <img src=\"upload://x.png\" alt=\"Alt\">.</p>\n",
        findings: &[],
        name: "lesson.md",
        files: &[("x.png", "png")],
    },
];

#[test]
fn cases() {
    check(CASES);
}
