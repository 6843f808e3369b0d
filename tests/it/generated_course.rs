//! The course that the benchmark is measured on: what it must be for the numbers to mean something.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use crate::generate::{Generated, course};
use crate::testkit::pipeline;

/// Enough for every shape of folder, and for names of all the kinds that large courses get.
const LESSONS: usize = 150;

fn with_course(check: impl FnOnce(&Path, Generated)) {
    let folder = tempfile::tempdir().unwrap();
    let generated = course(folder.path(), LESSONS).unwrap();
    check(folder.path(), generated);
}

/// Every file below `root`, by its path.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn is_lesson(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md") && !path.ends_with("_index.md")
}

#[test]
fn it_is_the_same_every_time() {
    with_course(|one, _| with_course(|two, _| assert_eq!(files(one), files(two))));
}

#[test]
fn its_lessons_are_as_many_as_asked_for_and_five_kilobytes_long() {
    with_course(|root, generated| {
        let lessons = files(root).keys().filter(|path| is_lesson(path)).count();
        assert_eq!((generated.lessons, lessons), (LESSONS, LESSONS));
        let mean = generated.markdown / LESSONS;
        assert!((4_500..5_500).contains(&mean), "{mean} bytes a lesson");
    });
}

#[test]
fn its_mix_is_that_of_real_courses() {
    with_course(|root, _| {
        let files = files(root);
        let lessons = files.iter().filter(|(path, _)| is_lesson(path));
        let texts: Vec<_> = lessons.map(|(_, bytes)| str::from_utf8(bytes).unwrap()).collect();
        let percent = |test: fn(&str) -> bool| {
            texts.iter().copied().filter(|text| test(text)).count() * 100 / texts.len()
        };
        let front_matter = percent(|text| text.starts_with("---\n"));
        assert!((20..40).contains(&front_matter), "{front_matter} % with front matter");
        let raw =
            percent(|text| ["<kbd>", "a<br>", "line<br>", "<details>"].iter().any(|tag| text.contains(tag)));
        assert!((5..15).contains(&raw), "{raw} % with raw HTML");
    });
}

#[test]
fn every_file_its_lessons_name_is_there() {
    with_course(|root, _| {
        for path in files(root).keys().filter(|path| is_lesson(path)) {
            let text = std::fs::read_to_string(root.join(path)).unwrap();
            let folder = root.join(path).parent().unwrap().to_owned();
            for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                if target.starts_with("https:") {
                    continue;
                }
                let file = target.split('#').next().unwrap();
                assert!(folder.join(file).is_file(), "{path} names {target}");
            }
        }
    });
}

#[test]
fn it_has_no_errors_and_its_body_is_valid() {
    with_course(|root, _| {
        let run = pipeline::dry_run(root).unwrap();
        assert_eq!(run.errors, Vec::<String>::new());
        pipeline::assert_valid(&run.body.unwrap());
    });
}
