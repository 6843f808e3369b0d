//! `kill -9` while a login is being renewed: the refresh token works once, and nobody may have the new one.

use coursedir::internals::sandbox::OAuthOptions;

use super::*;

/// A person whose renewal was killed after the platform had made the new pair, and before they had it.
fn killed(platform: &Platform) -> Person {
    let person = Person::logged_in(platform);
    person.pretend_tokens_last(1);
    let course = Course::small();
    let mut run = person.imports(&course).start();
    wait_until("the platform has made a new pair", || platform.counts().refreshes == 1);
    run.kill();
    run.end();
    assert!(person.stored().contains("renewing_since"), "the mark is left: {}", person.stored());
    let list = person.runs(&["login", "--list"]).run().check(0, &[]);
    assert!(list.stdout.contains("the last renewal was interrupted"), "{}", list.stdout);
    person
}

#[test]
fn a_pair_that_was_lost_is_had_anew_where_the_platform_gives_it() {
    // The second call for a token is the renewal; its answer would come in a minute.
    let platform = Platform::with(platform::oauth(), &["token:slow=60@2"]);
    let person = killed(&platform);
    let course = Course::with_files(1);
    person.imports(&course).run().check(0, &["token pair lost: requesting a new one", "imported"]);
    let counts = platform.counts();
    assert_eq!((counts.reused, counts.reconnects, platform.imports()), (1, 1, 1), "{counts:?}");
    assert!(!person.stored().contains("renewing_since"), "{}", person.stored());
    // And it is whole again.
    person.pretend_tokens_last(1);
    person.imports(&Course::small()).run().check(0, &["imported"]);
    assert_eq!(platform.counts().reconnects, 1);
}

#[test]
fn a_pair_that_is_lost_for_good_says_what_happened_and_to_log_in_again() {
    let oauth = OAuthOptions { reconnects: false, ..platform::oauth() };
    let platform = Platform::with(oauth, &["token:slow=60@2"]);
    let person = killed(&platform);
    let course = Course::with_files(1);
    let words = ["login lost during its renewal (2", "run `coursedir login --oauth`"];
    person.imports(&course).run().check(3, &words);
    // It is said again, not forgotten.
    person.imports(&course).run().check(3, &words);
    assert_eq!((platform.uploads(), platform.imports()), (0, 0));
    person.log_in(&platform, &[], Decision::SANDBOX).check(0, &["logged in"]);
    person.imports(&course).run().check(0, &["imported"]);
}

#[test]
fn a_renewal_that_was_killed_before_it_arrived_costs_nothing() {
    // Every call for a token from the second on breaks before anything is done, and is tried again and again.
    let platform = Platform::with(platform::oauth(), &["token:cut-before@2x2"]);
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(1);
    let course = Course::small();
    let mut run = person.imports(&course).start();
    wait_until("the renewal is under way", || platform.asked("POST", "/oauth/token") == 2);
    run.kill();
    run.end();
    assert!(person.stored().contains("renewing_since"), "{}", person.stored());
    person.imports(&Course::small()).run().check(0, &["imported"]);
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused, counts.reconnects), (1, 0, 0), "{counts:?}");
}

#[test]
fn an_answer_that_was_cut_off_is_made_good_in_the_same_run() {
    // The platform makes the pair, and the connection breaks before the answer.
    let platform = Platform::with(platform::oauth(), &["token:cut-after@2"]);
    let person = Person::logged_in(&platform);
    person.pretend_tokens_last(1);
    person.imports(&Course::small()).run().check(0, &["imported"]);
    let counts = platform.counts();
    assert_eq!((counts.refreshes, counts.reused, counts.reconnects), (1, 1, 1), "{counts:?}");
}
