//! `portal:` and `media:` in `course.yaml`: what is refused, and that an import stays what it was.

use super::Course;

/// Two lessons that link to each other.
fn course(settings: &str) -> Course {
    Course::of(&[
        ("course.yaml", settings),
        ("01-flour.md", "Go on with [the dough](02-dough.md#fold).\n"),
        ("02-dough.md", "Mix it. [Back](01-flour.md) or [again](01-flour.md).\n"),
    ])
}

fn concise(settings: &str, code: i32) -> String {
    course(settings).run(&["check", "course", "--format", "concise"]).check(code, &[]).stdout
}

#[test]
fn an_address_that_learners_cannot_trust_is_refused() {
    for settings in [
        "portal: http://learn.example.com",
        "portal: learn.example.com",
        "portal: \"javascript:alert(1)\"",
        "portal: https://me:word@learn.example.com",
        "portal: https://learn.example.com/?source=courses",
        "portal: [https://learn.example.com]",
        "media: upload",
    ] {
        let found = concise(settings, 1);
        assert!(found.contains("course/course.yaml:1:") && found.contains("error[invalid-value]"), "{found}");
    }
    for settings in
        ["portal: https://learn.example.com/school", "portal: http://localhost:4280", "media: ask"]
    {
        let found = concise(settings, 0);
        assert!(!found.contains("course.yaml"), "{found}");
    }
}

#[test]
fn the_finding_about_a_link_says_what_a_portal_does() {
    let text = |settings| course(settings).run(&["check", "course"]).check(0, &[]);
    let without = text("title: Bread");
    let with = text("portal: https://learn.example.com");
    let all = |outcome: &super::Outcome| format!("{}{}", outcome.stdout, outcome.stderr);
    assert!(
        all(&without).contains("2 links to other lessons are removed; their text is kept"),
        "{}",
        all(&without)
    );
    assert!(all(&without).contains("set `portal:` in `course.yaml`"), "{}", all(&without));
    assert!(all(&with).contains("the import sends 2 links to other lessons as text"), "{}", all(&with));
    assert!(all(&with).contains("the first update after the import adds links"), "{}", all(&with));
}

#[test]
fn the_import_is_the_same_with_a_portal() {
    let body = |settings| course(settings).run(&["import", "course", "--dry-run"]).check(0, &[]).stdout;
    let without = body("title: Bread");
    assert!(without.contains("Go on with the dough."), "{without}");
    assert_eq!(body("title: Bread\nportal: https://learn.example.com\nmedia: ask"), without);
}
