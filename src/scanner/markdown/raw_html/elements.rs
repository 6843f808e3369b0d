//! One tag of the author's: what becomes of it.

use std::ops::Range;

use crate::course::html;
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::markdown::address::{Address, Use, classify, is_video};
use crate::scanner::markdown::page::{push_address, push_attribute, push_mark, push_text};
use crate::scanner::markdown::write::Writer;
use crate::scanner::markdown::{ReferenceKind, embed, foreign, plain};

use super::tokens::{Tag, Token, Tokens, decode, find_end_tag};
use super::{Chunk, MAX_DEPTH, is_placeholder, tags};

/// A link's text is read no further than this.
const MAX_LINK: usize = 2_000;

/// Whether a tag is read together with everything up to its end tag.
pub(super) fn is_taken_whole(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "video" | "audio" | "iframe") || is_left_out_whole(&name)
}

fn is_left_out_whole(name: &str) -> bool {
    tags::WITH_CONTENT.contains(&name) && !tags::VOID.contains(&name)
}

impl Writer<'_, '_, '_> {
    /// Writes a start tag, or what stands for it. Gives its name when what follows is to be left out
    /// and its end is not in this chunk.
    pub(super) fn element(
        &mut self,
        tag: &Tag<'_>,
        chunk: &Chunk<'_>,
        tokens: &mut Tokens<'_>,
    ) -> Option<&'static str> {
        let range = chunk.range(&tag.range);
        let name = tag.name.to_ascii_lowercase();
        if let Some(player) = embed::from_component(tag) {
            self.player(&player, "");
            return None;
        }
        self.check_handlers(tag, &range);
        if let Some(known) = tags::WITH_CONTENT.iter().find(|known| **known == name) {
            return self.left_out(tag, known, &range, tokens);
        }
        if self.is_component(tag) || !tags::is_known(&name) {
            self.unknown_element(tag, chunk, &range);
            return None;
        }
        if !html::TAGS.contains(&name.as_str()) {
            if tags::FORM.contains(&name.as_str()) {
                self.warn_unsafe("form", &format!("`<{name}>` was removed"), "the words in it stay", &range);
            }
            return None;
        }
        if !matches!(name.as_str(), "br" | "hr" | "wbr") {
            self.page.needs_cleaning = true;
        }
        match name.as_str() {
            "img" => self.author_image(tag, &range),
            "video" => self.author_video(tag, &range, tokens),
            "audio" => self.author_audio(tag, &range, tokens),
            "iframe" => self.author_frame(tag, &range, tokens),
            "source" => {}
            "input" => self.author_input(tag, &range),
            "a" => self.author_link(tag, &range, chunk, tokens),
            _ => self.plain_element(&name, tag),
        }
        None
    }

    pub(super) fn end_of_element(&mut self, name: &str, chunk: &Chunk<'_>, tokens: &Tokens<'_>) {
        let lower = name.to_ascii_lowercase();
        if html::TAGS.contains(&lower.as_str()) {
            self.raw.end(&lower, self.out);
        } else if is_placeholder(&format!("</{name}>")) && !self.is_component_name(name) {
            let start = chunk.html[..tokens.at].rfind("</").unwrap_or(tokens.at);
            push_text(self.out, &chunk.html[start..tokens.at]);
        }
    }

    fn plain_element(&mut self, name: &str, tag: &Tag<'_>) {
        let is_void = tags::VOID.contains(&name);
        if !is_void && self.raw.open.len() >= MAX_DEPTH {
            return;
        }
        self.open_tag(name);
        self.attributes(tag);
        self.out.push('>');
        if !is_void {
            if tag.self_closing && !matches!(name, "p" | "div" | "details") {
                self.out.extend(["</", name, ">"]);
            } else {
                self.raw.open.push(name.to_owned());
            }
        }
    }

    fn open_tag(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
    }

    /// Writes the attributes that any tag may have.
    fn attributes(&mut self, tag: &Tag<'_>) {
        for attribute in &tag.attributes {
            let name = attribute.name.to_ascii_lowercase();
            let name = if name == "classname" { "class" } else { name.as_str() };
            if !html::ATTRIBUTES.contains(&name) {
                continue;
            }
            let value = decode(attribute.value);
            match name {
                "id" if !self.page.ids.take(&value) => {}
                "style" => {
                    let style = tags::style(&value);
                    if !style.is_empty() {
                        push_attribute(self.out, "style", &style);
                    }
                }
                _ => push_attribute(self.out, name, &value),
            }
        }
    }

    fn author_image(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let source = tag.get("src").unwrap_or_default();
        let alt = tag.get("alt").map(plain::fold);
        match classify(&source, Use::Image) {
            Address::Local(target) if is_video(target) => self.video(target, alt.unwrap_or_default(), range),
            Address::Local(target) => {
                let reference =
                    self.page.refer(ReferenceKind::Image, target, alt.clone().unwrap_or_default(), range);
                self.open_tag("img");
                push_mark(self.out, "src", reference);
                self.end_of_author_image(tag, alt.as_deref(), range);
            }
            Address::Elsewhere(address) => {
                self.open_tag("img");
                push_address(self.out, "src", &address);
                self.end_of_author_image(tag, alt.as_deref(), range);
            }
            Address::Empty => push_text(self.out, &alt.unwrap_or_default()),
            Address::Refused => {
                self.page.refused_address(&source, range);
                push_text(self.out, &alt.unwrap_or_default());
            }
        }
    }

    fn end_of_author_image(&mut self, tag: &Tag<'_>, alt: Option<&str>, range: &Range<usize>) {
        // An empty text is how HTML says that the image is mere decoration.
        if alt.is_none() {
            self.page.missing_alt(range);
            push_attribute(self.out, "alt", "");
        }
        self.attributes(tag);
        self.out.push('>');
    }

    fn author_video(&mut self, tag: &Tag<'_>, range: &Range<usize>, tokens: &mut Tokens<'_>) {
        let (content, source) = content_and_source(tag, tokens);
        match classify(&source, Use::Media) {
            Address::Local(target) => {
                let text = tag.get("title").unwrap_or_default();
                let whole = range.start..range.end + content.map_or(0, str::len);
                self.video(target, plain::fold(text), &whole);
            }
            Address::Elsewhere(address) => {
                self.page.has_embed = true;
                self.open_tag("video");
                push_address(self.out, "src", &address);
                self.poster(tag, range);
                if tag.get("controls").is_none() {
                    push_attribute(self.out, "controls", "");
                }
                self.attributes(tag);
                self.out.push_str("></video>");
            }
            Address::Refused => self.page.refused_address(&source, range),
            Address::Empty => {}
        }
    }

    fn poster(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let poster = tag.get("poster").unwrap_or_default();
        match classify(&poster, Use::Image) {
            Address::Local(target) => {
                let reference = self.page.refer(ReferenceKind::Asset, target, String::new(), range);
                push_mark(self.out, "poster", reference);
            }
            Address::Elsewhere(address) => push_address(self.out, "poster", &address),
            Address::Empty => {}
            Address::Refused => self.page.refused_address(&poster, range),
        }
    }

    fn author_audio(&mut self, tag: &Tag<'_>, range: &Range<usize>, tokens: &mut Tokens<'_>) {
        let (content, source) = content_and_source(tag, tokens);
        match classify(&source, Use::Media) {
            Address::Local(target) => {
                let whole = range.start..range.end + content.map_or(0, str::len);
                let reference = self.page.refer(
                    ReferenceKind::Asset,
                    target,
                    plain::fold(tag.get("title").unwrap_or_default()),
                    &whole,
                );
                self.open_tag("audio");
                push_mark(self.out, "src", reference);
            }
            Address::Elsewhere(address) => {
                self.page.has_embed = true;
                self.open_tag("audio");
                push_address(self.out, "src", &address);
            }
            Address::Refused => return self.page.refused_address(&source, range),
            Address::Empty => return,
        }
        if tag.get("controls").is_none() {
            push_attribute(self.out, "controls", "");
        }
        self.attributes(tag);
        self.out.push_str("></audio>");
    }

    fn author_frame(&mut self, tag: &Tag<'_>, range: &Range<usize>, tokens: &mut Tokens<'_>) {
        if !tag.self_closing {
            tokens.skip_past_end(tag.name);
        }
        let source = tag.get("src").or_else(|| tag.get("data-src")).unwrap_or_default();
        match classify(&source, Use::Media) {
            Address::Elsewhere(address) => {
                let address = match address.get(..5) {
                    Some(start) if start.eq_ignore_ascii_case("http:") => {
                        format!("https:{}", &address[5..]).into()
                    }
                    _ => address,
                };
                self.page.has_embed = true;
                self.open_tag("iframe");
                push_address(self.out, "src", embed::from_url(&address).as_deref().unwrap_or(&address));
                self.attributes(tag);
                self.out.push_str("></iframe>");
            }
            Address::Refused => self.page.refused_address(&source, range),
            Address::Empty => {}
            Address::Local(target) => {
                let finding = Diagnostic::new(
                    Code::ForeignMarkup,
                    format!("a frame that shows `{target}` was left out"),
                )
                .label("shows a page of the course's own files")
                .help("link the file instead, or give the frame an address that begins with `https:`");
                self.page.findings.say_once("local frame", self.page.text, range, finding);
            }
        }
    }

    fn author_input(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if !tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
            return self.warn_unsafe("form", "`<input>` was removed", "a field of a form", range);
        }
        self.out.push_str("<input disabled=\"\" type=\"checkbox\"");
        if tag.get("checked").is_some() {
            push_attribute(self.out, "checked", "");
        }
        self.out.push('>');
    }

    fn author_link(&mut self, tag: &Tag<'_>, range: &Range<usize>, chunk: &Chunk<'_>, tokens: &Tokens<'_>) {
        if self.raw.open.len() >= MAX_DEPTH {
            return;
        }
        self.raw.end("a", self.out);
        let address = tag.get("href").unwrap_or_default();
        self.open_tag("a");
        match classify(&address, Use::Link) {
            Address::Local(target) => {
                let text = self.text_of_link(chunk, tokens);
                let reference = self.page.refer(ReferenceKind::Link, target, text, range);
                push_mark(self.out, "href", reference);
            }
            Address::Elsewhere(address) => push_address(self.out, "href", &address),
            Address::Empty => {}
            Address::Refused => self.page.refused_address(&address, range),
        }
        // What HTML 4 called an anchor.
        if let Some(name) = tag.get("name").filter(|name| tag.get("id").is_none() && self.page.ids.take(name))
        {
            push_attribute(self.out, "id", &name);
        }
        self.attributes(tag);
        self.out.push('>');
        self.raw.open.push("a".to_owned());
    }

    /// The words of a link that has just begun.
    fn text_of_link(&self, chunk: &Chunk<'_>, tokens: &Tokens<'_>) -> String {
        let rest = foreign::within(&chunk.html[tokens.at..], MAX_LINK);
        if let Some(end) = find_end_tag(rest, "a") {
            let words = Tokens::new(&rest[..end]).filter_map(|token| match token {
                Token::Text(text) => Some(decode(text).into_owned()),
                Token::Start(tag) => tag.get("alt").map(std::borrow::Cow::into_owned),
                Token::End(_) => None,
            });
            return plain::fold(words.collect::<String>());
        }
        self.end_tag_of("a")
            .map_or_else(String::new, |end| plain::plain_with_images(&self.events[self.at..end]))
    }

    /// Leaves out a tag and what is in it.
    fn left_out(
        &mut self,
        tag: &Tag<'_>,
        name: &'static str,
        range: &Range<usize>,
        tokens: &mut Tokens<'_>,
    ) -> Option<&'static str> {
        if name != "title" {
            self.warn_unsafe(name, &format!("`<{name}>` was removed"), "not shown to learners", range);
        }
        let is_whole = tag.self_closing || !is_left_out_whole(name) || tokens.skip_past_end(name).is_some();
        (!is_whole).then_some(name)
    }

    fn unknown_element(&mut self, tag: &Tag<'_>, chunk: &Chunk<'_>, range: &Range<usize>) {
        let source = &chunk.html[tag.range.clone()];
        if is_placeholder(source) && !self.is_component(tag) {
            return push_text(self.out, source);
        }
        let finding = Diagnostic::new(
            Code::ForeignMarkup,
            format!("`<{}>` is no HTML and was left out", plain::fold(tag.name)),
        )
        .label("a component of another tool; what is in it stays")
        .help("write in Markdown what it shows");
        self.page.findings.say_once("component", self.page.text, range, finding);
    }

    /// Whether a tag is a component of MDX. There a name in upper case is no HTML; elsewhere `<Details>`
    /// is HTML in capitals.
    fn is_component(&mut self, tag: &Tag<'_>) -> bool {
        let name = tag.name.to_ascii_lowercase();
        let is_html = is_media(&name) || (!self.page.is_mdx && tags::is_known(&name));
        !is_html && self.is_component_name(tag.name)
    }

    fn is_component_name(&mut self, name: &str) -> bool {
        let is_capital = name.starts_with(char::is_uppercase);
        is_capital && (self.page.is_mdx || (name.contains(char::is_lowercase) && self.page.has_end_tag(name)))
    }

    fn check_handlers(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        for attribute in &tag.attributes {
            let name = attribute.name.to_ascii_lowercase();
            if name.len() > 2 && name.starts_with("on") && name.bytes().all(|c| c.is_ascii_alphabetic()) {
                self.warn_unsafe(
                    &name,
                    &format!("the event handler `{name}` was removed"),
                    "nothing runs on a course page",
                    range,
                );
            }
        }
    }

    fn warn_unsafe(&mut self, kind: &str, message: &str, label: &str, range: &Range<usize>) {
        let finding = Diagnostic::new(Code::UnsafeHtml, message).label(label);
        self.page.findings.say_once(kind, self.page.text, range, finding);
    }
}

fn is_media(name: &str) -> bool {
    matches!(name, "video" | "audio" | "iframe" | "img")
}

/// What is in a video or audio, if it has an end tag, and the address of what it plays: its own, else that
/// of the first `<source>` in it.
fn content_and_source<'t>(tag: &Tag<'_>, tokens: &mut Tokens<'t>) -> (Option<&'t str>, String) {
    let content = if tag.self_closing { None } else { tokens.skip_past_end(tag.name) };
    let own = tag.get("src").map(std::borrow::Cow::into_owned);
    let source = own.or_else(|| sources(content.unwrap_or_default()).next());
    (content, source.unwrap_or_default())
}

/// The addresses of the `<source>` tags in a video or audio.
fn sources(content: &str) -> impl Iterator<Item = String> {
    Tokens::new(content).filter_map(|token| match token {
        Token::Start(tag) if tag.name.eq_ignore_ascii_case("source") => {
            tag.get("src").map(std::borrow::Cow::into_owned)
        }
        _ => None,
    })
}
