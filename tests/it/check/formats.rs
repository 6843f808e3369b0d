//! The formats for programs, each as its readers read it.

use serde_json::{Value, json};

use super::{Course, Outcome};
use crate::testkit::repository;

/// One finding of each severity.
fn course() -> Course {
    Course::of(&[
        ("01-a.md", "# One\n\n[words](my, list.pdf) and ![](y.png).\n\n[next](<02 b.md>)\n"),
        ("02 b.md", "# Two\n\nWords.\n\n<script>\nalert(1)\n</script>\n"),
        ("y.png", "x"),
    ])
}

fn parsed(said: &Outcome) -> Value {
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", said.stdout))
}

/// Where an installed user can read about a code: in the repository that `Cargo.toml` names, in this version.
fn link(code: &str) -> String {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    format!("{repository}/blob/v{version}/docs/reference/findings.md#{code}")
}

#[test]
fn json_is_one_document_with_a_version_counts_and_findings() {
    let said =
        Course::of(&[("a.md", "![](x.png)\n"), ("b.md", "---\nid: b\n---\nWords."), ("README.md", "Hi.")])
            .run(&["check", "course", "--format", "json"]);
    assert_eq!(
        parsed(&said),
        json!({
            "version": 1,
            "counts": { "errors": 1, "warnings": 1, "infos": 1 },
            "findings": [
                {
                    "code": "excluded-readme", "severity": "info",
                    "message": "`README.md` is the repository's README, not a lesson",
                    "path": "course/README.md", "line": null, "column": null,
                    "end_line": null, "end_column": null, "span": null, "label": null,
                    "help": "rename it to `index.md` to make it the first lesson", "fix": null,
                    "link": link("excluded-readme")
                },
                {
                    "code": "missing-alt", "severity": "warning",
                    "message": "an image has no alt text",
                    "path": "course/a.md", "line": 1, "column": 1, "end_line": 1, "end_column": 11,
                    "span": { "start": 0, "end": 10 },
                    "label": "a screen reader has nothing to read",
                    "help": "describe the image in a few words: `![the words](address)`", "fix": null,
                    "link": link("missing-alt")
                },
                {
                    "code": "missing-image", "severity": "error", "message": "the image `x.png` does not exist",
                    "path": "course/a.md", "line": 1, "column": 5, "end_line": 1, "end_column": 10,
                    "span": { "start": 4, "end": 9 },
                    "label": "no such file in the course's folder", "help": null, "fix": null,
                    "link": link("missing-image")
                }
            ],
            "files_in_no_lesson": [{ "path": "course/README.md", "kind": "markdown" }]
        })
    );
    assert_eq!(said.exit(), 1);
    assert_eq!(
        said.stderr,
        "1 error, 1 warning, 1 info\n1 file is in no lesson: 1 Markdown file (`README.md`)\n"
    );
}

#[test]
fn the_page_about_reports_shows_what_json_is() {
    let file = repository().join("docs/reference/reports.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let shown = page.split_once("```json\n").unwrap().1.split_once("```").unwrap().0;
    let course =
        Course::of(&[("01-bread.md", "# Bread\n\n![A loaf](images/loaf.png)\n"), ("images/Loaf.png", "x")]);
    std::fs::rename(course.path(), course.path().with_file_name("my-course")).unwrap();
    let printed = course.run(&["check", "my-course", "--format", "json"]).stdout;
    if std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        return std::fs::write(file, page.replacen(shown, &printed, 1)).unwrap();
    }
    assert_eq!(
        printed, shown,
        "`INSTA_UPDATE=always cargo test --test it` writes what is printed into the page"
    );
}

#[test]
fn several_courses_are_one_document() {
    let course = Course::of(&[
        ("a/course.yaml", "title: A"),
        ("a/a.md", "![](https://example.com/x.png)"),
        ("b/course.yaml", "title: B"),
        ("b/b.md", "![](https://example.com/x.png)"),
    ]);
    let said = parsed(&course.run(&["check", "course", "--format", "json"]));
    let paths: Vec<&Value> = said["findings"].as_array().unwrap().iter().map(|it| &it["path"]).collect();
    assert_eq!(paths, ["course/a/a.md", "course/b/b.md"]);
    assert_eq!(said["counts"]["warnings"], 2);
}

/// The standard's own schema, as the crate `serde-sarif` carries it. One of its patterns is no
/// regular expression to strict readers; here it is what the standard's errata made of it.
fn schema() -> Value {
    let text = include_str!("../../schema/sarif-2.1.0.schema.json");
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn sarif_is_what_the_standard_s_schema_asks_for() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let broken = Course::of(&[]);
    let whole = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/courses/everything-broken/course");
    for said in [
        course().run(&["check", "course", "--format", "sarif"]),
        broken.run(&["check", "course", "--format", "sarif"]),
        broken.run(&["check", whole, "--format", "sarif"]),
        Course::of(&[("a.md", "Words.")]).run(&["check", "course", "--format", "sarif"]),
        Course::of(&[("a.md", "---\ntilte: A\n---\nWords.")]).run(&["check", "course", "--format", "sarif"]),
    ] {
        let log = parsed(&said);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}\n{}", errors.join("\n"), said.stdout);
    }
    let no_log = json!({ "version": "2.1.0", "runs": [{ "results": [] }] });
    assert!(!validator.is_valid(&no_log), "the schema asks for a tool");
}

#[test]
fn sarif_gives_each_finding_its_place_and_its_rule() {
    let log = parsed(&course().run(&["check", "course", "--format", "sarif"]));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let said: Vec<String> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[rule]["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            let (uri, region) = (&place["artifactLocation"]["uri"], &place["region"]);
            let [line, column] = ["startLine", "startColumn"].map(|field| &region[field]);
            format!("{} {} {uri}:{line}:{column}", result["level"], result["ruleId"]).replace('"', "")
        })
        .collect();
    assert_eq!(
        said,
        [
            "warning address-with-space course/01-a.md:3:1",
            "warning missing-alt course/01-a.md:3:27",
            "note internal-link-dropped course/01-a.md:5:9",
            "warning unsafe-html course/02%20b.md:5:1",
        ]
    );
}

#[test]
fn github_gets_one_annotation_a_line() {
    let said = course().run(&["check", "course", "--format", "github"]);
    assert_eq!(
        said.stdout.lines().collect::<Vec<_>>(),
        [
            "::warning file=course/01-a.md,line=3,endLine=3,col=1,endColumn=22,title=address-with-space::\
             an address with a space is read as text (shown to learners as written)\
             %0Awrite `<my, list.pdf>` or `my,%2520list.pdf`",
            "::warning file=course/01-a.md,line=3,endLine=3,col=27,endColumn=37,title=missing-alt::\
             an image has no alt text (a screen reader has nothing to read)\
             %0Adescribe the image in a few words: `![the words](address)`",
            "::notice file=course/01-a.md,line=5,endLine=5,col=9,endColumn=16,title=internal-link-dropped::\
             a link to another lesson is removed; its text is kept \
             (lessons have no address before the import)\
             %0Aset `portal:` in `course.yaml`; an update then adds links between lessons",
            "::warning file=course/02 b.md,line=5,endLine=5,col=1,endColumn=9,title=unsafe-html::\
             `<script>` is removed (not shown to learners)",
        ]
    );
    assert_eq!((said.exit(), said.stderr.as_str()), (0, "3 warnings, 1 info\n"));
}

#[test]
fn results_go_to_stdout_and_words_to_stderr() {
    for format in ["full", "concise", "json", "sarif", "github"] {
        let said = course().run(&["check", "course", "--quiet", "--format", format]);
        assert_eq!(said.stderr, "", "{format}");
        assert!(!said.stdout.contains("3 warnings"), "{format}");
    }
}

#[test]
fn a_course_with_no_findings_prints_one_line() {
    let fine = Course::of(&[("a.md", "Words.")]);
    let said = fine.run(&["check", "course"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (0, ""));
    assert_eq!(said.stderr, "no problems found\n");
    for format in ["concise", "github"] {
        assert_eq!(fine.run(&["check", "course", "--format", format]).stdout, "");
    }
}

#[test]
fn a_command_that_is_shown_to_be_copied_has_quotes_around_a_folder_with_a_space() {
    let course = Course::of(&[("my bread/a.md", ""), ("my bread/b-quiz.md", "Words.")]);
    let ways: [&[&str]; 3] = [&["outline"], &["import", "--dry-run"], &["preview", "--export", "site"]];
    for way in ways {
        let said = course.run(&[way, &["course/my bread"]].concat());
        let copied = said.stderr.contains("`coursedir check 'course/my bread'`");
        assert!(copied, "{way:?}: {}", said.stderr);
    }
}
