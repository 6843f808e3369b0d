//! The addresses in a page: pages and files of the site, and addresses in the body.

use super::host::{File, Host, Kind, Target};

/// The place of a page: turns targets into addresses that work from there.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub host: &'a dyn Host,
    depth: Depth,
}

#[derive(Clone, Copy)]
enum Depth {
    /// That many folders below the root.
    Below(usize),
    /// Anywhere, on a server whose root is ours.
    Anywhere,
}

impl<'a> Here<'a> {
    /// The place of a page.
    pub fn at(host: &'a dyn Host, page: Target<'_>) -> Self {
        let depth = match host.kind() {
            Kind::Sandbox => Depth::Anywhere,
            _ => Depth::Below(host.path(page).matches('/').count()),
        };
        Self { host, depth }
    }

    /// The place of a page that may be shown at any address.
    pub fn anywhere(host: &'a dyn Host) -> Self {
        Self { host, depth: Depth::Anywhere }
    }

    /// The address of a target from here.
    pub fn to(self, target: Target<'_>) -> String {
        self.to_path(&self.host.path(target))
    }

    /// The address of a path from the root.
    pub fn to_path(self, path: &str) -> String {
        match self.depth {
            Depth::Below(folders) => format!("{}{path}", "../".repeat(folders)),
            Depth::Anywhere => format!("/{path}"),
        }
    }
}

/// Where an address of the body leads.
pub(super) struct Link {
    pub address: String,
    /// The file, if it is one of the course's.
    pub file: Option<File>,
}

/// Follows an address; nowhere leads a file that is not there, and what is no address at all.
pub(super) fn link(url: &str, here: Here<'_>) -> Option<Link> {
    if let Some(file) = here.host.file(url) {
        return Some(Link { address: here.to_path(&file.path), file: Some(file) });
    }
    let start = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let is_web = start.starts_with("https://") || start.starts_with("http://");
    is_web.then(|| Link { address: url.to_owned(), file: None })
}

/// The address of a picture.
pub(super) fn picture(url: &str, here: Here<'_>) -> Option<String> {
    link(url, here).map(|link| link.address)
}
