//! A login that is about to expire, or was refused, is renewed: once, and kept before it is used.

use std::sync::Arc;

use coursedir::internals::sandbox::OAuthOptions;

use super::*;

#[test]
fn a_long_import_goes_on_while_its_token_expires_again_and_again() {
    // Each upload takes half a second, one at a time, and a token lasts two.
    let oauth = OAuthOptions { lifetime: std::time::Duration::from_secs(2), ..platform::oauth() };
    let (platform, course) = (Platform::with(oauth, &["upload:slow=0.5x*"]), Course::with_files(12));
    let person = Person::logged_in(&platform);
    person
        .imports(&course)
        .args(["--jobs", "1"])
        .run()
        .check(0, &["imported A small course", "renewing the login"]);
    let counts = platform.counts();
    assert!(counts.refreshes >= 2, "{counts:?}");
    assert_eq!((counts.reused, platform.uploads(), platform.imports()), (0, 12, 1));
}

#[test]
fn a_token_that_expired_since_the_last_run_is_renewed_before_the_first_request() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(1);
    person.imports(&course).run().check(0, &["imported"]);
    assert_eq!((platform.counts().refreshes, platform.answered(401)), (1, 0));
    let list = person.runs(&["login", "--list"]).run().check(0, &[]);
    assert!(list.stdout.contains("renews automatically"), "{}", list.stdout);
}

#[test]
fn a_token_that_is_refused_though_it_looks_fresh_is_renewed_once_for_all_who_wait() {
    let (platform, course) = (Platform::with_lifetime(1), Course::with_files(8));
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(4_000_000_000);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    // It lasts a second only, so the import itself may renew it once more; never twice for one refusal.
    person.imports(&course).args(["--jobs", "8"]).run().check(0, &["imported"]);
    let counts = platform.counts();
    assert!(platform.answered(401) >= 1, "{:?}", platform.requests());
    assert_eq!((counts.reused, platform.imports()), (0, 1), "{counts:?}");
    assert!(counts.refreshes <= 1 + platform.asked("POST", "/medias/upload-file"), "{counts:?}");
}

#[test]
fn a_second_refusal_ends_the_run_without_another_renewal() {
    let platform = Platform::with(platform::oauth(), &["upload:401x*"]);
    let (person, course) = (Person::logged_in(&platform), Course::with_files(6));
    person.imports(&course).args(["--jobs", "3"]).run().check(3, &["401"]);
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused), (1, 0));
    assert_eq!(platform.imports(), 0);
}

#[test]
fn two_processes_that_find_it_expired_renew_it_once_and_both_go_on() {
    // The platform takes its time, so that both are there before the first has its answer.
    let platform = Platform::with(platform::oauth(), &["token:slow=1@2x*"]);
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(1);
    let courses = [Course::with_files(1), Course::with_files(1), Course::with_files(1)];
    let runs: Vec<_> = courses.iter().map(|course| person.imports(course).start()).collect();
    for run in runs {
        run.end().check(0, &["imported"]);
    }
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused, platform.imports()), (1, 0, 3), "{counts:?}");
}

#[test]
fn the_new_pair_is_kept_before_it_is_used() {
    let platform = Arc::new(Platform::with(platform::oauth(), &["upload:slow=60"]));
    let (person, course) = (Person::logged_in(&platform), Course::with_files(1));
    person.pretend_tokens_last(1);
    let before = person.stored();
    let mut run = person.imports(&course).start();
    wait_until("the first request with the new token", || platform.uploads() == 1);
    let now = person.stored();
    run.kill();
    run.end();
    assert_ne!(before, now);
    assert!(!now.contains("renewing_since"), "{now}");
    assert_eq!(platform.counts().refreshes, 1);
    // What was kept works: nothing is renewed again.
    let other = Course::small();
    person.imports(&other).run().check(0, &["imported"]);
    assert_eq!(platform.counts().refreshes, 1);
}

#[test]
fn a_run_that_is_stopped_in_the_middle_of_a_renewal_waits_for_it() {
    let (platform, course) =
        (Platform::with(platform::oauth(), &["upload:401", "token:slow=2@2"]), Course::with_files(4));
    let person = Person::logged_in(&platform);
    let run = person.imports(&course).start();
    wait_until("the platform has made a new pair", || platform.counts().refreshes == 1);
    run.signal("INT");
    run.end().check(3, &["stopped before the course was sent"]);
    assert!(!person.stored().contains("renewing_since"), "{}", person.stored());
    person.imports(&course).run().check(0, &["imported"]);
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused, counts.reconnects), (1, 0, 0), "{counts:?}");
}

#[test]
fn a_login_that_is_replaced_by_one_for_another_place_is_not_taken_for_the_old_one() {
    // The first upload is refused once, and slowly enough for somebody to log in elsewhere meanwhile.
    let platform = Platform::with(platform::oauth(), &["upload:slow=3", "upload:401@2"]);
    let (person, course) = (Person::logged_in(&platform), Course::with_files(2));
    let run = person.imports(&course).args(["--jobs", "1"]).start();
    wait_until("the first upload is under way", || platform.uploads() == 1);
    let elsewhere = Decision::Allow { location: "sandbox-2", without: &[] };
    person.log_in(&platform, &[], elsewhere).check(0, &["for location `sandbox-2`"]);
    run.end().check(3, &["login removed or replaced during the run: `default`"]);
    assert_eq!((platform.counts().refreshes, platform.imports()), (0, 0));
}

#[test]
fn a_login_that_was_revoked_says_to_log_in_again() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let person = Person::logged_in(&platform);
    platform.revoke();
    let revoked = ["rejected the renewal of login `default`", "400", "`coursedir login --oauth`"];
    // Its token is refused, and then its refresh token.
    person.imports(&course).run().check(3, &revoked);
    person.pretend_tokens_last(1);
    person.imports(&course).run().check(3, &revoked);
    assert_eq!((platform.imports(), platform.counts().reconnects), (0, 0));
    person.log_in(&platform, &[], Decision::SANDBOX).check(0, &["logged in"]);
    person.imports(&course).run().check(0, &["imported"]);
}

#[test]
fn a_platform_that_cannot_be_reached_costs_no_login() {
    let person = {
        let platform = Platform::start();
        Person::logged_in(&platform)
    };
    person.pretend_tokens_last(1);
    let course = Course::small();
    let import = person.imports(&course).args(["--retries", "1"]).run();
    import.check(3, &["could not renew the login", "cannot reach the platform"]);
    assert!(!person.stored().contains("renewing_since"), "{}", person.stored());
}

#[test]
fn the_limit_of_five_calls_a_minute_is_met_by_waiting() {
    let platform = Platform::with(platform::oauth(), &["token:429+retry-after=1@2"]);
    let (person, course) = (Person::logged_in(&platform), Course::small());
    person.pretend_tokens_last(1);
    person.imports(&course).run().check(0, &["imported"]);
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused, platform.answered(429)), (1, 0, 1));
}

#[test]
fn the_sixth_call_for_a_token_in_a_minute_is_refused() {
    let platform = Platform::with(OAuthOptions::default(), &[]);
    let host = platform.host();
    let call = || {
        let body = "client_id=a&client_secret=b&grant_type=refresh_token&refresh_token=c";
        raw::exchange(
            &host,
            &format!(
                "POST /oauth/token HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            ),
        )
    };
    for _ in 0..5 {
        assert!(call().starts_with("HTTP/1.1 400"));
    }
    let sixth = call();
    assert!(sixth.starts_with("HTTP/1.1 429") && sixth.contains("retry-after: "), "{sixth}");
}

#[test]
fn the_sandbox_takes_no_lifetime_with_which_nothing_works() {
    let person = Person::new();
    for (flag, value) in
        [("--token-lifetime", "0"), ("--token-lifetime", &u64::MAX.to_string()), ("--token-calls", "0")]
    {
        person.runs(&["sandbox", "--port", "0", flag, value]).run().check(2, &[flag, value]);
    }
}
