//! What is different in a location: title, instructor, visibility, picture, and texts that lessons name.

use super::*;

#[test]
fn each_location_has_its_own_values_and_texts_and_code_has_none() {
    let world = World::start();
    world.import().run().check(0, &[]);
    let title = |location| world.portal(location)["title"].clone();
    assert_eq!(
        [title("LocBerlin"), title("LocParis"), title("LocRome")],
        ["Bread in Berlin", "Bread", "Bread"]
    );
    let sent = |location: &str| {
        let courses = world.platform.courses();
        courses.iter().find(|course| course.location_id == location).unwrap().product.clone()
    };
    assert_eq!(sent("LocBerlin")["instructorDetails"]["name"], "Mara");
    assert!(sent("LocRome")["imageUrl"].as_str().unwrap().contains("/LocRome/"));
    assert_eq!(sent("LocParis").get("imageUrl"), None);
    assert_eq!(world.lesson("LocParis", 0, 1)["visibility"], "draft");
    assert_eq!(world.lesson("LocRome", 0, 1)["visibility"], "published");
    let lesson = world.lesson("LocBerlin", 0, 0);
    assert_eq!(lesson["title"], "Welcome to Berlin & <b>Co</b>");
    let text = lesson["description"].as_str().unwrap();
    for part in [
        "<p>Berlin &amp; &lt;b&gt;Co&lt;/b&gt;: ",
        "<a href=\"mailto:help@berlin.example.com\">mail us</a>",
        "<code>{{var.school}}</code>",
    ] {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
    assert!(world.lesson("LocRome", 0, 0)["description"].as_str().unwrap().contains("<p>Roma: "));
}

#[test]
fn a_text_that_changes_in_one_location_is_a_change_there_alone() {
    let world = World::start();
    world.import().run().check(0, &[]);
    world.course.edit("course.yaml", "school: Roma", "school: Roma Nord");
    let told = world.command(&["diff", "--target", "rome"]).run().check(0, &[]);
    assert_printed(&told, &["Roma", "Nord"]);
    let outcome = world.import().args(["--format", "json", "--confirm-media"]).run().check(0, &[]);
    assert_eq!(World::records(&outcome), ["berlin: in-step 0", "paris: in-step 0", "rome: updated 0"]);
    assert_eq!(world.lesson("LocRome", 0, 0)["title"], "Welcome to Roma Nord");
}

#[test]
fn a_variable_that_a_target_lacks_is_an_error_with_its_place() {
    let world = World::start();
    world.course.edit("course.yaml", ", school: Paris", "");
    let told = crate::testkit::run(&["check", world.course.path().to_str().unwrap()]);
    assert_eq!(told.code, Some(1));
    assert_printed(
        &told,
        &[
            "error[undefined-variable]: the target `paris` has no variable `school`",
            "01-start/01-one.md:1:14",
        ],
    );
    world.import().run().check(1, &["undefined-variable", "nothing was sent"]);
    assert_eq!(world.platform.all_requests(), Vec::<String>::new());
}

#[test]
fn braces_of_a_course_without_variables_are_text() {
    let course = Course::of(&[("01-one.md", "# One\n\nUse {{var.name}} there.\n")]);
    let told = crate::testkit::run(&["check", "--deny", "warnings", course.path().to_str().unwrap()]);
    assert_eq!(told.code, Some(0), "{}", told.stdout);
}

#[test]
fn no_text_of_a_location_can_run_script() {
    let settings = "targets:\n  a:\n    location: L\n    variables:\n      bad: \"javascript:alert(1)//\"\n      tag: \"\\\"><script>alert(1)</script>\"\n";
    let lesson = "# One\n\n[a]({{var.bad}}) [b](https://x.example/{{var.tag}}) <a href=\"{{var.bad}}\">c</a> <a href=\"java{{var.bad}}\">d</a>\n\n<img src=\"https://x.example/a.png\" alt=\"{{var.tag}}\"> {{var.tag}}\n";
    let world = World::of(&[("course.yaml", settings), ("01-one.md", lesson)]);
    let program =
        world.command(&["import", "--all-targets", "--yes", "--verify", "1"]).env("HOOPAI_TOKEN", TOKEN);
    program.run();
    let portal = world.portal("L").to_string();
    assert!(!portal.contains("<script") && !portal.contains("javascript:alert"), "{portal}");
    assert!(portal.contains("&lt;script&gt;alert(1)"), "{portal}");
}

#[test]
fn a_preview_shows_the_course_of_one_target() {
    let world = World::start();
    let out = tempfile::tempdir().unwrap();
    let export = |target: &str| {
        let folder = out.path().join(target);
        let path = world.course.path().to_str().unwrap();
        let told =
            crate::testkit::run(&["preview", path, "--target", target, "--export", folder.to_str().unwrap()]);
        (told, folder)
    };
    let (told, folder) = export("berlin");
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    let pages: Vec<u8> = crate::testkit::contents(&folder).into_values().flatten().collect();
    let pages = String::from_utf8_lossy(&pages);
    for word in ["Bread in Berlin", "help@berlin.example.com", "LocBerlin"] {
        assert!(pages.contains(word), "no {word}");
    }
    let (told, _) = export("oslo");
    assert_eq!(told.code, Some(1), "{}", told.stderr);
}
