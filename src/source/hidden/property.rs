//! A lesson that carries a hiding mark is never published: any key, value, spelling, format and place.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;
use proptest::sample::select;

use crate::model::Visibility;
use crate::source::{Clock, Options, scan};

/// A value in YAML, TOML and JSON; empty where the format has no such value.
type Value = (&'static str, &'static str, &'static str);

const YES: &[Value] = &[
    ("true", "true", "true"),
    ("True", "true", "true"),
    ("yes", "\"yes\"", "\"yes\""),
    ("\"true\"", "\"True\"", "\"TRUE\""),
    ("on", "\"on\"", "\"on\""),
    ("1", "1", "1"),
    ("", "\"\"", "null"),
    ("~", "\"\"", "\"\""),
];

const NO: &[Value] = &[
    ("false", "false", "false"),
    ("False", "false", "false"),
    ("no", "\"no\"", "\"no\""),
    ("'False'", "\"False\"", "\"False\""),
    ("off", "\"off\"", "\"off\""),
    ("0", "0", "0"),
    ("", "\"\"", "null"),
];

const STATES: &[Value] = &[
    ("draft", "\"draft\"", "\"draft\""),
    ("Draft", "\"DRAFT\"", "\"draft\""),
    ("in progress", "\"In Progress\"", "\"in-progress\""),
    ("[a, private]", "[\"unpublished\"]", "[\"wip\"]"),
];

const BUILD: &[Value] = &[
    ("{render: never}", "{render = \"never\"}", "{\"render\": \"never\"}"),
    ("{list: never, render: always}", "{list = false}", "{\"list\": \"never\"}"),
];

const GROUP: &[Value] = &[
    ("{hidden: true}", "{hidden = true}", "{\"hidden\": true}"),
    ("{order: 1, hidden: yes}", "{order = 1, draft = true}", "{\"published\": false}"),
];

const FUTURE: &[Value] = &[
    ("2027-02-01", "2027-02-01", "\"2027-02-01\""),
    ("2027-01-31 13:00:01 +0100", "2027-01-31T13:00:01+01:00", "\"2027-01-31T12:00:01Z\""),
];

const PAST: &[Value] = &[
    ("2027-01-31", "2027-01-31", "\"2027-01-31\""),
    ("2027-01-31 13:00:00 +0100", "2027-01-31T12:00:00Z", "\"2027-01-31 12:00:00 UTC\""),
];

/// Keys, with the values that hide their page.
const KEYS: &[(&str, &[Value])] = &[
    ("draft", YES),
    ("hidden", YES),
    ("private", YES),
    ("unlisted", YES),
    ("is_draft", YES),
    ("wip", YES),
    ("headless", YES),
    ("book_hidden", YES),
    ("archived", YES),
    ("published", NO),
    ("ready", NO),
    ("publish", NO),
    ("public", NO),
    ("visible", NO),
    ("enabled", NO),
    ("listed", NO),
    ("status", STATES),
    ("state", STATES),
    ("visibility", &[("draft", "\"private\"", "\"hidden\"")]),
    ("build", BUILD),
    ("sidebar", GROUP),
    ("params", GROUP),
    ("extra", GROUP),
    ("publish_date", FUTURE),
    ("date", FUTURE),
    ("expiry_date", PAST),
    ("unpublish_date", PAST),
];

/// Other keys that a page may have, and that say nothing or the opposite.
const OTHERS: &[(&str, Value)] = &[
    ("title", ("A", "\"A\"", "\"A\"")),
    ("draft", ("false", "false", "false")),
    ("published", ("true", "true", "true")),
    ("visibility", ("published", "\"published\"", "\"published\"")),
    ("tags", ("[a]", "[\"a\"]", "[\"a\"]")),
];

#[derive(Debug, Clone, Copy)]
enum Format {
    Yaml,
    YamlBehindComment,
    Toml,
    TomlInDashes,
    Json,
    JsonWithoutBraces,
}

const FORMATS: &[Format] = &[
    Format::Yaml,
    Format::YamlBehindComment,
    Format::Toml,
    Format::TomlInDashes,
    Format::Json,
    Format::JsonWithoutBraces,
];

/// Where the mark is: the file, and whether it is a category's.
const FILES: &[(&str, bool)] = &[
    ("one.md", false),
    ("01-one/index.md", false),
    ("_index.md", true),
    ("index.md", true),
    ("README.md", true),
];

fn front_matter(format: Format, keys: &[(String, Value)]) -> String {
    let lines = |separator: &str, quote: &str, end: &str, value: fn(&Value) -> &str| {
        let line = |(key, of): &(String, Value)| format!("{quote}{key}{quote}{separator}{}", value(of));
        keys.iter().map(line).collect::<Vec<_>>().join(end)
    };
    let yaml = || lines(": ", "", "\n", |value| value.0);
    let toml = || lines(" = ", "", "\n", |value| value.1);
    let json = || lines(": ", "\"", ",\n", |value| value.2);
    match format {
        Format::Yaml => format!("---\n{}\n---\n", yaml()),
        Format::YamlBehindComment => format!("\u{feff}<!-- A licence -->\n\n---yaml\n{}\n---\n", yaml()),
        Format::Toml => format!("+++\n{}\n+++\n", toml()),
        Format::TomlInDashes => format!("---toml\n{}\n---\n", toml()),
        Format::Json => format!("{{{}}}\n", json()),
        Format::JsonWithoutBraces => format!(";;;\n{}\n;;;\n", json()),
    }
}

/// A key in another spelling: case, `-` and `_` do not matter.
fn spelt(key: &str, spelling: usize) -> String {
    match spelling {
        0 => key.to_owned(),
        1 => key.replace('_', "-"),
        2 => key.replace('_', ""),
        3 => key.to_uppercase(),
        _ => {
            let mut parts = key.split('_');
            let first = parts.next().unwrap_or_default().to_owned();
            let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
            parts.map(capital).fold(first, |key, part| key + part.as_str())
        }
    }
}

fn marks() -> impl Strategy<Value = (String, Value)> {
    (select(KEYS), 0..5_usize, any::<prop::sample::Index>())
        .prop_map(|((key, values), spelling, value)| (spelt(key, spelling), *value.get(values)))
}

fn keys() -> impl Strategy<Value = Vec<(String, Value)>> {
    let others = prop::sample::subsequence(OTHERS, 0..OTHERS.len());
    (marks(), others, any::<prop::sample::Index>()).prop_map(|(mark, others, at)| {
        let is_other = |key: &str| !key.eq_ignore_ascii_case(&mark.0);
        let mut keys: Vec<(String, Value)> = others
            .into_iter()
            .filter(|(key, _)| is_other(key))
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        keys.insert(at.index(keys.len() + 1), mark);
        keys
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_lesson_with_a_hiding_mark_is_never_published(
        keys in keys(),
        format in select(FORMATS),
        (file, is_category) in select(FILES),
        above in prop::collection::vec(select(&["docs", "01-a", "b", "c"][..]), 1..4),
    ) {
        let home = tempfile::tempdir().unwrap();
        let course = home.path().join("course");
        let folder = above.iter().fold(course.clone(), |path, name| path.join(name));
        let marked = folder.join(file);
        fs::create_dir_all(marked.parent().unwrap()).unwrap();
        fs::write(course.join("hugo.toml"), "").unwrap();
        fs::write(&marked, front_matter(format, &keys) + "\nWords.\n").unwrap();
        fs::write(folder.join("two.md"), "Words.\n").unwrap();
        fs::write(folder.join("three.md"), "Words.\n").unwrap();
        let clock = Clock::from(UNIX_EPOCH + Duration::from_secs(super::tests::NOW));
        let scan = scan(&course, &Options { clock, ..Options::default() }).unwrap();
        let course = scan.course.unwrap();
        let marked = format!("{}/{file}", above.join("/"));
        let seen: Vec<_> = course.lessons().map(|lesson| (lesson.path.as_str(), lesson.visibility)).collect();
        for &(path, visibility) in &seen {
            let is_hidden = is_category || path == marked;
            prop_assert_eq!(visibility == Visibility::Draft, is_hidden, "{}: {:?}\n{:?}", path, &seen, &scan.diagnostics);
        }
        prop_assert!(is_category || seen.iter().any(|(path, _)| *path == marked), "{:?}", seen);
    }
}
