//! `targets:` in `course.yaml`: both spellings, and every way to get it wrong.

use super::*;
use crate::testkit::run;

const LESSON: (&str, &str) = ("01-one.md", "# One\n\nText.\n");

/// What `check` says of these settings in a format.
fn checked(settings: &str, format: &str) -> Outcome {
    let course = Course::of(&[("course.yaml", settings), LESSON]);
    run(&["check", "--format", format, course.path().to_str().unwrap()])
}

#[test]
fn a_list_with_names_means_the_same_as_a_mapping() {
    let list = "targets:\n- name: berlin\n  location: LocBerlin\n  token: HOOPAI_TOKEN_BERLIN\n- {name: rome, location: LocRome, token: HOOPAI_TOKEN_ROME}\n";
    let world = World::of(&[("course.yaml", list), LESSON]);
    world.import().run().check(0, &["2 locations: 2 imported"]);
    world.portal("LocBerlin");
}

#[test]
fn every_mistake_is_an_error_with_its_place() {
    let one = |lines: &str| format!("targets:\n  a:\n{lines}");
    let cases = [
        ("targets: here\n".to_owned(), "`targets` must be targets by their names"),
        ("targets: {a: here}\n".to_owned(), "`a` must be a group of keys"),
        (one("    title: A\n"), "the target `a` has no location"),
        (one("    location:\n"), "the target `a` has no location"),
        (one("    location: https://app.example.com/location/abc/x\n"), "the location must be an id"),
        (one("    location: L\n    host: example.com\n"), "a target names no host"),
        (one("    location: L\n    base_url: https://example.com\n"), "a target names no host"),
        (one("    location: L\n    token: MY_TOKEN\n"), "must begin with `HOOPAI_TOKEN`"),
        (one("    location: L\n    token: HOOPAI_TOKEN_A\n    profile: x\n"), "not both"),
        (one("    location: L\n  b:\n    location: L\n"), "two targets have the location `L`"),
        (one("    location: L\n    variables: {1a: x}\n"), "`1a` cannot be the name of a variable"),
        (one("    location: L\n    variables: [x]\n"), "`variables` must be texts by their names"),
        ("targets:\n  a/b: {location: L}\n".to_owned(), "`a/b` cannot be the name of a target"),
        ("targets:\n- {location: L}\n".to_owned(), "the target has no name"),
        (
            "targets:\n- {name: a, location: L}\n- {name: a, location: M}\n".to_owned(),
            "two targets have the name `a`",
        ),
    ];
    for (settings, message) in cases {
        let told = checked(&settings, "full");
        assert_eq!(told.code, Some(1), "{settings}\n{}", told.stdout);
        assert!(told.stdout.contains(message), "no `{message}`:\n{}", told.stdout);
        assert!(told.stdout.contains("course.yaml:"), "{}", told.stdout);
    }
    let told = checked(&one("    location: L\n    tittle: A\n"), "full");
    assert_eq!(told.code, Some(0));
    assert_printed(&told, &["warning[unknown-key]: `tittle` is not a known key", "did you mean `title`?"]);
}

#[test]
fn a_token_in_the_settings_is_an_error_that_shows_it_nowhere() {
    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    for (secret, settings) in [
        ("pit-0123-4567-89ab", "targets:\n  a:\n    location: L\n    token: pit-0123-4567-89ab\n"),
        ("pit-0123-4567-89ab", "targets: {a: {location: pit-0123-4567-89ab, hots: 1, token: x y}}\n"),
        ("s3cret-of-mine", "targets:\n  a: {location: L, token: s3cret-of-mine, hots: 1}\nmedia: wrong\n"),
        ("s3cret-of-mine", "targets:\n- name: a\n  token: [s3cret-of-mine]\n  location: L\n"),
        (JWT, &format!("targets:\n  a:\n    location: L\n    variables: {{x: {JWT}}}\n")),
        // Not YAML at all.
        ("pit-0123-4567-89ab", "targets:\n  a:\n   token: \"pit-0123-4567-89ab\n  b: [\n"),
    ] {
        for format in ["full", "concise", "json", "sarif", "github"] {
            let told = checked(settings, format);
            assert_eq!(told.code, Some(1), "{}", told.stdout);
            let all = format!("{}{}", told.stdout, told.stderr);
            assert!(!all.contains(secret), "{format}:\n{all}");
        }
        let course = Course::of(&[("course.yaml", settings), LESSON]);
        let path = course.path().to_str().unwrap();
        for arguments in [
            vec!["outline", path],
            vec!["import", "--dry-run", path],
            vec!["check", "--fix", "--dry-run", path],
        ] {
            let told = run(&arguments);
            assert!(!format!("{}{}", told.stdout, told.stderr).contains(secret), "{arguments:?}");
        }
    }
}

#[test]
fn a_profile_of_the_settings_is_used_with_its_own_host_alone() {
    let settings = "targets:\n  a:\n    location: L\n    profile: other\n";
    let world = World::of(&[("course.yaml", settings), LESSON]);
    let home = tempfile::tempdir().unwrap();
    let path = world.course.path().to_str().unwrap();
    let at_home = |arguments: &[&str]| {
        let command = std::process::Command::new(env!("CARGO_BIN_EXE_coursedir"));
        Program::at_home(Some(home.path()), command, arguments)
    };
    let login = [
        "login",
        "--with-token",
        "--profile",
        "other",
        "--location",
        "L",
        "--base-url",
        "http://127.0.0.1:1",
    ];
    at_home(&login).input(TOKEN).run();
    let told = at_home(&["import", "--yes", path]).env("HOOPAI_BASE_URL", world.platform.base_url()).run();
    told.check(2, &["wrong host: the login `other` is for 127.0.0.1:1"]);
    assert_eq!(world.platform.all_requests(), Vec::<String>::new());
    // Without a login of that name nothing else is tried: whose token would it be?
    let told =
        at_home(&["import", "--yes", path]).env("HOOPAI_TOKEN", TOKEN).env("HOME", world.course.above());
    told.run().check(2, &["login not found: `other`"]);
}
