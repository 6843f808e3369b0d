//! The pages for people say what is so: links lead somewhere, commands are understood, findings and
//! files that they name exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coursedir::internals::diagnostic::{Code, Severity};
use coursedir::internals::model::MATERIAL_TYPES;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::testkit::repository;

const ARCHITECTURE: &str = "docs/architecture.md";
const CHECKS: &str = "docs/reference/checks.md";
const COMMAND_LINE: &str = "docs/reference/command-line.md";
const COURSE_FORMAT: &str = "docs/reference/course-format.md";
/// The pages whose commands are run from top to bottom.
#[cfg(unix)]
const TOURS: &[&str] = &["README.md", "docs/guide/first-course.md"];

/// A page, with what the tests ask of it.
struct Page {
    /// Relative to the repository.
    path: PathBuf,
    text: String,
    anchors: BTreeSet<String>,
    links: Vec<String>,
    /// What stands between backticks in running text.
    codes: Vec<String>,
    /// The lines of `console` blocks: commands behind `$`, and what they print.
    consoles: Vec<Vec<String>>,
    /// The commands of `console` and `sh` blocks.
    shell: Vec<String>,
}

/// Everything in `docs/`, the pages beside the README, and the READMEs of folders, by path.
fn pages() -> BTreeMap<PathBuf, Page> {
    let folders = ["docs", "docs/guide", "docs/reference", "docs/explanation"].map(Path::new);
    let others =
        ["README.md", "CONTRIBUTING.md", "SECURITY.md", "benches/README.md", "example-course/README.md"];
    let paths = folders.into_iter().flat_map(markdown_in).chain(others.map(PathBuf::from));
    paths.map(|path| (path.clone(), page(path))).collect()
}

/// The Markdown files directly in a folder of the repository.
fn markdown_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(repository().join(folder)).unwrap();
    let paths = entries.map(|entry| folder.join(entry.unwrap().file_name()));
    let files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    assert!(!files.is_empty(), "{} has no page", folder.display());
    files
}

fn page(path: PathBuf) -> Page {
    let text = fs::read_to_string(repository().join(&path)).unwrap();
    let mut page = Page {
        path,
        text: String::new(),
        anchors: BTreeSet::new(),
        links: Vec::new(),
        codes: Vec::new(),
        consoles: Vec::new(),
        shell: Vec::new(),
    };
    let mut heading: Option<String> = None;
    let mut block = String::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap_or_default());
                assert!(
                    page.anchors.insert(anchor.clone()),
                    "{}: two headings `{anchor}`",
                    page.path.display()
                );
            }
            Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.to_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                block = language.to_string();
                if block == "console" {
                    page.consoles.push(Vec::new());
                }
            }
            Event::End(TagEnd::CodeBlock) => block.clear(),
            Event::Code(code) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&code);
                }
                page.codes.push(code.to_string());
            }
            Event::Text(text) if block == "sh" => page.shell.extend(text.lines().map(str::to_owned)),
            Event::Text(text) if block == "console" => {
                let commands = text.lines().filter_map(|line| line.strip_prefix("$ "));
                page.shell.extend(commands.map(str::to_owned));
                let console = page.consoles.last_mut().expect("the block has begun");
                console.extend(text.lines().map(str::to_owned));
            }
            Event::Text(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    page.text = text;
    page
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let pages = pages();
    let mut wrong = Vec::new();
    for page in pages.values() {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = resolve(&page.path, target);
            let is_there = repository().join(&path).exists();
            let has_anchor =
                anchor.is_empty() || pages.get(&path).is_some_and(|page| page.anchors.contains(anchor));
            if !is_there || !has_anchor {
                wrong.push(format!("{}: {link}", page.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

/// The path, relative to the repository, that a link on `page` means.
fn resolve(page: &Path, target: &str) -> PathBuf {
    if target.is_empty() {
        return page.to_owned();
    }
    let mut path = page.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(target).components() {
        if part.as_os_str() == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

#[test]
fn every_command_shown_is_understood() {
    let pages = pages();
    let commands: Vec<(&Page, Vec<&str>)> =
        pages.values().flat_map(|page| commands(page).map(move |command| (page, command))).collect();
    assert!(commands.len() >= 6, "the pages show commands, and this test finds them");
    let mut help: BTreeMap<String, String> = BTreeMap::new();
    for (page, command) in commands {
        let shown = command.join(" ");
        let place = page.path.display();
        // `new` has commands of its own.
        let name = command[..if command[0] == "new" { 2 } else { 1 }].join(" ");
        let help = help.entry(name.clone()).or_insert_with(|| help_of(&name));
        assert!(!help.is_empty(), "{place}: `{shown}`: there is no command `{name}`");
        for flag in command.iter().filter(|word| word.starts_with('-')) {
            let flag = flag.split('=').next().unwrap_or(flag);
            let is_there = help.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == flag)
                || flag == "--help";
            assert!(is_there, "{place}: `{shown}`: `{name}` has no flag `{flag}`");
        }
    }
}

/// The words behind `coursedir` of every line that runs it.
fn commands(page: &Page) -> impl Iterator<Item = Vec<&str>> {
    const WAYS: &[&str] = &["coursedir ", "cargo run --release -- ", "cargo run --release --quiet -- "];
    page.shell.iter().filter_map(|line| {
        // `cargo import` is an alias.
        let alias = line.strip_prefix("cargo ").filter(|rest| rest.starts_with("import "));
        let rest = WAYS.iter().find_map(|way| line.strip_prefix(way)).or(alias)?;
        let words = rest.split_whitespace().take_while(|word| !matches!(*word, "#" | "|" | ">" | "2>"));
        Some(words.collect())
    })
}

/// What `coursedir NAME --help` says; nothing when there is no such command.
fn help_of(name: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_coursedir"))
        .args(name.split(' ').chain(["--help"]))
        .env("COURSEDIR_COLOR", "never")
        .output()
        .unwrap();
    if output.status.success() { String::from_utf8(output.stdout).unwrap() } else { String::new() }
}

#[test]
fn a_help_lists_the_flags_of_the_command_before_those_of_every_command() {
    for command in ["import", "check", "preview", "login"] {
        let help = help_of(command);
        let (own, global) =
            help.split_once("\nGlobal options:\n").expect("the flags of every command have a heading");
        let is_global = |help: &str| ["--color", "--quiet", "--verbose"].map(|flag| help.contains(flag));
        assert_eq!((is_global(own), is_global(global)), ([false; 3], [true; 3]), "{help}");
    }
}

#[test]
fn the_table_of_flags_is_that_of_the_help() {
    let in_table = flags_of_table(COMMAND_LINE, "\n## Import\n");
    assert_eq!(
        in_table,
        flags_of_help("import"),
        "{COMMAND_LINE} has another table of flags than `import --help`"
    );
}

#[test]
fn the_tables_of_login_and_the_sandbox_are_those_of_the_help() {
    let of_import = flags_of_help("import");
    let own = |command: &str| {
        let mut flags = flags_of_help(command);
        flags.retain(|flag, _| !of_import.contains_key(flag));
        flags
    };
    assert_eq!(flags_of_table(COMMAND_LINE, "\n## Login\n"), own("login"), "{COMMAND_LINE}");
    let in_table = flags_of_table(COMMAND_LINE, "\n## Sandbox\n");
    for flag in ["--token-lifetime", "--token-calls"] {
        assert_eq!(in_table.get(flag), own("sandbox").get(flag), "{COMMAND_LINE}: {flag}");
    }
}

/// The flags of a command, each with its variable.
fn flags_of_help(command: &str) -> BTreeMap<String, String> {
    let help = help_of(command);
    let mut in_help = BTreeMap::new();
    let mut flag = "";
    for line in help.lines().map(str::trim) {
        if let Some(start) = line.find("--").filter(|_| line.starts_with('-')) {
            // A value that may be missing is in brackets.
            flag = line[start..].split([' ', '[']).next().unwrap_or_default();
            in_help.insert(flag.to_owned(), String::new());
        } else if let Some(variable) = line.strip_prefix("[env: ") {
            let variable = variable.split('=').next().unwrap_or_default();
            in_help.insert(flag.to_owned(), variable.to_owned());
        }
    }
    in_help.remove("--help");
    in_help
}

/// The flags of the tables in a section of a page, each with its variable.
fn flags_of_table(page: &str, heading: &str) -> BTreeMap<String, String> {
    let pages = pages();
    let section = pages[Path::new(page)].text.split_once(heading).expect("there is a table").1;
    let section = section.split("\n## ").next().unwrap_or(section);
    let first_code = |cell: &str| cell.split('`').nth(1).unwrap_or_default().to_owned();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("| `--").map(|_| line))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            (first_code(cells[1]), first_code(cells[2]))
        })
        .collect()
}

#[test]
fn every_finding_is_in_the_table_of_its_severity_and_no_other_is() {
    let pages = pages();
    let text = &pages[Path::new(CHECKS)].text;
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Info, "Infos")]
    {
        let heading = format!("\n### {title}\n");
        let section = text.split_once(&heading).expect("there is a table for each severity").1;
        let section = section.split("\n#").next().unwrap_or(section);
        let listed: Vec<&str> = section
            .lines()
            .filter_map(|row| row.strip_prefix("| `")?.split_once("` | "))
            .map(|(name, meaning)| {
                assert!(meaning.trim_end_matches(['|', ' ']).len() > 10, "`{name}` has no meaning");
                name
            })
            .collect();
        let mut expected: Vec<&str> =
            Code::ALL.iter().filter(|code| code.severity() == severity).map(|code| code.as_str()).collect();
        expected.sort_unstable();
        assert_eq!(listed, expected, "{CHECKS}, {title}");
    }
}

#[test]
fn every_finding_named_exists() {
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for page in pages().values() {
        // `error[missing-image]: …` in what commands print.
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let before = format!("{severity}[");
            for printed in page.text.split(&before).skip(1) {
                let name = printed.split(']').next().unwrap_or_default();
                assert!(known.contains(name), "{}: there is no finding `{name}`", page.path.display());
            }
        }
        // Lower-case words joined by hyphens, between backticks, that are not the name of something else.
        // One page is full of names of calls.
        let is_about_calls = page.path.ends_with("reference/sandbox.md");
        for name in page.codes.iter().filter(|code| !is_about_calls && looks_like_a_finding(code)) {
            assert!(known.contains(name.as_str()), "{}: there is no finding `{name}`", page.path.display());
        }
    }
}

fn looks_like_a_finding(code: &str) -> bool {
    /// Other words with hyphens: a file in an example, hooks, a branch, faults of the sandbox, a value of a flag, programs and crates.
    const OTHERS: &[&str] = &[
        "a-tour",
        "coursedir-check",
        "coursedir-check-build",
        "coursedir-importing",
        "cut-after",
        "cut-before",
        "heif-convert",
        "pulldown-cmark",
        "update-lesson",
        "white-label",
        "yaml-language-server",
    ];
    let words: Vec<&str> = code.split('-').collect();
    let plain = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    words.len() > 1 && words.iter().all(plain) && !OTHERS.contains(&code)
}

#[test]
fn every_material_type_is_named() {
    let pages = pages();
    let text = &pages[Path::new(COURSE_FORMAT)].text;
    let list = text.split_once("The platform takes: ").expect("there is a list of types").1;
    let list = list.split_once(". ").expect("the list ends").0;
    let mut named: Vec<&str> = list.split(',').map(str::trim).collect();
    let mut known = MATERIAL_TYPES.to_vec();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn every_path_of_the_code_named_exists() {
    let pages = pages();
    let codes = &pages[Path::new(ARCHITECTURE)].codes;
    let is_path = |code: &&String| ["src/", "tests/", "benches/"].iter().any(|room| code.starts_with(room));
    let missing: Vec<&String> =
        codes.iter().filter(is_path).filter(|path| !repository().join(path).exists()).collect();
    assert!(missing.is_empty(), "{ARCHITECTURE} names what is not there: {missing:?}");
}

/// Runs each tour from top to bottom, beside a copy of the example course. `…` stands for lines that
/// the page omits.
#[cfg(unix)]
#[test]
fn the_tours_print_what_they_show() {
    for tour in TOURS {
        run_tour(tour);
    }
}

#[cfg(unix)]
fn run_tour(page: &str) {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_coursedir"));
    let mut search = vec![binary.parent().unwrap().to_owned()];
    search.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let run = |command: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(folder.path());
        shell.env_clear().env("PATH", std::env::join_paths(&search).unwrap());
        shell.env("COURSEDIR_SANDBOX_DATA", data.path());
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    };
    run(&format!("cp -r '{}' .", repository().join("example-course").display()));
    let pages = pages();
    let tour = &pages[Path::new(page)];
    assert!(!tour.consoles.is_empty(), "{page} shows commands with their output");
    for console in &tour.consoles {
        let mut printed = String::new();
        let mut shown = Vec::new();
        for line in console {
            match line.strip_prefix("$ ") {
                Some(command) => printed += &run(command),
                None => shown.push(line.as_str()),
            }
        }
        assert_shows(page, &shown, &printed);
    }
    // The course that the reader begins, in the folder that the tour left.
    let makes = |line: &&String| line.starts_with("coursedir init ") || line.starts_with("coursedir new ");
    let begin: Vec<&String> = tour.shell.iter().filter(makes).collect();
    assert!(begin.len() >= 4, "{page} makes a course, and this test finds how");
    for command in begin {
        let printed = run(&format!("{command} || echo failed"));
        assert!(!printed.ends_with("failed\n"), "`{command}` of {page} prints:\n{printed}");
    }
}

/// Whether the lines shown are those printed, but for what `…` leaves out.
#[cfg(unix)]
fn assert_shows(page: &str, shown: &[&str], printed: &str) {
    let printed: Vec<&str> = printed.lines().collect();
    let mut at = 0;
    let mut left_out = false;
    for line in shown {
        if *line == "…" {
            left_out = true;
            continue;
        }
        let skip = printed[at..].iter().position(|printed| printed == line);
        let fits = skip.is_some_and(|skip| skip == 0 || left_out);
        assert!(fits, "{page} shows\n  {line}\nwhere this is printed:\n{}", printed[at..].join("\n"));
        at += skip.unwrap_or_default() + 1;
        left_out = false;
    }
    assert!(left_out || at == printed.len(), "{page} omits:\n{}", printed[at..].join("\n"));
}
