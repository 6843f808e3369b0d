//! A package of QTI: a zip archive (`.zip`, `.imscc`) with questions in some of its files.
//!
//! Nothing is unpacked: the files are read from memory, up to a size, whatever the archive says of theirs. Their names are
//! only compared and shown. QTI 2 has a file for each question; the order is that of a test's references, else of the
//! manifest, else of the names. Canvas has each quiz twice in a package for other tools: its own form counts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::check::{Checked, MAX_QUESTIONS, check};
use super::draft::{Fault, Parsed};
use super::{qti1, qti2, xml};
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::model::CoursePath;

/// The extensions of packages.
const EXTENSIONS: &[&str] = &["zip", "imscc"];

/// The largest package, in bytes: questions are small, and pictures are left out.
pub(crate) const LARGEST: u64 = 64 << 20;

/// So many files at most in a package.
const MAX_FILES: usize = 10_000;

/// So many bytes at most in all files that are read.
const MAX_TEXT: u64 = 32 << 20;

/// Where Canvas keeps its own form of each quiz.
const OF_CANVAS: &str = "non_cc_assessments/";

/// Whether a file is a package by its name.
pub(crate) fn is_package(path: &CoursePath) -> bool {
    EXTENSIONS.contains(&path.extension().as_ref())
}

/// Reads the questions of a package. Reports what is wrong with it, and keeps the rest.
pub(crate) fn read(path: &CoursePath, content: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Checked {
    let invalid =
        |message: String| Diagnostic::new(Code::InvalidQuizFile, message).at(Place::whole(path.clone()));
    let files = match files(content) {
        Ok(files) => files,
        Err(why) => {
            diagnostics.push(invalid(format!("the package `{path}` cannot be read: {why}")));
            return Checked::default();
        }
    };
    let mut all = Checked::default();
    let mut has_qti = false;
    for File { name, text } in files {
        let source = Source::new(path.join(&name).unwrap_or_else(|_| path.clone()), text);
        let Some(Parsed { items, faults }) = parse(&source.text) else { continue };
        has_qti = true;
        diagnostics.extend(faults.into_iter().map(|Fault { span, message }| {
            Diagnostic::new(Code::InvalidQuizFile, message).at(source.place(span))
        }));
        let Checked { questions, texts } = check(&source, items, diagnostics);
        all.questions.extend(questions);
        all.texts.extend(texts);
        if all.questions.len() > MAX_QUESTIONS {
            all.questions.truncate(MAX_QUESTIONS);
            let message = format!("the package `{path}` has more than {MAX_QUESTIONS} questions");
            let finding = Diagnostic::new(Code::QuizTooLarge, message).at(Place::whole(path.clone()));
            diagnostics.push(finding.help("split the quiz into several lessons"));
            break;
        }
    }
    if !has_qti {
        diagnostics.push(invalid(format!("the package `{path}` holds no questions in QTI")));
    }
    all
}

/// The questions of a file; none of one that is no QTI.
fn parse(text: &str) -> Option<Parsed> {
    let text = xml::without_doctype(text);
    let document = xml::parse(&text).ok()?;
    match xml::name(document.root_element()).as_str() {
        "questestinterop" | "item" => Some(qti1::parse(&document)),
        "assessmentitem" => Some(qti2::parse(&document)),
        _ => None,
    }
}

/// A file of a package that may hold questions.
struct File {
    name: String,
    text: String,
}

/// Those files in their order.
fn files(content: &[u8]) -> Result<Vec<File>, String> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|error| error.to_string())?;
    if archive.len() > MAX_FILES {
        return Err(format!("it has more than {MAX_FILES} files"));
    }
    let mut files = Vec::new();
    let mut left = MAX_TEXT;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.replace('\\', "/");
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        if !file.is_file() || !matches!(extension.as_deref(), Some("xml" | "qti")) {
            continue;
        }
        let mut text = Vec::new();
        file.take(left + 1).read_to_end(&mut text).map_err(|error| error.to_string())?;
        left = left
            .checked_sub(text.len() as u64)
            .ok_or_else(|| format!("its files of XML have more than {} MB", MAX_TEXT >> 20))?;
        let text = String::from_utf8(text).map_err(|_| "a file in it is not UTF-8".to_owned())?;
        files.push(File { name, text });
    }
    if files.iter().any(|file| file.name.starts_with(OF_CANVAS)) {
        files.retain(|file| file.name.starts_with(OF_CANVAS));
    }
    let ranks = ranks(&files);
    let rank = |file: &File| ranks.get(file.name.as_str()).copied().unwrap_or(usize::MAX);
    let mut order: Vec<(usize, usize)> = files.iter().map(rank).zip(0..).collect();
    order.sort_by(|one, other| (one.0, &files[one.1].name).cmp(&(other.0, &files[other.1].name)));
    let mut files: Vec<Option<File>> = files.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|(_, at)| files[at].take()).collect())
}

/// The places of files in what refers to them: tests before manifests.
fn ranks(files: &[File]) -> BTreeMap<String, usize> {
    let mut names = [Vec::new(), Vec::new()];
    for File { name, text } in files {
        let text = xml::without_doctype(text);
        let Ok(document) = xml::parse(&text) else { continue };
        let root = document.root_element();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (list, element) = match xml::name(root).as_str() {
            "assessmenttest" => (0, "assessmentitemref"),
            "manifest" => (1, "file"),
            _ => continue,
        };
        let hrefs = xml::below(root, element).filter_map(|node| xml::attribute(node, "href"));
        names[list].extend(hrefs.map(|href| {
            let href = href.strip_prefix("./").unwrap_or(href);
            if folder.is_empty() { href.to_owned() } else { format!("{folder}/{href}") }
        }));
    }
    let mut ranks = BTreeMap::new();
    for (rank, name) in names.into_iter().flatten().enumerate() {
        ranks.entry(name).or_insert(rank);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn item(title: &str) -> String {
        format!(
            "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"><responseDeclaration identifier=\"R\" \
             cardinality=\"single\"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody>\
             <p>{title}</p><choiceInteraction responseIdentifier=\"R\"><simpleChoice identifier=\"a\">So</simpleChoice>\
             <simpleChoice identifier=\"b\">No</simpleChoice></choiceInteraction></itemBody></assessmentItem>"
        )
    }

    #[track_caller]
    fn check_package(content: &[u8], questions: &[&str], codes: &[Code]) {
        let mut found = Vec::new();
        let read = read(&CoursePath::root().child("quiz.zip"), content, &mut found);
        let texts: Vec<&str> = read.questions.iter().map(|question| question.text.as_str()).collect();
        assert_eq!(texts, questions, "{found:?}");
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn questions_come_in_the_order_of_the_test_else_of_the_manifest() {
        let (one, two, three) = (item("One"), item("Two"), item("Three"));
        let manifest = "<manifest><resources><resource><file href=\"b.xml\"/></resource><resource>\
                        <file href=\"c.xml\"/></resource></resources></manifest>";
        let mut files =
            vec![("a.xml", &*one), ("b.xml", &*two), ("c.xml", &*three), ("imsmanifest.xml", manifest)];
        check_package(&packed(&files), &["Two", "Three", "One"], &[]);
        files.push(("test.xml", "<assessmentTest><assessmentItemRef href=\"./c.xml\"/></assessmentTest>"));
        check_package(&packed(&files), &["Three", "Two", "One"], &[]);
    }

    #[test]
    fn what_canvas_has_twice_is_read_once() {
        let (one, two) = (item("One"), item("Two"));
        let meta = "<quiz><title>Check</title></quiz>";
        let files = [
            ("g/assessment_qti.xml", &*one),
            ("g/assessment_meta.xml", meta),
            ("non_cc_assessments/g.xml.qti", &two),
        ];
        check_package(&packed(&files), &["Two"], &[]);
    }

    #[test]
    fn odd_packages_end_in_findings() {
        check_package(b"no archive", &[], &[Code::InvalidQuizFile]);
        check_package(
            &packed(&[("a.txt", "x"), ("b.xml", "<other/>"), ("c.xml", "<")]),
            &[],
            &[Code::InvalidQuizFile],
        );
        let outside = item("Outside");
        check_package(
            &packed(&[("../../etc/x.xml", &outside), ("/y.xml", &outside)]),
            &["Outside", "Outside"],
            &[],
        );
        let bomb = " ".repeat(usize::try_from(MAX_TEXT).unwrap() + 1);
        check_package(&packed(&[("a.xml", &bomb)]), &[], &[Code::InvalidQuizFile]);
        let many: Vec<String> = (0..=MAX_FILES).map(|at| format!("{at}.txt")).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
        check_package(&packed(&many), &[], &[Code::InvalidQuizFile]);
        let cut = packed(&[("a.xml", &outside)]);
        for length in 0..cut.len() {
            let mut found = Vec::new();
            read(&CoursePath::root().child("quiz.zip"), &cut[..length], &mut found);
            assert!(!found.is_empty(), "{length}");
        }
    }
}
