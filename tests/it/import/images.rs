//! Photos that no browser shows, with a program of the test's own as the converter.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

/// A machine with `heif-convert`, which notes each call.
struct Machine {
    home: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { home: tempfile::tempdir().unwrap() };
        let program = machine.path("bin/heif-convert");
        std::fs::create_dir(machine.path("bin")).unwrap();
        let script = "#!/bin/sh\necho call >> \"$HOME/calls\"\nprintf '\\377\\330\\377\\340photo' > \"$4\"\n";
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).unwrap();
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A run on this machine.
    fn run(&self, program: Program) -> Program {
        let path = format!("{}:/usr/bin:/bin", self.path("bin").display());
        program.env("PATH", path).env("HOME", self.home.path())
    }

    fn calls(&self) -> usize {
        std::fs::read_to_string(self.path("calls")).unwrap_or_default().lines().count()
    }
}

fn course() -> Course {
    let course = Course::of(&[
        ("course.yaml", "title: Bread\n"),
        (
            "01-start/01-oven.md",
            "# Oven\n\n![The oven](<it's an oven.heic>)\n\n![The crust](<it's an oven.heic>)\n",
        ),
    ]);
    course.write("01-start/it's an oven.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    course
}

#[test]
fn a_photo_is_converted_only_if_the_author_asks_and_is_uploaded_once() {
    let (platform, course, machine) = (Platform::start(), course(), Machine::new());
    let check =
        |arguments: &[&str]| machine.run(Program::new(arguments).course(&course)).run().check(0, &[]).stdout;
    let asked = check(&["check"]);
    let help = "add `--convert`, or convert it yourself: \
                `heif-convert './it'\\''s an oven.heic' './it'\\''s an oven.jpg'`";
    assert!(asked.contains(help), "{asked}");
    assert_eq!((machine.calls(), asked.matches("unsupported-image").count()), (0, 1));

    let converted = check(&["check", "--convert"]);
    assert!(converted.contains("image-converted") && converted.contains("by `heif-convert`"), "{converted}");
    assert!(!converted.contains("unsupported-image"), "{converted}");
    assert_eq!(machine.calls(), 1);

    let import = || machine.run(Program::import(&course, &platform)).arg("--convert");
    import().run().check(0, &["imported", "uploaded  1 file"]);
    import().run().check(4, &["already imported", "no changes since then"]);
    import().arg("--again").run().check(0, &["1 already uploaded"]);
    assert_eq!((machine.calls(), platform.uploads()), (1, 1));
    let sent = &platform.courses()[0];
    assert!(format!("{sent:?}").contains(".jpg"), "{sent:?}");
    let original = std::fs::read(course.file("01-start/it's an oven.heic")).unwrap();
    assert!(original.starts_with(b"\0\0\0\x18ftypheic"), "the original stays as it is");
}

#[test]
fn an_export_has_the_photo_that_is_sent() {
    let (course, machine) = (course(), Machine::new());
    let site = machine.path("site");
    let export = ["preview", "--convert", "--export", site.to_str().unwrap()];
    machine.run(Program::new(&export).course(&course)).run().check(0, &[]);
    let photo = contents(&site).into_iter().find(|(name, _)| name.to_string_lossy().ends_with(".heic.jpg"));
    assert_eq!(photo.map(|(_, content)| content).as_deref(), Some(&b"\xff\xd8\xff\xe0photo"[..]));
}

#[test]
fn an_image_that_a_text_holds_is_sent_as_a_file_once() {
    let (platform, machine) = (Platform::start(), Machine::new());
    let image = "data:image/png;base64,iVBORw0KGgo=";
    let course = Course::of(&[
        ("course.yaml", "title: Bread\n"),
        ("01-start/01-oven.md", &format!("# Oven\n\n![The oven][image1]\n\n[image1]: <{image}>\n")),
        ("01-start/02-crust.md", &format!("# Crust\n\nThe ![oven]({image}) again.\n")),
    ]);
    let import = || machine.run(Program::import(&course, &platform));
    import().run().check(0, &["imported", "uploaded  1 file"]);
    import().run().check(4, &["already imported", "no changes since then"]);
    import().arg("--again").run().check(0, &["1 already uploaded"]);
    assert_eq!(platform.uploads(), 1);
    let sent = format!("{:?}", platform.courses()[0]);
    assert!(!sent.contains("base64") && sent.matches(".png").count() == 2, "{sent}");

    let site = machine.path("site");
    let export = ["preview", "--export", site.to_str().unwrap()];
    machine.run(Program::new(&export).course(&course)).run().check(0, &[]);
    let files = contents(&site).into_iter().filter(|(name, _)| name.to_string_lossy().ends_with("3e41.png"));
    let files: Vec<_> = files.collect();
    assert!(
        !files.is_empty() && files.iter().all(|(_, content)| content == b"\x89PNG\r\n\x1a\n"),
        "{files:?}"
    );
}
