//! Translations that are known by what they repeat: languages below the folder that is the default one (`es/` beside
//! the lessons themselves), folders with a code behind their name (`docs-fr`), files with one (`x_fr.md`).

use std::collections::{BTreeMap, BTreeSet};

use super::language_code::{is_code, is_language, is_same_language, is_word, split_joined};
use super::tree::{DirId, FileId, Tree, fold};

/// The folders of `dir` that are translations of `dir` itself: named by languages, and they repeat its paths.
pub(super) fn below(tree: &Tree, dir: DirId) -> Vec<DirId> {
    let is_named = |child: &DirId| is_language(tree.dirs[*child].path.name());
    let named: Vec<DirId> = tree.dirs[dir].dirs.iter().copied().filter(is_named).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let own: BTreeSet<&str> = own_paths(tree, dir, &named).into_iter().map(|(path, _)| path).collect();
    named.into_iter().filter(|&child| repeats(&paths(tree, child), &own)).collect()
}

/// The Markdown of a folder that is in none of its `languages`, with its path in the folder.
pub(super) fn own_paths<'t>(tree: &'t Tree, dir: DirId, languages: &[DirId]) -> Vec<(&'t str, FileId)> {
    let mut own: Vec<(&str, FileId)> = Vec::new();
    let mut open = vec![dir];
    while let Some(next) = open.pop() {
        own.extend(tree.markdown(next).map(|file| (path_in(tree, dir, file), file)));
        open.extend(tree.dirs[next].dirs.iter().filter(|child| !languages.contains(child)));
    }
    own
}

/// The folders of `dir` that are translations of each other by a code behind their name, each with its code; empty
/// for the one without.
pub(super) fn beside(tree: &Tree, dir: DirId) -> Vec<Vec<(DirId, String)>> {
    let name = |child: DirId| tree.dirs[child].path.name();
    let children = &tree.dirs[dir].dirs;
    let mut groups: BTreeMap<String, Vec<(DirId, String)>> = BTreeMap::new();
    for &child in children {
        if let Some((base, code)) = split_joined(name(child)).filter(|_| !is_language(name(child))) {
            groups.entry(fold(base).into_owned()).or_default().push((child, code.to_owned()));
        }
    }
    for &child in children {
        if let Some(group) = groups.get_mut(fold(name(child)).as_ref()) {
            group.push((child, String::new()));
        }
    }
    let of_one_text = |group: Vec<(DirId, String)>| {
        let first = group.iter().find(|(_, code)| code.is_empty()).or(group.first())?.0;
        let original = paths(tree, first);
        let same = |&(child, _): &(DirId, String)| child == first || repeats(&paths(tree, child), &original);
        let group: Vec<_> = group.into_iter().filter(same).collect();
        (group.len() > 1).then_some(group)
    };
    groups.into_values().filter_map(of_one_text).collect()
}

/// Whether Markdown of a translation is Markdown of the original: a lesson of the same path, or all of it.
fn repeats(translation: &BTreeSet<&str>, original: &BTreeSet<&str>) -> bool {
    let is_lesson = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        !matches!(fold(stem).as_ref(), "readme" | "index" | "_index")
    };
    let mut both = translation.intersection(original);
    !translation.is_empty() && (both.any(|path| is_lesson(path)) || translation.is_subset(original))
}

fn paths(tree: &Tree, dir: DirId) -> BTreeSet<&str> {
    tree.markdown_below(dir).map(|file| path_in(tree, dir, file)).collect()
}

fn path_in(tree: &Tree, dir: DirId, file: FileId) -> &str {
    let path = tree.files[file].path.as_str();
    path[tree.dirs[dir].path.as_str().len()..].trim_start_matches('/')
}

/// The files whose names say a language behind a `-` or `_`, with it, in the company of what they translate. A code
/// that is a word as well must be that of several.
pub(super) fn suffixed_files(tree: &Tree) -> BTreeMap<FileId, (String, String)> {
    let mut found: Vec<(FileId, String, String)> = Vec::new();
    for dir in 0..tree.dirs.len() {
        found.extend(suffixed_in(tree, dir));
    }
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, code) in &found {
        *uses.entry(fold(code).into_owned()).or_default() += 1;
    }
    let is_language = |file: &FileId, base: &str, code: &str| {
        let is_index = matches!(fold(base).as_ref(), "readme" | "index" | "_index");
        let joint = tree.files[*file].path.stem().as_bytes().get(base.len());
        let is_sure = is_index || code.len() > 3 || (joint == Some(&b'_') && !is_word(code));
        is_sure || uses.get(fold(code).as_ref()).is_some_and(|&uses| uses > 1)
    };
    let sure = found.into_iter().filter(|(file, base, code)| is_language(file, base, code));
    sure.map(|(file, base, code)| (file, (base, code))).collect()
}

/// Such files of one folder: beside a file of the same name without a code, or with another one.
fn suffixed_in(tree: &Tree, dir: DirId) -> Vec<(FileId, String, String)> {
    let stem = |file: FileId| tree.files[file].path.stem();
    let split = |file: FileId| {
        let (base, code) = split_joined(stem(file))?;
        // Behind a dot it is a language anyway.
        (!stem(file)[base.len()..].starts_with('.')).then_some((base, code))
    };
    let with_code: Vec<(FileId, &str, &str)> =
        tree.markdown(dir).filter_map(|file| split(file).map(|(base, code)| (file, base, code))).collect();
    if with_code.is_empty() {
        return Vec::new();
    }
    let mut bases: BTreeMap<String, usize> = BTreeMap::new();
    for (_, base, _) in &with_code {
        *bases.entry(fold(base).into_owned()).or_default() += 1;
    }
    let bare: BTreeSet<String> = tree.markdown(dir).map(|file| fold(stem(file)).into_owned()).collect();
    let is_english = |(_, base, code): &(FileId, &str, &str)| {
        is_same_language(code, "en").then(|| fold(base).into_owned())
    };
    let english: BTreeSet<String> = with_code.iter().filter_map(is_english).collect();
    let in_company = |(_, base, _): &&(FileId, &str, &str)| {
        let folded = fold(base);
        bare.contains(folded.as_ref()) || (bases[folded.as_ref()] > 1 && english.contains(folded.as_ref()))
    };
    let owned = |&(file, base, code): &(FileId, &str, &str)| (file, base.to_owned(), code.to_owned());
    with_code.iter().filter(in_company).map(owned).collect()
}

/// Whether all folders with Markdown in `dir` are named by codes of languages.
pub(super) fn holds_only_languages(tree: &Tree, dir: DirId) -> bool {
    let with_markdown = |child: &&DirId| tree.markdown_below(**child).next().is_some();
    let mut children = tree.dirs[dir].dirs.iter().filter(with_markdown).peekable();
    children.peek().is_some() && children.all(|&child| is_code(tree.dirs[child].path.name()))
}
