//! Rule 3: what is left out.

use super::*;
use crate::source::small_course::{check, findings};

#[test]
fn names_of_tools_papers_and_junk_are_no_lessons() {
    for name in ["node_modules", ".github", "lesson-template", "_drafts", "outputs"] {
        assert_eq!(verdict(name, true), Verdict::LeftOut, "{name}");
    }
    for name in ["LICENSE.md", "license.md", "SECURITY.md", "_x.md", "SUMMARY.md", "CODE-OF-CONDUCT.md"] {
        assert_eq!(verdict(name, false), Verdict::LeftOut, "{name}");
    }
    for name in ["~$draft.docx", "Thumbs.db", "clip.mp4.part", ".DS_Store"] {
        assert_eq!(verdict(name, false), Verdict::Never, "{name}");
    }
}

#[test]
fn near_misses_are_lessons() {
    for name in
        ["security.md", "summary.md", "_index.md", "licenses.md", "support.md", "LICENSE.pdf", "templates.md"]
    {
        assert_eq!(verdict(name, false), Verdict::Keep, "{name}");
    }
    for name in ["_posts", "builds", "01-build", "templates"] {
        assert_eq!(verdict(name, true), Verdict::Keep, "{name}");
    }
}

#[test]
fn what_is_left_out_is_said_once_a_folder() {
    findings(
        "
        .github/a.md
        CONTRIBUTING.md
        LICENSE.md
        a.md
        node_modules/x/README.md
        part/b.md
        part/build/c.md
        ",
        "
        .: info[excluded-file]: excluded from the course: `.github/`, `CONTRIBUTING.md`, `LICENSE.md`, `node_modules/`
        part: info[excluded-file]: excluded from the course: `build/`
        ",
    );
}

#[test]
fn the_same_in_many_folders_is_said_once() {
    findings(
        "
        part/one/index.md
        part/one/outputs/x.md
        part/three/index.md
        part/three/outputs/x.md
        part/two/index.md
        part/two/outputs/x.md
        ",
        "part/one: info[excluded-file]: excluded from the course: `outputs/`, here and in 2 more folders",
    );
}

#[test]
fn folders_without_markdown_are_left_out_without_a_word() {
    findings(
        "
        .vscode/settings.json: {}
        a.md
        build/main.js
        ",
        "",
    );
}

#[test]
fn underscore_folders_alone_hold_the_lessons() {
    check(
        "
        _2019/a.md
        _2020/b.md
        index.md
        ",
        "
        Course
          Course
            Course
          2019
            A
          2020
            B
        ",
    );
}

#[test]
fn in_the_company_of_other_lessons_they_do_not() {
    let folder = "
        _old/a.md
        b.md
        ";
    check(
        folder,
        "
        Course
          Course
            B
        ",
    );
    findings(folder, ".: info[excluded-file]: excluded from the course: `_old/`");
}

#[test]
fn in_a_jekyll_site_they_do() {
    check(
        "
        _2020/a.md
        _config.yml: title: Site
        _layouts/x.md
        about.md
        ",
        "
        Course
          2020
            A
          About
            About
        ",
    );
}

#[test]
fn parts_of_a_jekyll_site_never_do() {
    findings(
        "
        _drafts/a.md
        _includes/a.md
        _posts/a.md
        ",
        ".: info[excluded-file]: excluded from the course: `_drafts/`, `_includes/`",
    );
}

#[test]
fn a_note_in_a_folder_of_images_is_no_lesson() {
    let folder = "
        a.md
        images/README.md
        images/more/x.txt
        ";
    check(
        folder,
        "
        Course
          Course
            A
        ",
    );
    findings(folder, "images: info[excluded-file]: excluded from the course: `README.md`");
}

#[test]
fn lessons_in_a_folder_of_such_a_name_are() {
    check(
        "
        media/README.md: # Media | Words.
        media/radio.md
        x.md
        ",
        "
        Course
          Media
            Media
            Radio
          X
            X
        ",
    );
}

#[test]
fn repository_papers_are_left_out_at_any_level_and_security_in_small_letters_is_a_lesson() {
    check(
        "
        part/CHANGELOG.md
        part/SECURITY.md
        part/AGENTS.md
        part/security.md
        part/agents.md
        ",
        "
        Course
          Part
            Agents
            Security
        ",
    );
}

#[test]
fn patterns_for_lessons_and_notes_about_programs_are_no_lessons() {
    findings(
        "
        a.md
        scripts/README.md
        templates/lesson-template.md
        templates/project-example.md
        ",
        "
        scripts: info[excluded-file]: excluded from the course: `README.md`
        templates: info[excluded-file]: excluded from the course: `lesson-template.md`, `project-example.md`
        ",
    );
    findings(
        "
        a.md
        scripts/README.md
        scripts/01-variables.md
        templates/lesson-template.md
        templates/inheritance.md
        ",
        "",
    );
}

#[test]
fn a_summary_in_small_letters_below_the_root_is_a_lesson() {
    findings(
        "
        part/SUMMARY.md
        part/a.md
        summary.md
        ",
        "part: info[excluded-file]: excluded from the course: `SUMMARY.md`",
    );
    findings(
        "
        part/a.md
        part/summary.md
        ",
        "",
    );
}

#[test]
fn a_name_with_a_dot_is_nothing_of_its_own_accord() {
    check(
        "
        a/.clip.mp4: x
        a/.lesson.md
        a/._lesson.md
        a/lesson.md
        a/.lesson.mp4: x
        a/b/.intro.mp4: x
        a/c/.README.md
        a/c/README.md
        ",
        "
        Course
          A
            C
            Lesson
        ",
    );
}

#[test]
fn companions_of_macos_change_nothing() {
    let folder = |companions: &str| {
        format!(
            "
            a/lesson/README.md: Words.
            a/lesson/clip.mp4: x
            a/lesson/sheet.pdf: x
            a/lesson/cover.png: x
            a/talk.mp4: x
            a/b.md: [all](b.pdf)
            a/b.pdf: x
            cover.jpg: x
            {companions}"
        )
    };
    let scan = |folder: &str| {
        let home = crate::source::small_course::write(folder);
        let scan =
            crate::source::scan(&home.path().join("course"), &crate::source::Options::default()).unwrap();
        let mut course = scan.course.unwrap();
        // Where the files are on the disk is another folder each time.
        let files: Vec<_> = std::mem::take(&mut course.files).into_keys().collect();
        (course, files, scan.diagnostics)
    };
    let with = folder(
        "a/lesson/._README.md: x
            a/lesson/._clip.mp4: x
            a/lesson/._sheet.pdf: x
            a/lesson/._cover.png: x
            a/._talk.mp4: x
            a/._b.md: x
            a/._b.pdf: x
            ._cover.jpg: x
            ._a: x
            .DS_Store: x
            __MACOSX/a/._b.md: x",
    );
    assert_eq!(scan(&with), scan(&folder("")));
}

#[test]
fn a_video_with_an_underscore_is_left_out_as_a_page_is() {
    let folder = "
        a/_old.mp4: x
        a/one.md
        a/two.md
        a/takes/_take-1.mp4: x
        b/README.md
        b/_clip.mp4: x
        b/clip.mp4: x
        ";
    check(
        folder,
        "
        Course
          A
            One
            Two
          B
            B
        ",
    );
    findings(
        folder,
        "
        a: info[excluded-file]: excluded from the course: `_old.mp4`
        a/takes: info[excluded-file]: excluded from the course: `_take-1.mp4`
        b: info[excluded-file]: excluded from the course: `_clip.mp4`
        ",
    );
}

#[test]
fn what_a_page_names_is_found_whatever_its_name() {
    findings(
        "
        a.md: --- | video: _clips/_a.mp4 | materials: [.sheet.pdf] | --- | ![x](.x.png)
        .sheet.pdf: x
        .x.png: x
        _clips/_a.mp4: x
        ",
        "_clips: info[excluded-file]: excluded from the course: `_a.mp4`",
    );
}

#[test]
fn parts_of_websites_are_no_lessons() {
    check(
        "
        _config.yml
        hugo.toml
        _site/a.md
        _data/b.md
        _sass/c.md
        _posts/d.md
        archetypes/default.md
        themes/x/README.md
        layouts/y.md
        content/e.md
        ",
        "
        Course
          Posts
            D
          Content
            E
        ",
    );
}

#[test]
fn mocks_and_fixtures_are_no_lessons() {
    for name in ["mocks", "__mocks__", "__fixtures__", "__snapshots__", "fixtures", "Mocks"] {
        assert_eq!(verdict(name, true), Verdict::LeftOut, "{name}");
    }
    for name in ["mock-interviews", "01-mocks", "hammocks"] {
        assert_eq!(verdict(name, true), Verdict::Keep, "{name}");
    }
}

#[test]
fn an_index_file_with_a_title_is_never_left_out() {
    for folder in ["images", "scripts", "templates"] {
        for index in ["README.md", "index.md"] {
            check(
                &format!("a.md\n{folder}/{index}: --- | title: Tools | --- | Words.\n"),
                "Course\n  Course\n    A\n    Tools",
            );
        }
    }
    // A heading is no title of its front matter.
    check("a.md\nimages/README.md: # Images | Words.\n", "Course\n  Course\n    A");
    check("a.md\nimages/README.md: --- | draft: true | --- | Words.\n", "Course\n  Course\n    A");
}

#[test]
fn patterns_and_attachments_of_a_vault_are_no_lessons() {
    let folder = "
        .obsidian/app.json: {}
        99 - Templates/daily.md
        Assets/note.md
        Bread/Assets/more.md
        Bread/a.md
        Bread/plan.excalidraw.md
        Templates/lesson.md
        ";
    check(
        folder,
        "
        Course
          Bread
            A
        ",
    );
    findings(
        folder,
        "
        .: info[excluded-file]: excluded from the course: `99 - Templates/`, `Assets/`, `Bread/Assets/`, `Templates/`
        Bread: info[excluded-file]: excluded from the course: `plan.excalidraw.md`
        ",
    );
    // Elsewhere such names are names.
    check(
        "
        Assets/note.md
        Bread/a.md
        Templates/inheritance.md
        ",
        "
        Course
          Assets
            Note
          Bread
            A
          Templates
            Inheritance
        ",
    );
}
