//! The workflow that checks a new course: a file for the host of its repository.

use super::repository::{Host, Repository};
use crate::cli::write::NewFile;
use crate::write::page::yaml_text;

/// Where this program comes from, as `Cargo.toml` has it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What the workflow says while it knows no release to install.
pub(in crate::cli) const NOT_INSTALLED: &str = "coursedir is not installed yet";

/// The workflow for the repository of a course, at its place in the repository; `None` if the host is not known.
pub(super) fn of(repository: &Repository) -> Option<NewFile> {
    match repository.host {
        Host::GitHub => Some(NewFile::new(
            ".github/workflows/course.yml",
            github(&repository.course, &repository.branch, REPOSITORY),
        )),
        Host::GitLab => Some(NewFile::new(".gitlab-ci.yml", gitlab(&repository.course, REPOSITORY))),
        Host::Other => None,
    }
}

/// Whether releases of this program can be named: they are on GitHub.
pub(super) fn is_published() -> bool {
    on_github(REPOSITORY).is_some()
}

/// `OWNER/NAME` of a repository on GitHub.
fn on_github(repository: &str) -> Option<&str> {
    repository.strip_prefix("https://github.com/")
}

fn version() -> String {
    format!("v{}", env!("CARGO_PKG_VERSION"))
}

fn github(course: &str, branch: &str, program: &str) -> String {
    let step = match on_github(program) {
        Some(name) => include_str!("github-step.yml").replace("{ACTION}", &format!("{name}@{}", version())),
        None => include_str!("github-unpublished.yml").replace("{VERSION}", &version()),
    };
    // What looks like an expression of the host is a folder's name.
    let course = yaml_text(course).replace("${{", "${{ '${{' }}");
    include_str!("github.yml")
        .replace("{STEP}\n", &step)
        .replace("{BRANCH}", branch)
        .replace("{COURSE}", &course)
}

fn gitlab(course: &str, program: &str) -> String {
    let jobs = match on_github(program) {
        Some(_) => include_str!("gitlab-jobs.yml").replace(
            "{TEMPLATE}",
            &format!("{program}/releases/download/{}/coursedir.gitlab-ci.yml", version()),
        ),
        None => include_str!("gitlab-unpublished.yml").replace("{VERSION}", &version()),
    };
    // The host replaces variables in values.
    let course = yaml_text(&course.replace('$', "$$"));
    include_str!("gitlab.yml").replace("{JOBS}\n", &jobs).replace("{COURSE}", &course)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const PROGRAM: &str = "https://github.com/somebody/coursedir";

    fn parsed(text: &str) -> Value {
        serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    #[test]
    fn a_release_is_pinned() {
        let workflow = parsed(&github("courses/bread", "trunk", PROGRAM));
        let step = &workflow["jobs"]["check"]["steps"][1];
        assert_eq!(step["uses"], concat!("somebody/coursedir@v", env!("CARGO_PKG_VERSION")));
        assert_eq!(step["with"]["courses"], "courses/bread");
        assert_eq!(workflow["on"]["push"]["branches"][0], "trunk");

        let pipeline = parsed(&gitlab("courses/bread", PROGRAM));
        let template = concat!(
            "https://github.com/somebody/coursedir/releases/download/v",
            env!("CARGO_PKG_VERSION"),
            "/coursedir.gitlab-ci.yml"
        );
        assert_eq!(pipeline["include"][0]["remote"], template);
        assert_eq!(pipeline["variables"]["COURSES"], "courses/bread");
    }

    #[test]
    fn without_a_release_nothing_is_fetched_and_nothing_fails() {
        let workflow = github("bread", "main", "https://example.com/coursedir");
        let steps = parsed(&workflow)["jobs"]["check"]["steps"].clone();
        assert_eq!(steps[0]["uses"], "actions/checkout@v6");
        assert!(workflow.contains(NOT_INSTALLED), "{workflow}");
        assert!(
            steps[1]["run"].as_str().is_some_and(|run| run.starts_with("echo \"::notice::")),
            "{workflow}"
        );
        assert_eq!(steps.as_array().map(Vec::len), Some(2));

        let pipeline = gitlab("bread", "https://example.com/coursedir");
        assert!(parsed(&pipeline)["include"].is_null(), "{pipeline}");
        assert!(parsed(&pipeline)["course"]["script"][0].is_string(), "{pipeline}");
        assert!(pipeline.contains(NOT_INSTALLED), "{pipeline}");
    }

    #[test]
    fn the_name_of_a_folder_is_only_a_name() {
        for course in ["a: b", "{COURSE}", "it's #1", "\"", "- x", "{STEP}", "{BRANCH}"] {
            let workflow = github(course, "main", PROGRAM);
            assert_eq!(
                parsed(&workflow)["jobs"]["check"]["steps"][1]["with"]["courses"],
                course,
                "{workflow}"
            );
            assert_eq!(parsed(&gitlab(course, PROGRAM))["variables"]["COURSES"], course);
        }
        let workflow = parsed(&github("${{ secrets.X }}", "main", PROGRAM));
        let course = &workflow["jobs"]["check"]["steps"][1]["with"]["courses"];
        assert_eq!(course, "${{ '${{' }} secrets.X }}");
        assert_eq!(parsed(&gitlab("$HOME", PROGRAM))["variables"]["COURSES"], "$$HOME");
    }
}
