//! Tokens that expire, refresh tokens that work once, and what becomes of a login whose token is used twice.

use super::*;

fn logins() -> (Logins, Instant) {
    let options = OAuthOptions { lifetime: Duration::from_secs(10), ..OAuthOptions::default() };
    (Logins::new(options), Instant::now())
}

fn install() -> Install {
    Install { client: "app".into(), reach: Reach::Location("sandbox".into()), scopes: "courses.write".into() }
}

fn log_in(logins: &Logins, now: Instant) -> Issued {
    let code = logins.issue_code(install(), Some("http://localhost/".into()), now);
    logins.exchange(&code, "app", Some("http://localhost/"), Some("Location"), now).ok().unwrap()
}

#[test]
fn a_code_works_once_for_its_own_app_and_redirect() {
    let (logins, now) = logins();
    let code = || logins.issue_code(install(), Some("http://localhost/".into()), now);
    let exchange =
        |code: &str, client, redirect| logins.exchange(code, client, redirect, None, now).map(|_| ());
    let once = code();
    assert!(exchange(&once, "app", Some("http://localhost/")).is_ok());
    assert!(exchange(&once, "app", Some("http://localhost/")).is_err());
    assert!(exchange(&code(), "other", Some("http://localhost/")).is_err());
    assert!(exchange(&code(), "app", Some("http://localhost/2")).is_err());
    assert!(exchange(&code(), "app", None).is_err());
}

#[test]
fn a_refresh_token_works_once_and_the_second_time_is_noticed() {
    let (logins, now) = logins();
    let refresh = log_in(&logins, now).refresh.unwrap();
    let new = logins.refresh(&refresh, "app", Some("Location"), now).ok().unwrap();
    assert!(logins.refresh(&refresh, "app", Some("Location"), now).is_err());
    assert!(logins.refresh(&new.refresh.unwrap(), "app", Some("Company"), now).is_err());
    let counts = logins.counts();
    assert_eq!((counts.refreshes, counts.reused), (1, 1));
}

#[test]
fn a_token_is_held_to_its_lifetime_scope_and_location() {
    let (logins, now) = logins();
    let token = log_in(&logins, now).access;
    let pass = logins.judge(&token, "courses.write", now).unwrap();
    assert!(pass.check("sandbox").is_ok() && pass.check("sandbox-2").is_err());
    assert!(logins.judge(&token, "medias.write", now).is_err());
    assert!(logins.judge(&token, "courses.write", now + Duration::from_secs(10)).is_err());
    let private = logins.judge("pit-anything", "courses.write", now).unwrap();
    assert!(private.check("sandbox").is_ok() && private.check("sandbox-2").is_ok());
}

#[test]
fn the_sixth_call_of_a_minute_waits() {
    let (logins, now) = logins();
    for _ in 0..5 {
        assert_eq!(logins.count_call(now), Ok(()));
    }
    assert_eq!(logins.count_call(now + Duration::from_secs(20)), Err(41));
    assert_eq!(logins.count_call(now + MINUTE), Ok(()));
}

#[test]
fn a_lost_pair_is_given_anew_to_an_app_that_was_let_in() {
    let (logins, now) = logins();
    let reach = Reach::Location("sandbox".into());
    assert!(logins.reconnect("app", &reach, now).is_err());
    log_in(&logins, now);
    let code = logins.reconnect("app", &reach, now).ok().unwrap();
    assert!(logins.exchange(&code, "app", None, Some("Location"), now).is_ok());
    logins.revoke();
    assert!(logins.reconnect("app", &reach, now).is_err());
}
