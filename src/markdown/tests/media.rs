//! Links, images, videos and the players of other sites.

use super::*;

const PLAYER: &str = "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\">\
    <iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"TITLE\" \
    style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" \
    allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" \
    allowfullscreen=\"\"></iframe></div>\n";

#[track_caller]
fn check_player(markdown: &str, title: &str) {
    check(markdown, &PLAYER.replace("TITLE", title));
}

#[test]
fn local_links_and_images_are_references_with_the_place_of_their_address() {
    check(
        "[a *b*](b.md#c \"T\") ![d](<e f.png>) [![g](h.png)](i.pdf)\n[r] <https://x.y>\n\n[r]: ../r.md\n",
        "<p><a href=\"{0}\" title=\"T\">a <em>b</em></a>{0} <img src=\"{1}\" alt=\"d\"> \
         <a href=\"{2}\"><img src=\"{3}\" alt=\"g\"></a>{2}\n<a href=\"{4}\">r</a>{4} <a href=\"https://x.y\">https://x.y</a></p>\n\
         0: Link b.md#c \"a b\" at \"b.md#c\"\n\
         1: Image e f.png \"d\" at \"e f.png\"\n\
         2: Link i.pdf \"g\" at \"i.pdf\"\n\
         3: Image h.png \"g\" at \"h.png\"\n\
         4: Link ../r.md \"r\" at \"[r]\"\n",
    );
}

#[test]
fn addresses_elsewhere_are_written_as_they_are() {
    check(
        "[a](https://x.y/?a=1&b=2) [m](mailto:a@b.c) <a@b.c> [t](tel:+1) [h](#top) ![d](data:image/png;base64,AA==) ![p](//x.y/z.png)",
        "<p><a href=\"https://x.y/?a=1&amp;b=2\">a</a> <a href=\"mailto:a@b.c\">m</a> <a href=\"mailto:a@b.c\">a@b.c</a> \
         <a href=\"tel:+1\">t</a> <a href=\"#top\">h</a> <img src=\"data:image/png;base64,AA==\" alt=\"d\"> \
         <img src=\"https://x.y/z.png\" alt=\"p\"></p>\n",
    );
}

#[test]
fn addresses_that_run_are_removed_and_said_once_for_each_scheme() {
    check(
        "[a](javascript:x) [b](JAVASCRIPT:y) ![c](vbscript:z) <svelte:self>",
        "<p>a b c &lt;svelte:self&gt;</p>\n\
         warning[unsafe-html]: an address that begins with `javascript:` is removed at \"[a](javascript:x)\"\n\
         warning[unsafe-html]: an address that begins with `vbscript:` is removed at \"![c](vbscript:z)\"\n",
    );
}

#[test]
fn an_image_without_alternative_text_is_said() {
    check(
        "![](a.png) ![b](b.png) <img src=\"c.png\"> <img src=\"d.png\" alt=\"\">",
        "<p><img src=\"{0}\" alt=\"\"> <img src=\"{1}\" alt=\"b\"> <img src=\"{2}\" alt=\"\"> <img src=\"{3}\" alt=\"\"></p>\n\
         0: Image a.png \"\" at \"a.png\"\n1: Image b.png \"b\" at \"b.png\"\n2: Image c.png \"\" at \"c.png\"\n3: Image d.png \"\" at \"d.png\"\n\
         warning[missing-alt]: 2 images have no alt text (line 1) at \"![](a.png)\"\n",
    );
}

#[test]
fn an_address_with_a_space_is_said_because_markdown_reads_it_as_text() {
    check(
        "![x](name with space.png) [y](<my file.pdf>) [z](see page 3)",
        "<p>![x](name with space.png) <a href=\"{0}\">y</a>{0} [z](see page 3)</p>\n0: Link my file.pdf \"y\" at \"my file.pdf\"\n\
         warning[address-with-space]: an address with a space is read as text at \"![x](name with space.png)\"\n",
    );
}

#[test]
fn a_local_video_is_a_block_when_it_stands_alone() {
    check(
        "![A](a.mp4)\n\n[B](b.MOV)\n\n<video controls><source src=\"c.webm\"></video>\n\n<video src=\"d.mp4\">\n</video>\n",
        "{video 0}\n{video 1}\n{video 2}\n{video 3}\n\
         0: Video a.mp4 \"A\" at \"a.mp4\"\n1: Video b.MOV \"B\" at \"b.MOV\"\n2: Video c.webm \"\" at \"c.webm\"\n3: Video d.mp4 \"\" at \"d.mp4\"\n",
    );
}

#[test]
fn a_video_in_running_text_is_a_link_if_it_is_written_as_one() {
    check(
        "See [b](b.mp4) and ![a](a.mp4).",
        "<p>See <a href=\"{0}\">b</a>{0} and {video 1}.</p>\n0: Link b.mp4 \"b\" at \"b.mp4\"\n1: Video a.mp4 \"a\" at \"a.mp4\"\n",
    );
}

#[test]
fn remote_videos_play_in_the_page_and_audio_and_posters_are_assets() {
    check(
        "<video src=\"https://x.y/a.mp4\" poster=\"p.png\"></video>\n\n<audio src=\"s.mp3\"></audio>\n",
        "<video src=\"https://x.y/a.mp4\" poster=\"{0}\" controls=\"\"></video>\n<audio src=\"{1}\" controls=\"\"></audio>\n\
         0: Asset p.png \"\" at \"p.png\"\n1: Asset s.mp3 \"\" at \"s.mp3\"\n",
    );
    assert!(page("![a](https://x.y/a.mp4)").has_embed);
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
