//! From the model and from replies to nodes, and what a base remembers of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;

use crate::model::{
    Address, Body, Category, CategoryHead, Change, Course, CoursePath, Lesson, LessonKind, LessonLink,
    Material, OrderFrom, Origins, Portal, Replacement, Subcategory, Title, TitleFrom, Video, Visibility,
    VisibilityFrom,
};
use crate::platform::courses_v3::{self, Id};

use super::*;

fn path(name: &str) -> CoursePath {
    CoursePath::root().join(name).unwrap()
}

fn title(text: &str) -> Title {
    Title::new(text).unwrap()
}

fn origins() -> Origins {
    Origins {
        title: TitleFrom::Heading,
        order: OrderFrom::Name,
        visibility: VisibilityFrom::Default,
        kind: None,
        video: None,
    }
}

fn head(id: &str) -> CategoryHead {
    CategoryHead {
        id: id.to_owned(),
        path: path(id),
        title: title(id),
        visibility: Visibility::Published,
        thumbnail: None,
        origins: origins(),
    }
}

fn lesson(id: &str) -> Lesson {
    let image = Change { range: 10..10, instead: Replacement::AddressOf(path("a.png")) };
    Lesson {
        id: id.to_owned(),
        path: path(&format!("start/{id}.md")),
        title: title(id),
        visibility: Visibility::Draft,
        kind: LessonKind::Video,
        body: Body::changed("<img src=\"\">".to_owned(), vec![image]),
        quiz: None,
        assignment: None,
        video: Some(Video::File(Address::Local(path("v.mp4")))),
        materials: vec![Material {
            title: title("A & B"),
            kind: "pdf",
            address: Address::Remote("https://x.example/s.pdf?a=1&b=2".into()),
        }],
        thumbnail: Some(Address::Local(path("a.png"))),
        origins: origins(),
    }
}

fn course() -> Course {
    let deep = Subcategory { head: head("deep"), lessons: vec![lesson("fold")] };
    let start = Category { head: head("start"), lessons: vec![lesson("knead")], subcategories: vec![deep] };
    Course {
        title: title("Bread"),
        title_from: TitleFrom::Settings,
        description: "About it".into(),
        language: None,
        image: None,
        instructor: None,
        categories: vec![start],
        files: BTreeMap::new(),
    }
}

type Texts = BTreeMap<CoursePath, String>;

fn hashes() -> Texts {
    BTreeMap::from([(path("a.png"), "aa".to_owned()), (path("v.mp4"), "bb".to_owned())])
}

fn known() -> Texts {
    let address = |name: &str| format!("https://cdn.example/{name}");
    BTreeMap::from([(path("a.png"), address("a.png")), (path("v.mp4"), address("v.mp4"))])
}

/// The addresses of files, and none of lessons.
fn addresses<'a>(known: &'a Texts, hashes: &'a Texts) -> Addresses<'a> {
    Addresses { known, hashes, lessons: LessonAddresses::none(), apart: Apart::none() }
}

fn local(course: &Course, known: &Texts, hashes: &Texts) -> Local {
    Local::of(course, addresses(known, hashes))
}

/// The fields in which the lesson `knead` is another one.
fn changed(one: &Local, other: &Local) -> Vec<Field> {
    let fields =
        |local: &Local| local.nodes.iter().find(|node| node.id.as_str() == "knead").unwrap().fields.clone();
    let (one, other) = (fields(one), fields(other));
    one.into_iter().filter(|(field, print)| other[field] != *print).map(|(field, _)| field).collect()
}

#[test]
fn a_course_becomes_nodes_in_the_order_of_its_outline() {
    let local = local(&course(), &known(), &hashes());
    let nodes: Vec<_> = local
        .nodes
        .iter()
        .map(|node| (node.kind.word(), node.id.as_str(), node.parent.as_ref().map(LocalId::as_str)))
        .collect();
    let expected = [
        ("course", "", None),
        ("category", "start", None),
        ("lesson", "knead", Some("start")),
        ("category", "deep", Some("start")),
        ("lesson", "fold", Some("deep")),
    ];
    assert_eq!(nodes, expected);
    assert_eq!(local.nodes[2].path, "start/knead.md");
}

#[test]
fn each_change_is_a_change_of_its_field() {
    type Case = (fn(&mut Lesson), &'static [Field]);
    let before = local(&course(), &known(), &hashes());
    let cases: &[Case] = &[
        (|lesson| lesson.title = title("Fold"), &[Field::Title]),
        (|lesson| lesson.visibility = Visibility::Published, &[Field::Visibility]),
        (|lesson| lesson.kind = LessonKind::Quiz, &[Field::Type]),
        (|lesson| lesson.body.append("<p>b</p>".to_owned()), &[Field::Text]),
        (|lesson| lesson.thumbnail = None, &[Field::Picture]),
        (|lesson| lesson.video = None, &[Field::Video]),
        (|lesson| lesson.materials.clear(), &[Field::Materials]),
        (
            |lesson| lesson.video = Some(Video::Embed("https://player.vimeo.com/video/1".into())),
            &[Field::Text, Field::Video],
        ),
        (|lesson| lesson.origins.order = OrderFrom::Contents, &[]),
    ];
    for (change, expected) in cases {
        let mut course = course();
        change(&mut course.categories[0].lessons[0]);
        let after = local(&course, &known(), &hashes());
        assert_eq!(changed(&before, &after), *expected);
    }
}

#[test]
fn a_file_counts_by_its_content_until_it_has_an_address() {
    let (none, hashes) = (Texts::new(), hashes());
    let waiting = local(&course(), &none, &hashes);
    let mut other = hashes.clone();
    other.insert(path("a.png"), "ab".to_owned());
    assert_eq!(changed(&waiting, &local(&course(), &none, &other)), [Field::Text, Field::Picture]);
    assert_eq!(changed(&waiting, &local(&course(), &known(), &hashes)), [Field::Text, Field::Picture]);
    other = hashes.clone();
    other.insert(path("v.mp4"), "bc".to_owned());
    assert_eq!(changed(&waiting, &local(&course(), &none, &other)), [Field::Video]);
}

#[test]
fn media_in_a_text_are_a_player_and_a_list_of_links() {
    let (known, hashes) = (known(), hashes());
    let addresses = addresses(&known, &hashes);
    let html = lesson_html(&lesson("knead"), MediaPlace::InText, addresses);
    let expected = "<video controls preload=\"metadata\" src=\"https://cdn.example/v.mp4\"></video>\n\
        <img src=\"https://cdn.example/a.png\"><ul>\n\
        <li><a href=\"https://x.example/s.pdf?a=1&amp;b=2\">A &amp; B</a></li>\n</ul>\n";
    assert_eq!(html, expected);
    let beside = lesson_html(&lesson("knead"), MediaPlace::Beside, addresses);
    assert_eq!(beside, "<img src=\"https://cdn.example/a.png\">");
    let local = local(&course(), &known, &hashes);
    let node = local.nodes.iter().find(|node| node.id.as_str() == "knead").unwrap();
    assert_eq!(node.print(Field::Text, MediaPlace::InText), Some(Print::of_html(&html)));
    assert_eq!(node.print(Field::Text, MediaPlace::Beside), Some(Print::of_html(&beside)));
}

/// A body with a link to the lesson `fold`.
fn linked_body() -> Body {
    let link = Arc::new(LessonLink { lesson: "fold".into(), fragment: "#a&b".into() });
    let changes = vec![
        Change { range: 0..11, instead: Replacement::LinkStart { link: Arc::clone(&link), address: 9 } },
        Change { range: 15..19, instead: Replacement::LinkEnd(link) },
    ];
    Body::changed("<a href=\"\">fold</a>".to_owned(), changes)
}

/// What an update remembers after it met `knead` in `start`, and `fold` in `deep` if that is known.
fn met(knows_fold: bool) -> Base {
    let (here, there) = (local(&course(), &known(), &hashes()), remote());
    let mut base = Base::default();
    let mut pairs = vec![(0, 0), (1, 2), (2, 4), (3, 1)];
    pairs.extend(knows_fold.then_some((4, 5)));
    for (local, remote) in pairs {
        let mut remote = there.nodes[remote].clone();
        remote.parent = here.nodes[local].parent.as_ref().and_then(|parent| {
            base.nodes
                .iter()
                .find(|node| node.id == *parent && node.kind == NodeKind::Category)?
                .remote
                .clone()
        });
        base.met(
            Met { local: &here.nodes[local], remote: &remote, media: MediaPlace::Beside },
            &all_fields(),
        );
    }
    base
}

#[test]
fn a_link_to_a_lesson_is_text_until_the_lesson_has_an_address() {
    let portal = Portal::new("https://learn.example/school").unwrap();
    let (known, hashes) = (known(), hashes());
    let (unknown, there) = (addresses_of(&portal, &met(false)), addresses_of(&portal, &met(true)));
    let mut lesson = lesson("knead");
    lesson.body = linked_body();
    let html = |lessons| {
        let addresses = Addresses { known: &known, hashes: &hashes, lessons, apart: Apart::none() };
        lesson_html(&lesson, MediaPlace::Beside, addresses)
    };
    assert_eq!(html(LessonAddresses::none()), "fold");
    assert_eq!(html(&unknown), "fold");
    let address = "https://learn.example/school/courses/products/c1/categories/b2/posts/l2#a&amp;b";
    assert_eq!(html(&there), format!("<a href=\"{address}\">fold</a>"));
}

#[test]
fn a_lesson_that_moves_has_another_address_and_one_that_stays_removed_none() {
    let portal = Portal::new("https://learn.example").unwrap();
    let link = LessonLink { lesson: "fold".into(), fragment: String::new() };
    let address = |change: fn(&mut BaseNode)| {
        let mut base = met(true);
        base.nodes.iter_mut().filter(|node| node.id.as_str() == "fold").for_each(change);
        addresses_of(&portal, &base).of_link(&link)
    };
    let in_category =
        |category| format!("https://learn.example/courses/products/c1/categories/{category}/posts/l2");
    assert_eq!(address(|_| ()), Some(in_category("b2")));
    let there = |node: &mut BaseNode| node.parent_there = Id::new("d4").map(ParentThere::Category);
    assert_eq!(address(there), Some(in_category("d4")));
    assert_eq!(address(|node| node.place.parent = Some(LocalId::new("start"))), Some(in_category("a1")));
    assert_eq!(address(|node| node.parent_there = Some(ParentThere::Course)), None);
    assert_eq!(address(|node| node.stays_removed = true), None);
    assert_eq!(address(|node| node.remote = None), None);
}

#[test]
fn an_address_that_becomes_known_is_a_change_of_the_texts_that_link_to_it() {
    let portal = Portal::new("https://learn.example").unwrap();
    let (known, hashes) = (known(), hashes());
    let mut course = course();
    course.categories[0].lessons[0].body = linked_body();
    let there = addresses_of(&portal, &met(true));
    let before = local(&course, &known, &hashes);
    let after = Local::of(
        &course,
        Addresses { known: &known, hashes: &hashes, lessons: &there, apart: Apart::none() },
    );
    assert_eq!(changed(&before, &after), [Field::Text]);
    let with_media = |local: &Local| local.nodes[2].text_with_media;
    assert_ne!(with_media(&before), with_media(&after));
}

fn remote() -> Remote {
    let course = courses_v3::Course::from_json(json!({
        "id": "c1", "title": "Bread", "description": "About it", "posterImage": null,
    }));
    let category = |id: &str, parent: serde_json::Value, position: u32| {
        let json = json!({
            "id": id, "title": id, "visibility": "published", "parentCategory": parent, "sequenceNo": position,
        });
        courses_v3::Category::from_json(json).unwrap()
    };
    let lesson = |id: &str, position: u32, content_type: serde_json::Value| {
        let json = json!({
            "id": id, "title": " knead", "categoryId": "a1", "visibility": "draft", "sequenceNo": position,
            "description": "\n<IMG src='https://cdn.example/a.png'/>", "contentType": content_type,
            "posterImage": "https://cdn.example/a.png",
        });
        courses_v3::Lesson::from_json(json).unwrap()
    };
    let categories =
        [category("b2", json!("a1"), 0), category("d4", json!(""), 2), category("a1", json!(null), 1)];
    let lessons =
        [lesson("l2", 1, json!("video")), lesson("l1", 0, json!(null)), lesson("l3", 1, json!("text"))];
    Remote::of(&course.unwrap(), &categories, &lessons)
}

#[test]
fn replies_become_nodes_in_the_order_of_their_positions() {
    let remote = remote();
    let nodes: Vec<_> = remote
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node.parent.as_ref().map(Id::as_str), node.unknown.len()))
        .collect();
    let expected = [
        ("c1", None, 0),
        ("b2", Some("a1"), 0),
        ("a1", None, 0),
        ("d4", None, 0),
        ("l1", Some("a1"), 1),
        ("l2", Some("a1"), 0),
        ("l3", Some("a1"), 1),
    ];
    assert_eq!(nodes, expected);
}

#[test]
fn what_was_sent_reads_as_the_same_on_both_sides() {
    let here = local(&course(), &known(), &hashes());
    let there = remote();
    let knead = here.nodes.iter().find(|node| node.id.as_str() == "knead").unwrap();
    for lesson in there.nodes.iter().filter(|node| node.kind == NodeKind::Lesson) {
        for field in Field::compared(NodeKind::Lesson) {
            assert_eq!(knead.fields[field], lesson.fields[field], "{} {field:?}", lesson.id);
        }
    }
    for field in Field::compared(NodeKind::Course) {
        assert_eq!(here.nodes[0].fields[field], there.nodes[0].fields[field], "{field:?}");
    }
}

fn all_fields() -> BTreeSet<Field> {
    BTreeSet::from([Field::Title, Field::Text, Field::Visibility, Field::Video, Field::Place])
}

#[test]
fn a_base_remembers_what_was_sent_and_what_was_seen() {
    let (here, there) = (local(&course(), &known(), &hashes()), remote());
    let mut base = Base::default();
    let start = Met { local: &here.nodes[1], remote: &there.nodes[2], media: MediaPlace::Beside };
    base.met(start, &BTreeSet::from([Field::Place]));
    let mut lesson = there.nodes[5].clone();
    lesson.fields.insert(Field::Text, Print::of("rewritten"));
    base.met(Met { local: &here.nodes[2], remote: &lesson, media: MediaPlace::Beside }, &all_fields());
    let knead = base.get(NodeKind::Lesson, &LocalId::new("knead")).unwrap();
    assert_eq!((knead.path.as_deref(), knead.parent_there.as_ref()), (Some("start/knead.md"), None));
    assert_eq!(knead.fields[&Field::Title], Sent::same(Print::of("knead")));
    assert_eq!(knead.fields[&Field::Text].seen(), Print::of("rewritten"));
    assert_eq!(knead.fields[&Field::Text].sent, here.nodes[2].fields[&Field::Text]);
    assert_eq!(knead.fields[&Field::Video].seen, None);
    assert!(!knead.fields.contains_key(&Field::Type), "it was not sent");
    // In another category there.
    lesson.parent = Some(Id::new("d4").unwrap());
    let met = Met { local: &here.nodes[2], remote: &lesson, media: MediaPlace::InText };
    base.met(met, &BTreeSet::from([Field::Place]));
    let knead = base.get(NodeKind::Lesson, &LocalId::new("knead")).unwrap();
    assert_eq!(knead.parent_there, Some(ParentThere::Category(Id::new("d4").unwrap())));
    assert_eq!((knead.media, base.nodes.len()), (MediaPlace::InText, 2));
}

#[test]
fn two_names_may_change_places() {
    let (here, there) = (local(&course(), &known(), &hashes()), remote());
    let mut base = Base::default();
    for (local, remote) in [(1, 2), (3, 1), (4, 4)] {
        let (local, remote) = (&here.nodes[local], &there.nodes[remote]);
        base.met(Met { local, remote, media: MediaPlace::Beside }, &all_fields());
    }
    let id = LocalId::new;
    let names = [("start", "deep"), ("deep", "start")];
    base.rename(&names.map(|(from, to)| ((NodeKind::Category, id(from)), id(to))).into());
    let remote_of = |name| base.get(NodeKind::Category, &id(name)).unwrap().remote.as_ref().unwrap().as_str();
    assert_eq!([remote_of("start"), remote_of("deep")], ["b2", "a1"]);
    assert_eq!(base.get(NodeKind::Lesson, &id("fold")).unwrap().place.parent, Some(id("start")));
}

#[test]
fn an_order_is_remembered_with_few_changes() {
    let mut course = course();
    course.categories[0].lessons = ["a", "b", "c"].map(lesson).into();
    let (here, mut there) = (local(&course, &known(), &hashes()), remote());
    there.nodes.truncate(5);
    let mut base = Base::default();
    let id = LocalId::new;
    let add = |base: &mut Base, name: &str| {
        let local = here.nodes.iter().find(|node| node.id.as_str() == name).unwrap();
        let mut remote = there.nodes[4].clone();
        remote.id = Id::new(&format!("{name}1")).unwrap();
        base.met(Met { local, remote: &remote, media: MediaPlace::Beside }, &BTreeSet::from([Field::Place]));
    };
    let positions = |base: &Base| -> Vec<_> {
        base.nodes.iter().map(|node| (node.place.position, node.position_there)).collect()
    };
    let start = Some(id("start"));
    for name in ["a", "c"] {
        add(&mut base, name);
    }
    base.met_order(NodeKind::Lesson, start.as_ref(), &[id("a"), id("c")], &OrderThere::Same);
    assert_eq!(positions(&base), [(Some(1024), None), (Some(2048), None)]);
    add(&mut base, "b");
    let all = [id("a"), id("b"), id("c")];
    base.met_order(NodeKind::Lesson, start.as_ref(), &all, &OrderThere::AsBefore);
    assert_eq!(positions(&base), [(Some(1024), None), (Some(2048), None), (Some(1536), None)]);
    let kept = ["c1", "a1", "b1"].map(|id| Id::new(id).unwrap());
    base.met_order(NodeKind::Lesson, start.as_ref(), &all, &OrderThere::Kept(kept.into()));
    let there: Vec<_> = base.nodes.iter().map(|node| node.position_there).collect();
    assert_eq!(there, [Some(2048), Some(1024), Some(3072)]);
}
