//! `embed-blocked`: an `<iframe>` shows a page of a site that does not allow embedding.
//!
//! Learners see an empty box, or "refused to connect"; the author, who opens the page itself, does not.
//! Example: `<iframe src="https://docs.google.com/document/d/1/edit">`.

use url::Url;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::rule_context::RuleContext;

/// A site that is known to forbid it, and what it makes for this purpose.
struct Site {
    /// Its host, without `www.`.
    host: &'static str,
    /// One of these in the path or query makes an address that may be shown.
    shown_by: &'static [&'static str],
    /// An address of its own to show; `None` where there is none.
    instead: Option<&'static str>,
}

const SITES: &[Site] = &[
    site(
        "docs.google.com",
        &["/preview", "/embed", "/pub", "/viewer", "/gview", "embedded=true"],
        "/preview",
    ),
    site("drive.google.com", &["/preview", "/embeddedfolderview", "/viewer"], "/preview"),
    site("google.com", &["/maps/embed", "/maps/d/embed", "output=embed"], "/maps/embed"),
    site("youtube.com", &["/embed", "/live_chat"], "/embed/"),
    site("youtu.be", &[], "https://www.youtube.com/embed/"),
    site("vimeo.com", &["/embed", "/showcase"], "https://player.vimeo.com/video/"),
    site("loom.com", &["/embed"], "/embed/"),
    site("figma.com", &["/embed"], "/embed"),
    site("facebook.com", &["/plugins/"], "/plugins/"),
    site("instagram.com", &["/embed"], "/embed"),
    site("linkedin.com", &["/embed"], "/embed/"),
    never("github.com"),
    never("gist.github.com"),
    never("dropbox.com"),
    never("x.com"),
    never("twitter.com"),
];

const fn site(host: &'static str, shown_by: &'static [&'static str], instead: &'static str) -> Site {
    Site { host, shown_by, instead: Some(instead) }
}

const fn never(host: &'static str) -> Site {
    Site { host, shown_by: &[], instead: None }
}

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for page in whole.pages() {
        let frames = page.markdown.facts.frames.iter();
        let mut refused = frames.filter_map(|frame| Some((frame, refused_by(&frame.address)?)));
        let Some((frame, site)) = refused.next() else { continue };
        let more = match refused.count() {
            0 => String::new(),
            1 => " (and 1 more embed in this lesson)".to_owned(),
            more => format!(" (and {more} more embeds in this lesson)"),
        };
        let help = match site.instead {
            Some(instead) => {
                format!("use the site's embed address, with `{instead}` in it")
            }
            None => "replace it with a link".to_owned(),
        };
        findings.push(
            Diagnostic::new(
                Code::EmbedBlocked,
                format!("`{}` does not allow this page to be embedded{more}", site.host),
            )
            .at(page.source.place(frame.span.clone()))
            .label("shows an empty box")
            .help(help),
        );
    }
}

/// The site that forbids to show this address.
fn refused_by(address: &str) -> Option<&'static Site> {
    let address = address.trim();
    let url = match address.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")),
        None => Url::parse(address),
    };
    let url = url.ok()?;
    let host = url.host_str()?;
    let host = ["www.", "m.", "mobile."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
    let site = SITES.iter().find(|site| site.host == host)?;
    let rest = &url[url::Position::BeforePath..];
    (!site.shown_by.iter().any(|part| rest.contains(part))).then_some(site)
}

#[cfg(test)]
mod tests {
    use super::refused_by;
    use crate::rules::check_course;

    #[test]
    fn a_frame_of_a_site_that_forbids_it_is_said_once_a_lesson() {
        check_course(
            "
            a.md:
                Words.

                <iframe width=\"600\" src=\"https://docs.google.com/document/d/1/edit\"></iframe>

                And <iframe src=\"https://x.com/me/status/1\"></iframe> too.
            ",
            "a.md:3:26: warning[embed-blocked]: `docs.google.com` does not allow this page to be embedded \
             (and 1 more embed in this lesson)",
        );
    }

    #[test]
    fn what_is_made_for_it_may_be_shown_code_shows_nothing_and_videos_get_their_player() {
        check_course(
            "
            a.md:
                <iframe src=\"https://docs.google.com/document/d/1/preview\"></iframe>

                `<iframe src=\"https://x.com/me/status/1\">`

                <iframe src=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"></iframe>
            ",
            "",
        );
    }

    #[test]
    fn only_known_sites_are_known_to_forbid_it() {
        for (address, refused) in [
            ("https://docs.google.com/forms/d/e/1/viewform", true),
            ("https://docs.google.com/forms/d/e/1/viewform?embedded=true", false),
            ("https://docs.google.com/spreadsheets/d/e/1/pubhtml", false),
            ("https://drive.google.com/file/d/1/view", true),
            ("//www.dropbox.com/s/1/a.pdf", true),
            ("https://github.com/a/b", true),
            ("https://a.github.io/b", false),
            ("https://www.google.com/maps/embed?pb=1", false),
            ("https://www.youtube.com/@me", true),
            ("https://player.vimeo.com/video/1", false),
            ("https://notx.com/", false),
            ("slides.html", false),
        ] {
            assert_eq!(refused_by(address).is_some(), refused, "{address}");
        }
    }
}
