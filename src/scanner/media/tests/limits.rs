use super::*;

#[test]
fn what_cannot_be_sent_is_an_error_once_a_file() {
    let folder = write(&[
        ("01-a.md", "![big](big.png) ![pointer](lfs.png) ![empty](empty.png)"),
        ("02-b.md", "![big](big.png) ![fine](fine.png)"),
        ("02-b.mp4", ""),
        ("03-c.md", "Text."),
        ("lfs.png", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"),
        ("empty.png", ""),
        ("fine.png", "version 1"),
    ]);
    let grow =
        |name: &str, bytes| std::fs::File::create(folder.path().join(name)).unwrap().set_len(bytes).unwrap();
    grow("big.png", 26 * 1024 * 1024 + 1);
    grow("03-c.mp4", 500 * 1024 * 1024 + 1);
    check_in(&folder, "", "");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_in_the_course_is_as_good_as_the_file() {
    let folder = write(&[("a.md", "![x](link.png)"), ("pics/x.png", "x")]);
    std::os::unix::fs::symlink("pics/x.png", folder.path().join("link.png")).unwrap();
    check_in(&folder, "", "");
}
