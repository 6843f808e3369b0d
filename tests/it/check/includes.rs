//! Files that pages include: how many, and what is no text.

use crate::testkit::Course;

#[test]
fn a_page_includes_only_so_many_files() {
    for include in [
        "{{#include NEXT}}",
        "--8<-- \"NEXT\"",
        "<!--@include: ./NEXT-->",
        "[!INCLUDE [x](NEXT)]",
        "```{include} NEXT\n```",
        "{% include_relative NEXT %}",
    ] {
        let course = Course::empty();
        for (name, next) in [("a.md", "b.txt"), ("b.txt", "c.txt"), ("c.txt", "d.txt"), ("d.txt", "e.txt")] {
            let ten = format!("{}\n\n", include.replace("NEXT", next)).repeat(10);
            course.write(name, format!("# T\n\n{ten}"));
        }
        course.write("e.txt", "Words.\n");
        let said = course.run(&["check", "course"]).stdout;
        let message = "error[unreadable-file]: the page includes more than 1,000 files";
        assert_eq!(said.matches(message).count(), 1, "{include}: {said}");
        assert!(said.contains("--> course/a.md:"), "{include}: {said}");
        assert!(!said.contains("in a loop"), "{include}: {said}");
    }
}

#[test]
fn a_page_includes_only_so_much_text() {
    let course = Course::empty();
    let quote = "> ".repeat(200);
    course.write("a.md", format!("# T\n\n{quote}{{{{#include b.txt}}}}\n\n{quote}--8<-- \"b.txt\"\n"));
    course.write("b.txt", "x\n".repeat(100_000));
    let said = course.run(&["check", "course"]).stdout;
    assert!(said.contains("more than 4 MB of text"), "{said}");
}

#[test]
fn many_beginnings_of_includes_on_a_line_are_read_once() {
    let course = Course::of(&[("a.md", &format!("# T\n\n{}\n", "{{#".repeat(190_000)))]);
    course.run(&["check", "course"]);
}

#[test]
fn what_is_there_and_no_text_is_not_missing() {
    for include in
        ["{{#include WHAT}}", "--8<-- \"WHAT\"", "<<< WHAT", "[!INCLUDE [x](WHAT)]", "```{include} WHAT\n```"]
    {
        for (what, why) in [("x.png", "it is not text in UTF-8"), ("part.txt", "it is a folder")] {
            let course = Course::of(&[("a.md", &format!("# T\n\n{}\n", include.replace("WHAT", what)))]);
            course.write("x.png", b"\x89PNG\r\n");
            course.write("part.txt/y.txt", "Words.\n");
            let said = course.run(&["check", "course"]).stdout;
            let message = format!("the included file `{what}` cannot be read: {why}");
            assert!(said.contains(&message), "{include}: {said}");
        }
    }
}
