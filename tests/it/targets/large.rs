//! Many locations with limits and faults: killed in the middle, run again, and one lesson changed.
//!
//! `COURSEDIR_LOCATIONS=300 cargo test --test it targets::large:: -- --nocapture` is the large one: it prints the time beside
//! that of one location alone, the memory for each location, and the size of the lock.

#![allow(clippy::print_stderr, reason = "the numbers are what a large run is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use coursedir::internals::sandbox::Rate;

use super::*;
use crate::testkit::{contents, wait_until};

/// How many locations there are, if the environment does not say.
const FEW: usize = 12;
const LESSONS: usize = 100;
const FILES: usize = 40;
/// Uploads that may be under way: those of all locations that are worked on at once.
const AT_ONCE: usize = 32 * 4;

fn course(locations: usize) -> Course {
    let mut settings = "title: Bread\ntargets:\n".to_owned();
    for number in 0..locations {
        _ = writeln!(settings, "  t{number:03}: {{location: Loc{number:03}, token: HOOPAI_TOKEN_{number}}}");
    }
    let course = Course::of(&[("course.yaml", &settings)]);
    for lesson in 0..LESSONS {
        let paragraph = "Fold the dough three times, and let it rest until it has doubled. ".repeat(8);
        let mut text = format!("# Lesson {lesson}\n\n");
        for part in 0..4 {
            _ = writeln!(text, "## Part {part}\n\n{part} {paragraph}\n");
        }
        if lesson < FILES {
            course.write(&format!("{:02}-part/files/{lesson}.pdf", lesson / 10), pdf(lesson));
            _ = writeln!(text, "[Notes](files/{lesson}.pdf)");
        }
        course.write(&format!("{:02}-part/{lesson:03}-lesson.md", lesson / 10), text);
    }
    course
}

/// 16 kB that differ from file to file.
fn pdf(number: usize) -> Vec<u8> {
    let mut content = b"%PDF-1.4 ".to_vec();
    let mut state = number as u64 + 1;
    while content.len() < 16 * 1024 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        content.extend(state.to_le_bytes());
    }
    content
}

fn import(world: &World, locations: usize, flags: &[&str]) -> Program {
    let program = Program::new(&["import", "--yes", "--verify", "5"]).course(&world.course).args(flags);
    let program =
        program.to(&world.platform.base_url()).without("HOOPAI_LOCATION_ID").without("HOOPAI_TOKEN");
    let program = program.env("RUST_LOG", "off").env("COURSEDIR_FORMAT", "json");
    (0..locations).fold(program, |program, number| {
        program.env(&format!("HOOPAI_TOKEN_{number}"), format!("{TOKEN}-{number}"))
    })
}

/// The most memory that a process had, in bytes.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

/// Runs to the end; with how long it took, and the most memory.
fn measured(program: Program) -> (Outcome, Duration, u64) {
    let began = Instant::now();
    let mut process = program.start();
    let pid = process.child.id();
    let mut most = 0;
    while process.is_running() {
        most = most.max(peak(pid).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(20));
    }
    (process.end(), began.elapsed(), most)
}

/// How many files are in a location twice; no location has two courses.
fn doubled(world: &World) -> usize {
    let arrived = world.platform.arrived();
    let different: BTreeSet<&String> = arrived.iter().collect();
    assert_eq!(arrived.len(), different.len(), "two courses in one location");
    let mut seen = BTreeSet::new();
    let media = world.platform.media();
    media.iter().filter(|media| !seen.insert((&media.location, &media.name))).count()
}

#[test]
fn each_location_ends_right_or_is_in_the_report() {
    let locations = std::env::var("COURSEDIR_LOCATIONS").ok().and_then(|number| number.parse().ok());
    let locations = locations.unwrap_or(FEW);
    let rate = Rate { max: 100, interval: Duration::from_secs(10), daily: 200_000 };
    let world = World { platform: Platform::with_rate(rate), course: course(locations) };
    world.platform.read_as("");
    let (outcome, alone, memory_alone) = measured(import(&world, locations, &["--target", "t000"]));
    outcome.check(0, &[]);
    // A fault in a tenth of the locations: of uploads, of reads, and of the import itself.
    for number in 0..locations.div_ceil(10) {
        let at = number * 7 + 3;
        world.platform.inject(&match number % 4 {
            0 => format!("import:cut-after@{}", 2 + number / 4),
            1 => format!("upload:500@{at}"),
            2 => format!("upload:cut-before@{at}"),
            _ => format!("upload:429@{at}"),
        });
    }
    let uploads = world.platform.uploads();
    let mut process = import(&world, locations, &["--all-targets"]).start();
    wait_until("the middle", || world.platform.uploads() > uploads + locations * FILES / 2);
    process.kill();
    drop(process);
    let (outcome, all, memory) = measured(import(&world, locations, &["--all-targets"]));
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    for record in World::records(&outcome) {
        *endings.entry(record.split_once(": ").unwrap().1.to_owned()).or_default() += 1;
    }
    assert_eq!(endings.values().sum::<usize>(), locations, "{}", outcome.stderr);
    // Whose request was under way when the run was killed, or whose answer was lost, is in the report.
    let right: usize =
        endings.iter().filter(|(ending, _)| ending.ends_with(" 0")).map(|(_, number)| number).sum();
    assert!(right * 2 > locations, "{endings:?}");
    // What was under way when the run was killed is nobody's, and is sent again.
    let doubled = doubled(&world);
    assert!(doubled <= AT_ONCE, "{doubled}");
    for record in outcome.json().as_array().unwrap() {
        if record["exit_code"] == 0 {
            let location = record["location"].as_str().unwrap();
            let portal = world.portal(location);
            assert_eq!(portal["categories"].as_array().unwrap().len(), LESSONS / 10, "{location}");
        }
    }
    world.platform.clear_faults();
    let lock: BTreeMap<_, _> = contents(world.course.path())
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "lock"))
        .collect();
    let bytes: usize = lock.values().map(Vec::len).sum();
    let records: usize = lock
        .values()
        .flat_map(|text| text.split(|byte| *byte == b'\n'))
        .filter(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"version"))
        .count();
    // What nothing changed in is not written.
    let (outcome, nothing, _) = measured(import(&world, locations, &["--all-targets"]));
    for record in outcome.json().as_array().unwrap().iter().filter(|record| record["outcome"] == "in-step") {
        let name = format!("coursedir.{}.lock", record["location"].as_str().unwrap());
        if let Some(before) = lock.get(std::path::Path::new(&name)) {
            assert_eq!(world.course.read(&name).as_bytes(), before.as_slice(), "{name}");
        }
    }
    world.course.edit("03-part/031-lesson.md", "# Lesson 31", "# Lesson thirty-one");
    let (outcome, changed, _) = measured(import(&world, locations, &["--all-targets", "--confirm-media"]));
    let updated = World::records(&outcome).iter().filter(|record| record.ends_with("updated 0")).count();
    assert!(updated * 2 > locations, "{}", outcome.stderr);
    eprintln!("{locations} locations: {endings:?}, then {updated} updated");
    eprintln!("files that were under way when the run was killed, and came twice: {doubled}");
    eprintln!(
        "time: alone {alone:.1?}, all after the kill {all:.1?}, nothing {nothing:.1?}, one lesson {changed:.1?}"
    );
    let each = memory.saturating_sub(memory_alone) / locations as u64 / 1000;
    eprintln!(
        "memory: alone {} MB, all {} MB, {each} kB a location",
        memory_alone / 1_000_000,
        memory / 1_000_000
    );
    eprintln!("lock: {bytes} bytes, {records} records, {} bytes each", bytes / records);
    assert!(bytes / records <= 220, "{bytes} bytes for {records} records");
}
