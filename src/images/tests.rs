//! Programs of a test's own in the place of the real ones.

use std::os::unix::fs::PermissionsExt as _;

use tempfile::TempDir;

use super::*;

const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
const TIFF: &[u8] = b"II*\0\x08\0\0\0";

/// A machine with one program, and a course's folder.
struct Machine {
    home: TempDir,
}

impl Machine {
    /// The program writes its arguments into `calls` and then does what `script` says.
    fn with(program: &str, script: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let machine = Self { home };
        std::fs::create_dir(machine.path("bin")).unwrap();
        let file = machine.path("bin").join(program);
        let calls = machine.path("calls");
        let text = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n{script}\n", calls.display());
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn images(&self) -> Images {
        let path = OsString::from(format!("relative:{}", self.path("bin").display()));
        let variables = [("PATH", "/usr/bin:/bin"), ("HOOPAI_TOKEN", "secret")];
        let variables = variables.map(|(name, value)| (name.into(), value.into()));
        Images::on_machine(&path, &self.path("cache"), variables, true)
    }

    fn original(&self, name: &str, content: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// The arguments of every call.
    fn calls(&self) -> Vec<String> {
        let calls = std::fs::read_to_string(self.path("calls")).unwrap_or_default();
        calls.lines().map(str::to_owned).collect()
    }
}

/// Writes a JPEG to the last argument.
const JPEG: &str = "for last; do :; done; printf '\\377\\330\\377\\340made' > \"${last#jpeg:}\"";
const PNG: &str = "for last; do :; done; printf '\\211PNG\\r\\n\\032\\nmade' > \"${last#png:}\"";

#[test]
fn a_photo_is_converted_once_and_kept() {
    let machine = Machine::with("heif-convert", JPEG);
    let original = machine.original("a 'b' $(c).heic", HEIC);
    let made = machine.images().convert(Format::Heic, &original).unwrap();
    assert_eq!((made.extension, made.program), ("jpg", Some("heif-convert")));
    assert_eq!(std::fs::read(&made.disk).unwrap(), b"\xff\xd8\xff\xe0made");
    assert_eq!(std::fs::read(&original).unwrap(), HEIC);
    let calls = machine.calls();
    assert_eq!(calls[..2], ["-q", "90"]);
    // The program sees names of ours, in a folder that is gone afterwards.
    assert!(
        calls[2].ends_with("/in.heic") && calls[3].ends_with("/out.jpg") && calls.len() == 4,
        "{calls:?}"
    );
    assert!(!Path::new(&calls[2]).exists());
    // Another run, a copy of another name, a machine without the program: what is kept is taken.
    let copy = machine.original("copy.heif", HEIC);
    let nothing = OsString::new();
    let none = Images::on_machine(&nothing, &machine.path("cache"), [], true);
    for images in [machine.images(), none] {
        let again = images.convert(Format::Heic, &copy).unwrap();
        assert_eq!((&again.disk, again.program), (&made.disk, None));
    }
    assert_eq!(machine.calls().len(), 4);
}

#[test]
fn imagemagick_is_told_the_format_and_its_limits() {
    let machine = Machine::with("magick", PNG);
    let original = machine.original("scan.tif", TIFF);
    let made = machine.images().convert(Format::Tiff, &original).unwrap();
    assert_eq!((made.extension, made.program), ("png", Some("magick")));
    let calls = machine.calls();
    assert_eq!(calls[..2], ["-limit", "memory"]);
    let is_input = |word: &&String| word.starts_with("tiff:/") && word.ends_with("/in.tiff[0]");
    assert!(calls.iter().any(|word| is_input(&word)), "{calls:?}");
    assert!(calls.last().unwrap().starts_with("png:/"), "{calls:?}");
}

#[test]
fn a_program_that_fails_or_makes_nothing_is_said_with_its_words_once() {
    let machine = Machine::with("heif-convert", "echo 'no decoder' >&2; exit 3");
    let original = machine.original("a.heic", HEIC);
    let images = machine.images();
    for _ in 0..2 {
        assert_eq!(images.convert(Format::Heic, &original).unwrap_err(), "`heif-convert` failed: no decoder");
    }
    assert_eq!(machine.calls().len(), 4, "it is run once");
    for script in ["exit 0", "for last; do :; done; echo text > \"$last\""] {
        let machine = Machine::with("heif-convert", script);
        let original = machine.original("a.heic", HEIC);
        let said = machine.images().convert(Format::Heic, &original).unwrap_err();
        assert_eq!(said, "`heif-convert` made no image");
        let kept = std::fs::read_dir(machine.path("cache/coursedir/images")).unwrap().count();
        assert_eq!(kept, 0, "nothing is left in the cache");
    }
}

#[test]
fn what_is_no_photo_is_given_to_no_program() {
    let machine = Machine::with("magick", JPEG);
    for (name, content, format, said) in [
        ("a.heic", &b"\xff\xd8\xff\xe0"[..], Format::Heic, "its content is not HEIC"),
        ("b.tiff", &b"push graphic-context"[..], Format::Tiff, "its content is not TIFF"),
        ("c.heic", &b""[..], Format::Heic, "its content is not HEIC"),
    ] {
        let original = machine.original(name, content);
        assert_eq!(machine.images().convert(format, &original).unwrap_err(), said);
    }
    assert_eq!(machine.calls(), [""; 0]);
}

#[test]
fn a_program_gets_none_of_the_secrets_and_little_memory() {
    let script = format!(
        "env > \"$(dirname \"$4\")/../../../env\"; sleep 0.2; ulimit -d >> \"$(dirname \"$4\")/../../../env\"; {JPEG}"
    );
    let machine = Machine::with("heif-convert", &script);
    let original = machine.original("a.heic", HEIC);
    machine.images().convert(Format::Heic, &original).unwrap();
    let seen = std::fs::read_to_string(machine.path("cache/env")).unwrap();
    assert!(!seen.contains("secret"), "{seen}");
    if cfg!(target_os = "linux") {
        assert!(seen.contains(&(MAX_BYTES / 1024).to_string()), "{seen}");
    }
}

#[test]
fn the_help_names_the_command_of_this_machine() {
    let machine = Machine::with("heif-convert", JPEG);
    let images = machine.images();
    assert_eq!(images.help(Format::Heic, "a.heic"), "convert it yourself: `heif-convert a.heic a.jpg`");
    assert!(images.help(Format::Tiff, "a.tif").contains("install ImageMagick"));
    let asked = Images { convert: false, ..images };
    let help = "add `--convert`, or convert it yourself: `heif-convert './a b.heic' './a b.jpg'`";
    assert_eq!(asked.help(Format::Heic, "a b.heic"), help);
}
