//! Keys that hide a page: whatever tool they are of, whatever else is there.

use super::*;
use crate::front_matter::hiding::{Bound, Effect};

/// What the keys of a block make of its page.
#[track_caller]
fn visibility(page: &str) -> (Option<Visibility>, Vec<String>) {
    let source = source(page);
    let mut diagnostics = Vec::new();
    let (front, _) = read(&source, &mut diagnostics);
    (front.visibility.map(|own| own.value), diagnostics.iter().map(finding).collect())
}

#[track_caller]
fn hides(keys: &str) {
    let (seen, found) = visibility(&format!("---\n{keys}\n---\nText\n"));
    assert_eq!(seen, Some(Visibility::Draft), "{keys}: {found:?}");
}

#[track_caller]
fn shows(keys: &str) {
    let (seen, found) = visibility(&format!("---\n{keys}\n---\nText\n"));
    assert_ne!(seen, Some(Visibility::Draft), "{keys}: {found:?}");
    assert!(found.iter().all(|found| !found.contains("draft")), "{keys}: {found:?}");
}

#[test]
fn keys_of_other_tools_hide_a_page() {
    for keys in [
        "publish: false",
        "status: draft",
        "state: Draft",
        "private: true",
        "unlisted: true",
        "isDraft: true",
        "is_draft: \"yes\"",
        "wip: on",
        "WIP: true",
        "public: false",
        "visible: no",
        "enabled: 'off'",
        "headless: true",
        "draft:",
        "draft: ~",
        "draft: ''",
        "hidden:",
        "publish:",
        "published: \"False\"",
        "bookHidden: true",
        "hide: true",
        "archived: true",
        "render: false",
        "listed: false",
        "status: In progress",
        "status: [draft, review]",
        "status: work-in-progress",
        "publishing_status: unpublished",
        "visibility: private",
        "visibility: hidden",
        "permalink: false",
        "eleventyExcludeFromCollections: true",
        "private: for teachers",
        "publish: never",
        "draft: 1",
        "ready: 0",
    ] {
        hides(keys);
    }
}

#[test]
fn nested_keys_of_other_tools_hide_a_page() {
    for keys in [
        "sidebar:\n  hidden: true",
        "sidebar: {label: A, hidden: yes}",
        "build:\n  render: never",
        "build: {list: never}",
        "_build: {render: false}",
        "_build:\n  list: false",
        "params: {draft: true}",
        "extra:\n  hidden: true",
        "metadata: {status: draft}",
    ] {
        hides(keys);
    }
}

#[test]
fn a_page_is_published_only_if_no_key_hides_it() {
    for keys in [
        "draft: false\nhidden: true",
        "hidden: true\ndraft: false",
        "published: true\nstatus: draft",
        "visibility: published\nwip: true",
        "draft: false\ndraft: true",
        "ready: true\nsidebar: {hidden: true}",
    ] {
        hides(keys);
    }
    check_keys(
        "draft: false\nhidden: true",
        &[
            "Draft",
            "duplicate-key 2:1 `draft` is ignored because `hidden` hides the page (keep one of the two)",
        ],
    );
}

#[test]
fn keys_that_hide_nothing_stay_silent() {
    for keys in [
        "publish: true",
        "status: published",
        "status: new",
        "state: done",
        "private: false",
        "unlisted: no",
        "wip: 0",
        "published: 2020-01-01",
        "visible: true",
        "enabled: on",
        "hide: [toc, navigation]",
        "sidebar: {order: 3}",
        "sidebar: auto",
        "build: {render: always, list: local}",
        "tags: [draft]",
        "permalink: /draft/",
        "public: /assets",
        "title: Draft",
        "drafts: true",
        "cascade: {draft: true}",
        "date: 2999-01-01",
        "status:",
        "visibility:",
        "hidden: []",
        "status: not a draft",
    ] {
        shows(keys);
    }
}

#[test]
fn the_finding_names_the_key() {
    check_keys(
        "title: A\nstatus: draft\nsidebar: {hidden: true}",
        &[
            "title A",
            "Draft",
            "hiding-key 3:1 `status: draft` and `sidebar.hidden: true` make the page a draft \
         (remove the keys to publish the page)",
        ],
    );
    check_keys(
        "draft:",
        &[
            "Draft",
            "hiding-key 2:1 `draft:` without a value makes the page a draft (remove the key to publish the page)",
        ],
    );
    check_keys(
        "nav_exclude: true",
        &["hiding-key 2:1 `nav_exclude: true` hides the page only in a website's navigation \
         (write `draft: true` to hide it from learners)"],
    );
    check_keys("nav_exclude: true\ndraft: true", &["Draft"]);
    check_keys("nav_exclude: false\ntoc_hide: false", &[]);
}

#[test]
fn toml_and_json_hide_as_yaml_does() {
    for keys in [
        "private = true",
        "status = \"draft\"",
        "published = false",
        "[sidebar]\nhidden = true",
        "[build]\nrender = \"never\"",
    ] {
        let (seen, found) = visibility(&format!("+++\n{keys}\n+++\nText\n"));
        assert_eq!(seen, Some(Visibility::Draft), "{keys}: {found:?}");
    }
    for keys in
        ["\"private\": true", "\"status\": \"draft\"", "\"draft\": null", "\"sidebar\": {\"hidden\": true}"]
    {
        let (seen, found) = visibility(&format!("{{{keys}}}\nText\n"));
        assert_eq!(seen, Some(Visibility::Draft), "{keys}: {found:?}");
    }
}

#[test]
fn a_broken_block_that_seems_to_hide_its_page_hides_it() {
    for block in [
        "---\ntitle: [a\nprivate: true\n---\n",
        "+++\ntitle = a\nstatus = \"draft\"\n+++\n",
        "{\"title\": [,\n\"draft\": true}\n",
    ] {
        let (seen, found) = visibility(block);
        assert_eq!(seen, Some(Visibility::Draft), "{block}: {found:?}");
        assert!(found[0].starts_with("invalid-front-matter"), "{found:?}");
    }
}

#[test]
fn a_weight_of_zero_is_none() {
    check_keys("weight: 0", &[]);
    check_keys("weight: 0\nsidebar_position: 2", &["order sidebar_position=2"]);
    check_keys("order: 0", &["order order=0"]);
    check_keys("weight: 10", &["order weight=10"]);
    check_keys("sidebar:\n  order: 4", &["order sidebar.order=4"]);
    check_keys("sidebar:\n  order: 4\norder: 2", &["order order=2"]);
}

#[test]
fn dates_and_what_is_handed_down_are_kept_for_later() {
    let source = source(
        "---\npublishDate: 2027-01-31\nexpiryDate: soon\ncascade:\n  - _target: {path: /a/**, kind: page}\n    draft: true\n---\n",
    );
    let (front, _) = read(&source, &mut Vec::new());
    let [date] = front.hiding().dates.as_slice() else { panic!("{:?}", front.hiding()) };
    assert_eq!(
        (date.bound, date.moment, date.written.as_str()),
        (Bound::From, 1_801_353_600, "publishDate: 2027-01-31")
    );
    let [cascade] = front.hiding().cascades.as_slice() else { panic!("{:?}", front.hiding()) };
    assert_eq!(
        (cascade.paths.as_slice(), cascade.kind.as_deref()),
        (&["/a/**".to_owned()][..], Some("page"))
    );
    assert_eq!(cascade.marks[0].effect, Effect::Hides);
}
