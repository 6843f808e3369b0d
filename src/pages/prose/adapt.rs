//! Makes the tidy HTML of a lesson a part of a page.
//!
//! Addresses of the course's files become addresses of the site. What is wide gets a box of its own to scroll in,
//! headings can be linked to, and code has colors ([`super::code`]). Ids and classes of the pages' own are taken from
//! the lesson.

use super::code::{self, Budget};
use crate::html::embeds;
use crate::html::escape::escape;
use crate::html::tokens::{Attribute, Tag, Token, Tokens, decode};
use crate::pages::address::Here;
use crate::pages::text;

/// What the ids of the pages' own begin with, and classes.
const OURS: &str = "cd-";

/// What a player of another site may do in its frame: all but leading the page elsewhere.
const FRAME_RIGHTS: &str = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox allow-forms";

/// The level below each level of headings.
const LOWERED: [&str; 6] = ["2", "3", "4", "5", "6", "7"];

/// A heading of a lesson that has an id.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::pages) struct Heading {
    /// From 1 to 6, as its tag says.
    pub level: u8,
    /// As written in an attribute, and without the letters that only the page's own ids have.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// Changes what has to be different in a page of ours; also gives the headings.
pub(super) fn adapt(html: &str, here: Here<'_>) -> (String, Vec<Heading>) {
    let mut adapter = Adapter {
        here,
        out: String::with_capacity(html.len() + html.len() / 8 + 256),
        is_lowered: html.contains("<h1"),
        links: 0,
        heading: None,
        headings: Vec::new(),
        budget: Budget::default(),
    };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => adapter.out.push_str(text),
            Token::End(name) => adapter.end(name),
            Token::Start(tag) => adapter.start(&tag, &mut tokens),
        }
    }
    (adapter.out, adapter.headings)
}

struct Adapter<'a> {
    here: Here<'a>,
    out: String,
    /// The title of the lesson is the heading of the page: where the text has such headings too, all of its headings
    /// are told to be one level lower, and look as they did.
    is_lowered: bool,
    /// How many elements are open in which no link may be.
    links: usize,
    /// The heading that is open, and where its words begin.
    heading: Option<(Heading, usize)>,
    headings: Vec<Heading>,
    budget: Budget,
}

impl Adapter<'_> {
    fn start(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        match tag.name {
            "table" => {
                self.out
                    .push_str("<div class=\"cd-wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">");
                self.tag(tag);
            }
            "pre" => self.listing(tag, tokens),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(tag),
            "iframe" => {
                let inside = tokens.skip_past_end("iframe").unwrap_or_default();
                // Without an address on the web it would be a page of our own origin.
                if leads_to_the_web(tag) {
                    self.tag(tag);
                    self.out.extend([inside, "</iframe>"]);
                }
            }
            name => {
                self.links += usize::from(holds_no_link(name));
                self.tag(tag);
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" | "pre" => self.out.extend(["</", name, "></div>"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading_end(name),
            _ => {
                self.links = self.links.saturating_sub(usize::from(holds_no_link(name)));
                self.out.extend(["</", name, ">"]);
            }
        }
    }

    /// A block of code; its box says the language, and has room for a button.
    fn listing(&mut self, pre: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let mut ahead = tokens.clone();
        let code = match ahead.next() {
            Some(Token::Start(tag)) if tag.name == "code" => Some(tag),
            _ => None,
        };
        let language = code.as_ref().and_then(|tag| code::language(&tag.get("class")?));
        self.out.push_str("<div class=\"cd-listing\"");
        if let Some(language) = &language {
            self.out.extend([" data-cd-language=\"", &escape(language.label()), "\""]);
        }
        self.out.push('>');
        self.tag(pre);
        let (Some(code), Some(language)) = (code, language) else { return };
        let Some(text) = ahead.skip_past_end("code").filter(|text| !text.contains('<')) else { return };
        let text = decode(text);
        let Some(colored) = language.color(&text, &mut self.budget) else { return };
        self.tag(&code);
        self.out.extend([&colored, "</code>"]);
        *tokens = ahead;
    }

    fn heading(&mut self, tag: &Tag<'_>) {
        self.tag(tag);
        let level = tag.name.as_bytes()[1] - b'0';
        if self.is_lowered {
            self.out.pop();
            self.out.extend([" aria-level=\"", LOWERED[usize::from(level - 1)], "\">"]);
        }
        let id = tag.attributes.iter().find(|attribute| attribute.name == "id");
        self.heading = id
            .filter(|id| self.links == 0 && !id.value.is_empty())
            .map(|id| (Heading { level, id: own_id(id.value), title: String::new() }, self.out.len()));
    }

    fn heading_end(&mut self, name: &str) {
        if let Some((mut heading, start)) = self.heading.take() {
            heading.title = text::of(&self.out[start..]);
            let address = [
                "<a class=\"cd-anchor\" href=\"#",
                &heading.id,
                "\" lang=\"en\" aria-label=\"Link to this section\"></a>",
            ];
            self.out.extend(address);
            if !heading.title.is_empty() {
                self.headings.push(heading);
            }
        }
        self.out.extend(["</", name, ">"]);
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        self.out.extend(["<", tag.name]);
        for Attribute { name, value } in &tag.attributes {
            let value = match *name {
                "src" | "href" | "poster" => address(value, self.here),
                "id" => own_id(value),
                "class" if value.contains(OURS) => {
                    let own = value.split_ascii_whitespace().filter(|class| !class.starts_with(OURS));
                    own.collect::<Vec<_>>().join(" ")
                }
                _ => (*value).to_owned(),
            };
            self.out.extend([" ", name, "=\"", &value, "\""]);
        }
        self.out.push_str(&added(tag));
        self.out.push('>');
    }
}

/// Elements in which a link would be no link, or be part of another.
fn holds_no_link(name: &str) -> bool {
    matches!(name, "a" | "summary" | "button" | "label")
}

fn leads_to_the_web(tag: &Tag<'_>) -> bool {
    tag.get("src").is_some_and(|src| src.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://")))
}

/// An id of the lesson, which is none of the page's own.
fn own_id(id: &str) -> String {
    if id.starts_with(OURS) { format!("x-{id}") } else { id.to_owned() }
}

/// Attributes that a tag gets in a page of ours.
fn added(tag: &Tag<'_>) -> String {
    let has = |name: &str| tag.attributes.iter().any(|attribute| attribute.name == name);
    match tag.name {
        "pre" => " tabindex=\"0\"".to_owned(),
        "iframe" => {
            let title = if has("title") { "" } else { " title=\"Embedded page\"" };
            let loading = if has("loading") { "" } else { " loading=\"lazy\"" };
            // Our own pages send no referrer: a player that does not learn who shows it may not play.
            let policy = if has("referrerpolicy") {
                String::new()
            } else {
                format!(" referrerpolicy=\"{}\"", embeds::REFERRER_POLICY)
            };
            format!("{loading} sandbox=\"{FRAME_RIGHTS}\"{policy}{title}")
        }
        "img" if !has("loading") => " loading=\"lazy\" decoding=\"async\"".to_owned(),
        "input" => {
            let label = if has("checked") { "Done" } else { "To do" };
            let disabled = if has("disabled") { "" } else { " disabled=\"\"" };
            let kind = if has("type") { "" } else { " type=\"checkbox\"" };
            format!("{kind}{disabled} aria-label=\"{label}\"")
        }
        "audio" | "video" if !has("preload") => " preload=\"metadata\"".to_owned(),
        _ => String::new(),
    }
}

/// An address of the text as an address of the page; both as written in an attribute.
fn address(value: &str, here: Here<'_>) -> String {
    if let Some(id) = value.strip_prefix('#').filter(|id| id.starts_with(OURS)) {
        return format!("#x-{id}");
    }
    match here.host.file(&decode(value)) {
        Some(file) => escape(&here.to_path(&file.path)).into_owned(),
        None => value.to_owned(),
    }
}
