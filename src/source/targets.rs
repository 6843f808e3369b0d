//! The targets of a course once its lessons are read: their pictures, and the variables that lessons name.
//!
//! A variable is looked for in finished HTML, where code is known: `{{var.NAME}}` in text, in `alt` and `title`, and in
//! an address behind its scheme. Addresses have percent signs for the braces.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::html::sanitize;
use crate::html::tokens::{Token, Tokens};
use crate::model::{
    Address, Body, Course, CoursePath, CourseTarget, Instructor, Lesson, TargetValues, VariableUse,
    is_of_variable, part_pictures, variables_in,
};

use super::page::Page;
use super::settings::{SETTINGS_FILES, TargetSettings};

/// The braces of a variable in an address.
const IN_ADDRESS: [&str; 2] = ["%7B%7Bvar.", "%7D%7D"];

/// Schemes of addresses that may go on with a variable.
const SCHEMES: &[&str] = &["https:", "http:", "mailto:", "tel:"];

/// Makes the targets of a course. `pictures` are those of the settings, in their order.
pub(super) fn of(
    settings: Vec<TargetSettings>,
    pictures: Vec<Option<Address>>,
    course: Option<&mut Course>,
) -> Vec<CourseTarget> {
    let target = |(target, image): (TargetSettings, Option<Address>)| CourseTarget {
        name: target.name.value,
        location: target.location,
        token: target.token,
        values: TargetValues {
            title: target.title,
            visibility: target.visibility,
            instructor: target.instructor.map(clean),
            image,
            file: None,
            variables: target.variables,
        },
    };
    let pictures = pictures.into_iter().chain(std::iter::repeat(None));
    let mut targets: Vec<CourseTarget> = settings.into_iter().zip(pictures).map(target).collect();
    if let Some(course) = course {
        part_pictures(course, &mut targets);
    }
    targets
}

/// The finding about a target that the settings do not have.
pub(super) fn not_found(name: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidTarget, format!("there is no target `{name}`"))
        .at(Place::whole(CoursePath::root().child(SETTINGS_FILES[0])))
        .help("use a name below `targets:` in `course.yaml`")
}

fn clean(instructor: Instructor) -> Instructor {
    let Instructor { name, description } = instructor;
    Instructor { name: sanitize::clean_text(name), description: sanitize::clean_text(description) }
}

/// Marks the variables in the texts of all lessons, if any target has a variable, and reports those that a target lacks.
/// `pages` are those of the lessons.
pub(super) fn mark_variables(
    course: &mut Course,
    targets: &[TargetSettings],
    pages: &[&Page],
) -> Vec<Diagnostic> {
    if targets.iter().all(|target| target.variables.is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let by_path: BTreeMap<&CoursePath, &Page> = pages.iter().map(|page| (&page.source.path, *page)).collect();
    for lesson in course.lessons_mut() {
        let uses = uses(&lesson.body);
        let in_title = variables_in(lesson.title.as_str()).map(|(_, name)| name.to_owned());
        let names: BTreeSet<String> = uses.iter().map(|one| one.name.clone()).chain(in_title).collect();
        lesson.body.mark_variables(uses);
        let page = by_path.get(&lesson.path).copied();
        found.extend(names.iter().filter_map(|name| lacking(name, lesson, page, targets)));
    }
    found
}

/// The finding about a variable that targets lack, if one does.
fn lacking(
    name: &str,
    lesson: &Lesson,
    page: Option<&Page>,
    targets: &[TargetSettings],
) -> Option<Diagnostic> {
    let lacks = |target: &&TargetSettings| !target.variables.contains_key(name);
    let without: Vec<&str> = targets.iter().filter(lacks).map(|target| target.name.value.as_str()).collect();
    let first = without.first()?;
    let message = match without.len() {
        all if all == targets.len() => format!("no target has the variable `{name}`"),
        1 => format!("the target `{first}` has no variable `{name}`"),
        more => format!("the target `{first}` and {} more have no variable `{name}`", more - 1),
    };
    let place = page.and_then(|page| {
        let (span, _) = variables_in(&page.source.text).find(|(_, written)| *written == name)?;
        Some(page.source.place(span))
    });
    let finding = Diagnostic::new(Code::UndefinedVariable, message)
        .at(place.unwrap_or_else(|| Place::whole(lesson.path.clone())))
        .help(format!("write `{name}: text` below `variables:` of each target"));
    Some(finding)
}

/// The variables in a text, in order.
fn uses(body: &Body) -> Vec<VariableUse> {
    let (html, changed) = body.unchanged();
    if !html.contains("var.") {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut tokens = Tokens::new(html);
    loop {
        let start = tokens.at;
        let Some(token) = tokens.next() else { break };
        match token {
            Token::Text(text) => {
                // The text is the end of what was read: comments before it are passed over.
                let start = tokens.at - text.len();
                let of_text = variables_in(text).map(|(range, name)| VariableUse {
                    range: start + range.start..start + range.end,
                    name: name.to_owned(),
                    is_address: false,
                });
                all.extend(of_text);
            }
            Token::Start(tag) => {
                for attribute in &tag.attributes {
                    // Values are parts of the HTML.
                    let Some(at) = offset(html, attribute.value, start) else { continue };
                    all.extend(in_attribute(&attribute.name.to_ascii_lowercase(), attribute.value, at));
                }
                let is_math = tag.name.eq_ignore_ascii_case("span")
                    && tag.get("class").is_some_and(|class| class.starts_with("math"));
                let name = tag.name.to_ascii_lowercase();
                if matches!(name.as_str(), "code" | "pre" | "script" | "style" | "math" | "kbd" | "samp")
                    || is_math
                {
                    tokens.skip_past_end(&name);
                }
            }
            Token::End(_) => {}
        }
    }
    let mut changed = changed.peekable();
    all.retain(|one| {
        while changed.next_if(|range| range.end <= one.range.start).is_some() {}
        changed.peek().is_none_or(|range| range.start >= one.range.end)
    });
    all
}

/// Where a part of a text is in it, if it is behind `from`.
fn offset(text: &str, part: &str, from: usize) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (at >= from && at + part.len() <= text.len()).then_some(at)
}

/// The variables in an attribute whose value begins at `at`.
fn in_attribute(name: &str, value: &str, at: usize) -> Vec<VariableUse> {
    match name {
        "alt" | "title" => variables_in(value)
            .map(|(range, name)| VariableUse {
                range: at + range.start..at + range.end,
                name: name.to_owned(),
                is_address: false,
            })
            .collect(),
        "href" | "src" if SCHEMES.iter().any(|scheme| value.starts_with(scheme)) => in_address(value, at),
        _ => Vec::new(),
    }
}

fn in_address(value: &str, at: usize) -> Vec<VariableUse> {
    let [open, close] = IN_ADDRESS;
    let encoded = value.match_indices(open).filter_map(|(from, _)| {
        let start = from + open.len();
        let end = start + value[start..].find(|c: char| !is_of_variable(c))?;
        let is_whole = end > start && value[end..].starts_with(close);
        is_whole.then(|| (from..end + close.len(), &value[start..end]))
    });
    let mut all: Vec<VariableUse> = encoded
        .chain(variables_in(value))
        .map(|(range, name)| VariableUse {
            range: at + range.start..at + range.end,
            name: name.to_owned(),
            is_address: true,
        })
        .collect();
    all.sort_by_key(|one| one.range.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let uses = uses(&Body::from_html(html.to_owned()));
        let found: Vec<&str> = uses.iter().map(|one| &html[one.range.clone()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn variables_are_found_in_text_and_addresses_and_not_in_code() {
        check("<p>{{var.a}} and {{var.b-c_1}}</p>", &["{{var.a}}", "{{var.b-c_1}}"]);
        check("<code>{{var.a}}</code><pre><code>{{var.a}}</code></pre>{{var.b}}", &["{{var.b}}"]);
        check("<span class=\"math inline\">${{var.a}}$</span>", &[]);
        check("{{var.}} {{ var.a }} {{var.a} {{x.a}} {{var.ä}}", &[]);
        check("<!-- {{var.a}} --><b title=\"{{var.b}}\">{{var.c}}</b>", &["{{var.b}}", "{{var.c}}"]);
        check(
            "<a href=\"mailto:%7B%7Bvar.m%7D%7D\" class=\"{{var.x}}\">x</a><img src=\"https://%7B%7Bvar.p%7D%7D/a.png\">",
            &["%7B%7Bvar.m%7D%7D", "%7B%7Bvar.p%7D%7D"],
        );
    }

    /// The scheme of an address is never a location's.
    #[test]
    fn no_variable_begins_an_address() {
        check("<a href=\"%7B%7Bvar.a%7D%7D\">x</a><a href=\"{{var.a}}\">x</a>", &[]);
        check("<a href=\"java%7B%7Bvar.a%7D%7D\">x</a><a href=\"javascript:{{var.a}}\">x</a>", &[]);
    }
}
