//! Translations are languages of one course: one is used, the others are excluded (rule 3).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::CoursePath;

use super::exclude::and_elsewhere;
use super::language_code::{is_code, is_english, is_language, is_same_language, split_joined, split_suffix};
use super::language_pairs;
use super::tree::{DirId, FileId, ROOT, Tree, fold};

/// Folders of translated copies of a course.
const COPIES: &[&str] =
    &["translations", "translation", "i18n", "l10n", "locales", "locale", "languages", "langs", "lang"];

/// Folders that add a level and no sense, whichever language is behind their name: `content.fr`.
const CONTENT_FOLDERS: &[&str] =
    &["docs", "content", "src", "pages", "lessons", "chapters", "posts", "book", "course"];

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
        if !named || !is_of_languages(tree, dir) || !holds_more_than(tree, parent, dir) {
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

/// Whether a folder holds translations and nothing else, or several of one text.
fn is_of_languages(tree: &Tree, dir: DirId) -> bool {
    let is_index = |file: FileId| is_index(tree.files[file].path.stem());
    let only = language_pairs::holds_only_languages(tree, dir) && tree.markdown(dir).all(is_index);
    only || language_folders(tree, dir).is_some()
}

/// Whether a folder holds lessons, or folders with Markdown, besides `dir`.
fn holds_more_than(tree: &Tree, parent: DirId, dir: DirId) -> bool {
    let mut others = tree.dirs[parent].dirs.iter().filter(|&&other| other != dir);
    others.any(|&other| tree.markdown_below(other).next().is_some())
        || tree.markdown(parent).any(|file| !is_index(tree.files[file].path.stem()))
}

fn is_index(stem: &str) -> bool {
    matches!(fold(split_suffix(stem).0).as_ref(), "readme" | "index" | "_index")
}

/// What was taken and what was left out, with the folders where it was so.
type Choices = BTreeMap<(String, Vec<String>), Vec<CoursePath>>;

/// Takes one of the folders that are translations of each other. Gives the name of the first one taken.
fn choose_folders(
    tree: &mut Tree,
    wanted: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let mut first_taken = None;
    let mut choices = Choices::new();
    for dir in 0..tree.dirs.len() {
        for (taken, left) in choose_in(tree, dir, wanted) {
            if !taken.is_empty() {
                first_taken.get_or_insert_with(|| taken.clone());
            }
            choices.entry((taken, left)).or_default().push(tree.dirs[dir].path.clone());
        }
    }
    for ((taken, left), parents) in choices {
        let taken = match taken.as_str() {
            "" => "the text without a language is used".to_owned(),
            taken => format!("the language `{taken}` is used"),
        };
        let message = format!("{taken}; excluded: {}", quoted_list(&left));
        let more = and_elsewhere(parents.len());
        diagnostics.push(
            Diagnostic::new(Code::ExcludedLanguage, message + more.as_str())
                .at(Place::whole(parents[0].clone()))
                .help("choose another one with `--language NAME` or `language:` in `course.yaml`"),
        );
    }
    first_taken
}

/// Takes one of the translations in a folder: its name, and the names of those that were left out.
fn choose_in(tree: &mut Tree, dir: DirId, wanted: Option<&str>) -> Vec<(String, Vec<String>)> {
    let mut chosen: Vec<(String, Vec<String>)> = choose_below(tree, dir, wanted).into_iter().collect();
    if chosen.is_empty()
        && let Some(languages) = language_folders(tree, dir)
    {
        let names: Vec<&str> = languages.iter().map(|&child| tree.dirs[child].path.name()).collect();
        let taken = pick(&names, wanted);
        chosen.push(take(tree, &languages, taken, true));
    }
    for group in language_pairs::beside(tree, dir) {
        let codes: Vec<&str> = group.iter().map(|(_, code)| code.as_str()).collect();
        let taken = pick(&codes, wanted);
        let name = tree.dirs[group[taken].0].path.name();
        let base = split_joined(name).map_or(name, |(base, _)| base);
        let gives_way = !codes[taken].is_empty() && CONTENT_FOLDERS.contains(&fold(base).as_ref());
        let dirs: Vec<DirId> = group.iter().map(|&(child, _)| child).collect();
        chosen.push(take(tree, &dirs, taken, gives_way));
    }
    chosen
}

/// Takes one of `dirs`, and leaves out the others.
fn take(tree: &mut Tree, dirs: &[DirId], taken: usize, gives_way: bool) -> (String, Vec<String>) {
    let name = |tree: &Tree, dir: DirId| tree.dirs[dir].path.name().to_owned();
    let mut left = Vec::new();
    for &other in dirs.iter().filter(|&&other| other != dirs[taken]) {
        left.push(name(tree, other));
        tree.detach(other);
    }
    tree.dirs[dirs[taken]].transparent |= gives_way;
    (name(tree, dirs[taken]), left)
}

/// Takes the text of a folder itself where languages below repeat it, or the one of these that is wanted.
fn choose_below(tree: &mut Tree, dir: DirId, wanted: Option<&str>) -> Option<(String, Vec<String>)> {
    let languages = language_pairs::below(tree, dir);
    if languages.is_empty() {
        return None;
    }
    let name = |tree: &Tree, dir: DirId| tree.dirs[dir].path.name().to_owned();
    let is_wanted = |child: &DirId| wanted.is_some_and(|wanted| is_asked_for(&name(tree, *child), wanted));
    let Some(taken) = languages.iter().position(is_wanted) else {
        let left = languages.iter().map(|&child| name(tree, child)).collect();
        for child in languages {
            tree.detach(child);
        }
        return Some((String::new(), left));
    };
    let own: Vec<FileId> =
        language_pairs::own_paths(tree, dir, &languages).into_iter().map(|(_, file)| file).collect();
    for file in own {
        tree.leave_out(file);
    }
    let (taken, mut left) = take(tree, &languages, taken, true);
    left.push("the text without a language".to_owned());
    Some((taken, left))
}

/// Whether a language is the one that the author asks for.
fn is_asked_for(name: &str, wanted: &str) -> bool {
    let key = |name: &str| fold(name).replace(['-', '_'], "");
    key(name) == key(wanted) || (is_code(name) && is_same_language(name, wanted))
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
    let joined = language_pairs::suffixed_files(tree);
    let mut others: Vec<FileId> = Vec::new();
    for dir in 0..tree.dirs.len() {
        let split = |file: FileId| match joined.get(&file) {
            Some((base, code)) => (base.as_str(), Some(code.as_str())),
            None => split_suffix(tree.files[file].path.stem()),
        };
        if tree.markdown(dir).all(|file| split(file).1.is_none()) {
            continue;
        }
        let mut groups: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
        for file in tree.markdown(dir) {
            groups.entry(fold(split(file).0).into_owned()).or_default().push(file);
        }
        for files in groups.into_values().filter(|files| files.len() > 1) {
            let suffixes: Vec<&str> = files.iter().map(|&file| split(file).1.unwrap_or_default()).collect();
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
            others.extend(files.into_iter().filter(|&file| file != taken));
        }
    }
    for file in others {
        tree.leave_out(file);
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
        exact.or_else(|| names.iter().position(|name| is_code(name) && is_same_language(name, wanted)))
    });
    asked
        .or_else(|| names.iter().position(|name| name.is_empty()))
        .or_else(|| names.iter().position(|name| is_english(name)))
        .unwrap_or_else(|| (0..names.len()).min_by_key(|&at| fold(names[at])).unwrap_or_default())
}

fn quoted_list(names: &[String]) -> String {
    // No name of a language has a space, so that is a description.
    let quoted = |name: &String| if name.contains(' ') { name.clone() } else { format!("`{name}`") };
    names.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
