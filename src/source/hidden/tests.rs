//! What is hidden by a date, by a section, or by a category: folders in, the outline and the findings out.

use std::time::{Duration, UNIX_EPOCH};

use crate::source::small_course::{check_with, findings_with};
use crate::source::{Clock, Options};

/// Noon of 2027-01-31.
pub(super) const NOW: u64 = 1_801_396_800;

fn options() -> Options {
    Options { clock: Clock::from(UNIX_EPOCH + Duration::from_secs(NOW)), ..Options::default() }
}

#[track_caller]
fn check(folder: &str, expected: &str) {
    check_with(&options(), folder, expected);
}

#[track_caller]
fn findings(folder: &str, expected: &str) {
    findings_with(&options(), folder, expected);
}

#[test]
fn a_page_of_the_future_is_a_draft_where_a_generator_says_so() {
    for sign in [
        "hugo.toml",
        "_config.yml",
        "config/_default/hugo.yaml",
        "config.toml: x\narchetypes/default.md",
        "hugo.json",
    ] {
        check(
            &format!(
                "{sign}
                a/01-one.md: --- | publishDate: 2027-02-01 | --- | Words.
                a/02-two.md: --- | date: 2027-01-31T12:00:01Z | --- | Words.
                a/03-three.md: --- | date: 2027-01-31T12:00:00Z | --- | Words.
                a/04-four.md: --- | expiryDate: 2027-01-31 13:00:00 +0100 | --- | Words.
                a/05-five.md: --- | expiryDate: 2027-01-31 13:00:01 +0100 | --- | Words.
                a/06-six.md: +++ | pubDate = 2027-02-01T00:00:00+00:00 | +++ | Words.
                a/07-seven.md: +++ | publishDate = 2027-01-01 | unpublishdate = 2027-01-30 | +++ | Words.
                a/08-eight.md: --- | published: 2030-01-01 | --- | Words."
            )
            .replace("\n                ", "\n"),
            "
            Course
              A
                One [draft]
                Two [draft]
                Three
                Four [draft]
                Five
                Six [draft]
                Seven [draft]
                Eight [draft]
            ",
        );
    }
}

#[test]
fn dates_hide_nothing_without_a_generator() {
    for sign in ["mkdocs.yml", "config.toml", "config.yaml", "a/notes.txt", "b/hugo.toml"] {
        check(
            &format!("{sign}\na/one.md: --- | publishDate: 2999-02-01 | --- | Words.\na/two.md"),
            "
            Course
              A
                One
                Two
            ",
        );
    }
}

#[test]
fn the_finding_names_the_date() {
    findings(
        "
        hugo.toml
        a/one.md: --- | title: One | publishDate: 2027-02-01 | --- | Words.
        a/two.md: --- | title: Two | expirydate: 2020-02-01 | draft: false | --- | Words.
        a/three.md: --- | title: Three | date: 2999-02-01 | draft: true | --- | Words.
        ",
        "
        a/one.md:3:1: info[hiding-key]: `publishDate: 2027-02-01` is in the future, so the page is a draft
        a/two.md:3:1: info[hiding-key]: `expirydate: 2020-02-01` is in the past, so the page is a draft
        ",
    );
}

#[test]
fn a_post_of_the_future_is_a_draft_by_its_name() {
    check(
        "
        _config.yml
        _posts/2027-01-30-one.md
        _posts/2027-02-01-two.md
        _posts/2027-02-02-three.md: --- | date: 2027-01-01 | --- | Words.
        ",
        "
        Course
          Course
            One
            Two [draft]
            Three
        ",
    );
}

#[test]
fn a_section_hands_down_what_hides_its_pages() {
    check(
        "
        a/_index.md: --- | title: A | cascade: |   draft: true | ---
        a/01-one.md
        a/02-two.md: --- | draft: false | --- | Words.
        a/b/03-three.md
        a/b/04-four.md: --- | hidden: false | --- | Words.
        c/05-five.md
        ",
        "
        Course
          A [draft]
            One [draft]
            Two
            B/ [draft]
              Three [draft]
              Four [draft]
          C
            Five
        ",
    );
}

#[test]
fn a_nearer_section_comes_before_one_further_up() {
    check(
        "
        _index.md: --- | cascade: {build: {render: never}} | ---
        a/_index.md: --- | cascade: {build: {render: always}} | ---
        a/01-one.md
        b/02-two.md
        b/03-three.md: --- | _build: {render: link} | --- | Words.
        c/_index.md: +++ | [[cascade]] | unlisted = true | [cascade._target] | path = '/c/d/**' | +++
        c/04-four.md
        c/d/05-five.md
        ",
        "
        Course
          A
            One
          B
            Two [draft]
            Three [draft]
          C [draft]
            Four [draft]
            D/ [draft]
              Five [draft]
        ",
    );
}

#[test]
fn a_section_hands_down_to_the_pages_that_it_means() {
    check(
        "
        content/_index.md:
            ---
            cascade:
              - _target: {path: '/A/**'}
                private: true
              - target: {path: '{/b,/b/x/**}', kind: page}
                status: draft
              - target:
                  kind: section
                build: {render: never}
              - target: {kind: term}
                draft: true
            ---
        content/a/01-one.md
        content/b/02-two.md
        content/b/x/03-three.md
        content/c/_index.md: --- | title: See | --- | Words.
        content/c/04-four.md
        ",
        "
        Course
          A
            One [draft]
          B
            Two
            X/
              Three [draft]
          See
            See [draft]
            Four
        ",
    );
}

#[test]
fn a_section_hands_down_dates_too() {
    findings(
        "
        hugo.toml
        a/_index.md: --- | cascade: {expiryDate: 2020-01-01} | title: A | --- | Words.
        a/01-one.md
        a/02-two.md: --- | expiryDate: 2029-01-01 | --- | Words.
        ",
        "
        a/_index.md:2:11: info[hiding-key]: `expiryDate: 2020-01-01` is in the past, so `a/01-one.md`, `a/_index.md` are drafts
        ",
    );
}

#[test]
fn a_section_says_once_what_it_hides() {
    findings(
        "
        _index.md: --- | cascade: {draft: true} | ---
        a/01-one.md
        a/02-two.md
        a/03-three.md
        a/04-four.md
        ",
        "
        _index.md:2:11: info[hiding-key]: `draft: true` is under `cascade`, so `a/01-one.md`, `a/02-two.md`, `a/03-three.md` and 1 more are drafts
        ",
    );
}

#[test]
fn a_hidden_index_file_or_category_file_hides_its_category() {
    for hidden in [
        "a/_index.md: --- | status: draft | ---",
        "a/index.md: --- | wip: yes | --- | Words.",
        "a/README.md: --- | publish: false | ---",
        "a/_category_.json: {\"unlisted\": true}",
        "a/_category_.yml: draft: true",
        "a/_category_.json: {\"customProps\": {\"hidden\": true}}",
        "a/meta.json: {\"title\": \"A\", \"draft\": true}",
        "a/_index.md: --- | headless: true | ---",
        "a.md: --- | private: true | ---",
    ] {
        let (_home, scan) = {
            let home = crate::source::small_course::write(&format!(
                "{hidden}\na/01-one.md\na/b/02-two.md\nc/03-three.md"
            ));
            let scan = crate::source::scan(&home.path().join("course"), &options()).unwrap();
            (home, scan)
        };
        let outline = crate::source::small_course::outline(&scan);
        for title in ["A", "One", "Two", "B/"] {
            assert!(outline.contains(&format!("{title} [draft]")), "{hidden}\n{outline}");
        }
        assert!(!outline.contains("Three [draft]"), "{hidden}\n{outline}");
        let said = crate::source::small_course::lines(&scan);
        assert!(said.iter().any(|line| line.contains("hiding-key")), "{hidden}\n{said:?}");
    }
}

#[test]
fn a_hidden_folder_that_would_give_way_stays() {
    check(
        "
        docs/_index.md: --- | draft: true | title: Docs | ---
        docs/a/01-one.md
        docs/b/02-two.md
        ",
        "
        Course
          Docs [draft]
            A/ [draft]
              One [draft]
            B/ [draft]
              Two [draft]
        ",
    );
    check(
        "
        a/b/_category_.json: {\"draft\": true}
        a/b/c/01-one.md
        a/b/d/02-two.md
        a/03-three.md
        ",
        "
        Course
          A
            Three
            B/ [draft]
              One [draft]
              Two [draft]
        ",
    );
}

#[test]
fn a_category_file_in_a_lesson_folder_hides_the_lesson() {
    check(
        "
        a/one/index.md
        a/one/_category_.json: {\"unlisted\": true}
        a/two.md
        ",
        "
        Course
          A
            One [draft]
            Two
        ",
    );
}

#[test]
fn the_defaults_of_jekyll_hide_the_pages_of_their_scope() {
    let config = "_config.yml: defaults: | - scope: {path: drafts} |   values: {published: false} | - scope: {path: \"\", type: notes} |   values: {hidden: true} | - scope: {path: open} |   values: {published: true} | exclude: [/left, \"*.tmp.md\", \" \"]";
    check(
        &format!(
            "{config}
            01-a/01-one.md
            02-drafts/x.md
            drafts/01-two.md
            drafts/02-three.md: --- | published: true | --- | Words.
            _notes/four.md
            open/five.md
            left/six.md
            seven.tmp.md"
        )
        .replace("\n            ", "\n"),
        "
        Course
          A
            One
          Drafts
            X
          Notes
            Four [draft]
          Drafts
            Two [draft]
            Three
          Left
            Six [draft]
          Open
            Five
          Seven.tmp
            Seven.tmp [draft]
        ",
    );
}

#[test]
fn the_patterns_of_mkdocs_hide_pages() {
    check(
        "
        mkdocs.yml: site_name: x | exclude_docs: \"*.tmp.md\\n/late/\\n!keep.tmp.md\" | draft_docs: todo.md | markdown_extensions: [{a: !!python/name:b.c }]
        docs/index.md
        docs/a/one.md
        docs/a/todo.md
        docs/a/two.tmp.md
        docs/a/keep.tmp.md
        docs/late/index.md
        docs/late/three.md
        docs/a/late/four.md
        ",
        "
        Course
          Course
            Course
          A
            Keep.tmp
            One
            Todo [draft]
            Two.tmp [draft]
            Late/
              Four
          Late [draft]
            Late [draft]
            Three [draft]
        ",
    );
}

#[test]
fn the_drafts_of_quarto_are_drafts() {
    check(
        "
        _quarto.yml: project: |   render: [\"*.qmd\", \"!b/two.qmd\"] | website: |   drafts: [a/one.qmd, \"b/late*\"] |   draft-mode: visible
        a/index.qmd
        a/one.qmd
        a/three.qmd
        b/one.qmd
        b/two.qmd
        b/later.qmd
        c/_metadata.yml: draft: true
        c/index.qmd
        c/four.qmd
        c/five.qmd: --- | draft: false | --- | Words.
        ",
        "
        Course
          A
            A
            One [draft]
            Three
          B
            Later [draft]
            One
            Two [draft]
          C
            C [draft]
            Five
            Four [draft]
        ",
    );
}

#[test]
fn a_configuration_that_hides_is_named() {
    findings(
        "
        _config.yml: exclude: [a]
        a/one.md
        a/two.md
        b/mkdocs.yml: exclude_docs: one.md | x: [
        b/one.md
        ",
        "
        _config.yml:1:11: info[hiding-key]: `exclude: a` is in the configuration of a website, so `a/one.md`, `a/two.md` are drafts
        b/mkdocs.yml:2:4: warning[unsupported-value]: `mkdocs.yml` cannot be read, so its order is ignored
        b/mkdocs.yml:2:4: warning[unsupported-value]: `mkdocs.yml` cannot be read, so the pages that it hides are unknown
        ",
    );
}
