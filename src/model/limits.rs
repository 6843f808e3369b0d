//! The limits of the platform that a course is imported to: sizes of files, formats of videos, hosts of videos.
//!
//! A plain value, handed to the scan and its rules. `platform::limits` makes the platform's. Not in it is what the
//! types of the model fix: two levels of categories, the kinds of lesson, the types of material.

use url::Url;

/// What is taken. The default is a place that takes everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// The size of a file that is no video; `None` where any size is taken.
    pub file: Option<SizeLimit>,
    /// The size of a video; `None` where any size is taken.
    pub video: Option<SizeLimit>,
    /// The extensions of videos that are played, the advised one first; `None` where all are.
    pub played_videos: Option<&'static [&'static str]>,
    /// Where a video may be that is named by its address; `None` where any host will do.
    pub video_hosts: Option<&'static [MediaHost]>,
    /// What the place is called where authors upload files by hand, larger ones too; `None` where there is none.
    pub media_library: Option<&'static str>,
}

impl Limits {
    /// Whether videos of this extension (lower case, no dot) are played.
    pub fn plays(&self, extension: &str) -> bool {
        // Another name of the same kind.
        let kind = if extension == "qt" { "mov" } else { extension };
        self.played_videos.is_none_or(|played| played.contains(&kind))
    }
}

/// A size in megabytes, if it is unknown whether one has 1,000,000 bytes or 1024 × 1024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeLimit {
    /// The limit as it is documented.
    pub megabytes: u64,
}

/// How a size compares with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is taken.
    Fits,
    /// It is taken only if a megabyte has 1024 × 1024 bytes.
    Unsure,
    /// It is refused.
    TooLarge,
}

impl SizeLimit {
    /// What is taken in any case: a megabyte of 1,000,000 bytes.
    pub fn sure(self) -> u64 {
        self.megabytes * 1_000_000
    }

    /// What is taken at most: a megabyte of 1024 × 1024 bytes.
    pub fn most(self) -> u64 {
        self.megabytes * 1024 * 1024
    }

    /// Compares a size in bytes with the limit.
    pub fn fit(self, bytes: u64) -> Fit {
        if bytes > self.most() {
            Fit::TooLarge
        } else if bytes > self.sure() {
            Fit::Unsure
        } else {
            Fit::Fits
        }
    }
}

/// A host of media files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaHost {
    pub name: &'static str,
    /// Whether hosts below it count too.
    pub with_subdomains: bool,
    /// How the paths of its files begin.
    pub path: &'static str,
}

impl MediaHost {
    /// Whether this address is here.
    pub fn holds(&self, url: &Url) -> bool {
        let is_host = |host: &str| match host.strip_suffix(self.name) {
            Some("") => true,
            Some(below) => self.with_subdomains && below.ends_with('.'),
            None => false,
        };
        url.host_str().is_some_and(is_host) && url.path().starts_with(self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_the_two_megabytes_nobody_is_sure() {
        let limit = SizeLimit { megabytes: 25 };
        for (bytes, expected) in [
            (0, Fit::Fits),
            (25_000_000, Fit::Fits),
            (25_000_001, Fit::Unsure),
            (25 * 1024 * 1024, Fit::Unsure),
            (25 * 1024 * 1024 + 1, Fit::TooLarge),
        ] {
            assert_eq!(limit.fit(bytes), expected, "{bytes}");
        }
    }
}
