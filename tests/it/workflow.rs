//! The workflow in `docs/guide/continuous-integration.md` cannot make a second course: its own steps are run, against a
//! repository on this disk and the sandbox.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use coursedir::internals::sandbox::{self, Fault, SandboxServer};
use serde::Deserialize;

use crate::testkit::{TOKEN, repository};

#[derive(Deserialize)]
struct Workflow {
    env: BTreeMap<String, String>,
    jobs: BTreeMap<String, Job>,
}

#[derive(Deserialize)]
struct Job {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(default)]
    name: String,
    #[serde(default)]
    run: String,
}

/// The script of the step whose name begins like this.
fn script(begin: &str) -> String {
    let page = fs::read_to_string(repository().join("docs/guide/continuous-integration.md")).unwrap();
    let block =
        page.split_once("```yaml\n").expect("the page has a workflow").1.split_once("\n```").unwrap().0;
    let workflow: Workflow = serde_saphyr::from_str(block).unwrap();
    assert_eq!(workflow.env["COURSE"], "my-course");
    let mut steps = workflow.jobs["import"].steps.iter();
    steps.find(|step| step.name.starts_with(begin)).expect("the step is there").run.clone()
}

/// A host of repositories, and the real work of a runner: a new machine for each run.
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

    /// One run of the job `import` for a tag. `dies`: the machine is lost after the import.
    fn job(&self, tag: &str, dies: bool) -> Steps {
        let machine = tempfile::tempdir_in(self.folder.path()).unwrap();
        let name = machine.path().file_name().unwrap().to_str().unwrap();
        self.git(".", &["clone", "--quiet", "--branch", tag, "origin", &format!("{name}/checkout")]);
        let step = |begin: &str| {
            let mut search = vec![Path::new(env!("CARGO_BIN_EXE_coursedir")).parent().unwrap().to_owned()];
            search.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
            let script = script(begin).replace("sleep \"$pause\"", "sleep 0");
            let mut shell = Command::new("bash");
            shell.args(["-e", "-c", &script]).current_dir(machine.path().join("checkout")).env_clear();
            shell.env("PATH", std::env::join_paths(search).unwrap()).env("RUNNER_TEMP", machine.path());
            shell.env("COURSE", "my-course").env("BRANCH", "main").env("GITHUB_REF_NAME", tag);
            shell.env("MARK", "refs/heads/coursedir-importing");
            shell.env("HOOPAI_BASE_URL", self.sandbox.base_url());
            shell.env("HOOPAI_TOKEN", TOKEN).env("HOOPAI_LOCATION_ID", "here");
            let output = self.run(&mut shell);
            for said in [&output.stdout, &output.stderr] {
                assert!(!String::from_utf8_lossy(said).contains(TOKEN), "a step shows the token");
            }
            output.status.code().unwrap()
        };
        let take = step("Take coursedir.lock") == 0;
        let import = take.then(|| step("Import the course"));
        let bring_back = (take && !dies).then(|| step("Bring coursedir.lock back") == 0);
        Steps { take, import, bring_back }
    }

    /// How many courses the platform was given, whether or not it could say so.
    async fn courses(&self) -> usize {
        self.sandbox.imports_finished().await;
        self.sandbox.courses().len()
    }

    fn lock(&self) -> String {
        let lock = self.git("origin", &["show", "main:my-course/coursedir.lock"]);
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
