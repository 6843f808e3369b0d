//! The steps of `action.yml` are run as a runner runs them: against a repository on this disk, the sandbox, and a server
//! that takes comments. Whatever fails in between, the steps of an import make no second course.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use coursedir::internals::sandbox::{self, Fault, SandboxServer};
use serde::Deserialize;

use crate::testkit::{TOKEN, repository};

#[derive(Deserialize)]
struct Action {
    inputs: BTreeMap<String, Input>,
    runs: Runs,
}

#[derive(Deserialize)]
struct Input {
    default: String,
}

#[derive(Deserialize)]
struct Runs {
    steps: Vec<Step>,
}

#[derive(Deserialize, Clone)]
struct Step {
    name: String,
    #[serde(default)]
    run: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
}

fn action() -> Action {
    serde_saphyr::from_str(&fs::read_to_string(repository().join("action.yml")).unwrap()).unwrap()
}

/// The step whose name begins like this.
fn step(begin: &str) -> Step {
    let steps = action().runs.steps;
    steps.into_iter().find(|step| step.name.starts_with(begin)).expect("the step is there")
}

/// One machine of a runner, with what expressions mean on it.
struct Machine<'w> {
    world: &'w World,
    folder: tempfile::TempDir,
    contexts: BTreeMap<String, String>,
}

impl<'w> Machine<'w> {
    /// A new machine with a commit checked out, whose action has these inputs.
    fn new(world: &'w World, commit: &str, inputs: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir_in(world.folder.path()).unwrap();
        let name = folder.path().file_name().unwrap().to_str().unwrap();
        world.git(".", &["clone", "--quiet", "origin", &format!("{name}/checkout")]);
        world.git(&format!("{name}/checkout"), &["checkout", "--quiet", commit]);
        let defaults = action().inputs.into_iter().map(|(name, input)| (name, input.default));
        let given = inputs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let inputs = defaults.chain(given).map(|(name, value)| (format!("inputs.{name}"), value));
        let mut contexts: BTreeMap<String, String> = inputs.collect();
        contexts.insert("github.event.repository.default_branch".to_owned(), "main".to_owned());
        contexts.insert("github.ref_name".to_owned(), commit.to_owned());
        let mut machine = Self { world, folder, contexts };
        assert_eq!(machine.run("Choose the version").status.code(), Some(0));
        machine.take_outputs("setup");
        machine
    }

    fn set(&mut self, context: &str, value: &str) {
        self.contexts.insert(context.to_owned(), value.to_owned());
    }

    /// A value of `action.yml` with its expressions replaced; one that this machine does not know is a mistake there.
    fn value(&self, text: &str) -> String {
        let mut parts = text.split("${{");
        let mut value = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (expression, rest) = part.split_once("}}").unwrap();
            let known = self.contexts.get(expression.trim());
            value.push_str(known.unwrap_or_else(|| panic!("an unknown expression: {expression}")));
            value.push_str(rest);
        }
        value
    }

    /// Runs the script of a step.
    fn run(&self, begin: &str) -> Output {
        let step = step(begin);
        assert!(!step.run.contains("${{"), "a script holds an expression: {}", step.run);
        let mut search = vec![Path::new(env!("CARGO_BIN_EXE_coursedir")).parent().unwrap().to_owned()];
        search.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let mut shell = Command::new("bash");
        shell.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &step.run]).env_clear();
        shell.current_dir(self.folder.path().join("checkout"));
        for (name, value) in &step.env {
            shell.env(name, self.value(value));
        }
        shell.env("PATH", std::env::join_paths(search).unwrap()).env("PAUSES", "0 0 0 0 0");
        shell
            .env("GITHUB_ACTION_PATH", repository())
            .env("GITHUB_OUTPUT", self.folder.path().join("outputs"));
        shell.env("GITHUB_STEP_SUMMARY", self.folder.path().join("summary.md"));
        shell.env("RUNNER_TEMP", self.folder.path());
        shell.env("HOOPAI_BASE_URL", self.world.sandbox.base_url());
        shell.env("HOOPAI_TOKEN", TOKEN).env("HOOPAI_LOCATION_ID", "here");
        let output = self.world.run(&mut shell);
        for said in [&output.stdout, &output.stderr] {
            assert!(!String::from_utf8_lossy(said).contains(TOKEN), "a step shows the token");
        }
        output
    }

    fn status(&self, begin: &str) -> i32 {
        self.run(begin).status.code().unwrap()
    }

    fn take_outputs(&mut self, step: &str) {
        let outputs = fs::read_to_string(self.folder.path().join("outputs")).unwrap();
        for (name, value) in outputs.lines().filter_map(|line| line.split_once('=')) {
            self.set(&format!("steps.{step}.outputs.{name}"), value);
        }
    }

    /// The folder for the files of the run.
    fn work(&self) -> PathBuf {
        PathBuf::from(&self.contexts["steps.setup.outputs.work"])
    }
}

/// A host of repositories, and the platform.
struct World {
    folder: tempfile::TempDir,
    sandbox: SandboxServer,
}

/// What became of a run, step by step.
#[derive(Debug, PartialEq, Eq)]
struct Steps {
    take: bool,
    import: Option<i32>,
    bring_back: Option<bool>,
}

impl World {
    async fn new(fault: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = sandbox::Options::new(folder.path().join("data"));
        options.faults = fault.map(|fault| fault.parse::<Fault>().unwrap()).into_iter().collect();
        options.import_delay = std::time::Duration::ZERO;
        let world = Self { sandbox: sandbox::start(options).await.unwrap(), folder };
        world.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "origin"]);
        world.git(".", &["clone", "--quiet", "origin", "author"]);
        let course = world.path("author/my-course");
        fs::create_dir_all(course.join("01-start")).unwrap();
        fs::write(course.join("01-start/01-welcome.md"), "# Welcome\n\n![A loaf](loaf.png)\n").unwrap();
        fs::write(course.join("01-start/loaf.png"), b"\x89PNG\r\n\x1a\nloaf").unwrap();
        world.git("author", &["checkout", "--quiet", "-B", "main"]);
        world.tag("course-1");
        world
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn git(&self, within: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Author", "-c", "user.email=author@example.com"]).args(arguments);
        let output = self.run(git.current_dir(self.path(within)));
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn run(&self, command: &mut Command) -> Output {
        command.env("HOME", self.folder.path()).env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap()
    }

    /// The author commits all there is, pushes it and tags it.
    fn tag(&self, tag: &str) {
        self.git("author", &["add", "--all"]);
        self.git("author", &["commit", "--quiet", "--allow-empty", "-m", tag]);
        self.git("author", &["tag", tag]);
        self.git("author", &["push", "--quiet", "origin", "main", tag]);
    }

    /// One run of an import for a tag. `dies`: the machine is lost after the import.
    fn job(&self, tag: &str, dies: bool) -> Steps {
        self.job_of("my-course", tag, dies)
    }

    /// The same with other courses.
    fn job_of(&self, courses: &str, tag: &str, dies: bool) -> Steps {
        let machine = Machine::new(self, tag, &[("courses", courses), ("run", "import")]);
        let take = machine.status("Take the lock files") == 0;
        let import = take.then(|| machine.status("Import the courses"));
        let bring_back = (take && !dies).then(|| machine.status("Bring the lock files back") == 0);
        Steps { take, import, bring_back }
    }

    /// How many courses the platform was given, whether or not it could say so.
    async fn courses(&self) -> usize {
        self.sandbox.imports_finished().await;
        self.sandbox.courses().len()
    }

    fn lock(&self) -> String {
        self.lock_of("my-course")
    }

    fn lock_of(&self, course: &str) -> String {
        let lock = self.git("origin", &["show", &format!("main:{course}/coursedir.lock")]);
        assert!(!lock.contains(TOKEN), "{lock}");
        lock
    }

    fn branches(&self) -> String {
        self.git("origin", &["branch", "--format=%(refname:short)"])
    }
}

fn steps(import: i32) -> Steps {
    Steps { take: true, import: Some(import), bring_back: Some(true) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_tag_updates_the_course() {
    let world = World::new(None).await;
    assert_eq!(world.job("course-1", false), steps(0));
    // The author never pulled: the tag has no lock in it.
    assert_eq!(world.job("course-1", false), steps(0));
    world.git("author", &["pull", "--quiet", "--rebase", "origin", "main"]);
    fs::write(world.path("author/my-course/01-start/02-next.md"), "# Next\n\nOne more.\n").unwrap();
    world.tag("course-2");
    assert_eq!(world.job("course-2", false), steps(0));
    assert!(world.lock().contains("01-start/02-next.md"), "the new lesson is remembered");
    assert_eq!((world.courses().await, world.branches().as_str()), (1, "main\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_tag_does_not_make_a_second_course_where_only_the_import_is_there() {
    let world = World::new(None).await;
    world.sandbox.set_readings("v3=404".parse().unwrap());
    assert_eq!(world.job("course-1", false), steps(0));
    assert!(world.lock().contains("state=imported"));
    // The author never pulled: the tag has no lock in it.
    assert_eq!(world.job("course-1", false), steps(4));
    world.git("author", &["pull", "--quiet", "--rebase", "origin", "main"]);
    fs::write(world.path("author/my-course/01-start/02-next.md"), "# Next\n\nOne more.\n").unwrap();
    world.tag("course-2");
    assert_eq!(world.job("course-2", false), steps(4));
    assert_eq!((world.courses().await, world.branches().as_str()), (1, "main\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_is_remembered_for_the_next_tag() {
    let world = World::new(Some("import:cut-after")).await;
    assert_eq!(world.job("course-1", false), steps(3));
    assert!(world.lock().contains("state=unknown"));
    assert_eq!(world.job("course-1", false), steps(4));
    assert_eq!(world.courses().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_uploaded_is_brought_back_after_a_refused_import() {
    let world = World::new(Some("import:422")).await;
    assert_eq!(world.job("course-1", false), steps(3));
    let lock = world.lock();
    assert!(lock.contains("loaf.png") && !lock.contains("\nimport "), "{lock}");
    assert_eq!(world.job("course-1", false), steps(0));
    assert_eq!(world.courses().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_machine_nothing_is_sent_until_somebody_has_looked() {
    let world = World::new(None).await;
    assert_eq!(world.job("course-1", true), Steps { take: true, import: Some(0), bring_back: None });
    assert_eq!(world.job("course-1", false), Steps { take: false, import: None, bring_back: None });
    assert_eq!(world.courses().await, 1);
    // What the page says to do about it.
    let host = world.sandbox.base_url().replace("http://", "");
    let lock = format!(
        "version = 1\n\n[[import]]\nhost = \"{host}\"\nlocation = \"here\"\nstate = \"imported\"\n\
         title = \"My course\"\nat = \"2026-11-23T10:00:00Z\"\nbody = \"\"\n"
    );
    fs::write(world.path("author/my-course/coursedir.lock"), lock).unwrap();
    world.tag("repaired");
    world.git("author", &["push", "--quiet", "origin", ":coursedir-importing"]);
    assert_eq!(world.job("course-1", false), steps(4));
    assert_eq!(world.courses().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_cannot_be_pushed_stops_the_next_tag() {
    let world = World::new(None).await;
    let hook = world.path("origin/hooks/update");
    fs::write(&hook, "#!/bin/sh\n[ \"$1\" != refs/heads/main ]\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(world.job("course-1", false), Steps { take: true, import: Some(0), bring_back: Some(false) });
    assert_eq!(world.job("course-1", false), Steps { take: false, import: None, bring_back: None });
    assert_eq!(world.courses().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_courses_are_imported_in_one_run_and_updated_in_the_next() {
    let world = World::new(None).await;
    fs::create_dir_all(world.path("author/more courses/rye")).unwrap();
    fs::write(world.path("author/more courses/rye/course.yaml"), "title: Rye\n").unwrap();
    fs::write(world.path("author/more courses/rye/01-rye.md"), "# Rye\n\nRye is dark.\n").unwrap();
    world.tag("course-2");
    let courses = "my-course\nmore courses/rye\n";
    assert_eq!(world.job_of(courses, "course-2", false), steps(0));
    assert!(world.lock().contains("state=imported"));
    assert!(world.lock_of("more courses/rye").contains("state=imported"));
    assert_eq!(world.courses().await, 2);

    world.git("author", &["pull", "--quiet", "--rebase", "origin", "main"]);
    fs::write(world.path("author/more courses/rye/02-more.md"), "# More\n\nMore rye.\n").unwrap();
    world.tag("course-3");
    // All courses below a folder are meant too.
    assert_eq!(world.job_of("my-course\nmore courses", "course-3", false), steps(0));
    assert!(world.lock_of("more courses/rye").contains("02-more.md"));
    assert_eq!((world.courses().await, world.branches().as_str()), (2, "main\n"));
}

/// A branch of a pull request that renames a lesson, adds one, and breaks an image of the second course.
fn pull_request(world: &World) -> (String, String) {
    fs::create_dir_all(world.path("author/rye")).unwrap();
    fs::write(world.path("author/rye/01-rye.md"), "# Rye\n\nRye is dark.\n").unwrap();
    world.tag("before");
    let base = world.git("author", &["rev-parse", "HEAD"]).trim().to_owned();
    world.git("author", &["checkout", "--quiet", "-b", "more"]);
    fs::write(world.path("author/my-course/01-start/01-welcome.md"), "# Hello\n\n![A loaf](loaf.png)\n")
        .unwrap();
    fs::write(world.path("author/my-course/01-start/02-``````````.md"), "# Ticks ``````````\n\nx\n").unwrap();
    fs::write(world.path("author/rye/01-rye.md"), "# Rye\n\n![Rye](rye.png)\n").unwrap();
    world.git("author", &["add", "--all"]);
    world.git("author", &["commit", "--quiet", "-m", "More"]);
    world.git("author", &["push", "--quiet", "origin", "more"]);
    (base, world.git("author", &["rev-parse", "HEAD"]).trim().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pull_request_is_checked_and_shows_what_it_changes() {
    let world = World::new(None).await;
    let (base, head) = pull_request(&world);
    let mut machine = Machine::new(&world, &head, &[("courses", "my-course\nrye")]);
    machine.set("github.event.pull_request.base.sha", &base);
    for (context, value) in [
        ("github.server_url", "https://github.com"),
        ("github.repository", "ana/bread"),
        ("github.run_id", "7"),
    ] {
        machine.set(context, value);
    }

    let check = machine.run("Check the courses");
    let said = String::from_utf8(check.stdout).unwrap();
    assert_eq!(check.status.code(), Some(1), "{said}");
    assert!(said.contains("::error file=rye/01-rye.md,line=3"), "{said}");
    let sarif: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(machine.work().join("findings.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "missing-image");

    assert_eq!(machine.status("Preview the courses"), 0);
    let preview = fs::read_to_string(machine.work().join("preview/index.html")).unwrap();
    assert!(preview.contains("My course") && preview.contains("Rye"), "{preview}");

    let found = machine.run("Find what the pull request changes");
    assert_eq!(found.status.code(), Some(0), "{}", String::from_utf8_lossy(&found.stderr));
    let changes = fs::read_to_string(machine.work().join("changes.md")).unwrap();
    for part in [
        "### my-course\n\nno problems found\n",
        "-    └── Welcome\n+    ├── Hello\n",
        "M\tmy-course/01-start/01-welcome.md\nA\tmy-course/01-start/02-",
        "### rye\n\n1 error\n\nThe outline stays as it is.\n",
        "What an import would do:",
        "[this run](https://github.com/ana/bread/actions/runs/7)",
    ] {
        assert!(changes.contains(part), "{part}\n---\n{changes}");
    }
    // No text of the author ends a block: each is opened and closed by a line of ten ticks.
    let ticks = changes.lines().filter(|line| line.starts_with("``````````")).count();
    assert_eq!((ticks % 2, changes.matches("``````````").count()), (0, ticks), "{changes}");
    assert_eq!(fs::read_to_string(machine.folder.path().join("summary.md")).unwrap(), changes);
    // The working tree is as it was.
    assert_eq!(world.git(&format!("{}/checkout", name(&machine)), &["status", "--porcelain"]), "");
    assert_eq!(world.courses().await, 0);
}

fn name(machine: &Machine<'_>) -> String {
    machine.folder.path().file_name().unwrap().to_string_lossy().into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_comment_of_the_run_before_is_replaced_and_a_refusal_is_a_warning() {
    use serde_json::json;
    use wiremock::matchers::{body_json, header, method, path};
    use wiremock::{Mock, MockServer, ResponseTemplate};
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("jq is not here: the comment is not tried");
        return;
    }
    let world = World::new(None).await;
    let mut machine = Machine::new(&world, "main", &[("github-token", "token-of-the-run")]);
    let text = "<!-- coursedir -->\nWhat \"it\" changes: ä\n";
    fs::write(machine.work().join("changes.md"), text).unwrap();
    let host = MockServer::start().await;
    machine.set("github.api_url", &host.uri());
    machine.set("github.repository", "ana/bread");
    machine.set("github.event.number", "5");

    let comments = "/repos/ana/bread/issues/5/comments";
    let refused = machine.run("Comment on the pull request");
    assert_eq!(refused.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&refused.stdout).contains("::warning::"), "{refused:?}");

    let own = format!("{}/repos/ana/bread/issues/comments/12", host.uri());
    let listed = json!([
        { "user": { "type": "User" }, "body": text, "url": "http://127.0.0.1:1/of-a-person" },
        { "user": { "type": "Bot" }, "body": "Another one", "url": "http://127.0.0.1:1/of-another" },
        { "user": { "type": "Bot" }, "body": text, "url": own },
    ]);
    let authorized = || header("authorization", "Bearer token-of-the-run");
    let list = Mock::given(method("GET")).and(path(comments)).and(authorized());
    list.respond_with(ResponseTemplate::new(200).set_body_json(&listed)).mount(&host).await;
    let write = Mock::given(method("PATCH")).and(path("/repos/ana/bread/issues/comments/12"));
    let write = write.and(authorized()).and(body_json(json!({ "body": text })));
    write.respond_with(ResponseTemplate::new(200)).expect(1).mount(&host).await;
    let replaced = machine.run("Comment on the pull request");
    assert_eq!(replaced.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&replaced.stdout).contains("::warning::"), "{replaced:?}");
    host.verify().await;

    host.reset().await;
    let list = Mock::given(method("GET")).and(path(comments));
    list.respond_with(ResponseTemplate::new(200).set_body_json(json!([]))).mount(&host).await;
    let write = Mock::given(method("POST")).and(path(comments)).and(body_json(json!({ "body": text })));
    write.respond_with(ResponseTemplate::new(201)).expect(1).mount(&host).await;
    assert_eq!(machine.status("Comment on the pull request"), 0);
    host.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_that_is_named_like_a_flag_is_a_folder() {
    let world = World::new(None).await;
    let machine = Machine::new(&world, "main", &[("courses", "--help"), ("args", "--deny warnings")]);
    let said = machine.run("Check the courses");
    assert!(![0, 1].contains(&said.status.code().unwrap()), "{said:?}");
    assert!(!machine.work().join("findings.sarif").exists());
    let machine = Machine::new(&world, "main", &[("courses", "my-course"), ("args", "--deny warnings")]);
    assert_eq!(machine.status("Check the courses"), 0);
}
