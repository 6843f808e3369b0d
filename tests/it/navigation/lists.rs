//! Lists of links, and the files of courses.

use super::check;

#[test]
fn a_summary_has_parts_groups_and_titles() {
    let summary = "# Summary\n\n[Preface](preface.md)\n\n# First part\n\n- [One](one.md)\n    - [Deeper](one/deeper.md)\n- [Draft]()\n\n---\n\n# Second part\n\n* [Two & `code`](./two.md)\n* [Web](https://a.example)\n";
    check(
        &[
            ("book.toml", "[book]\ntitle = 'x'\n"),
            ("src/SUMMARY.md", summary),
            ("src/preface.md", ""),
            ("src/one.md", ""),
            ("src/one/deeper.md", ""),
            ("src/two.md", ""),
            ("src/left.md", ""),
        ],
        "
        Course
          Preface
            Preface
          First part
            One
              One
              Deeper
          Second part
            Two & code
        ",
    );
}

#[test]
fn a_sidebar_has_groups_without_a_page() {
    check(
        &[
            (
                "_sidebar.md",
                "* Getting started\n  * [Quick start](quick.md)\n  * [Pages](/pages)\n* [Folder](folder/)\n",
            ),
            ("quick.md", ""),
            ("pages.md", ""),
            ("folder/x.md", ""),
        ],
        "
        Course
          Getting started
            Quick start
            Pages
          Folder
            X
        ",
    );
}

#[test]
fn chapters_of_hugging_face() {
    check(
        &[
            (
                "_toctree.yml",
                "- title: 0. Setup\n  sections:\n  - local: chapter0/1\n    title: Introduction\n- local: chapter1/1\n  title: Next\n",
            ),
            ("chapter0/1.mdx", ""),
            ("chapter1/1.mdx", ""),
            ("chapter1/2.mdx", ""),
        ],
        "
        Course
          0. Setup
            Introduction
          Next
            Next
        ",
    );
}

#[test]
fn contents_of_microsoft_learn() {
    check(
        &[
            (
                "toc.yml",
                "items:\n- name: Overview\n  href: overview.md\n- name: More\n  items:\n  - name: B\n    href: more/b.md?tabs=x\n- name: Nested\n  href: nested/toc.yml\n- name: Elsewhere\n  href: /dotnet/\n",
            ),
            ("overview.md", ""),
            ("more/a.md", ""),
            ("more/b.md", ""),
            ("nested/toc.yml", "- name: C\n  href: c.md\n"),
            ("nested/c.md", ""),
        ],
        "
        Course
          Overview
            Overview
          More
            B
          Nested
            C
        ",
    );
}

#[test]
fn episodes_of_the_carpentries() {
    check(
        &[
            ("config.yaml", "title: 'Git'\nepisodes:\n- b.md\n- a.Rmd\n"),
            ("episodes/a.Rmd", ""),
            ("episodes/b.md", ""),
            ("episodes/draft.md", ""),
        ],
        "
        Git
          Git
            B
            A
        ",
    );
}

#[test]
fn lessons_and_tasks_of_the_jetbrains_academy() {
    check(
        &[
            ("course-info.yaml", "type: marketplace\ntitle: Kotlin\ncontent:\n- second\n- first\n"),
            ("first/lesson-info.yaml", "content:\n- t1\n"),
            ("first/t1/task.md", ""),
            ("second/lesson-info.yaml", "custom_name: The Second\ncontent:\n- t3\n- t2\n"),
            ("second/t2/task.md", ""),
            ("second/t3/task.md", ""),
            ("second/t3/task-info.yaml", "type: theory\ncustom_name: Third task\n"),
        ],
        "
        Kotlin
          The Second
            Third task
            t2
          first
            t1
        ",
    );
}

#[test]
fn modules_of_a_course_in_a_box() {
    check(
        &[
            ("_data/course.yml", "title: Box\nmodules: [\"setup\", \"content\"]\n"),
            ("modules/content/_posts/2020-01-01-b.md", ""),
            ("modules/content/_posts/2019-01-01-c.md", ""),
            ("modules/setup/_posts/2020-01-01-a.md", ""),
            ("index.md", "Hello.\n"),
        ],
        "
        Box
          Setup
            2020-01-01-A
          Content
            2019-01-01-C
            2020-01-01-B
        ",
    );
}
