//! Texts of lessons in, the HTML that a page shows out.

use super::*;
use crate::pages::host::{File, Host, Kind, Target};

/// A site whose lessons are one folder below its root, with one file.
struct Site;

impl Host for Site {
    fn path(&self, _: Target<'_>) -> String {
        "lessons/a.html".to_owned()
    }

    fn file(&self, address: &str) -> Option<File> {
        let path = match address {
            "upload://a & b.png" => "files/a%20&%20b.png?v=1",
            "upload://v.mp4" => "files/v.mp4",
            "upload://1: a [b]@c/x.png" => "files/x.png",
            _ => return None,
        };
        Some(File { path: path.to_owned(), bytes: None })
    }

    fn kind(&self) -> Kind {
        Kind::Static
    }

    fn has_course_list(&self) -> bool {
        false
    }
}

fn cleaned(html: &str) -> String {
    clean(html, Here::at(&Site, Target::Course)).html
}

fn check(html: &str, expected: &str) {
    assert_eq!(cleaned(html), expected, "{html}");
}

#[test]
fn addresses_of_files_become_those_of_the_site() {
    check("<a href=\"upload://v.mp4\">v</a>", "<a href=\"../files/v.mp4\" rel=\"noopener noreferrer\">v</a>");
    check(
        "<img src=\"upload://a &amp; b.png\" alt=\"\">",
        "<img src=\"../files/a%20&amp;%20b.png?v=1\" alt=\"\" loading=\"lazy\" decoding=\"async\">",
    );
    check(
        "<video src=\"upload://v.mp4\"></video>",
        "<video src=\"../files/v.mp4\" preload=\"metadata\"></video>",
    );
    check(
        "<a href=\"upload://1: a [b]@c/x.png\">a</a>",
        "<a href=\"../files/x.png\" rel=\"noopener noreferrer\">a</a>",
    );
    // Text that looks like one stays text.
    for text in ["<p>src=\"upload://v.mp4\"</p>", "<p>upload:///a upload:////</p>"] {
        check(text, text);
    }
}

#[test]
fn what_was_opened_is_closed_and_what_runs_is_gone() {
    check("<div><b>a", "<div><b>a</b></div>");
    check("</div></main>a", "a");
    check("<script>x</script><p onclick=\"x\">a</p>", "<p>a</p>");
    check("<a href=\"javascript:x\">a</a>", "<a rel=\"noopener noreferrer\">a</a>");
    check("<a href=\"data:text/html,x\">a</a>", "<a rel=\"noopener noreferrer\">a</a>");
    check("<!-- a --><p>b</p>", "<p>b</p>");
}

#[test]
fn a_frame_shows_another_site_and_has_few_rights() {
    let frame = cleaned("<iframe src=\"https://player.example/\" title=\"t\"></iframe>");
    assert!(
        frame.starts_with("<iframe src=\"https://player.example/\" title=\"t\" loading=\"lazy\" sandbox=\"")
    );
    assert!(!frame.contains("top-navigation"), "{frame}");
    assert!(frame.contains(" referrerpolicy=\"strict-origin-when-cross-origin\""), "{frame}");
    let own = cleaned(
        "<iframe src=\"https://player.example/\" loading=\"eager\" referrerpolicy=\"origin\"></iframe>",
    );
    let count = |name: &str| own.matches(name).count();
    assert_eq!((count("loading="), count("loading=\"eager\"")), (1, 1), "{own}");
    assert_eq!((count("referrerpolicy="), count("referrerpolicy=\"origin\"")), (1, 1), "{own}");
    for html in ["<iframe></iframe>b", "<iframe srcdoc=\"x\"></iframe>b", "<iframe src=\"/x\">a</iframe>b"] {
        check(html, "b");
    }
}

#[test]
fn ids_and_classes_of_the_page_are_the_pages_alone() {
    let linked = |id: &str| {
        format!("<a class=\"cd-anchor\" href=\"#{id}\" lang=\"en\" aria-label=\"Link to this section\"></a>")
    };
    check(
        "<h2 id=\"cd-main\" class=\"cd-bar note\">a</h2>",
        &format!("<h2 id=\"x-cd-main\" class=\"note\">a{}</h2>", linked("x-cd-main")),
    );
    check("<a href=\"#cd-main\">a</a>", "<a href=\"#x-cd-main\" rel=\"noopener noreferrer\">a</a>");
    check("<h2 id=\"own\">a</h2>", &format!("<h2 id=\"own\">a{}</h2>", linked("own")));
    // A link in a link, or in what opens and closes, is none.
    check(
        "<a href=\"#a\"><h2 id=\"a\">a</h2></a>",
        "<a href=\"#a\" rel=\"noopener noreferrer\"><h2 id=\"a\">a</h2></a>",
    );
}

#[test]
fn wide_things_get_a_box_that_can_be_scrolled() {
    check(
        "<table><tr><td>a</td></tr></table>",
        "<div class=\"cd-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><tbody><tr><td>a</td></tr>\
         </tbody></table></div>",
    );
    check(
        "<pre><code>a</code></pre>",
        "<div class=\"cd-listing\"><pre tabindex=\"0\"><code>a</code></pre></div>",
    );
    check(
        "<pre><code class=\"language-js\">if <b>a</b></code></pre>",
        "<div class=\"cd-listing\" data-cd-language=\"JavaScript\"><pre tabindex=\"0\">\
         <code class=\"language-js\">if <b>a</b></code></pre></div>",
    );
}

#[test]
fn headings_beside_the_title_are_told_to_be_below_it() {
    check("<h2>a</h2><h3>b</h3>", "<h2>a</h2><h3>b</h3>");
    check(
        "<h1 class=\"x\">a</h1><h2>b</h2><h6>c</h6>",
        "<h1 class=\"x\" aria-level=\"2\">a</h1><h2 aria-level=\"3\">b</h2><h6 aria-level=\"7\">c</h6>",
    );
}

#[test]
fn a_box_to_tick_is_all_that_a_form_may_have() {
    check("<input type=\"password\"> a", "<input type=\"checkbox\" disabled=\"\" aria-label=\"To do\"> a");
    check(
        "<input checked disabled type=\"checkbox\">",
        "<input checked=\"\" disabled=\"\" type=\"checkbox\" aria-label=\"Done\">",
    );
}

#[test]
fn endless_nesting_is_shown_as_it_is_written() {
    let html = "<div>".repeat(5000);
    assert!(cleaned(&html).starts_with("<pre tabindex=\"0\">&lt;div&gt;"));
    // A long list of tags without an end is not deep.
    assert!(cleaned(&"<br>".repeat(5000)).starts_with("<br><br>"));
}

#[test]
fn any_text_gives_balanced_html() {
    for html in [
        "<",
        "<a",
        "<a href=",
        "<a href=\"",
        "&",
        "&amp",
        "<p <p>",
        "\u{0}<b\u{0}>",
        "<a b='\"'>",
        "< table>",
    ] {
        let once = cleaned(html);
        let opened = once.matches("<div").count();
        assert_eq!(opened, once.matches("</div>").count(), "{html}: {once}");
    }
}

#[test]
fn formulas_are_shown_both_ways() {
    let tex = "<p><span class=\"math inline\">$a &lt; b$</span></p>";
    assert_eq!(cleaned(tex), tex);
    let mathml =
        crate::html::mathml::from_tex("\\frac{a}{b} < \\sqrt{\\begin{matrix} 1 & 2 \\end{matrix}}", true)
            .unwrap();
    assert_eq!(cleaned(&mathml), mathml);
    let hostile = "<math><mtext onclick=\"x\" href=\"javascript:x\">a</mtext><annotation-xml encoding=\"text/html\"><script>b</script></annotation-xml></math>";
    assert_eq!(cleaned(hostile), "<math><mtext>a</mtext></math>");
}

#[test]
fn headings_with_an_id_are_listed_with_their_words() {
    let html = "<h2 id=\"a\">One <code>two</code></h2><h3>b</h3><h3 id=\"c&amp;d\">&lt;c&gt;</h3><h2 id=\"e\"> </h2>";
    let headings = clean(html, Here::at(&Site, Target::Course)).headings;
    let heading =
        |level, id: &str, title: &str| Heading { level, id: id.to_owned(), title: title.to_owned() };
    assert_eq!(headings, [heading(2, "a", "One two"), heading(3, "c&amp;d", "<c>")]);
}

#[test]
fn code_has_colors_until_they_would_be_too_much() {
    let block = format!("<pre><code class=\"language-js\">{}</code></pre>", "if (1) {}\n".repeat(200));
    let page = cleaned(&block.repeat(20));
    assert!(page.contains("<cd-k>if</cd-k>"), "no colors");
    assert!(page.ends_with("if (1) {}\n</code></pre></div>"), "the last blocks are plain");
    assert!(page.len() < block.len() * 20 + 20 * 1024, "{} bytes", page.len());
}
