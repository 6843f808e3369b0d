//! What is remembered is remembered: through a save, through git, from an older version.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;

use crate::platform::courses_v3::{Id, UnknownValue};
use crate::sync::versions::{
    Base, BaseNode, Field, LocalId, LocalPlace, MediaPlace, NodeKind, ParentThere, Print, Sent,
};

use super::*;

fn at(second: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_000_000 + second)
}

fn destination(location: &str) -> Destination {
    Destination { host: "services.leadconnectorhq.com".into(), location: location.into() }
}

fn here() -> Destination {
    destination("ve9EPM428h8vShlRW1KT")
}

/// A lesson that was sent with this text.
pub(super) fn lesson(id: &str, text: &str) -> BaseNode {
    let same = |text: &str| Sent::same(Print::of(text));
    BaseNode {
        kind: NodeKind::Lesson,
        id: LocalId::new(id),
        path: None,
        remote: None,
        place: LocalPlace { parent: Some(LocalId::new("01")), position: Some(1024) },
        parent_there: None,
        position_there: None,
        stays_removed: false,
        fields: BTreeMap::from([
            (Field::Title, same(id)),
            (Field::Visibility, same("published")),
            (Field::Text, same(text)),
            (Field::Type, same("video")),
            (Field::Picture, same("")),
            (Field::Video, same("")),
            (Field::Materials, same("")),
        ]),
        media: MediaPlace::Beside,
    }
}

fn file(hash: &str, path: &str) -> UploadedFile {
    let url = format!("https://files.example.com/{hash}");
    UploadedFile { hash: hash.into(), bytes: 3, path: path.into(), url, id: None }
}

fn import(state: State, body: &str) -> Import {
    let (title, at) = ("A \"course\"".into(), "2026-11-23T10:00:00Z".into());
    Import { state, title, at, body: body.into(), course_id: Some("42".into()), url: None }
}

fn sorted(mut base: Base) -> Vec<BaseNode> {
    base.nodes.sort_by(|one, other| (one.kind, &one.id).cmp(&(other.kind, &other.id)));
    base.nodes
}

fn text(lock: &mut Lock) -> String {
    lock.texts().remove(FILE_NAME).unwrap()
}

fn parse(text: &str) -> Lock {
    Lock::parse(text.as_bytes().to_owned(), Path::new("course"))
        .unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn a_lock_reads_well() {
    let mut lock = Lock::empty(Path::new("course"));
    lock.begin_run(&here(), at(0));
    lock.begin(&here(), import(State::Imported, "b0"));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/a.md", "a"), lesson("01/b c.md", "b")] });
    lock.set_text(&here(), &LocalId::new("01/a.md"), "<p>One.</p>\n<p>Two.</p>");
    lock.add_file(&here(), file(&"0f".repeat(32), "01/loaf.png"));
    let target = lock.target_mut(&here());
    target.course = Id::new("0b1f6c5e-8f0e-4c8f-9d4b-0d6a3f0c2e11");
    target.title = "Bread".into();
    target.learned.media_plays = Some(true);
    target.learned.kept_when_left_out.extend(UnknownValue::written("contentType", "null"));
    insta::assert_snapshot!(text(&mut lock));
}

#[test]
fn what_did_not_change_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let mut lock = Lock::read(folder.path()).unwrap();
    lock.begin_run(&here(), at(0));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/a.md", "a"), lesson("01/b.md", "b")] });
    lock.save().unwrap();
    let before = std::fs::read_to_string(&path).unwrap();
    // Whatever git makes of its line ends.
    std::fs::write(&path, before.replace('\n', "\r\n")).unwrap();
    let mut lock = Lock::read(folder.path()).unwrap();
    lock.begin_run(&here(), at(100));
    lock.set_base(&here(), &lock.base(&here()));
    lock.save().unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before.replace('\n', "\r\n"));

    let mut base = lock.base(&here());
    base.nodes[1] = lesson("01/b.md", "c");
    lock.set_base(&here(), &base);
    lock.save().unwrap();
    let after = std::fs::read_to_string(&path).unwrap();
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains(" 2."), "the run says which is later: {changed:?}");
}

#[test]
fn each_further_target_has_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let mut lock = Lock::read(folder.path()).unwrap();
    for (location, at) in
        [("one", 0), ("two", 1), ("TWO", 2), ("../three", 3)].map(|(name, second)| (name, at(second)))
    {
        let to = destination(location);
        lock.begin_run(&to, at);
        lock.target_mut(&to).title = location.to_uppercase();
        lock.set_base(&to, &Base { nodes: vec![lesson("01/a.md", "a")] });
        lock.set_text(&to, &LocalId::new("01/a.md"), "<p>One.</p>");
        lock.save().unwrap();
    }
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!((names[1].to_str(), names[2].to_str()), (Some(FILE_NAME), Some("coursedir.two.lock")));
    assert!(read(FILE_NAME).contains("location=one") && !read(FILE_NAME).contains("location=two"));
    assert!(read("coursedir.two.lock").contains("location=TWO"), "some disks take both names for one");
    assert_eq!(read(FILE_NAME).matches("\ntext ").count(), 1, "what is equal for all");
    let again = Lock::read(folder.path()).unwrap();
    let titles: Vec<_> = ["one", "two", "TWO", "../three"]
        .map(|name| again.target(&destination(name)).unwrap().title.clone())
        .into();
    assert_eq!(titles, ["ONE", "TWO", "TWO", "../THREE"]);
    assert_eq!(again.destinations().count(), 4);
    assert_eq!(again.text(&destination("two"), &LocalId::new("01/a.md")).unwrap().blocks.each().count(), 1);
}

#[test]
fn a_removed_thing_leaves_a_mark_until_the_run_after_the_next() {
    let mut lock = Lock::empty(Path::new("course"));
    let base = |names: &[&str]| Base { nodes: names.iter().map(|name| lesson(name, name)).collect() };
    let gone = |text: &str| text.matches(" gone\n").count();
    for (run, names, expected) in [
        (1, &["a", "b", "c"][..], 0),
        (2, &["a", "b"], 1),
        // Nothing else changes: nothing is written.
        (3, &["a", "b"], 1),
        (4, &["a"], 2),
        (5, &[], 2),
        (6, &["x"], 1),
        (7, &["x", "y"], 0),
    ] {
        lock.begin_run(&here(), at(run));
        lock.set_base(&here(), &base(names));
        let text = text(&mut lock);
        assert_eq!(gone(&text), expected, "run {run}:\n{text}");
        lock = parse(&text);
    }
}

#[test]
fn an_import_that_is_taken_back_leaves_nothing() {
    let mut lock = Lock::empty(Path::new("course"));
    lock.begin_run(&here(), at(0));
    lock.begin(&here(), import(State::Imported, "b0"));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/a.md", "a")] });
    let before = text(&mut lock);
    lock = parse(&before);
    lock.begin_run(&here(), at(1));
    lock.begin(&here(), import(State::Sending, "b0"));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/b.md", "b")] });
    assert!(text(&mut lock).contains("sending"));
    lock.take_back();
    assert_eq!(lock.imports(&here()).count(), 1);
    let after = text(&mut lock);
    assert_eq!(after.lines().filter(|line| line.starts_with("import")).count(), 1, "{after}");
    assert_eq!(sorted(parse(&after).base(&here())), [lesson("01/a.md", "a")]);
}

#[test]
fn two_imports_in_one_second_are_two() {
    let mut lock = Lock::empty(Path::new("course"));
    for state in [State::Imported, State::Unknown] {
        lock.begin_run(&here(), at(0));
        lock.begin(&here(), import(state, "b0"));
    }
    let again = parse(&text(&mut lock));
    let states: Vec<_> = again.imports(&here()).map(|import| import.state).collect();
    assert_eq!(states, [State::Imported, State::Unknown]);
}

#[test]
fn of_two_records_of_one_key_the_later_run_counts_and_then_the_time() {
    let target = |number, stamp: &str| {
        format!("lesson {} 01/a.md {stamp} at={number} text=Ek4MueKUGgU unknown=title", tag())
    };
    for (one, other, expected) in [("1.a", "2.0", 2), ("2.0", "1.a", 1), ("1.a", "1.b", 2), ("1.b", "1.a", 1)]
    {
        let text = format!("version 2\nversion 2\n\n{}\n\n{}\n", target(1, one), target(2, other));
        let base = parse(&text).base(&here());
        assert_eq!(base.nodes[0].place.position, Some(expected), "{text}");
    }
    let text = format!("version 2\n{}\nlesson {} 01/a.md 9.0 gone\n", target(1, "8.0"), tag());
    assert!(parse(&text).base(&here()).nodes.is_empty());
}

fn tag() -> String {
    super::destination::Tag::of(&here()).to_string()
}

#[test]
fn records_whose_target_is_lost_are_kept_and_found_again() {
    let text = format!("version 2\n\nfile {} 00ff 3.a bytes=1 path=a.png url=https://x.example/a\n", tag());
    let mut lock = parse(&text);
    assert_eq!(lock.destinations().count(), 0);
    assert!(lock.file(&here(), "00ff").is_some());
    assert!(self::text(&mut lock).ends_with(&text["version 2\n".len()..]));
}

#[test]
fn texts_that_nobody_has_any_more_are_kept_for_a_while() {
    let mut lock = Lock::empty(Path::new("course"));
    let day = 24 * 60 * 60;
    let id = LocalId::new("01/a.md");
    for (html, run, expected) in
        [("<p>1</p>", 0, 1), ("<p>2</p>", 1, 2), ("<p>3</p>", 2, 3), ("<p>2</p>", 3, 3), ("<p>4</p>", 95, 2)]
    {
        lock.begin_run(&here(), at(run * day));
        lock.set_base(&here(), &Base { nodes: vec![lesson("01/a.md", html)] });
        lock.set_text(&here(), &id, html);
        let text = text(&mut lock);
        let line = text.lines().find(|line| line.starts_with("text ")).unwrap();
        assert_eq!(line.matches(':').count(), expected, "{line}");
        lock = parse(&text);
    }
}

#[test]
fn a_lesson_with_another_name_keeps_its_blocks() {
    let mut lock = Lock::empty(Path::new("course"));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/a.md", "with addresses")] });
    lock.set_text(&here(), &LocalId::new("01/a.md"), "<p>One.</p>");
    let mut lock = parse(&text(&mut lock));
    lock.set_base(&here(), &Base { nodes: vec![lesson("01/b.md", "with addresses")] });
    let lock = parse(&text(&mut lock));
    assert!(lock.text(&here(), &LocalId::new("01/b.md")).is_some());
    assert!(lock.text(&here(), &LocalId::new("01/a.md")).is_none());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9./ =-]{0,12}",
        any::<String>(),
        Just("01-start/02-mix.md".to_owned()),
        Just("<<<<<<< HEAD".to_owned()),
    ]
}

fn any_id() -> impl Strategy<Value = Id> {
    "[a-f0-9-]{0,20}[0-9]".prop_map(|text| Id::new(&text).unwrap())
}

fn any_print() -> impl Strategy<Value = Print> {
    prop_oneof![
        any::<u8>().prop_map(|number| Print::of(&number.to_string())),
        prop::sample::select(vec!["", "published", "draft", "video", "quiz"]).prop_map(Print::of),
    ]
}

prop_compose! {
    fn any_node()(
        kind in prop::sample::select(vec![NodeKind::Course, NodeKind::Category, NodeKind::Lesson]),
        id in any_text(),
        path in prop::option::of(any_text()),
        remote in prop::option::of(any_id()),
        parent in prop::option::of(any_text()),
        position in prop::option::of(any::<u32>()),
        parent_there in prop::option::of(prop::option::of(any_id())),
        position_there in prop::option::of(any::<u32>()),
        stays_removed in any::<bool>(),
        in_text in any::<bool>(),
        fields in prop::collection::btree_map(
            prop::sample::select(vec![
                Field::Title, Field::Visibility, Field::Text, Field::Type, Field::Picture, Field::Video,
                Field::Materials, Field::Instructor,
            ]),
            (any_print(), prop::option::of(any_print())),
            0..8,
        ),
    ) -> BaseNode {
        BaseNode {
            kind,
            id: LocalId::new(&id),
            path,
            remote,
            place: LocalPlace { parent: parent.as_deref().map(LocalId::new), position },
            parent_there: parent_there.map(|id| id.map_or(ParentThere::Course, ParentThere::Category)),
            position_there,
            stays_removed,
            fields: fields.into_iter().map(|(field, (sent, seen))| (field, Sent { sent, seen })).collect(),
            media: if in_text { MediaPlace::InText } else { MediaPlace::Beside },
        }
    }
}

prop_compose! {
    fn any_target()(
        course in prop::option::of(any_id()),
        title in any_text(),
        portal in prop::option::of(any_text()),
        imported_at in prop::option::of(any_text()),
        url in prop::option::of(any_text()),
        media_plays in any::<Option<bool>>(),
        rewrites_html in any::<Option<bool>>(),
        kept in prop::collection::vec(any_text(), 0..3),
        words in prop::collection::btree_map(any_text(), any_text(), 0..3),
        pending in prop::collection::btree_map(any_text(), any::<u32>(), 0..3),
    ) -> Target {
        let unknown = |value: &String| UnknownValue::written("contentType", value);
        let mut pending: Vec<Pending> = pending
            .into_iter()
            .map(|(id, second)| (LocalId::new(&id), second))
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .map(|(id, second)| Pending { kind: NodeKind::Lesson, id, at: at(second.into()) })
            .collect();
        pending.sort_by(|one, other| one.id.cmp(&other.id));
        Target {
            course, title, portal, imported_at, url,
            learned: Learned {
                kept_when_left_out: kept.iter().filter_map(unknown).collect(),
                lost_when_left_out: kept.iter().take(1).filter_map(unknown).collect(),
                media_plays, rewrites_html, words,
            },
            pending,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        location in any_text(),
        target in any_target(),
        nodes in prop::collection::vec(any_node(), 0..6),
        import in (any_text(), any_text(), any_text(), prop::option::of(any_text())),
        files in prop::collection::vec((any_text(), any::<u64>(), any_text(), any_text()), 0..4),
        html in any_text(),
    ) {
        let to = destination(&location);
        let mut lock = Lock::empty(Path::new("course"));
        lock.begin_run(&to, at(1));
        let (title, at, body, course_id) = import;
        let import = Import { state: State::Unknown, title, at, body, course_id, url: None };
        lock.begin(&to, import.clone());
        *lock.target_mut(&to) = target.clone();
        for (hash, bytes, path, url) in files {
            lock.add_file(&to, UploadedFile { hash, bytes, path, url, id: None });
        }
        let unique: BTreeMap<_, _> = nodes.into_iter().map(|node| ((node.kind, node.id.clone()), node)).collect();
        let base = Base { nodes: unique.into_values().collect() };
        lock.set_base(&to, &base);
        for node in base.nodes.iter().filter(|node| node.kind == NodeKind::Lesson) {
            lock.set_text(&to, &node.id, &html);
        }
        let written = text(&mut lock);
        let mut again = parse(&written);
        let pending = |target: &Target| {
            let mut pending = target.pending.clone();
            pending.sort_by(|one, other| one.id.cmp(&other.id));
            Target { pending, ..target.clone() }
        };
        prop_assert_eq!(again.target(&to).map(pending), Some(target));
        prop_assert_eq!(sorted(again.base(&to)), sorted(base.clone()));
        prop_assert_eq!(again.imports(&to).collect::<Vec<_>>(), [&import]);
        for node in base.nodes.iter().filter(|node| node.kind == NodeKind::Lesson) {
            prop_assert_eq!(again.text(&to, &node.id), lock.text(&to, &node.id));
        }
        prop_assert_eq!(text(&mut again), written);
    }

    #[test]
    fn any_text_is_taken_or_refused(lines in prop::collection::vec(any_line(), 0..12)) {
        crate::properties::lockfile(lines.join("\n").as_bytes());
    }
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("version 2".to_owned()),
        prop::sample::select(vec![
            "<<<<<<< HEAD",
            "=======",
            "|||||||",
            ">>>>>>> main",
            "",
            "# comment",
            "version = 1",
            "[[import]]",
        ])
        .prop_map(str::to_owned),
        (
            prop::sample::select(vec![
                "lesson", "category", "file", "part", "learned", "target", "text", "import"
            ]),
            any_text()
        )
            .prop_map(|(kind, text)| format!("{kind} {} {text}", tag())),
        (any_text(), 0_u32..3, 0_u32..3).prop_map(|(id, run, second)| {
            let mut line = format!("lesson {}", tag());
            super::words::push(&mut line, &id);
            format!("{line} {run}.{second} at={run}")
        }),
        any_text(),
    ]
}

/// The records and bytes of a folder's lock files.
fn measure(folder: &Path) -> (usize, usize, Vec<String>) {
    let texts = disk::files(folder).into_iter().map(|name| {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        text.lines().map(|line| format!("{name}: {line}")).collect::<Vec<_>>()
    });
    let lines: Vec<String> = texts.flatten().collect();
    let records = lines.iter().filter(|line| !line.ends_with(": ") && !line.contains(": #")).count();
    let bytes = |name: String| std::fs::metadata(folder.join(name)).unwrap().len();
    let bytes: u64 = disk::files(folder).into_iter().map(bytes).sum();
    (records, usize::try_from(bytes).unwrap(), lines)
}

#[test]
fn a_lock_stays_small_and_one_text_is_one_line_a_target() {
    const LESSONS: usize = 1000;
    let folder = tempfile::tempdir().unwrap();
    let mut lock = Lock::empty(folder.path());
    let node = |at: usize, text: &str, to: &Destination| {
        let mut node = lesson(&format!("module-{:02}/lesson-{:03}.md", at / 25, at), text);
        node.remote = Id::new(&format!("0b1f6c5e-8f0e-4c8f-9d4b-{:06}{at:06}", to.location.len()));
        node.place.parent = Some(LocalId::new(&format!("module-{:02}", at / 25)));
        node.place.position = Some(u32::try_from(at % 25 + 1).unwrap() * 1024);
        node
    };
    let html = |text: &str| (0..20).fold(String::new(), |html, block| format!("{html}<p>{text} {block}</p>"));
    let targets: Vec<Destination> =
        (0..30).map(|at| destination(&format!("ve9EPM428h8vShlRW1{at:02}"))).collect();
    let import = |lock: &mut Lock, to: &Destination| {
        lock.begin_run(to, at(0));
        lock.begin(to, self::import(State::Imported, "b0"));
        // A text with a file in it is another in each location.
        let text = |at: usize| {
            if at.is_multiple_of(5) { format!("{at} {}", to.location) } else { html(&at.to_string()) }
        };
        lock.set_base(to, &Base { nodes: (0..LESSONS).map(|at| node(at, &text(at), to)).collect() });
        for at in 0..LESSONS {
            lock.set_text(to, &node(at, "", to).id, &html(&at.to_string()));
            if at.is_multiple_of(5) {
                let hash = blake3::hash(&at.to_le_bytes()).to_hex().to_string();
                let url =
                    format!("https://storage.example.com/msgsndr/{}/media/{}.png", to.location, &hash[..24]);
                let path = format!("module-{:02}/picture-{at}.png", at / 25);
                lock.add_file(
                    to,
                    UploadedFile { id: Some(hash[..24].to_owned()), hash, bytes: 71_234, path, url },
                );
            }
        }
    };
    for (number, to) in targets.iter().enumerate() {
        import(&mut lock, to);
        if number == 0 {
            lock.save().unwrap();
            let (records, bytes, _) = measure(folder.path());
            assert!(bytes <= 150 * records, "{bytes} bytes, {records} records");
        }
    }
    lock.save().unwrap();
    let (records, bytes, before) = measure(folder.path());
    assert!(bytes <= 150 * records, "{bytes} bytes, {records} records");

    let mut lock = Lock::read(folder.path()).unwrap();
    for to in &targets {
        lock.begin_run(to, at(100));
        let mut base = lock.base(to);
        let id = node(7, "", to).id;
        let changed = base.nodes.iter_mut().find(|node| node.id == id).unwrap();
        changed.fields.insert(Field::Text, Sent::same(Print::of_html(&html("new"))));
        lock.set_base(to, &base);
        lock.set_text(to, &id, &html("new"));
    }
    lock.save().unwrap();
    let (_, _, after) = measure(folder.path());
    let before: std::collections::BTreeSet<_> = before.into_iter().collect();
    let changed = after.iter().filter(|line| !before.contains(*line)).count();
    assert_eq!(changed, 31);
}

/// Nothing grows faster than the file; whoever makes something quadratic waits here for hours.
#[test]
fn many_records_are_read() {
    let mut text = "version 2\n".to_owned() + &"<<<<<<< a\n".repeat(20_000);
    for at in 0..50_000 {
        writeln!(text, "lesson {} {at}.md 1.a text=Ek4MueKUGgU", tag()).unwrap();
    }
    let mut lock = parse(&text);
    assert_eq!(lock.base(&here()).nodes.len(), 50_000);
    lock.begin_run(&here(), at(1));
    assert_eq!(self::text(&mut lock).matches("\nlesson ").count(), 50_000);
}
