//! A file with questions: which format it is in, and the questions in it.

use std::ops::Range;

use super::check::{Checked, check};
use super::draft::{Fault, Parsed};
use super::{aiken, data, gift, moodle_xml, qti1, qti2, text2qti, xml};
use crate::diagnostic::cap::keep_few;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::front_matter::{BlockText, Parsed as Tree, parse_toml, parse_yaml};

/// So many values at most in a file of YAML.
const MAX_NODES: usize = 500_000;

/// The extensions of files that may hold questions, the surest first.
pub(crate) const EXTENSIONS: &[&str] = &["gift", "aiken", "qti", "xml", "yaml", "yml", "json", "toml", "txt"];

/// Formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Gift,
    Aiken,
    Text2Qti,
    Xml,
    Yaml,
    Toml,
}

/// Reads the questions of a file. Reports what is wrong with it, and keeps the rest.
pub(crate) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Checked {
    let Parsed { items, faults } = parse(source);
    let is_empty = items.is_empty() && faults.is_empty();
    for Fault { span, message } in faults {
        diagnostics.push(invalid(source, span, message));
        keep_few(diagnostics);
    }
    if is_empty {
        diagnostics.push(invalid(source, 0..0, "the file has no questions".to_owned()));
    }
    check(source, items, diagnostics)
}

fn invalid(source: &Source, span: Range<usize>, message: String) -> Diagnostic {
    Diagnostic::new(Code::InvalidQuizFile, message).at(source.place(span))
}

fn parse(source: &Source) -> Parsed {
    let text = source.text.as_str();
    match format_of(source) {
        Format::Gift => gift::parse(text),
        Format::Aiken => aiken::parse(text),
        Format::Text2Qti => text2qti::parse(text),
        Format::Xml => of_xml(text),
        Format::Yaml => of_tree(parse_yaml(&BlockText::whole(source), MAX_NODES)),
        Format::Toml => of_tree(parse_toml(&BlockText::whole(source))),
    }
}

/// The format of a file: by its extension, and for plain text by what it looks like.
fn format_of(source: &Source) -> Format {
    let text = source.text.trim_start_matches('\u{feff}').trim_start();
    match source.path.extension().as_ref() {
        "gift" => Format::Gift,
        "aiken" => Format::Aiken,
        "xml" | "qti" => Format::Xml,
        "yaml" | "yml" | "json" => Format::Yaml,
        "toml" => Format::Toml,
        _ if text.starts_with('<') => Format::Xml,
        _ => of_plain_text(text),
    }
}

fn of_plain_text(text: &str) -> Format {
    let has_line = |is: &dyn Fn(&str) -> bool| text.lines().any(|line| is(line.trim()));
    let is_answer =
        |line: &str| line.split_once(':').is_some_and(|(word, _)| word.trim().eq_ignore_ascii_case("answer"));
    let is_option = |line: &str| line.starts_with("*a)") || line.starts_with("a)") || line.starts_with("[*]");
    if has_line(&is_answer) {
        Format::Aiken
    } else if has_line(&is_option) || text.to_ascii_lowercase().starts_with("quiz title:") {
        Format::Text2Qti
    } else {
        Format::Gift
    }
}

fn of_tree(tree: Tree) -> Parsed {
    match tree {
        Tree::Tree(root) => data::parse(&root),
        Tree::Broken(fault) => {
            let message = format!("the file does not parse: {}", fault.label);
            Parsed { items: Vec::new(), faults: vec![Fault { span: fault.span, message }] }
        }
    }
}

fn of_xml(text: &str) -> Parsed {
    let fault = |message: &str| Fault { span: 0..0, message: message.to_owned() };
    let text = xml::without_doctype(text);
    match xml::parse(&text) {
        Err(fault) => Parsed { items: Vec::new(), faults: vec![fault] },
        Ok(document) => match xml::name(document.root_element()).as_str() {
            "quiz" => moodle_xml::parse(&document),
            "questestinterop" | "item" => qti1::parse(&document),
            "assessmentitem" => qti2::parse(&document),
            _ => {
                let fault = fault("the file is neither Moodle XML nor QTI");
                Parsed { items: Vec::new(), faults: vec![fault] }
            }
        },
    }
}
