//! The plan of the house (`docs/architecture.md`), held against the code: who may use whom, and how large a room may be.
//!
//! A room is a folder below `src/`, one level deeper in `source/` and `platform/`. When this test fails, the arrow is wrong more
//! often than the plan; whoever changes the plan changes [`MAY_USE`] and the document together.

mod graph;
mod source_file;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::testkit::repository;
use graph::Graph;
use source_file::Module;

/// The rooms that each room may use, from the lowest to the highest.
const MAY_USE: &[(&str, &[&str])] = &[
    ("secret", &[]),
    ("size", &[]),
    ("shown", &[]),
    ("model", &["shown"]),
    ("diagnostic", &["model"]),
    ("fs", &["model"]),
    ("html", &["model", "diagnostic"]),
    ("changes", &["html", "shown"]),
    ("images", &["fs"]),
    ("front_matter", &["html", "fs", "diagnostic", "model"]),
    ("commonmark", &["html", "diagnostic", "model"]),
    ("documents", &["html", "model"]),
    ("dialect", &["commonmark", "html", "diagnostic", "model"]),
    ("quiz", &["front_matter", "html", "diagnostic", "model"]),
    ("markdown", &["dialect", "quiz", "commonmark", "html", "diagnostic", "model"]),
    (
        "source",
        &[
            "markdown",
            "documents",
            "quiz",
            "commonmark",
            "dialect",
            "front_matter",
            "html",
            "fs",
            "images",
            "diagnostic",
            "model",
            "size",
        ],
    ),
    ("rules", &["source", "markdown", "front_matter", "html", "fs", "diagnostic", "model", "size"]),
    ("fix", &["diagnostic", "fs", "model"]),
    ("platform", &["html", "model", "fs", "secret", "size"]),
    (
        "lsp",
        &[
            "sync",
            "rules",
            "source",
            "markdown",
            "dialect",
            "commonmark",
            "front_matter",
            "fs",
            "diagnostic",
            "model",
        ],
    ),
    ("mcp", &["rules", "platform", "pages", "source", "fs", "diagnostic", "model"]),
    ("links", &["platform", "html", "fs", "diagnostic", "model"]),
    ("serve", &["fs"]),
    ("pages", &["html", "diagnostic", "model", "size"]),
    ("auth", &["platform", "serve", "fs", "secret"]),
    ("sync", &["platform", "html", "fs", "model", "secret", "size"]),
    (
        "preview",
        &[
            "sync",
            "rules",
            "fix",
            "platform",
            "pages",
            "serve",
            "source",
            "html",
            "fs",
            "diagnostic",
            "model",
            "size",
        ],
    ),
    ("sandbox", &["pages", "html", "serve", "fs", "secret", "size"]),
    ("write", &["source", "fs"]),
    (
        "pull",
        &[
            "write",
            "sync",
            "platform",
            "markdown",
            "commonmark",
            "front_matter",
            "quiz",
            "html",
            "diagnostic",
            "model",
        ],
    ),
    ("config", &["platform"]),
];

/// Files and rooms that may use every room.
const FREE: &[&str] = &["cli", "internals", "properties"];

/// The largest part of the code that one room may be, in percent.
const LARGEST_ROOM: usize = 20;

static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::read(&repository().join("src")));

fn name(module: &Module) -> String {
    if module.is_empty() { "lib".to_owned() } else { module.join("::") }
}

#[test]
fn no_file_depends_on_itself_through_others() {
    let loops: Vec<Vec<String>> =
        GRAPH.loops().iter().map(|group| group.iter().map(|module| name(module)).collect()).collect();
    assert_eq!(loops, Vec::<Vec<String>>::new());
}

#[test]
fn the_methods_of_a_type_are_in_its_own_file() {
    let spread: Vec<String> = GRAPH
        .spread_impls()
        .iter()
        .map(|(module, home, of)| format!("{of} of {} in {}", name(home), name(module)))
        .collect();
    assert_eq!(spread, Vec::<String>::new());
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (module, targets) in &GRAPH.dependencies {
        // `lib.rs` and what it exports name all rooms, and `cli` leads them.
        let Some(room) = module.first().filter(|room| !FREE.contains(&room.as_str())) else { continue };
        let allowed = may_use.get(room.as_str()).unwrap_or_else(|| panic!("`{room}` is not in the plan"));
        for target in targets.iter().filter(|target| target.first() != Some(room)) {
            let is_allowed = target.first().is_some_and(|target| allowed.contains(&target.as_str()));
            if !is_allowed {
                wrong.push(format!("{} uses {}", name(module), name(target)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The address book of websites needs a client, and nothing else that the platform's room has.
#[test]
fn links_ask_websites_through_the_platforms_client_only() {
    let of_links =
        GRAPH.dependencies.iter().filter(|(module, _)| module.first().is_some_and(|room| room == "links"));
    for target in of_links.flat_map(|(_, targets)| targets) {
        assert!(target[0] != "platform" || target[1] == "http", "links uses {}", name(target));
    }
}

#[test]
fn no_room_holds_more_than_a_fifth_of_the_code() {
    let mut lines: BTreeMap<&[String], usize> = BTreeMap::new();
    for (module, file) in GRAPH.files() {
        let depth = match module.first().map(String::as_str) {
            Some("source" | "platform") => 2,
            _ => 1,
        };
        *lines.entry(&module[..depth.min(module.len())]).or_default() += file.lines;
    }
    let all: usize = lines.values().sum();
    for (room, lines) in &lines {
        let percent = 100 * lines / all;
        assert!(percent < LARGEST_ROOM, "{} holds {percent} % of {all} lines", name(&room.to_vec()));
    }
}

/// The graph sees what it is meant to see: a known arrow through a re-export, and one in a macro's arguments.
#[test]
fn known_dependencies_are_seen() {
    let uses = |from: &[&str], to: &[&str]| {
        let module = |parts: &[&str]| -> Module { parts.iter().map(|part| (*part).to_owned()).collect() };
        GRAPH.dependencies[&module(from)].contains(&module(to))
    };
    assert!(uses(&["rules"], &["source", "scan"]), "a function that `source/mod.rs` re-exports");
    assert!(uses(&["cli"], &["cli", "commands", "check"]), "a path below `match`");
    assert!(!uses(&["model"], &["diagnostic"]) && GRAPH.files().count() > 150);
}
