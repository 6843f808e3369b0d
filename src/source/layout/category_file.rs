//! Category files of other tools (rule 4): `_category_.json` and `_category_.yml` (`label`, `position`), `meta.json`
//! (`title`). All other keys are ignored without a finding.

use crate::diagnostic::{Code, Diagnostic, Source};
use crate::model::Title;

use crate::front_matter::{self, BlockText, Entry, Node, Parsed, Report, Spanned, same};

/// Of a category's file only the first few keys matter; a `meta.json` may be somebody's database.
const MAX_NODES: usize = 20_000;

/// The content of a category file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CategoryFile {
    /// Never blank.
    pub title: Option<Spanned<String>>,
    /// The number for the order, as written.
    pub position: Option<Spanned<String>>,
    /// A key in it hides the category.
    pub is_hidden: bool,
}

/// Reads a category's file; its name says which keys count.
pub(crate) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> CategoryFile {
    let mut report = Report { source, diagnostics };
    if source.path.stem().eq_ignore_ascii_case("meta") { meta(&mut report) } else { category(&mut report) }
}

fn category(report: &mut Report<'_>) -> CategoryFile {
    let mut file = CategoryFile::default();
    let entries = match front_matter::parse_yaml(&BlockText::whole(report.source), MAX_NODES) {
        Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => entries,
        Parsed::Tree(_) => Vec::new(),
        Parsed::Broken(fault) => {
            let name = report.source.path.name();
            let message = format!("`{name}` cannot be read, so the category has the folder's name");
            let mut finding = Diagnostic::new(Code::InvalidSettings, message).label(fault.label);
            finding.help = fault.help;
            report.add(fault.span, finding);
            Vec::new()
        }
    };
    for entry in report.unique(&entries) {
        if same(&entry.key.value, "label") {
            front_matter::check_unquoted(report, entry, true);
            file.title = report.title(entry, "the folder's name");
        } else if same(&entry.key.value, "position") {
            file.position = front_matter::order_number(report, entry);
        }
    }
    file.is_hidden = is_hidden(report, &entries);
    file
}

/// Whether a key hides the category, which is then reported.
fn is_hidden(report: &mut Report<'_>, entries: &[Entry]) -> bool {
    let marks = front_matter::read_hiding(entries).marks;
    let Some(mark) = marks.iter().find(|mark| mark.hides()) else { return false };
    let finding = Diagnostic::new(Code::HidingKey, format!("`{}` makes the category a draft", mark.written))
        .label("learners see nothing that is in the category")
        .help("remove the key to publish the category");
    report.add(mark.span.clone(), finding);
    true
}

/// A `meta.json` may belong to any tool: values that do not fit are ignored.
fn meta(report: &mut Report<'_>) -> CategoryFile {
    match front_matter::parse_yaml(&BlockText::whole(report.source), MAX_NODES) {
        Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => CategoryFile {
            title: entries.iter().find_map(title),
            position: None,
            is_hidden: is_hidden(report, &entries),
        },
        Parsed::Tree(_) => CategoryFile::default(),
        Parsed::Broken(fault) => {
            let finding =
                Diagnostic::new(Code::UnsupportedValue, "the file cannot be read; a title in it is ignored")
                    .label(fault.label);
            report.add(fault.span, finding);
            CategoryFile::default()
        }
    }
}

fn title(entry: &Entry) -> Option<Spanned<String>> {
    let text = entry.value.value.text().filter(|_| same(&entry.key.value, "title"))?;
    Title::new(text)?;
    Some(Spanned { value: text.trim().to_owned(), span: entry.value.span.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;

    fn check(name: &str, text: &str, title: Option<&str>, position: Option<&str>, found: &[&str]) {
        let source = Source::new(CoursePath::root().child("loops").child(name), text);
        let mut diagnostics = Vec::new();
        let file = read(&source, &mut diagnostics);
        let codes: Vec<_> = diagnostics.iter().map(|finding| finding.code.as_str()).collect();
        let value = |spanned: &Option<Spanned<String>>| spanned.as_ref().map(|spanned| spanned.value.clone());
        assert_eq!(value(&file.title).as_deref(), title);
        assert_eq!(value(&file.position).as_deref(), position);
        assert_eq!(codes, found);
    }

    #[test]
    fn label_and_position_are_read_from_json_and_yaml() {
        let json =
            "{\n\t\"label\": \"Part One\",\n\t\"position\": 2.5,\n\t\"link\": {\"type\": \"doc\"}\n}\n";
        check("_category_.json", json, Some("Part One"), Some("2.5"), &[]);
        let yaml = "label: 2024\nposition: \"3\"\ncollapsed: false\ncustomProps: {a: [b]}\n";
        check("_category_.yml", yaml, Some("2024"), Some("3"), &[]);
    }

    #[test]
    fn a_category_file_that_is_wrong_is_said() {
        check("_category_.json", "{\"label\": ", None, None, &["invalid-settings"]);
        check("_category_.json", "{\"label\": []}", None, None, &["invalid-value"]);
        check(
            "_category_.json",
            "{\"label\": \"\", \"position\": \"first\"}",
            None,
            None,
            &["empty-title", "invalid-value"],
        );
        check(
            "_category_.yml",
            "label: Part #1\nposition: 2 # a comment\n",
            Some("Part"),
            Some("2"),
            &["unquoted-value"],
        );
    }

    #[test]
    fn a_meta_file_gives_a_title_and_is_otherwise_left_alone() {
        check("meta.json", "{\"title\": \"Loops\", \"position\": 3, \"label\": 1}", Some("Loops"), None, &[]);
        check("meta.json", "[1, 2]", None, None, &[]);
        check("meta.json", "{\"title\": {\"en\": \"Loops\"}}", None, None, &[]);
        check("meta.json", "{\"title\": ", None, None, &["unsupported-value"]);
    }
}
