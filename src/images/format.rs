//! The formats of images that can be converted, and what they become.

/// A format that can be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Heic,
    Tiff,
}

impl Format {
    /// The format that an extension (lower case, no dot) says.
    pub fn of(extension: &str) -> Option<Self> {
        match extension {
            "heic" | "heif" => Some(Self::Heic),
            "tif" | "tiff" => Some(Self::Tiff),
            _ => None,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC",
            Self::Tiff => "TIFF",
        }
    }

    /// The extension of what it becomes: photos are small as JPEG, scans stay as they are as PNG.
    pub fn becomes(self) -> &'static str {
        match self {
            Self::Heic => "jpg",
            Self::Tiff => "png",
        }
    }

    /// Whether a file begins like one of this format.
    pub(super) fn begins(self, start: &[u8]) -> bool {
        const BRANDS: &[&[u8]] = &[b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"];
        match self {
            Self::Heic => {
                start.get(4..8) == Some(b"ftyp")
                    && start.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
            }
            Self::Tiff => start.starts_with(b"II*\0") || start.starts_with(b"MM\0*"),
        }
    }

    /// Whether a file begins like what it becomes.
    pub(super) fn is_made(self, start: &[u8]) -> bool {
        match self {
            Self::Heic => start.starts_with(b"\xff\xd8\xff"),
            Self::Tiff => start.starts_with(b"\x89PNG\r\n\x1a\n"),
        }
    }
}
