//! Players of other sites: `YouTube`, Vimeo, Loom, Wistia.

use url::Url;

use super::escape::{push_address, push_attribute};
use super::tokens::Tag;

/// A site whose player can be put into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    YouTube,
    Vimeo,
    Loom,
    Wistia,
}

impl Site {
    /// The site that a name in a shortcode, a component or front matter means.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        Some(match name.as_str() {
            "youtube" | "youtubeembed" | "youtubevideo" | "youtubeplayer" | "youtubelite" | "liteyoutube"
            | "liteyoutubeembed" | "yt" => Self::YouTube,
            "vimeo" | "vimeoembed" | "vimeovideo" | "vimeoplayer" => Self::Vimeo,
            "loom" | "loomembed" | "loomvideo" => Self::Loom,
            "wistia" | "wistiaembed" | "wistiavideo" | "wistiaplayer" => Self::Wistia,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::YouTube => "YouTube",
            Self::Vimeo => "Vimeo",
            Self::Loom => "Loom",
            Self::Wistia => "Wistia",
        }
    }
}

/// The address for an `<iframe>` that plays what `url` shows, when it is a page of one of the
/// four sites; `None` for any other address.
pub(crate) fn from_url(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.to_ascii_lowercase();
    let host = ["www.", "m.", "music."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(&host);
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    match host {
        "youtube.com" | "youtube-nocookie.com" | "youtu.be" => youtube(&url, host, &path),
        "vimeo.com" | "player.vimeo.com" => vimeo(&url, &path),
        "loom.com" => match path.as_slice() {
            ["share" | "embed", id, ..] => from_id(Site::Loom, id),
            _ => None,
        },
        "fast.wistia.com" | "fast.wistia.net" => match path.as_slice() {
            ["embed", "iframe" | "medias", id, ..] => from_id(Site::Wistia, id.split('.').next()?),
            _ => None,
        },
        _ if host.ends_with(".wistia.com") || host == "wi.st" => match path.as_slice() {
            ["medias", id, ..] => from_id(Site::Wistia, id),
            _ => None,
        },
        _ => None,
    }
}

/// The address of the player for an id; `None` when it cannot be one. An address is taken too.
pub(crate) fn from_id(site: Site, id: &str) -> Option<String> {
    let id = id.trim();
    if id.contains("://") {
        return from_url(id);
    }
    let is_id = (3..=64).contains(&id.len())
        && id.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
    if !is_id || (site == Site::Vimeo && !id.bytes().all(|c| c.is_ascii_digit())) {
        return None;
    }
    Some(match site {
        Site::YouTube => format!("https://www.youtube-nocookie.com/embed/{id}"),
        Site::Vimeo => format!("https://player.vimeo.com/video/{id}"),
        Site::Loom => format!("https://www.loom.com/embed/{id}"),
        Site::Wistia => format!("https://fast.wistia.net/embed/iframe/{id}"),
    })
}

/// The address of the player that a component (`<Youtube id="…"/>`) shows.
pub(crate) fn from_component(tag: &Tag<'_>) -> Option<String> {
    let site = Site::from_name(tag.name)?;
    let keys =
        ["id", "videoid", "video-id", "video_id", "youtubeid", "vimeoid", "video", "url", "src", "href"];
    keys.iter().find_map(|key| from_id(site, &tag.get(key)?))
}

/// A player that keeps its shape at any width. `address` is the player's, `title` tells those who
/// cannot see it what it shows; empty, it names the site.
pub(crate) fn iframe(address: &str, title: &str) -> String {
    let title = if title.trim().is_empty() { default_title(address) } else { title };
    let mut out = String::with_capacity(400);
    out.push_str("<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe");
    push_address(&mut out, "src", address);
    push_attribute(&mut out, "title", title);
    out.push_str(
        " style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
         allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
         allowfullscreen=\"\"></iframe></div>",
    );
    out
}

fn default_title(address: &str) -> &'static str {
    let sites =
        [("youtube", Site::YouTube), ("vimeo", Site::Vimeo), ("loom", Site::Loom), ("wistia", Site::Wistia)];
    match sites.iter().find(|(part, _)| address.contains(part)).map(|(_, site)| site.name()) {
        Some("YouTube") => "YouTube video",
        Some("Vimeo") => "Vimeo video",
        Some("Loom") => "Loom video",
        Some("Wistia") => "Wistia video",
        _ => "Video",
    }
}

fn youtube(url: &Url, host: &str, path: &[&str]) -> Option<String> {
    let list = query(url, "list").filter(|list| is_word(list));
    let id = match path {
        [id] if host == "youtu.be" => Some((*id).to_owned()),
        ["watch"] => query(url, "v"),
        ["shorts" | "live" | "embed" | "v" | "e", id, ..] => Some((*id).to_owned()),
        ["playlist"] => None,
        _ => return None,
    };
    let (mut player, mut separator) = match id.filter(|id| id != "videoseries") {
        Some(id) => (from_id(Site::YouTube, &id)?, '?'),
        None => ("https://www.youtube-nocookie.com/embed/videoseries".to_owned(), '?'),
    };
    if player.ends_with("videoseries") && list.is_none() {
        return None;
    }
    let start = query(url, "t")
        .or_else(|| query(url, "start"))
        .or_else(|| Some(url.fragment()?.strip_prefix("t=")?.to_owned()));
    let start = start.and_then(|start| seconds(&start)).map(|start| ("start", start.to_string()));
    let end = query(url, "end").and_then(|end| seconds(&end)).map(|end| ("end", end.to_string()));
    for (key, value) in [list.map(|list| ("list", list)), start, end].into_iter().flatten() {
        player.push(separator);
        player.extend([key, "=", &value]);
        separator = '&';
    }
    Some(player)
}

fn vimeo(url: &Url, path: &[&str]) -> Option<String> {
    let (id, hash) = match path {
        ["video", id, hash] | [id, hash] if is_number(id) => (*id, Some((*hash).to_owned())),
        [id]
        | ["video", id]
        | ["channels", _, id]
        | ["groups", _, "videos", id]
        | ["showcase" | "album", _, "video", id] => (*id, None),
        _ => return None,
    };
    let mut player = from_id(Site::Vimeo, id)?;
    if let Some(hash) = hash.or_else(|| query(url, "h")).filter(|hash| is_word(hash)) {
        player.push_str("?h=");
        player.push_str(&hash);
    }
    let start = url.fragment().and_then(|fragment| fragment.strip_prefix("t=")).and_then(seconds);
    if let Some(start) = start {
        player.extend(["#t=", &start.to_string(), "s"]);
    }
    Some(player)
}

fn query(url: &Url, key: &str) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
}

/// `90`, `90s`, `1m30s`, `1h2m3s`.
fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut number) = (0_u32, None::<u32>);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            continue;
        }
        let factor = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.take()?.checked_mul(factor)?)?;
    }
    total.checked_add(number.unwrap_or(0)).filter(|&total| total > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<'a>(url: &str, player: impl Into<Option<&'a str>>) {
        assert_eq!(from_url(url).as_deref(), player.into(), "{url}");
    }

    #[test]
    fn every_form_of_a_youtube_address_is_understood() {
        let player = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";
        for url in [
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "http://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
            "https://youtu.be/dQw4w9WgXcQ",
            "https://youtube.com/shorts/dQw4w9WgXcQ",
            "https://www.youtube.com/live/dQw4w9WgXcQ?si=x",
            "https://www.youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ] {
            check(url, player);
        }
    }

    #[test]
    fn start_times_and_playlists_are_kept() {
        check(
            "https://youtu.be/dQw4w9WgXcQ?t=1m30s",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
        );
        check(
            "https://www.youtube.com/embed/dQw4w9WgXcQ?start=7&end=9",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7&end=9",
        );
        check(
            "https://www.youtube.com/playlist?list=PL_1-a",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL_1-a",
        );
        check(
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&t=5",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?list=PL1&start=5",
        );
    }

    #[test]
    fn the_other_sites_are_understood_too() {
        check("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871");
        check("https://vimeo.com/76979871/abc123", "https://player.vimeo.com/video/76979871?h=abc123");
        check(
            "https://player.vimeo.com/video/76979871?h=ab#t=30s",
            "https://player.vimeo.com/video/76979871?h=ab#t=30s",
        );
        check(
            "https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184?sid=1",
            "https://www.loom.com/embed/0281766fa2d04bb788eaf19e65135184",
        );
        check("https://acme.wistia.com/medias/e4a27b971d", "https://fast.wistia.net/embed/iframe/e4a27b971d");
        check(
            "https://fast.wistia.net/embed/iframe/e4a27b971d",
            "https://fast.wistia.net/embed/iframe/e4a27b971d",
        );
    }

    #[test]
    fn other_pages_of_these_sites_are_no_players() {
        for url in [
            "https://www.youtube.com/",
            "https://www.youtube.com/@someone",
            "https://www.youtube.com/watch?v=a\"b",
            "https://www.youtube.com/playlist",
            "https://vimeo.com/about",
            "https://www.loom.com/pricing",
            "https://example.com/watch?v=dQw4w9WgXcQ",
            "ftp://youtu.be/dQw4w9WgXcQ",
            "dQw4w9WgXcQ",
        ] {
            check(url, None);
        }
    }

    #[test]
    fn a_player_keeps_its_shape_and_names_what_it_shows() {
        assert_eq!(
            iframe("https://player.vimeo.com/video/1?h=a&b=c", "A \"talk\""),
            "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\">\
             <iframe src=\"https://player.vimeo.com/video/1?h=a&amp;b=c\" title=\"A &quot;talk&quot;\" \
             style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
             allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
             allowfullscreen=\"\"></iframe></div>"
        );
    }
}
