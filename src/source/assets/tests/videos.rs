//! Which video is a lesson's.

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
        r#"
            01-a.md
              video v/front.mp4 (FrontMatter)
              mp4 "Body" v/body.mp4
              mp4 "A" 01-a.mp4
              | <p>Text.</p>
              | <video controls preload="metadata" src="[v/body.mp4]"></video>
            02-b.md
              video 02-b.mp4 (Stem)
              mp4 "Body" v/body.mp4
              | <p>Text.</p>
              | <video controls preload="metadata" src="[v/body.mp4]"></video>
            03-c.md
              video v/body.mp4 (Body)
              mp4 "Watch" v/other.mp4
              | <p>Text.</p>
              |
              | <p>More.</p>
              | <video controls preload="metadata" src="[v/other.mp4]"></video>
        "#,
    );
}

#[test]
fn of_several_videos_in_a_lesson_folder_the_one_of_its_name_is_taken_or_none() {
    check(
        &[
            ("01-a/README.md", "# A\n\nText."),
            ("01-a/media/clip.mp4", "x"),
            ("02-b/README.md", "# B\n\nText."),
            ("02-b/media/one.mp4", "x"),
            ("02-b/media/two.mp4", "x"),
            ("03-c/README.md", "# C\n\nText."),
            ("03-c/media/03-c.mp4", "x"),
            ("03-c/media/two.webm", "x"),
        ],
        r#"
            01-a/README.md
              video 01-a/media/clip.mp4 (LessonFolder)
              | <p>Text.</p>
            02-b/README.md
              mp4 "One" 02-b/media/one.mp4
              mp4 "Two" 02-b/media/two.mp4
              | <p>Text.</p>
            03-c/README.md
              video 03-c/media/03-c.mp4 (LessonFolder)
              mkv "Two" 03-c/media/two.webm
              | <p>Text.</p>
        "#,
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
        r#"
            a/01-x.mp4
              video a/01-x.mp4 (Itself)
              pdf "X" a/01-x.pdf
            a/02-y.md
              video a/02-y-extra.mp4 (Stem)
              | <p>Text.</p>
            a/03-z.md
              video a/03-z/clip.mp4 (LessonFolder)
              | <p>Text.</p>
            a/04-u.md
              mp4 "Named" a/named.mp4
              | <p>Text.</p>
            info[video-only-lesson] a/01-x.mp4: `a/01-x.mp4` becomes a lesson without text
              = add text in a file `01-x.md` beside it, or run `coursedir new lessons --for-videos`
        "#,
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
        "
            a/README.md
              video a/README.mp4 (Stem)
              | <p>Text.</p>
            a/01-x.md
              | <p>Text.</p>
            a/02-y.md
              | <p>Text.</p>
            warning[unused-file] a: no lesson uses `readme-more.pdf`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        ",
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
        "
            01-a.md
              embed https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ
            02-b.md
              video https://assets.cdn.filesafe.space/l/media/1.mp4 (FrontMatter)
            03-c.md
              video https://example.com/1.mp4 (FrontMatter)
            warning[unsupported-video-host] 03-c.md:2:8: the platform drops videos from this host
              = copy the video file into the course, or upload it manually to the Media Library and use its address
        ",
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
        "
            01-a.md
              | <p>Text.</p>
            02-b.md
              | <p>Text.</p>
            03-c.md
              | <p>Text.</p>
            04-d.md
              | <p>Text.</p>
            error[missing-video] 01-a.md:2:8: the video `a.mp4` does not exist
              ^ no such file in the course's folder
            error[invalid-value] 02-b.md:2:8: the video `shot.png` is not a video
              ^ must be a video file
              = write the path of an `.mp4`, `.mov` or `.webm` file, or a web address
            error[invalid-value] 03-c.md:2:8: the video `v` is a folder
              ^ must be a video file
              = write the path of an `.mp4`, `.mov` or `.webm` file, or a web address
            error[missing-video] 04-d.md:3:5: the video `gone.mp4` does not exist
              ^ no such file in the course's folder
            warning[unused-file] v: no lesson uses `x.pdf`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        ",
    );
}

#[test]
fn captions_of_a_claimed_video_are_said_to_stay_behind() {
    check(
        &[("a.md", "Text."), ("a.mp4", "x"), ("a.en.vtt", "x"), ("other.srt", "x")],
        "
            a.md
              video a.mp4 (Stem)
              | <p>Text.</p>
            warning[captions-not-imported] a.en.vtt: the import cannot attach captions to a video
              = add them to the video on the platform after the import
        ",
    );
}
