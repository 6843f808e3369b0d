//! Players of other sites: `YouTube`, Vimeo, Loom, Wistia.
//!
//! A site may refuse to play where it does not learn which site shows the player (`YouTube` says "error 153"). So each
//! player asks the browser to send the origin ([`REFERRER_POLICY`]), whatever the page around it says.

use memchr::memmem;
use url::Url;

use super::escape::{push_address, push_attribute, push_text};
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
    if !may_be_of_a_site(url) {
        return None;
    }
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
        _ if is_wistia(host) => match path.as_slice() {
            // What is behind the id may be a picture of the video (`swatch`).
            ["embed", "iframe", id, ..] | ["embed", "medias", id] => {
                from_id(Site::Wistia, id.split('.').next()?)
            }
            ["medias", id, ..] => from_id(Site::Wistia, id),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an address may be one of the four sites'. Most are not, and reading one takes longer than this.
fn may_be_of_a_site(url: &str) -> bool {
    const LONGEST_HOST: usize = 80;
    let start = &url.as_bytes()[..url.len().min(LONGEST_HOST)];
    let has = |part: &[u8]| memmem::find(start, part).is_some();
    [&b"youtu"[..], b"vimeo", b"loom", b"wistia", b"wi.st"].into_iter().any(has)
        || start.iter().any(u8::is_ascii_uppercase)
}

fn is_wistia(host: &str) -> bool {
    host == "wi.st" || [".wistia.com", ".wistia.net", ".wi.st"].iter().any(|end| host.ends_with(end))
}

/// The page on which a site itself shows a video: of the video's address, or of its player's. `None` for what is no
/// video of the four sites.
pub(crate) fn page_of(address: &str) -> Option<String> {
    let player = Url::parse(&from_url(address)?).ok()?;
    let path: Vec<&str> = player.path().split('/').filter(|part| !part.is_empty()).collect();
    let id = *path.last()?;
    Some(match player.host_str()? {
        "www.youtube-nocookie.com" => youtube_page(&player, id),
        "player.vimeo.com" => {
            let hash = query(&player, "h").map(|hash| format!("/{hash}")).unwrap_or_default();
            let start = player.fragment().map(|start| format!("#{start}")).unwrap_or_default();
            format!("https://vimeo.com/{id}{hash}{start}")
        }
        "www.loom.com" => format!("https://www.loom.com/share/{id}"),
        _ => wistia_page(address).unwrap_or_else(|| player.to_string()),
    })
}

fn youtube_page(player: &Url, id: &str) -> String {
    let list = query(player, "list");
    if id == "videoseries" {
        return format!("https://www.youtube.com/playlist?list={}", list.unwrap_or_default());
    }
    let mut page = format!("https://www.youtube.com/watch?v={id}");
    if let Some(list) = list {
        page.extend(["&list=", &list]);
    }
    if let Some(start) = query(player, "start") {
        page.extend(["&t=", &start, "s"]);
    }
    page
}

/// A video's page in the account of its owner, whose name only that page's own address has.
fn wistia_page(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let (host, mut path) = (url.host_str()?, url.path_segments()?);
    (path.next()? == "medias" && host != "wi.st").then(|| format!("https://{host}{}", url.path()))
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

/// What each player asks of the browser: to send the address of the site that shows it, without the page's path. This
/// attribute has priority over the policy of the page.
pub(crate) const REFERRER_POLICY: &str = "strict-origin-when-cross-origin";

/// The values that a browser takes as such a policy. Of any other it takes the page's.
const REFERRER_POLICIES: &[&str] = &[
    "no-referrer",
    "no-referrer-when-downgrade",
    "origin",
    "origin-when-cross-origin",
    "same-origin",
    "strict-origin",
    REFERRER_POLICY,
    "unsafe-url",
];

/// Whether a browser takes this value as a policy.
pub(crate) fn is_referrer_policy(value: &str) -> bool {
    REFERRER_POLICIES.iter().any(|policy| policy.eq_ignore_ascii_case(value))
}

/// A player that keeps its shape at any width, and a link to the video's own page below it. `address` is the player's
/// or the video's, `title` tells those who cannot see it what it shows; empty, it names the site.
pub(crate) fn player(address: &str, title: &str) -> String {
    let mut out = iframe(from_url(address).as_deref().unwrap_or(address), title);
    if let Some(link) = link_below(address, title) {
        out.push('\n');
        out.push_str(&link);
    }
    out
}

/// The link to a video's own page, for whoever cannot play it where it is.
pub(crate) fn link_below(address: &str, title: &str) -> Option<String> {
    let page = page_of(address)?;
    let mut out = String::with_capacity(page.len() + title.len() + 40);
    out.push_str("<p><a");
    push_address(&mut out, "href", &page);
    out.push('>');
    match title.trim() {
        "" => out.push_str(default_title(address)),
        title => {
            push_text(&mut out, title);
            if let Some(site) = site_of(address) {
                out.extend([" (", site.name(), ")"]);
            }
        }
    }
    out.push_str("</a></p>");
    Some(out)
}

fn iframe(address: &str, title: &str) -> String {
    let title = if title.trim().is_empty() { default_title(address) } else { title };
    let mut out = String::with_capacity(600);
    out.push_str("<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe");
    push_address(&mut out, "src", address);
    push_attribute(&mut out, "title", title);
    push_attribute(&mut out, "referrerpolicy", REFERRER_POLICY);
    out.push_str(
        " style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
         allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
         allowfullscreen=\"\"></iframe></div>",
    );
    out
}

fn default_title(address: &str) -> &'static str {
    match site_of(address) {
        Some(Site::YouTube) => "YouTube video",
        Some(Site::Vimeo) => "Vimeo video",
        Some(Site::Loom) => "Loom video",
        Some(Site::Wistia) => "Wistia video",
        None => "Video",
    }
}

/// The site of a video's address or its player's.
fn site_of(address: &str) -> Option<Site> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url.host_str()?;
    Some(match host {
        _ if host.contains("youtu") => Site::YouTube,
        _ if host.contains("vimeo") => Site::Vimeo,
        _ if host.contains("loom") => Site::Loom,
        _ if is_wistia(host) => Site::Wistia,
        _ => return None,
    })
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
            "HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ",
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
    fn a_picture_of_a_video_is_no_player() {
        check("https://fast.wistia.com/embed/medias/e4a27b971d/swatch", None);
        check("https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg", None);
        check("https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg", None);
    }

    #[test]
    fn every_video_has_a_page_of_its_own() {
        for (address, page) in [
            ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            (
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?list=PL1&start=90",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1&t=90s",
            ),
            (
                "https://www.youtube-nocookie.com/embed/videoseries?list=PL_1-a",
                "https://www.youtube.com/playlist?list=PL_1-a",
            ),
            ("https://player.vimeo.com/video/76979871?h=ab#t=30s", "https://vimeo.com/76979871/ab#t=30s"),
            ("https://www.loom.com/embed/0281766f", "https://www.loom.com/share/0281766f"),
            ("https://acme.wistia.com/medias/e4a27b971d?x=1", "https://acme.wistia.com/medias/e4a27b971d"),
            (
                "https://fast.wistia.net/embed/iframe/e4a27b971d",
                "https://fast.wistia.net/embed/iframe/e4a27b971d",
            ),
        ] {
            assert_eq!(page_of(address).as_deref(), Some(page), "{address}");
        }
        assert_eq!(page_of("https://example.org/watch?v=dQw4w9WgXcQ"), None);
    }

    #[test]
    fn the_link_below_a_player_names_the_video_and_its_site() {
        let link = |title| link_below("https://youtu.be/dQw4w9WgXcQ", title).unwrap();
        let start = "<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">";
        assert_eq!(link("A <talk>"), format!("{start}A &lt;talk&gt; (YouTube)</a></p>"));
        assert_eq!(link(" "), format!("{start}YouTube video</a></p>"));
        assert_eq!(link_below("https://example.org/", "x"), None);
    }

    #[test]
    fn a_player_keeps_its_shape_and_names_what_it_shows() {
        assert_eq!(
            iframe("https://player.vimeo.com/video/1?h=a&b=c", "A \"talk\""),
            "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\">\
             <iframe src=\"https://player.vimeo.com/video/1?h=a&amp;b=c\" title=\"A &quot;talk&quot;\" \
             referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
             allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
             allowfullscreen=\"\"></iframe></div>"
        );
    }
}
