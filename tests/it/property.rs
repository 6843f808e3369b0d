//! Whatever lies in a folder, scanning and building it does not panic, gives a valid body or none,
//! and gives the same the second time; fixing it comes to an end.

mod mixture;
mod wild;

use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};
use wild::Entry;

use crate::testkit::pipeline;

/// Few cases, because every change waits for them; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases =
        if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 64 };
    ProptestConfig {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..ProptestConfig::default()
    }
}

/// Puts the entries into an empty folder and checks everything this file promises.
fn check(entries: &[Entry]) {
    let folder = tempfile::tempdir().unwrap();
    // One level down, so that `..` leads to a place that is empty and ours.
    let root = folder.path().join("course");
    std::fs::create_dir(&root).unwrap();
    for entry in entries {
        entry.put(&root);
    }
    let first = pipeline::dry_run(&root);
    assert_eq!(first, pipeline::dry_run(&root), "two scans of one folder differ");
    if let Ok(Some(body)) = first.map(|run| run.body) {
        pipeline::assert_valid(&body);
    }
    assert!((0..5).any(|_| fixes(&root) == 0), "fixes undo each other");
}

/// Checks that every word of a page is in its body, or in the place or text of a finding.
fn every_word_is_there(name: &str, text: &str, words: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lesson.md"), "# A lesson\n\nText.\n").unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let scan =
        coursedir::internals::rules::scan(folder.path(), &coursedir::internals::source::Options::default())
            .unwrap();
    let known = std::collections::BTreeMap::new();
    let body = scan.course.as_ref().map(|course| {
        let body = coursedir::internals::platform::convert::preview(course, &known, None, None);
        serde_json::to_string(&body).unwrap()
    });
    // Names become titles with a capital.
    let body = body.unwrap_or_default().to_lowercase();
    let mut named = String::new();
    for finding in &scan.diagnostics {
        named.push_str(&finding.message);
        let region = finding.place.as_ref().and_then(|place| place.region.as_ref());
        named.extend(region.and_then(|region| text.get(region.span.clone())));
    }
    let lost: Vec<_> =
        words.iter().filter(|word| !body.contains(&***word) && !named.contains(&***word)).collect();
    assert!(lost.is_empty(), "{lost:?} of\n{text}\nbody {body}\nnamed {named}");
}

/// Writes what can be fixed, and lists the addresses; gives the number of fixes.
fn fixes(root: &std::path::Path) -> usize {
    let Ok(scan) =
        coursedir::internals::source::scan(root, &coursedir::internals::source::Options::default())
    else {
        return 0;
    };
    let _ = scan.course.as_ref().map(coursedir::internals::links::find);
    let changes = coursedir::internals::fix::plan(&scan.root, &scan.diagnostics).unwrap_or_default();
    changes.iter().filter(|change| change.write().is_ok()).map(|change| change.fixes).sum()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_folder_is_scanned(entries in wild::folder()) {
        check(&entries);
    }

    #[test]
    fn any_markdown_is_rendered(text in wild::markdown()) {
        check(&[Entry::file("01-intro.md", text), Entry::file("02-next.md", b"# Next\n\nText.\n".to_vec())]);
    }

    #[test]
    fn any_front_matter_is_read(block in wild::front_matter()) {
        let text = [&block[..], b"\n# Intro\n\nText.\n"].concat();
        check(&[Entry::file("01-intro.md", text), Entry::file("01-intro.mp4", b"video".to_vec())]);
    }

    #[test]
    fn any_settings_are_read(text in prop_oneof![3 => wild::settings(), 1 => wild::noise()]) {
        check(&[Entry::file("course.yaml", text), Entry::file("01-intro.md", b"# Intro\n\nText.\n".to_vec())]);
    }

    #[test]
    fn any_bytes_are_a_page_or_an_error(bytes in prop_oneof![wild::noise(), wild::page()]) {
        check(&[Entry::file("01-intro.md", bytes)]);
    }
}

/// The same mixtures every time, unless `PROPTEST_CASES` asks for others.
fn mixtures() -> ProptestConfig {
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    let rng_seed = if is_asked { RngSeed::Random } else { RngSeed::Fixed(14) };
    ProptestConfig { rng_seed, failure_persistence: None, ..config() }
}

proptest! {
    #![proptest_config(mixtures())]

    #[test]
    fn no_word_is_lost_in_any_mixture_of_dialects(blocks in mixture::blocks(), is_mdx in any::<bool>()) {
        let (text, words) = mixture::text(&blocks);
        let name = if is_mdx { "mixture.mdx" } else { "mixture.md" };
        every_word_is_there(name, &format!("# Mixture\n\n{text}"), &words);
    }
}
