//! Links, images, and videos of the course.

use super::*;

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
         <a href=\"tel:+1\">t</a> <a href=\"#top\">h</a> <img src=\"{0}\" alt=\"d\"> \
         <img src=\"https://x.y/z.png\" alt=\"p\"></p>\n\
         0: Image data:image/png;base64,AA== \"d\" at \"data:image/png;base64,AA==\"\n",
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
fn a_document_that_is_written_as_an_image_is_a_link() {
    check(
        "![The guide](a/guide.pdf#page=2) ![](my%20deck.PPTX) <img src=\"table.xlsx\" alt=\"T\"> ![x](https://x.y/z.pdf?a=1)",
        "<p><a href=\"{0}\">The guide</a>{0} <a href=\"{1}\">my deck.PPTX</a>{1} <a href=\"{2}\">T</a>{2} \
         <a href=\"https://x.y/z.pdf?a=1\">x</a></p>\n\
         0: Link a/guide.pdf#page=2 \"The guide\" at \"a/guide.pdf#page=2\"\n\
         1: Link my%20deck.PPTX \"\" at \"my%20deck.PPTX\"\n\
         2: Link table.xlsx \"T\" at \"table.xlsx\"\n",
    );
    check(
        "[![The guide](guide.pdf)](https://x.y)",
        "<p><a href=\"https://x.y\">The guide</a></p>\n0: Link guide.pdf \"The guide\" at \"guide.pdf\"\n",
    );
}

#[test]
fn a_sound_that_is_written_as_an_image_is_played() {
    check(
        "![Knock on it](knock.mp3)\n\nAnd ![](b.OGG), <img src=\"c.wav\">, ![d](https://x.y/d.m4a).",
        "<p><audio src=\"{0}\" controls=\"\" title=\"Knock on it\"></audio></p>\n\
         <p>And <audio src=\"{1}\" controls=\"\"></audio>, <audio src=\"{2}\" controls=\"\"></audio>, \
         <audio src=\"https://x.y/d.m4a\" controls=\"\" title=\"d\"></audio>.</p>\n\
         0: Sound knock.mp3 \"Knock on it\" at \"knock.mp3\"\n1: Sound b.OGG \"\" at \"b.OGG\"\n2: Sound c.wav \"\" at \"c.wav\"\n",
    );
    check(
        "[![Knock](knock.mp3)](https://x.y)",
        "<p><a href=\"https://x.y\">Knock</a></p>\n<p><audio src=\"{0}\" controls=\"\" title=\"Knock\"></audio></p>\n\
         0: Sound knock.mp3 \"Knock\" at \"knock.mp3\"\n",
    );
}

#[test]
fn what_no_browser_shows_is_said_once_a_format() {
    check(
        "![a](a.psd) ![b](b.psd) ![c](c.eps?x) ![d](d.drawio) ![e](https://x.y/e.tiff) ![f](f.heic)",
        "<p><img src=\"{0}\" alt=\"a\"> <img src=\"{1}\" alt=\"b\"> <img src=\"{2}\" alt=\"c\"> <img src=\"{3}\" alt=\"d\"> \
         <img src=\"https://x.y/e.tiff\" alt=\"e\"> <img src=\"{4}\" alt=\"f\"></p>\n\
         0: Image a.psd \"a\" at \"a.psd\"\n1: Image b.psd \"b\" at \"b.psd\"\n2: Image c.eps?x \"c\" at \"c.eps?x\"\n\
         3: Image d.drawio \"d\" at \"d.drawio\"\n4: Image f.heic \"f\" at \"f.heic\"\n\
         warning[unsupported-image]: no browser shows a `.psd` file as an image at \"![a](a.psd)\"\n\
         warning[unsupported-image]: no browser shows a `.eps` file as an image at \"![c](c.eps?x)\"\n\
         warning[unsupported-image]: no browser shows a `.drawio` file as an image at \"![d](d.drawio)\"\n\
         warning[unsupported-image]: no browser shows a `.tiff` file as an image at \"![e](https://x.y/e.tiff)\"\n",
    );
    check(
        "![The note](note.md)",
        "<p><a href=\"{0}\">The note</a>{0}</p>\n0: Link note.md \"The note\" at \"note.md\"\n\
         warning[unsupported-image]: no browser shows a `.md` file as an image at \"![The note](note.md)\"\n",
    );
}

#[test]
fn what_a_browser_may_show_is_an_image_without_a_word() {
    for address in ["a.PNG", "a.svg?x#y", "a.avif", "a.drawio.svg", "a", "a.b/c", "a.123", "x/v1.2"] {
        check(
            &format!("![x]({address})"),
            &format!("<p><img src=\"{{0}}\" alt=\"x\"></p>\n0: Image {address} \"x\" at \"{address}\"\n"),
        );
    }
    for address in ["https://x.y/a.php", "https://x.y/a", "https://x.pdf", "https://x.y/?a=b.pdf"] {
        check(&format!("![x]({address})"), &format!("<p><img src=\"{address}\" alt=\"x\"></p>\n"));
    }
}
