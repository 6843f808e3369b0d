//! A folder, a platform and the lock between them, and what must hold after each run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use coursedir::internals::sandbox::Change;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::author::{Author, Expected};
use super::random::Random;
use crate::testkit::{Course, Outcome, Platform, coursedir};

/// Calls that change something.
const WRITES: [&str; 11] = [
    "create-course",
    "update-course",
    "delete-course",
    "create-category",
    "sequence-categories",
    "update-category",
    "delete-category",
    "create-lesson",
    "sequence-lessons",
    "update-lesson",
    "delete-lesson",
];

/// How a run of the program is disturbed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Disturbed {
    /// Killed after so many requests.
    pub(super) killed_after: Option<usize>,
    /// A colleague is at work while the program is.
    pub(super) has_colleague: bool,
}

pub(super) struct World {
    pub(super) platform: Platform,
    pub(super) course: Course,
    pub(super) author: Author,
    pub(super) id: String,
    home: TempDir,
    readings: String,
    /// What happened so far, for who reads of a failure.
    pub(super) story: Vec<String>,
    /// What a colleague wrote and nobody overruled: the object, the field, the value.
    edits: Vec<(String, &'static str, Value)>,
    /// What a colleague made.
    foreign: BTreeSet<String>,
    counter: usize,
    /// Earlier texts of the lock.
    locks: Vec<String>,
    /// The lock was taken back or lost: a lesson that got another title since is a new one.
    is_lock_old: bool,
    /// Objects that a colleague may change in the middle of a run.
    touched: BTreeSet<String>,
    /// The platform's order of a list stays.
    is_order_settled: bool,
    /// What was decided for the platform: it stays as it is, and is not listed again.
    settled: BTreeSet<(String, &'static str)>,
    /// Lessons without a file that somebody decided to keep there.
    released: BTreeSet<String>,
    /// The platform before the last import, where that replaced something and nobody else was at work.
    before_last: Option<Course3>,
}

/// An object of the platform.
#[derive(Debug, Clone, PartialEq)]
struct There {
    kind: &'static str,
    parent: Option<String>,
    /// Its number among its siblings.
    at: usize,
    all: Value,
}

type Course3 = BTreeMap<String, There>;

/// A difference from what must hold.
pub(super) type Fault = String;

impl World {
    /// A course that was imported.
    pub(super) fn new(random: &mut Random, readings: &str) -> Result<Self, Fault> {
        let platform = Platform::with_readings(readings);
        let author = Author::new(random);
        let course = Course::empty();
        author.write(&course);
        let home = tempfile::tempdir().unwrap();
        let mut world = Self {
            platform,
            course,
            author,
            id: String::new(),
            home,
            readings: readings.to_owned(),
            story: Vec::new(),
            edits: Vec::new(),
            foreign: BTreeSet::new(),
            counter: 0,
            locks: Vec::new(),
            is_lock_old: false,
            touched: BTreeSet::new(),
            is_order_settled: false,
            settled: BTreeSet::new(),
            released: BTreeSet::new(),
            before_last: None,
        };
        let outcome = world.command(&["import", "--yes", "--verify", "3"]);
        if outcome.code != Some(0) {
            return Err(format!("the first import ended with {outcome:?}"));
        }
        world.id.clone_from(&world.platform.courses()[0].id);
        world.platform.advance(3600);
        Ok(world)
    }

    fn command(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(&mut self.prepared(arguments))
    }

    fn prepared(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = coursedir(arguments);
        command
            .arg(self.course.path())
            .env("HOME", self.home.path())
            .env("HOOPAI_BASE_URL", self.platform.base_url())
            .env("HOOPAI_LOCATION_ID", "sandbox")
            .env("HOOPAI_TOKEN", crate::testkit::TOKEN)
            .env("COURSEDIR_KEEP_IN", self.kept());
        command
    }

    fn kept(&self) -> PathBuf {
        self.home.path().join("kept")
    }

    fn writes(&self) -> BTreeMap<&'static str, usize> {
        WRITES.iter().map(|call| (*call, self.platform.calls(call))).collect()
    }

    /// All objects of the course.
    fn there(&self) -> Course3 {
        let mut all = Course3::new();
        if let Some(portal) = self.platform.portal(&self.id) {
            collect("course", None, 0, &portal, &mut all);
        }
        all
    }

    /// A colleague changes something on the platform; says what.
    pub(super) fn colleague(&mut self, random: &mut Random) {
        let there = self.there();
        self.counter += 1;
        let number = self.counter;
        let pick = |kind: &str, random: &mut Random| {
            let all: Vec<&String> =
                there.iter().filter(|(_, object)| object.kind == kind).map(|(id, _)| id).collect();
            (!all.is_empty()).then(|| (*random.of(&all)).clone())
        };
        if random.one_in(15) {
            self.edit(&self.id.clone(), "title", json!(format!("Colleague {number}")));
            return;
        }
        let kind = if random.one_in(4) { "category" } else { "lesson" };
        let Some(id) = pick(kind, random) else { return };
        match random.below(9) {
            0..=2 => self.edit(&id, "title", json!(format!("Colleague {number}"))),
            3 | 4 if kind == "lesson" => {
                self.edit(&id, "description", json!(format!("<p>colleague{number}</p>")));
            }
            5 => {
                let value = if there[&id].all["visibility"] == "draft" { "published" } else { "draft" };
                self.edit(&id, "visibility", json!(value));
            }
            6 => {
                let (above, fields) = if kind == "lesson" {
                    let category = there[&id].parent.clone().unwrap();
                    (
                        category,
                        json!({ "title": format!("Colleague's {number}"), "description": "<p>new</p>" }),
                    )
                } else {
                    (self.id.clone(), json!({ "title": format!("Colleague's {number}") }))
                };
                let new = self.platform.add(&above, &fields);
                self.story.push(format!("colleague adds {kind} {new}"));
                self.foreign.insert(new);
            }
            7 => {
                self.platform.remove(&id);
                self.story.push(format!("colleague removes {kind} {id} {}", there[&id].all["title"]));
                let left = self.there();
                self.edits.retain(|(id, ..)| left.contains_key(id));
            }
            _ if kind == "lesson" => {
                let category = pick("category", random).unwrap();
                self.edit(&id, "categoryId", json!(category));
            }
            _ => {
                let position = random.below(5);
                self.platform.edit(&id, &json!({ "sequenceNo": position }));
                self.story.push(format!("colleague sorts {id} to {position}"));
            }
        }
    }

    fn edit(&mut self, id: &str, field: &'static str, value: Value) {
        let old = self.there()[id].all["title"].clone();
        self.platform.edit(id, &json!({ field: value }));
        self.story.push(format!("colleague sets {field} of {id} ({old}) to {value}"));
        self.edits.retain(|(other, of, _)| other != id || *of != field);
        self.edits.push((id.to_owned(), field, value));
    }

    /// A colleague changes, adds or removes something while the program is at work.
    pub(super) fn colleague_meanwhile(&mut self, random: &mut Random) {
        let there = self.there();
        let lessons: Vec<&String> =
            there.iter().filter(|(_, object)| object.kind == "lesson").map(|(id, _)| id).collect();
        if lessons.is_empty() {
            return;
        }
        self.counter += 1;
        let id = (*random.of(&lessons)).clone();
        let call = random.of(&["get-course", "list-lessons", "get-category", "get-lesson", "delete-lesson"]);
        let title = json!({ "title": format!("Colleague {}", self.counter) });
        let title = title.as_object().unwrap().clone();
        let change = match random.below(6) {
            0 => Change::Remove(id.clone()),
            1 => Change::Add(there[&id].parent.clone().unwrap(), title),
            _ => Change::Edit(id.clone(), title),
        };
        let number = u32::try_from(1 + random.below(3)).unwrap();
        self.edits.retain(|(other, ..)| *other != id);
        self.touched.insert(id);
        self.story.push(format!("before {call} {number}: {change:?}"));
        self.platform.before(call, number, change);
    }

    /// The newer calls go away before this one.
    pub(super) fn goes_away(&mut self, call: &str, number: usize, absent: &str) {
        let readings = [self.readings.as_str(), absent].join(",").parse().unwrap();
        self.story.push(format!("before {call} {number}: {absent}"));
        self.platform.before(call, u32::try_from(number).unwrap(), Change::Read(readings));
    }

    pub(super) fn inject(&mut self, fault: &str) {
        self.story.push(format!("fault {fault}"));
        self.platform.inject(fault);
    }

    /// The lock of an earlier run comes back.
    pub(super) fn take_lock_back(&mut self, random: &mut Random) {
        if !self.locks.is_empty() {
            let at = random.below(self.locks.len());
            self.course.write("coursedir.lock", &self.locks[at]);
            self.story.push(format!("lock {at} of {}", self.locks.len()));
            self.is_lock_old = true;
        }
    }

    /// What is waited for becomes an old story: the program's clock is not the platform's.
    pub(super) fn forget_the_time(&self) {
        let lock = self.course.lock().unwrap();
        let lines = lock.lines().map(|line| match line.split_once(" at=") {
            Some((pending, _)) if line.starts_with("pending ") => format!("{pending} at=1000000000\n"),
            _ => format!("{line}\n"),
        });
        self.course.write("coursedir.lock", lines.collect::<String>());
    }

    /// The lock is lost, and the folder bound anew.
    pub(super) fn link_anew(&mut self) {
        self.course.remove("coursedir.lock");
        self.platform.advance(3600);
        let linked = self.command(&["link", "--course", &self.id]);
        self.story.push(format!(
            "link → {:?}\n    {}",
            linked.code,
            linked.stderr.trim().replace('\n', "\n    ")
        ));
        self.is_lock_old = true;
    }

    /// Runs an import, and looks at everything that must hold after it.
    pub(super) fn import(&mut self, flags: &[&str], disturbed: &Disturbed) -> Result<Outcome, Fault> {
        let arguments =
            [&["import", "--yes", "--format", "json", "--verify", "0", "--confirm-media"], flags].concat();
        self.agree();
        let before = self.there();
        let runs = names(&self.kept());
        let outcome = match disturbed.killed_after {
            None => self.command(&arguments),
            Some(requests) => self.killed(&arguments, requests),
        };
        self.platform.clear_faults();
        self.platform.clear_changes();
        self.platform.read_as(&self.readings);
        self.locks.extend(self.course.lock());
        let new_runs: Vec<String> = names(&self.kept()).difference(&runs).cloned().collect();
        self.story.push(format!(
            "import {} → {}\n    {}",
            flags.join(" "),
            outcome.code.map_or_else(|| "killed".to_owned(), |code| code.to_string()),
            [outcome.stderr.as_str(), if outcome.code == Some(0) { "" } else { outcome.stdout.as_str() }]
                .concat()
                .trim()
                .replace('\n', "\n    ")
        ));
        if outcome.stderr.contains("panicked") || !matches!(outcome.code, Some(0 | 3 | 4) | None) {
            return Err(format!("it ended with {:?}", outcome.code));
        }
        let after = self.there();
        if flags.windows(2).any(|pair| pair == ["--keep", "remote"]) {
            let decided = Decided::of(&outcome);
            self.settle(&decided);
            // A lesson without a file that stays there by this decision is the platform's alone from now on. A killed run
            // tells nobody.
            self.is_lock_old |= outcome.code.is_none();
            self.released.extend(decided.removed_here());
            self.is_order_settled |= outcome.stderr.contains("order changed on both sides");
        }
        self.hand_edits(&before, &after, flags, &outcome)?;
        self.before_last = None;
        if !disturbed.has_colleague {
            self.pre_images(&before, &after, &new_runs)?;
            self.before_last = (!new_runs.is_empty()).then_some(before);
        }
        Ok(outcome)
    }

    /// Puts back what the last import replaced: what is still there is as it was, byte for byte.
    pub(super) fn restore(&mut self) -> Result<(), Fault> {
        let Some(before) = self.before_last.take() else { return Ok(()) };
        let replaced = self.there();
        self.platform.advance(3600);
        let outcome = self.command(&["restore", "--yes"]);
        self.story.push(format!("restore → {:?}", outcome.code));
        let after = self.there();
        let is_all_there = before.keys().all(|id| after.contains_key(id));
        if outcome.code != Some(0) && is_all_there {
            return Err(format!("restore ended with {outcome:?}"));
        }
        for (id, old) in &before {
            let Some(new) = after.get(id) else { continue };
            let is_parent_gone = old.parent.as_ref().is_some_and(|parent| !after.contains_key(parent));
            let other = ["title", "description", "visibility", "posterImage", "categoryId", "parentCategory"]
                .into_iter()
                .find(|field| old.all[*field] != new.all[*field]);
            if let Some(field) = other.filter(|field| !is_parent_gone && !self.is_rewritten(field)) {
                let was = &replaced[id].all[field];
                return Err(format!(
                    "{field} of {id} is not restored: {} → {was} → {}\n{outcome:?}",
                    old.all[field], new.all[field]
                ));
            }
        }
        Ok(())
    }

    /// Whether the platform has a field in another way than it was sent.
    fn is_rewritten(&self, field: &str) -> bool {
        match field {
            "description" => self.readings.contains("html="),
            "posterImage" => {
                ["posters=own", "put-loses=posterImage"].iter().any(|lost| self.readings.contains(lost))
            }
            _ => false,
        }
    }

    fn killed(&self, arguments: &[&str], requests: usize) -> Outcome {
        let start = self.platform.requests().len();
        let said = ["stdout", "stderr"].map(|name| self.home.path().join(name));
        let mut child = self
            .prepared(arguments)
            .stdout(File::create(&said[0]).unwrap())
            .stderr(File::create(&said[1]).unwrap())
            .spawn()
            .unwrap();
        loop {
            let ended = child.try_wait().unwrap();
            if ended.is_none() && self.platform.requests().len() < start + requests {
                std::thread::yield_now();
                continue;
            }
            let _ = child.kill();
            let code = child.wait().unwrap().code();
            let [stdout, stderr] = said.map(|path| std::fs::read_to_string(path).unwrap());
            return Outcome { code, stdout, stderr };
        }
    }

    /// No value that a colleague wrote is lost, unless a conflict was shown and decided.
    fn hand_edits(
        &mut self,
        before: &Course3,
        after: &Course3,
        flags: &[&str],
        outcome: &Outcome,
    ) -> Result<(), Fault> {
        let decided = Decided::of(outcome);
        let keeps = |side: &str| flags.windows(2).any(|pair| pair == ["--keep", side]);
        if keeps("remote") {
            // The platform's values are what both sides had last: the author's next change is no conflict.
            self.edits.clear();
        }
        let has = |course: &Course3, (id, field, value): &(String, &'static str, Value)| {
            course.get(id).is_some_and(|object| object.all[*field] == *value)
        };
        // Words are told apart; a colleague may set the others to what they were.
        let is_unlike = |(id, field, _): &(String, &'static str, Value)| {
            after.contains_key(id) || ["title", "description"].contains(field)
        };
        let lost: Vec<_> = self
            .edits
            .iter()
            .filter(|edit| has(before, edit) && !has(after, edit) && is_unlike(edit))
            .cloned()
            .collect();
        self.edits.retain(|edit| has(after, edit));
        match lost.iter().find(|(id, field, _)| !(keeps("local") && decided.has(id, field))) {
            Some(lost) => Err(format!("a hand edit is lost: {lost:?}")),
            None => Ok(()),
        }
    }

    /// Whatever was replaced is kept, byte for byte.
    fn pre_images(&self, before: &Course3, after: &Course3, runs: &[String]) -> Result<(), Fault> {
        for (id, old) in before {
            let is_replaced = match after.get(id) {
                None => true,
                Some(new) => {
                    ["title", "description", "visibility", "posterImage", "categoryId", "parentCategory"]
                        .iter()
                        .any(|field| old.all[*field] != new.all[*field])
                }
            };
            if !is_replaced || self.touched.contains(id) {
                continue;
            }
            if after.get(id).is_none() && self.foreign.contains(id) && self.readings.contains("lag") {
                // It was made in a category that is removed, and no list showed it yet.
                continue;
            }
            let name = format!("{}-{id}.json", old.kind);
            let kept = runs.iter().find_map(|run| std::fs::read(self.kept().join(run).join(&name)).ok());
            let Some(kept) = kept else {
                return Err(format!(
                    "no copy of {id}: {} → {:?}",
                    old.all,
                    after.get(id).map(|new| &new.all)
                ));
            };
            let kept: Value = serde_json::from_slice(&kept).unwrap();
            for field in ["title", "description", "visibility", "posterImage"] {
                let is_rewritten = field == "description" && self.is_rewritten(field);
                if kept[field] != old.all[field] && !is_rewritten && !kept[field].is_null() {
                    return Err(format!("the copy of {id} has another {field}: {kept} for {}", old.all));
                }
            }
        }
        Ok(())
    }

    /// After a run that ended with 0: the platform says what the folder says, except for what is listed; another run writes
    /// nothing.
    pub(super) fn is_in_step(&mut self) -> Result<(), Fault> {
        self.platform.advance(3600);
        let status = self.command(&["status", "--format", "json"]);
        if status.code != Some(0) {
            return Err(format!("status ended with {status:?}"));
        }
        let status = &status.json()[0];
        self.compare(&status["plan"]).map_err(|fault| format!("{fault}\nstatus: {:#}", status["plan"]))?;
        let writes = self.writes();
        let again = self.command(&["import", "--yes", "--verify", "0"]);
        if self.writes() != writes {
            return Err(format!("a second run writes:\n{}", again.stderr));
        }
        if again.code != Some(0) {
            return Err(format!("a second run ends with {:?}:\n{}", again.code, again.stderr));
        }
        Ok(())
    }

    /// The ids of the platform that the lock has for those of the folder.
    fn bound(&self) -> BTreeMap<(String, String), String> {
        let lock = self.course.lock().unwrap_or_default();
        let lines = lock.lines().map(|line| line.split(' ').collect::<Vec<_>>());
        let bound = lines.filter(|words| words.len() > 3 && ["category", "lesson"].contains(&words[0]));
        bound
            .filter_map(|words| {
                let remote = words.iter().find_map(|word| word.strip_prefix("id="))?;
                Some(((words[0].to_owned(), words[2].to_owned()), remote.to_owned()))
            })
            .collect()
    }

    fn compare(&self, plan: &Value) -> Result<(), Fault> {
        let there = self.there();
        let bound = self.bound();
        let listed = Listed::of(plan);
        if plan["operations"].as_array().is_none_or(|all| !all.is_empty()) {
            return Err("something is still to be sent".to_owned());
        }
        let expected = self.author.expected();
        let mut counterparts = BTreeMap::new();
        for node in &expected {
            let key = (node.kind.to_owned(), node.id.clone());
            let object = bound.get(&key).and_then(|id| Some((id, there.get(id)?)));
            match object {
                None if listed.has(&node.id, None) => {}
                None => return Err(format!("not there and not listed: {node:?}")),
                Some((id, object)) => {
                    if counterparts.insert(id.clone(), node).is_some() {
                        return Err(format!("{id} stands for two"));
                    }
                    self.same(node, id, object, &bound, &listed)?;
                }
            }
        }
        for (id, object) in &there {
            if object.kind != "course" && !counterparts.contains_key(id) && !listed.has(id, None) {
                return Err(format!("there without a file and not listed: {id} {}", object.all));
            }
        }
        let course = &there[&self.id];
        let is_settled = self.settled.contains(&(self.id.clone(), "title"));
        if course.all["title"] != json!(self.author.title)
            && !is_settled
            && !listed.has(&self.id, Some("title"))
        {
            return Err(format!("the course's title differs: {}", course.all["title"]));
        }
        self.pictures(&counterparts, &there, &listed)?;
        if !self.is_lock_old {
            self.doubles(&there, &listed)?;
        }
        if self.is_order_settled {
            return Ok(());
        }
        order(&expected, &there, &bound, &listed)
    }

    /// What both sides changed to the same value is no hand edit any more.
    fn agree(&mut self) {
        let bound = self.bound();
        for node in self.author.expected() {
            let id = bound.get(&(node.kind.to_owned(), node.id.clone()));
            self.edits.retain(|(other, field, value)| {
                id != Some(other) || *field != "visibility" || *value != json!(node.visibility)
            });
        }
    }

    /// Fields of the platform that the author decided to keep are no difference from now on.
    fn settle(&mut self, decided: &Decided) {
        let (there, bound) = (self.there(), self.bound());
        let course = there.get(&self.id).map(|course| &course.all["title"]);
        if course.is_some_and(|title| *title != json!(self.author.title)) {
            self.settled.insert((self.id.clone(), "title"));
        }
        for node in self.author.expected() {
            let Some(id) = bound.get(&(node.kind.to_owned(), node.id.clone())) else { continue };
            let Some(object) = there.get(id) else { continue };
            let fields = fields(&node, object, &bound);
            // Whether a picture is the same one cannot be told from its address.
            let other = fields
                .into_iter()
                .filter(|(field, is_same)| !is_same || *field == "picture" && decided.has(id, "picture"));
            self.settled.extend(other.map(|(field, _)| (id.clone(), field)));
        }
    }

    fn same(
        &self,
        node: &Expected,
        id: &str,
        object: &There,
        bound: &BTreeMap<(String, String), String>,
        listed: &Listed,
    ) -> Result<(), Fault> {
        for (field, is_same) in fields(node, object, bound) {
            let is_settled = self.settled.contains(&(id.to_owned(), field))
                || field == "picture" && self.is_rewritten("posterImage");
            if !is_same && !is_settled && !listed.has(id, Some(field)) {
                return Err(format!("{field} differs and is not listed: {node:?} is {}", object.all));
            }
        }
        Ok(())
    }

    /// An address is that of one picture.
    fn pictures(
        &self,
        counterparts: &BTreeMap<String, &Expected>,
        there: &Course3,
        listed: &Listed,
    ) -> Result<(), Fault> {
        let mut shown: BTreeMap<&str, (usize, &String)> = BTreeMap::new();
        for (id, node) in counterparts {
            let is_settled = self.settled.contains(&(id.clone(), "picture"));
            if let (Some(number), Some(address)) = (node.picture, there.get(id).and_then(picture))
                && !is_settled
                && !listed.has(id, Some("picture"))
            {
                let (other, of) = *shown.entry(address).or_insert((number, id));
                if other != number {
                    return Err(format!("picture {number} of {id} is {other} of {of}"));
                }
            }
        }
        Ok(())
    }

    /// No lesson of the folder is there twice, but for one that lost its file.
    fn doubles(&self, there: &Course3, listed: &Listed) -> Result<(), Fault> {
        let mut first: BTreeMap<String, &String> = BTreeMap::new();
        for (id, object) in there.iter().filter(|(_, object)| object.kind == "lesson") {
            let text = words(object.all["description"].as_str().unwrap_or_default());
            let Some(own) = text.split(' ').next().filter(|word| word.starts_with("unique")) else {
                continue;
            };
            if let Some(other) = first.insert(own.to_owned(), id)
                && ![id, other].into_iter().any(|id| listed.kept.contains(id) || self.released.contains(id))
                // What a killed run wrote is the platform's, where the author took it back.
                && ![id, other].into_iter().any(|id| listed.has(id, Some("text")))
            {
                return Err(format!("{own} is there twice: {id} and {other}"));
            }
        }
        Ok(())
    }
}

/// Which fields of a node are as the folder has them.
fn fields(
    node: &Expected,
    object: &There,
    bound: &BTreeMap<(String, String), String>,
) -> [(&'static str, bool); 5] {
    let all = &object.all;
    let parent = node.parent.as_ref().map(|id| bound.get(&("category".to_owned(), id.clone())).cloned());
    let text = words(all["description"].as_str().unwrap_or_default());
    [
        ("title", all["title"] == json!(node.title)),
        ("visibility", all["visibility"] == json!(node.visibility)),
        ("text", node.kind != "lesson" || text == node.text),
        ("category", object.parent == parent.flatten()),
        ("picture", node.kind != "lesson" || node.picture.is_some() == picture(object).is_some()),
    ]
}

/// The address of an object's picture.
fn picture(object: &There) -> Option<&str> {
    object.all["posterImage"].as_str().filter(|address| !address.is_empty())
}

/// The conflicts that a run says were decided, each with what it is about, the id there, and the field where it is one.
struct Decided(Option<BTreeSet<[Option<String>; 3]>>);

impl Decided {
    fn of(outcome: &Outcome) -> Self {
        if outcome.code.is_none() {
            // It was killed, and said nothing for programs.
            return Self(None);
        }
        let report = outcome.json();
        let all = report[0]["plan"]["decided"].as_array().cloned().unwrap_or_default();
        let words =
            |one: &Value| ["what", "remote", "field"].map(|name| one[name].as_str().map(str::to_owned));
        Self(Some(all.iter().map(words).collect()))
    }

    fn has(&self, id: &str, field: &str) -> bool {
        let field = match field {
            "description" => "text",
            "categoryId" | "parentCategory" => "category",
            field => field,
        };
        let is_it = |[_, remote, of]: &[Option<String>; 3]| {
            remote.as_deref() == Some(id) && of.as_deref().is_none_or(|of| of == field)
        };
        self.0.as_ref().is_none_or(|all| all.iter().any(is_it))
    }

    /// The ids of what has no file any more.
    fn removed_here(self) -> impl Iterator<Item = String> {
        let all = self.0.into_iter().flatten();
        all.filter(|[what, ..]| what.as_deref() == Some("removed-here")).filter_map(|[_, remote, _]| remote)
    }
}

/// What `status` lists: ids of both sides, and of which field.
#[derive(Debug, Default)]
struct Listed {
    fields: BTreeSet<(String, Option<String>)>,
    kept: BTreeSet<String>,
}

impl Listed {
    fn of(plan: &Value) -> Self {
        let mut listed = Self::default();
        for list in ["conflicts", "needs_you", "differs", "kept"] {
            for said in plan[list].as_array().into_iter().flatten() {
                let field = said["field"].as_str().map(str::to_owned);
                for id in [&said["id"], &said["remote"]].into_iter().filter_map(Value::as_str) {
                    listed.fields.insert((id.to_owned(), field.clone()));
                    listed.fields.insert((id.to_owned(), None));
                    if list == "kept" {
                        listed.kept.insert(id.to_owned());
                    }
                }
            }
        }
        listed
    }

    fn has(&self, id: &str, field: Option<&str>) -> bool {
        self.fields.contains(&(id.to_owned(), field.map(str::to_owned)))
    }
}

/// Siblings are in the folder's order.
fn order(
    expected: &[Expected],
    there: &Course3,
    bound: &BTreeMap<(String, String), String>,
    listed: &Listed,
) -> Result<(), Fault> {
    let mut last: BTreeMap<(&str, &Option<String>), (usize, &Expected)> = BTreeMap::new();
    for node in expected {
        let Some(id) = bound.get(&(node.kind.to_owned(), node.id.clone())) else { continue };
        let Some(object) = there.get(id) else { continue };
        if listed.has(id, Some("category")) {
            continue;
        }
        let key = (node.kind, &node.parent);
        let parent = object.parent.as_deref();
        let is_listed = parent.map_or_else(
            || listed.fields.iter().any(|(_, field)| field.as_deref() == Some("order")),
            |parent| listed.has(parent, Some("order")),
        );
        if let Some((at, other)) = last.insert(key, (object.at, node))
            && at > object.at
            && !is_listed
        {
            return Err(format!("{} comes after {} and is not listed", other.id, node.id));
        }
    }
    Ok(())
}

fn collect(kind: &'static str, parent: Option<&str>, at: usize, object: &Value, all: &mut Course3) {
    let id = object["id"].as_str().unwrap();
    let below = |name: &str| object[name].as_array().cloned().unwrap_or_default();
    let inside = (kind == "category").then_some(id);
    for (kind, name) in [("category", "categories"), ("lesson", "lessons")] {
        for (at, child) in below(name).iter().enumerate() {
            collect(kind, inside, at, child, all);
        }
    }
    let mut own = object.clone();
    for name in ["categories", "lessons"] {
        own.as_object_mut().unwrap().remove(name);
    }
    all.insert(id.to_owned(), There { kind, parent: parent.map(str::to_owned), at, all: own });
}

/// The words of a text, without its tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            letter if !is_in_tag => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
