//! Files that are not, or not so, on the disk.

use std::path::Path;

use crate::fs::{Kind, Overlay, Vfs};
use crate::model::{Course, Lesson};
use crate::source::small_course::{lines, outline, write};
use crate::source::{Options, PageCache, Scan, scan, scan_kept};

fn with(overlay: &Overlay) -> Options {
    Options { vfs: Vfs::from(overlay.clone()), ..Options::default() }
}

fn bodies(scan: &Scan) -> Vec<String> {
    let lessons = scan.course.iter().flat_map(Course::lessons);
    let body = |lesson: &Lesson| lesson.body.pieces().map(|(html, _)| html.trim()).collect();
    lessons.map(body).collect()
}

const COURSE: &str = "
    .gitignore: notes.md
    course.yaml: title: On disk
    one.md: Saved.
    two.md: ![](part/x.png)
    part/three.md: Three.
    notes.md: Mine.
";

#[test]
fn an_unsaved_text_and_a_lesson_that_is_not_on_disk_are_scanned() {
    let home = write(COURSE);
    let course = home.path().join("course");
    let mut overlay = Overlay::default();
    overlay.put(&course.join("one.md"), "# Unsaved\n\nNew words.\n");
    overlay.put(&course.join("part/new/four.md"), "Four.\n");
    overlay.put(&course.join("part/x.png"), "not saved either");
    let now = scan(&course, &with(&overlay)).unwrap();
    let expected = "On disk\n  On disk\n    Unsaved\n    Two\n  Part\n    Three\n    New/\n      Four";
    assert_eq!(outline(&now), expected);
    assert_eq!(bodies(&now)[0], "<p>New words.</p>");
    assert_eq!(
        lines(&now),
        [
            ".: info[excluded-file]: an ignore file excludes `notes.md`",
            "two.md:1:1: warning[missing-alt]: an image has no alt text"
        ]
    );
    let image = now.course.as_ref().unwrap().files.values().next().unwrap();
    assert_eq!(image.bytes, 16);

    let saved = scan(&course, &Options::default()).unwrap();
    assert_eq!(outline(&saved), "On disk\n  On disk\n    One\n    Two\n  Part\n    Three");
    assert_eq!(bodies(&saved)[0], "<p>Saved.</p>");
    assert_eq!(saved.course.as_ref().unwrap().files.len(), 0);
}

#[test]
fn settings_ignore_files_and_includes_are_read_from_the_overlay() {
    let home = write(COURSE);
    let course = home.path().join("course");
    let mut overlay = Overlay::default();
    overlay.put(&course.join("course.yaml"), "title: Unsaved\n");
    overlay.put(&course.join(".gitignore"), "two.md\n");
    overlay.put(&course.join("one.md"), "{{#include code/x.txt}}\n");
    overlay.put(&course.join("code/x.txt"), "Included.\n");
    overlay.put(&course.join("part/_category_.yml"), "label: Part One\n");
    let now = scan(&course, &with(&overlay)).unwrap();
    assert_eq!(outline(&now), "Unsaved\n  Unsaved\n    Notes\n    One\n  Part One\n    Three");
    assert_eq!(bodies(&now)[1], "<p>Included.</p>");
    assert_eq!(lines(&now), [".: info[excluded-file]: an ignore file excludes `two.md`"]);
}

#[test]
fn a_course_need_not_be_on_the_disk_at_all() {
    let home = write("archive.zip: packed");
    let course = home.path().join("course/archive.zip/Baking");
    let mut overlay = Overlay::default();
    overlay.put(&course.join("01-flour.md"), "Flour.\n\n[More](more.pdf)\n");
    overlay.put(&course.join("more.pdf"), "%PDF");
    overlay.put(&course.join("02-ovens/01-heat.md"), "Heat.\n");
    overlay.put(&course.join("02-ovens/.hidden/no.md"), "No.\n");
    let now = scan(&course, &with(&overlay)).unwrap();
    assert_eq!(outline(&now), "Baking\n  Flour\n    Flour\n  Ovens\n    Heat");
    assert_eq!(now.course.as_ref().unwrap().files.len(), 1);
    assert!(scan(&course, &Options::default()).is_err());
}

#[test]
fn pages_of_an_overlay_are_kept_until_they_change() {
    let home = write(COURSE);
    let course = home.path().join("course");
    let mut overlay = Overlay::default();
    let mut kept = PageCache::default();
    let mut check = |overlay: &Overlay, first: &str| {
        let options = with(overlay);
        let now = scan_kept(&course, &options, |_| Vec::new(), &mut kept).unwrap();
        assert_eq!(bodies(&now)[0], first);
        let fresh = scan(&course, &options).unwrap();
        assert_eq!((&now.course, &now.diagnostics), (&fresh.course, &fresh.diagnostics));
    };
    let page = |name: &str| course.join(Path::new(name));
    for words in ["One", "Two", "Two"] {
        overlay.put(&page("one.md"), words);
        check(&overlay, &format!("<p>{words}</p>"));
        check(&overlay, &format!("<p>{words}</p>"));
    }
    overlay.remove(&page("one.md"));
    check(&overlay, "<p>Saved.</p>");
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_text_in_the_overlay() {
    let home = write("one.md -> part/real.md\npart/real.md: Saved.\npart/more.md: More.");
    let course = home.path().join("course");
    let mut overlay = Overlay::default();
    overlay.put(&course.join("one.md"), "Unsaved.\n");
    let now = scan(&course, &with(&overlay)).unwrap();
    assert_eq!(bodies(&now), ["<p>Unsaved.</p>", "<p>More.</p>", "<p>Unsaved.</p>"]);
}

#[test]
fn test_courses_are_the_same_on_the_disk_and_in_an_overlay() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let courses = std::fs::read_dir(repository.join("tests/courses")).unwrap();
    let courses = courses.map(|entry| entry.unwrap().path().join("course")).filter(|course| course.is_dir());
    let elsewhere = tempfile::tempdir().unwrap();
    for course in courses.chain([repository.join("example-course")]) {
        let archive = elsewhere.path().join(course.file_name().unwrap());
        let mut packed = Overlay::default();
        for entry in Vfs::disk().walk(&course).map(Result::unwrap).filter(|entry| entry.kind == Kind::File) {
            let path = archive.join(entry.path.strip_prefix(&course).unwrap());
            packed.put(&path, std::fs::read(&entry.path).unwrap());
        }
        // Neither is in a repository then.
        let home = course.parent().map(Path::to_owned);
        let found = |folder: &Path, options: Options| {
            let scan = scan(folder, &Options { home: home.clone(), ..options }).unwrap();
            (outline(&scan), lines(&scan), bodies(&scan))
        };
        let on_disk = found(&course, Options::default());
        assert_eq!(found(&course, with(&Overlay::default())), on_disk, "{course:?}");
        assert_eq!(found(&archive, with(&packed)), on_disk, "{course:?}");
    }
}
