//! Files in which other tools keep the order of their pages, and which no adapter reads: one finding names them.
//!
//! In the course a file counts if it has the key that gives an order. Above the course only its name is known.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::fs::{Root, Vfs};
use crate::model::CoursePath;

use super::generators::folders_above;
use super::tree::Tree;

/// A file's order is in its first bytes, or it is no such file.
const READ_BYTES: u64 = 64 * 1024;

/// Files above a course that give its order.
const ABOVE: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "_toc.yml",
    "_quarto.yml",
    "_bookdown.yml",
    "sidebars.js",
    "sidebars.ts",
    ".vitepress/config.js",
    ".vitepress/config.ts",
    ".vitepress/config.mjs",
    ".vitepress/config.mts",
];

/// Names the navigation files of a course, once; `is_read` tells whose order is that of the course.
pub(crate) fn find(root: &Root, tree: &Tree, is_read: impl Fn(&CoursePath) -> bool) -> Option<Diagnostic> {
    let in_course = tree.files.iter().map(|file| &file.path);
    let in_course = in_course.filter(|path| !is_read(path) && is_navigation(root, path));
    let mut found: Vec<String> = in_course.map(|path| path.as_str().to_owned()).collect();
    found.sort();
    let in_root = is_read(&CoursePath::root());
    let site_here = ABOVE
        .iter()
        .filter(|name| !in_root && name.contains('/') && is_there(root.vfs(), &root.course().join(name)));
    found.extend(site_here.map(|&name| name.to_owned()));
    if found.is_empty() && !in_root {
        found.extend(above(root));
    }
    let (first, more) = (found.first()?, found.len() - 1);
    let what = match more {
        0 => format!("the order in `{first}` is not read"),
        1 => format!("the order in `{first}` and 1 more file is not read"),
        more => format!("the order in `{first}` and {more} more files is not read"),
    };
    let place = CoursePath::root().join(first).ok().filter(CoursePath::is_inside).unwrap_or_default();
    let finding = Diagnostic::new(Code::NavigationFile, what).at(Place::whole(place));
    let help = if first.starts_with("..") {
        "name the folder that holds the file, or list the lessons under `contents:` in `course.yaml`"
    } else {
        "list the lessons under `contents:` in `course.yaml`, or give them numbers"
    };
    Some(finding.help(help))
}

/// The nearest files above the course, relative to it.
fn above(root: &Root) -> Vec<String> {
    let named = folders_above(root).zip(1..).map(|(folder, ups)| {
        let names = ABOVE.iter().filter(|name| is_there(root.vfs(), &folder.join(name)));
        names.map(|name| format!("{}{name}", "../".repeat(ups))).collect()
    });
    named.into_iter().find(|found: &Vec<String>| !found.is_empty()).unwrap_or_default()
}

fn is_there(vfs: &Vfs, path: &Path) -> bool {
    vfs.kind(path).is_some()
}

/// Whether a file of the course gives an order.
fn is_navigation(root: &Root, path: &CoursePath) -> bool {
    let keys: &[&str] = match path.name() {
        ".pages" | "pages.yml" => &["nav:", "arrange:", "order:"],
        "mkdocs.yml" | "mkdocs.yaml" | ".nav.yml" | ".nav.yaml" => &["nav:"],
        "meta.json" => &["\"pages\""],
        "_meta.json" | "_meta.js" | "_meta.jsx" | "_meta.ts" | "_meta.tsx" | "_meta.global.js"
        | "sidebars.js" | "sidebars.ts" | "sidebars.cjs" | "sidebars.mjs" | "sidebars.json" => &[":"],
        "_toc.yml" | "_toc.yaml" => &["chapters:", "parts:", "sections:", "file:"],
        "toc.yml" | "toc.yaml" | "TOC.yml" => &["href:"],
        "myst.yml" | "myst.yaml" => &["toc:"],
        "_quarto.yml" | "_quarto.yaml" => &["chapters:", "contents:", "sidebar:"],
        "_bookdown.yml" | "_bookdown.yaml" => &["rmd_files:"],
        "astro.config.mjs" | "astro.config.js" | "astro.config.ts" | "astro.config.mts" => &["sidebar:"],
        "config.yaml" | "_config.yml" | "_config.yaml" => &["episodes:", "lesson_order:", "episode_order:"],
        "index.yml" => &["units:"],
        _ => return false,
    };
    let start = root.read_start(path, READ_BYTES).unwrap_or_default();
    let text = String::from_utf8_lossy(&start);
    text.lines().any(|line| {
        let line = line.trim_start_matches([' ', '\t', '-']);
        !line.starts_with('#')
            && keys.iter().any(|key| if *key == ":" { line.contains(':') } else { line.starts_with(key) })
    })
}

#[cfg(test)]
mod tests {
    use crate::source::small_course::{findings, lines, write};
    use crate::source::{Options, scan};

    #[test]
    fn the_file_of_a_tool_that_is_not_read_is_named() {
        for file in [
            "meta.json: {\"title\": \"A\", | \"pages\": [\"b\"]}",
            "a/_meta.js: export default { b: '' }",
            "pages.yml: order: | - b.md",
        ] {
            let home = write(&format!("{file}\na/b.md\na/c.md"));
            let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
            let said = lines(&scan);
            let name = file.split(": ").next().unwrap();
            assert!(
                said.iter().any(|line| line.contains(&format!("the order in `{name}` is not read"))),
                "{said:?}"
            );
        }
    }

    #[test]
    fn files_without_an_order_are_silent() {
        findings(
            "
            mkdocs.yml: site_name: x | # nav: x
            _config.yml: title: x
            a/meta.json: {\"title\": \"A\"}
            a/b.md
            config.yaml: x: y
            ",
            "",
        );
    }

    #[test]
    fn all_of_them_are_named_once() {
        findings(
            "
            a/_meta.js: export default {b: ''}
            a/b.md
            c/_meta.json: {d: x}
            c/d.md
            mkdocs.yml: nav: []
            ",
            "a/_meta.js: info[navigation-file]: the order in `a/_meta.js` and 2 more files is not read",
        );
        findings("course.yaml: contents: [a]\nmkdocs.yml: nav: []\na/b.md", "");
    }

    #[test]
    fn a_file_above_the_course_is_named() {
        let home = write("a/b.md");
        std::fs::write(home.path().join("mkdocs.yml"), "nav: []").unwrap();
        let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
        assert_eq!(lines(&scan), [".: info[navigation-file]: the order in `../mkdocs.yml` is not read"]);
    }
}
