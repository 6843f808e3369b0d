//! The keys of `course.yaml` that only updates need: `portal` and `media`.

use crate::front_matter::{Entry, Report};
use crate::model::{NewMedia, Portal};

/// The words of `media`.
const MEDIA: &[(&str, NewMedia)] = &[("embed", NewMedia::Embed), ("ask", NewMedia::Ask)];

pub(super) fn media_choices() -> Vec<&'static str> {
    MEDIA.iter().map(|&(word, _)| word).collect()
}

/// `media: embed` or `ask`.
pub(super) fn media(report: &mut Report<'_>, entry: &Entry) -> NewMedia {
    report.word(entry, MEDIA).unwrap_or_default()
}

/// `portal: https://learn.example.com`, of which `written` is the text.
pub(super) fn portal(report: &mut Report<'_>, entry: &Entry, written: &str) -> Option<Portal> {
    match Portal::new(written) {
        Ok(portal) => Some(portal),
        Err(error) => {
            let help = corrected(written).map(|portal| format!("write `{portal}`"));
            report.invalid(&entry.value, format!("`{}` {error}", entry.key.value), help);
            None
        }
    }
}

/// The address that was meant: with `https://` in front, and without what is behind the path.
fn corrected(written: &str) -> Option<Portal> {
    let bare = written.split(['?', '#']).next().unwrap_or_default();
    let host = bare.strip_prefix("http://").unwrap_or(bare);
    let is_host = |text: &str| text.split('/').next().is_some_and(|host| host.contains('.'));
    let address = if is_host(host) { format!("https://{host}") } else { bare.to_owned() };
    Portal::new(&address).ok()
}
