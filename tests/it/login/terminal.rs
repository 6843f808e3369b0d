//! The questions of `login`, on a terminal. What is typed for a secret is not shown.

use super::*;

#[test]
fn it_asks_which_way_and_for_the_token_and_the_location() {
    let (platform, person) = (Platform::start(), Person::new());
    let Some(program) = person.runs_on_terminal(&format!("login --base-url {}", platform.base_url())) else {
        return;
    };
    let mut process = program.start_to_type();
    wait_until("it asks which way", || process.stdout().contains("1 or 2? "));
    process.types("1\n");
    process.waits_for_a_secret("Paste the token (hidden): ");
    process.types(&format!("{PIT}\n"));
    wait_until("it asks for the location", || process.stdout().contains("Location id"));
    process.types("sandbox\n");
    // The screen is searched for the token.
    let outcome = process.end();
    assert!(outcome.stdout.contains("logged in as default for location `sandbox`"), "{outcome:?}");
    assert_eq!(outcome.code, Some(0));
    assert!(person.stored().contains(PIT));
}

#[test]
fn with_oauth_it_asks_for_the_app_and_does_not_show_its_secret() {
    let (platform, person) = (Platform::start(), Person::new());
    let Some(program) = person.runs_on_terminal(&format!("login --base-url {}", platform.base_url())) else {
        return;
    };
    // As variables: on the command line these flags would have chosen the way.
    let program =
        program.env("COURSEDIR_NO_BROWSER", "1").env("COURSEDIR_REDIRECT_URI", "http://localhost:0/callback");
    let mut process = program.start_to_type();
    wait_until("it asks which way", || process.stdout().contains("1 or 2? "));
    process.types("2\n");
    wait_until("it asks for the id", || process.stdout().contains("Client id: "));
    process.types(&format!("{CLIENT_ID}\n"));
    process.waits_for_a_secret("Client secret (hidden): ");
    process.types(&format!("{CLIENT_SECRET}\n"));
    wait_until("it waits", || process.stdout().contains("waiting for the redirect"));
    let shown = process.stdout();
    let at = shown.find("/oauth/chooselocation?").unwrap();
    let start = shown[..at].rfind("http").unwrap();
    let address = url::Url::parse(shown[start..].lines().next().unwrap().trim()).unwrap();
    browser::get(&browser::decide(&address, Decision::SANDBOX));
    let outcome = process.end();
    assert!(outcome.stdout.contains("logged in as default for location `sandbox`"), "{outcome:?}");
    assert_eq!(outcome.code, Some(0));
}

#[test]
fn an_answer_that_is_none_stores_nothing() {
    let person = Person::new();
    for (keys, words) in
        [("3\n", "no login method chosen"), ("\n", "no login method chosen"), ("1\n\n", "the token is empty")]
    {
        let Some(program) = person.runs_on_terminal("login --base-url http://127.0.0.1:1") else { return };
        let mut process = program.start_to_type();
        wait_until("it asks which way", || process.stdout().contains("1 or 2? "));
        for key in keys.split_inclusive('\n') {
            process.types(key);
            if key.starts_with('1') {
                process.waits_for_a_secret("Paste the token");
            }
        }
        let outcome = process.end();
        assert!(outcome.stdout.contains(words), "{outcome:?}");
        assert_eq!(outcome.code, Some(2));
    }
    assert_eq!(person.stored(), "");
}

#[test]
fn ctrl_c_gives_the_terminal_back_as_it_was() {
    let person = Person::new();
    for (keys, question) in [("1\n", "Paste the token"), ("2\napp\n", "Client secret")] {
        // What the shell notes itself is seen after the end of the program, on the same terminal.
        let line = format!(
            "trap : INT; {} login --base-url http://127.0.0.1:1; echo \"ended with $?\"; stty -a",
            env!("CARGO_BIN_EXE_coursedir")
        );
        let Some(program) = person.shell_on_terminal(&line) else { return };
        let mut process = program.env("PATH", "/usr/bin:/bin").start_to_type();
        wait_until("it asks which way", || process.stdout().contains("1 or 2? "));
        process.types(keys);
        process.waits_for_a_secret(question);
        process.types("half-a-sec\x03");
        let outcome = process.end();
        assert!(outcome.stdout.contains("login cancelled; nothing was stored"), "{outcome:?}");
        assert!(outcome.stdout.contains("ended with 3"), "{outcome:?}");
        let words: Vec<&str> = outcome.stdout.split_whitespace().collect();
        assert!(
            words.contains(&"echo") && words.contains(&"isig") && words.contains(&"icanon"),
            "{outcome:?}"
        );
        assert!(!outcome.stdout.contains("half-a-sec"), "{outcome:?}");
    }
    assert_eq!(person.stored(), "");
}

#[test]
fn ctrl_c_ends_a_login_that_waits_for_the_browser_or_for_a_line() {
    let (platform, person) = (Platform::start(), Person::new());
    let process = person.oauth(&platform).start();
    process.address();
    process.signal("INT");
    process.end().check(3, &["login cancelled"]);
    let process = person.oauth(&platform).arg("--manual").start_to_type();
    process.address();
    process.signal("INT");
    process.end().check(3, &["login cancelled"]);
    assert_eq!((person.stored(), platform.counts().codes), (String::new(), 0));
}

#[test]
fn where_nobody_can_be_asked_the_ways_are_named() {
    let person = Person::new();
    person.runs(&["login"]).run().check(2, &["stdin is not a terminal", "`--with-token`", "`--oauth`"]);
}
