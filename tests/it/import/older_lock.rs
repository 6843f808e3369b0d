//! A lock that an older program wrote, before records had a fingerprint of the model.

use super::*;

/// As the older program wrote it, with `HOST` for the platform's.
const LOCK: &str = r#"# Written by coursedir: which files are uploaded, which courses are imported.
# Commit this file. Without it the same course can be imported twice.

version = 1

[[import]]
host = "HOST"
location = "sandbox"
state = "imported"
title = "Bread"
at = "2026-11-28T05:52:14Z"
body = "3f14bf13edbe38a105c9761736e009c11783d1a90f6d9e95c2eedc06abe144fa"
course_id = "1d6a3914-57cb-4607-9384-ac443257e098"
url = "http://HOST/courses/1d6a3914-57cb-4607-9384-ac443257e098"

[[import.parts]]
kind = "category"
id = "01-start"
title = "Start"
hash = "17e1f727bc032b330782472280929b7b4719b6b55b66eb41ce6d9f2dd5e8a6ac"

[[import.parts]]
kind = "lesson"
id = "01-start/01-welcome.md"
title = "Welcome"
hash = "6f0ae435e7f8557cf4c254de2ca9341038076eb0742a837ade473b5127aba985"

[[import.parts]]
kind = "lesson"
id = "01-start/02-mix.md"
title = "Mix"
hash = "e429758ed898171ddb4b0a331241815b9d69cea3af97a46a67f9a0fcc4154547"

[[import.parts]]
kind = "subcategory"
id = "01-start/deeper"
title = "Deeper"
hash = "0260f7c6f8c71eb665916915001d63725c3fa2eaecefa5042ed61b9fb47679cf"

[[import.parts]]
kind = "lesson"
id = "01-start/deeper/01-rest.md"
title = "Rest"
hash = "19321d61e8649f085ccd3a6edb03efeebab92d2a2b1ee4e2984774c8b515c4fd"

[[file]]
host = "HOST"
location = "sandbox"
hash = "2fe356ac29bfe4dcb928ac5defedc112c3ba6ee51e08f2c2da213dde709ef2cd"
bytes = 12
path = "01-start/loaf.png"
url = "http://HOST/media/sandbox/74ebbd19aa566931c65ae5cf.png"
id = "74ebbd19aa566931c65ae5cf"

[[file]]
host = "HOST"
location = "sandbox"
hash = "4ef89a885144ad0878d550be9e4b830f120024bc3985f3a24ed97b5efeedf5fe"
bytes = 15
path = "01-start/sheet.pdf"
url = "http://HOST/media/sandbox/5171355928f982aab8c60449.pdf"
id = "5171355928f982aab8c60449"

[[file]]
host = "HOST"
location = "sandbox"
hash = "9038e57480eb696ca5bb3e0a293f497de9e3dc2fc2313d0ac639894bdb409743"
bytes = 13
path = "01-start/cover.png"
url = "http://HOST/media/sandbox/69b3f29ab1e3bc89593e2962.png"
id = "69b3f29ab1e3bc89593e2962"
"#;

/// The course that was imported then.
fn course(platform: &Platform) -> Course {
    let course = Course::of(&[
        ("course.yaml", "title: Bread\n"),
        ("01-start/index.md", "---\ntitle: Start\nimage: cover.png\n---\n"),
        (
            "01-start/01-welcome.md",
            "# Welcome\n\n![A loaf](loaf.png) Words & \"more\".\n\n[Sheet](sheet.pdf)\n",
        ),
        ("01-start/sheet.pdf", "%PDF-1.7 sheet\n"),
        ("01-start/02-mix.md", "---\nvideo: https://vimeo.com/76979871\ndraft: true\n---\n# Mix\n\nStir.\n"),
        ("01-start/deeper/01-rest.md", "# Rest\n\nWait.\n"),
    ]);
    course.write("01-start/cover.png", b"\x89PNG\r\n\x1a\ncover");
    course.write("01-start/loaf.png", b"\x89PNG\r\n\x1a\nloaf");
    course.write("coursedir.lock", LOCK.replace("HOST", &platform.host()));
    course
}

#[test]
fn nothing_changed_and_the_lock_stays_as_it_is() {
    let platform = Platform::start();
    let course = course(&platform);
    let before = course.lock();
    Program::import(&course, &platform).run().check(4, &["already imported", "no changes since then"]);
    assert_eq!((platform.requests().len(), course.lock()), (0, before));
}

#[test]
fn what_changed_is_listed() {
    let platform = Platform::start();
    let course = course(&platform);
    course.write("01-start/02-mix.md", "# Mix\n\nStir well.\n");
    course.write("01-start/cover.png", b"\x89PNG\r\n\x1a\nanother");
    let told = ["changed: category Start", "changed: Mix"];
    let outcome = Program::import(&course, &platform).run().check(4, &told);
    assert_eq!(outcome.stderr.matches("  changed: ").count(), 2);
}

#[test]
fn fingerprints_of_the_model_decide_where_the_lock_has_them() {
    let platform = Platform::start();
    let course = course(&platform);
    // That of `Rest`, and the hash of what another program would send of it.
    let model = "1:0de9582860ba9b44aca65db643a6557ac5f72dcbdf8a994045f4108e88a035c7";
    let rest = "hash = \"19321d61e8649f085ccd3a6edb03efeebab92d2a2b1ee4e2984774c8b515c4fd\"\n";
    let lock = course.lock().unwrap();
    let with =
        |hash: &str, model: &str| lock.replace(rest, &format!("hash = \"{hash}\"\n# model = \"{model}\"\n"));
    course.write("coursedir.lock", with("0000", model));
    Program::import(&course, &platform).run().check(4, &["no changes since then"]);
    course.write("coursedir.lock", with(&rest[8..72], "1:0000"));
    Program::import(&course, &platform).run().check(4, &["changed: Rest"]);
    // One that was computed in another way says nothing.
    course.write("coursedir.lock", with(&rest[8..72], "2:0000"));
    Program::import(&course, &platform).run().check(4, &["no changes since then"]);
}

#[test]
fn the_next_import_moves_the_lock_up_and_loses_nothing() {
    let platform = Platform::start();
    let course = course(&platform);
    Program::import(&course, &platform).arg("--again").run().check(0, &["imported"]);
    let lock = course.lock().unwrap();
    let count = |kind: &str| lock.lines().filter(|line| line.split(' ').next() == Some(kind)).count();
    let kinds = ["version", "target", "import", "course", "category", "lesson", "file", "part"];
    assert_eq!(kinds.map(count), [1, 1, 2, 1, 2, 3, 3, 0], "{lock}");
    assert!(lock.contains("course=1d6a3914-57cb-4607-9384-ac443257e098"), "the older import:\n{lock}");
    Program::import(&course, &platform).run().check(4, &["no changes since then"]);
    course.write("01-start/deeper/01-rest.md", "# Rest\n\nWait long.\n");
    let told = ["changed: Rest"];
    let outcome = Program::import(&course, &platform).run().check(4, &told);
    assert_eq!(outcome.stderr.matches("  changed: ").count(), 1);
}

#[test]
fn what_an_import_into_another_location_moves_up_is_compared_as_before() {
    let platform = Platform::start();
    let course = course(&platform);
    Program::import(&course, &platform).args(["--location", "elsewhere"]).run().check(0, &["imported"]);
    let lock = course.lock().unwrap();
    assert!(lock.starts_with('#') && lock.contains("\nversion 2\n") && lock.contains("\npart "), "{lock}");
    Program::import(&course, &platform).run().check(4, &["already imported", "no changes since then"]);
    course.write("01-start/02-mix.md", "# Mix\n\nStir well.\n");
    Program::import(&course, &platform).run().check(4, &["changed: Mix"]);
}

#[test]
fn where_the_newer_calls_are_the_course_is_updated() {
    let platform = Platform::with_newer_calls();
    let course = course(&platform);
    course.remove("coursedir.lock");
    let import = || Program::import(&course, &platform).args(["--verify", "1"]);
    import().run().check(0, &["imported"]);
    // As the older program would have written it.
    let written = course.lock().unwrap();
    let value = |kind: &str, with: &str, name: &str| {
        let line = written.lines().find(|line| line.starts_with(kind) && line.contains(with)).unwrap();
        let value = line.split(' ').find_map(|word| word.strip_prefix(name)).unwrap();
        value.to_owned()
    };
    let mut lock = LOCK.replace("HOST", &platform.host());
    lock = lock.replace("1d6a3914-57cb-4607-9384-ac443257e098", &value("target ", "", "course="));
    for (id, path) in [
        ("74ebbd19aa566931c65ae5cf", "loaf.png"),
        ("5171355928f982aab8c60449", "sheet.pdf"),
        ("69b3f29ab1e3bc89593e2962", "cover.png"),
    ] {
        lock = lock.replace(id, &value("file ", path, "id="));
    }
    course.write("coursedir.lock", &lock);
    let writes = || platform.requests().len();
    let before = writes();
    import().run().check(0, &["nothing to send"]);
    assert_eq!(writes(), before);
    let moved_up = course.lock().unwrap();
    assert!(moved_up.contains("\nversion 2\n") && !moved_up.contains("\npart "), "{moved_up}");
    // Changed before the first contact, and by both sides.
    course.write("coursedir.lock", &lock);
    course.write("01-start/deeper/01-rest.md", "# Rest\n\nWait long.\n");
    let portal = platform.portal(&value("target ", "", "course=")).unwrap();
    let welcome = &portal["categories"][0]["lessons"][0];
    platform.edit(welcome["id"].as_str().unwrap(), &serde_json::json!({ "title": "Theirs" }));
    let outcome = import().run();
    assert!(outcome.stderr.contains("Rest"), "{outcome:?}");
    let portal = platform.portal(&value("target ", "", "course=")).unwrap();
    assert_eq!(portal["categories"][0]["lessons"][0]["title"], "Theirs", "{outcome:?}");
    import().args(["--keep", "local"]).run().check(0, &[]);
    import().run().check(0, &["nothing to send"]);
    assert_eq!(platform.courses().len(), 1);
    let portal = platform.portal(&value("target ", "", "course=")).unwrap();
    let inner = &portal["categories"][0]["categories"][0]["lessons"];
    assert!(inner[0]["description"].to_string().contains("Wait long."), "{portal}");
    assert_eq!(inner.as_array().unwrap().len(), 1, "{portal}");
}
