//! Formulas of a lesson: sent as TeX or as `MathML`, and counted.

use super::*;

#[test]
fn formulas_are_sent_as_they_are_written_and_counted_once_a_page() {
    check(
        &[
            ("a.md", "One $a_1$ and \\(b\\).\n\n$$\nc\n- d\n$$\n"),
            ("b.md", "No formula, $5 and $6."),
            ("c.md", "$e$"),
        ],
        r#"
            a.md
              | <p>One <span class="math inline">$a_1$</span> and <span class="math inline">\(b\)</span>.</p>
              | <p><span class="math display">$$
              | c
              | - d
              | $$</span></p>
            b.md
              | <p>No formula, $5 and $6.</p>
            c.md
              | <p><span class="math inline">$e$</span></p>
            info[math-formulas] a.md:1:5: 3 formulas are sent as TeX
              = write `math: mathml` in course.yaml to send MathML instead
            info[math-formulas] c.md:1:1: 1 formula is sent as TeX
              = write `math: mathml` in course.yaml to send MathML instead
        "#,
    );
}

#[test]
fn an_author_who_wants_mathml_gets_it_with_the_tex_inside() {
    check(
        &[("course.yaml", "math: mathml\n"), ("a.md", "# A $x$\n\nOne $a < b$ <b>bold</b>\n\n\\[ c \\]\n")],
        r#"
            a.md
              | <p>One <math><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow><annotation encoding="application/x-tex">a &lt; b</annotation></semantics></math> <b>bold</b></p>
              | <p><math display="block"><semantics><mi>c</mi><annotation encoding="application/x-tex">c</annotation></semantics></math></p>
            info[math-formulas] a.md:3:5: 2 formulas are sent as MathML
              = remove `math: mathml` from course.yaml to send TeX instead
        "#,
    );
}

#[test]
fn what_cannot_be_converted_stays_tex_and_an_author_s_own_math_stays_out() {
    check(
        &[
            ("course.yaml", "math: mathml\n"),
            (
                "a.md",
                "$\\nosuch{a}$ $\\href{javascript:x}{y}$ <math><mi onclick=\"x\">z</mi></math> <b>end</b>\n",
            ),
        ],
        r#"
            a.md
              | <p><span class="math inline">$\nosuch{a}$</span> <span class="math inline">$\href{javascript:x}{y}$</span>  <b>end</b></p>
            warning[math-not-converted] a.md:1:1: a formula and 1 more cannot be converted to MathML: unknown command "\nosuch"
            warning[unsafe-html] a.md:1:39: `<math>` is removed
        "#,
    );
}

#[test]
fn the_format_of_formulas_is_one_of_two_words() {
    check(
        &[("course.yaml", "math: svg\n"), ("a.md", "$a$ ")],
        r#"
            a.md
              | <p><span class="math inline">$a$</span></p>
            info[math-formulas] a.md:1:1: 1 formula is sent as TeX
              = write `math: mathml` in course.yaml to send MathML instead
            error[invalid-value] course.yaml:1:7: `math` must be `tex` or `mathml`
              ^ not a valid value
        "#,
    );
}
