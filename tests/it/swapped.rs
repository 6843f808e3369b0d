//! Files that somebody swaps for links to elsewhere while they are used: what is read is what was allowed.

use std::fs;
use std::io::{Cursor, Read as _};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::preview::program::Preview;
use crate::testkit::{Course, Program, Server};

const SECRET: &str = "c4nary-that-n0body-may-read";
const OWN: &str = "what is in the course itself";

/// A course with a picture and a folder that is packed, and a folder beside it with other files of the same names.
fn course() -> Course {
    let course = Course::of(&[
        ("a.md", "---\nmaterials: [data]\n---\n# A\n\n![x](pictures/x.png) ![y](pictures/y.png)\n"),
        ("pictures/x.png", OWN),
        ("pictures/y.png", OWN),
        ("data/in.txt", OWN),
    ]);
    for name in ["pictures/x.png", "pictures/y.png", "data/in.txt"] {
        course.write(&format!("../secret/{name}"), SECRET);
    }
    fs::create_dir(course.above().join("beside")).unwrap();
    course
}

/// Does something while another thread swaps one file after the other, and the folders.
fn while_swapping<T>(course: &Course, act: impl FnOnce() -> T) -> T {
    let (own, above, done) = (course.path(), course.above(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for name in ["pictures/x.png", "data/in.txt"] {
                    swap_file(above, &own.join(name), &above.join("secret").join(name));
                }
                for name in ["pictures", "data"] {
                    swap_folder(above, &own.join(name), &above.join("secret").join(name));
                }
            }
        });
        // Also when the act panics, or the scope would wait for ever.
        let done = Done(&done);
        let result = act();
        drop(done);
        result
    })
}

struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn swap_file(above: &Path, file: &Path, secret: &Path) {
    let new: PathBuf = above.join("beside/new");
    symlink(secret, &new).unwrap();
    fs::rename(&new, file).unwrap();
    fs::write(&new, OWN).unwrap();
    fs::rename(&new, file).unwrap();
}

fn swap_folder(above: &Path, folder: &Path, secret: &Path) {
    let away = above.join("beside/away");
    fs::rename(folder, &away).unwrap();
    symlink(secret, folder).unwrap();
    fs::remove_file(folder).unwrap();
    fs::rename(&away, folder).unwrap();
}

/// Whether these bytes, or an archive's files, hold a text.
fn holds(bytes: &[u8], text: &str) -> bool {
    let is_in = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let in_archive = |mut archive: zip::ZipArchive<Cursor<&[u8]>>| {
        (0..archive.len()).any(|at| {
            let mut content = Vec::new();
            archive.by_index(at).unwrap().read_to_end(&mut content).unwrap();
            is_in(&content)
        })
    };
    is_in(bytes) || zip::ZipArchive::new(Cursor::new(bytes)).is_ok_and(in_archive)
}

#[test]
fn a_preview_serves_only_what_it_looked_at() {
    const FILES: [&str; 3] = ["/files/pictures/x.png", "/files/pictures/y.png", "/files/data.zip"];
    let course = course();
    let preview = Preview::of(course.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ask =
        |file: &str| runtime.block_on(async { preview.get(file).await.bytes().await.unwrap_or_default() });
    for file in FILES {
        assert!(holds(&ask(file), OWN), "{file}");
    }
    while_swapping(&course, || {
        for at in 0..90 {
            let file = FILES[at % FILES.len()];
            assert!(!holds(&ask(file), SECRET), "{file}");
        }
    });
}

#[test]
fn an_import_sends_only_what_it_looked_at() {
    let (course, data) = (course(), tempfile::tempdir().unwrap());
    let sandbox = Server::sandbox(data.path());
    let received = |text: &str| {
        let files = walkdir::WalkDir::new(data.path()).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files.filter(|entry| holds(&fs::read(entry.path()).unwrap(), text)).count()
    };
    let import = || Program::import_to(&course, &sandbox.at("")).run();
    import().check(0, &["imported"]);
    assert_eq!(received(OWN), 2, "a picture and an archive");
    while_swapping(&course, || {
        for _ in 0..6 {
            // What was sent is sent again.
            let _ = fs::remove_file(course.file("coursedir.lock"));
            import();
        }
    });
    assert_eq!(received(SECRET), 0);
}
