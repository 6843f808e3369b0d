//! What the author has to say, and what happens when they do not. Nothing is sent in any of these.

use super::*;

#[test]
fn without_anybody_to_confirm_nothing_is_sent() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let program = Program::new(&["import"]).course(&course).to(&platform.base_url());
    program.run().check(4, &["import not confirmed", "run with `--yes` to confirm"]);
    assert_eq!((platform.requests().len(), course.lock()), (0, None));
}

#[test]
fn without_a_token_the_author_is_told_where_to_put_one() {
    let (platform, course) = (Platform::start(), Course::small());
    let program = Program::import(&course, &platform).without("HOOPAI_TOKEN");
    program.run().check(
        2,
        &["error: no token", "hint: run `coursedir login`", "private integration token", "HOOPAI_TOKEN"],
    );
    for wrong in ["", "  ", "two words"] {
        let program = Program::import(&course, &platform).env("HOOPAI_TOKEN", wrong);
        program.run().check(2, &["token", "hint: copy the complete token into `HOOPAI_TOKEN`"]);
    }
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn without_a_location_the_author_is_told_how_to_name_one() {
    let (platform, course) = (Platform::start(), Course::small());
    let hint = ["no location: ", "`--location ID`"];
    Program::import(&course, &platform).without("HOOPAI_LOCATION_ID").run().check(2, &hint);
    Program::import(&course, &platform).env("HOOPAI_LOCATION_ID", "").run().check(2, &hint);
    Program::import(&course, &platform).env("HOOPAI_LOCATION_ID", " ").run().check(2, &hint);
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn two_locations_are_an_error_for_a_command_that_takes_one() {
    let (platform, course) = (Platform::start(), Course::small());
    let program = Program::new(&["link"]).course(&course).to(&platform.base_url());
    let program = program.args(["--location", "a", "--location", "b"]);
    program.run().check(2, &["this command takes one location: `a` and `b`"]);
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn wishes_that_exclude_each_other_are_an_error() {
    let (platform, course) = (Platform::start(), Course::small());
    for pair in [["--again", "--forget"], ["--again", "--if-new"], ["--forget", "--if-new"]] {
        Program::import(&course, &platform).args(pair).run().check(2, &pair);
    }
    Program::import(&course, &platform).args(["--jobs", "0"]).run().check(2, &["--jobs"]);
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn the_token_is_not_sent_over_plain_http_to_another_machine() {
    let course = Course::small();
    Program::import_to(&course, "http://example.com").run().check(2, &["must start with `https://`"]);
}

#[test]
fn a_dry_run_sends_nothing_and_writes_nothing() {
    let (platform, course) = (Platform::start(), Course::with_files(2));
    let before = course.contents();
    let dry = || Program::new(&["import", "--dry-run"]).course(&course).to(&platform.base_url());
    let outcome = dry().run().check(0, &["uploads  2 files"]);
    assert_eq!(outcome.body()["products"][0]["title"], "A small course");
    // Nor does it need to know who asks.
    dry().without("HOOPAI_TOKEN").without("HOOPAI_LOCATION_ID").run().check(0, &[]).body();
    // A secret that a CI does not have is an empty variable.
    let unset = dry().env("HOOPAI_LOCATION_ID", "").env("HOOPAI_USER_ID", "").run().check(0, &[]).body();
    assert_eq!((&unset["locationId"], unset.get("userId")), (&"YOUR_LOCATION_ID".into(), None));
    assert_eq!((platform.requests().len(), course.contents()), (0, before));
}

#[test]
fn a_dry_run_after_an_import_shows_the_known_addresses_and_what_is_new() {
    let (platform, course) = (Platform::start(), Course::with_files(2));
    Program::import(&course, &platform).run().check(0, &[]);
    course.write("01-start/file-01.txt", "changed\n");
    let (before, requests) = (course.contents(), platform.requests().len());
    let dry = Program::new(&["import", "--dry-run", "--again"]).course(&course);
    let outcome =
        dry.to(&platform.base_url()).run().check(0, &["uploads  1 file,", "1 file already uploaded"]);
    let materials = outcome.body()["products"][0]["categories"][0]["posts"][0]["postMaterials"].clone();
    let is_known = |at: usize| materials[at]["url"].as_str().unwrap().starts_with(&platform.base_url());
    assert_eq!((is_known(0), is_known(1)), (true, false), "{materials}");
    assert_eq!((platform.requests().len(), course.contents()), (requests, before));
}

#[test]
fn the_id_of_a_location_is_taken_out_of_what_was_pasted() {
    for pasted in [
        "\"sandbox\"",
        " 'sandbox' ",
        "https://app.example.com/v2/location/sandbox/dashboard?tab=1",
        "app.example.com/location/sandbox",
    ] {
        let (platform, course) = (Platform::start(), Course::small());
        Program::import(&course, &platform).args(["--location", pasted]).run().check(0, &["imported"]);
        assert_eq!(platform.courses().len(), 1, "{pasted}");
    }
    let course = Course::small();
    for (pasted, told) in [
        ("https://app.example.com/", "the location's address contains no id (from `--location`)"),
        ("sand box", "the location's id contains a space"),
    ] {
        let program = Program::import_to(&course, "http://127.0.0.1:1");
        program.args(["--location", pasted]).run().check(2, &[told, "`/location/`"]);
    }
}

#[test]
fn a_token_is_no_flag_and_no_location_and_is_not_repeated() {
    let course = Course::small();
    for flag in ["--location", "--token"] {
        let program = Program::import_to(&course, "http://127.0.0.1:1");
        program.args([flag, TOKEN]).run().check(2, &["a token", "create a new token (the shell's history"]);
    }
}

#[test]
fn quotes_and_bearer_around_a_token_are_explained() {
    let course = Course::small();
    for (token, told) in [
        (format!("\"{TOKEN}\""), "copy the token without the quotation marks"),
        (format!("Bearer {TOKEN}"), "copy only the text after `Bearer`"),
    ] {
        let program = Program::import_to(&course, "http://127.0.0.1:1");
        program.env("HOOPAI_TOKEN", token).run().check(2, &[told]);
    }
}

#[test]
fn one_machine_has_one_name_in_the_lock() {
    let (platform, course) = (Platform::start(), Course::small());
    Program::import(&course, &platform).run().check(0, &["imported"]);
    let other = platform.base_url().replace("127.0.0.1", "localhost");
    Program::import_to(&course, &other).run().check(4, &["already imported"]);
    assert_eq!(platform.imports(), 1);
}

#[test]
fn a_wrong_address_is_said_once() {
    let (platform, course) = (Platform::start(), Course::small());
    for wrong in ["foo", "ftp://example.org", "http://example.org", "https://"] {
        let import = Program::import(&course, &platform).env("HOOPAI_BASE_URL", wrong);
        let hint = "hint: correct `--base-url` or `HOOPAI_BASE_URL`";
        let said = import.run().check(2, &["error: ", hint]).stderr;
        let reason = said.lines().find_map(|line| line.strip_prefix("error: ")).unwrap();
        assert_eq!(said.matches(reason).count(), 1, "{said}");
        assert!(!said.contains("caused by"), "{said}");
    }
}
