//! The properties of inline styles that are kept.

/// Properties of inline styles that change how a thing looks and not where on the portal it is.
const STYLES: &[&str] = &[
    "align-items",
    "aspect-ratio",
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-collapse",
    "border-color",
    "border-left",
    "border-radius",
    "border-right",
    "border-spacing",
    "border-style",
    "border-top",
    "border-width",
    "clear",
    "color",
    "column-gap",
    "display",
    "flex",
    "flex-direction",
    "flex-wrap",
    "float",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "gap",
    "grid-template-columns",
    "height",
    "justify-content",
    "left",
    "letter-spacing",
    "line-height",
    "list-style",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "overflow",
    "overflow-x",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "position",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "top",
    "vertical-align",
    "white-space",
    "width",
    "word-break",
];

/// The harmless part of an inline style.
pub(crate) fn harmless(raw: &str) -> String {
    let kept = raw.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let plain = value.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, ' ' | '#' | '%' | '.' | ',' | '-' | '!' | '\'' | '"' | '/')
        });
        let color = ["rgb(", "rgba(", "hsl(", "hsla("].iter().any(|start| value.starts_with(start))
            && value.ends_with(')')
            && value
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '(' | ')' | '%' | '.' | ',' | '/'));
        // Fixed to the window, a thing could be over the portal's own buttons.
        let moves = name == "position" && !matches!(value, "relative" | "absolute");
        (STYLES.contains(&name.as_str()) && (plain || color) && !moves).then(|| format!("{name}:{value}"))
    });
    kept.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn styles_that_only_draw_are_kept() {
        assert_eq!(
            harmless("color: red; TEXT-ALIGN:center ; background: rgba(0, 0, 0, .5)"),
            "color:red;text-align:center;background:rgba(0, 0, 0, .5)"
        );
    }

    #[test]
    fn styles_that_load_hide_or_cover_are_dropped() {
        for raw in [
            "background:url(//x)",
            "position:fixed",
            "width:expression(alert(1))",
            "z-index:9",
            "behavior:url(x)",
            "color",
            "color:r\\65 d",
        ] {
            assert_eq!(harmless(raw), "", "{raw}");
        }
    }
}
