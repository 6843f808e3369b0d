//! YAML, TOML and JSON that do not parse.

use super::*;

const YAML: &str = "the front matter is not valid YAML";

/// Checks the place and the advice for a block that does not parse, below the line `title: Loops`.
#[track_caller]
fn check_broken(line: &str, place: &str, help: &str) {
    let expected = format!("invalid-front-matter {place} {YAML} ({help})");
    check_keys(&format!("title: Loops\n{line}"), &["title Loops", &expected]);
}

#[test]
fn a_colon_in_the_text_asks_for_quotes() {
    check_broken(
        "description: Configure a run: schedule, target",
        "3:29",
        "put the text in quotes: `description: \"Configure a run: schedule, target\"`",
    );
    check_broken("a: say \"x\": y", "3:11", "put the text in quotes: `a: 'say \"x\": y'`");
}

#[test]
fn a_tab_at_the_front_asks_for_spaces() {
    check_broken("materials:\n\t- a.pdf", "4:2", "indent the line with spaces instead of tabs");
}

#[test]
fn quotes_are_explained() {
    check_broken("a: \"Loops", "3:4", "close it with `\"` at the end of the text");
    check_broken("a: \"Loops\" and \"ends\"", "3:12", "put the whole text in single quotes");
}

#[test]
fn signs_that_mean_something_to_yaml_ask_for_quotes() {
    check_broken("a: @home", "3:4", "put the text in quotes: `a: \"@home\"`");
    check_broken("a: [x] and y", "3:8", "put the text in quotes: `a: \"[x] and y\"`");
}

#[test]
fn a_missing_space_is_explained() {
    check_keys(
        "title:Loops",
        &[
            "title Loops",
            "invalid-front-matter 2:1 the front matter has no space after a colon \
         (write `title: `, with a space, before the value)",
        ],
    );
}

#[test]
fn trailing_tabs_are_no_error() {
    check_keys("title: Loops\t\t\nduration: 0\t\t\t", &["title Loops"]);
}

#[test]
fn toml_errors_have_their_place_in_the_file() {
    check(
        "+++\ntitle = \"Loops\"\ndraft = maybe\n+++\nText",
        &[
            "title Loops",
            "Draft",
            "invalid-front-matter 3:9 the front matter is not valid TOML",
            "body \"Text\"",
        ],
    );
}

#[test]
fn json_errors_have_their_place_in_the_file() {
    check(
        "{\n\"title\": \"Loops\",\n\"weight\" 3\n}\nText",
        &["title Loops", "invalid-front-matter 3:10 the front matter is not valid JSON", "body \"Text\""],
    );
}

#[test]
fn aliases_cannot_eat_the_machine() {
    let mut keys = "a0: &a0 [x, x, x, x, x, x, x, x]".to_owned();
    for level in 1..20 {
        let last = format!("*a{}", level - 1);
        let eight = [last.as_str(); 8].join(", ");
        keys = format!("{keys}\na{level}: &a{level} [{eight}]");
    }
    let (front, findings) = read_keys(&keys);
    assert_eq!((front, findings.len()), (FrontMatter::default(), 1));
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for opening in ["- ", "[", "{a: ", "? "] {
        let (_, findings) = read_keys(&format!("a: 1\nb:\n  {}", opening.repeat(20_000 / opening.len())));
        assert_eq!(findings.len(), 1, "{opening}");
    }
}

#[test]
fn deep_nesting_in_toml_is_an_error_and_no_crash() {
    let mut diagnostics = Vec::new();
    read(&source(&format!("+++\na = {}\n+++\n", "[".repeat(60_000))), &mut diagnostics);
    read(&source(&format!("+++\n{}a = 1\n+++\n", "a.".repeat(20_000))), &mut diagnostics);
    assert!(!diagnostics.is_empty());
}

fn read_keys(keys: &str) -> (FrontMatter, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, _) = read(&source(&format!("---\n{keys}\n---\n")), &mut diagnostics);
    (front, diagnostics)
}
