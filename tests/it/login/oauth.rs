//! The first login with OAuth, and what can go wrong on the way through the browser.

use std::net::TcpListener;

use super::*;

#[test]
fn a_first_login_through_the_browser_is_all_that_an_import_needs() {
    let (platform, person, course) = (Platform::start(), Person::new(), Course::with_files(2));
    let process = person.oauth(&platform).start();
    let address = process.address();
    let asked: std::collections::BTreeMap<_, _> = address.query_pairs().into_owned().collect();
    assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT_ID));
    assert_eq!(asked["scope"], "courses.write medias.write courses.readonly medias.readonly");
    assert_eq!(asked["state"].len(), 64);

    let back = browser::decide(&address, Decision::SANDBOX);
    let page = browser::get(&back);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Login received"), "{page}");
    assert!(page.contains("no-store") && page.contains("no-referrer"), "{page}");
    process.end().check(0, &["logged in as default for location `sandbox`", "coursedir doctor"]);
    assert_eq!(platform.counts().codes, 1);

    person.imports(&course).run().check(0, &["imported A small course"]);
    assert_eq!((platform.uploads(), platform.imports(), platform.counts().refreshes), (2, 1, 0));
}

#[test]
fn the_browser_is_opened_at_the_address_that_is_shown() {
    use std::os::unix::fs::PermissionsExt as _;
    let (platform, person) = (Platform::start(), Person::new());
    let folder = tempfile::tempdir().unwrap();
    let (browser, opened) = (folder.path().join("browser"), folder.path().join("opened"));
    let script = format!("#!/bin/sh\necho \"$@\" > '{0}.new'\n/bin/mv '{0}.new' '{0}'\n", opened.display());
    std::fs::write(&browser, script).unwrap();
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o700)).unwrap();
    let process = person.oauth(&platform).without("COURSEDIR_NO_BROWSER").env("BROWSER", &browser);
    let process = process.start();
    let address = process.address();
    wait_until("the browser is opened", || opened.exists());
    // The whole command line of the browser, which everybody on the machine can see.
    assert_eq!(std::fs::read_to_string(&opened).unwrap().trim(), address.as_str());
    assert!(!address.as_str().contains(CLIENT_SECRET));
    browser::get(&browser::decide(&address, Decision::SANDBOX));
    process.end().check(0, &["logged in"]);
}

/// `<(…)` of a shell is a pipe.
#[test]
fn a_pipe_with_the_app_is_read_up_to_a_limit_and_waited_for_until_somebody_interrupts() {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let (platform, person, folder) = (Platform::start(), Person::new(), tempfile::tempdir().unwrap());
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let start = || {
        let process = person.oauth(&platform).arg("--client-file").arg(&pipe).start();
        // There is nobody to write to until it opens the pipe.
        let open = || std::fs::File::options().write(true).custom_flags(NONBLOCK).open(&pipe);
        let opened = std::cell::OnceCell::new();
        wait_until("it opens the pipe", || open().is_ok_and(|file| opened.set(file).is_ok()));
        (process, opened.into_inner().unwrap())
    };
    let (process, _writer) = start();
    process.signal("INT");
    process.end().check(3, &["login cancelled; nothing was stored"]);

    let (process, writer) = start();
    wait_until("it has read enough", || match (&writer).write(&[b'#'; 4096]) {
        Err(error) => error.kind() == std::io::ErrorKind::BrokenPipe,
        Ok(_) => false,
    });
    process.end().check(3, &["no client id and client secret in"]);
    assert_eq!((person.stored(), platform.requests().len()), (String::new(), 0));
}

/// Not to wait for a reader.
const NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

#[test]
fn an_answer_with_a_wrong_state_is_turned_away_and_the_right_one_still_counts() {
    let (platform, person) = (Platform::start(), Person::new());
    let process = person.oauth(&platform).start();
    let back = browser::decide(&process.address(), Decision::SANDBOX);
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    for query in
        [format!("code={code}"), format!("code={code}&state=wrong"), "error=no&state=wrong".to_owned()]
    {
        let mut wrong = back.clone();
        wrong.set_query(Some(&query));
        let page = browser::get(&wrong);
        assert!(page.starts_with("HTTP/1.1 400") && page.contains("Wrong login"), "{page}");
    }
    assert_eq!((platform.counts().codes, person.stored()), (0, String::new()));
    browser::get(&back);
    process.end().check(0, &["logged in", "ignored a redirect from another login"]);
}

#[test]
fn a_login_that_is_denied_stores_nothing() {
    let (platform, person) = (Platform::start(), Person::new());
    let process = person.oauth(&platform).start();
    let page = browser::get(&browser::decide(&process.address(), Decision::Deny));
    assert!(page.contains("Authorization denied"), "{page}");
    process.end().check(3, &["nothing was stored", "access_denied", "authorize the app"]);
    assert_eq!((person.stored(), platform.counts().codes), (String::new(), 0));
}

#[test]
fn a_port_that_is_taken_is_said_with_what_to_do() {
    let (platform, person) = (Platform::start(), Person::new());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let redirect = format!("http://localhost:{port}/callback");
    let login = person.oauth(&platform).args(["--redirect-uri", &redirect]).run();
    login.check(3, &[&format!("cannot listen on port {port}"), "`--redirect-uri", "`--manual`"]);
    let login = person.oauth(&platform).args(["--redirect-uri", "https://example.com/back"]).run();
    login.check(3, &["not an `http` address of this machine", "`--manual`"]);
    assert!(platform.requests().is_empty());
}

#[test]
fn the_browser_may_come_back_to_any_path_and_is_met_at_no_other() {
    let (platform, person) = (Platform::start(), Person::new());
    for path in ["/:back", "/*/{back}", "/", "/a%20b/"] {
        let redirect = format!("http://127.0.0.1:0{path}");
        let process = person.oauth(&platform).args(["--redirect-uri", &redirect]).start();
        let back = browser::decide(&process.address(), Decision::SANDBOX);
        let mut other = back.clone();
        other.set_path("/elsewhere");
        assert!(browser::get(&other).starts_with("HTTP/1.1 404"));
        let page = browser::get(&back);
        assert!(page.contains("Login received"), "{path}: {page}");
        process.end().check(0, &["logged in"]);
    }
}

#[test]
fn the_code_or_the_address_can_be_pasted() {
    let platform = Platform::start();
    let whole = |back: &url::Url| back.to_string();
    let code = |back: &url::Url| back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    for pasted in [&whole as &dyn Fn(&url::Url) -> String, &code] {
        let person = Person::new();
        let program =
            person.oauth(&platform).args(["--manual", "--redirect-uri", "https://school.example/back"]);
        let mut process = program.start_to_type();
        let back = browser::decide(&process.address(), Decision::SANDBOX);
        assert_eq!(back.host_str(), Some("school.example"));
        process.types(&format!("{}\n", pasted(&back)));
        process.end().check(0, &["logged in as default for location `sandbox`"]);
    }
}

#[test]
fn a_pasted_answer_of_another_login_or_a_no_stores_nothing() {
    let (platform, person) = (Platform::start(), Person::new());
    for (pasted, words) in [
        ("http://localhost:1/callback?code=c0de-0f-another&state=wrong", "does not belong to this login"),
        ("\n", "does not belong to this login"),
        ("made-up-code", "could not exchange the code"),
    ] {
        let mut process = person.oauth(&platform).arg("--manual").start_to_type();
        process.address();
        process.types(&format!("{pasted}\n"));
        let outcome = process.end().check(3, &[words]);
        assert!(!outcome.stderr.contains("c0de-0f-another") && !outcome.stderr.contains("made-up-code"));
    }
    assert_eq!(person.stored(), "");
}

#[test]
fn the_app_comes_from_a_file_the_environment_or_an_earlier_login() {
    let (platform, person) = (Platform::start(), Person::new());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("app.toml");
    std::fs::write(&file, format!("client_id = \"from-file\"\nclient_secret = \"{CLIENT_SECRET}\"\n"))
        .unwrap();
    // A flag beats the environment.
    let process = person.oauth(&platform).arg("--client-file").arg(&file).start();
    let address = process.address();
    assert!(address.query_pairs().any(|(_, value)| value == "from-file"), "{address}");
    browser::get(&browser::decide(&address, Decision::SANDBOX));
    process.end().check(0, &["readable by other users"]);

    // Logging in again, under the same name, needs neither.
    let again = || person.oauth(&platform).without("HOOPAI_CLIENT_ID").without("HOOPAI_CLIENT_SECRET");
    let process = again().without("HOOPAI_BASE_URL").start();
    let address = process.address();
    assert!(address.query_pairs().any(|(_, value)| value == "from-file"), "{address}");
    browser::get(&browser::decide(&address, Decision::SANDBOX));
    process.end().check(0, &["logged in", &platform.host()]);

    // Under another name it does, and nobody is there to ask.
    again().args(["--profile", "b"]).run().check(2, &["no OAuth app", "`HOOPAI_CLIENT_ID`"]);
    std::fs::write(&file, format!("secret = \"{CLIENT_SECRET}\"\n")).unwrap();
    again()
        .arg("--client-file")
        .arg(&file)
        .run()
        .check(3, &["no client id and client secret in", "client_secret"]);
}

#[test]
fn a_wrong_client_secret_is_said_and_stores_nothing() {
    let (platform, person) = (Platform::start(), Person::logged_in(&Platform::start()));
    person.log_in(&platform, &["--profile", "first"], Decision::SANDBOX).check(0, &[]);
    let process =
        person.oauth(&platform).args(["--profile", "b"]).env("HOOPAI_CLIENT_SECRET", "wr0ng-secret").start();
    browser::get(&browser::decide(&process.address(), Decision::SANDBOX));
    let outcome = process
        .end()
        .check(3, &["401", "Invalid client credentials", "check the client id, the client secret"]);
    assert!(!outcome.stderr.contains("wr0ng-secret"), "{outcome:?}");
    assert!(!person.stored().contains("[profiles.b"));
}

#[test]
fn a_login_for_another_location_than_the_one_named_stores_nothing() {
    let (platform, person) = (Platform::start(), Person::new());
    let choice = Decision::Allow { location: "sandbox-2", without: &[] };
    let login = person.log_in(&platform, &["--location", "sandbox"], choice);
    login.check(3, &["nothing was stored", "for location `sandbox-2`, not `sandbox`"]);
    assert_eq!(person.stored(), "");
}

#[test]
fn an_import_into_another_location_than_the_logins_stops_before_anything_is_sent() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let person = Person::logged_in(&platform);
    let before = platform.requests().len();
    let import = person.imports(&course).args(["--location", "other"]).run();
    import.check(2, &["is for `sandbox`, the import is for `other`", "omit `--location`"]);
    assert_eq!((platform.requests().len(), course.lock()), (before, None));
}

#[test]
fn a_token_without_the_scope_is_named_before_anything_is_uploaded() {
    for (without, files, words) in [
        (["courses.write"].as_slice(), 1, "missing scope in login `default`: `courses.write`"),
        (&["medias.write"], 1, "missing scope in login `default`: `medias.write`"),
        (
            &["courses.write", "medias.write"],
            1,
            "missing scope in login `default`: `courses.write`, `medias.write`",
        ),
    ] {
        let (platform, person, course) = (Platform::start(), Person::new(), Course::with_files(files));
        let login = person.log_in(&platform, &[], Decision::Allow { location: "sandbox", without });
        login.check(0, &["warning", "the login lacks"]);
        let before = platform.requests().len();
        person.imports(&course).run().check(3, &[words, "nothing was sent", "`coursedir login --oauth"]);
        assert_eq!((platform.requests().len(), course.lock()), (before, None));
    }
    // What is not needed is not missed.
    let (platform, person, course) = (Platform::start(), Person::new(), Course::small());
    let choice = Decision::Allow { location: "sandbox", without: &["medias.write", "courses.readonly"] };
    person.log_in(&platform, &[], choice).check(0, &[]);
    person.imports(&course).run().check(0, &["imported"]);
}

#[test]
fn the_page_to_open_can_be_chosen() {
    let (platform, person) = (Platform::start(), Person::new());
    for (page, start) in [
        ("standard", "https://marketplace.gohighlevel.com/v2/oauth/chooselocation?"),
        ("white-label", "https://marketplace.leadconnectorhq.com/v2/oauth/chooselocation?"),
        (
            "https://portal.example/oauth/chooselocation?version_id=7",
            "https://portal.example/oauth/chooselocation?version_id=7&",
        ),
    ] {
        let mut process = person.oauth(&platform).args(["--authorize-url", page]).start();
        let address = process.address();
        assert!(address.as_str().starts_with(start), "{address}");
        process.kill();
        process.end();
    }
    person
        .oauth(&platform)
        .args(["--authorize-url", "http://a.example"])
        .run()
        .check(2, &["authorize page", "https://"]);
    let process = person.oauth(&platform).args(["--scope", "courses.write,medias.write"]).start();
    assert!(process.address().as_str().contains("scope=courses.write+medias.write&"));
    browser::get(&browser::decide(&process.address(), Decision::Deny));
    process.end().check(3, &[]);
}
