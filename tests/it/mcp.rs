//! `mcp` as an agent uses it: the real binary, one JSON message a line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::testkit::{Course, contents, coursedir};

/// An agent and its server.
struct Agent {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next_id: i64,
}

impl Agent {
    fn start(course: &Course) -> Self {
        let mut command = coursedir(&["mcp"]);
        command.current_dir(course.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut agent = Self { child, input, output, next_id: 0 };
        let client = json!({ "name": "test", "version": "1" });
        let hello = agent.ask(
            "initialize",
            &json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client }),
        );
        assert_eq!(hello["result"]["serverInfo"]["name"], json!("coursedir"), "{hello}");
        agent.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        agent
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.input.as_mut().unwrap(), "{message}").unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "the server ended");
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["id"], json!(self.next_id), "{answer}");
        answer
    }

    /// The text that a tool answers with, or its error.
    fn call(&mut self, tool: &str, arguments: &Value) -> Result<String, String> {
        let answer = self.ask("tools/call", &json!({ "name": tool, "arguments": arguments }));
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
        if result["isError"] == json!(true) { Err(text) } else { Ok(text) }
    }

    fn json(&mut self, tool: &str, arguments: &Value) -> Value {
        serde_json::from_str(&self.call(tool, arguments).unwrap()).unwrap()
    }

    fn end(mut self) {
        self.input = None;
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn an_agent_looks_writes_and_checks() {
    let course = Course::small();
    let mut agent = Agent::start(&course);
    let tools = agent.ask("tools/list", &json!({}));
    let names: Vec<&str> = tools["result"]["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tool| tool["name"].as_str().unwrap())
        .collect();
    let expected =
        ["outline", "check", "read_lesson", "write_lesson", "preview_body", "status", "plan", "import"];
    assert_eq!(names, expected);

    let outline = agent.json("outline", &json!({}));
    assert_eq!(outline[0]["title"], json!("A small course"), "{outline}");
    let path = "01-start/01-hello.md";
    let text = agent.call("read_lesson", &json!({ "path": path })).unwrap();
    assert_eq!(text, course.read(path));

    let broken = format!("{text}\n[site](www.example.com)\n");
    let written = agent.json("write_lesson", &json!({ "path": path, "text": broken, "expected": text }));
    assert_eq!((&written["created"], course.read(path)), (&json!(false), broken.clone()));
    let fix = &written["findings"][0]["fix"];
    assert_eq!(fix["replacement"], json!("https://www.example.com"), "{written}");
    let checked = agent.json("check", &json!({}));
    assert_eq!(checked["findings"][0]["fix"]["replacement"], fix["replacement"], "{checked}");
    let number = |name: &str| usize::try_from(fix["span"][name].as_u64().unwrap()).unwrap();
    let mut fixed = broken.clone();
    fixed.replace_range(number("start")..number("end"), fix["replacement"].as_str().unwrap());
    let written = agent.json("write_lesson", &json!({ "path": path, "text": fixed, "expected": broken }));
    assert_eq!(written["findings"], json!([]), "{written}");

    let new =
        agent.json("write_lesson", &json!({ "path": "02-more/01-new.md", "text": "# New\n\nWords.\n" }));
    assert_eq!(new["created"], json!(true));
    let body = agent.json("preview_body", &json!({ "path": "02-more/01-new.md" }));
    assert_eq!(body["title"], json!("New"), "{body}");
    assert!(agent.json("status", &json!({})).is_array());
    let plan = agent.call("plan", &json!({})).unwrap();
    assert!(plan.contains("creates  2 categories, 2 lessons"), "{plan}");
    agent.end();
}

#[test]
fn nothing_but_lessons_of_the_course_is_written() {
    let course = Course::small();
    course.write("coursedir.lock", "");
    std::fs::write(course.above().join("beside.md"), "beside").unwrap();
    let before = contents(course.above());
    let mut agent = Agent::start(&course);
    for path in [
        "course.yaml",
        "course.yml",
        "coursedir.lock",
        ".github/a.md",
        "../beside.md",
        "../new.md",
        "/tmp/a.md",
        "a.txt",
        "node_modules/a.md",
        "",
        "01-start",
    ] {
        let written = agent.call("write_lesson", &json!({ "path": path, "text": "x" }));
        assert!(written.is_err(), "{path}: {written:?}");
        if Path::new(path).extension().is_none_or(|extension| extension != "yaml") {
            assert!(agent.call("read_lesson", &json!({ "path": path })).is_err(), "{path}");
        }
    }
    let path = "01-start/01-hello.md";
    let stale = agent.call("write_lesson", &json!({ "path": path, "text": "x", "expected": "old" }));
    assert!(stale.unwrap_err().contains("read it again"));
    let missing = agent.call("write_lesson", &json!({ "path": path }));
    assert_eq!(missing.unwrap_err(), "`text` is missing");
    assert_eq!(contents(course.above()), before);
    agent.end();
}

#[test]
fn no_tool_imports() {
    let course = Course::small();
    let mut agent = Agent::start(&course);
    let before = contents(course.path());
    let answer = agent.call("import", &json!({})).unwrap();
    assert!(answer.contains("coursedir import"), "{answer}");
    assert_eq!(contents(course.path()), before);
    let unknown = agent.ask("tools/call", &json!({ "name": "publish", "arguments": {} }));
    assert!(unknown["error"]["code"].is_number(), "{unknown}");
    agent.end();
}

#[test]
fn the_reference_and_the_findings_are_resources() {
    let course = Course::small();
    let mut agent = Agent::start(&course);
    let all = agent.ask("resources/list", &json!({}));
    let uris: Vec<&str> = all["result"]["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["uri"].as_str().unwrap())
        .collect();
    assert!(uris.contains(&"coursedir://findings/missing-image"), "{uris:?}");
    for uri in uris {
        let read = agent.ask("resources/read", &json!({ "uri": uri }));
        let text = read["result"]["contents"][0]["text"].as_str().unwrap();
        assert!(text.starts_with("# "), "{uri}: {text}");
    }
    let unknown = agent.ask("resources/read", &json!({ "uri": "coursedir://findings/none" }));
    assert!(unknown["error"]["code"].is_number(), "{unknown}");
    agent.end();
}
