//! A flag beats a variable, a variable beats the login, the login beats the default: one test a key. What a
//! dry run prints, and what `--verbose` says, show which one it was.

use serde_json::Value;

use super::*;

/// The body of a dry run with these flags and variables, and what was said.
fn dry_run(person: &Person, flags: &[&str], variables: &[(&str, &str)]) -> (Value, String) {
    let course = Course::small();
    let mut program = person.runs(&["import", "--dry-run"]).course(&course).args(flags);
    for (name, value) in variables {
        program = program.env(name, value);
    }
    let outcome = program.run().check(0, &[]);
    (serde_json::from_str(&outcome.stdout).unwrap(), outcome.stderr)
}

/// Somebody with a login that says something of everything.
fn person(platform: &Platform) -> Person {
    let person = Person::new();
    let login =
        person.with_token(&platform.base_url()).args(["--location", "of-login", "--user", "of-login"]);
    login.run().check(0, &["logged in"]);
    person
}

#[test]
fn location() {
    let platform = Platform::start();
    let person = person(&platform);
    let check = |flags: &[&str], variables: &[(&str, &str)], location: &str, from: &str| {
        let (body, said) = dry_run(&person, flags, variables);
        assert_eq!(body["locationId"], location);
        assert!(said.contains(&format!("location {location} {from}")), "{said}");
    };
    let variable = [("HOOPAI_LOCATION_ID", "of-variable")];
    check(&["--location", "of-flag"], &variable, "of-flag", "from `--location`");
    check(&[], &variable, "of-variable", "from `HOOPAI_LOCATION_ID`");
    check(&[], &[("HOOPAI_LOCATION_ID", " ")], "of-login", "from the login `default`");
    check(&[], &[], "of-login", "from the login `default`");
    let (body, _) = dry_run(&Person::new(), &[], &[]);
    assert_eq!(body["locationId"], "YOUR_LOCATION_ID");
}

#[test]
fn user() {
    let platform = Platform::start();
    let person = person(&platform);
    let check = |flags: &[&str], variables: &[(&str, &str)], user: &str, from: &str| {
        let (body, said) = dry_run(&person, flags, variables);
        assert_eq!(body["userId"], user);
        assert!(said.contains(&format!("user {user} {from}")), "{said}");
    };
    let variable = [("HOOPAI_USER_ID", "of-variable")];
    check(&["--user", "of-flag"], &variable, "of-flag", "from `--user`");
    check(&[], &variable, "of-variable", "from `HOOPAI_USER_ID`");
    check(&[], &[], "of-login", "from the login `default`");
    let (body, _) = dry_run(&Person::new(), &[], &[]);
    assert_eq!(body.get("userId"), None);
}

#[test]
fn base_url() {
    let platform = Platform::start();
    let person = person(&platform);
    let check = |person: &Person, flags: &[&str], variables: &[(&str, &str)], url: &str, from: &str| {
        // The token of the environment may go anywhere; that of a login may not.
        let variables: Vec<_> = variables.iter().copied().chain([("HOOPAI_TOKEN", PIT)]).collect();
        let (_, said) = dry_run(person, flags, &variables);
        assert!(said.contains(&format!("base URL {url} {from}")), "{said}");
    };
    let variable = [("HOOPAI_BASE_URL", "https://variable.example")];
    let flag = ["--base-url", "https://flag.example"];
    check(&person, &flag, &variable, "https://flag.example", "from `--base-url`");
    check(&person, &[], &variable, "https://variable.example", "from `HOOPAI_BASE_URL`");
    check(&person, &[], &[], &platform.base_url(), "from the login `default`");
    check(&Person::new(), &[], &[], "https://services.leadconnectorhq.com", "by default");
}

#[test]
fn token() {
    let (platform, course) = (Platform::start(), Course::small());
    let person = Person::logged_in(&platform);
    platform.revoke();
    // The login's would be refused; that of the environment is not.
    person
        .imports(&course)
        .env("HOOPAI_TOKEN", PIT)
        .run()
        .check(0, &["token from `HOOPAI_TOKEN`", "imported"]);
    let another = Course::small();
    person.imports(&another).run().check(3, &["token from the login `default`"]);
    person.imports(&another).env("HOOPAI_TOKEN", " ").run().check(3, &["token from the login `default`"]);
    Person::new().imports(&another).run().check(2, &["no token: ", "run `coursedir login`"]);
}

#[test]
fn profile() {
    let platform = Platform::start();
    let person = Person::new();
    for name in ["default", "of-flag", "of-variable"] {
        let login = person.with_token(&platform.base_url()).args(["--profile", name, "--location", name]);
        login.run().check(0, &["logged in"]);
    }
    let location = |flags: &[&str], variables: &[(&str, &str)]| {
        dry_run(&person, flags, variables).0["locationId"].clone()
    };
    let variable = [("COURSEDIR_PROFILE", "of-variable")];
    assert_eq!(location(&["--profile", "of-flag"], &variable), "of-flag");
    assert_eq!(location(&[], &variable), "of-variable");
    assert_eq!(location(&[], &[("COURSEDIR_PROFILE", "")]), "default");
    assert_eq!(location(&[], &[]), "default");
}

#[test]
fn a_login_that_is_named_and_not_there_is_an_error_that_names_the_others() {
    let platform = Platform::start();
    let (person, course) = (person(&platform), Course::small());
    let import = person.imports(&course).args(["--profile", "work"]).run();
    import.check(2, &["login not found: `work`", "`default`", "coursedir login --profile work"]);
    person.imports(&course).args(["--profile", "a b"]).run().check(2, &["invalid profile name"]);
    let other = Person::new();
    other.with_token(&platform.base_url()).args(["--profile", "work", "--location", "x"]).run().check(0, &[]);
    other.imports(&course).run().check(2, &["no token: ", "`--profile`: `work`"]);
}

#[test]
fn a_stored_token_goes_to_no_other_host() {
    let (platform, other, course) = (Platform::start(), Platform::start(), Course::with_files(1));
    for person in [person(&platform), Person::logged_in(&platform)] {
        let words = ["the login `default` is for", &other.host(), "is sent to its own host only"];
        person.imports(&course).args(["--base-url", &other.base_url()]).run().check(2, &words);
        person.imports(&course).env("HOOPAI_BASE_URL", other.base_url()).run().check(2, &words);
        person.runs(&["doctor", "--base-url", &other.base_url()]).run().check(2, &words);
    }
    assert!(other.requests().is_empty());
}
