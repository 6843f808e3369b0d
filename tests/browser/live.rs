//! What the author saves is what the page shows, without anybody reloading it.

use std::fs;

use serde_json::Value;

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server};

const LESSON: &str = "01-getting-started/01-what-you-need.md";

/// Opens a lesson of the example course, and marks the page so that a reload can be told from a change.
async fn open(browser: &Browser, server: &Server, lesson: &str) {
    browser.open(&server.at("/")).await;
    browser.click_on(lesson).await;
    browser.wait_for_heading(lesson).await;
}

#[test]
fn an_edit_shows_and_the_reader_stays_where_she_was() {
    let course = Course::example();
    let long: Vec<String> = (1..200).map(|number| format!("Paragraph {number} of many.")).collect();
    course.write(LESSON, format!("# What you need\n\nFirst words.\n\n{}\n", long.join("\n\n")));
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "What you need").await;
        browser.value::<Value>("window.scrollTo({ top: 1500, behavior: 'instant' })").await;
        browser.wait_until("the page is scrolled", "window.scrollY === 1500").await;
        // Below what is visible, so that nothing visible has a reason to move.
        course.edit(LESSON, "Paragraph 199 of many.", "The last paragraph, changed.");
        browser.wait_for_text("The last paragraph, changed.").await;
        assert_eq!(browser.value::<u32>("Math.round(window.scrollY)").await, 1500);
        // And in what is visible.
        course.edit(LESSON, "Paragraph 40 of many.", "The fortieth, changed.");
        browser.wait_for_text("The fortieth, changed.").await;
        assert_eq!(browser.value::<u32>("Math.round(window.scrollY)").await, 1500);
    });
}

#[test]
fn every_save_shows_however_fast_they_come() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "What you need").await;
        for round in 1..=20 {
            course.write(LESSON, format!("# What you need\n\nThis is save {round} of twenty.\n"));
        }
        browser.wait_for_text("This is save 20 of twenty.").await;
        // An editor that saves by writing beside and renaming.
        course
            .write("01-getting-started/.01-what-you-need.md.swp", "# What you need\n\nRenamed into place.\n");
        course.rename("01-getting-started/.01-what-you-need.md.swp", LESSON);
        browser.wait_for_text("Renamed into place.").await;
    });
}

#[test]
fn a_new_title_shows_in_the_page_and_in_the_outline() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "Shape the loaf").await;
        course.edit("02-baking-day/03-while-it-rests.md", "title: While it rests", "title: A long rest");
        let outline =
            "[...document.querySelectorAll('nav')].some(nav => nav.textContent.includes('A long rest'))";
        browser.wait_until("the outline has the new title", outline).await;
        assert_eq!(browser.heading().await, "Shape the loaf");
        let file = "02-baking-day/04-shape-and-bake/01-shape-the-loaf.md";
        course.edit(file, "title: Shape the loaf", "title: Shaping");
        browser.wait_for_heading("Shaping").await;
    });
}

#[test]
fn a_lesson_comes_moves_and_goes() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_text("What you need").await;
        course.write("01-getting-started/05-flour.md", "# All about flour\n\nIt is ground.\n");
        browser.wait_for_text("All about flour").await;
        // It is not only named but there.
        browser.click_on("All about flour").await;
        browser.wait_for_heading("All about flour").await;
        browser.wait_for_text("It is ground.").await;
        browser.driver.back().await.unwrap();
        browser.wait_for_heading("Sourdough at home").await;
        // To the front.
        course.rename("01-getting-started/05-flour.md", "01-getting-started/00-flour.md");
        let comes_first = "document.body.innerText.indexOf('All about flour') < document.body.innerText.indexOf('What you need')";
        browser.wait_until("the lesson has moved to the front", comes_first).await;
        course.remove("01-getting-started/00-flour.md");
        browser.wait_for_no_text("All about flour").await;
        // A folder.
        course.write("03-after/01-tidy-up.md", "# Tidy up\n\nWash the bowl.\n");
        browser.wait_for_text("Tidy up").await;
        fs::remove_dir_all(course.file("03-after")).unwrap();
        browser.wait_for_no_text("Tidy up").await;
    });
}

#[test]
fn a_lesson_that_is_deleted_while_it_is_read_is_gone_and_its_page_says_so() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.expect_in_console("the server responded with a status of 404");
        open(browser, &server, "Is it ready? The float test").await;
        course.remove("01-getting-started/03-is-it-ready.md");
        browser.wait_for_no_text("Drop a teaspoon of it").await;
        browser.wait_until("there is a way on", "document.querySelectorAll('main a[href]').length > 0").await;
    });
}

#[test]
fn a_lesson_that_is_renamed_while_it_is_read_is_followed() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "Is it ready? The float test").await;
        course.rename("01-getting-started/03-is-it-ready.md", "01-getting-started/05-is-it-ready.md");
        let after = "document.querySelector('main a[rel=prev]').innerText.includes('Check yourself')";
        browser.wait_until("it stands after the quiz", after).await;
        assert_eq!(browser.heading().await, "Is it ready? The float test");
        course.edit("01-getting-started/05-is-it-ready.md", "Drop a teaspoon", "Drop a spoon");
        browser.wait_for_text("Drop a spoon").await;
    });
}

#[test]
fn many_tabs_are_live_at_once() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "What you need").await;
        // Browsers keep no more than six connections to a server.
        for _ in 0..9 {
            let tab = browser.driver.new_tab().await.unwrap();
            browser.driver.switch_to_window(tab).await.unwrap();
            open(browser, &server, "What you need").await;
        }
        course.edit(LESSON, "A loaf asks for four", "A loaf asks for five");
        for tab in browser.driver.windows().await.unwrap() {
            browser.driver.switch_to_window(tab).await.unwrap();
            browser.wait_for_text("A loaf asks for five").await;
        }
    });
}

#[test]
fn a_preview_that_is_started_again_is_found_again() {
    let course = Course::example();
    let server = Server::preview(course.path());
    let port = server.host().rsplit(':').next().unwrap().to_owned();
    browse(async |browser| {
        browser.expect_in_console("net::ERR_");
        open(browser, &server, "What you need").await;
        drop(server);
        course.edit(LESSON, "A loaf asks for four", "A loaf asks for five");
        let _again = Server::preview_of(&[course.path().to_str().unwrap(), "--port", &port]);
        browser.wait_for_text("A loaf asks for five").await;
    });
}

#[test]
fn an_image_that_changes_is_shown_anew() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "Your own starter").await;
        assert_eq!(browser.broken_images().await, [""; 0]);
        let width: u32 = browser.value("document.querySelector('main img').naturalWidth").await;
        assert!(width > 1);
        course.write("01-getting-started/02-your-starter/starter-day-by-day.png", PIXEL);
        browser
            .wait_until("the new image is shown", "document.querySelector('main img').naturalWidth === 1")
            .await;
    });
}

/// A picture of one grey pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

#[test]
fn the_courses_own_words_change() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("Sourdough at home").await;
        course.edit("course.yaml", "title: Sourdough at home", "title: Bread without haste");
        browser.wait_for_heading("Bread without haste").await;
        browser.wait_until("so does the window's", "document.title === 'Bread without haste'").await;
        course.edit("course.yaml", "name: Mara Lind", "name: Somebody Else");
        browser.wait_for_text("Somebody Else").await;
    });
}

#[test]
fn a_video_plays_on_while_the_text_is_edited() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "Stretch and fold").await;
        browser
            .asynchronous::<Value>(
                "const video = document.querySelector('video');
                video.muted = true; video.loop = true;
                await video.play();
                window.player = video;",
            )
            .await;
        course.edit("02-baking-day/03-while-it-rests.md", "title: While it rests", "title: A long rest");
        let outline =
            "[...document.querySelectorAll('nav')].some(nav => nav.textContent.includes('A long rest'))";
        browser.wait_until("the outline has the new title", outline).await;
        course.edit("02-baking-day/02-stretch-and-fold.md", "No kneading.", "No kneading at all.");
        browser.wait_for_text("No kneading at all.").await;
        assert!(
            browser
                .value::<bool>("window.player === document.querySelector('video') && !window.player.paused")
                .await,
            "the player is another one, or stopped"
        );
    });
}

#[test]
fn who_is_typing_is_not_disturbed() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        open(browser, &server, "What you need").await;
        browser.press("/").await;
        browser.write("star").await;
        course.edit(LESSON, "A loaf asks for four", "A loaf asks for five");
        browser.wait_for_text("A loaf asks for five").await;
        browser.write("ter").await;
        assert_eq!(browser.value::<String>("document.activeElement.value").await, "starter");
    });
}
