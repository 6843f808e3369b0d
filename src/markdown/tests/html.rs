//! The author's own HTML.

use super::*;

#[test]
fn harmless_tags_and_attributes_are_kept() {
    check(
        "<div align=\"center\" style=\"color:red;position:fixed\" id=\"x\">\n\n**md** <kbd>K</kbd> H<sub>2</sub>O\n\n</div>\n\n\
         <details open><summary>S</summary>\n\ntext\n\n</details>\n",
        "<div align=\"center\" style=\"color:red\" id=\"x\">\n<p><strong>md</strong> <kbd>K</kbd> H<sub>2</sub>O</p>\n</div>\n\
         <details open=\"\"><summary>S</summary>\n<p>text</p>\n</details>\n",
    );
}

#[test]
fn addresses_in_html_are_references_in_the_order_of_the_page() {
    check(
        "[a](a.pdf)\n\n<p><img src=\"b.png\" srcset=\"b2.png 2x\" alt=\"B\" width=\"5\"> <a href='c.pdf'>C <b>c</b></a></p>\n\n![d](d.png)\n",
        "<p><a href=\"{0}\">a</a>{0}</p>\n<p><img src=\"{1}\" alt=\"B\" width=\"5\"> <a href=\"{3}\">C <b>c</b></a>{3}</p>\n\
         <p><img src=\"{4}\" alt=\"d\"></p>\n\
         0: Link a.pdf \"a\" at \"a.pdf\"\n1: Image b.png \"B\" at \"b.png\"\n2: Named b2.png \"\" at \"b2.png\"\n\
         3: Link c.pdf \"C c\" at \"c.pdf\"\n4: Image d.png \"d\" at \"d.png\"\n",
    );
}

#[test]
fn what_could_run_is_removed_and_said_once_for_each_kind() {
    check(
        "<script>\nalert(1)\n</script>\n\na <script>b</script> <b onclick=\"x\">c</b> <i onclick=\"y\">d</i> <a href=\"java&#115;cript:x\">e</a>\n",
        "<p>a  <b>c</b> <i>d</i> <a>e</a></p>\n\
         warning[unsafe-html]: `<script>` is removed at \"<script>\"\n\
         warning[unsafe-html]: the event handler `onclick` is removed at \"<b onclick=\\\"x\\\">\"\n\
         warning[unsafe-html]: an address that begins with `javascript:` is removed at \"<a href=\\\"java&#115;cript:x\\\">\"\n",
    );
}

#[test]
fn what_is_in_scripts_and_styles_never_shows() {
    check(
        "<div><script>\n\none\n\n</script>two</div>\n\nthree <style>four",
        "<div>\n<p>two</p></div>\n<p>three </p>\n\
         warning[unsafe-html]: `<script>` is removed at \"<script>\"\n\
         warning[unsafe-html]: `<style>` is removed at \"<style>\"\n\
         warning[unclosed-block]: `<style>` is never closed at \"<style>\"\n",
    );
}

#[test]
fn frames_are_made_secure_and_local_ones_left_out() {
    check(
        "<iframe width=\"5\" src=\"http://x.y/z\" onload=x></iframe>\n\n<iframe src=\"//x.y\" srcdoc=\"<p>\"></iframe>\n\n<iframe src=\"demo.html\">no</iframe>\n",
        "<iframe src=\"https://x.y/z\" referrerpolicy=\"strict-origin-when-cross-origin\" width=\"5\"></iframe>\n\
         <iframe src=\"https://x.y\" referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>\n\
         0: Named demo.html \"\" at \"demo.html\"\n\
         warning[unsafe-html]: the event handler `onload` is removed at \"<iframe width=\\\"5\\\" src=\\\"http://x.y/z\\\" onload=x>\"\n\
         warning[unsupported-syntax]: the embed of `demo.html` is removed at \"<iframe src=\\\"demo.html\\\">\"\n",
    );
}

#[test]
fn forms_lose_their_fields_and_keep_their_words() {
    check(
        "<form action=\"x\">A <button>B</button></form> <input type=\"checkbox\" checked>\n",
        "A B <input disabled=\"\" type=\"checkbox\" checked=\"\">\n\
         warning[unsafe-html]: `<form>` is removed at \"<form action=\\\"x\\\">\"\n",
    );
}

#[test]
fn comments_are_removed() {
    check("a <!-- b --> c\n\n<!--\n# d\n\ne\n-->\n\nf", "<p>a  c</p>\n<p>f</p>\n");
}

#[test]
fn words_in_angle_brackets_are_no_html() {
    check(
        "Put `<x>` in Vec<T> as <your-name></your-name>.",
        "<p>Put <code>&lt;x&gt;</code> in Vec&lt;T&gt; as &lt;your-name&gt;&lt;/your-name&gt;.</p>\n",
    );
}

#[test]
fn odd_html_is_put_right_and_no_text_is_lost() {
    check(
        "<div>\n\na <b>b *c\n\nd* e</p> f < g\n",
        "<div>\n<p>a <b>b *c</b></p>\n<p>d* e f &lt; g</p>\n</div>",
    );
    check("| a |\n|---|\n| <b>x |\n", &draw("a.md", "| a |\n|---|\n| <b>x</b> |\n", None, &Files(&[])));
}

#[test]
fn ids_are_given_once() {
    check(
        "x <a name=\"a\"></a>\n\n## A\n\n<p id=\"a\">x</p>\n",
        "<p>x <a id=\"a\"></a></p>\n<h2 id=\"a-1\">A</h2>\n<p>x</p>\n",
    );
}

#[test]
fn the_mark_of_a_reference_cannot_be_forged() {
    check(
        "![a](a.png)\u{1}0\u{1} &#1;0&#1; <b title=\"&#1;0&#1;\">&#1;0&#1;</b> [x](y.md \"&#1;0&#1;\")",
        "<p><img src=\"{0}\" alt=\"a\">0 0 <b title=\"0\">0</b> <a href=\"{1}\" title=\"0\">x</a>{1}</p>\n\
         0: Image a.png \"a\" at \"a.png\"\n1: Link y.md \"x\" at \"y.md\"\n",
    );
}

#[test]
fn the_parts_of_an_image_that_lead_elsewhere_become_links() {
    check(
        "<img src=\"https://x.y/a.png\" alt=\"a\" usemap=\"#m\">\n<map name=\"m\">\n\
         <area href=\"https://x.y/\" alt=\"Oven & more\">\n<area href=\"a.pdf\" title=\"\" />\n<area nohref>\n\
         <area href=\"javascript:x\" alt=\"b\"></map>\n\nIn text <area href=\"https://x.z\"> too.\n",
        "<img src=\"https://x.y/a.png\" alt=\"a\">\n\n<p><a href=\"https://x.y/\">Oven &amp; more</a></p>\n\
         <p><a href=\"{0}\">a.pdf</a>{0}</p>\n\n\n\
         <p>In text  <a href=\"https://x.z\">https://x.z</a> too.</p>\n0: Link a.pdf \"a.pdf\" at \"a.pdf\"\n\
         warning[unsupported-syntax]: the parts of an image that lead elsewhere become links at \
         \"<area href=\\\"https://x.y/\\\" alt=\\\"Oven & more\\\">\"\n\
         warning[unsafe-html]: an address that begins with `javascript:` is removed at \
         \"<area href=\\\"javascript:x\\\" alt=\\\"b\\\">\"\n",
    );
}
