//! Players of other sites: where they come from, and what is around them.

use super::*;

const SRC: &str = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";
const PAGE: &str = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";

const STYLE: &str = "style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
    allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
    allowfullscreen=\"\"";

/// The player of an address, and the link below it.
fn player(src: &str, page: &str, title: &str, words: &str) -> String {
    format!(
        "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\">\
         <iframe src=\"{src}\" title=\"{title}\" referrerpolicy=\"strict-origin-when-cross-origin\" {STYLE}>\
         </iframe></div>\n<p><a href=\"{page}\">{words}</a></p>\n"
    )
}

/// The player of the video of most tests.
fn video(title: &str) -> String {
    let words = if title == "YouTube video" { title.to_owned() } else { format!("{title} (YouTube)") };
    player(SRC, PAGE, title, &words)
}

#[track_caller]
fn check_player(markdown: &str, title: &str) {
    check(markdown, &video(title));
}

#[test]
fn a_link_to_a_player_that_stands_alone_becomes_the_player() {
    check_player("https://youtu.be/dQw4w9WgXcQ", "YouTube video");
    check_player("<https://youtu.be/dQw4w9WgXcQ>", "YouTube video");
    check_player("[The *talk*](https://www.youtube.com/watch?v=dQw4w9WgXcQ)", "The talk");
    check_player(
        "[![Thumb](https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg)](https://youtu.be/dQw4w9WgXcQ)",
        "Thumb",
    );
    assert!(page("https://youtu.be/dQw4w9WgXcQ").has_embed);
}

#[test]
fn shortcodes_and_components_become_the_player_too() {
    for markdown in [
        "{{< youtube dQw4w9WgXcQ >}}",
        "{{< youtube id=\"dQw4w9WgXcQ\" autoplay=\"true\" >}}",
        "{% youtube dQw4w9WgXcQ %}",
        "{% youtube \"https://youtu.be/dQw4w9WgXcQ\" %}",
        "{% include youtube.html id=\"dQw4w9WgXcQ\" %}",
        "{% include video id=\"dQw4w9WgXcQ\" provider=\"youtube\" %}",
        "<Youtube id=\"dQw4w9WgXcQ\"/>",
        "<YouTube videoId={'dQw4w9WgXcQ'} />",
    ] {
        check_player(markdown, "YouTube video");
    }
}

#[test]
fn a_link_to_a_player_in_running_text_stays_a_link() {
    check(
        "See https://youtu.be/dQw4w9WgXcQ now",
        "<p>See <a href=\"https://youtu.be/dQw4w9WgXcQ\">https://youtu.be/dQw4w9WgXcQ</a> now</p>\n",
    );
    assert!(!page("See https://youtu.be/dQw4w9WgXcQ now").has_embed);
}

#[test]
fn a_video_s_page_as_an_image_becomes_the_player_in_every_form_of_its_address() {
    for address in [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ",
        "//youtu.be/dQw4w9WgXcQ",
        "http://m.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ] {
        check_player(&format!("![Intro]({address})"), "Intro");
        check_player(&format!("![Intro][v]\n\n[v]: {address}"), "Intro");
    }
    check_player("![](https://youtu.be/dQw4w9WgXcQ)", "YouTube video");
    for (address, src, page, site) in [
        (
            "https://vimeo.com/76979871/ab12",
            "https://player.vimeo.com/video/76979871?h=ab12",
            "https://vimeo.com/76979871/ab12",
            "Vimeo",
        ),
        (
            "https://player.vimeo.com/video/76979871",
            "https://player.vimeo.com/video/76979871",
            "https://vimeo.com/76979871",
            "Vimeo",
        ),
        (
            "https://www.loom.com/share/0281766f?sid=1",
            "https://www.loom.com/embed/0281766f",
            "https://www.loom.com/share/0281766f",
            "Loom",
        ),
        (
            "https://acme.wistia.com/medias/e4a27b971d",
            "https://fast.wistia.net/embed/iframe/e4a27b971d",
            "https://acme.wistia.com/medias/e4a27b971d",
            "Wistia",
        ),
        (
            "https://fast.wistia.com/embed/iframe/e4a27b971d",
            "https://fast.wistia.net/embed/iframe/e4a27b971d",
            "https://fast.wistia.net/embed/iframe/e4a27b971d",
            "Wistia",
        ),
    ] {
        let expected = player(src, page, "Intro", &format!("Intro ({site})"));
        check(&format!("![Intro]({address})"), &expected);
    }
}

#[test]
fn a_player_in_a_paragraph_divides_it() {
    let intro = video("Intro");
    check(
        "Watch *this*:\n![Intro](https://youtu.be/dQw4w9WgXcQ)\nand then go on.",
        &format!("<p>Watch <em>this</em>:</p>\n{intro}<p>and then go on.</p>\n"),
    );
    check(
        "![Intro](https://youtu.be/dQw4w9WgXcQ)\\\n![Intro](https://youtu.be/dQw4w9WgXcQ)",
        &format!("{intro}{intro}"),
    );
    check(
        "- one ![Intro](https://youtu.be/dQw4w9WgXcQ)\n- two",
        &format!("<ul>\n<li>one \n{intro}</li>\n<li>two</li>\n</ul>\n"),
    );
}

#[test]
fn where_no_player_can_be_it_comes_below() {
    let intro = video("Intro");
    check(
        "See **![Intro](https://youtu.be/dQw4w9WgXcQ)** now.",
        &format!("<p>See <strong>Intro</strong> now.</p>\n{intro}"),
    );
    check(
        "Text.\n\n## Part ![Intro](https://youtu.be/dQw4w9WgXcQ)\n\nMore.",
        &format!("<p>Text.</p>\n<h2 id=\"part\">Part Intro</h2>\n{intro}<p>More.</p>\n"),
    );
    check(
        "[a ![Intro](https://youtu.be/dQw4w9WgXcQ)](https://example.org/)",
        &format!("<p><a href=\"https://example.org/\">a Intro</a></p>\n{intro}"),
    );
}

#[test]
fn an_image_or_a_video_tag_with_a_video_s_page_is_the_player() {
    check_player("<img src=\"https://youtu.be/dQw4w9WgXcQ\" alt=\"Intro\" width=\"300\">", "Intro");
    check_player("<video src=\"https://youtu.be/dQw4w9WgXcQ\"></video>", "YouTube video");
    check_player(
        "<video><source src=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"></video>",
        "YouTube video",
    );
    check(
        "<p align=\"center\"><img src=\"https://youtu.be/dQw4w9WgXcQ\" alt=\"Intro\"></p>",
        &format!("<p align=\"center\">Intro</p>\n{}", video("Intro")),
    );
}

#[test]
fn pictures_of_videos_and_other_pages_of_these_sites_stay_as_they_are() {
    for address in [
        "https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg",
        "https://fast.wistia.com/embed/medias/e4a27b971d/swatch",
        "https://i.vimeocdn.com/video/1.jpg",
        "https://example.org/watch?v=dQw4w9WgXcQ",
    ] {
        check(&format!("![Intro]({address})"), &format!("<p><img src=\"{address}\" alt=\"Intro\"></p>\n"));
    }
}

#[test]
fn an_author_s_own_frame_keeps_its_attributes_and_gets_the_policy_and_the_link() {
    let link = |words: &str| format!("<p><a href=\"{PAGE}\">{words}</a></p>\n");
    check(
        "<iframe width=\"560\" height=\"315\" src=\"https://www.youtube.com/embed/dQw4w9WgXcQ\" title=\"A talk\" \
         frameborder=\"0\" allow=\"autoplay\" referrerpolicy=\"origin\" loading=\"lazy\" allowfullscreen></iframe>",
        &format!(
            "<iframe src=\"{SRC}\" width=\"560\" height=\"315\" title=\"A talk\" frameborder=\"0\" allow=\"autoplay\" \
             referrerpolicy=\"origin\" loading=\"lazy\" allowfullscreen=\"\"></iframe>\n{}",
            link("A talk (YouTube)")
        ),
    );
    check(
        "<div class=\"video\">\n<iframe src=\"https://youtu.be/dQw4w9WgXcQ\" referrerPolicy=\"nonsense\"></iframe>\n</div>\n\nText.",
        &format!(
            "<div class=\"video\">\n<iframe src=\"{SRC}\" referrerpolicy=\"strict-origin-when-cross-origin\">\
             </iframe>\n</div>\n{}<p>Text.</p>\n",
            link("YouTube video")
        ),
    );
    check(
        "See <iframe src=\"https://example.org/map\"></iframe> there.",
        "<p>See <iframe src=\"https://example.org/map\" referrerpolicy=\"strict-origin-when-cross-origin\">\
         </iframe> there.</p>\n",
    );
}
