//! `lsp` as an editor uses it: the real binary over standard input and output.

mod client;
mod typing;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::testkit::{Course, coursedir};
use client::{Editor, uri};

/// A course with links, an image and a mistake.
fn course() -> Course {
    Course::of(&[
        ("course.yaml", "title: Bread\n"),
        (
            "01-start/01-flour.md",
            "# Flour\n\nSee [the water](02-water.md#cold-water) and ![grain](img/grain.png).\n",
        ),
        ("01-start/02-water.md", "# Water\n\n## Cold water\n\nBack to [flour](./01-flour.md).\n\n### Ice\n"),
        ("01-start/img/grain.png", "not really\n"),
        ("02-dough/01-mix.md", "---\nvisibilty: draft\n---\n# Mix the dough\n\n\u{1f35e} [gone](nope.pdf)\n"),
    ])
}

/// What `check` says: by file, each as code, severity, lines and columns from 0, and message.
fn of_check(course: &Course) -> BTreeMap<String, Vec<String>> {
    let mut command = coursedir(&["check", "--format", "json"]);
    command.current_dir(course.path());
    let report: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let mut findings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let number = |name: &str| finding[name].as_u64().unwrap_or(1) - 1;
        let mut message = finding["message"].as_str().unwrap().to_owned();
        for (before, name) in [("", "label"), ("help: ", "help")] {
            if let Some(more) = finding[name].as_str() {
                message = format!("{message}\n{before}{more}");
            }
        }
        let severity =
            ["error", "warning", "info"].iter().position(|word| finding["severity"] == json!(word));
        let said = format!(
            "{} {} {}:{} {}:{} {message}",
            finding["code"].as_str().unwrap(),
            severity.unwrap() + 1,
            number("line"),
            number("column"),
            number("end_line"),
            number("end_column"),
        );
        let path = finding["path"].as_str().unwrap();
        // What is about a folder is shown in the settings.
        let path = if course.file(path).is_dir() { "course.yaml" } else { path };
        findings.entry(uri(&course.file(path))).or_default().push(said);
    }
    for said in findings.values_mut() {
        said.sort();
    }
    findings
}

/// What the server said, in the same form. Columns are those of characters, which is what `check` counts.
fn of_server(editor: &Editor, texts: &dyn Fn(&str) -> String) -> BTreeMap<String, Vec<String>> {
    let mut findings = BTreeMap::new();
    for (uri, said) in editor.findings.iter().filter(|(_, said)| !said.is_empty()) {
        let text = texts(uri);
        let lines: Vec<&str> = text.split('\n').collect();
        let place = |position: &Value| {
            let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
            let units = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
            let line_text: Vec<u16> = lines.get(line).unwrap_or(&"").encode_utf16().collect();
            let before = String::from_utf16(&line_text[..units]).unwrap();
            format!("{line}:{}", before.chars().count())
        };
        let mut said: Vec<String> = said
            .iter()
            .map(|finding| {
                let (code, message) =
                    (finding["code"].as_str().unwrap(), finding["message"].as_str().unwrap());
                let (start, end) = (place(&finding["range"]["start"]), place(&finding["range"]["end"]));
                format!("{code} {} {start} {end} {message}", finding["severity"])
            })
            .collect();
        said.sort();
        findings.insert(uri.clone(), said);
    }
    findings
}

/// The text of a file on the disk; nothing for a folder.
fn on_disk(uri: &str) -> String {
    let path = url::Url::parse(uri).unwrap().to_file_path().unwrap();
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The message of each finding of a file with its code.
fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn labels(completion: &Value) -> Vec<&str> {
    completion["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// A text with an edit of the protocol made, for edits on one line.
fn with_edit(text: &str, edit: &Value) -> String {
    let number = |position: &Value, name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
    let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
    let offset = |position: &Value| {
        let line_start: usize = text.split_inclusive('\n').take(number(position, "line")).map(str::len).sum();
        line_start + number(position, "character")
    };
    let mut text = text.to_owned();
    text.replace_range(offset(start)..offset(end), edit["newText"].as_str().unwrap());
    text
}

#[test]
fn an_opened_course_has_the_findings_of_check() {
    let course = course();
    let mut editor = Editor::open(course.path());
    editor.settle();
    let expected = of_check(&course);
    assert!(expected.len() >= 3, "{expected:?}");
    assert_eq!(of_server(&editor, &on_disk), expected);
    assert!(editor.close().success());
}

#[test]
fn a_mistake_that_is_typed_is_found_explained_and_fixed() {
    let course = course();
    let lesson = course.file("01-start/01-flour.md");
    let text = course.read("01-start/01-flour.md");
    let able = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut editor = Editor::with(course.path(), &[], &able);
    editor.open_text(&lesson, &text);
    let typed = "\n[site](www.example.com)\n";
    let end = json!({ "line": 3, "character": 0 });
    editor.change(&lesson, 2, &json!([{ "range": { "start": end, "end": end }, "text": typed }]));
    editor.wait_for_version(&lesson, 2);
    let findings = editor.findings_of(&lesson);
    // The disk does not have it.
    assert_eq!(course.read("01-start/01-flour.md"), text);
    course.write("01-start/01-flour.md", format!("{text}{typed}"));
    assert_eq!(of_server(&editor, &on_disk), of_check(&course));
    let finding = findings.iter().find(|finding| finding["range"]["start"]["line"] == json!(4)).unwrap();
    let code = finding["code"].as_str().unwrap();

    let hover = editor.ask_at("textDocument/hover", &lesson, 4, 9);
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.contains("**Why it matters:**"), "{code}: {shown}");

    let range = &finding["range"];
    let actions = editor.ask(
        "textDocument/codeAction",
        &json!({ "textDocument": { "uri": uri(&lesson) }, "range": range, "context": { "diagnostics": [] } }),
    );
    let fix = actions.as_array().unwrap().iter().find(|action| action["kind"] == json!("quickfix")).unwrap();
    assert_eq!(fix["diagnostics"][0], *finding);
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": uri(&lesson), "version": 2 }));
    let fixed = with_edit(&format!("{text}{typed}"), &change["edits"][0]);
    assert!(fixed.contains("(https://www.example.com)"), "{fixed}");
    editor.change(&lesson, 3, &json!([{ "text": fixed }]));
    editor.wait_for_version(&lesson, 3);
    let findings = editor.findings_of(&lesson);
    assert!(!codes(&findings).contains(&code), "{findings:?}");
    assert!(editor.close().success());
}

#[test]
fn keys_values_codes_paths_and_lessons_are_completed() {
    let course = course();
    let lesson = course.file("02-dough/01-mix.md");
    let mut editor = Editor::open(course.path());
    let complete = |editor: &mut Editor, version: i64, before: &str, after: &str| {
        editor.change(&lesson, version, &json!([{ "text": format!("{before}{after}") }]));
        // The courses are read before; a completion alone would not wait for that.
        editor.settle();
        let line = u32::try_from(before.matches('\n').count()).unwrap();
        let column = u32::try_from(before.rsplit('\n').next().unwrap().encode_utf16().count()).unwrap();
        editor.ask_at("textDocument/completion", &lesson, line, column)
    };
    editor.open_text(&lesson, "");

    let keys = complete(&mut editor, 2, "---\ntitle: x\nvis", "\n---\n# A\n");
    let (keys, item) = (labels(&keys), &keys["items"][0]);
    assert!(keys.contains(&"visibility") && !keys.contains(&"title"), "{keys:?}");
    assert!(item["documentation"]["value"].as_str().unwrap().starts_with("**"), "{item}");
    let values = complete(&mut editor, 3, "---\nvisibility: dr", "\n---\n");
    assert_eq!(labels(&values), ["published", "draft"]);
    let codes = complete(&mut editor, 4, "---\nallow: [missing-alt, d", "]\n---\n");
    assert!(labels(&codes).contains(&"duplicate-title"), "{codes}");
    assert!(!labels(&codes).contains(&"conflict-marker"), "an error that cannot be allowed");
    let begun = complete(&mut editor, 5, "---\n", "");
    assert!(labels(&begun).contains(&"title"), "{begun}");

    let files = complete(&mut editor, 6, "# A\n\n\u{1f35e} ![x](../01-start/img/", ")\n");
    assert_eq!(labels(&files), ["grain.png"]);
    let edit = &files["items"][0]["textEdit"];
    assert_eq!(edit["range"]["start"], edit["range"]["end"], "nothing of the name is typed yet");
    let folders = complete(&mut editor, 7, "# A\n\n[x](../", ")\n");
    assert!(labels(&folders).contains(&"01-start/"), "{folders}");
    let lessons = complete(&mut editor, 8, "# A\n\n[x](wat", "");
    let water = lessons["items"].as_array().unwrap().iter().find(|item| item["label"] == json!("Water"));
    assert_eq!(water.unwrap()["textEdit"]["newText"], json!("../01-start/02-water.md"));
    let headings = complete(&mut editor, 9, "# A\n\n[x](../01-start/02-water.md#", ")\n");
    assert!(labels(&headings).contains(&"Cold water"), "{headings}");
    let outside = complete(&mut editor, 10, "# A\n\n[x](../../../", ")\n");
    assert!(labels(&outside).iter().all(|label| !label.ends_with('/')), "{outside}");
    assert!(editor.close().success());
}

#[test]
fn links_are_followed_in_both_directions() {
    let course = course();
    let (flour, water) = (course.file("01-start/01-flour.md"), course.file("01-start/02-water.md"));
    let mut editor = Editor::open(course.path());
    editor.open_text(&flour, &course.read("01-start/01-flour.md"));
    editor.open_text(&water, &course.read("01-start/02-water.md"));

    let to_lesson = editor.ask_at("textDocument/definition", &flour, 2, 20);
    assert_eq!((&to_lesson["uri"], &to_lesson["range"]["start"]["line"]), (&json!(uri(&water)), &json!(2)));
    let to_image = editor.ask_at("textDocument/definition", &flour, 2, 60);
    assert_eq!(to_image["uri"], json!(uri(&course.file("01-start/img/grain.png"))), "{to_image}");
    let nothing = editor.ask_at("textDocument/definition", &flour, 0, 3);
    assert_eq!(nothing, Value::Null);

    let here = editor.ask_at("textDocument/references", &water, 0, 3);
    assert_eq!(here.as_array().unwrap().len(), 1, "{here}");
    assert_eq!((&here[0]["uri"], &here[0]["range"]["start"]["line"]), (&json!(uri(&flour)), &json!(2)));

    let hover = editor.ask_at("textDocument/hover", &water, 4, 20);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Flour"), "{hover}");
    assert!(editor.close().success());
}

#[test]
fn headings_and_lessons_are_symbols() {
    let course = course();
    let water = course.file("01-start/02-water.md");
    let mut editor = Editor::open(course.path());
    editor.open_text(&water, &course.read("01-start/02-water.md"));
    let symbols =
        editor.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri(&water) } }));
    assert_eq!(symbols[0]["name"], json!("Water"));
    assert_eq!(symbols[0]["children"][0]["name"], json!("Cold water"));
    assert_eq!(symbols[0]["children"][0]["children"][0]["name"], json!("Ice"));
    let found = editor.ask("workspace/symbol", &json!({ "query": "mxdough" }));
    assert_eq!(found[0]["location"]["uri"], json!(uri(&course.file("02-dough/01-mix.md"))), "{found}");
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert!(editor.close().success());
}

#[test]
fn links_follow_a_file_that_is_renamed() {
    let course = course();
    let mut editor = Editor::open(course.path());
    let old = uri(&course.file("01-start/02-water.md"));
    let new = uri(&course.file("02-dough/03-cold water.md"));
    let edit =
        editor.ask("workspace/willRenameFiles", &json!({ "files": [{ "oldUri": old, "newUri": new }] }));
    let changes = edit["changes"].as_object().unwrap();
    let new_text = |path: &str| changes[&uri(&course.file(path))][0]["newText"].clone();
    assert_eq!(new_text("01-start/01-flour.md"), json!("../02-dough/03-cold%20water.md#cold-water"));
    assert_eq!(new_text("01-start/02-water.md"), json!("../01-start/01-flour.md"));
    assert_eq!(changes.len(), 2);
    assert!(editor.close().success());
}

#[test]
fn a_folder_that_is_no_course_is_left_alone() {
    let course = Course::of(&[("01-notes.md", "# x\n\n[gone](nope.pdf)\n"), ("src/a.md", "")]);
    let notes = course.file("01-notes.md");
    let mut editor = Editor::open(course.path());
    editor.open_text(&notes, &course.read("01-notes.md"));
    editor.settle();
    assert_eq!(editor.findings, BTreeMap::new());
    assert_eq!(editor.ask_at("textDocument/hover", &notes, 2, 10), Value::Null);
    assert!(editor.close().success());

    let mut editor = Editor::with(course.path(), &["."], &json!({}));
    editor.open_text(&notes, &course.read("01-notes.md"));
    assert!(codes(&editor.findings_of(&notes)).contains(&"broken-link"));
    assert!(editor.close().success());
}

#[test]
fn positions_are_bytes_if_the_editor_offers_that() {
    let course = course();
    let mix = course.file("02-dough/01-mix.md");
    for (offered, start) in [(json!(["utf-8", "utf-16"]), 12), (json!(["utf-16"]), 10)] {
        let able = json!({ "general": { "positionEncodings": offered } });
        let mut editor = Editor::with(course.path(), &[], &able);
        editor.open_text(&mix, &course.read("02-dough/01-mix.md"));
        let findings = editor.findings_of(&mix);
        let gone = findings.iter().find(|finding| finding["range"]["start"]["line"] == json!(5)).unwrap();
        assert_eq!(gone["range"]["start"]["character"], json!(start), "{gone}");
        assert_eq!(editor.offers["positionEncoding"], offered[0]);
        assert!(editor.close().success());
    }
}

#[test]
fn a_client_that_breaks_the_protocol_harms_nothing() {
    let course = course();
    let mut editor = Editor::open(course.path());
    editor.tell("textDocument/didChange", &json!({ "what": 1 }));
    editor.change(Path::new("/nowhere.md"), 3, &json!([{ "text": "x" }]));
    editor.tell(
        "textDocument/didOpen",
        &json!({ "textDocument":
        { "uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "# x\n" } }),
    );
    let error = editor.ask("textDocument/hover", &json!({ "position": "there" }));
    assert_eq!(error["code"], json!(-32602), "{error}");
    let error = editor.ask("textDocument/foldingRange", &json!({}));
    assert_eq!(error["code"], json!(-32601), "{error}");
    let lesson = course.file("02-dough/01-mix.md");
    editor.open_text(&lesson, "# \u{1f35e}\n");
    // Beyond every end, inside a letter, backwards.
    for (start, end) in [((9, 9), (99, 0)), ((0, 3), (0, 3)), ((1, 0), (0, 0))] {
        let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
        let range = json!({ "start": place(start), "end": place(end) });
        editor.change(&lesson, 2, &json!([{ "range": range, "text": "x" }]));
        editor.settle();
        editor.ask_at("textDocument/completion", &lesson, start.0, start.1);
    }
    assert_eq!(editor.vanish().code(), Some(3));
}

#[test]
fn files_of_the_disk_count_when_they_change() {
    let course = course();
    let mix = course.file("02-dough/01-mix.md");
    let mut editor = Editor::open(course.path());
    let before = editor.findings_of(&mix);
    course.write("02-dough/nope.pdf", "%PDF\n");
    let changes = json!({ "changes": [{ "uri": uri(&course.file("02-dough/nope.pdf")), "type": 1 }] });
    editor.tell("workspace/didChangeWatchedFiles", &changes);
    let after = editor.findings_of(&mix);
    assert_eq!(codes(&before).len(), codes(&after).len() + 1, "{after:?}");
    assert!(editor.close().success());
}
