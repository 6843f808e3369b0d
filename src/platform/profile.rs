//! What the platform takes, as far as its documentation says.

use crate::model::{Limits, MediaHost, SizeLimit};

/// The kinds of video that its player plays; MP4 is the one that it advises.
const PLAYED_VIDEOS: &[&str] = &["mp4", "mov", "avi", "webm", "wmv", "ogv", "m4v"];

/// Its own media stores: videos on other hosts are dropped.
const VIDEO_HOSTS: &[MediaHost] = &[
    MediaHost { name: "cdn.courses.apisystem.tech", with_subdomains: false, path: "" },
    MediaHost { name: "filesafe.space", with_subdomains: true, path: "" },
    MediaHost { name: "leadconnectorhq.com", with_subdomains: true, path: "" },
    MediaHost { name: "storage.googleapis.com", with_subdomains: false, path: "/msgsndr" },
];

/// The page where an author lets an app in, on `HighLevel`'s own host.
pub(crate) const AUTHORIZE_STANDARD: &str = "https://marketplace.gohighlevel.com/v2/oauth/chooselocation";

/// The same on the host of white-labels, such as `HoopAI`.
pub(crate) const AUTHORIZE_WHITE_LABEL: &str =
    "https://marketplace.leadconnectorhq.com/v2/oauth/chooselocation";

/// Its limits, those of its Media Library among them.
pub fn limits() -> Limits {
    Limits {
        file: Some(SizeLimit { megabytes: 25 }),
        video: Some(SizeLimit { megabytes: 500 }),
        played_videos: Some(PLAYED_VIDEOS),
        video_hosts: Some(VIDEO_HOSTS),
        media_library: Some("Media Library"),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    #[test]
    fn only_the_platforms_own_hosts_count_as_its_own() {
        for (url, expected) in [
            ("https://assets.cdn.filesafe.space/loc/media/1.mp4", true),
            ("https://storage.googleapis.com/msgsndr/loc/media/1.mp4", true),
            ("https://cdn.courses.apisystem.tech/memberships/1.mp4", true),
            ("https://services.leadconnectorhq.com/1.mp4", true),
            ("https://storage.googleapis.com/mine/1.mp4", false),
            ("https://notfilesafe.space/1.mp4", false),
            ("https://example.com/filesafe.space/1.mp4", false),
        ] {
            let url = Url::parse(url).unwrap();
            assert_eq!(VIDEO_HOSTS.iter().any(|host| host.holds(&url)), expected, "{url}");
        }
    }
}
