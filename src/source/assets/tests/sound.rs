//! Recordings: lessons of their own, and players above the text of the lesson with their name.

use super::*;
use crate::source::small_course;

#[test]
fn a_recording_alone_in_a_category_is_a_lesson_with_a_player() {
    for extension in ["mp3", "m4a", "WAV", "ogg", "flac"] {
        small_course::check(
            &format!("01-a/x.md\n02-talks/01-hello.{extension}: x\n02-talks/02-more.{extension}: x\n"),
            "
            Course
              A
                X
              Talks
                Hello
                More
            ",
        );
    }
}

#[test]
fn a_recording_is_no_lesson_where_it_belongs_to_something_else() {
    for folder in [
        "a.md: [x](b.mp3)\nb.mp3: x\n",
        "a.md: <audio src=\"b.mp3\"></audio>\nb.mp3: x\n",
        "a.md\na.mp3: x\n",
        "a.md\na-slow.mp3: x\n",
        "a.md\ndownloads/b.mp3: x\n",
        "a.md\naudio/b.mp3: x\n",
        "a.md\ngame/b.wav: x\ngame/main.py: x\n",
        "a.md\n_old/b.mp3: x\n",
    ] {
        small_course::check(folder, "Course\n  Course\n    A\n");
    }
}

#[test]
fn a_recording_of_a_video_or_of_the_same_name_is_no_second_lesson() {
    small_course::check("a.mp3: x\na.mp4: x\nb.mp3: x\nb.ogg: x\n", "Course\n  Course\n    A\n    B\n");
}

#[test]
fn the_player_is_above_the_text_and_the_recording_is_a_material() {
    check(
        &[
            ("01-a.md", "Text."),
            ("01-a.mp3", "x"),
            ("02-b.md", ""),
            ("02-b.m4a", "x"),
            ("03-c/README.md", "Text."),
            ("03-c/03-c.ogg", "x"),
            ("03-c/noise.ogg", "x"),
            ("04-d.md", "Text.\n\n<audio src=\"04-d.mp3\"></audio>"),
            ("04-d.mp3", "x"),
            ("05-e.md", "# <b>E</b>\n\nText."),
            ("05-e-slow.wav", "x"),
            ("06-f.mp3", "x"),
        ],
        r#"
            01-a.md
              mp3 "A" 01-a.mp3
              | <p><audio controls preload="metadata" src="[01-a.mp3]"></audio></p>
              | <p>Text.</p>
            02-b.md
              m4a "B" 02-b.m4a
              | <p><audio controls preload="metadata" src="[02-b.m4a]"></audio></p>
            03-c/README.md
              ogg "C" 03-c/03-c.ogg
              ogg "Noise" 03-c/noise.ogg
              | <p><audio controls preload="metadata" src="[03-c/03-c.ogg]"></audio></p>
              | <p>Text.</p>
            04-d.md
              mp3 "D" 04-d.mp3
              | <p>Text.</p>
              | <audio src="[04-d.mp3]" controls=""></audio>
            05-e.md
              wav "E slow" 05-e-slow.wav
              | <p><audio controls preload="metadata" src="[05-e-slow.wav]"></audio></p>
              | <p>Text.</p>
            06-f.mp3
              mp3 "F" 06-f.mp3
              | <p><audio controls preload="metadata" src="[06-f.mp3]"></audio></p>
            info[video-only-lesson] 06-f.mp3: `06-f.mp3` becomes a lesson without text
              = add text in a file `06-f.md` beside it, or run `coursedir new lessons --for-videos`
        "#,
    );
}
