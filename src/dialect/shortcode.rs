//! Template tags: `{% … %}`, `{{< … >}}`, `{{% … %}}`, and `{{ site.baseurl }}` in addresses.

use crate::diagnostic::{Code, Diagnostic};
use crate::html::embeds::{self, Site};

use super::hugo;
use super::inline_html;
use super::liquid;
use super::placeholder::Placeholder;
use super::rewriter::{MAX_COMMENT, Rewriter};
use super::tag::{self, MAX_TAG, Role, Syntax, Tag, within};
use super::zola;

/// Looks at the tag that begins at `start`; gives its length when it is done with.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let Some(tag) = Tag::at(text, start) else {
        return site_prefix(rewriter, start)
            .or_else(|| zola::scan(rewriter, start))
            .or_else(|| variable(rewriter, start));
    };
    let range = tag.range.clone();
    if let Some(taken) = raw(rewriter, &tag) {
        return Some(taken);
    }
    if let Some(player) = player(&tag) {
        if rewriter.is_alone(&range) {
            rewriter.insert(range.clone(), Placeholder::Player(player));
        } else {
            rewriter.replace(range.clone(), format!("<{player}>"));
        }
    } else if let Some(markdown) = known(&tag, &text[..start]) {
        let in_html = rewriter.is_in_html(start) && markdown.starts_with('!');
        rewriter.replace(range.clone(), if in_html { inline_html::of(&markdown) } else { markdown });
    } else {
        warn(rewriter, &tag);
    }
    Some(range.len())
}

fn warn(rewriter: &mut Rewriter<'_, '_, '_>, tag: &Tag<'_>) {
    if is_unclosed(tag) {
        let name = tag.name();
        let written = match tag.syntax {
            Syntax::Liquid => format!("{{% {name} %}}"),
            Syntax::Hugo => format!("{{{{< {name} >}}}}"),
        };
        let finding = Diagnostic::new(Code::UnclosedBlock, format!("`{written}` is never closed"))
            .label("shown to learners as written")
            .help("write its closing tag where it ends");
        return rewriter.say_once(&written, &tag.range, finding);
    }
    let (name, tool) = match tag.syntax {
        Syntax::Liquid => ("{% … %}".to_owned(), "Jekyll"),
        Syntax::Hugo if rewriter.kind.is_pandoc() => (format!("{{{{< {} >}}}}", tag.name()), "Quarto"),
        Syntax::Hugo => ("{{< … >}}".to_owned(), "Hugo"),
    };
    let message = format!("`{name}` is a tag of {tool}, not Markdown");
    rewriter.warn(
        &name,
        &tag.range,
        message,
        "shown to learners as written",
        "replace it with Markdown, or remove it",
    );
}

/// Whether a tag means something only with another that ends it.
fn is_unclosed(tag: &Tag<'_>) -> bool {
    let meaning = match tag.syntax {
        Syntax::Liquid => liquid::meaning,
        Syntax::Hugo => hugo::meaning,
    };
    tag.role == Role::Start && meaning(tag, Some("text")).is_some() && meaning(tag, None).is_none()
}

/// Names a value that a website fills in: `{{ page.title }}`. Other double braces are text.
fn variable(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    const OWNERS: &[&str] = &[
        "site.",
        "page.",
        "include.",
        "layout.",
        "book.",
        "theme.",
        "frontmatter.",
        "$frontmatter.",
        "$page.",
        "$site.",
        ".Site.",
        ".Page.",
        ".Params.",
    ];
    let text = rewriter.text.as_str();
    let length = within(&text[start + 2..], MAX_TAG).find("}}")?;
    let inner = text[start + 2..start + 2 + length].trim_matches(['-', ' ']);
    let is_variable = OWNERS.iter().any(|owner| inner.starts_with(owner));
    if is_variable && !inner.contains('\n') && !starts_address(&text[..start]) {
        let range = start..start + length + 4;
        let message = "`{{ … }}` is a value of a website, not Markdown".to_owned();
        rewriter.warn("variable", &range, message, "shown to learners as written", "write the value itself");
    }
    None
}

fn starts_address(before: &str) -> bool {
    before.ends_with(['(', '<', '"', '\'', '=', '}']) || before.ends_with("]: ")
}

/// Removes `{% raw %}` and `{% endraw %}` in code: Jekyll reads its tags before Markdown.
pub(super) fn show_raw(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    if !rewriter.kind.tools.jekyll || !text.contains("endraw") {
        return;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        at = start + 2;
        let tag = Tag::at(text, start).filter(|tag| tag.syntax == Syntax::Liquid);
        let tag = tag.filter(|tag| tag.arguments.name == "raw" && rewriter.kept_until(start).is_some());
        if let Some(tag) = tag {
            at = tag.range.end;
            rewriter.remove(tag.range);
        }
    }
}

/// Removes the two tags of `{% raw %}`, and passes over what they enclose.
fn raw(rewriter: &mut Rewriter<'_, '_, '_>, tag: &Tag<'_>) -> Option<usize> {
    if !tag::is_raw(tag) {
        let is_end = tag.syntax == Syntax::Liquid && tag.role == Role::End && tag.arguments.name == "raw";
        return is_end.then(|| rewriter.remove(tag.range.clone()));
    }
    let length = rewriter.remove(tag.range.clone());
    let rest = within(&rewriter.text.as_str()[tag.range.end..], MAX_COMMENT);
    let enclosed = rest.find("endraw").and_then(|end| rest[..end].rfind("{%"));
    Some(length + enclosed.unwrap_or_default())
}

const ID: &[&str] = &["id", "video_id", "videoId", "video", "youtubeId", "youtube_id", "url", "src", "key"];

/// The address of the player that a tag asks for.
fn player(tag: &Tag<'_>) -> Option<String> {
    let arguments = &tag.arguments;
    if tag.syntax == Syntax::Liquid && arguments.name == "include" {
        let file = arguments.first()?.rsplit('/').next()?.to_lowercase();
        let named = ["youtube", "vimeo", "loom", "wistia"].into_iter().find(|name| file.contains(name));
        let site = Site::from_name(arguments.get(&["provider", "type", "host"]).or(named)?)?;
        return embeds::from_id(site, arguments.get(ID)?);
    }
    if arguments.name == "video" {
        return embeds::from_url(arguments.get(ID).or_else(|| arguments.first())?);
    }
    let site = Site::from_name(arguments.name)?;
    embeds::from_id(site, arguments.get(ID).or_else(|| arguments.first())?)
}

/// Markdown for the other tags that are clear without the tool they are from.
fn known(tag: &Tag<'_>, before: &str) -> Option<String> {
    let arguments = &tag.arguments;
    let address = || {
        let address = arguments.get(&["path", "page"]).or_else(|| arguments.first())?;
        (!address.contains(['<', '>', '\n'])).then_some(address)
    };
    let in_html = before.ends_with("=\"") || before.ends_with("='");
    match (tag.syntax, arguments.name) {
        (Syntax::Liquid, "link" | "post_url") if before.ends_with('(') => Some(format!("</{}>", address()?)),
        (Syntax::Liquid, "link" | "post_url") if in_html => Some(format!("/{}", address()?)),
        (Syntax::Hugo, "ref" | "relref") if before.ends_with('(') => Some(format!("<{}>", address()?)),
        (Syntax::Hugo, "ref" | "relref") if in_html => Some(address()?.to_owned()),
        (Syntax::Hugo, "figure" | "img" | "image" | "video") => {
            let source = arguments.get(&["src", "link", "file"]).or_else(|| arguments.first());
            let source = source.filter(|source| !source.contains(['<', '>', '\n']))?;
            let alt = arguments.get(&["alt", "caption", "title"]).unwrap_or_default();
            let alt = alt.replace(['[', ']', '\n'], " ");
            Some(format!("![{alt}](<{source}>)"))
        }
        _ => None,
    }
}

/// Reduces `{{ site.baseurl }}` at the start of an address to nothing, and `{{ "/x" | relative_url }}`
/// to `/x`. Anywhere else double braces may be the lesson's own text.
fn site_prefix(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let length = within(&text[start..], MAX_TAG).find("}}").filter(|_| starts_address(&text[..start]))? + 2;
    let inner = text[start + 2..start + length - 2].trim_matches(['-', ' ']);
    let after = &text[start + length..];
    let with = match inner {
        "site.baseurl" | "site.url" | "site.base_url" | "base_url" | "page.baseurl" | "base.url"
        | "site.github.url" | "root_url" => {
            if after.starts_with("{{") || after.starts_with('/') {
                ""
            } else {
                "/"
            }
        }
        _ => {
            let (path, filter) = inner.split_once('|')?;
            let is_address = ["relative_url", "absolute_url", "prepend", "url", "relURL", "absURL"]
                .iter()
                .any(|name| filter.trim().starts_with(name));
            is_address
                .then(|| path.trim().trim_matches(['"', '\'']))
                .filter(|path| !path.contains(char::is_whitespace))?
        }
    };
    rewriter.replace(start..start + length, with.to_owned());
    Some(length)
}
