//! The programs that convert images, and their arguments.
//!
//! Each gets absolute paths with names of ours and is told the format, so that the author's name of a file, or what is
//! in it, selects nothing.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::format::Format;

/// A program of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tool {
    kind: Kind,
    /// Where it is; absolute.
    pub program: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A part of macOS.
    Sips,
    /// `ImageMagick`, since version 7.
    Magick,
    /// A part of libheif.
    HeifConvert,
}

/// In the order in which they are taken.
const KINDS: &[Kind] = &[Kind::Sips, Kind::Magick, Kind::HeifConvert];

/// Looks for the programs in the folders of `PATH`. A folder that is not absolute may be the course's, and is passed
/// over.
pub(super) fn find(path: &OsStr) -> Vec<Tool> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).filter(|folder| folder.is_absolute()).collect();
    let tools = KINDS.iter().filter_map(|&kind| {
        let mut programs = folders.iter().map(|folder| folder.join(kind.file_name()));
        programs.find(|program| is_program(program)).map(|program| Tool { kind, program })
    });
    tools.collect()
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// How to get a program on this machine.
pub(super) fn install() -> &'static str {
    if cfg!(windows) {
        "install ImageMagick (`winget install ImageMagick.ImageMagick`)"
    } else {
        "install ImageMagick 7 (`magick`) or libheif (`heif-convert`)"
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Sips => "sips",
            Self::Magick => "magick",
            Self::HeifConvert => "heif-convert",
        }
    }

    fn file_name(self) -> String {
        format!("{}{}", self.name(), std::env::consts::EXE_SUFFIX)
    }
}

impl Tool {
    pub fn name(&self) -> &'static str {
        self.kind.name()
    }

    pub fn reads(&self, format: Format) -> bool {
        format == Format::Heic || self.kind != Kind::HeifConvert
    }

    /// The name of the copy that it reads.
    #[expect(clippy::unused_self, reason = "another program may need another name")]
    pub fn input(&self, format: Format) -> &'static str {
        match format {
            Format::Heic => "in.heic",
            Format::Tiff => "in.tiff",
        }
    }

    /// The name of what it makes.
    #[expect(clippy::unused_self, reason = "another program may need another name")]
    pub fn output(&self, format: Format) -> String {
        format!("out.{}", format.becomes())
    }

    /// The arguments that convert one file into another.
    pub fn arguments(&self, format: Format, from: &Path, to: &Path) -> Vec<OsString> {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        match self.kind {
            Kind::Sips => {
                let made = if format == Format::Heic { "jpeg" } else { "png" };
                let mut all = words(&["-s", "format", made]);
                if format == Format::Heic {
                    all.extend(words(&["-s", "formatOptions", "90"]));
                }
                all.extend([from.into(), "--out".into(), to.into()]);
                all
            }
            Kind::Magick => {
                let (read, write) = match format {
                    Format::Heic => ("heic:", "jpeg:"),
                    Format::Tiff => ("tiff:", "png:"),
                };
                let mut all = words(&["-limit", "memory", "256MiB", "-limit", "map", "256MiB"]);
                all.extend(words(&["-limit", "disk", "512MiB", "-limit", "thread", "1"]));
                // The first image of several.
                let mut input = prefixed(read, from);
                input.push("[0]");
                all.push(input);
                all.extend(words(&["-auto-orient", "-quality", "90"]));
                all.push(prefixed(write, to));
                all
            }
            Kind::HeifConvert => {
                let mut all = words(&["-q", "90"]);
                all.extend([from.into(), to.into()]);
                all
            }
        }
    }

    /// The command that an author runs to convert a file.
    pub fn command(&self, format: Format, name: &str) -> String {
        let made = match name.rsplit_once('.') {
            Some((stem, _)) => format!("{stem}.{}", format.becomes()),
            None => format!("{name}.{}", format.becomes()),
        };
        let (name, made) = (quoted(name), quoted(&made));
        match self.kind {
            Kind::Sips => {
                let kind = if format == Format::Heic { "jpeg" } else { "png" };
                format!("sips -s format {kind} {name} --out {made}")
            }
            Kind::Magick => format!("magick {name} {made}"),
            Kind::HeifConvert => format!("heif-convert {name} {made}"),
        }
    }
}

fn prefixed(prefix: &str, path: &Path) -> OsString {
    let mut word = OsString::from(prefix);
    word.push(path);
    word
}

/// A name as a word of a command that is shown to be copied.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    if name.chars().all(is_plain) && !name.starts_with('-') {
        name.to_owned()
    } else {
        format!("'./{}'", name.replace('\'', "'\\''"))
    }
}
