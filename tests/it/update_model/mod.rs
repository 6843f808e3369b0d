//! A model of the update: random edits on both sides, faults and kills, and what must hold after each run.
//!
//! `COURSEDIR_MODEL_RUNS=2000 cargo test --test it update_model -- --nocapture` makes so many histories,
//! `COURSEDIR_MODEL_SEED=7` only the one of this seed. A failure prints the whole history.

#![allow(clippy::print_stderr, reason = "the numbers are what a long run is for")]

mod author;
mod random;
mod world;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use random::Random;
use world::{Disturbed, Fault, World};

/// How many histories there are, if the environment does not say.
const FEW: u64 = 25;

/// How many there are at once.
const AT_ONCE: usize = 4;

/// Calls that an update makes.
const CALLS: [&str; 15] = [
    "list-courses",
    "get-course",
    "update-course",
    "list-categories",
    "create-category",
    "sequence-categories",
    "get-category",
    "update-category",
    "delete-category",
    "list-lessons",
    "create-lesson",
    "sequence-lessons",
    "get-lesson",
    "update-lesson",
    "delete-lesson",
];

/// What happens to them.
const FAULTS: [&str; 12] =
    ["401", "403", "413", "422", "429", "500", "500", "503", "409", "404", "cut-before", "cut-after"];

/// The readings of what no document says, but for the usual ones.
const READINGS: [&str; 31] = [
    "put=replace",
    "put=complete",
    "customizations=replace",
    "questions=upsert",
    "option-text=statement",
    "option-text=statement-only",
    "answers=shown",
    "sequence=applied",
    "sequence=appended",
    "html=attributes",
    "html=entities",
    "html=styles",
    "html=rewritten",
    "values=unknown",
    "values=null",
    "media=detached",
    "invalid=400",
    "bad-enum=500",
    "extra-fields=ignored",
    "errors=newer",
    "positions=doubled",
    "positions-from=0",
    "delete-category=refused",
    "no-quiz=null",
    "quiz-shells=made",
    "posters=own",
    "put-loses=posterImage",
    "put-loses=commentStatus",
    "lag=2",
    "lag-lists=1",
    "lag-lists=3",
];

/// What may happen in a history.
#[derive(Debug, Clone, Copy)]
struct Kind {
    name: &'static str,
    has_colleague: bool,
    has_faults: bool,
    has_readings: bool,
}

#[test]
fn an_author_alone_gets_what_the_folder_says() {
    run(Kind { name: "alone", has_colleague: false, has_faults: false, has_readings: false });
}

#[test]
fn a_colleagues_edits_are_never_lost_in_silence() {
    run(Kind { name: "colleague", has_colleague: true, has_faults: false, has_readings: false });
}

#[test]
fn faults_and_kills_double_and_lose_nothing() {
    run(Kind { name: "faults", has_colleague: true, has_faults: true, has_readings: false });
}

#[test]
fn every_reading_of_the_platform_is_borne() {
    run(Kind { name: "readings", has_colleague: true, has_faults: true, has_readings: true });
}

fn run(kind: Kind) {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let (first, runs) = match number("COURSEDIR_MODEL_SEED") {
        Some(seed) => (seed, 1),
        None => (number("COURSEDIR_MODEL_FROM").unwrap_or(0), number("COURSEDIR_MODEL_RUNS").unwrap_or(FEW)),
    };
    let next = AtomicU64::new(first);
    let tally = Mutex::new(BTreeMap::<Option<i32>, usize>::new());
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + runs {
                        return;
                    }
                    if let Err(failure) = history(kind, seed, &tally) {
                        eprintln!("{failure}\n");
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    eprintln!("{}: {runs} histories, exit statuses {:?}", kind.name, tally.into_inner().unwrap());
    assert!(failures.is_empty(), "{} of {runs} failed; the first:\n{}", failures.len(), failures[0]);
}

fn history(kind: Kind, seed: u64, tally: &Mutex<BTreeMap<Option<i32>, usize>>) -> Result<(), String> {
    let mut random = Random::new(seed);
    let readings = if kind.has_readings { readings(&mut random) } else { String::new() };
    let told = |fault: Fault, story: &[String]| {
        format!("seed {seed} ({}, {readings}): {fault}\n  {}", kind.name, story.join("\n  "))
    };
    let mut world = World::new(&mut random, &readings).map_err(|fault| told(fault, &[]))?;
    steps(kind, &mut random, &mut world, tally).map_err(|fault| told(fault, &world.story))
}

fn steps(
    kind: Kind,
    random: &mut Random,
    world: &mut World,
    tally: &Mutex<BTreeMap<Option<i32>, usize>>,
) -> Result<(), Fault> {
    for _ in 0..2 + random.below(2) {
        for _ in 0..=random.below(4) {
            let said = world.author.act(random);
            world.story.push(format!("author {said}"));
        }
        world.author.write(&world.course);
        if kind.has_colleague {
            for _ in 0..random.below(3) {
                world.colleague(random);
            }
        }
        let disturbed = disturb(kind, random, world);
        let flags = flags(random);
        let outcome = world.import(&flags, &disturbed)?;
        *tally.lock().unwrap().entry(outcome.code).or_default() += 1;
        if outcome.code == Some(0) && disturbed == Disturbed::default() {
            world.is_in_step()?;
            if random.one_in(6) {
                world.restore()?;
            }
        }
    }
    // In the end nothing disturbs, and everything is decided.
    for _ in 0..3 {
        let outcome = world.import(&["--keep", "local"], &Disturbed::default())?;
        if outcome.code == Some(0) {
            return world.is_in_step();
        }
        let is_for_the_author = ["belong together", "did not write"];
        if is_for_the_author
            .iter()
            .any(|words| [&outcome.stderr, &outcome.stdout].iter().any(|said| said.contains(words)))
        {
            return Ok(());
        }
        world.platform.advance(3600);
        world.forget_the_time();
    }
    Err("it does not come to an end".to_owned())
}

fn flags(random: &mut Random) -> Vec<&'static str> {
    let decides =
        *random.of(&[&[][..], &[], &["--keep", "local"], &["--keep", "remote"], &["--skip-conflicts"]]);
    let removes = *random.of(&[&[][..], &[], &["--removed", "draft"], &["--removed", "delete"]]);
    [decides, removes].concat()
}

/// How a run is disturbed: by a failing call, its death, a colleague, or calls that go away.
fn disturb(kind: Kind, random: &mut Random, world: &mut World) -> Disturbed {
    let mut disturbed = Disturbed::default();
    if kind.has_faults {
        match random.below(12) {
            0 => world.take_lock_back(random),
            1 => world.link_anew(),
            _ => {}
        }
    }
    if kind.has_colleague && random.one_in(5) {
        world.colleague_meanwhile(random);
        disturbed.has_colleague = true;
    } else if kind.has_faults {
        match random.below(6) {
            0..=2 => {
                let call = random.of(&CALLS);
                let fault = random.of(&FAULTS);
                let (from, times) = (1 + random.below(3), 1 + random.below(2));
                world.inject(&format!("{call}:{fault}@{from}x{times}"));
            }
            3 => disturbed.killed_after = Some(1 + random.below(25)),
            4 => {
                let absent = *random.of(&["v3=404", "v3=401", "v3=403", "v3=page"]);
                let call = *random.of(&CALLS);
                world.goes_away(call, 1 + random.below(3), absent);
            }
            _ => {}
        }
    }
    disturbed
}

/// One or two readings that are not the usual ones.
fn readings(random: &mut Random) -> String {
    let one = random.of(&READINGS);
    let other = random.of(&READINGS);
    let name = |reading: &str| reading.split('=').next().unwrap().to_owned();
    if random.one_in(2) || name(one) == name(other) { (*one).to_owned() } else { format!("{one},{other}") }
}
