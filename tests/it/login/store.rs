//! Where logins are kept: a file that only its owner may read, listed without secrets, and forgotten at a word.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use super::*;

#[test]
fn a_file_that_others_can_read_is_refused() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let person = Person::logged_in(&platform);
    let (before, stored) = (platform.requests().len(), person.stored());
    fs::set_permissions(person.credentials(), Permissions::from_mode(0o644)).unwrap();
    let words = ["readable by other users (mode 0644)", "chmod 600", "credentials.toml"];
    person.imports(&course).run().check(3, &words);
    person.runs(&["login", "--list"]).run().check(3, &words);
    person.oauth(&platform).run().check(3, &words);
    person.runs(&["logout"]).run().check(3, &words);
    let doctor = person.runs(&["doctor"]).arg(course.path()).run().check(3, &[]);
    assert!(
        doctor.stdout.contains("problem  login") && doctor.stdout.contains("chmod 600"),
        "{}",
        doctor.stdout
    );
    assert_eq!((platform.requests().len(), person.stored()), (before, stored));

    // The hint helps.
    fs::set_permissions(person.credentials(), Permissions::from_mode(0o600)).unwrap();
    person.imports(&course).run().check(0, &["imported"]);
}

#[test]
fn who_brings_a_token_needs_no_stored_login() {
    let (platform, course) = (Platform::start(), Course::small());
    let person = Person::logged_in(&platform);
    fs::set_permissions(person.credentials(), Permissions::from_mode(0o644)).unwrap();
    let import = |course| {
        person
            .imports(course)
            .env("HOOPAI_TOKEN", PIT)
            .env("HOOPAI_BASE_URL", platform.base_url())
            .env("HOOPAI_LOCATION_ID", "sandbox")
    };
    import(&course).run().check(0, &["imported", "skipping stored logins"]);
    // But who names a login means it.
    import(&Course::small()).args(["--profile", "default"]).run().check(3, &["readable by other users"]);
}

#[test]
fn the_list_shows_everything_but_secrets() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    person
        .with_token(&platform.base_url())
        .args(["--profile", "pit", "--location", "here", "--user", "me"])
        .run()
        .check(0, &[]);
    person.log_in(&platform, &["--agency", "--profile", "agency"], Decision::AGENCY).check(0, &[]);
    let list = person.runs(&["login", "--list"]).env("HOOPAI_TOKEN", PIT).run();
    let list = list.check(0, &["`HOOPAI_TOKEN` is set and overrides all logins"]);
    let api = format!("  API    {}", platform.base_url());
    let (agency, default, pit) = ("agency sandbox-agency", "location sandbox", "location here");
    let whole = format!(
        "agency\n  for    {agency}\n  token  OAuth, until TIME, renews automatically\n{api}\n\
         default\n  for    {default}\n  token  OAuth, until TIME, renews automatically\n{api}\n\
         pit\n  for    {pit}\n  token  private, does not expire\n{api}\n  user   me\n",
    );
    assert_eq!(without_times(&list.stdout), whole);
    Person::new().runs(&["login", "--list"]).run().check(0, &["no logins; run"]);
}

fn without_times(text: &str) -> String {
    let mut parts = text.split("until ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| format!("{all}until TIME{}", &part["2026-01-02T03:04:05Z".len()..]))
}

#[test]
fn logging_out_forgets_one_login_or_all_and_may_be_repeated() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    for name in ["b", "c"] {
        person.with_token(&platform.base_url()).args(["--profile", name]).run().check(0, &[]);
    }
    person
        .runs(&["logout", "--profile", "b"])
        .run()
        .check(0, &["removed the login `b`", "stays valid", "on the platform"]);
    person.runs(&["logout", "--profile", "b"]).run().check(0, &["login not found: `b`"]);
    person.runs(&["logout"]).env("COURSEDIR_PROFILE", "c").run().check(0, &["removed the login `c`"]);
    assert!(!person.stored().contains(PIT) && person.stored().contains("[profiles.default"));
    person.runs(&["logout", "--all"]).env("COURSEDIR_PROFILE", "b").run().check(0, &["removed 1 login"]);
    assert!(!person.credentials().exists());
    person.runs(&["logout", "--all"]).run().check(0, &["no logins stored"]);
    person.runs(&["logout"]).run().check(0, &["login not found: `default`"]);
}

#[test]
fn a_damaged_file_is_said_without_its_content_and_can_be_removed() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    person.edit(|text| text.replace("refresh_token = ", "refresh_token  "));
    let outcome = person
        .imports(&Course::small())
        .run()
        .check(3, &["is damaged: invalid syntax in line", "`coursedir logout --all`"]);
    assert!(!outcome.stderr.contains("refresh_token"), "{outcome:?}");
    person.runs(&["logout", "--all"]).run().check(0, &["removed all logins"]);
    assert!(!person.credentials().exists());

    // A time that no calendar has.
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(900_000_000_000_000);
    person.runs(&["login", "--list"]).run().check(3, &["is damaged", "invalid time"]);
}

#[test]
fn a_file_of_a_newer_program_is_kept_as_it_is() {
    let platform = Platform::start();
    let person = Person::logged_in(&platform);
    person.edit(|text| text.replace("version = 1", "version = 2"));
    let before = person.stored();
    person.with_token(&platform.base_url()).run().check(3, &["was written by a newer coursedir"]);
    person.runs(&["logout"]).run().check(3, &["was written by a newer coursedir"]);
    assert_eq!(person.stored(), before);
}
