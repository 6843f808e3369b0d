//! The system's keyring, in a session of its own with a keyring that is made for one test.
//!
//! Only a binary with the feature `keyring` can do this, and only where a Secret Service can be started:
//! `cargo test --features keyring --test login keyring`.

use std::path::Path;

use super::*;

/// The line of a shell that runs what follows with an open keyring.
const SESSION: &str = "\
    printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; \
    exec \"$@\"";

#[test]
fn secrets_go_into_the_keyring_and_the_file_keeps_the_rest() {
    if !Path::new("/usr/bin/gnome-keyring-daemon").exists()
        || !Path::new("/usr/bin/dbus-run-session").exists()
    {
        eprintln!("skipped: there is no `gnome-keyring-daemon` or no `dbus-run-session`");
        return;
    }
    let (platform, person, course) = (Platform::start(), Person::new(), Course::with_files(1));
    let binary = env!("CARGO_BIN_EXE_coursedir");
    // One session, as a keyring that is only in memory ends with it.
    let script = format!(
        "set -e; {binary} login --with-token --location sandbox --base-url {}; cat \"$HOME/.config/coursedir/credentials.toml\" >&2; \
         {binary} import --yes {}; {binary} logout; {binary} login --list",
        platform.base_url(),
        course.path().display(),
    );
    let session = person
        .runs_other("/usr/bin/dbus-run-session", &["--", "sh", "-c", SESSION, "sh", "sh", "-c", &script]);
    let outcome =
        session.env("PATH", "/usr/bin:/bin").without("COURSEDIR_VERBOSE").input(&format!("{PIT}\n")).run();
    // What is said is searched for the token, and that includes the file.
    let words = [
        "kept in  the system's keyring",
        "keyring = true",
        "imported A small course",
        "`default` is forgotten",
    ];
    outcome.check(0, &words).check(0, &["there are no logins"]);
    assert_eq!((platform.uploads(), platform.imports()), (1, 1));
}
