//! Keys that name videos, materials and images.

use super::*;

#[test]
fn a_video_is_a_path_or_an_address() {
    check_keys("video: intro.mp4", &["video path intro.mp4"]);
    check_keys("video_url: https://example.com/a.mp4", &["video url https://example.com/a.mp4"]);
    check_keys("videoLink: //example.com/a.mp4", &["video url https://example.com/a.mp4"]);
    check_keys("video: {aspect: 16x9, file: a.mp4}", &["video path a.mp4"]);
}

#[test]
fn a_bare_id_is_a_youtube_id() {
    for keys in ["video_id: dQw4w9WgXcQ", "videoId: dQw4w9WgXcQ", "video: {aspect: x, id: dQw4w9WgXcQ}"] {
        let (front, _) = read(&source(&format!("---\n{keys}\n---\n")), &mut Vec::new());
        let video = front.video.map(|video| shown(&video.value)).unwrap_or_default();
        assert!(video.starts_with("url ") && video.contains("dQw4w9WgXcQ"), "{keys}: {video}");
    }
}

#[test]
fn empty_video_keys_are_templates() {
    check_keys("videoId: \"\"\ndownload: \"\"\nvideo: {id: \"\"}\nvimeo:", &[]);
    check_keys("videoId: \"\"\nvideo: a.mp4", &["video path a.mp4"]);
}

#[test]
fn a_video_that_cannot_be_found_is_an_error() {
    check_keys(
        "youtube: \"@channel\"",
        &["invalid-value 2:10 `youtube` does not name a video \
         (write the full address of the video's page, as the browser shows it)"],
    );
    check_keys(
        "video: [a.mp4, b.mp4]",
        &["invalid-value 2:8 `video` must be a path or an address \
         (keep one video, and list further files in `materials`)"],
    );
    check_keys("video: true", &["invalid-value 2:8 `video` must be a path or an address"]);
    check_keys(
        "video: {aspect: wide}",
        &["invalid-value 2:8 `video` does not name a video (add `file`, `url` or `id`)"],
    );
    check_keys(
        "video: {fil: a.mp4}",
        &["invalid-value 2:8 `video` does not name a video (did you mean `file`?)"],
    );
}

#[test]
fn materials_are_paths_globs_addresses_and_mappings() {
    check_keys(
        "materials:\n- a.pdf\n- \"*.csv\"\n- {title: Slides, url: https://x.org/s, type: PDF}\n- {label: B, file: b.zip}",
        &[
            "material a.pdf - -",
            "material *.csv - -",
            "material https://x.org/s Slides pdf",
            "material b.zip B -",
        ],
    );
    check_keys("download: a.zip", &["material a.zip - -"]);
    check_keys("attachments: {name: A, path: a.zip}", &["material a.zip A -"]);
}

#[test]
fn a_material_without_a_file_is_an_error_and_a_foreign_resource_a_warning() {
    check_keys(
        "materials: [{title: A}, b.pdf, 3]",
        &[
            "material b.pdf - -",
            "invalid-value 2:13 an entry of `materials` has no file or address \
         (write a path, an address, or `title` with `file` or `url`)",
            "invalid-value 2:32 an entry of `materials` has no file or address \
         (write a path, an address, or `title` with `file` or `url`)",
        ],
    );
    check_keys(
        "resources: [{src: x, name: y}]",
        &["unsupported-value 2:13 `resources` is ignored because it is not a file or an address"],
    );
}

#[test]
fn a_type_that_the_platform_does_not_know_is_an_error_in_materials_only() {
    check_keys(
        "materials: {file: a.pdf, type: pfd}",
        &[
            "material a.pdf - -",
            "invalid-value 2:32 the platform does not have this type of material (did you mean `pdf`?)",
        ],
    );
    check_keys(
        "materials: {file: a.pdf, tilte: A, size: 3}",
        &["material a.pdf - -", "unknown-key 2:26 `tilte` is not a known key (did you mean `title`?)"],
    );
    check_keys("resources: {title: A, url: https://x.org, type: article}", &["material https://x.org A -"]);
}
