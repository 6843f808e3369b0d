//! One course, several locations, one run: the real binary against one platform in this process that serves all locations.

mod failures;
mod large;
mod locks;
mod settings;
mod values;

use serde_json::Value;

use crate::testkit::{Course, Outcome, Platform, Program, TOKEN};

/// Three locations, which differ in all that can differ.
const SETTINGS: &str = "\
title: Bread
targets:
  berlin:
    location: LocBerlin
    token: HOOPAI_TOKEN_BERLIN
    title: Bread in Berlin
    instructor: Mara
    variables: { support: help@berlin.example.com, school: Berlin & <b>Co</b> }
  paris:
    location: LocParis
    token: HOOPAI_TOKEN_PARIS
    visibility: draft
    variables: { support: aide@paris.example.com, school: Paris }
  rome:
    location: LocRome
    token: HOOPAI_TOKEN_ROME
    image: rome.png
    variables: { support: aiuto@rome.example.com, school: Roma }
";

const FILES: &[(&str, &str)] = &[
    ("course.yaml", SETTINGS),
    ("rome.png", "a picture of Rome"),
    ("01-start/notes.pdf", "%PDF-1.4 notes"),
    (
        "01-start/01-one.md",
        "# Welcome to {{var.school}}\n\n{{var.school}}: [mail us](mailto:{{var.support}}), `{{var.school}}`.\n\n[notes](notes.pdf)\n",
    ),
    ("01-start/02-two.md", "# Two\n\nText of two.\n"),
    ("02-next/01-three.md", "# Three\n\nText of three.\n"),
];

const LOCATIONS: [&str; 3] = ["LocBerlin", "LocParis", "LocRome"];

fn with_tokens(program: Program) -> Program {
    ["BERLIN", "PARIS", "ROME"].into_iter().fold(program, |program, name| {
        program.env(&format!("HOOPAI_TOKEN_{name}"), format!("{TOKEN}-{name}"))
    })
}

#[track_caller]
fn assert_printed(outcome: &Outcome, words: &[&str]) {
    for word in words {
        assert!(outcome.stdout.contains(word), "no `{word}` in:\n{}", outcome.stdout);
    }
}

/// A course with targets, and the platform that has all its locations.
struct World {
    platform: Platform,
    course: Course,
}

impl World {
    fn start() -> Self {
        Self::of(FILES)
    }

    fn of(files: &[(&str, &str)]) -> Self {
        Self { platform: Platform::with_readings(""), course: Course::of(files) }
    }

    /// A command about the course with the tokens of all targets, and without any other.
    fn command(&self, arguments: &[&str]) -> Program {
        let program = Program::new(arguments).course(&self.course).to(&self.platform.base_url());
        let program = program.without("HOOPAI_LOCATION_ID").without("HOOPAI_TOKEN");
        let program = program.env("COURSEDIR_RETRIES", "1").env("COURSEDIR_TIMEOUT", "5");
        with_tokens(program)
    }

    /// `import --all-targets --yes`.
    fn import(&self) -> Program {
        self.command(&["import", "--all-targets", "--yes", "--verify", "1"])
    }

    /// Everything that the platform has of the course in a location.
    #[track_caller]
    fn portal(&self, location: &str) -> Value {
        let courses = self.platform.courses();
        let of_location: Vec<_> = courses.iter().filter(|course| course.location_id == location).collect();
        assert_eq!(of_location.len(), 1, "{location}: one course, neither none nor two");
        self.platform.portal(&of_location[0].id).unwrap()
    }

    /// A lesson in a location, by its number.
    fn lesson(&self, location: &str, category: usize, lesson: usize) -> Value {
        self.portal(location)["categories"][category]["lessons"][lesson].clone()
    }

    /// The records of a run in JSON, as `target: outcome exit_code`.
    fn records(outcome: &Outcome) -> Vec<String> {
        let records = outcome.json();
        let word = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
        let records = records.as_array().unwrap().iter();
        records
            .map(|record| {
                format!("{}: {} {}", word(record, "target"), word(record, "outcome"), record["exit_code"])
            })
            .collect()
    }
}

#[test]
fn one_run_brings_a_course_to_all_locations_and_a_second_one_changes_nothing() {
    let world = World::start();
    world.import().run().check(0, &["3 locations: 3 imported"]);
    for location in LOCATIONS {
        assert_eq!(world.portal(location)["categories"].as_array().unwrap().len(), 2);
    }
    // The notes go to each location once, the picture to the one that shows it.
    assert_eq!(world.platform.media_names(), ["notes.pdf", "notes.pdf", "notes.pdf", "rome.png"]);
    let locks = world.course.contents();
    let writes = world.platform.requests().len();
    world.import().run().check(0, &["3 locations: 3 in-step"]);
    assert_eq!(world.platform.requests().len(), writes);
    assert_eq!(world.course.contents(), locks);
}

#[test]
fn a_changed_lesson_goes_to_all_and_the_report_has_a_record_for_each() {
    let world = World::start();
    world.import().run().check(0, &[]);
    world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
    let told = world.command(&["status", "--all-targets", "--exit-code"]).run().check(4, &[]);
    assert_printed(&told, &["berlin  out-of-step  ", "updates 1", "3 targets: 3 out-of-step"]);
    let outcome = world.import().args(["--format", "json"]).run().check(0, &[]);
    assert_eq!(World::records(&outcome), ["berlin: updated 0", "paris: updated 0", "rome: updated 0"]);
    for (record, location) in outcome.json().as_array().unwrap().iter().zip(LOCATIONS) {
        assert_eq!(record["location"], *location);
        assert_eq!(record["plan"]["counts"]["updates"], 1);
        let text = world.lesson(location, 0, 1)["description"].to_string();
        assert!(text.contains("New text of two"), "{location}: {text}");
    }
    world.command(&["status", "--all-targets", "--exit-code"]).run().check(0, &[]);
}

#[test]
fn some_targets_are_chosen_by_name() {
    let world = World::start();
    let import = |names: &[&str]| {
        let names = names.iter().flat_map(|name| ["--target", name]);
        world.command(&["import", "--yes", "--verify", "1"]).args(names.map(str::to_owned)).run()
    };
    import(&["rome"]).check(0, &["imported"]);
    assert_eq!(world.platform.arrived(), ["LocRome"]);
    import(&["paris", "berlin"]).check(0, &["2 locations: 2 imported"]);
    world.portal("LocBerlin");
    import(&["oslo"]).check(2, &["target not found: `oslo`", "`berlin`, `paris`, `rome`"]);
    import(&[]).check(2, &["has 3 targets, and none is named", "`--all-targets`"]);
    let told = world.command(&["diff", "--target", "rome"]).run().check(0, &[]);
    assert_printed(&told, &["target rome, location LocRome"]);
}

#[test]
fn a_location_is_named_by_a_target_or_by_a_flag_not_by_both() {
    let world = World::start();
    for command in ["import", "status", "diff", "restore"] {
        let outcome = world.command(&[command, "--all-targets", "--location", "LocBerlin"]).run();
        outcome.check(2, &["has targets: `--location` cannot be used", "--target NAME"]);
    }
    let variable = world.command(&["status", "--target", "rome"]).env("HOOPAI_LOCATION_ID", "elsewhere");
    let told = variable.run().check(0, &["ignoring `HOOPAI_LOCATION_ID`: the course has targets"]);
    assert_printed(&told, &["location LocRome"]);
    let plain = World::of(&[("01-one.md", "# One\n\nText.\n")]);
    plain.command(&["import", "--all-targets"]).run().check(2, &["no targets in the course"]);
}

#[test]
fn several_locations_can_be_named_by_flags() {
    let world = World::of(&[("course.yaml", "title: Bread\n"), ("01-one.md", "# One\n\nText.\n")]);
    let several = |arguments: &[&str]| {
        let program = world.command(arguments).env("HOOPAI_TOKEN", TOKEN);
        program.args(["--location", "LocBerlin", "--location", "LocRome"])
    };
    several(&["import", "--yes", "--verify", "1"]).run().check(0, &["2 locations: 2 imported"]);
    world.portal("LocBerlin");
    world.portal("LocRome");
    let told = several(&["status", "--exit-code"]).run().check(0, &[]);
    assert_printed(&told, &["location LocBerlin", "location LocRome"]);
    let one = world.command(&["link"]).env("HOOPAI_TOKEN", TOKEN);
    one.args(["--location", "a", "--location", "b"]).run().check(2, &["takes one location"]);
}

#[test]
fn nothing_is_sent_before_somebody_said_yes_to_all_plans() {
    let world = World::start();
    let outcome = world.command(&["import", "--all-targets", "--format", "json"]).run();
    let outcome = outcome.check(
        4,
        &[
            "plan for 3 locations",
            "Bread in Berlin: imports 3 lessons, uploads 1 file",
            "import not confirmed; stdin is not a terminal",
        ],
    );
    let expected = ["berlin: not-confirmed 4", "paris: not-confirmed 4", "rome: not-confirmed 4"];
    assert_eq!(World::records(&outcome), expected);
    assert_eq!(world.platform.requests(), Vec::<String>::new());
    assert_eq!(world.course.lock(), None);
}

#[test]
fn one_question_is_asked_for_all_locations() {
    for (keys, code, arrived) in [("y\n", 0, 3), ("n\n", 4, 0)] {
        let world = World::start();
        let base_url = world.platform.base_url();
        let flags = "--all-targets --verify 1";
        let Some(program) = Program::on_terminal_with(&world.course, &base_url, flags) else { return };
        let mut process = with_tokens(program).start_to_type();
        crate::testkit::wait_until("the question", || process.stdout().contains("Send to 3 locations?"));
        process.types(keys);
        let outcome = process.end();
        assert_eq!(outcome.code, Some(code), "{}", outcome.stdout);
        assert_eq!(world.platform.arrived().len(), arrived, "{}", outcome.stdout);
    }
}

#[test]
fn a_dry_run_shows_what_each_location_would_get() {
    let world = World::start();
    let dry = |world: &World| {
        world.command(&["import", "--all-targets", "--dry-run", "--format", "json"]).run().check(0, &[])
    };
    assert_eq!(World::records(&dry(&world)), ["berlin: planned 0", "paris: planned 0", "rome: planned 0"]);
    assert_eq!(world.platform.all_requests(), Vec::<String>::new());
    world.command(&["import", "--target", "rome", "--yes", "--verify", "1"]).run().check(0, &[]);
    world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
    let outcome = dry(&world);
    let states: Vec<_> =
        outcome.json().as_array().unwrap().iter().map(|record| record["state"].to_string()).collect();
    assert_eq!(states, ["\"not-imported\"", "\"not-imported\"", "\"out-of-step\""]);
}

#[test]
fn what_an_update_replaced_is_put_back_in_one_location() {
    let world = World::start();
    world.import().run().check(0, &[]);
    world.course.edit("01-start/02-two.md", "Text of two", "New text of two");
    let kept = tempfile::tempdir().unwrap();
    let keep_in = ["--keep-in".into(), kept.path().as_os_str().to_owned()];
    world.import().args(&keep_in).run().check(0, &["3 updated"]);
    world.command(&["restore", "--target", "paris", "--yes"]).args(&keep_in).run().check(0, &["restored 1"]);
    let text = |location| world.lesson(location, 0, 1)["description"].to_string();
    assert!(!text("LocParis").contains("New text"));
    assert!(text("LocRome").contains("New text"));
    let both = ["restore", "--target", "rome", "--target", "berlin", "--yes"];
    world.command(&both).args(&keep_in).run().check(0, &["location rome", "location berlin"]);
    assert!(!text("LocRome").contains("New text") && !text("LocBerlin").contains("New text"));
}
