//! Files that the platform would not take.

use super::*;

#[test]
fn what_cannot_be_sent_is_an_error_once_a_file() {
    let folder = write(&[
        ("01-a.md", "![big](big.png) ![pointer](lfs.png) ![empty](empty.png)"),
        ("02-b.md", "![big](big.png) ![fine](fine.png)"),
        ("02-b.mp4", ""),
        ("03-c.md", "Text."),
        (
            "lfs.png",
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
        ),
        ("empty.png", ""),
        ("fine.png", "version 1"),
    ]);
    let grow =
        |name: &str, bytes| std::fs::File::create(folder.path().join(name)).unwrap().set_len(bytes).unwrap();
    grow("big.png", 26 * 1024 * 1024 + 1);
    grow("03-c.mp4", 500 * 1024 * 1024 + 1);
    check_in(
        &folder,
        "",
        r#"
            01-a.md
              | <p><img src="[big.png]" alt="big"> <img src="[lfs.png]" alt="pointer"> <img src="[empty.png]" alt="empty"></p>
            02-b.md
              video 02-b.mp4 (Stem)
              | <p><img src="[big.png]" alt="big"> <img src="[fine.png]" alt="fine"></p>
            03-c.md
              video 03-c.mp4 (Stem)
              | <p>Text.</p>
            error[file-too-large] 01-a.md:1:8: `big.png` is 27.3 MB; the platform accepts files of up to 25 MB
              = make it smaller, or upload it manually to the Media Library and use its address
            error[lfs-pointer] 01-a.md:1:28: `lfs.png` is a Git LFS pointer, not the file itself
              = run `git lfs pull` to fetch the file
            error[empty-file] 01-a.md:1:46: `empty.png` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
            error[empty-file] 02-b.mp4: `02-b.mp4` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
            error[file-too-large] 03-c.mp4: `03-c.mp4` is 524.3 MB; the platform accepts videos of up to 500 MB
              = upload it manually to the Media Library, and write its address in `video:`
        "#,
    );
}

#[test]
fn a_size_between_two_ways_to_count_is_a_warning() {
    let folder = write(&[("a.md", "[sheet](sheet.pdf)"), ("b.md", "Text."), ("c.md", "[sheet](least.pdf)")]);
    let grow =
        |name: &str, bytes| std::fs::File::create(folder.path().join(name)).unwrap().set_len(bytes).unwrap();
    grow("least.pdf", 25_000_000);
    grow("sheet.pdf", 25_000_001);
    grow("b.mp4", 500 * 1024 * 1024);
    check_in(
        &folder,
        "",
        r#"
            a.md
              pdf "sheet" sheet.pdf
              | <p><a href="[sheet.pdf]">sheet</a></p>
            b.md
              video b.mp4 (Stem)
              | <p>Text.</p>
            c.md
              pdf "sheet" least.pdf
              | <p><a href="[least.pdf]">sheet</a></p>
            warning[file-too-large] a.md:1:9: `sheet.pdf` is 25.1 MB; the platform accepts files of up to 25 MB, and may refuse it
              = make it smaller than 25,000,000 bytes to be safe: the limit may be lower than 26,214,400 bytes
            warning[file-too-large] b.mp4: `b.mp4` is 524.3 MB; the platform accepts videos of up to 500 MB, and may refuse it
              = make it smaller than 500,000,000 bytes to be safe: the limit may be lower than 524,288,000 bytes
        "#,
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_in_the_course_is_as_good_as_the_file() {
    let folder = write(&[("a.md", "![x](link.png)"), ("pics/x.png", "x")]);
    std::os::unix::fs::symlink("pics/x.png", folder.path().join("link.png")).unwrap();
    check_in(
        &folder,
        "",
        r#"
            a.md
              | <p><img src="[link.png]" alt="x"></p>
            warning[unused-file] pics: no lesson uses `x.png`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        "#,
    );
}
