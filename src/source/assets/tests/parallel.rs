//! Courses of so many lessons that they are made in several shares.

use crate::model::Packing;

use super::*;

#[test]
fn a_large_course_says_the_same_as_a_small_one() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..450 {
        let shown = if number == 449 { "![shown](data.svgz)" } else { "" };
        let text = format!("[sheet](sheet.pdf) [data](data.svgz) {shown}");
        write_file(folder.path(), &format!("{number:03}.md"), text.as_bytes());
    }
    write_file(folder.path(), "sheet.pdf", b"");
    write_file(folder.path(), "data.svgz", b"x");
    let scan = scan(folder.path(), &Options::default()).unwrap();
    let course = scan.course.unwrap();
    let paths: Vec<&str> = course.lessons().map(|lesson| lesson.path.as_str()).collect();
    assert!(paths.is_sorted() && paths.len() == 450, "{paths:?}");
    // It is shown in the last share, and packed by all others.
    assert_eq!(course.files[&CoursePath::root().child("data.svgz")].packing, Packing::AsIs);
    let said: Vec<String> = scan
        .diagnostics
        .iter()
        .map(|found| {
            let place = found.place.as_ref().unwrap();
            format!("{} {}", place.path, found.message)
        })
        .collect();
    let unshown = "449.md no browser shows a `.svgz` file as an image";
    assert_eq!(said, ["000.md `sheet.pdf` is empty", unshown]);
}
