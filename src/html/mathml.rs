//! TeX to `MathML`, with the TeX inside, for those who copy a formula.
//!
//! The result is made of [`TAGS`] and [`ATTRIBUTES`] only, whatever the formula holds: it is written into a page that
//! is sanitized already.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::tokens::{Token, Tokens};

/// The tags of a formula.
pub(crate) const TAGS: &[&str] = &[
    "annotation",
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "semantics",
];

/// The attributes that they may have.
pub(crate) const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "class",
    "columnalign",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "encoding",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "stretchy",
    "style",
    "symmetric",
    "voffset",
    "width",
];

/// No formula of an author is longer, in bytes, or has more braces in each other.
const MAX_LENGTH: usize = 20_000;
const MAX_DEPTH: usize = 100;

/// The formula as `MathML`, or in a few words why it cannot be converted.
pub(crate) fn from_tex(tex: &str, is_block: bool) -> Result<String, String> {
    if tex.len() > MAX_LENGTH || depth(tex) > MAX_DEPTH {
        return Err("it is too long or too deeply nested".to_owned());
    }
    let Some(to_mathml) = &*CONVERTER else { return Err("there is no converter".to_owned()) };
    let display = if is_block { MathDisplay::Block } else { MathDisplay::Inline };
    let converted = to_mathml.convert_with_local_state(tex.trim(), display);
    let mathml = converted.map_err(|error| reason(&error.to_string()))?.mathml;
    if is_allowed(&mathml) { Ok(mathml) } else { Err("it contains a link".to_owned()) }
}

static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    LatexToMathML::new(MathCoreConfig { annotation: true, ..MathCoreConfig::default() }).ok()
});

/// An error of the converter as a part of a sentence.
fn reason(error: &str) -> String {
    let error = error.trim_end_matches('.');
    let mut letters = error.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

/// How deep braces and environments are in each other, at most.
fn depth(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, byte) in tex.bytes().enumerate() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            b'\\' if tex[at..].starts_with("\\left") || tex[at..].starts_with("\\begin") => depth += 1,
            b'\\' if tex[at..].starts_with("\\right") || tex[at..].starts_with("\\end") => {
                depth = depth.saturating_sub(1);
            }
            // `x^a^b` and `\sqrt\sqrt x` nest without braces.
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether there is nothing in it but a formula.
fn is_allowed(mathml: &str) -> bool {
    Tokens::new(mathml).all(|token| match token {
        Token::Text(_) => true,
        Token::End(name) => TAGS.contains(&name),
        Token::Start(tag) => {
            TAGS.contains(&tag.name) && tag.attributes.iter().all(|it| ATTRIBUTES.contains(&it.name))
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_holds_its_tex() {
        let mathml = from_tex("a^2 < \\frac{1}{2}", false).unwrap();
        assert!(mathml.starts_with("<math><semantics><mrow><msup><mi>a</mi><mn>2</mn></msup>"), "{mathml}");
        let tex = "<annotation encoding=\"application/x-tex\">a^2 &lt; \\frac{1}{2}</annotation>";
        assert!(mathml.ends_with(&format!("{tex}</semantics></math>")), "{mathml}");
        assert!(from_tex("x", true).unwrap().starts_with("<math display=\"block\">"));
    }

    #[test]
    fn what_authors_write_can_be_converted() {
        for tex in [
            "\\sum_{i=0}^{n} i^2 = \\frac{n(n+1)(2n+1)}{6}",
            "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
            "\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}",
            "\\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
            "\\sqrt[3]{x} \\cdot \\alpha \\leq \\infty",
            "\\mathbb{R}^n, \\vec{v}, \\hat{y}, \\overline{AB}",
            "\\lim_{x \\to 0} \\frac{\\sin x}{x}",
            "\\int_0^\\infty e^{-x}\\,dx",
            "\\color{red} x + y",
            "\\left( \\frac{a}{b} \\right)",
            "\\begin{align} a &= b \\\\ c &= d \\end{align}",
            "\\begin{equation*} E = mc^2 \\end{equation*}",
        ] {
            from_tex(tex, true).unwrap_or_else(|error| panic!("{tex}: {error}"));
        }
    }

    #[test]
    fn what_cannot_be_converted_is_said() {
        for tex in ["\\nosuchcommand", "\\frac{a", "a}", "\\href{javascript:x}{y}", "\\left("] {
            assert!(from_tex(tex, false).is_err(), "{tex}");
        }
        assert!(from_tex(&"{".repeat(50_000), false).is_err());
        assert!(from_tex(&"{".repeat(10_000), false).is_err());
    }

    const PIECES: &[&str] = &[
        "\\frac",
        "{",
        "}",
        "^",
        "_",
        "a",
        "1",
        "\\sqrt",
        "\\left(",
        "\\right)",
        "&",
        "\\\\",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\text{",
        "<b>",
        "\"",
        "\\href{x}{y}",
        "\\url{javascript:x}",
        "\\color{red}",
        "\\tag{1}",
        "\\label{a}",
        "\\ref{a}",
        "\\eqref{a}",
        "'",
        "\\not",
        "\\big",
        "[",
        "]",
        "é",
        "\\mathbb",
        "\\hspace{1em}",
        "\\overset",
        "\\operatorname{f}",
        "$",
        "%",
        "#",
        "~",
        "\\class{x}",
        "\\begin{array}{cc}",
        "\\end{array}",
        "\\\u{301}",
    ];

    proptest! {
        #[test]
        fn a_formula_is_made_of_its_tags_or_is_none(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24),
        ) {
            if let Ok(mathml) = from_tex(&pieces.concat(), true) {
                prop_assert!(is_allowed(&mathml), "{mathml}");
            }
        }
    }
}
