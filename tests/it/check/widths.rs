//! What findings look like in narrow and wide terminals, without colour, in lines with wide
//! characters, emoji and tabs. The drawings are kept in `widths/`; look at them before you accept them.

use super::Course;
use crate::testkit::expect_snapshot;

fn course() -> Course {
    let long = "word ".repeat(60);
    let wide = "漢字と仮名の長い文。".repeat(12);
    Course::of(&[
        ("01-plain.md", &format!("{long}[a link](worksheet.pdf) {long}\n")),
        ("02-wide.md", &format!("{wide}![画像](絵.png){wide}\n")),
        ("03-emoji.md", "👩‍🍳 knife 🔪 and ![👍🏽 family 👨‍👩‍👧‍👦](🍞.png) 🇫🇷 done\n"),
        ("04-tabs.md", "- one\n\t- two\t![a pot](pot.png)\tand\tmore\n"),
        ("05-combining.md", "Cre\u{300}me bru\u{302}le\u{301}e: ![a bowl](bowl.png)\n"),
        (
            "06-lines.md",
            "---\ntitle: [a, b]\norder: soon, or a little later, or perhaps never at all\n---\n[one\ntwo\nthree](no.pdf)\n",
        ),
    ])
}

fn check(width: &str) {
    let said = course().run_with(&[("COLUMNS", width)], &["check", "course"]);
    assert!(!said.stdout.contains('\u{1b}'), "no colour where learners do not see it");
    let all = format!("{}{}exit code {}\n", said.stdout, said.stderr, said.exit());
    expect_snapshot("tests/it/check/widths", width, &all);
}

#[test]
fn findings_read_well_in_40_columns() {
    check("40");
}

#[test]
fn findings_read_well_in_80_columns() {
    check("80");
}

#[test]
fn findings_read_well_in_200_columns() {
    check("200");
}

#[test]
fn without_columns_or_with_nonsense_the_usual_width_is_taken() {
    let draw = |environment: &[(&str, &str)]| course().run_with(environment, &["check", "course"]).stdout;
    let usual = draw(&[]);
    assert_eq!(draw(&[("COLUMNS", "wide")]), usual);
    assert_eq!(draw(&[("COLUMNS", "0")]), usual);
    assert_eq!(draw(&[("COLUMNS", "100")]), usual);
    assert_ne!(draw(&[("COLUMNS", "60")]), usual);
}

#[test]
fn an_outline_with_reasons_is_broken_between_words_and_stays_inside_its_tree() {
    let course = Course::of(&[
        ("01-start/02-your-first-loaf.md", "# Loaf\n"),
        ("02-end/a.md", "# A\n"),
        ("02-end/b.md", "# B\n"),
    ]);
    let outline = |environment: &[(&str, &str)]| {
        course.run_with(environment, &["outline", "course", "--explain"]).stdout
    };
    let lesson =
        "│         01-start/02-your-first-loaf.md: title from a heading; order from its name (`02`)\n";
    assert!(outline(&[]).contains(lesson), "{}", outline(&[]));
    let narrow = "\
        │         01-start/02-your-first-loaf.md: title from a\n\
        │         heading; order from its name (`02`)\n";
    assert!(outline(&[("COLUMNS", "54")]).contains(narrow), "{}", outline(&[("COLUMNS", "54")]));
}
