//! Folders that came with links where new files belong: nothing is made outside of them.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use super::Home;

/// A folder `course` with these links in it, beside an empty folder `outside`.
fn home(links: &[(&str, &str)]) -> Home {
    let home = Home::with(&["course/", "outside/"]);
    for (to, link) in links {
        symlink(to, home.path("course").join(link)).unwrap();
    }
    home
}

fn names(home: &Home, folder: &str) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(home.path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_link_to_a_folder_outside_is_said_before_anything_is_made() {
    for link in [".github", ".coursedir", "02-first-category"] {
        let home = home(&[("../outside", link)]);
        let said = home.run(&["init", "course"]);
        assert_eq!(said.exit(), 3, "{}", said.stderr);
        assert!(said.stderr.contains(link) && said.stderr.contains("is a symbolic link"), "{}", said.stderr);
        assert_eq!((names(&home, "outside"), names(&home, "course")), (vec![], vec![link.to_owned()]));
    }
}

#[test]
fn a_link_to_nothing_is_kept_and_nothing_is_made_through_it() {
    let home = home(&[("../outside/course.yaml", "course.yaml")]);
    let said = home.run(&["init", "course"]);
    assert_eq!(said.exit(), 0, "{}", said.stderr);
    assert!(said.stderr.contains("kept course/course.yaml, which exists"), "{}", said.stderr);
    assert_eq!(names(&home, "outside").len(), 0);
    assert!(home.path("course").join("course.yaml").is_symlink());
}

#[test]
fn a_folder_that_is_reached_through_a_link_will_do() {
    let home = home(&[]);
    symlink("course", home.path("link")).unwrap();
    assert_eq!(home.run(&["init", "link"]).exit(), 0);
    assert_eq!(home.run(&["new", "category", "One more", "--in", "link"]).exit(), 0);
    assert!(home.path("course/course.yaml").is_file());
}
