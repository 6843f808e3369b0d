//! Each rule by its name.

use std::collections::BTreeSet;

use super::super::*;
use super::outline::{self, *};
use super::show::show;
use crate::platform::courses_v3::{Lesson, UnknownValue};
use crate::sync::versions::{Base, Field, Local, LocalId, MediaPlace, Print, Remote};

const START: &str = "= Start
    - Knead
    - Bake
    == Deep
    - Fold";

#[track_caller]
fn check(base: &str, local: &str, remote: &str, expected: &str) {
    check_with(&Options::default(), base, local, remote, expected);
}

#[track_caller]
fn check_with(options: &Options, base: &str, local: &str, remote: &str, expected: &str) {
    check_base(options, &outline::base(&items(base)), local, remote, expected);
}

#[track_caller]
fn check_base(options: &Options, base: &Base, local: &str, remote: &str, expected: &str) {
    let plan = diff(base, &outline::local(&items(local)), &outline::remote(&items(remote)), options);
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(show(&plan).lines().collect::<Vec<_>>(), expected);
}

fn delete() -> Options {
    Options { removed: Removed::Delete(None), ..Options::default() }
}

fn keep(side: Side) -> Options {
    Options { keep: Keep::all(side), ..Options::default() }
}

#[test]
fn nothing_changed_is_nothing_to_do() {
    check(START, START, START, "");
    assert_eq!(Counts::default().to_string(), "in step");
}

#[test]
fn what_the_folder_changed_is_sent_and_what_the_platform_changed_stays() {
    let local = START.replace("Knead", "Knead text=<p>new</p>").replace("Deep", "Deeper id=deep");
    let remote = START.replace("Knead", "Kneading id=knead").replace("Bake", "Bake draft");
    let expected = "update knead text
        update deep title
        differs knead title
        differs bake visibility";
    check(START, &local, &remote, expected);
}

#[test]
fn both_changed_to_the_same_is_remembered() {
    let changed = START.replace("Bake", "Baking id=bake");
    check(START, &changed, &changed, "remember bake bake-0 title");
}

#[test]
fn a_field_that_both_changed_is_a_conflict_until_it_is_decided() {
    let local = START.replace("Bake", "Baking id=bake text=<p>b</p>");
    let remote = START.replace("Bake", "Toast id=bake");
    check(START, &local, &remote, "update bake text\nconflict bake title");
    check_with(&keep(Side::Local), START, &local, &remote, "update bake title,text");
    check_with(&keep(Side::Remote), START, &local, &remote, "update bake text\nremember bake bake-0 title");
    let mut named = Options { keep: Keep::all(Side::Local), ..Options::default() };
    named.keep.name("bake", Side::Remote);
    check_with(&named, START, &local, &remote, "update bake text\nremember bake bake-0 title");
    let plan = |options| {
        diff(
            &base(&items(START)),
            &outline::local(&items(&local)),
            &outline::remote(&items(&remote)),
            &options,
        )
    };
    assert!(plan(Options::default()).must_stop());
    assert!(!plan(Options { skip_conflicts: true, ..Options::default() }).must_stop());
}

#[test]
fn what_was_seen_there_after_it_was_sent_is_no_change() {
    let mut base = base(&items(START));
    let rewritten = START.replace("Bake", "Bake text=<p>rewritten</p>");
    let lesson = base.nodes.iter_mut().find(|node| node.id.as_str() == "bake").unwrap();
    lesson.fields.get_mut(&Field::Text).unwrap().seen = Some(Print::of_html("<p>rewritten</p>"));
    check_base(&Options::default(), &base, START, &rewritten, "");
    check_base(&Options::default(), &base, START, START, "remember bake bake-0 text");
    let local = START.replace("Bake", "Bake text=<p>new</p>");
    check_base(&Options::default(), &base, &local, &rewritten, "update bake text");
}

#[test]
fn what_is_new_is_made_in_its_place() {
    let local = "= Start
        - First
        - Knead
        - Bake
        == Deep
        - Fold
        = End
        == Last
        - Rest";
    let expected = "create end in course Beside
        create last in +end Beside
        create first in start Beside
        create rest in +last Beside
        sequence course category: start +end
        sequence start lesson: +first knead bake
        order course: start end (as before)
        order start: first knead bake (as before)
        order end: last (as before)
        order last: rest (as before)";
    check(START, local, START, expected);
}

#[test]
fn a_new_lesson_has_its_media_in_its_text_or_is_asked_about() {
    let local = format!("{START}\n- New video=v");
    let expected = "create new in deep InText
        sequence deep lesson: fold +new
        order deep: fold new (as before)";
    check(START, &local, START, expected);
    let ask = Options { media: Media::Ask, ..Options::default() };
    let plan =
        diff(&base(&items(START)), &outline::local(&items(&local)), &outline::remote(&items(START)), &ask);
    assert!(plan.must_stop() && plan.asks_about_media.len() == 1);
}

#[test]
fn a_changed_video_is_for_the_author_unless_it_is_in_the_text() {
    let before = START.replace("Bake", "Bake video=a");
    let after = START.replace("Bake", "Bake video=b");
    check(&before, &after, &before, "needs bake video");
    check(START, &after, START, "needs bake video");
    let mut base = base(&items(&before));
    let with_video = |video: &str| Print::of_html(&format!("{video}<p>bake</p>"));
    let lesson = base.nodes.iter_mut().find(|node| node.id.as_str() == "bake").unwrap();
    lesson.media = MediaPlace::InText;
    lesson.fields.get_mut(&Field::Text).unwrap().sent = with_video("a");
    let mut there = outline::remote(&items(&before));
    let lesson = there.nodes.iter_mut().find(|node| node.id.as_str() == "bake-0").unwrap();
    lesson.fields.insert(Field::Text, with_video("a"));
    let plan = diff(&base, &outline::local(&items(&after)), &there, &Options::default());
    assert_eq!(show(&plan), "update bake text");
}

#[test]
fn a_file_that_is_gone_stays_until_it_may_go() {
    let local = START.replace("- Bake", "");
    check(START, &local, START, "kept bake Asked");
    check_with(&delete(), START, &local, START, "delete bake");
    let draft = Options { removed: Removed::Draft(None), ..Options::default() };
    check_with(&draft, START, &local, START, "draft bake");
    let is_draft = START.replace("Bake", "Bake draft");
    check_with(&draft, &is_draft, &local, &is_draft, "kept bake IsDraft");
}

#[test]
fn children_go_before_their_parents() {
    let base = "= Start
        - Knead
        = End
        - Bake
        == Deep
        - Fold";
    check_with(
        &delete(),
        base,
        "= Start\n- Knead",
        base,
        "delete bake
        delete fold
        delete deep
        delete end",
    );
}

#[test]
fn what_was_changed_there_is_not_removed_unseen() {
    let local = "= Start\n- Knead\n- Bake";
    let remote = START.replace("Fold", "Folding id=fold");
    check_with(&delete(), START, local, &remote, "conflict deep removed here\nconflict fold removed here");
    check(START, local, &remote, "kept deep Asked\nkept fold Asked");
    let keep_local = Options { keep: keep(Side::Local).keep, ..delete() };
    check_with(&keep_local, START, local, &remote, "delete fold\ndelete deep");
    let keep_remote = Options { keep: keep(Side::Remote).keep, ..delete() };
    check_with(&keep_remote, START, local, &remote, "forget deep\nforget fold");
}

#[test]
fn a_category_that_holds_what_somebody_made_there_stays() {
    let local = "= Start\n- Knead\n- Bake";
    let remote = format!("{START}\n- Theirs");
    let conflict = "delete fold\nconflict deep removed here\ndiffers theirs-0 only there";
    check_with(&delete(), START, local, &remote, conflict);
    let keep_local = Options { keep: keep(Side::Local).keep, ..delete() };
    let kept = "delete fold\ndiffers theirs-0 only there\nkept deep NotEmpty";
    check_with(&keep_local, START, local, &remote, kept);
}

#[test]
fn an_absent_folder_removes_nothing() {
    let with = |numbers: std::ops::RangeInclusive<usize>| {
        let lessons = numbers.map(|number| format!("- L{number}"));
        ["= Start".to_owned()].into_iter().chain(lessons).collect::<Vec<_>>().join("\n")
    };
    let base = with(1..=20);
    let without = |gone: usize| with(gone + 1..=20);
    let plan = |gone: usize, removed: Removed| {
        let (local, options) = (without(gone), Options { removed, ..Options::default() });
        diff(
            &outline::base(&items(&base)),
            &outline::local(&items(&local)),
            &outline::remote(&items(&base)),
            &options,
        )
    };
    for (gone, named, is_refused) in [
        (3, None, false),
        (4, None, false),
        (5, None, true),
        (5, Some(5), false),
        (5, Some(4), true),
        (3, Some(2), true),
        (20, None, true),
        (20, Some(20), false),
    ] {
        for removed in [Removed::Delete(named), Removed::Draft(named)] {
            let plan = plan(gone, removed);
            assert_eq!(plan.guard.is_some(), is_refused, "{gone} {removed:?}");
            assert_eq!(plan.operations.is_empty(), is_refused, "{gone} {removed:?}");
            assert_eq!((plan.gone, plan.kept.len()), (gone, if is_refused { gone } else { 0 }));
        }
    }
    let small = "= Start\n- Knead";
    check_with(&delete(), small, "", small, "kept knead Guard\nkept start Guard");
    check_with(&delete(), small, "= Start", small, "kept knead Guard");
    // What the platform removed meanwhile is not forgotten either.
    check_with(&delete(), START, "", "= Start\n- Knead", "kept knead Guard\nkept start Guard");
}

#[test]
fn what_the_platform_removed_stays_removed_unless_the_folder_changed_it() {
    let remote = "= Start\n- Knead";
    let removed = "differs bake removed there\ndiffers deep removed there\ndiffers fold removed there";
    check(START, START, remote, removed);
    let local = START.replace("Fold", "Folding id=fold");
    let conflict = "conflict deep removed there
        conflict fold removed there
        differs bake removed there";
    check(START, &local, remote, conflict);
    let made = "create deep in start Beside
        create fold in +deep Beside
        differs bake removed there
        order start: deep (as before)
        order deep: fold (as before)";
    check_with(&keep(Side::Local), START, &local, remote, made);
    let stays = "differs bake removed there\ndiffers deep removed there\nstays removed fold";
    check_with(&keep(Side::Remote), START, &local, remote, stays);
}

#[test]
fn a_new_lesson_in_a_category_that_was_removed_there_waits() {
    let local = format!("{START}\n- New");
    let remote = "= Start\n- Knead\n- Bake";
    let conflict = "conflict deep removed there\nneeds new CategoryRemovedThere\ndiffers fold removed there";
    check(START, &local, remote, conflict);
    let stays = "needs new CategoryRemovedThere\ndiffers fold removed there\nstays removed deep";
    check_with(&keep(Side::Remote), START, &local, remote, stays);
}

#[test]
fn both_removed_is_forgotten() {
    let local = START.replace("- Bake", "");
    check(START, &local, &local, "forget bake");
}

#[test]
fn a_lesson_moves_where_the_folder_has_it() {
    let local = "= Start
        - Knead
        == Deep
        - Fold
        - Bake";
    let expected = "update bake category to deep
        sequence deep lesson: fold bake
        order deep: fold bake (as before)";
    check(START, local, START, expected);
    let other = "= Start\n- Knead\n== Deep\n- Fold\n= End\n- Bake";
    let conflict = "conflict bake category\ndiffers end-0 only there";
    check(START, local, other, conflict);
}

#[test]
fn a_list_that_is_put_in_order_names_every_sibling() {
    let local = START.replace("- Knead\n    - Bake", "- Bake\n    - Knead");
    let remote = START.replace("- Bake", "- Bake\n    - Theirs\n    - Others");
    let expected = "sequence start lesson: bake theirs others knead
        differs theirs-0 only there
        differs others-0 only there
        order start: bake knead (same)";
    check(START, &local, &remote, expected);
    assert_ne!(local, START);
}

#[test]
fn an_order_that_both_changed_is_a_conflict() {
    let base = "= Start\n- A\n- B\n- C";
    let (local, remote) = ("= Start\n- B\n- A\n- C", "= Start\n- A\n- C\n- B");
    check(base, local, remote, "conflict start order");
    check(base, base, remote, "differs start order");
    check(base, remote, remote, "order start: a c b (same)");
    let sent = "sequence start lesson: b a c\norder start: b a c (same)";
    check_with(&keep(Side::Local), base, local, remote, sent);
    check_with(&keep(Side::Remote), base, local, remote, "order start: b a c (a c b)");
}

#[test]
fn sub_categories_and_lessons_are_lists_of_their_own() {
    let base = "= Start\n- A\n== X\n- B\n== Y\n- C\n= End";
    let local = "= End\n= Start\n- A\n== Y\n- C\n== X\n- B";
    let expected = "sequence course category: end start
        sequence start category: y x
        order course: end start (same)
        order start: y x (same)";
    check(base, local, base, expected);
}

#[test]
fn a_renamed_file_keeps_its_lesson() {
    // By its text.
    let local = START.replace("Knead", "Push id=01-push text=<p>knead</p>");
    check(START, &local, START, "update 01-push title\nrename knead 01-push");
    // By its path, where an id was added, and where one was removed.
    let with_id = START.replace("Knead", "Knead id=k1 path=knead text=<p>other</p>");
    check(START, &with_id, START, "update k1 text\nrename knead k1");
    let with_id_before = START.replace("Knead", "Knead id=k1 path=knead");
    let remote = START.replace("Knead", "Knead id=k1");
    let without = START.replace("Knead", "Knead text=<p>other</p>");
    check(&with_id_before, &without, &remote, "update knead text\nrename k1 knead");
    // By its title, where the text changed too.
    let both = START.replace("Knead", "Knead id=02-knead text=<p>other</p>");
    check(START, &both, START, "update 02-knead text\nrename knead 02-knead");
}

#[test]
fn a_path_that_is_still_there_keeps_its_lesson() {
    let local = START.replace("Knead", "Knead text=<p>bake</p>").replace("Bake", "Bake text=<p>knead</p>");
    check(START, &local, START, "update knead text\nupdate bake text");
    // Two lessons with one text: which one moved cannot be told by it.
    let twice = "= Start\n- A text=<p>x</p>\n- B text=<p>x</p>";
    let local = "= Start\n- C text=<p>x</p>\n- D text=<p>x</p>";
    let expected = "create c in start Beside
        create d in start Beside
        sequence start lesson: +c +d a b
        kept a Asked
        kept b Asked
        order start: c d (as before)";
    check(twice, local, twice, expected);
}

#[test]
fn a_renamed_folder_keeps_its_category() {
    let base = "= Start
        - A id=start/a text=a
        - B id=start/b text=b
        - C id=start/c text=c";
    // Two of three lessons have their old texts, and the third its old name.
    let local = base.replace("start/", "begin/").replace("Start", "Begin").replace("text=c", "text=new");
    let expected = "update begin title
        update begin/c text
        rename start begin
        rename start/a begin/a
        rename start/b begin/b
        rename start/c begin/c";
    check(base, &local, base, expected);
    // The title is the same, and all texts are new.
    let local =
        "= Start id=01-start\n- A id=01-start/a text=x\n- B id=01-start/b text=y\n- C id=01-start/c text=z";
    let expected = "update 01-start/a text
        update 01-start/b text
        update 01-start/c text
        rename start 01-start
        rename start/a 01-start/a
        rename start/b 01-start/b
        rename start/c 01-start/c";
    check(base, local, base, expected);
}

#[test]
fn what_has_no_id_is_bound_by_its_title() {
    let unbound = unbound(&items(START));
    let expected = "remember  course-0
        remember start start-0
        remember knead knead-0
        remember bake bake-0
        remember deep deep-0
        remember fold fold-0";
    check_base(&Options::default(), &unbound, START, START, expected);
    // Accents have one spelling.
    let (one, other) = ("= Caf\u{e9} id=cafe", "= Cafe\u{301} id=cafe");
    let plan = diff(
        &outline::unbound(&items(one)),
        &outline::local(&items(other)),
        &outline::remote(&items(other)),
        &Options::default(),
    );
    assert!(plan.is_empty() && plan.remember.len() == 2, "{}", show(&plan));
}

#[test]
fn a_title_that_occurs_twice_is_bound_by_its_position() {
    let twice = "= Start\n- Test id=t1\n- Knead\n- Test id=t2";
    let plan = diff(
        &unbound(&items(twice)),
        &outline::local(&items(twice)),
        &outline::remote(&items(twice)),
        &Options::default(),
    );
    let shown = show(&plan);
    assert!(shown.contains("remember t1 t1-0") && shown.contains("remember t2 t2-0"), "{shown}");
    let moved = "= Start\n- Knead\n- Test id=t1\n- Other id=x\n- Test id=t2";
    let local = twice.replace("id=t1", "id=t1 text=<p>a</p>").replace("id=t2", "id=t2 text=<p>b</p>");
    let plan = diff(
        &unbound(&items(&local)),
        &outline::local(&items(&local)),
        &outline::remote(&items(moved)),
        &Options::default(),
    );
    let shown = show(&plan);
    assert!(shown.contains("ambiguous t1 t2 | t1-0 x-0 t2-0"), "{shown}");
    assert!(plan.must_stop() && plan.is_empty(), "{shown}");
}

#[test]
fn a_lesson_that_was_renamed_there_before_it_was_bound_is_known_by_text_or_place() {
    let remote = START.replace("Knead", "Push id=knead").replace("Fold", "Other id=fold text=<p>new</p>");
    let plan = diff(
        &unbound(&items(START)),
        &outline::local(&items(START)),
        &outline::remote(&items(&remote)),
        &Options::default(),
    );
    let shown = show(&plan);
    for line in ["remember knead knead-0", "remember fold fold-0", "differs knead title", "differs fold text"]
    {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(plan.is_empty() && plan.ambiguous.is_empty(), "{shown}");
}

#[test]
fn a_lost_create_is_found_or_sent_again() {
    let local = format!("{START}\n- New");
    let mut base = base(&items(&local));
    base.nodes.iter_mut().find(|node| node.id.as_str() == "new").unwrap().remote = None;
    // It arrived.
    check_base(&Options::default(), &base, &local, &local, "remember new new-0");
    // It did not, though somebody made another one there.
    let remote = format!("{START}\n- Theirs");
    let expected = "create new in deep Beside
        sequence deep lesson: fold +new theirs
        differs theirs-0 only there
        order deep: fold new (as before)";
    check_base(&Options::default(), &base, &local, &remote, expected);
    // Too soon to tell.
    let soon = Options { not_listed_yet: BTreeSet::from([LocalId::new("new")]), ..Options::default() };
    check_base(&soon, &base, &local, START, "needs new NotListedYet");
}

#[test]
fn a_new_lesson_is_the_one_of_its_title_that_is_there() {
    let local = format!("{START}\n- New");
    check(
        START,
        &local,
        &local,
        "remember new new-0 title,visibility,text,type,picture,category\norder deep: fold new (same)",
    );
    let other = format!("{START}\n- New text=<p>theirs</p>");
    let conflict = "conflict new text
        remember new new-0 title,visibility,type,picture,category
        order deep: fold new (same)";
    check(START, &local, &other, conflict);
    let as_new = Options { new: BTreeSet::from([LocalId::new("new")]), ..Options::default() };
    let expected = "create new in deep Beside
        sequence deep lesson: fold +new new
        differs new-0 only there
        order deep: fold new (as before)";
    check_with(&as_new, START, &local, &other, expected);
}

#[test]
fn a_value_that_may_not_be_sent_is_tried_until_it_is_known() {
    let unknown = || {
        let json = serde_json::json!({
            "id": "1", "title": "", "categoryId": "2", "visibility": "draft", "description": null, "contentType": "text",
        });
        Lesson::from_json(json).unwrap().unknown_values()
    };
    let local = START.replace("Knead", "Push id=knead").replace("Bake", "Toast id=bake");
    let mut there = outline::remote(&items(START));
    there.nodes.iter_mut().for_each(|node| node.unknown = unknown());
    let plan = |options: Options| {
        show(&diff(&base(&items(START)), &outline::local(&items(&local)), &there, &options))
    };
    let trial = "update knead title leaving out (trial)\nupdate bake title leaving out (trial)";
    assert_eq!(plan(Options::default()), trial);
    let values: BTreeSet<UnknownValue> = unknown().into_iter().collect();
    let known = Options { kept_when_left_out: values.clone(), ..Options::default() };
    assert_eq!(plan(known), "update knead title leaving out\nupdate bake title leaving out");
    let lost = Options { lost_when_left_out: values, ..Options::default() };
    assert_eq!(plan(lost), "needs knead UnknownValues\nneeds bake UnknownValues");
}

#[test]
fn an_id_that_two_lessons_have_is_told() {
    let local = format!("{START}\n- Other id=knead");
    check(START, &local, START, "needs knead SameId");
}

#[test]
fn two_moves_that_end_in_a_circle_are_not_made() {
    let base = "= A\n- X\n= B\n- Y";
    let local = "= A\n- X\n== B\n- Y";
    let remote = "= B\n- Y\n== A\n- X";
    check(base, local, remote, "needs b TooDeep\ndiffers a category");
}

#[test]
fn damage_in_a_lock_or_a_reply_is_survived() {
    let mut base = base(&items(START));
    base.nodes.extend(base.nodes.clone());
    base.nodes.iter_mut().for_each(|node| node.place.parent = Some(LocalId::new("nowhere")));
    let mut there = outline::remote(&items(START));
    there.nodes.extend(there.nodes.clone());
    there.nodes.iter_mut().for_each(|node| node.parent = Some(remote_id("nowhere")));
    let mut here = outline::local(&items(START));
    here.nodes.extend(here.nodes.clone());
    for options in [Options::default(), delete(), keep(Side::Local)] {
        diff(&base, &here, &there, &options);
        diff(&base, &Local::default(), &there, &options);
        diff(&base, &here, &Remote::default(), &options);
        diff(&Base::default(), &here, &there, &options);
    }
}
