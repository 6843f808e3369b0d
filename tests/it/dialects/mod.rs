//! Markup of other tools: a table of cases for each tool, and the page of the documentation that is checked
//! against them.
//!
//! A case is a small course: the page `lesson.md` (or another name) with the case's text, and the files that it names.
//! What is compared is the lesson's whole body and every finding with what it points at.

/// A box of a kind, with its color, title and content.
macro_rules! boxed {
    ($kind:literal, $color:literal, $title:literal, $inside:expr) => {
        concat!(
            "<blockquote class=\"markdown-alert markdown-alert-",
            $kind,
            "\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid ",
            $color,
            "\">\n<p><strong style=\"color:",
            $color,
            "\">",
            $title,
            "</strong></p>\n",
            $inside,
            "</blockquote>\n"
        )
    };
}

macro_rules! note {
    ($title:literal, $inside:expr) => {
        boxed!("note", "#0969da", $title, $inside)
    };
}

macro_rules! warning {
    ($title:literal, $inside:expr) => {
        boxed!("warning", "#9a6700", $title, $inside)
    };
}

macro_rules! tip {
    ($title:literal, $inside:expr) => {
        boxed!("tip", "#1a7f37", $title, $inside)
    };
}

macro_rules! details {
    ($title:literal, $inside:expr) => {
        concat!("<details>\n<summary>", $title, "</summary>\n", $inside, "</details>\n")
    };
}

mod codelab;
mod gitbook;
mod google_docs;
mod hackmd;
mod hugo;
mod jekyll;
mod learn;
mod lia_script;
mod marks;
mod mdbook;
mod mdx;
mod mkdocs;
mod myst;
mod notion;
mod obsidian;
mod pandoc;
mod raspberry_pi;
mod vitepress;
mod zola;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;

use coursedir::internals::diagnostic::Diagnostic;
use coursedir::internals::images::Images;
use coursedir::internals::platform::convert;
use coursedir::internals::{rules, source};

use crate::testkit::{Course, repository};

/// Markup of one tool, and what becomes of it.
struct Case {
    /// The markup, as the documentation's table shows it. Cases of the same name are one row.
    what: &'static str,
    /// What it becomes, as the table says: in a few words.
    becomes: &'static str,
    /// The lesson's text, front matter included.
    text: &'static str,
    /// Its body. A file of the course has an address like `upload://image.png`.
    body: &'static str,
    /// `warning[code] at "what it points at"`, in order.
    findings: &'static [&'static str],
    /// The lesson's file.
    name: &'static str,
    /// Other files of the course, with their content.
    files: &'static [(&'static str, &'static str)],
}

impl Case {
    /// What most cases have: a page without other files and without findings.
    const PLAIN: Self =
        Self { what: "", becomes: "", text: "", body: "", findings: &[], name: "lesson.md", files: &[] };
}

/// The tools in the order of the documentation's page, with their cases.
const TOOLS: &[(&str, &[Case])] = &[
    ("MkDocs and Material", mkdocs::CASES),
    ("MyST and Jupyter Book", myst::CASES),
    ("pandoc, Quarto, R Markdown", pandoc::CASES),
    ("Obsidian", obsidian::CASES),
    ("Marks and emoji", marks::CASES),
    ("mdBook", mdbook::CASES),
    ("Notion", notion::CASES),
    ("Google Docs", google_docs::CASES),
    ("HackMD", hackmd::CASES),
    ("LiaScript", lia_script::CASES),
    ("Microsoft Learn", learn::CASES),
    ("Raspberry Pi", raspberry_pi::CASES),
    ("Zola", zola::CASES),
    ("Codelabs", codelab::CASES),
    ("Hugo", hugo::CASES),
    ("kramdown and Jekyll", jekyll::CASES),
    ("GitBook", gitbook::CASES),
    ("Docusaurus, Starlight and MDX", mdx::CASES),
    ("VitePress and VuePress", vitepress::CASES),
];

/// Runs the cases of a tool, all of them before it fails.
#[track_caller]
fn check(cases: &[Case]) {
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failure(case: &Case) -> Option<String> {
    let (body, findings) = read(case);
    let is_right = body == case.body && findings == case.findings;
    (!is_right).then(|| {
        format!(
            "{}\n--- text\n{}\n--- body\n{body:?}\n--- expected\n{:?}\n--- findings {findings:#?}\n--- expected {:#?}\n",
            case.what, case.text, case.body, case.findings
        )
    })
}

/// The lesson's body and the findings of a case.
fn read(case: &Case) -> (String, Vec<String>) {
    let course = Course::of(case.files);
    course.write(case.name, case.text);
    let cache = tempfile::tempdir().unwrap();
    let images = Images::on_machine(OsStr::new(""), cache.path(), [], false);
    let scan = rules::scan(course.path(), &source::Options { images, ..source::Options::default() }).unwrap();
    let known = BTreeMap::new();
    let made = scan.course.as_ref().map(|made| {
        let body = convert::preview(made, &known, None, None);
        serde_json::to_value(&body).unwrap()
    });
    let lessons = made.iter().flat_map(lessons);
    let title = |lesson: &serde_json::Value| lesson["title"].as_str().unwrap_or_default().to_owned();
    let text = |lesson: serde_json::Value| lesson["description"].as_str().unwrap_or_default().to_owned();
    let body = lessons.filter(|lesson| title(lesson) == "Lesson").map(text).next().unwrap_or_default();
    (body, scan.diagnostics.iter().map(|finding| said(case, finding)).collect())
}

/// Every lesson of an import body, however deep.
fn lessons(value: &serde_json::Value) -> Vec<serde_json::Value> {
    match value {
        serde_json::Value::Array(items) => items.iter().flat_map(lessons).collect(),
        serde_json::Value::Object(fields) => {
            let own = fields.contains_key("description").then(|| value.clone());
            own.into_iter().chain(fields.values().flat_map(lessons)).collect()
        }
        _ => Vec::new(),
    }
}

fn said(case: &Case, finding: &Diagnostic) -> String {
    let region = finding.place.as_ref().and_then(|place| place.region.as_ref());
    let at = region.and_then(|region| case.text.get(region.span.clone())).unwrap_or_default();
    format!("{}[{}] at {at:?}", finding.severity, finding.code)
}

/// The page of the documentation has each row of the cases, and no other.
#[test]
fn the_documented_table_is_what_the_cases_show() {
    let page = fs::read_to_string(repository().join("docs/reference/other-tools.md")).unwrap();
    let mut tool = "";
    let mut documented = BTreeSet::new();
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            tool = name;
        }
        let cells = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")?.rsplit_once(" | "));
        if let Some((markup, becomes)) = cells.filter(|(markup, _)| !matches!(*markup, "Markup" | "---")) {
            documented.insert(row(tool, &markup.replace("\\|", "|"), becomes));
        }
    }
    let rows = |(tool, cases): &(&str, &'static [Case])| {
        let tool = (*tool).to_owned();
        cases.iter().map(move |case| row(&tool, case.what, case.becomes))
    };
    let tested: BTreeSet<String> = TOOLS.iter().flat_map(rows).collect();
    let missing: Vec<_> = tested.difference(&documented).collect();
    let unknown: Vec<_> = documented.difference(&tested).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "not documented: {missing:#?}\nnot tested: {unknown:#?}"
    );
}

/// A row without the marks of code: a page needs them, a case does not.
fn row(tool: &str, markup: &str, becomes: &str) -> String {
    let bare = |text: &str| text.replace('`', "").trim().to_owned();
    format!("{tool}: {} | {}", bare(markup), bare(becomes))
}
