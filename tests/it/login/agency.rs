//! An agency's login: each import gets a token for its location, which is kept until it expires.

use super::*;

fn logged_in(platform: &Platform) -> Person {
    let person = Person::new();
    let login = person.log_in(platform, &["--agency"], Decision::AGENCY);
    login.check(0, &["for agency `sandbox-agency`", "`sandbox`, `sandbox-2`"]);
    person
}

#[test]
fn a_token_of_the_location_is_got_when_the_import_needs_it_and_kept() {
    let platform = Platform::start();
    let person = logged_in(&platform);
    assert_eq!(platform.counts().location_tokens, 0);
    for (location, tokens) in [("sandbox", 1), ("sandbox", 1), ("sandbox-2", 2), ("sandbox", 2)] {
        let course = Course::with_files(1);
        person.imports(&course).args(["--location", location]).run().check(0, &["imported"]);
        assert_eq!(platform.counts().location_tokens, tokens);
    }
    assert_eq!(platform.arrived(), ["sandbox", "sandbox-2", "sandbox", "sandbox"]);
    assert_eq!((platform.answered(401), platform.answered(403), platform.counts().refreshes), (0, 0, 0));
}

#[test]
fn when_the_locations_token_expires_during_an_import_it_is_got_anew() {
    let oauth = coursedir::internals::sandbox::OAuthOptions {
        lifetime: std::time::Duration::from_secs(2),
        ..platform::oauth()
    };
    let platform = Platform::with(oauth, &["upload:slow=0.5x*"]);
    let (person, course) = (logged_in(&platform), Course::with_files(8));
    let import = person.imports(&course).args(["--location", "sandbox", "--jobs", "1"]).run();
    import.check(0, &["imported"]);
    let counts = platform.counts();
    assert!(counts.location_tokens >= 2 && counts.refreshes >= 1, "{counts:?}");
    assert_eq!((counts.reused, platform.uploads(), platform.imports()), (0, 8, 1));
}

#[test]
fn without_a_location_the_agencys_are_listed() {
    let platform = Platform::start();
    let (person, course) = (logged_in(&platform), Course::small());
    let before = platform.requests().len();
    person.imports(&course).run().check(2, &["no location: ", "select a location", "`sandbox`, `sandbox-2`"]);
    assert_eq!(platform.requests().len(), before);
}

#[test]
fn a_location_that_is_not_the_agencys_is_said_before_anything_is_uploaded() {
    let platform = Platform::start();
    let (person, course) = (logged_in(&platform), Course::with_files(1));
    let import = person.imports(&course).args(["--location", "elsewhere"]).run();
    import
        .check(3, &["no token for location `elsewhere`", "Location not found", "installed in that location"]);
    assert_eq!((platform.uploads(), course.lock()), (0, None));
}

#[test]
fn a_login_for_an_agency_needs_the_agency_to_be_chosen() {
    let (platform, person) = (Platform::start(), Person::new());
    let login = person.log_in(&platform, &["--agency"], Decision::SANDBOX);
    login.check(3, &["could not exchange the code", "user type Location"]);
    assert_eq!(person.stored(), "");
}

#[test]
fn one_login_brings_a_course_to_all_locations_of_the_agency() {
    let platform = Platform::start();
    let person = logged_in(&platform);
    let listed = person.runs(&["targets", "--from-agency"]).run().check(0, &["2 locations with the app"]);
    assert!(listed.stdout.starts_with("targets:\n  "), "{}", listed.stdout);
    assert!(listed.stdout.contains("    location: sandbox-2\n    profile: default\n"), "{}", listed.stdout);
    let course = Course::of(&[("course.yaml", &listed.stdout), ("01-one.md", "# One\n\nText.\n")]);
    person.imports(&course).arg("--all-targets").run().check(0, &["2 locations: 2 imported"]);
    assert_eq!(platform.counts().location_tokens, 2);
    let mut arrived = platform.arrived();
    arrived.sort();
    assert_eq!(arrived, ["sandbox", "sandbox-2"]);
    let path = course.path().to_str().unwrap();
    let targets = person.runs(&["targets", path]).run().check(0, &[]);
    assert!(targets.stdout.contains("sandbox-2  token from the login `default`"), "{}", targets.stdout);
    let private = Person::new();
    private
        .runs(&["targets", "--from-agency"])
        .env("HOOPAI_TOKEN", PIT)
        .run()
        .check(2, &["OAuth login of that agency"]);
}
