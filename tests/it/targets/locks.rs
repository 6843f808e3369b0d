//! The files of the lock: one for each location, few lines for a change, and no conflict between two people's runs.

use std::fmt::Write as _;
use std::process::Command;

use super::*;
use crate::testkit::contents;

const TARGETS: usize = 30;

fn many() -> World {
    let mut settings = "title: Bread\ntargets:\n".to_owned();
    for number in 0..TARGETS {
        _ = writeln!(settings, "  t{number}: {{location: Loc{number}, token: HOOPAI_TOKEN_T{number}}}");
    }
    let mut files = FILES.to_vec();
    files[0] = ("course.yaml", &settings);
    files[3] = ("01-start/01-one.md", "# One\n\nText of one.\n\n[notes](notes.pdf)\n");
    World::of(&files)
}

fn with_all_tokens(program: Program) -> Program {
    (0..TARGETS).fold(program, |program, number| {
        program.env(&format!("HOOPAI_TOKEN_T{number}"), format!("{TOKEN}-{number}"))
    })
}

/// All lines of the lock's files, each with the name of its file.
fn lines(world: &World) -> Vec<String> {
    let is_lock = |path: &std::path::Path| path.extension().is_some_and(|extension| extension == "lock");
    let files = contents(world.course.path()).into_iter().filter(|(path, _)| is_lock(path));
    let lines = files.flat_map(|(path, text)| {
        let text = String::from_utf8(text).unwrap();
        text.lines().map(|line| format!("{} {line}", path.display())).collect::<Vec<_>>()
    });
    lines.collect()
}

#[test]
fn a_changed_text_changes_at_most_forty_lines_for_thirty_targets() {
    let world = many();
    with_all_tokens(world.import()).run().check(0, &["30 locations: 30 imported"]);
    let before = lines(&world);
    let records = before.iter().filter(|line| line.contains(" lesson ") || line.contains(" category "));
    assert_eq!(records.count(), TARGETS * 5);
    let longest =
        before.iter().filter(|line| !line.contains(" # ")).map(|line| line.split_once(' ').unwrap().1.len());
    assert!(longest.max().unwrap() < 300);
    world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
    with_all_tokens(world.import()).run().check(0, &["30 updated"]);
    let after = lines(&world);
    let changed = after.iter().filter(|line| !before.contains(line)).count();
    assert!((TARGETS..=40).contains(&changed), "{changed}");
}

#[test]
fn two_people_who_ran_different_targets_merge_without_a_conflict() {
    let world = World::start();
    let path = world.course.path();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(path).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
        let output = git.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let import = |target: &str| {
        let program = world.command(&["import", "--yes", "--verify", "1", "--target", target]);
        program.run().check(0, &[]);
    };
    let commit = || {
        git(&["add", "-A"]);
        git(&["commit", "-qm", "run"]);
    };
    git(&["init", "-q", "-b", "main"]);
    import("berlin");
    commit();
    git(&["checkout", "-qb", "other"]);
    import("paris");
    commit();
    git(&["checkout", "-q", "main"]);
    import("rome");
    commit();
    git(&["merge", "-q", "--no-edit", "other"]);
    let told = world.command(&["status", "--all-targets", "--exit-code"]).run().check(0, &[]);
    assert_printed(&told, &["3 targets: 3 in-step"]);
}
