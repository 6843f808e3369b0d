//! Courses whose order, groups and titles another tool's file gives: the outline as an author sees it. The expected orders are
//! those that the tools themselves show for the same folders.

mod documents;
mod findings;
mod lists;
mod mkdocs;
mod quarto;
mod scripts;
mod sphinx;

use crate::testkit::Folder;

/// A course of these files. One without text is a page whose title is its name in capitals.
fn course(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::named("course");
    for &(path, text) in files {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.split('.').next().unwrap_or(name);
        let page = format!("# {}\n\nText.\n", stem.to_uppercase());
        folder.write(path, if text.is_empty() { &page } else { text });
    }
    folder
}

/// The outline of a course: two blanks for each level.
fn outline(folder: &Folder) -> String {
    let outcome = folder.run(&["outline", "course"]);
    let lines = outcome.stdout.lines().filter(|line| !line.trim().is_empty());
    let plain = |line: &str| {
        let depth = line.chars().take_while(|c| !c.is_alphanumeric()).count() / 4;
        let text = line.trim_start_matches([' ', '│', '├', '└', '─', '\u{a0}']);
        format!("{}{text}", "  ".repeat(depth))
    };
    lines.map(plain).collect::<Vec<_>>().join("\n")
}

/// Compares the outline of a course.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &str) {
    let shown = outline(&course(files));
    let lines: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = lines.first().map_or(0, |line| line.len() - line.trim_start().len());
    let expected: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
    assert_eq!(shown, expected.join("\n"));
}

/// What is said about the navigation of a course, a line each.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let outcome = course(files).run(&["check", "course", "--format", "concise"]);
    let is_about = |line: &&str| {
        ["missing-page", "navigation-file", "excluded-file", "unsupported-value"]
            .iter()
            .any(|code| line.contains(code))
    };
    outcome.stdout.lines().filter(is_about).map(str::to_owned).collect()
}
