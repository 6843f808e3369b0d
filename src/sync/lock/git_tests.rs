//! What git makes of two branches is read right, whatever git leaves: real `git` in a temporary folder.
//!
//! `COURSEDIR_MERGES=60` makes so many merges of each kind and prints how many of them git left in conflict.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, UNIX_EPOCH};

use crate::fs::WriteDir;
use crate::platform::courses_v3::Id;
use crate::sync::versions::{Base, BaseNode, Field, LocalId, LocalPlace, NodeKind, Print, Sent};

use super::disk::Found;
use super::record::{Entry, Record};
use super::stamp::Stamp;
use super::*;

/// What two people do on two branches.
const STORIES: [(&str, Story); 9] = [
    ("each updates other lessons", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(|lock, it, side| {
            let lessons = [(); 3].map(|()| it.random(10) * 3 + side);
            it.update(lock, "one", &lessons);
        });
    }),
    ("each updates three of thirty lessons", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(|lock, it, _| {
            let lessons = [(); 3].map(|()| it.random(30));
            it.update(lock, "one", &lessons);
        });
    }),
    ("each updates a lesson beside the other's", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(|lock, it, side| it.update(lock, "one", &[10 + side]));
    }),
    ("each adds a lesson", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(|lock, it, side| {
            let name = format!("{:02}-new-{side}.md", it.random(30));
            it.add(lock, "one", &name);
        });
    }),
    ("one removes what the other updates", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(
            |lock, it, side| {
                if side == 0 { it.remove(lock, "one", 7) } else { it.update(lock, "one", &[6, 7, 8]) }
            },
        );
    }),
    ("each adds a target", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(|lock, it, side| it.import(lock, ["two", "three"][side], 30));
    }),
    ("each updates a target of its own", |it| {
        it.first(|lock, it| {
            it.import(lock, "one", 30);
            it.import(lock, "two", 30);
        });
        it.each(|lock, it, side| {
            let lessons = [it.random(15) * 2 + side, it.random(15) * 2 + side];
            it.update(lock, ["one", "two"][side], &lessons);
        });
    }),
    ("one adds a target, one updates", |it| {
        it.first(|lock, it| it.import(lock, "one", 30));
        it.each(
            |lock, it, side| {
                if side == 0 { it.import(lock, "two", 30) } else { it.update(lock, "one", &[3, 4]) }
            },
        );
    }),
    ("each makes the first target", |it| {
        it.first(|_, _| ());
        it.each(|lock, it, side| it.import(lock, ["one", "two"][side], 30));
    }),
];

type Story = fn(&mut World);

/// How the second branch gets to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Merge,
    Diff3,
    Zdiff3,
    Union,
    Rebase,
    CherryPick,
    StashPop,
}

const WAYS: [Way; 7] =
    [Way::Merge, Way::Diff3, Way::Zdiff3, Way::Union, Way::Rebase, Way::CherryPick, Way::StashPop];

/// A repository with a lock, and what each branch knows.
struct World {
    folder: tempfile::TempDir,
    way: Way,
    seed: u64,
    clock: u64,
    states: Vec<Records>,
}

/// All records of all files of a commit.
type Records = BTreeMap<String, (Stamp, Option<String>)>;

impl World {
    fn new(way: Way, seed: u64) -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap(), way, seed, clock: 0, states: Vec::new() };
        world.git(&["init", "--quiet", "--initial-branch=main"]);
        if way == Way::Union {
            fs::write(world.path().join(".gitattributes"), "*.lock merge=union\n").unwrap();
        }
        fs::write(world.path().join("course.yaml"), "title: Bread\n").unwrap();
        world
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        let style = match self.way {
            Way::Diff3 => "merge.conflictStyle=diff3",
            Way::Zdiff3 => "merge.conflictStyle=zdiff3",
            _ => "merge.conflictStyle=merge",
        };
        let mut git = Command::new("git");
        git.current_dir(self.path()).args(["-c", style, "-c", "core.editor=true"]).args(arguments);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for name in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@example.com");
        }
        git.output().expect("git is on this machine")
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "x"]);
    }

    /// What both branches begin with.
    fn first(&mut self, act: impl FnOnce(&mut Lock, &mut Self)) {
        self.act(act);
        self.commit();
        self.states.push(self.state());
    }

    /// What each branch does. The second ends on its own branch, the first on `main`.
    fn each(&mut self, act: impl Fn(&mut Lock, &mut Self, usize)) {
        self.git(&["branch", "other"]);
        self.act(|lock, it| act(lock, it, 0));
        self.commit();
        self.states.push(self.state());
        self.git(&["switch", "--quiet", "other"]);
        self.act(|lock, it| act(lock, it, 1));
        self.states.push(self.state());
    }

    fn act(&mut self, act: impl FnOnce(&mut Lock, &mut Self)) {
        let mut lock = Lock::read(self.path()).unwrap();
        act(&mut lock, self);
        lock.save().unwrap();
    }

    /// Brings both together as git does, and commits whatever it leaves. Gives whether it left a conflict.
    fn join(&self) -> bool {
        if self.way == Way::StashPop {
            self.git(&["add", "--all"]);
            self.git(&["stash", "--quiet"]);
            self.git(&["switch", "--quiet", "main"]);
            let is_clean = self.try_git(&["stash", "pop", "--quiet"]).status.success();
            self.commit();
            return !is_clean;
        }
        self.commit();
        let (branch, command): (_, &[&str]) = match self.way {
            Way::Rebase => ("other", &["rebase", "--quiet", "main"]),
            Way::CherryPick => ("main", &["cherry-pick", "other"]),
            _ => ("main", &["merge", "--quiet", "--no-edit", "other"]),
        };
        self.git(&["switch", "--quiet", branch]);
        let is_clean = self.try_git(command).status.success();
        if !is_clean {
            self.git(&["add", "--all"]);
            match self.way {
                Way::Rebase => self.git(&["rebase", "--continue"]),
                _ => self.commit(),
            }
        }
        !is_clean
    }

    fn state(&self) -> Records {
        let found = Found::read(&WriteDir::open(self.path()).unwrap()).unwrap();
        let mut all = Records::new();
        for (_, entries) in found.entries.into_values() {
            for Entry { tag: _, key, stamp, record } in entries.into_values() {
                all.insert(key, (stamp, record.as_ref().map(Record::content)));
            }
        }
        // A mark of disuse says nothing that could be lost.
        let texts = found.texts.into_iter();
        all.extend(texts.map(|((id, key), text)| {
            (format!("text {id} {key}"), (Stamp::default(), Some(text.blocks.to_string())))
        }));
        all
    }

    fn random(&mut self, below: usize) -> usize {
        // Any sequence that has no order to speak of.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap() % below
    }

    fn begin(&mut self, lock: &mut Lock, location: &str) -> Destination {
        let to = Destination { host: "services.leadconnectorhq.com".into(), location: location.into() };
        // The clock of another machine may be behind.
        self.clock += 100;
        let behind = u64::try_from(self.random(150)).unwrap();
        lock.begin_run(
            &to,
            UNIX_EPOCH + Duration::from_secs(1_795_000_000 + self.clock - behind.min(self.clock)),
        );
        to
    }

    fn import(&mut self, lock: &mut Lock, location: &str, lessons: usize) {
        let to = self.begin(lock, location);
        let (title, at) = ("Bread".to_owned(), format!("2026-11-28T10:00:{:02}Z", self.clock % 60));
        let body = format!("{location}{}", self.clock);
        lock.begin(&to, Import { state: State::Imported, title, at, body, course_id: None, url: None });
        let names = (0..lessons).map(|at| format!("{at:02}-lesson.md"));
        let base = Base { nodes: names.zip(1..).map(|(name, at)| lesson(&name, at * 1024, "1")).collect() };
        lock.set_base(&to, &base);
        for node in &base.nodes {
            lock.set_text(&to, &node.id, &format!("<p>{}</p>", node.id));
        }
        let (hash, url) = ("0f".repeat(32), "https://files.example.com/1".into());
        lock.add_file(&to, UploadedFile { hash, bytes: 3, path: "loaf.png".into(), url, id: None });
        lock.target_mut(&to).title = "Bread".into();
    }

    fn update(&mut self, lock: &mut Lock, location: &str, lessons: &[usize]) {
        let to = self.begin(lock, location);
        let mut base = lock.base(&to);
        base.nodes.sort_by(|one, other| one.id.cmp(&other.id));
        for at in lessons {
            let (node, text) = (&mut base.nodes[*at], format!("{} {}", self.clock, self.seed));
            node.fields.insert(Field::Text, Sent::same(Print::of(&text)));
            node.remote = Id::new(&format!("0b1f6c5e-8f0e-4c8f-9d4b-{:012}", self.clock));
        }
        lock.set_base(&to, &base);
        for at in lessons {
            let html = format!("<p>{} {}</p>", base.nodes[*at].id, self.clock);
            lock.set_text(&to, &base.nodes[*at].id, &html);
        }
    }

    fn add(&mut self, lock: &mut Lock, location: &str, name: &str) {
        let to = self.begin(lock, location);
        let mut base = lock.base(&to);
        base.nodes.push(lesson(name, 77, "1"));
        lock.set_base(&to, &base);
    }

    fn remove(&mut self, lock: &mut Lock, location: &str, at: usize) {
        let to = self.begin(lock, location);
        let mut base = lock.base(&to);
        base.nodes.sort_by(|one, other| one.id.cmp(&other.id));
        base.nodes.remove(at);
        lock.set_base(&to, &base);
    }
}

fn lesson(id: &str, position: u32, text: &str) -> BaseNode {
    let mut node = super::node_words::usual(NodeKind::Lesson, LocalId::new(id));
    node.place = LocalPlace { position: Some(position), ..node.place };
    for (field, value) in [(Field::Title, id), (Field::Text, text)] {
        node.fields.insert(field, Sent::same(Print::of(&format!("{id} {value}"))));
    }
    node
}

/// What must be there in the end: what either branch changed, and of what both changed the later one.
fn merged([base, one, other]: [&Records; 3]) -> Records {
    let mut all = one.clone();
    for (key, theirs) in other {
        let ours = one.get(key);
        let is_theirs = match (ours, base.get(key)) {
            (None, _) => true,
            (Some(ours), before) if Some(ours) == before => true,
            (Some(_), before) if Some(theirs) == before => false,
            // Of equal ones that which says more.
            (Some(ours), _) => {
                let weight =
                    |it: &(Stamp, Option<String>)| (it.0, it.1.as_ref().map(String::len), it.1.clone());
                weight(theirs) > weight(ours)
            }
        };
        if is_theirs {
            all.insert(key.clone(), theirs.clone());
        }
    }
    all
}

#[track_caller]
fn assert_same(found: &Records, expected: &Records, context: &str) {
    let keys = found.keys().chain(expected.keys());
    let other = keys.filter(|key| found.get(*key) != expected.get(*key));
    let other: Vec<_> = other.map(|key| (key, found.get(key), expected.get(key))).collect();
    assert!(other.is_empty(), "{context}: {other:#?}");
}

fn check(story: Story, way: Way, seed: u64) -> bool {
    let mut world = World::new(way, seed);
    story(&mut world);
    let expected = merged([&world.states[0], &world.states[1], &world.states[2]]);
    let left_conflict = world.join();
    let context = format!("{way:?}, seed {seed}: {}", world.path().display());
    assert_same(&world.state(), &expected, &context);

    // The next command merges the files as well.
    let mut lock = Lock::read(world.path()).unwrap();
    assert!(lock.unmerged().is_empty() || left_conflict, "{context}");
    let _ = world.begin(&mut lock, "one");
    lock.save().unwrap();
    assert_same(&world.state(), &expected, &context);
    assert!(Lock::read(world.path()).unwrap().unmerged().is_empty(), "{context}");
    left_conflict
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what somebody asked for")]
fn whatever_git_leaves_is_read_right() {
    let merges: Option<u64> = std::env::var("COURSEDIR_MERGES").ok().and_then(|number| number.parse().ok());
    let Some(merges) = merges else {
        // Each story as most people merge, and in one other way.
        for (at, (_, story)) in STORIES.into_iter().enumerate() {
            check(story, Way::Merge, 0);
            check(story, WAYS[1 + at % (WAYS.len() - 1)], 1);
        }
        return;
    };
    let mut head = format!("{:45}", "");
    for way in WAYS {
        write!(head, "{:>11}", format!("{way:?}")).unwrap();
    }
    println!("{head}");
    for (name, story) in STORIES {
        let conflicts: Vec<usize> = std::thread::scope(|scope| {
            let count = move |way| (0..merges).filter(|seed| check(story, way, *seed)).count();
            let threads = WAYS.map(|way| scope.spawn(move || count(way)));
            threads.into_iter().map(|thread| thread.join().expect("every merge is read right")).collect()
        });
        let mut row = format!("{name:45}");
        for conflicts in conflicts {
            write!(row, "{conflicts:11}").unwrap();
        }
        println!("{row}");
    }
}
