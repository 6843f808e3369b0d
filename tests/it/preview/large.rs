//! Ten thousand lessons: pages stay small, and an export does not grow with the square.

use std::fmt::Write as _;

use super::*;

#[tokio::test]
async fn the_pages_of_a_large_course_stay_small() {
    let course = Course::empty();
    let text = "Some words about it. ".repeat(20);
    for number in 0..10_000 {
        let (module, part) = (number / 40, number % 40);
        course.write(
            &format!("{module:03}-module/{part:02}-lesson.md"),
            format!("# Lesson {number}\n\n{text}\n"),
        );
    }
    let preview = Preview::of(course.path());
    let page = preview.text("/").await;
    assert!(page.contains("10000 lessons") && page.contains("Lesson 9999"));
    for path in [
        "/lessons/000-module--00-lesson.html",
        "/lessons/125-module--20-lesson.html",
        "/lessons/249-module--39-lesson.html",
        "/lessons/125-module--20-lesson.body.html",
        "/body.html",
    ] {
        let page = preview.text(path).await;
        assert!(page.len() < 40_000, "{path}: {}", page.len());
    }
    let middle = preview.text("/lessons/125-module--20-lesson.html").await;
    assert!(middle.contains("earlier categories") && middle.contains("more categories"), "{middle}");
    let json = preview.text("/lessons/125-module--20-lesson.body.html").await;
    assert!(
        json.contains("… 125 categories …")
            && json.contains("… 20 lessons …")
            && json.contains("Lesson 5020"),
        "{json}"
    );
}

#[tokio::test]
async fn a_module_with_thousands_of_lessons_and_a_huge_table_does_no_harm() {
    let course = Course::empty();
    for number in 0..3000 {
        course.write(&format!("all/{number:04}.md"), format!("# Lesson {number}\n\nText.\n"));
    }
    let mut table = String::from("# Table\n\n");
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(200));
    table.push_str(&row("h"));
    table.push_str(&row("---"));
    for _ in 0..500 {
        table.push_str(&row("x"));
    }
    let _ = write!(table, "\n{}\n", "<div>".repeat(5000));
    course.write("all/1500.md", table);
    let preview = Preview::of(course.path());
    assert!(preview.text("/lessons/all--1501.html").await.len() < 40_000);
    let page = preview.text("/lessons/all--1500.html").await;
    assert!(page.contains("cd-wide") && page.matches("<tr>").count() > 500);
    assert!(page.ends_with("</html>"));
}
