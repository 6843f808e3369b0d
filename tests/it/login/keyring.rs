//! The system's keyring, in a session of its own with a keyring that is made for one test.
//!
//! Only a binary with the feature `keyring` can do this, and only where a Secret Service can be started:
//! `cargo test --features keyring --test it keyring::`.

use std::path::Path;

use super::*;

/// The line of a shell that runs what follows with an open keyring.
const SESSION: &str = "\
    printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; \
    exec \"$@\"";

/// Runs a script in such a session; `None` where there can be none.
fn session(person: &Person, script: &str) -> Option<Outcome> {
    if !Path::new("/usr/bin/gnome-keyring-daemon").exists()
        || !Path::new("/usr/bin/dbus-run-session").exists()
    {
        eprintln!("skipped: there is no `gnome-keyring-daemon` or no `dbus-run-session`");
        return None;
    }
    // One session, as a keyring that is only in memory ends with it.
    let arguments = ["--", "sh", "-c", SESSION, "sh", "sh", "-c", script];
    let session = person.runs_other("/usr/bin/dbus-run-session", &arguments);
    Some(session.env("PATH", "/usr/bin:/bin").without("COURSEDIR_VERBOSE").run())
}

const BINARY: &str = env!("CARGO_BIN_EXE_coursedir");

#[test]
fn secrets_go_into_the_keyring_and_the_file_keeps_the_rest() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::with_files(1));
    let script = format!(
        "set -e; echo {PIT} | {BINARY} login --with-token --location sandbox --base-url {}; \
         cat \"$HOME/.config/coursedir/credentials.toml\" >&2; \
         {BINARY} import --yes {}; {BINARY} logout; {BINARY} login --list",
        platform.base_url(),
        course.path().display(),
    );
    // What is said is searched for the token, and that includes the file.
    let Some(outcome) = session(&person, &script) else { return };
    let words = [
        "stored   system keyring",
        "keyring = true",
        "imported A small course",
        "removed the login `default`",
    ];
    outcome.check(0, &words).check(0, &["no logins; run"]);
    assert_eq!((platform.uploads(), platform.imports()), (1, 1));
}

#[test]
fn a_login_that_takes_the_place_of_another_leaves_nothing_of_it_in_the_keyring() {
    let platform = Platform::start();
    // Without a session there is no keyring: the file has it all, until something is written with one.
    let person = Person::logged_in(&platform);
    let login = |profile: &str| {
        format!("echo {PIT} | {BINARY} login --with-token --base-url {} {profile}", platform.base_url())
    };
    let script = format!(
        "set -e; cd \"$HOME/.config/coursedir\"; {}; cp credentials.toml before; {BINARY} login --list; {}; \
         cp before credentials.toml; ! {BINARY} login --list; {BINARY} logout --all; {BINARY} login --list",
        login("--profile other"),
        login(""),
    );
    let Some(outcome) = session(&person, &script) else { return };
    let words = [
        "no secrets in the system keyring for login `default`",
        "run `coursedir logout --all`",
        "removed all logins",
        "no logins; run",
    ];
    outcome.check(0, &words);
}
