//! Translations are languages of one course: one is used, the others are excluded (rule 3).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::CoursePath;

use super::exclude::and_elsewhere;
use super::language_code::{is_code, is_english, is_language, split_suffix};
use super::tree::{DirId, FileId, ROOT, Tree, fold};

/// Folders of translated copies of a course.
const COPIES: &[&str] = &["translations", "i18n", "locales"];

/// Keeps one language of everything that exists in several, and reports the excluded ones.
pub(crate) fn choose(
    tree: &mut Tree,
    wanted: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    leave_out_translated_copies(tree, diagnostics);
    let taken = choose_folders(tree, wanted, diagnostics);
    choose_files(tree, wanted, diagnostics);
    taken
}

/// Leaves out folders of translated copies (`translations/de/…`) of a course that is beside them.
fn leave_out_translated_copies(tree: &mut Tree, diagnostics: &mut Vec<Diagnostic>) {
    for dir in 1..tree.dirs.len() {
        let Some(parent) = tree.dirs[dir].parent else { continue };
        let named = COPIES.contains(&fold(tree.dirs[dir].path.name()).as_ref());
        if !named || language_folders(tree, dir).is_none() || !holds_more_than(tree, parent, dir) {
            continue;
        }
        tree.detach(dir);
        let path = tree.dirs[dir].path.clone();
        let message = format!("the translations in `{path}` are excluded");
        diagnostics.push(
            Diagnostic::new(Code::ExcludedLanguage, message)
                .at(Place::whole(path))
                .help("name a translation's folder as the course to import it"),
        );
    }
}

/// Whether a folder holds folders with Markdown besides `dir`.
fn holds_more_than(tree: &Tree, parent: DirId, dir: DirId) -> bool {
    let mut others = tree.dirs[parent].dirs.iter().filter(|&&other| other != dir);
    others.any(|&other| tree.markdown_below(other).next().is_some())
}

/// Takes one of sibling folders named by languages. Gives the name of the first one taken.
fn choose_folders(
    tree: &mut Tree,
    wanted: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut first_taken = None;
    // By path: (taken, left out) → the parents where that happened.
    let mut choices: BTreeMap<(String, Vec<String>), Vec<CoursePath>> = BTreeMap::new();
    for dir in 0..tree.dirs.len() {
        let Some(languages) = language_folders(tree, dir) else { continue };
        let names: Vec<&str> = languages.iter().map(|&child| tree.dirs[child].path.name()).collect();
        let taken = languages[pick(&names, wanted)];
        let left: Vec<String> = languages
            .iter()
            .filter(|&&child| child != taken)
            .map(|&child| tree.dirs[child].path.name().to_owned())
            .collect();
        for &child in languages.iter().filter(|&&child| child != taken) {
            tree.detach(child);
        }
        tree.dirs[taken].transparent = true;
        let name = tree.dirs[taken].path.name().to_owned();
        first_taken.get_or_insert_with(|| name.clone());
        choices.entry((name, left)).or_default().push(tree.dirs[dir].path.clone());
    }
    for ((taken, left), parents) in choices {
        let message = format!("the language `{taken}` is used; excluded: {}", quoted_list(&left));
        let more = and_elsewhere(parents.len());
        diagnostics.push(
            Diagnostic::new(Code::ExcludedLanguage, message + &more)
                .at(Place::whole(parents[0].clone()))
                .help("choose another one with `--language NAME` or `language:` in `course.yaml`"),
        );
    }
    first_taken
}

/// The folders of `dir` that are translations of each other, when there are two or more.
fn language_folders(tree: &Tree, dir: DirId) -> Option<Vec<DirId>> {
    let with_markdown = |names: fn(&str) -> bool| -> Vec<DirId> {
        let named = tree.dirs[dir].dirs.iter().copied().filter(|&child| names(tree.dirs[child].path.name()));
        named.filter(|&child| tree.markdown_below(child).next().is_some()).collect()
    };
    let codes = with_markdown(is_code);
    let english = codes.iter().any(|&child| is_english(tree.dirs[child].path.name()));
    let languages = with_markdown(is_language);
    if languages.len() >= 2 && share_a_file(tree, &languages) {
        return Some(languages);
    }
    (codes.len() >= 2 && english).then_some(codes)
}

fn share_a_file(tree: &Tree, dirs: &[DirId]) -> bool {
    let mut seen = BTreeSet::new();
    dirs.iter().any(|&dir| markdown_paths(tree, dir).into_iter().any(|path| !seen.insert(path)))
}

/// The Markdown below a folder, as paths relative to it.
fn markdown_paths(tree: &Tree, dir: DirId) -> BTreeSet<&str> {
    let skip = tree.dirs[dir].path.as_str().len();
    tree.markdown_below(dir).map(|file| &tree.files[file].path.as_str()[skip..]).collect()
}

/// Takes one of the files that differ only in a language suffix.
fn choose_files(tree: &mut Tree, wanted: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for dir in 0..tree.dirs.len() {
        let split = |file: FileId| split_suffix(tree.files[file].path.stem());
        if tree.markdown(dir).all(|file| split(file).1.is_none()) {
            continue;
        }
        let mut groups: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
        for file in tree.markdown(dir) {
            groups.entry(fold(split(file).0).into_owned()).or_default().push(file);
        }
        for files in groups.into_values().filter(|files| files.len() > 1) {
            let suffixes: Vec<&str> = files
                .iter()
                .map(|&file| split_suffix(tree.files[file].path.stem()).1.unwrap_or_default())
                .collect();
            if suffixes.iter().all(|suffix| suffix.is_empty()) {
                continue;
            }
            let taken = files[pick(&suffixes, wanted)];
            for (&file, suffix) in files.iter().zip(&suffixes) {
                if file != taken {
                    let name = if suffix.is_empty() { "without a suffix" } else { suffix };
                    *left_out.entry(name.to_owned()).or_default() += 1;
                }
            }
            for file in files.into_iter().filter(|&file| file != taken) {
                tree.leave_out(file);
            }
        }
    }
    if left_out.is_empty() {
        return;
    }
    let list: Vec<String> = left_out
        .iter()
        .map(|(name, count)| format!("`{name}` ({count} {})", if *count == 1 { "file" } else { "files" }))
        .collect();
    diagnostics.push(
        Diagnostic::new(Code::ExcludedLanguage, format!("translations are excluded: {}", list.join(", ")))
            .at(Place::whole(tree.dirs[ROOT].path.clone()))
            .help("choose another one with `--language NAME` or `language:` in `course.yaml`"),
    );
}

/// Which of several languages to take: the one asked for, else the unnamed, else English, else the
/// first by name.
fn pick(names: &[&str], wanted: Option<&str>) -> usize {
    let key = |name: &str| fold(name).replace(['-', '_'], "");
    let asked = wanted.and_then(|wanted| {
        let exact = names.iter().position(|name| key(name) == key(wanted));
        exact.or_else(|| {
            names.iter().position(|name| {
                !name.is_empty() && key(name).get(..2) == key(wanted).get(..2) && is_code(name)
            })
        })
    });
    asked
        .or_else(|| names.iter().position(|name| name.is_empty()))
        .or_else(|| names.iter().position(|name| is_english(name)))
        .unwrap_or_else(|| (0..names.len()).min_by_key(|&at| fold(names[at])).unwrap_or_default())
}

fn quoted_list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
