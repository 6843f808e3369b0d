//! Names of other tools' commands that people try: the error names the command of this tool. It is never run.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What people type, and what they mean.
const OTHER_NAMES: &[(&[&str], &str)] = &[
    (&["validate", "lint", "test", "verify"], "check"),
    (&["serve", "dev", "watch", "start", "view"], "preview"),
    (&["build", "render", "export"], "preview --export"),
    (&["publish", "push", "deploy", "upload", "sync", "apply", "update", "send"], "import"),
    (&["plan"], "import --dry-run"),
    (&["ls", "tree", "toc"], "outline"),
    (&["fmt", "fix"], "check --fix"),
    (&["add"], "new"),
    (&["create"], "init"),
    (&["auth", "configure"], "login"),
    (&["undo", "rollback", "revert"], "restore"),
    (&["bind", "connect"], "link"),
];

/// Adds the command that was meant to the error of an unknown one.
pub(super) fn suggest(mut error: clap::Error) -> clap::Error {
    if let Some(meant) = meant(&error) {
        let tip = format!("the command is `coursedir {meant}`");
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn meant(error: &clap::Error) -> Option<&'static str> {
    let (ErrorKind::InvalidSubcommand, Some(ContextValue::String(tried))) =
        (error.kind(), error.get(ContextKind::InvalidSubcommand))
    else {
        return None;
    };
    OTHER_NAMES.iter().find(|(names, _)| names.contains(&tried.as_str())).map(|(_, meant)| *meant)
}
