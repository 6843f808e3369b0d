//! Markup of other tools.

use super::*;

const FILES: Files = Files(&[
    ("x.md", "## In\n\n- *x* ![i](i.png)\n"),
    ("a.rs", "fn a() {\n    // ANCHOR: b\n    b();\n    // ANCHOR_END: b\n}\n"),
    ("d/one.md", "1 {{#include two.md}}"),
    ("d/two.md", "2"),
    ("loop.md", "{{#include loop.md}}"),
]);

#[track_caller]
fn check_files(markdown: &str, expected: &str) {
    assert_eq!(draw("a.md", markdown, None, &FILES), expected);
}

#[test]
fn templates_tags_stay_as_text_and_are_said_once_for_each_kind() {
    check(
        "a {% include nav.html %} {% b %}\n\n{{< c >}}\n\n{{ d }}\n",
        "<p>a {% include nav.html %} {% b %}</p>\n<p>{{&lt; c &gt;}}</p>\n<p>{{ d }}</p>\n\
         warning[unsupported-syntax]: `{% … %}` is a tag of Jekyll, not Markdown at \"{% include nav.html %}\"\n\
         warning[unsupported-syntax]: `{{< … >}}` is a tag of Hugo, not Markdown at \"{{< c >}}\"\n",
    );
}

#[test]
fn in_code_everything_is_text() {
    let code = "{% a %} {{< b >}} ::: note <Tabs x> {/* c */}";
    assert!(!draw("a.mdx", &format!("`{code} {{{{#include no.md}}}}`"), None, &FILES).contains('['));
    check(
        &format!("```\n:::note\nimport a from 'b'\n{code}\n```"),
        "<pre><code>:::note\nimport a from 'b'\n{% a %} {{&lt; b &gt;}} ::: note &lt;Tabs x&gt; {/* c */}\n</code></pre>\n",
    );
}

#[test]
fn fenced_notes_become_notes_with_markdown_inside() {
    check(
        "- item\n:::tip My *title*\nInside **md**\n- x\n:::\n\n::::: objectives\na\n:::::\n",
        "<ul>\n<li>item</li>\n</ul>\n\
         <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
         <p><strong style=\"color:#1a7f37\">My title</strong></p>\n<p>Inside <strong>md</strong></p>\n<ul>\n<li>x</li>\n</ul>\n</blockquote>\n\
         <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
         <p><strong style=\"color:#0969da\">Objectives</strong></p>\n<p>a</p>\n</blockquote>\n",
    );
}

#[test]
fn a_fence_without_a_partner_is_text() {
    check(
        ":::note\n\ntext\n",
        "<p>:::note</p>\n<p>text</p>\nwarning[unsupported-syntax]: a `:::` fence has no matching fence at \
         \":::note\"\n",
    );
}

#[test]
fn included_files_stand_where_they_are_named() {
    check_files(
        "text\n\n{{#include x.md}}\n\n- code\n  ```rust\n  {{#include a.rs:b}}\n  ```\n\n{{#include a.rs:1:1}} {{#include d/one.md}}\n",
        "<p>text</p>\n<h2 id=\"in\">In</h2>\n<ul>\n<li>\n<p><em>x</em> <img src=\"{0}\" alt=\"i\"></p>\n</li>\n<li>\n<p>code</p>\n\
         <pre><code class=\"language-rust\">    b();\n</code></pre>\n</li>\n</ul>\n<p>fn a() { 1 2</p>\n\
         0: Image i.png \"i\" at \"{{#include x.md}}\"\n",
    );
}

#[test]
fn an_included_file_that_is_missing_or_includes_itself_is_an_error() {
    check_files(
        "a {{#include no.md}} {{#include a.rs:z}} {{#include loop.md}} \\{{#include x}}\n",
        "<p>a {{#include no.md}} {{#include a.rs:z}} {{#include loop.md}} {{#include x}}</p>\n\
         error[broken-link]: the included file `no.md` does not exist at \"{{#include no.md}}\"\n\
         error[broken-link]: the included file has no anchor `z` at \"{{#include a.rs:z}}\"\n\
         error[broken-link]: files include each other in a loop at \"{{#include loop.md}}\"\n",
    );
}

#[test]
fn the_site_s_address_is_reduced_to_the_root() {
    check(
        "![s]({{ site.url }}/x.png) ![t]({{site.baseurl}}/y.png) [r]({{ \"/a.pdf\" | relative_url }}) <img src=\"{{ site.url }}{{ site.baseurl }}/z.png\" alt=\"\"> {{ site.url }}",
        "<p><img src=\"{0}\" alt=\"s\"> <img src=\"{1}\" alt=\"t\"> <a href=\"{2}\">r</a>{2} <img src=\"{3}\" alt=\"\"> {{ site.url }}</p>\n\
         0: Image /x.png \"s\" at \"/x.png\"\n1: Image /y.png \"t\" at \"/y.png\"\n2: Link /a.pdf \"r\" at \"/a.pdf\"\n3: Image /z.png \"\" at \"/z.png\"\n\
         warning[unsupported-syntax]: `{{ … }}` is a value of a website, not Markdown at \"{{ site.url }}\"\n",
    );
}

#[test]
fn jsx_values_are_understood_where_they_are_plain() {
    check(
        "<img src={require('./x.png').default} width={500} style={{ a: 1 }} alt=\"q\"/>\n",
        "<img src=\"{0}\" width=\"500\" alt=\"q\">\n0: Image ./x.png \"q\" at \"./x.png\"\n",
    );
}

#[test]
fn modules_and_components_are_left_out_and_what_is_in_them_stays() {
    let text = "import A from './a';\nexport const b = {\n  c: 1,\n};\n\n# T\n\n<A x=\"y\">\n\ntext {props.d} {/* gone */}\n\n</A>\n\n<B>c</B>\n";
    assert_eq!(
        draw("a.mdx", text, None, &FILES),
        "<p>text {props.d}</p>\n<p>c</p>\n\
         info[private-comment]: a comment for authors is left out at \"{/* gone */}\"\n\
         warning[unsupported-syntax]: `export` is not Markdown but MDX at \"export const b = {\"\n\
         warning[unsupported-syntax]: `<A>` is not an HTML element and is removed at \"<A x=\\\"y\\\">\"\n\
         warning[unsupported-syntax]: a value in braces is not Markdown but MDX at \"{props.d}\"\n",
    );
}

#[test]
fn imports_of_mdx_are_no_finding() {
    let text = "import A from './a';\nimport {\n  B,\n} from 'b';\n\n# T\n\ntext\n";
    assert_eq!(draw("a.mdx", text, None, &FILES), "<p>text</p>\n");
    check("import A from './a';\n\ntext\n", "<p>text</p>\n");
}

#[test]
fn prose_that_begins_with_import_is_no_module() {
    check("import duties are high\n\nexport too", "<p>import duties are high</p>\n<p>export too</p>\n");
}

#[test]
fn hugo_s_images_and_links_are_understood() {
    check(
        "{{< figure src=\"f g.png\" alt=\"F\" >}} [a]({{< relref \"b.md\" >}})\n",
        "<p><img src=\"{0}\" alt=\"F\"> <a href=\"{1}\">a</a>{1}</p>\n0: Image f g.png \"F\" at \"f g.png\"\n1: Link b.md \"a\" at \"b.md\"\n",
    );
}
