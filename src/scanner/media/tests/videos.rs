use super::*;

#[test]
fn the_front_matters_video_comes_before_one_of_the_stem_and_one_in_the_text() {
    check(
        &[
            ("01-a.md", "---\nvideo: v/front.mp4\n---\nText.\n\n![](v/body.mp4)\n"),
            ("01-a.mp4", "x"),
            ("v/front.mp4", "x"),
            ("v/body.mp4", "x"),
            ("02-b.md", "Text.\n\n![](v/body.mp4)\n"),
            ("02-b.mp4", "x"),
            ("03-c.md", "Text.\n\n![](v/body.mp4)\n\nMore.\n\n[Watch](v/other.mp4)\n"),
            ("v/other.mp4", "x"),
        ],
        "",
    );
}

#[test]
fn the_only_video_of_a_lesson_folder_is_its_video_and_of_two_none_is() {
    check(
        &[
            ("01-a/README.md", "# A\n\nText."),
            ("01-a/media/clip.mp4", "x"),
            ("02-b/README.md", "# B\n\nText."),
            ("02-b/one.mp4", "x"),
            ("02-b/two.mp4", "x"),
            ("03-c/README.md", "# C\n\nText."),
            ("03-c/03-c.mp4", "x"),
            ("03-c/two.webm", "x"),
        ],
        "",
    );
}

#[test]
fn a_video_without_words_is_a_lesson_and_one_beside_words_is_not() {
    check(
        &[
            ("a/01-x.mp4", "x"),
            ("a/01-x.pdf", "x"),
            ("a/02-y.md", "Text."),
            ("a/02-y-extra.mp4", "x"),
            ("a/03-z.md", "Text."),
            ("a/03-z/clip.mp4", "x"),
            ("a/named.mp4", "x"),
            ("a/04-u.md", "---\nmaterials: [named.mp4]\n---\nText."),
        ],
        "",
    );
}

#[test]
fn an_index_file_has_the_video_of_its_very_name_only() {
    check(
        &[
            ("a/README.md", "# A\n\nText."),
            ("a/README.mp4", "x"),
            ("a/01-x.md", "Text."),
            ("a/02-y.md", "Text."),
            ("a/readme-more.pdf", "x"),
        ],
        "",
    );
}

#[test]
fn players_and_the_platforms_own_addresses_are_taken_and_other_hosts_warned_of() {
    check(
        &[
            ("01-a.md", "---\nvideo: https://youtu.be/dQw4w9WgXcQ\n---\n"),
            ("02-b.md", "---\nvideo: https://assets.cdn.filesafe.space/l/media/1.mp4\n---\n"),
            ("03-c.md", "---\nvideo: https://example.com/1.mp4\n---\n"),
        ],
        "",
    );
}

#[test]
fn a_video_that_is_missing_or_none_is_an_error() {
    check(
        &[
            ("01-a.md", "---\nvideo: a.mp4\n---\nText."),
            ("02-b.md", "---\nvideo: shot.png\n---\nText."),
            ("03-c.md", "---\nvideo: v\n---\nText."),
            ("04-d.md", "Text.\n\n![](gone.mp4)\n"),
            ("shot.png", "x"),
            ("v/x.pdf", "x"),
        ],
        "",
    );
}

#[test]
fn captions_of_a_claimed_video_are_said_to_stay_behind() {
    check(&[("a.md", "Text."), ("a.mp4", "x"), ("a.en.vtt", "x"), ("other.srt", "x")], "");
}
