//! Videos: a file of the course plays, and one of another site has its player.

use serde_json::Value;

use crate::driver::browse;
use crate::testkit::{Course, Server};

#[test]
fn the_local_video_plays() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        browser.play().await;
        assert_eq!(browser.value::<Value>("document.querySelector('video').error").await, Value::Null);
        assert!(browser.value::<bool>("document.querySelector('video').controls").await);
    });
}

#[test]
fn a_part_of_the_video_can_be_asked_for() {
    let course = Course::example();
    let server = Server::preview(course.path());
    let size = std::fs::metadata(course.file("02-baking-day/02-stretch-and-fold.mp4")).unwrap().len();
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("Stretch and fold").await;
        browser.wait_for_heading("Stretch and fold").await;
        browser.wait_for_duration().await;
        // Moving about in a long video is asking for the parts of it.
        browser
            .asynchronous::<Value>(
                "const video = document.querySelector('video');
                video.currentTime = video.duration / 2;
                await new Promise(done => video.addEventListener('seeked', done, { once: true }));",
            )
            .await;
        let answer: Value = browser
            .asynchronous(
                "const address = document.querySelector('video').currentSrc;
                const answer = await fetch(address, { headers: { Range: 'bytes=100-199' } });
                return [answer.status, answer.headers.get('content-range'), (await answer.arrayBuffer()).byteLength];",
            )
            .await;
        assert_eq!(answer, serde_json::json!([206, format!("bytes 100-199/{size}"), 100]));
    });
}

#[test]
fn a_video_of_another_site_is_shown_by_that_sites_player() {
    let course = Course::example();
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.click_on("While it rests").await;
        browser.wait_for_heading("While it rests").await;
        let player: String = browser.value("document.querySelector('main iframe').src").await;
        assert!(player.contains("youtube") && player.contains("aqz-KE-bpKQ"), "{player}");
        assert!(!browser.value::<String>("document.querySelector('main iframe').title").await.is_empty());
    });
}
