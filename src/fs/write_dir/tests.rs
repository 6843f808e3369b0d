//! What is refused, and what a replaced file keeps.

#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

/// A folder `root` with a file and a folder in it, beside what nobody may touch.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("root/inner")).unwrap();
        std::fs::create_dir(home.path().join("outside")).unwrap();
        std::fs::write(home.path().join("root/inner/file"), "old").unwrap();
        std::fs::write(home.path().join("outside/file"), "precious").unwrap();
        Self(home)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn dir(&self) -> WriteDir {
        WriteDir::open(&self.path("root")).unwrap()
    }

    /// Tries everything that writes, and gives why each failed.
    fn attempts(&self, path: &str) -> Vec<Error> {
        let (dir, path) = (self.dir(), Path::new(path));
        let new = dir.begin(Path::new("begun")).unwrap();
        let tried = [
            dir.has_file(path).map(drop),
            dir.read(path, 99).map(drop),
            dir.replace(path, b"new", Access::Usual),
            dir.replace(path, b"new", Access::Private),
            dir.fill(path, |file| file.write_all(b"new")),
            dir.keep(new, path),
            dir.remove(path),
            dir.open_lock(path, Access::Usual).map(drop),
        ];
        dir.create(path, b"new").unwrap_err();
        dir.remove_empty_above(path);
        let tried = tried.map(|tried| tried.unwrap_err());
        let left = std::fs::read_dir(self.path("root/begun")).unwrap().count();
        assert_eq!(left, 0, "what was begun is gone again");
        assert_eq!(std::fs::read_to_string(self.path("outside/file")).unwrap(), "precious");
        assert_eq!(std::fs::read_to_string(self.path("root/inner/file")).unwrap(), "old");
        tried.into()
    }

    #[track_caller]
    fn check(&self, path: &str, refused: &Refused) {
        for error in self.attempts(path) {
            assert_eq!(Refused::of(&error.source), Some(refused), "{error}");
        }
    }
}

#[test]
fn no_link_is_written_through_wherever_it_leads() {
    for (to, there) in [
        ("../outside/file", "a file outside"),
        ("../outside/none", "nothing outside"),
        ("inner/file", "a file inside"),
        ("inner", "a folder inside"),
        ("link", "itself"),
    ] {
        let home = Home::new();
        symlink(to, home.path("root/link")).unwrap();
        home.check("link", &Refused::Link(home.path("root/link")));
        assert!(home.path("root/link").is_symlink(), "{there}");
        assert!(!home.path("outside/none").exists(), "{there}");
    }
}

#[test]
fn no_link_on_the_way_is_followed() {
    for to in ["../outside", "inner", ".", "/", "nowhere"] {
        let home = Home::new();
        symlink(to, home.path("root/way")).unwrap();
        home.check("way/file", &Refused::Link(home.path("root/way")));
        home.check("way/deep/file", &Refused::Link(home.path("root/way")));
    }
    let home = Home::new();
    symlink("../../outside", home.path("root/inner/way")).unwrap();
    home.check("inner/way/file", &Refused::Link(home.path("root/inner/way")));
}

#[test]
fn a_pipe_and_a_socket_are_not_opened() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo").arg(home.path("root/pipe")).status().unwrap();
    assert!(made.success());
    home.check("pipe", &Refused::Special(home.path("root/pipe")));
    let _socket = std::os::unix::net::UnixListener::bind(home.path("root/socket")).unwrap();
    home.check("socket", &Refused::Special(home.path("root/socket")));
}

#[test]
fn a_path_that_leads_out_is_refused() {
    let home = Home::new();
    for path in ["../outside/file", "inner/../../outside/file", "/etc/passwd", "", ".", ".."] {
        home.check(path, &Refused::Outside(home.path("root").join(path)));
    }
}

#[test]
fn a_folder_is_no_file() {
    let home = Home::new();
    for error in home.attempts("inner") {
        assert_eq!(error.source.kind(), ErrorKind::IsADirectory, "{error}");
    }
}

#[test]
fn the_folder_itself_may_be_reached_through_a_link() {
    let home = Home::new();
    symlink("root", home.path("link")).unwrap();
    let dir = WriteDir::open(&home.path("link")).unwrap();
    dir.replace(Path::new("inner/file"), b"new", Access::Usual).unwrap();
    dir.create(Path::new("a/b/c"), b"c").unwrap();
    assert_eq!(std::fs::read_to_string(home.path("root/inner/file")).unwrap(), "new");
    assert_eq!(dir.read(Path::new("a/b/c"), 99).unwrap().unwrap(), b"c");
    dir.create(Path::new("a/b/c"), b"d").unwrap_err();
    dir.remove(Path::new("a/b/c")).unwrap();
    dir.remove_empty_above(Path::new("a/b/c"));
    assert!(!home.path("root/a").exists() && home.path("root/inner").exists());
}

#[test]
fn a_replaced_file_keeps_its_permissions_and_nothing_is_left_beside_it() {
    let home = Home::new();
    let (file, name) = (home.path("root/inner/file"), Path::new("inner/file"));
    let mode = || std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    home.dir().replace(name, b"new", Access::Usual).unwrap();
    assert_eq!(mode(), 0o640);
    home.dir().replace(name, b"new", Access::Private).unwrap();
    assert_eq!(mode(), 0o600);
    home.dir().fill(name, |_| Err(ErrorKind::StorageFull.into())).unwrap_err();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
    assert_eq!(std::fs::read_dir(home.path("root/inner")).unwrap().count(), 1);
}

#[test]
fn a_name_as_long_as_the_disk_takes_can_be_written() {
    let home = Home::new();
    let long = "ü".repeat(127);
    home.dir().replace(Path::new(&long), b"new", Access::Usual).unwrap();
    assert_eq!(std::fs::read_to_string(home.path("root").join(long)).unwrap(), "new");
}

#[test]
fn what_a_killed_process_left_is_swept_and_nothing_else() {
    let home = Home::new();
    let dir = home.dir();
    let others = [".other.1-2", ".file.old-1", ".file.1-", "file.1-2", ".file"];
    for name in others.iter().chain(&[".file.7-0", ".file.4194304-12"]) {
        std::fs::write(home.path("root/inner").join(name), "x").unwrap();
    }
    symlink("../../outside/file", home.path("root/inner/.file.5-5")).unwrap();
    let spot = dir.find(Path::new("inner/file")).unwrap().unwrap();
    let under_way = Unnamed::beside(spot.dir().try_clone().unwrap(), spot.name, Access::Usual).unwrap();
    dir.sweep([Path::new("inner/file"), Path::new("nowhere/file"), Path::new("../outside/file")]);
    let names = |folder: &str| {
        let entries = std::fs::read_dir(home.path(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let own = under_way.name.to_str().unwrap();
    let expected = others.into_iter().chain(["file", ".file.5-5", own]).map(str::to_owned).collect();
    assert_eq!(names("root/inner"), expected);
    dir.keep(under_way, Path::new("inner/new")).unwrap();
    dir.sweep_all(Path::new("inner"));
    assert!(!names("root/inner").contains(".other.1-2") && home.path("root/inner/new").exists());
    assert_eq!(std::fs::read_to_string(home.path("outside/file")).unwrap(), "precious");
}
