//! Rule 3: what is walked.

use crate::source::small_course::{check, findings, write};
use crate::source::{Options, scan};

#[test]
fn lessons_are_markdown_by_any_of_its_names() {
    check(
        "
        one.md
        two.markdown
        three.MDX
        four.txt
        five.rst
        ",
        "
        Course
          Course
            One
            Three
            Two
        ",
    );
}

#[test]
fn ignore_files_hide_markdown_and_folders_of_it() {
    check(
        "
        .gitignore: drafts/ | *.old.md
        .ignore: private.md
        drafts/a.md
        b.old.md
        c.md
        part/.gitignore: d.md
        part/d.md
        part/e.md
        private.md
        ",
        "
        Course
          C
            C
          Part
            E
        ",
    );
}

#[test]
fn what_git_ignores_is_found_when_a_lesson_names_it() {
    findings(
        "
        .gitignore: *.mp4 | media/
        a.md: ![x](media/a.png)
        a.mp4: x
        media/a.png: x
        ",
        "",
    );
}

#[test]
fn what_the_author_ignores_is_not_found() {
    findings(
        "
        .courseignore: secret/
        course.yaml: ignore: ['*.draft.md']
        a.md: ![x](secret/a.png)
        b.draft.md
        secret/a.png: x
        ",
        "a.md:1:6: error[missing-image]: the image `secret/a.png` does not exist",
    );
}

#[test]
fn ignore_files_above_the_course_do_not_count() {
    let home = write("a.md");
    std::fs::write(home.path().join(".gitignore"), "*.md").unwrap();
    assert!(scan(&home.path().join("course"), &Options::default()).unwrap().course.is_some());
}

#[test]
fn an_exclamation_mark_takes_back_what_the_rules_leave_out() {
    check(
        "
        course.yaml: ignore: ['!.docs', '!build', '!LICENSE.md', '!_old']
        .docs/a.md
        .hidden/a.md
        LICENSE.md
        _old/a.md
        build/a.md
        ",
        "
        Course
          Docs
            A
          Old
            A
          Build
            A
          LICENSE
            LICENSE
        ",
    );
}

#[test]
fn git_ignored_markdown_is_said_once() {
    findings(
        "
        .gitignore: build/ | drafts/
        a.md
        build/b.md
        drafts/b.md
        ",
        ".: info[excluded-file]: an ignore file excludes `drafts/b.md`",
    );
    findings(
        "
        .gitignore: drafts/ | *.x.md
        a.md
        b.x.md
        c/.ignore: '*' | d.md
        c/d.md
        drafts/b.md
        drafts/c/b.md
        drafts/c/d.mp4
        ",
        ".: info[excluded-file]: ignore files exclude 4 Markdown files: `b.x.md`, `c/d.md`, `drafts/b.md` and 1 more",
    );
}

#[test]
fn what_an_ignore_file_names_can_be_taken_back() {
    check(
        "
        course.yaml: ignore: ['!drafts/', '!b.x.md']
        .gitignore: drafts/ | *.x.md
        a.x.md
        b.x.md
        drafts/c.md
        ",
        "
        Course
          B.x
            B.x
          Drafts
            C
        ",
    );
}

#[test]
fn braces_are_letters_to_git() {
    check(
        r"
        .gitignore: {a,b}.md | [{]d.md | \{e}.md | f/{x,y}/ | {a,b/
        .courseignore: {g,h}.md
        a.md
        b.md
        {a,b}.md
        {d.md
        {e}.md
        f/x/one.md
        f/{x,y}/two.md
        g.md
        h.md
        ",
        "
        Course
          Course
            A
            B
          F
            X/
              One
        ",
    );
}

/// The index of a repository that tracks these files, as git writes it.
fn index(paths: &[&str]) -> Vec<u8> {
    let mut index = b"DIRC\0\0\0\x02".to_vec();
    index.extend(u32::try_from(paths.len()).unwrap().to_be_bytes());
    for path in paths {
        let start = index.len();
        index.extend([0; 24]);
        index.extend(0o100_644_u32.to_be_bytes());
        index.extend([0; 12 + 20]);
        index.extend(u16::try_from(path.len()).unwrap().to_be_bytes());
        index.extend(path.as_bytes());
        let padding = 8 - (index.len() - start) % 8;
        index.extend(std::iter::repeat_n(0, padding));
    }
    index.extend([0; 20]);
    index
}

/// The paths of the lessons of a course in a repository with this `.git/index`.
fn lessons_with_index(git: &[(&str, &[u8])]) -> Vec<String> {
    let home = write(
        "
        .gitignore: *.md | !ok.md
        part/ok.md
        part/tracked.md
        part/untracked.md
        ",
    );
    for (path, bytes) in git {
        let path = home.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let course = scan(&home.path().join("course"), &Options::default()).unwrap().course.unwrap();
    course.lessons().map(|lesson| lesson.path.to_string()).collect()
}

#[test]
fn markdown_that_git_tracks_is_in_the_course() {
    let both = ["part/ok.md", "part/tracked.md"];
    let own = index(&["course.yaml", "part/tracked.md", "part/tracked.md2"]);
    assert_eq!(lessons_with_index(&[("course/.git/index", &own)]), both);
    let above = index(&["course/part/tracked.md", "part/untracked.md"]);
    assert_eq!(lessons_with_index(&[(".git/index", &above)]), both);
    let pointer: &[(&str, &[u8])] =
        &[("course/.git", b"gitdir: ../x/.git/worktrees/a\n"), ("x/.git/worktrees/a/index", &own)];
    assert_eq!(lessons_with_index(pointer), both);
}

#[test]
fn a_damaged_index_is_none() {
    let ok = ["part/ok.md"];
    let whole = index(&["part/tracked.md"]);
    for damaged in [
        b"".to_vec(),
        b"DIRC".to_vec(),
        vec![0; 100],
        whole[..40].to_vec(),
        [b"DIRC\0\0\0\x09", &whole[8..]].concat(),
    ] {
        assert_eq!(lessons_with_index(&[("course/.git/index", &damaged)]), ok);
    }
    let elsewhere: &[(&str, &[u8])] = &[("course/.git", b"gitdir: ../x\n"), ("x/index", &whole)];
    assert_eq!(lessons_with_index(elsewhere), ok);
    let mut many = whole.clone();
    many[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(lessons_with_index(&[("course/.git/index", &many)]), ok);
}

#[test]
fn a_folder_without_markdown_is_no_category() {
    check(
        "
        01-code/main.py
        02-text/a.md
        03-empty/
        ",
        "
        Course
          Text
            A
        ",
    );
}

#[cfg(unix)]
mod links {
    use super::*;

    #[test]
    fn a_link_that_ends_inside_the_course_is_followed() {
        check(
            "
            part/a.md
            part/b.md -> ../texts.txt
            texts.txt: # Linked
            ",
            "
            Course
              Part
                A
                Linked
            ",
        );
        check(
            "
            .texts/a.md
            part -> .texts
            x.md
            ",
            "
            Course
              Part
                A
              X
                X
            ",
        );
    }

    #[test]
    fn a_link_to_a_folder_above_is_a_loop() {
        findings(
            "
            part/a.md
            part/again -> ..
            part/self -> .
            ",
            "
            part/again: warning[symlink-not-followed]: `part/again` is a symbolic link to a folder that contains it and is not followed
            part/self: warning[symlink-not-followed]: `part/self` is a symbolic link to a folder that contains it and is not followed
            ",
        );
    }

    #[test]
    fn two_folders_that_link_each_other_are_walked_once() {
        check(
            "
            a/b -> ../b
            a/x.md
            b/a -> ../a
            b/y.md
            ",
            "
            Course
              A
                X
              B
                Y
            ",
        );
    }

    #[test]
    fn a_link_to_nothing_is_said() {
        findings(
            "
            a.md
            b.md -> gone.md
            c.md -> c.md
            ",
            "
            b.md: warning[symlink-not-followed]: `b.md` is a symbolic link whose target does not exist
            c.md: warning[symlink-not-followed]: `c.md` is a symbolic link whose target does not exist
            ",
        );
    }

    #[test]
    fn a_link_out_of_the_course_is_not_followed() {
        findings(
            "
            a.md
            b.md -> /etc/hostname
            c -> /etc
            ",
            "
            b.md: warning[symlink-not-followed]: `b.md` is a symbolic link to a target outside the course and is not followed
            c: warning[symlink-not-followed]: `c` is a symbolic link to a target outside the course and is not followed
            ",
        );
    }

    #[test]
    fn lessons_are_taken_once_however_many_links_lead_to_them() {
        findings(
            "
            .texts/a.md
            one -> .texts
            two -> .texts
            ",
            "
            .: info[excluded-file]: excluded from the course: `.texts/`
            two: warning[symlink-not-followed]: `two` is a symbolic link to lessons that are already in the course; each is imported once
            ",
        );
    }

    #[test]
    fn lessons_are_taken_where_no_link_leads_to_them() {
        let folder = "
            a -> b
            b/x.md
            z.md
            ";
        check(
            folder,
            "
            Course
              B
                X
              Z
                Z
            ",
        );
        findings(
            folder,
            "a: warning[symlink-not-followed]: `a` is a symbolic link to lessons that are already in the \
             course; each is imported once",
        );
    }

    #[test]
    fn images_are_found_behind_every_link() {
        findings(
            "
            images/a.png: x
            one/images -> ../images
            one/x.md: ![x](images/a.png)
            two/images -> ../images
            two/x.md: ![x](images/a.png)
            ",
            "",
        );
    }

    #[test]
    fn settings_and_ignore_files_outside_the_course_are_not_read() {
        let home = write("a.md\ncourse.yaml -> ../other.yaml\n.courseignore -> ../other.txt");
        std::fs::write(home.path().join("other.yaml"), "title: Other").unwrap();
        std::fs::write(home.path().join("other.txt"), "*.md").unwrap();
        let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
        let found: Vec<_> = scan.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            found,
            ["`course.yaml` is a symbolic link to a target outside the course and is not read"]
        );
        assert_eq!(scan.course.unwrap().title.as_str(), "Course");
    }

    #[test]
    fn a_link_to_what_is_hidden_is_silent() {
        findings(
            "
            .courseignore: out
            .env -> /etc/hostname
            a.md
            out -> /etc
            ",
            "",
        );
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_said() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = write("a.md\nlocked/b.md");
        let locked = home.path().join("course/locked");
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
        let root_may_read_anything = std::fs::read_dir(&locked).is_ok();
        let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
        if !root_may_read_anything {
            let found: Vec<_> = scan.diagnostics.iter().map(|finding| finding.code.as_str()).collect();
            assert_eq!(found, ["unreadable-file"]);
        }
        assert!(scan.course.is_some());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_unicode_is_left_out_and_said() {
        use std::os::unix::ffi::OsStrExt as _;
        let home = write("part/a.md");
        let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
        std::fs::write(home.path().join("course/part").join(name), "x").unwrap();
        let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
        let found: Vec<_> = scan.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(found, ["the name `b\u{fffd}.md` is not valid Unicode, so it is skipped"]);
        assert_eq!(scan.course.unwrap().lessons().count(), 1);
    }
}

#[test]
fn very_deep_folders_end_with_a_word() {
    let deep = "d/".repeat(200);
    let (home, top) = (write(&format!("a.md\n{deep}b.md")), "d/".repeat(63));
    let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
    let found: Vec<_> = scan.diagnostics.iter().map(|finding| finding.message.clone()).collect();
    assert_eq!(found, [format!("`{top}d` is more than 64 folders deep")]);
}

#[test]
fn five_thousand_siblings_are_a_course() {
    let names: Vec<String> = (1..=5_000).map(|number| format!("{number}-a.md: x")).collect();
    let home = write(&names.join("\n"));
    let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
    let course = scan.course.unwrap();
    let last = course.lessons().last().unwrap();
    assert_eq!((course.lessons().count(), last.path.as_str()), (5_000, "5000-a.md"));
}

#[test]
fn a_file_that_is_not_utf8_is_an_error_that_names_the_byte() {
    let home = write("a.md");
    std::fs::write(home.path().join("course/a.md"), b"# A\n\nb\xe4r\n").unwrap();
    let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
    let found: Vec<_> = scan.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, ["`a.md` is not UTF-8: byte 0xE4 at offset 6"]);
    assert_eq!(scan.course.unwrap().lessons().next().unwrap().title.as_str(), "A");
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_fine() {
    check(
        "a.md: \u{feff}---\r | title: Apples\r | ---\r | Words.\r",
        "
        Course
          Course
            Apples
        ",
    );
}

#[test]
fn an_empty_file_is_a_lesson_with_a_warning() {
    findings("a.md:", "a.md: warning[empty-lesson]: the lesson has no text, no video and no materials");
}

#[test]
fn markdown_has_many_extensions() {
    check(
        "
        1.mdown: # A
        2.mkd: # B
        3.MKDN: # C
        4.qmd: # D
        5.Rmd: # E
        6.RMD: # F
        7.rmarkdown: # G
        ",
        "
        Course
          Course
            A
            B
            C
            D
            E
            F
        ",
    );
}

#[test]
fn the_page_that_was_made_from_a_source_is_the_lesson() {
    let folder = "
        _config.yml: title: Site
        _episodes/01-a.md: # A
        _episodes_rmd/01-a.Rmd: # Source
        _episodes_rmd/02-b.Rmd: # B
        c.md: # C
        c.qmd: # Source
        ";
    check(
        folder,
        "
        Course
          Episodes
            A
          Episodes rmd
            B
          C
            C
        ",
    );
    findings(
        "
        c.md
        c.qmd
        ",
        ".: info[excluded-file]: excluded, because the Markdown made from it is there: `c.qmd`",
    );
}

#[test]
fn courses_deeper_below_are_never_mixed_into_one() {
    for (folder, expected) in [
        (
            "courses/bread/a.md\ncourses/bread/course.yaml: title: B\ncourses/cake/b.mp4\n\
             courses/cake/course.yml: title: C\n",
            ".: error[courses-below]: found 2 courses below; name one: `courses/bread`, `courses/cake`",
        ),
        (
            "a.md\nx/y/z/b.md\nx/y/z/course.yaml: title: B\n",
            ".: error[courses-below]: found 1 course below; name it: `x/y/z`",
        ),
    ] {
        findings(folder, expected);
        check(folder, "no course");
    }
    for folder in [
        "a.md\ncourse.yaml: title: T\nx/y/course.yaml: title: B\n",
        ".courseignore: x/\na.md\ncourse.yml: title: T\nx/y/course.yaml: title: B\n",
    ] {
        check(folder, "T\n  T\n    A");
    }
    for other in ["node_modules/x/y", "_data", ".github/x", "x/settings"] {
        check(&format!("a.md\n{other}/course.yaml: title: B\n"), "Course\n  Course\n    A");
    }
}

#[test]
fn names_are_in_one_spelling_whatever_the_disk_says() {
    let (nfd, nfc) = ("Cafe\u{301}", "Caf\u{e9}");
    let folder = format!(
        "
        01-{nfd}/bild-{nfd}.png: x
        01-{nfd}/u\u{308}ben.md: ![b](bild-{nfc}.png) ![c](bild-{nfd}.png) [d](blatt-{nfc}.pdf)
        01-{nfd}/blatt-{nfd}.pdf: x
        .courseignore: geheim-{nfc}.md
        geheim-{nfd}.md: secret
        "
    );
    let home = write(&folder);
    let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
    assert!(scan.diagnostics.is_empty(), "{:?}", scan.diagnostics);
    let course = scan.course.unwrap();
    let category = &course.categories[0];
    assert_eq!((category.head.title.as_str(), category.head.id.as_str()), (nfc, &*format!("01-{nfc}")));
    let lesson = course.lessons().next().unwrap();
    assert_eq!(
        (lesson.title.as_str(), lesson.id.as_str()),
        ("\u{dc}ben", &*format!("01-{nfc}/\u{fc}ben.md"))
    );
    assert_eq!(course.lessons().count(), 1);
    let files: Vec<&str> = course.files.keys().map(crate::model::CoursePath::as_str).collect();
    assert_eq!(files, [format!("01-{nfc}/bild-{nfc}.png"), format!("01-{nfc}/blatt-{nfc}.pdf")]);
    assert!(course.files.values().all(|file| file.disk.is_file()));
}

#[cfg(target_os = "linux")]
#[test]
fn two_files_whose_names_differ_in_spelling_only_are_an_error() {
    findings(
        "
        Cafe\u{301}.md
        Caf\u{e9}.md
        ",
        "Caf\u{e9}.md: error[unreadable-file]: two files have the name `Caf\u{e9}.md`, with accents written in two ways",
    );
}
