//! An author tries a quiz: the answers are not in the page, and show when they are checked.

use serde_json::Value;

use crate::driver::browse;
use crate::testkit::{Course, Server};

const QUIZ: &str = "# Test yourself\n\nThink first.\n\n## One?\n\n- [ ] alpha\n- [x] beta\n\n> Because SECRET.\n\n\
                    ## Several?\n\n- [x] gamma\n- [x] delta\n- [ ] <b>epsilon</b>\n";

/// How many elements a selector finds.
fn count(selector: &str) -> String {
    format!("document.querySelectorAll('{selector}').length")
}

/// Clicks the option with this text.
fn choose(text: &str) -> String {
    format!(
        "[...document.querySelectorAll('.cd-prose label')].find((label) => label.innerText.trim() === '{text}').click()"
    )
}

#[test]
fn a_quiz_can_be_tried_and_its_answers_are_asked_for() {
    let course = Course::of(&[("01-quiz.md", QUIZ)]);
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Test yourself").await;
        browser.wait_for_text("Check answers").await;
        let source: String = browser.value("document.documentElement.outerHTML").await;
        assert!(!source.contains("SECRET") && !source.contains("is-right"), "{source}");
        assert_eq!(browser.value::<u32>(&count(".cd-prose input[type=radio]")).await, 2);
        assert_eq!(browser.value::<u32>(&count(".cd-prose input[type=checkbox]")).await, 3);
        for option in ["alpha", "gamma", "delta"] {
            browser.value::<Value>(&choose(option)).await;
        }
        browser.click_on("Check answers").await;
        browser.wait_for_text("1 of 2 right").await;
        browser.wait_for_text("Because SECRET.").await;
        // Another answer, and what was checked before is gone.
        browser.value::<Value>(&choose("beta")).await;
        browser.click_on("Check answers").await;
        browser.wait_for_text("2 of 2 right").await;
        assert_eq!(browser.value::<u32>(&count(".cd-explanation")).await, 1);
        assert_eq!(browser.value::<u32>(&count(".cd-prose .is-wrong")).await, 0);
        // A tick that moves changes no word of the page, and is checked as it is now.
        course.edit("01-quiz.md", "- [ ] alpha\n- [x] beta", "- [x] alpha\n- [ ] beta");
        browser
            .wait_until(
                "the new answers are checked",
                "(document.querySelector('[data-cd-check]').click(), document.body.innerText.includes('1 of 2 right'))",
            )
            .await;
        // An edit of the text starts anew.
        course.edit("01-quiz.md", "alpha", "omega");
        browser.wait_for_text("omega").await;
        browser.wait_for_text("Check answers").await;
        assert_eq!(browser.value::<u32>(&count(".cd-prose input:checked")).await, 0);
    });
}
