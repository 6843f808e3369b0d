//! Formulas: the author's letters, in one element each.

use super::*;

#[track_caller]
fn check_inline(markdown: &str) {
    let letters = markdown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    check(
        &format!("So {markdown} it *is*."),
        &format!("<p>So <span class=\"math inline\">{letters}</span> it <em>is</em>.</p>\n"),
    );
}

#[track_caller]
fn check_block(markdown: &str) {
    let letters = markdown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let expected = format!("<p><span class=\"math display\">{letters}</span></p>\n");
    check(markdown, &expected);
    check(
        &format!("Before.\n\n{markdown}\n\nBehind.\n"),
        &format!("<p>Before.</p>\n{expected}<p>Behind.</p>\n"),
    );
}

#[test]
fn every_kind_of_inline_formula_keeps_its_letters() {
    for formula in [
        "$a^2$",
        "$a_b * c_d * e$",
        "$x < y & z$",
        "\\(x\\)",
        "\\(a_b * c_d * e \\\\ f\\)",
        "\\(x < y & z > [a](b)\\)",
        "$\\text{a {b} c}$",
    ] {
        check_inline(formula);
    }
}

#[test]
fn every_kind_of_block_keeps_its_letters() {
    for formula in [
        "$$a$$",
        "$$\na\n- b\n$$",
        "$$\n# a \\\\\n1. b_c_d &\n> e\n===\n$$",
        "\\[\n\\begin{aligned}\na &= b \\\\\n- c *d* &= `e`\n\\end{aligned}\n\\]",
        "\\[x\\]",
        "\\[ a_1 <b> a_2 \\]",
    ] {
        check_block(formula);
    }
}

#[test]
fn formulas_in_lists_quotes_tables_and_links_keep_their_letters() {
    check(
        "> $$\n> a\n> - b\n> $$\n",
        "<blockquote>\n<p><span class=\"math display\">$$\na\n- b\n$$</span></p>\n</blockquote>\n",
    );
    check("- \\(a*b*c\\)\n", "<ul>\n<li><span class=\"math inline\">\\(a*b*c\\)</span></li>\n</ul>\n");
    check(
        "[the \\(x\\) axis](https://x.y)",
        "<p><a href=\"https://x.y\">the <span class=\"math inline\">\\(x\\)</span> axis</a></p>\n",
    );
    let table = page("| a |\n|---|\n| \\(x|y\\) |\n").html;
    assert!(table.contains("<span class=\"math inline\">\\(x|y\\)</span></td></tr>"), "{table}");
}

#[test]
fn what_is_around_a_formula_is_read_as_ever() {
    check(
        "**\\(a\\)** and \\(b\\): https://x.y/z, \\(c\\)<kbd>k</kbd>",
        "<p><strong><span class=\"math inline\">\\(a\\)</span></strong> and <span class=\"math inline\">\\(b\\)</span>: \
         <a href=\"https://x.y/z\">https://x.y/z</a>, <span class=\"math inline\">\\(c\\)</span><kbd>k</kbd></p>\n",
    );
}

#[test]
fn titles_ids_and_alternative_texts_have_the_letters_alone() {
    let found =
        page("# The \\(x_1\\) axis\n\nText.\n\n## More \\(y\\)\n\n![an \\(a*b\\)](https://x.y/a.png)\n");
    assert_eq!(found.title.as_deref(), Some("The \\(x_1\\) axis"));
    assert!(
        found.html.contains("<h2 id=\"more-y\">More <span class=\"math inline\">\\(y\\)</span></h2>"),
        "{}",
        found.html
    );
    assert!(found.html.contains("alt=\"an \\(a*b\\)\""), "{}", found.html);
}

#[test]
fn prices_variables_and_escaped_brackets_are_text() {
    check("$5 and $6, $5-$6, $HOME:$PATH", "<p>$5 and $6, $5-$6, $HOME:$PATH</p>\n");
    check("\\[optional\\], \\[1\\], \\(really\\)", "<p>[optional], [1], (really)</p>\n");
    check("cost \\$5 and \\$6", "<p>cost $5 and $6</p>\n");
}

#[test]
fn each_formula_has_a_place_of_its_own() {
    let text = "# T\n\nOne $a$ and\n\n$$\nb\n- c\n$$\n\nand \\(d\\).\n";
    let found = page(text);
    let formulas = found.references.iter().map(|it| (it.target.as_str(), &text[it.span.clone()]));
    assert_eq!(
        formulas.collect::<Vec<_>>(),
        [("$a$", "$a$"), ("$$\nb\n- c\n$$", "$$\nb\n- c\n$$"), ("\\(d\\)", "\\(d\\)")]
    );
    assert!(found.slots.iter().all(|slot| found.html[slot.html.clone()].starts_with("<span class=\"math ")));
    assert_eq!(found.slots.len(), 3);
    // An element of the author's that looks the same is none of ours.
    assert_eq!(page("<span class=\"math inline\">$x$</span>").slots.len(), 1);
    assert_eq!(page("<p><span class=\"math inline\">x</span></p>").slots.len(), 0);
}
