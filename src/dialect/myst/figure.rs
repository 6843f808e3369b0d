//! Directives that show something: images with or without a caption, players.

use crate::dialect::image::{self, Image};
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;
use crate::html::embeds::{self, Site};
use crate::html::escape::escape;

use super::around::Around;
use super::directive::Directive;

/// An image; its body is the caption.
pub(super) fn figure(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let mut head = vec![rewriter.comment(Placeholder::FigureStart)];
    let mut end = vec![rewriter.comment(Placeholder::FigureEnd)];
    // Without an address the image is in the body.
    let target = if directive.name == "figure" { directive.argument } else { "" };
    if let Some(name) = target.strip_prefix('#') {
        let message = format!("the figure `{name}` is made by a notebook");
        let help = "save the picture as a file of the course and name the file";
        rewriter.warn("notebook figure", &lines.place(directive.head), message, "left out", help);
    } else if !target.is_empty() {
        head.extend([String::new(), picture(lines, directive), String::new()]);
    }
    if !directive.is_empty(lines) && !target.is_empty() {
        head.push(rewriter.comment(Placeholder::CaptionStart));
        end.insert(0, rewriter.comment(Placeholder::CaptionEnd));
    }
    Around { head, end }.write(rewriter, lines, directive);
}

/// An image alone.
pub(super) fn image(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let head = vec![picture(lines, directive), String::new()];
    Around { head, end: vec![] }.write(rewriter, lines, directive);
}

/// The image that the argument and the options describe.
fn picture(lines: &Lines<'_>, directive: &Directive<'_>) -> String {
    let size = |keys: &[&str]| directive.option(keys).and_then(image::size);
    let alt = directive.option(&["alt"]).map_or_else(|| directive.caption(lines), str::to_owned);
    let image = Image {
        alt: alt.into(),
        target: directive.argument,
        title: "",
        width: size(&["width", "w"]),
        height: size(&["height", "h"]),
    };
    match directive.option(&["target"]).filter(|target| !target.is_empty()) {
        Some(target) => image::link(&image.markdown(), target),
        None => image.markdown(),
    }
}

/// A player of a site, or of a file; its body is the caption.
pub(super) fn player(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let target = directive.argument;
    let site = Site::from_name(&directive.name);
    let address = site.map_or_else(|| embeds::from_url(target), |site| embeds::from_id(site, target));
    let is_file = matches!(directive.name.as_str(), "video" | "audio");
    let shown = match address {
        Some(address) => rewriter.comment(Placeholder::Player(address)),
        None if directive.name == "audio" => {
            format!("<audio src=\"{}\" controls></audio>", escape(target))
        }
        None if is_file => Image { target, ..Image::default() }.markdown(),
        None if target.starts_with("https://") || target.starts_with("http://") => {
            format!("<iframe src=\"{}\"></iframe>", escape(target))
        }
        None => image::link(&escaped(target), target),
    };
    Around { head: vec![shown, String::new()], end: vec![] }.write(rewriter, lines, directive);
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    image::push_escaped(&mut out, text);
    out
}
