//! Directives that enclose: boxes, details, tabs, cards, statements with a proof.

use crate::dialect::containers::{self, Container};
use crate::dialect::image;
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;
use crate::html::admonitions::{self, Look};

use super::around::{Around, plain_title};
use super::directive::Directive;
use super::names::is_proof;

/// A box, details, a tab, or a block that only encloses others.
pub(super) fn container(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let name = directive.name.as_str();
    let argument = directive.argument;
    if let Some(gate) = name.strip_suffix("-start") {
        let (look, title) = admonitions::of_name(gate);
        return open(rewriter, lines, directive, Container::Admonition { look, title });
    }
    if name.ends_with("-end") {
        let head = vec![rewriter.comment(Placeholder::AdmonitionEnd)];
        return Around { head, end: vec![] }.write(rewriter, lines, directive);
    }
    // The argument of a box may be the beginning of its text.
    let is_box = admonitions::known(name).is_some() && !matches!(name, "admonition" | "exercise" | "example");
    if is_box && !argument.is_empty() && is_text_of_body(lines, directive) {
        let (look, title) = admonitions::of_name(name);
        let mut around = around(rewriter, folded(directive, Container::Admonition { look, title }));
        around.head.push(argument.to_owned());
        return around.write(rewriter, lines, directive);
    }
    let title = Some(plain_title(argument)).filter(|title| !title.is_empty());
    let container = match name {
        "toggle" => containers::of_name("details", title),
        "tabbed" => containers::of_name("tab", title),
        "card" | "grid-item-card" => return card(rewriter, lines, directive),
        "topic" | "sidebar" | "margin" => {
            let title = title.or_else(|| Some(String::new()));
            Some(Container::Admonition { look: Look::NOTE, title })
        }
        "versionadded" => title.map(|version| Container::Label(format!("New in version {version}"))),
        "versionchanged" => title.map(|version| Container::Label(format!("Changed in version {version}"))),
        "deprecated" => title.map(|version| Container::Label(format!("Deprecated since version {version}"))),
        "solution" => containers::of_name(name, None),
        "exercise" => containers::of_name(name, title.map(|title| format!("Exercise: {title}"))),
        "admonition" => {
            let classes = directive.option(&["class"]).unwrap_or_default();
            let look =
                classes.split_whitespace().find_map(admonitions::known).map_or(Look::NOTE, |known| known.0);
            Some(Container::Admonition { look, title: title.or_else(|| Some(String::new())) })
        }
        _ if is_proof(name) && admonitions::known(name).is_none() => Some(proof(name, title)),
        _ => containers::of_name(name, title),
    };
    let container = folded(directive, container.unwrap_or(Container::Plain));
    open(rewriter, lines, directive, container);
}

/// Whether the argument of a box reads on in its body, or is all of it.
fn is_text_of_body(lines: &Lines<'_>, directive: &Directive<'_>) -> bool {
    let mut body = directive.body.clone();
    let is_next = directive.body.start == directive.head + 1;
    directive.is_empty(lines)
        || (is_next && body.next().is_some_and(|line| lines.content(line).starts_with(char::is_lowercase)))
}

/// A box that the author wants folded is details.
fn folded(directive: &Directive<'_>, container: Container) -> Container {
    let is_open = directive.option(&["open"]).is_some_and(|value| value != "false");
    match container {
        Container::Admonition { look, title } if directive.has_word("class", "dropdown") => {
            let summary = title.filter(|title| !title.is_empty()).unwrap_or_else(|| look.title().to_owned());
            Container::Details { summary, is_open }
        }
        Container::Details { summary, .. } => Container::Details { summary, is_open },
        other => other,
    }
}

fn proof(name: &str, title: Option<String>) -> Container {
    let kind = name.rsplit(':').next().unwrap_or(name);
    let (look, default_title) = admonitions::of_name(kind);
    let kind = default_title.unwrap_or_else(|| look.title().to_owned());
    let title = title.map_or_else(|| kind.clone(), |title| format!("{kind}: {title}"));
    Container::Admonition { look, title: Some(title) }
}

fn open(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    directive: &Directive<'_>,
    container: Container,
) {
    let around = around(rewriter, container);
    around.write(rewriter, lines, directive);
}

/// What stands around the body of a container.
fn around(rewriter: &mut Rewriter<'_, '_, '_>, container: Container) -> Around {
    let end = containers::end(&container).map(|placeholder| rewriter.comment(placeholder));
    let head = containers::start(container).map(|placeholder| rewriter.comment(placeholder));
    Around { head: head.into_iter().collect(), end: end.into_iter().collect() }
}

/// A card: its title, which may be a link, and its picture.
fn card(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let title = plain_title(directive.argument);
    let link = directive.option(&["link", "url"]).filter(|link| !link.is_empty());
    let mut head = Vec::new();
    if let Some(target) = directive.option(&["img-top", "img-bottom", "img-background", "image"]) {
        let alt = directive.option(&["img-alt"]).unwrap_or(&title);
        let image = image::Image { alt: alt.into(), target, ..image::Image::default() };
        head.extend([image.markdown(), String::new()]);
    }
    match link {
        Some(link) => {
            let mut words = String::new();
            image::push_escaped(&mut words, if title.is_empty() { link } else { &title });
            let is_ref = directive.option(&["link-type"]) == Some("ref");
            let target = if is_ref { format!("#{link}") } else { link.to_owned() };
            head.extend([format!("**{}**", image::link(&words, &target)), String::new()]);
        }
        None if !title.is_empty() => head.push(rewriter.comment(Placeholder::Label(title))),
        None => {}
    }
    Around { head, end: vec![] }.write(rewriter, lines, directive);
}
