//! Tags of Jekyll, `GitBook` and Markdoc: `{% include figure.html … %}`, `{% highlight %}`, `{% hint %}`, `{% tabs %}`.

use crate::html::embeds::{self, Site};
use crate::html::escape::push_attribute;

use super::arguments::Arguments;
use super::boxes::{self, plain_title};
use super::containers::{self, Container};
use super::meaning::{Meaning, caption_of, image, is_film, is_picture, link, media};
use super::tag::Tag;

const TITLE: &[&str] = &["title", "label", "name", "header", "summary"];
const SOURCE: &[&str] =
    &["src", "file", "url", "path", "image_path", "image-path", "image", "img", "filename", "source", "link"];

/// Tags that choose and compute: what they enclose is no text of its own.
const LOGIC: &[&str] =
    &["if", "unless", "case", "for", "capture", "tablerow", "ifversion", "macro", "block", "assign"];

/// What a tag means; `body` is what a pair encloses.
pub(super) fn meaning(tag: &Tag<'_>, body: Option<&str>) -> Option<Meaning> {
    let arguments = &tag.arguments;
    let name = tag.name();
    // Liquid takes words without quotes.
    let words = || arguments.plain().collect::<Vec<_>>().join(" ");
    let title = || plain_title(&arguments.get(TITLE).map_or_else(words, str::to_owned));
    match (name.as_str(), body) {
        ("include" | "include_cached", None) => include(arguments),
        ("embed", body) => Some(media(arguments.get(&["url", "src"])?, &caption(arguments, body))),
        ("file", _) => {
            let source = arguments.get(&["src", "url"])?;
            Some(Meaning::Instead(link(&caption(arguments, body), source)))
        }
        ("content-ref" | "page-ref", Some(body)) if !body.trim().is_empty() => {
            Some(Meaning::Container(Container::Plain))
        }
        ("content-ref" | "page-ref", _) => {
            Some(Meaning::Instead(link("", arguments.get(&["url", "page", "src"])?)))
        }
        ("img" | "image" | "picture" | "figure", None) => {
            if let Some(html) = octopress(arguments) {
                return Some(Meaning::Instead(html));
            }
            let source = arguments.plain().find(|value| is_picture(value)).or(arguments.get(SOURCE))?;
            let caption = arguments.get(&["caption", "title"]).unwrap_or_default().to_owned();
            let alt = arguments.get(&["alt"]).map(str::to_owned).or_else(|| plain_title(&caption));
            Some(Meaning::Figure { image: image(&alt.unwrap_or_default(), source), caption })
        }
        ("include_relative", None) => Some(Meaning::File(arguments.first()?.to_owned())),
        (_, None) => None,
        (_, Some(body)) if Site::from_name(&name).is_some() => {
            let address = embeds::from_id(Site::from_name(&name)?, body.trim())?;
            Some(Meaning::Instead(format!("<{address}>")))
        }
        ("highlight" | "codeblock", Some(_)) => {
            let language = arguments.first().unwrap_or_default().to_owned();
            Some(Meaning::Code { language, label: None })
        }
        ("mermaid", Some(_)) => Some(Meaning::Code { language: "mermaid".to_owned(), label: None }),
        ("code", Some(_)) => {
            let label = arguments.get(TITLE).and_then(plain_title);
            Some(Meaning::Container(label.map_or(Container::Plain, Container::Label)))
        }
        (name, Some(_)) if boxes::is_box(name) => {
            let kind = arguments.get(&["style", "type", "kind", "level"]).or_else(|| arguments.first());
            let title = arguments.get(&["title", "header", "label", "description"]).and_then(plain_title);
            Some(Meaning::Container(boxes::admonition(kind, title)))
        }
        ("tabs", Some(_)) => Some(Meaning::Container(Container::Plain)),
        (name, Some(_)) => containers::of_name(name, title()).map(Meaning::Container),
    }
}

/// HTML of an image with its size, its title and its alt text behind its address: `left /x.png 100 50 "T" "A"`.
fn octopress(arguments: &Arguments<'_>) -> Option<String> {
    let mut values = arguments.plain().skip_while(|value| !is_picture(value));
    let source = values.next()?;
    let is_number =
        |value: &&str| value.trim_end_matches("px").bytes().all(|c| c.is_ascii_digit()) && !value.is_empty();
    let (sizes, words): (Vec<&str>, Vec<&str>) = values.partition(is_number);
    if sizes.is_empty() && words.is_empty() {
        return None;
    }
    let title = words.first().copied().unwrap_or_default();
    let alt = arguments.get(&["alt"]).or_else(|| words.last().copied()).unwrap_or_default();
    let mut html = "<img".to_owned();
    push_attribute(&mut html, "src", source);
    if !alt.is_empty() {
        push_attribute(&mut html, "alt", alt);
    }
    if !title.is_empty() && title != alt {
        push_attribute(&mut html, "title", title);
    }
    for (name, size) in ["width", "height"].iter().zip(sizes) {
        push_attribute(&mut html, name, size.trim_end_matches("px"));
    }
    Some(html + ">")
}

/// Whether a pair chooses or computes what learners see.
pub(super) fn is_logic(name: &str) -> bool {
    LOGIC.contains(&name)
}

fn caption(arguments: &Arguments<'_>, body: Option<&str>) -> String {
    let caption = arguments.get(&["caption", "title", "name"]).unwrap_or_default();
    caption_of(body.unwrap_or_default(), caption)
}

/// `{% include figure.html src="x.png" caption="Y" %}`, `{% include note.html content="X" %}`.
fn include(arguments: &Arguments<'_>) -> Option<Meaning> {
    let file = arguments.first()?.rsplit('/').next()?.to_ascii_lowercase();
    let name = file.split('.').next().unwrap_or_default();
    let kind = name.trim_start_matches("callout-").trim_start_matches("alert-");
    let text = arguments.get(&["content", "text", "message", "body"]);
    if let Some(text) = text.filter(|_| boxes::is_kind(kind) || boxes::is_box(kind)) {
        let kind = arguments.get(&["type", "style", "level"]).unwrap_or(kind);
        let title = arguments.get(TITLE).and_then(plain_title);
        return Some(Meaning::Boxed {
            container: boxes::admonition(Some(kind), title),
            text: text.to_owned(),
        });
    }
    let is_image = ["figure", "image", "img", "photo", "picture", "screenshot"];
    let is_named = is_image.iter().any(|word| name.contains(word));
    let is_site = Site::from_name(name).is_some() || arguments.get(&["provider"]).is_some();
    let mut sources = SOURCE.iter().filter_map(|key| arguments.get(&[*key]));
    let source = sources.find(|source| {
        let is_path = is_picture(source) || is_film(source) || (is_named && source.contains(['/', '.']));
        is_path && !["page.", "site.", "include."].iter().any(|variable| source.starts_with(variable))
    })?;
    if is_site || source.contains(['\n', '{']) {
        return None;
    }
    let caption = arguments.get(&["caption", "title", "description"]).unwrap_or_default().to_owned();
    let alt = arguments.get(&["alt", "image_alt"]).map(str::to_owned).or_else(|| plain_title(&caption));
    Some(Meaning::Figure { image: image(&alt.unwrap_or_default(), source), caption })
}
