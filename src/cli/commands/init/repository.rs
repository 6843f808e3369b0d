//! The repository that a new course is in: its folder, its default branch, and the host that runs its workflows.
//!
//! Files of git are read, git itself is never run.

use std::path::{Path, PathBuf};

use crate::cli::exit::CommandError;
use crate::fs::{self, Root};
use crate::source::above;

/// A configuration of git is small.
const LIMIT: u64 = 1024 * 1024;

/// Who runs the workflows of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    GitHub,
    GitLab,
    /// A host whose workflows are not known.
    Other,
}

/// The repository of a course.
#[derive(Debug)]
pub(super) struct Repository {
    /// Its folder, as it can be typed where the command was started.
    pub folder: PathBuf,
    /// The course's path in it, with `/`; `.` if it is the course itself.
    pub course: String,
    pub host: Host,
    /// The branch that pull requests go to.
    pub branch: String,
}

/// Finds the repository of a course. The folder of a course that is in none becomes one.
///
/// It is looked for as far up as files of a course may be: it belongs to the author, and is not the home folder.
pub(super) fn find(course: &Path) -> Result<Repository, CommandError> {
    let root = Root::new(course)?;
    let home = etcetera::home_dir().ok();
    let levels = above::levels(&root, home.as_deref());
    let real = root.course().ancestors().nth(levels).unwrap_or(root.course());
    let below = root.course().strip_prefix(real).unwrap_or(Path::new(""));
    let segments: Vec<_> = below.iter().map(|segment| segment.to_string_lossy()).collect();
    Ok(Repository {
        folder: if levels == 0 { course.to_owned() } else { from_here(real) },
        course: if segments.is_empty() { ".".to_owned() } else { segments.join("/") },
        host: host(real),
        branch: branch(real),
    })
}

/// The path of a folder, relative to the working folder where one is in the other.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs_err::canonicalize);
    let Ok(here) = here else { return folder.to_owned() };
    if here == folder {
        return PathBuf::from(".");
    }
    let up = || Some([".."].repeat(here.strip_prefix(folder).ok()?.iter().count()).iter().collect());
    folder.strip_prefix(&here).ok().map(Path::to_owned).or_else(up).unwrap_or_else(|| folder.to_owned())
}

fn host(root: &Path) -> Host {
    let remote = text(&root.join(".git/config")).and_then(|config| remote(&config).map(of_address));
    match remote {
        Some(host @ (Host::GitHub | Host::GitLab)) => host,
        _ if root.join(".gitlab-ci.yml").exists() => Host::GitLab,
        _ if root.join(".github").exists() => Host::GitHub,
        Some(Host::Other) => Host::Other,
        None => Host::GitHub,
    }
}

/// The address of `origin`, else that of the first remote.
fn remote(config: &str) -> Option<&str> {
    let mut section = "";
    let mut first = None;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        }
        let address = line.split_once('=').filter(|(key, _)| key.trim().eq_ignore_ascii_case("url"));
        let Some((_, address)) = address.filter(|_| section.starts_with("[remote ")) else { continue };
        let address = address.trim().trim_matches('"');
        if section == "[remote \"origin\"]" {
            return Some(address);
        }
        first = first.or(Some(address));
    }
    first
}

/// The host in `https://host/…`, `ssh://git@host:22/…` or `git@host:…`.
fn of_address(address: &str) -> Host {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match host {
        host if host.contains("github") => Host::GitHub,
        host if host.contains("gitlab") => Host::GitLab,
        _ => Host::Other,
    }
}

/// The default branch as the remote has it, else the branch of the repository if it has a name that is usual for it.
fn branch(root: &Path) -> String {
    let named = |file: &str, begin: &str| {
        let text = text(&root.join(file))?;
        Some(text.trim().strip_prefix(begin)?.to_owned()).filter(|name| is_plain(name))
    };
    let usual = |name: &String| ["main", "master", "trunk"].contains(&name.as_str());
    named(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/")
        .or_else(|| named(".git/HEAD", "ref: refs/heads/").filter(usual))
        .unwrap_or_else(|| "main".to_owned())
}

/// Whether a branch can be written into a workflow as it is.
fn is_plain(branch: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    branch.starts_with(|c: char| c.is_ascii_alphabetic()) && branch.chars().all(plain)
}

fn text(file: &Path) -> Option<String> {
    let bytes = fs::read(file, LIMIT).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_in_the_address_of_the_remote() {
        for (address, expected) in [
            ("https://github.com/ana/bread.git", Host::GitHub),
            ("git@github.com:ana/bread.git", Host::GitHub),
            ("ssh://git@gitlab.example.org:2222/ana/bread", Host::GitLab),
            ("https://ana:word@GitLab.com/ana/github", Host::GitLab),
            ("https://codeberg.org/ana/bread", Host::Other),
            ("../github", Host::Other),
            ("", Host::Other),
        ] {
            assert_eq!(of_address(address), expected, "{address}");
        }
    }

    #[test]
    fn origin_comes_before_other_remotes() {
        let config = "[core]\n\turl = no\n[remote \"fork\"]\n\turl = a\n[remote \"origin\"]\n\tURL=\"b\"\n";
        assert_eq!(remote(config), Some("b"));
        assert_eq!(remote("[remote \"fork\"]\n\turl = a\n"), Some("a"));
        assert_eq!(remote("[branch \"main\"]\n\tremote = origin\n"), None);
    }

    #[test]
    fn a_branch_is_one_word() {
        for (name, expected) in
            [("main", true), ("release/1.x", true), ("a]", false), ("-x", false), ("", false)]
        {
            assert_eq!(is_plain(name), expected, "{name}");
        }
    }
}
