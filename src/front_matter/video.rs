//! The value of a `video` key: a path, an address, an id of a video host, or a mapping.

use super::node::{Entry, Node, Scalar, ScalarKind};
use super::report::{Report, did_you_mean};
use super::spanned::Spanned;
use super::spelling::{closest, same};
use super::values::VideoRef;
use crate::html::embeds;

/// A site whose player a lesson can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Site {
    YouTube,
    Vimeo,
    Loom,
    Wistia,
}

const YOUTUBE_ID_LENGTH: usize = 11;

/// Reads the value of a video key; `name` is the key as our table writes it. Empty values are
/// templates that nobody filled in, and go without a word.
pub(super) fn read(report: &mut Report<'_>, entry: &Entry, name: &str) -> Option<Spanned<VideoRef>> {
    let site = Site::of_key(name);
    let wants_id = name.ends_with("_id") || site.is_some();
    if entry.value.value.is_blank() {
        return None;
    }
    let (target, wants_id) = match &entry.value.value {
        Node::Map(parts) => match part(parts) {
            Some((part, is_id)) => (&part.value, is_id),
            None if parts.iter().any(|part| is_part(part) && part.value.value.is_blank()) => return None,
            None => {
                report.invalid(
                    &entry.value,
                    format!("`{}` does not name a video", entry.key.value),
                    Some(slip(parts).unwrap_or_else(|| "add `file`, `url` or `id`".to_owned())),
                );
                return None;
            }
        },
        _ => (&entry.value, wants_id),
    };
    let Some(text) = usable_text(&target.value) else {
        let help = matches!(target.value, Node::List(_))
            .then(|| "keep one video, and list further files in `materials`".to_owned());
        report.invalid(target, format!("`{}` must be a path or an address", entry.key.value), help);
        return None;
    };
    let video = video(text.trim(), site, wants_id);
    if video.is_none() {
        report.invalid(
            target,
            format!("`{}` does not name a video", entry.key.value),
            Some("write the full address of the video's page, as the browser shows it".to_owned()),
        );
    }
    Some(Spanned { value: video?, span: target.span.clone() })
}

/// The part of a mapping that names the video, and whether as an id.
fn part(parts: &[Entry]) -> Option<(&Entry, bool)> {
    ["file", "url", "id"].iter().find_map(|name| {
        let part = parts.iter().find(|part| same(&part.key.value, name) && !part.value.value.is_blank())?;
        Some((part, *name == "id"))
    })
}

/// What a key of the mapping may have been meant for.
fn slip(parts: &[Entry]) -> Option<String> {
    parts.iter().find_map(|part| closest(&part.key.value, ["file", "url"])).map(did_you_mean)
}

fn is_part(part: &Entry) -> bool {
    ["file", "url", "id"].iter().any(|name| same(&part.key.value, name))
}

fn usable_text(node: &Node) -> Option<&str> {
    match node {
        Node::Scalar(Scalar { kind: ScalarKind::Text | ScalarKind::Number, text }) => Some(text),
        _ => None,
    }
}

/// Decides what a text is. `None`: it should be an id and is none.
fn video(text: &str, site: Option<Site>, wants_id: bool) -> Option<VideoRef> {
    if let Some(address) = address(text) {
        return Some(page(address));
    }
    if let Some(player) = without_scheme(text) {
        return Some(VideoRef::Embed(player));
    }
    if let Some(site) = site {
        return site.page_url(text).map(page);
    }
    if wants_id || text.contains(char::is_uppercase) {
        // An id with a capital, without a dot: no path to a video looks like this.
        if let Some(address) = Site::YouTube.page_url(text) {
            return Some(page(address));
        }
    }
    let may_be_path = !wants_id || text.contains(['.', '/', '\\']);
    may_be_path.then(|| VideoRef::Path(text.to_owned()))
}

fn page(address: String) -> VideoRef {
    embeds::from_url(&address).map_or(VideoRef::Url(address), VideoRef::Embed)
}

/// An address on the web, with its scheme.
pub(super) fn address(text: &str) -> Option<String> {
    let starts =
        |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if starts("https://") || starts("http://") {
        Some(text.to_owned())
    } else if text.starts_with("//") {
        Some(format!("https:{text}"))
    } else if starts("www.") && text.contains('/') {
        Some(format!("https://{text}"))
    } else {
        None
    }
}

/// The player for `youtu.be/ID` and the like, copied without `https://`.
fn without_scheme(text: &str) -> Option<String> {
    let (host, _) = text.split_once('/')?;
    host.contains('.').then(|| embeds::from_url(&format!("https://{text}")))?
}

impl Site {
    fn of_key(name: &str) -> Option<Self> {
        match name.split('_').next()? {
            "youtube" => Some(Self::YouTube),
            "vimeo" => Some(Self::Vimeo),
            "loom" => Some(Self::Loom),
            "wistia" => Some(Self::Wistia),
            _ => None,
        }
    }

    /// The address of the page that shows a video, from its id; an id may carry a query
    /// (`?t=30`) and, on Vimeo, the hash of an unlisted video.
    fn page_url(self, text: &str) -> Option<String> {
        let (id, query) = text.find(['?', '&']).map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
        let is_token = |id: &str| {
            !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        let fits = match self {
            Self::YouTube => id.len() == YOUTUBE_ID_LENGTH && is_token(id),
            Self::Vimeo => {
                let (number, hash) = id.split_once('/').unwrap_or((id, "0"));
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && is_token(hash)
            }
            Self::Loom | Self::Wistia => is_token(id),
        };
        let query_fits = query.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\''));
        if !fits || !query_fits {
            return None;
        }
        let with_query = |page: String| if query.is_empty() { page } else { format!("{page}?{query}") };
        Some(match self {
            Self::YouTube if query.is_empty() => format!("https://www.youtube.com/watch?v={id}"),
            Self::YouTube => format!("https://www.youtube.com/watch?v={id}&{query}"),
            Self::Vimeo => with_query(format!("https://vimeo.com/{id}")),
            Self::Loom => with_query(format!("https://www.loom.com/share/{id}")),
            Self::Wistia => with_query(format!("https://fast.wistia.net/embed/iframe/{id}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_the_address_of_its_page() {
        for (site, id, page) in [
            (Site::YouTube, "dQw4w9WgXcQ", Some("https://www.youtube.com/watch?v=dQw4w9WgXcQ")),
            (Site::YouTube, "dQw4w9WgXcQ?t=30", Some("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=30")),
            (Site::YouTube, "@channel", None),
            (Site::Vimeo, "76979871", Some("https://vimeo.com/76979871")),
            (Site::Vimeo, "76979871/8272103f6e", Some("https://vimeo.com/76979871/8272103f6e")),
            (Site::Vimeo, "about", None),
            (
                Site::Loom,
                "e5b8c04bca094dd8a5507925ab887002",
                Some("https://www.loom.com/share/e5b8c04bca094dd8a5507925ab887002"),
            ),
            (Site::Wistia, "fe8t32e27x", Some("https://fast.wistia.net/embed/iframe/fe8t32e27x")),
            (Site::Wistia, "\"><script>", None),
        ] {
            assert_eq!(site.page_url(id).as_deref(), page, "{id}");
        }
    }

    #[test]
    fn a_name_without_capitals_is_a_path_and_not_an_id() {
        assert_eq!(video("my-lesson-1", None, false), Some(VideoRef::Path("my-lesson-1".to_owned())));
        assert_eq!(video("clips/Intro.mp4", None, true), Some(VideoRef::Path("clips/Intro.mp4".to_owned())));
    }
}
