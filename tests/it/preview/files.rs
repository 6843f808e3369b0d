//! The files of a course: those that it refers to, and no others.

use super::*;

const VIDEO: &str = "/files/02-baking-day/02-stretch-and-fold.mp4";

#[tokio::test]
async fn a_video_is_served_in_ranges() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let bytes = std::fs::read(course.path().join("02-baking-day/02-stretch-and-fold.mp4")).unwrap();
    let whole = preview.get(VIDEO).await;
    assert_eq!(whole.headers()["content-type"], "video/mp4");
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.bytes().await.unwrap(), bytes);
    let part = preview.request(VIDEO).header("range", "bytes=100-199").send().await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(part.headers()["content-range"], format!("bytes 100-199/{}", bytes.len()));
    assert_eq!(part.bytes().await.unwrap(), bytes[100..200]);
    let beyond = preview.request(VIDEO).header("range", "bytes=99999999-").send().await.unwrap();
    assert_eq!(beyond.status(), 416);
}

#[tokio::test]
async fn only_files_that_the_course_refers_to_can_be_had() {
    let course = Course::example();
    course.write("secret.txt", "secret");
    course.write("../beside.txt", "secret");
    let preview = Preview::of(course.path());
    let host = preview.host();
    for path in [
        "/files/course.yaml",
        "/files/secret.txt",
        "/secret.txt",
        "/files/01-getting-started/01-what-you-need.md",
        "/files/../secret.txt",
        "/files/..%2fsecret.txt",
        "/files/%2e%2e/secret.txt",
        "/files//etc/passwd",
        "/files/../../beside.txt",
        "/files-above/1/beside.txt",
        "/..%2f..%2f..%2fetc/passwd",
        "/files/01-getting-started%5c..%5c..%5csecret.txt",
        "/files/%00",
        "/files/%ff",
    ] {
        // Client libraries take the dots out of an address.
        let answer =
            preview.raw(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer, "HTTP/1.1 404 Not Found", "{path}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_becomes_a_link_to_elsewhere_is_not_followed() {
    let course = Course::of(&[("a.md", "# A\n\n![x](x.png)\n"), ("x.png", "picture")]);
    course.write("../secret.png", "secret");
    let preview = Preview::of(course.path());
    assert_eq!(preview.text("/files/x.png").await, "picture");
    // Both moments: before the change is noticed, and after.
    let mut events = preview.events();
    course.remove("x.png");
    std::os::unix::fs::symlink("../secret.png", course.path().join("x.png")).unwrap();
    assert_ne!(preview.get("/files/x.png").await.status(), 200);
    events.next();
    assert_ne!(preview.get("/files/x.png").await.status(), 200);
}

#[tokio::test]
async fn pages_and_drawings_of_a_course_cannot_act() {
    let course = Course::of(&[
        ("a.md", "---\nmaterials: [page.html, code.js]\n---\n# A\n\n![x](x.svg)\n"),
        ("page.html", "<script>alert(1)</script>"),
        ("code.js", "alert(1)"),
        ("x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
    ]);
    let preview = Preview::of(course.path());
    for path in ["/files/page.html", "/files/x.svg"] {
        let response = preview.get(path).await;
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"), "{path}: {policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
    for (kind, status) in [("script", 403), ("serviceworker", 403), ("style", 403), ("image", 200)] {
        let response = preview.request("/files/x.svg").header("sec-fetch-dest", kind).send().await.unwrap();
        assert_eq!(response.status(), status, "{kind}");
    }
}

#[tokio::test]
async fn what_is_sent_packed_is_shown_packed() {
    let course = Course::of(&[
        ("a.md", "---\nmaterials: [data.parquet, set]\n---\n# A\n\nText.\n"),
        ("data.parquet", "some data"),
        ("set/one.txt", "1"),
        ("set/two.txt", "2"),
    ]);
    let preview = Preview::of(course.path());
    for (path, names) in [
        ("/files/data.parquet.zip", &["data.parquet"][..]),
        ("/files/set.zip", &["set/one.txt", "set/two.txt"]),
    ] {
        let bytes = preview.get(path).await.bytes().await.unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let found: Vec<String> =
            (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(found, names, "{path}");
    }
    let page = preview.text("/lessons/a.html").await;
    assert!(page.contains("href=\"../files/set.zip") && page.contains("ZIP"), "{page}");
}

#[tokio::test]
async fn images_above_the_course_are_there_when_the_author_opened_that_folder() {
    let course = Course::of(&[
        ("course.yaml", "title: T\nassets_root: ..\n"),
        ("a.md", "# A\n\n![x](<../shared/x y.png>)\n"),
        ("../shared/x y.png", "picture"),
        ("../shared/other.png", "other"),
        ("../.git/HEAD", ""),
    ]);
    let path = course.path().to_str().unwrap();
    // Until somebody says that they are meant, they are left out.
    let preview = Preview::of(course.path());
    assert_eq!(preview.get("/files-above/1/shared/x%20y.png").await.status(), 404);
    assert!(preview.text("/findings.html").await.contains("sent from outside the course"));
    run(&["preview", "--export", course.file("../without").to_str().unwrap(), path]);
    assert!(!course.file("../without/files-above").exists());
    run(&[
        "preview",
        "--allow",
        "outside-course",
        "--export",
        course.file("../with").to_str().unwrap(),
        path,
    ]);
    assert_eq!(course.read("../with/files-above/1/shared/x y.png"), "picture");
    let preview = Preview::with(&["--port", "0", "--allow", "outside-course", path]);
    let page = preview.text("/lessons/a.html").await;
    assert!(page.contains("src=\"../files-above/1/shared/x%20y.png?v="), "{page}");
    assert_eq!(preview.text("/files-above/1/shared/x%20y.png").await, "picture");
    assert_eq!(preview.get("/files-above/1/shared/other.png").await.status(), 404);
}
