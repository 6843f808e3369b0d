//! `course.yaml` in, settings and findings out.

use super::*;
use crate::model::{CoursePath, NewMedia, Portal, UpdateSettings};

/// Reads a `course.yaml` and gives it with its findings, one line each.
fn settings(text: &str) -> (Settings, Vec<String>) {
    let source = Source::new(CoursePath::root().child("course.yaml"), text);
    let mut diagnostics = Vec::new();
    let settings = read(&source, &mut diagnostics);
    (settings, diagnostics.iter().map(finding).collect())
}

fn finding(diagnostic: &Diagnostic) -> String {
    let region = diagnostic.place.as_ref().and_then(|place| place.region.as_ref());
    let place = region.map_or(String::new(), |region| format!("{}:{}", region.line, region.column));
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    format!("{} {place} {}{help}", diagnostic.code, diagnostic.message)
}

/// Compares the findings, and with them that nothing was taken.
#[track_caller]
fn check_nothing(text: &str, findings: &[&str]) {
    assert_eq!(settings(text), (Settings::default(), findings.iter().map(ToString::to_string).collect()));
}

fn value(text: Option<&Spanned<String>>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

fn values(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

#[test]
fn every_key_is_read() {
    let text = "title: 2024\ndescription: |\n  Two\n  lines\nimage: cover.png\ninstructor:\n  name: Jane Doe\n  \
                description: Teaches.\nlanguage: no\ndefaults: {visibility: draft, type: quiz}\n\
                ignore: [drafts/, '*.bak']\nlesson_file: [lecture.md]\nroot_category: Start\n\
                contents:\n- intro\n- \"0*\"\nassets_root: ..\nportal: https://learn.example.com/\nmedia: Ask\n\
                allow: [broken-link]\n";
    let (settings, findings) = settings(text);
    assert_eq!(findings, [""; 0]);
    assert_eq!(value(settings.title.as_ref()), Some("2024"));
    assert_eq!(value(settings.description.as_ref()), Some("Two\nlines"));
    assert_eq!(value(settings.image.as_ref()), Some("cover.png"));
    let instructor = Instructor { name: "Jane Doe".to_owned(), description: "Teaches.".to_owned() };
    assert_eq!(settings.instructor, Some(instructor));
    assert_eq!(value(settings.language.as_ref()), Some("no"));
    assert_eq!(settings.default_visibility, Some(Visibility::Draft));
    assert_eq!(settings.default_kind, Some(LessonKind::Quiz));
    assert_eq!(values(&settings.ignore), ["drafts/", "*.bak"]);
    assert_eq!(values(&settings.lesson_file), ["lecture.md"]);
    assert_eq!(value(settings.root_category.as_ref()), Some("Start"));
    assert_eq!(values(&settings.contents), ["intro", "0*"]);
    assert_eq!(value(settings.assets_root.as_ref()), Some(".."));
    let portal = Portal::new("https://learn.example.com").ok();
    assert_eq!(settings.updates, UpdateSettings { portal, media: NewMedia::Ask });
    assert_eq!(settings.allow.iter().map(|code| code.value).collect::<Vec<_>>(), [Code::BrokenLink]);
}

#[test]
fn nothing_is_needed() {
    check_nothing("", &[]);
    check_nothing("\u{feff}# my course\r\n", &[]);
    check_nothing("instructor:\nignore:\nimage: ''\ndefaults:\n", &[]);
}

#[test]
fn one_text_is_a_list_of_one_and_a_name_is_an_instructor() {
    let (settings, findings) = settings("ignore: \"*.bak\"\ninstructor: Jane Doe\n");
    assert_eq!(findings, [""; 0]);
    assert_eq!(values(&settings.ignore), ["*.bak"]);
    assert_eq!(settings.instructor.map(|instructor| instructor.name).as_deref(), Some("Jane Doe"));
}

#[test]
fn an_unknown_key_is_a_warning_with_the_nearest_known_one() {
    check_nothing(
        "tilte: A\ncolour: red\n",
        &[
            "unknown-key 1:1 `tilte` is not a known key (did you mean `title`?)",
            "unknown-key 2:1 `colour` is not a known key",
        ],
    );
    check_nothing(
        "defaults:\n  visibilty: draft\n",
        &["unknown-key 2:3 `visibilty` is not a known key (did you mean `visibility`?)"],
    );
}

#[test]
fn a_wrong_type_is_an_error_with_its_place() {
    check_nothing(
        "title: [a]\nimage: {a: b}\nignore: [[a]]\ndefaults: draft\ninstructor: [a]\n",
        &[
            "invalid-value 1:8 `title` must be text",
            "invalid-value 2:8 `image` must be text",
            "invalid-value 3:10 `ignore` must be a list of texts",
            "invalid-value 4:11 `defaults` must be a group of keys \
         (write `visibility` and `type` below it, each on its own line and indented by two spaces)",
            "invalid-value 5:13 `instructor` must be a group of keys \
         (write `name` and `description` below it, each on its own line and indented by two spaces)",
        ],
    );
}

#[test]
fn a_wrong_value_is_an_error_with_its_place() {
    check_nothing(
        "title: ''\ndefaults: {visibility: drafts, type: text}\ninstructor: {description: A}\n",
        &[
            "empty-title 1:8 the title is empty (write a title, or remove the line to use the index page's \
             title or the folder's name)",
            "invalid-value 2:24 `visibility` must be `published` or `draft` (did you mean `draft`?)",
            "invalid-value 2:38 `type` must be `video`, `assignment` or `quiz`",
            "invalid-value 3:13 `instructor` has no name (write `name: ` below it)",
        ],
    );
}

#[test]
fn an_example_of_init_is_found_until_it_is_replaced() {
    let text = "title: Title of your course\ndescription: About bread.\ninstructor: {name: Your name}\n";
    let (_, findings) = settings(text);
    let expected = "the text is still the example of `coursedir init` (write your own text)";
    assert_eq!(findings, [format!("sample-text 1:8 {expected}"), format!("sample-text 3:20 {expected}")]);
    let (_, findings) = settings("title: The title of your course\ninstructor: Your Name Here\n");
    assert_eq!(findings, [""; 0]);
}

#[test]
fn a_file_that_does_not_parse_is_an_error_with_its_place() {
    check_nothing(
        "title: Git: the course\n",
        &["invalid-settings 1:11 the settings are not valid YAML \
         (put the text in quotes: `title: \"Git: the course\"`)"],
    );
    check_nothing(
        "- title\n",
        &["invalid-settings 1:1 the settings must be keys with values \
         (write one setting per line, such as `title: My course`)"],
    );
}

#[test]
fn a_key_written_twice_is_a_warning_and_the_first_counts() {
    let (settings, findings) = settings("title: A\ntitle: B\n");
    assert_eq!(value(settings.title.as_ref()), Some("A"));
    assert_eq!(
        findings,
        ["duplicate-key 2:1 `title` is set twice; the first value is used (keep one of the two)"]
    );
}

#[test]
fn a_value_that_ends_at_a_hash_is_a_warning() {
    let text =
        "title: Loaf #1\nimage: a.png # the cover\ninstructor:\n  name: Mara # a comment\nlanguage: en\n";
    let (settings, findings) = settings(text);
    assert_eq!(value(settings.title.as_ref()), Some("Loaf"));
    assert_eq!(
        findings,
        [
            "unquoted-value 1:13 the value of `title` ends at a `#` \
             (write `\"Loaf #1\"`, or put the comment on a line of its own)",
            "unquoted-value 4:14 the value of `name` ends at a `#` \
             (write `\"Mara # a comment\"`, or put the comment on a line of its own)",
        ]
    );
}

#[test]
fn a_portal_is_an_address_that_learners_can_trust() {
    for (written, finding) in [
        (
            "portal: learn.example.com",
            "must be an address such as `https://learn.example.com` (write `https://learn.example.com`)",
        ),
        (
            "portal: http://learn.example.com/a",
            "must begin with `https://` (plain `http` only for `localhost`) (write `https://learn.example.com/a`)",
        ),
        (
            "portal: https://learn.example.com/a?source=courses",
            "must not contain `?` or `#` (write `https://learn.example.com/a`)",
        ),
        ("portal: https://me:word@learn.example.com", "must not contain a user name or password"),
        ("portal: javascript:alert(1)", "must begin with `https://` (plain `http` only for `localhost`)"),
        ("portal: school", "must be an address such as `https://learn.example.com`"),
    ] {
        check_nothing(written, &[&format!("invalid-value 1:9 `portal` {finding}")]);
    }
    check_nothing("portal:", &[]);
    check_nothing("portal: [a]", &["invalid-value 1:9 `portal` must be text"]);
    check_nothing("media: zip", &["invalid-value 1:8 `media` must be `embed` or `ask`"]);
    check_nothing("media: embed", &[]);
}
