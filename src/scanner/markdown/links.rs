//! Links, images and what stands alone in its paragraph: videos and the players of other sites.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::diagnostic::{Code, Diagnostic};

use super::address::{Address, Use, classify, is_video};
use super::page::{push_address, push_attribute, push_mark, push_text};
use super::parse::{Spanned, end_of};
use super::write::{LinkEnd, Writer};
use super::{ReferenceKind, bare_url, embed, foreign, plain};

/// An address that is read as text is looked for no further than this.
const MAX_ADDRESS: usize = 500;

/// What a paragraph consists of, when it is one thing only.
enum Alone<'e> {
    Link {
        address: &'e str,
        is_bare: bool,
        inner: &'e [Spanned<'e>],
        range: Range<usize>,
    },
    Image {
        address: &'e str,
        inner: &'e [Spanned<'e>],
        range: Range<usize>,
    },
    Text(String),
    /// A tag of the author's that is a block by its nature: `<video>`, `<iframe>`.
    Html,
}

impl Writer<'_, '_, '_> {
    /// Takes the paragraph that has just begun, if it is a video, a player or a block in disguise.
    /// Says whether it did.
    pub fn alone(&mut self) -> bool {
        // Most paragraphs begin with a word.
        if let Some((Event::Text(text), _)) = self.events.get(self.at)
            && text.starts_with(char::is_alphanumeric)
            && !text.starts_with("http")
        {
            return false;
        }
        let end = end_of(self.events, self.at - 1);
        let Some(alone) = alone(&self.events[self.at..end]) else { return false };
        let taken = match alone {
            Alone::Link { address, is_bare, inner, range } => {
                let words = || if is_bare { String::new() } else { plain::plain_with_images(inner) };
                if let Some(player) = embed::from_url(address) {
                    self.player(&player, &words());
                    true
                } else {
                    self.local_video(address, words, &range)
                }
            }
            Alone::Image { address, inner, range } => {
                self.local_video(address, || plain::plain_with_images(inner), &range)
            }
            Alone::Text(text) => match bare_url::whole(&text).and_then(embed::from_url) {
                Some(player) => {
                    self.player(&player, "");
                    true
                }
                None => false,
            },
            Alone::Html => {
                self.new_line();
                while self.at < end {
                    self.at += 1;
                    self.inline_html();
                }
                self.new_line();
                true
            }
        };
        if taken {
            self.at = end + 1;
        }
        taken
    }

    /// Writes the player of another site.
    pub fn player(&mut self, address: &str, title: &str) {
        self.page.has_embed = true;
        self.new_line();
        self.out.push_str(&embed::iframe(address, title));
        self.out.push('\n');
    }

    fn local_video(&mut self, address: &str, words: impl Fn() -> String, range: &Range<usize>) -> bool {
        let Address::Local(target) = classify(address, Use::Media) else { return false };
        if !is_video(target) {
            return false;
        }
        self.new_line();
        self.video(target, words(), range);
        self.out.push('\n');
        true
    }

    /// Writes the place of a local video.
    pub fn video(&mut self, target: &str, text: String, range: &Range<usize>) {
        let reference = self.page.refer(ReferenceKind::Video, target, text, range);
        self.out.push_str("<video");
        push_mark(self.out, "src", reference);
        self.out.push_str("></video>");
    }

    /// Writes the start of a link.
    pub fn link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        let mail = (kind == LinkType::Email).then(|| format!("mailto:{address}"));
        let address = mail.as_deref().unwrap_or(address);
        let end = match classify(address, Use::Link) {
            Address::Local(target) => {
                let inner = &self.events[self.at..end_of(self.events, self.at - 1)];
                let text = plain::plain_with_images(inner);
                let reference = self.page.refer(ReferenceKind::Link, target, text, range);
                self.out.push_str("<a");
                push_mark(self.out, "href", reference);
                LinkEnd::Tag
            }
            Address::Elsewhere(address) => {
                self.out.push_str("<a");
                push_address(self.out, "href", &address);
                LinkEnd::Tag
            }
            Address::Empty => LinkEnd::Nothing,
            Address::Refused if kind == LinkType::Autolink => {
                self.out.push_str("&lt;");
                LinkEnd::Bracket
            }
            Address::Refused => {
                self.refused(address, range);
                LinkEnd::Nothing
            }
        };
        if end == LinkEnd::Tag {
            self.title(title);
            self.out.push('>');
        }
        self.links.push(end);
    }

    /// Writes an image, up to and with its end.
    pub fn image(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let end = end_of(self.events, self.at - 1);
        let alt = plain::plain_with_images(&self.events[self.at..end]);
        self.at = end + 1;
        match classify(address, Use::Image) {
            Address::Local(target) if is_video(target) => self.video(target, alt, range),
            Address::Local(target) => {
                self.check_alt(&alt, range);
                let reference = self.page.refer(ReferenceKind::Image, target, alt.clone(), range);
                self.out.push_str("<img");
                push_mark(self.out, "src", reference);
                self.end_of_image(&alt, title);
            }
            Address::Elsewhere(address) if is_video(&address) => {
                self.page.has_embed = true;
                self.out.push_str("<video");
                push_address(self.out, "src", &address);
                self.out.push_str(" controls=\"\"></video>");
            }
            Address::Elsewhere(address) => {
                self.check_alt(&alt, range);
                self.out.push_str("<img");
                push_address(self.out, "src", &address);
                self.end_of_image(&alt, title);
            }
            Address::Empty => push_text(self.out, &alt),
            Address::Refused => {
                self.refused(address, range);
                push_text(self.out, &alt);
            }
        }
    }

    fn end_of_image(&mut self, alt: &str, title: &str) {
        push_attribute(self.out, "alt", alt);
        self.title(title);
        self.out.push('>');
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            push_attribute(self.out, "title", title);
        }
    }

    fn check_alt(&mut self, alt: &str, range: &Range<usize>) {
        if alt.is_empty() {
            self.page.missing_alt(range);
        }
    }

    fn refused(&mut self, address: &str, range: &Range<usize>) {
        self.page.refused_address(address, range);
    }

    /// Says it when `[text](name with space.png)` was meant to be an image or a link: the parser
    /// reads it as text. `range` is the bracket's.
    pub fn check_unread_address(&mut self, range: &Range<usize>) {
        let text = self.page.text.as_str();
        let Some((length, name)) = unread_address(&text[range.end..]) else { return };
        let place = range.start..range.end + length;
        let start = range.end + length - name.len() - 1;
        let fix = self.page.findings.address_fix(self.page.text, &(start..start + name.len()), name);
        let help = format!("write `<{name}>` or `{}`", name.replace(' ', "%20"));
        let finding =
            Diagnostic::new(Code::AddressWithSpace, "an address with a space in it is read as text")
                .label("shown to learners as it is written")
                .help(help)
                .fix(fix);
        self.page.findings.say(self.page.text, &place, finding);
    }
}

impl super::page::Page<'_> {
    /// Says that an image has no alternative text, and how to give it one where it was written as it was.
    pub fn missing_alt(&mut self, range: &Range<usize>) {
        let is_html = self.text.as_str().get(range.start..).is_some_and(|image| image.starts_with('<'));
        let written = if is_html { "alt=\"the words\"" } else { "![the words](address)" };
        let finding = Diagnostic::new(Code::MissingAlt, "an image has no alternative text")
            .label("nothing here for those who cannot see it")
            .help(format!("say in a few words what the image shows: `{written}`"));
        self.findings.say(self.text, range, finding);
    }

    /// Says that an address was removed.
    pub fn refused_address(&mut self, address: &str, range: &Range<usize>) {
        let scheme = plain::fold(address.split(':').next().unwrap_or_default()).to_lowercase();
        let message = format!("an address that begins with `{scheme}:` was removed");
        let finding = Diagnostic::new(Code::UnsafeHtml, message)
            .label("the text stays, the address does not")
            .help("use an address that begins with `https:`, or a file of the course");
        self.findings.say_once(&scheme, self.text, range, finding);
    }
}

/// After a `[` that the parser left as text: the length up to the closing bracket, and the address,
/// if it has a space in it and ends like a file.
fn unread_address(rest: &str) -> Option<(usize, &str)> {
    let line = foreign::within(rest, MAX_ADDRESS).lines().next()?;
    let middle = line.find("](")?;
    if line[..middle].contains(['[', ']']) {
        return None;
    }
    let start = middle + 2;
    let length = line[start..].find(')')?;
    let name = &line[start..start + length];
    let extension = name.rsplit_once('.')?.1;
    let is_file = (2..=5).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric());
    (is_file && name.contains(' ') && !name.contains(['<', '"', '{'])).then_some((start + length + 1, name))
}

/// What a paragraph's events are, if they are one thing.
fn alone<'e>(inner: &'e [Spanned<'e>]) -> Option<Alone<'e>> {
    let inner = trim(inner);
    let (first, range) = inner.first()?;
    let is_one = || end_of(inner, 0) + 1 == inner.len();
    match first {
        Event::Start(Tag::Link { dest_url, link_type, .. }) if is_one() => Some(Alone::Link {
            address: dest_url,
            is_bare: matches!(link_type, LinkType::Autolink | LinkType::Email),
            inner: &inner[1..inner.len() - 1],
            range: range.clone(),
        }),
        Event::Start(Tag::Image { dest_url, .. }) if is_one() => {
            Some(Alone::Image { address: dest_url, inner: &inner[1..inner.len() - 1], range: range.clone() })
        }
        Event::Text(text) if text.starts_with("http") => {
            let mut whole = String::new();
            for (event, _) in inner {
                let Event::Text(text) = event else { return None };
                whole.push_str(text);
            }
            Some(Alone::Text(whole))
        }
        Event::InlineHtml(tag) if foreign::is_block_tag(tag) => {
            let is_html = |event: &Event<'_>| match event {
                Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
                Event::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            inner.iter().all(|(event, _)| is_html(event)).then_some(Alone::Html)
        }
        _ => None,
    }
}

fn trim<'e>(mut events: &'e [Spanned<'e>]) -> &'e [Spanned<'e>] {
    let is_space = |event: &Event<'_>| match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while let Some((_, rest)) = events.split_first().filter(|((event, _), _)| is_space(event)) {
        events = rest;
    }
    while let Some((_, rest)) = events.split_last().filter(|((event, _), _)| is_space(event)) {
        events = rest;
    }
    events
}
