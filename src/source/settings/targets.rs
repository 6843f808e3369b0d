//! `targets:` of `course.yaml`: the locations of a course, and what is different in each.
//!
//! A course's files name no host and hold no token: a login or a variable of the environment says where they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, cap};
use crate::front_matter::{self, Entry, Key, Node, Report, Spanned, Takes, items};
use crate::model::{CoursePath, Instructor, TargetToken, Title, Visibility, is_of_variable};

use super::parts::{INSTRUCTOR, group_of, instructor, item_text, known_key, text};

/// The beginning of every variable that may hold a token.
const VARIABLE: &str = "HOOPAI_TOKEN";

/// Keys that would name a host.
const HOSTS: &[&str] = &["host", "base_url", "url", "api", "server", "endpoint", "domain"];

/// The keys of a target.
pub(super) const TARGET: &[Key] = &[
    Key {
        names: &["location"],
        title: "Location",
        about: "Id of the location (sub-account).",
        takes: Takes::Title,
        examples: &[r#""ve9EPM428h8vShlRW1KT""#],
    },
    Key {
        names: &["name"],
        title: "Name of the target",
        about: "In a list of targets: the name for `--target`.",
        takes: Takes::Text,
        examples: &[r#""berlin""#],
    },
    Key {
        names: &["profile"],
        title: "Login",
        about: "Name of the stored login for this location.",
        takes: Takes::Text,
        examples: &[r#""agency""#],
    },
    Key {
        names: &["token"],
        title: "Variable of the token",
        about: "Environment variable with the token of this location. Its name begins with `HOOPAI_TOKEN`.",
        takes: Takes::Text,
        examples: &[r#""HOOPAI_TOKEN_BERLIN""#],
    },
    Key {
        names: &["title"],
        title: "Title of the course there",
        about: "Replaces the title of the course in this location.",
        takes: Takes::Text,
        examples: &[r#""Sourdough in Berlin""#],
    },
    Key {
        names: &["visibility"],
        title: "Visibility there",
        about: "`draft` hides all lessons and categories in this location.",
        takes: Takes::Word(front_matter::visibilities),
        examples: &[r#""draft""#],
    },
    Key {
        names: &["instructor"],
        title: "Instructor there",
        about: "A name, or `name` and `description` below it.",
        takes: Takes::TextOrGroup(INSTRUCTOR),
        examples: &[r#""Mara Lind""#],
    },
    Key {
        names: &["image"],
        title: "Picture of the course there",
        about: "A file, relative to `course.yaml`, or an address.",
        takes: Takes::Text,
        examples: &[r#""berlin.jpg""#],
    },
    Key {
        names: &["variables"],
        title: "Texts of this location",
        about: "Lessons show such a text where they have `{{var.NAME}}`.",
        takes: Takes::Names,
        examples: &[r#"{"support": "help@berlin.example.com"}"#],
    },
];

/// A target as the settings have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TargetSettings {
    pub name: Spanned<String>,
    pub location: String,
    pub token: TargetToken,
    pub title: Option<Title>,
    pub visibility: Option<Visibility>,
    pub instructor: Option<Instructor>,
    /// A path or URL.
    pub image: Option<Spanned<String>>,
    /// Plain texts by their names.
    pub variables: BTreeMap<String, String>,
}

/// Reads `targets`: a mapping from a name to a target, or a list of targets with `name`.
pub(super) fn read(report: &mut Report<'_>, entry: &Entry) -> Vec<TargetSettings> {
    if has_literal_token(report, &entry.value) {
        return Vec::new();
    }
    let mut all = Vec::new();
    match &entry.value.value {
        Node::Null => {}
        Node::Map(named) => {
            for target in report.unique(named) {
                all.extend(of_map(report, target));
            }
        }
        Node::List(list) => {
            for item in list {
                all.extend(of_list(report, item));
            }
        }
        Node::Scalar(_) => {
            let help = "write `NAME:` below it, and `location: ID` below the name".to_owned();
            report.invalid(&entry.value, "`targets` must be targets by their names", Some(help));
        }
    }
    let mut places = BTreeSet::new();
    let mut names = BTreeSet::new();
    for target in &all {
        let what = if !names.insert(target.name.value.as_str()) {
            format!("two targets have the name `{}`", target.name.value)
        } else if !places.insert(target.location.as_str()) {
            format!("two targets have the location `{}`", target.location)
        } else {
            continue;
        };
        report.add(target.name.span.clone(), invalid(what).help("remove one of the two"));
    }
    all
}

fn invalid(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::InvalidTarget, message)
}

fn of_map(report: &mut Report<'_>, entry: &Entry) -> Option<TargetSettings> {
    let parts = group_of(report, &entry.value, &entry.key.value, TARGET);
    let name = entry.key.clone();
    target(report, Some(name), &parts, &entry.key.span)
}

fn of_list(report: &mut Report<'_>, item: &Spanned<Node>) -> Option<TargetSettings> {
    let parts = group_of(report, item, "targets", TARGET);
    let name = parts.iter().find(|part| front_matter::same("name", &part.key.value));
    let name = name.and_then(|name| item_text(&name.value));
    target(report, name, &parts, &item.span)
}

/// A target of these keys; `None` where it is none. `span` is where a missing key is reported.
fn target(
    report: &mut Report<'_>,
    name: Option<Spanned<String>>,
    parts: &[&Entry],
    span: &std::ops::Range<usize>,
) -> Option<TargetSettings> {
    let name = name.or_else(|| {
        report.add(span.clone(), invalid("the target has no name").help("write `name:` below it"));
        None
    })?;
    if !is_name(&name.value) {
        report.add(
            name.span.clone(),
            invalid(format!("`{}` cannot be the name of a target", name.value))
                .help("use letters, digits, `-`, `_` and `.`"),
        );
        return None;
    }
    let mut target = TargetSettings {
        name,
        location: String::new(),
        token: TargetToken::Usual,
        title: None,
        visibility: None,
        instructor: None,
        image: None,
        variables: BTreeMap::new(),
    };
    let has = |key: &str| parts.iter().find(|part| front_matter::same(key, &part.key.value));
    for part in parts {
        if HOSTS.iter().any(|host| front_matter::same(host, &part.key.value)) {
            let finding = invalid("a target names no host").help("remove the line; a login knows its host");
            report.add(part.key.span.clone(), finding);
            continue;
        }
        read_key(report, &mut target, part, parts);
    }
    if target.location.is_empty() && has("location").is_none_or(|part| part.value.value.is_blank()) {
        let message = format!("the target `{}` has no location", target.name.value);
        report.add(span.clone(), invalid(message).help("write `location: ID` below it"));
    }
    if let (Some(_), Some(token)) = (has("profile"), has("token")) {
        let finding =
            invalid("a target has a `profile` or a `token`, not both").help("remove one of the two");
        report.add(token.key.span.clone(), finding);
    }
    (!target.location.is_empty()).then_some(target)
}

fn read_key(report: &mut Report<'_>, target: &mut TargetSettings, part: &Entry, parts: &[&Entry]) {
    let Some(known) = known_key(report, part, parts, TARGET) else { return };
    match known {
        "location" => target.location = location(report, part).unwrap_or_default(),
        "profile" => {
            if let Some(profile) = text(report, part) {
                target.token = TargetToken::Profile(profile.value);
            }
        }
        "token" => {
            if let Some(variable) = variable(report, part) {
                target.token = TargetToken::Variable(variable);
            }
        }
        "title" => {
            let title = report.title(part, "the course's title");
            target.title = title.and_then(|title| Title::new(&title.value));
        }
        "visibility" => target.visibility = front_matter::visibility_word(report, part),
        "instructor" => target.instructor = instructor(report, part),
        "image" => target.image = text(report, part),
        "variables" => target.variables = variables(report, part),
        _ => {}
    }
}

/// A location's id, which is no address.
fn location(report: &mut Report<'_>, part: &Entry) -> Option<String> {
    let written = text(report, part)?;
    let is_id =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_id(&written.value) {
        return Some(written.value);
    }
    let mut segments = written.value.split(['/', '?', '#']).skip_while(|segment| *segment != "location");
    let id = segments.nth(1).filter(|id| !id.is_empty() && is_id(id));
    let help = match id {
        Some(id) => format!("write the id alone: `{id}`"),
        None => "copy the id after `/location/` in the address of the sub-account's pages".to_owned(),
    };
    let finding = invalid("the location must be an id").label("not an id").help(help);
    report.add(part.value.span.clone(), finding);
    None
}

/// The name of the environment variable that holds the token.
fn variable(report: &mut Report<'_>, part: &Entry) -> Option<String> {
    let written = text(report, part)?;
    if written.value.starts_with(VARIABLE) {
        return Some(written.value);
    }
    let finding = invalid(format!("the variable of a token must begin with `{VARIABLE}`"))
        .label("another variable")
        .help(format!("rename the variable, for example to `{VARIABLE}_1`"));
    report.add(part.value.span.clone(), finding);
    None
}

fn variables(report: &mut Report<'_>, part: &Entry) -> BTreeMap<String, String> {
    let Node::Map(entries) = &part.value.value else {
        if !part.value.value.is_blank() {
            let help = "write `NAME: text` below it".to_owned();
            report.invalid(&part.value, "`variables` must be texts by their names", Some(help));
        }
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for entry in report.unique(entries) {
        let name = &entry.key.value;
        if !is_variable(name) {
            let finding = invalid(format!("`{name}` cannot be the name of a variable"))
                .help("begin with a letter; use letters, digits, `-` and `_`");
            report.add(entry.key.span.clone(), finding);
            continue;
        }
        let value = match &entry.value.value {
            Node::Scalar(scalar) => scalar.text.trim().to_owned(),
            Node::Null => String::new(),
            Node::List(_) | Node::Map(_) => {
                report.invalid(&entry.value, format!("`{name}` must be text"), None);
                continue;
            }
        };
        all.insert(name.clone(), value);
    }
    all
}

fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) && !name.is_empty()
}

/// Whether lessons can name a variable of this name.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_of_variable)
}

/// Reports every token among the values, without showing it.
fn has_literal_token(report: &mut Report<'_>, targets: &Spanned<Node>) -> bool {
    let mut found = Vec::new();
    find_tokens(targets, &mut found);
    let path: CoursePath = report.source.path.clone();
    for token in &found {
        let line = report.source.place(token.span.clone()).region.map_or(1, |region| region.line);
        let finding = Diagnostic::new(Code::TokenInFile, format!("a token is in the settings (line {line})"))
            .help("delete the token on the platform; set a new one as a variable such as `HOOPAI_TOKEN_1`");
        report.diagnostics.push(finding.at(crate::diagnostic::Place::whole(path.clone())));
        cap::keep_few(report.diagnostics);
    }
    !found.is_empty()
}

fn find_tokens<'n>(node: &'n Spanned<Node>, found: &mut Vec<&'n Spanned<Node>>) {
    match &node.value {
        Node::Scalar(scalar) if looks_like_token(&scalar.text) => found.push(node),
        Node::Null | Node::Scalar(_) => {}
        Node::List(items) => items.iter().for_each(|item| find_tokens(item, found)),
        Node::Map(entries) => {
            for entry in entries {
                let is_token = |value: &Spanned<Node>| {
                    value.value.text().is_some_and(|text| !text.trim().is_empty() && !is_environment(text))
                };
                if front_matter::same("token", &entry.key.value) {
                    found.extend(items(&entry.value).iter().filter(|value| is_token(value)));
                } else {
                    find_tokens(&entry.value, found);
                }
            }
        }
    }
}

/// Whether a text could be the name of an environment variable: no token is written in capitals alone.
fn is_environment(text: &str) -> bool {
    text.trim().bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a text has the shape of a token of the platform: a private one, or a JSON Web Token.
pub(super) fn looks_like_token(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.split(|c: char| !is_part(c)).any(|word| {
        let is_private = word.strip_prefix("pit-").is_some_and(|rest| rest.len() >= 8);
        is_private || word.len() >= 20 && word.starts_with("eyJ") && word.matches('.').count() == 2
    })
}

/// Takes the lines out of findings that would show a token: one of `targets`, or of a file that does not parse.
pub(super) fn hide_tokens(diagnostics: &mut [Diagnostic]) {
    let has_literal = diagnostics.iter().any(|finding| finding.code == Code::TokenInFile);
    for finding in diagnostics {
        let texts = [finding.label.as_deref(), Some(finding.message.as_str()), finding.help.as_deref()];
        let shows = texts.into_iter().flatten().any(looks_like_token);
        if shows {
            "the value of this setting is hidden: it looks like a token".clone_into(&mut finding.message);
            finding.label = None;
            finding.help = None;
            finding.fix = None;
        }
        let excerpt = finding.place.as_ref().and_then(|place| place.region.as_ref());
        let is_near = excerpt.is_some_and(|region| looks_like_token(&region.excerpt));
        if (shows || has_literal || is_near)
            && let Some(place) = &mut finding.place
        {
            place.region = None;
            finding.fix = None;
        }
    }
}
