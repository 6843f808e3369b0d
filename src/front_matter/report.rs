//! Findings about values, with their texts in one place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::node::{Entry, Node, Scalar, ScalarKind};
use super::spanned::Spanned;
use super::spelling::{closest, same};
use crate::diagnostic::cap::keep_few;
use crate::diagnostic::{Code, Diagnostic, Fix, Source};

/// Collects the findings of one file.
pub(crate) struct Report<'a> {
    pub source: &'a Source,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    /// Adds a finding at a place of the file.
    pub fn add(&mut self, span: Range<usize>, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.at(self.source.place(span)));
        keep_few(self.diagnostics);
    }

    /// A known key with an invalid value.
    pub fn invalid(&mut self, value: &Spanned<Node>, message: impl Into<String>, help: Option<String>) {
        let mut finding = Diagnostic::new(Code::InvalidValue, message).label(found(&value.value));
        finding.help = help;
        self.add(value.span.clone(), finding);
    }

    /// A key that other tools use in another way.
    pub fn foreign(&mut self, entry: &Entry, wanted: &str) {
        let key = &entry.key.value;
        self.add(
            entry.value.span.clone(),
            Diagnostic::new(Code::UnsupportedValue, format!("`{key}` is ignored because it is not {wanted}"))
                .label(found(&entry.value.value)),
        );
    }

    /// A type that is not known and means a quiz. Other tools have such types too, so it is ignored.
    pub fn test_of_another_name(&mut self, entry: &Entry) {
        let written = entry.value.value.text().unwrap_or_default().trim();
        let message = format!("`{}: {written}` is ignored because it is not a known type", entry.key.value);
        let finding = Diagnostic::new(Code::UnsupportedValue, message)
            .label("the lesson does not become a quiz")
            .help(did_you_mean("quiz"));
        self.add(entry.value.span.clone(), finding);
    }

    /// Reports each key of a mapping that is written twice, and leaves the first of them.
    pub fn unique<'e>(&mut self, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            if seen.insert(entry.key.value.as_str()) {
                kept.push(entry);
                continue;
            }
            let message = format!("`{}` is set twice; the first value is used", entry.key.value);
            self.add(
                entry.key.span.clone(),
                Diagnostic::new(Code::DuplicateKey, message).label("ignored").help("keep one of the two"),
            );
        }
        kept
    }

    /// Reports that of two keys with the same meaning the second does nothing.
    pub fn second_of_family(&mut self, ignored: &Entry, taken: &str) {
        let key = &ignored.key.value;
        self.add(
            ignored.key.span.clone(),
            Diagnostic::new(
                Code::DuplicateKey,
                format!("`{key}` is ignored because `{taken}` has the same meaning"),
            )
            .label("ignored")
            .help("keep one of the two"),
        );
    }

    /// Reports that a key which publishes the page does nothing beside one that hides it.
    pub fn outdone(&mut self, ignored: &Entry, hides: &str) {
        let key = &ignored.key.value;
        self.add(
            ignored.key.span.clone(),
            Diagnostic::new(
                Code::DuplicateKey,
                format!("`{key}` is ignored because `{hides}` hides the page"),
            )
            .label("ignored")
            .help("keep one of the two"),
        );
    }

    /// Reports keys that hide the page although they are not ours, or have no value.
    pub fn hidden_by(&mut self, span: Range<usize>, written: &[String]) {
        let (make, key) = if written.len() == 1 { ("makes", "key") } else { ("make", "keys") };
        let message = format!("{} {make} the page a draft", written.join(" and "));
        let finding = Diagnostic::new(Code::HidingKey, message)
            .label("learners do not see the page")
            .help(format!("remove the {key} to publish the page"));
        self.add(span, finding);
    }

    /// Reports a key that leaves the page out of a navigation that no course has.
    pub fn not_in_navigation(&mut self, span: Range<usize>, written: &str) {
        let message = format!("`{written}` hides the page only in a website's navigation");
        let finding = Diagnostic::new(Code::HidingKey, message)
            .label("learners see the page")
            .help("write `draft: true` to hide it from learners");
        self.add(span, finding);
    }

    /// An unknown key that looks like a known one.
    ///
    /// `is_sure`: it can be no other key, and that key is not set already.
    pub fn unknown_key(&mut self, key: &Spanned<String>, meant: Option<&str>, is_sure: bool) {
        let mut finding =
            Diagnostic::new(Code::UnknownKey, format!("`{}` is not a known key", key.value)).label("ignored");
        finding.help = meant.map(did_you_mean);
        finding.fix = meant
            .filter(|_| is_sure)
            .and_then(|meant| Fix::word(&self.source.text, &key.span, &key.value, meant));
        self.add(key.span.clone(), finding);
    }

    /// Reads a title: text that leaves something to see.
    pub fn title(&mut self, entry: &Entry, falls_back_to: &str) -> Option<Spanned<String>> {
        if matches!(entry.value.value, Node::List(_) | Node::Map(_)) {
            let message = format!("`{}` must be text", entry.key.value);
            self.invalid(&entry.value, message, None);
            return None;
        }
        let text = entry.value.value.text().unwrap_or_default();
        if crate::model::Title::new(text).is_none() {
            let span = if entry.value.span.is_empty() { &entry.key.span } else { &entry.value.span };
            self.add(
                span.clone(),
                Diagnostic::new(Code::EmptyTitle, "the title is empty")
                    .label("no visible text")
                    .help(format!("write a title, or remove the line to use {falls_back_to}")),
            );
            return None;
        }
        Some(Spanned { value: text.trim().to_owned(), span: entry.value.span.clone() })
    }

    /// Reads one of a few words.
    pub fn word<T: Copy>(&mut self, entry: &Entry, words: &[(&str, T)]) -> Option<T> {
        if entry.value.value.is_blank() {
            return None;
        }
        let written = entry.value.value.text().unwrap_or_default();
        if let Some((_, value)) = words.iter().find(|(word, _)| same(word, written)) {
            return Some(*value);
        }
        let quoted = words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>();
        let choice = match quoted.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            _ => quoted.concat(),
        };
        let help = closest(written, words.iter().map(|&(word, _)| word)).map(did_you_mean);
        self.invalid(&entry.value, format!("`{}` must be {choice}", entry.key.value), help);
        None
    }

    /// Reports that a boolean is written in a way that not every tool understands.
    pub fn lenient_boolean(&mut self, value: &Spanned<Node>, read_as: bool) {
        self.add(
            value.span.clone(),
            Diagnostic::new(Code::NonBooleanValue, format!("the value is read as `{read_as}`"))
                .label("not `true` or `false`")
                .help(format!("write `{read_as}`"))
                .fix(boolean_fix(&self.source.text, &value.span, read_as)),
        );
    }
}

/// Writes a boolean where one word is, with its quotes, right behind its key: what an alias stands
/// for may be meant for another key too.
fn boolean_fix(text: &str, span: &Range<usize>, read_as: bool) -> Option<Fix> {
    let written = text.get(span.clone())?;
    let word = written.trim_end();
    let is_word = word.trim_matches(['"', '\'']).chars().all(char::is_alphabetic);
    let fix = Fix::new(text, span.start..span.start + word.len(), read_as.to_string());
    let is_behind_key = text[..span.start].trim_end_matches([' ', '\t']).ends_with([':', '=']);
    fix.filter(|_| is_word && is_behind_key)
}

/// The help for a near miss.
pub(crate) fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// What an author reads for a truth: `true` and `false`, and with `true` as the second part of the
/// answer the words that are understood with a warning.
pub(super) fn boolean(node: &Node) -> Option<(bool, bool)> {
    let Node::Scalar(Scalar { kind, text }) = node else { return None };
    match kind {
        ScalarKind::Bool(value) => Some((*value, false)),
        ScalarKind::Number | ScalarKind::Text => match text.trim().to_lowercase().as_str() {
            "yes" | "on" | "true" | "y" | "t" | "1" => Some((true, true)),
            "no" | "off" | "false" | "n" | "f" | "0" => Some((false, true)),
            _ => None,
        },
    }
}

fn found(node: &Node) -> String {
    match node {
        Node::Scalar(Scalar { kind: ScalarKind::Text, .. }) => "not a valid value".to_owned(),
        node => format!("this is {}", node.kind_in_words()),
    }
}
