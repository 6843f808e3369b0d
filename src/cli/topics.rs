//! What is the same for all commands: exit statuses, variables, files. For `help TOPIC` and the manual pages.

use crate::config::env;

/// A page of the help that is about no command.
pub(super) struct Topic {
    /// What the author types.
    pub name: &'static str,
    /// The heading on a manual page.
    pub heading: &'static str,
    /// One line for the list of topics.
    pub about: &'static str,
    /// Names and their meanings.
    pub entries: &'static [(&'static str, &'static str)],
}

/// All topics.
pub(super) const ALL: &[Topic] = &[
    Topic {
        name: "exit-codes",
        heading: "EXIT STATUS",
        about: "What the exit status of a command means",
        entries: &[
            ("0", "Success."),
            ("1", "The course has errors."),
            ("2", "The command line or the environment is invalid."),
            ("3", "The command failed: network, platform or disk."),
            ("4", "A decision is needed, for example because the course is already imported."),
            ("101", "A bug in coursedir."),
        ],
    },
    Topic {
        name: "environment",
        heading: "ENVIRONMENT",
        about: "The environment variables that coursedir reads",
        entries: &[
            (env::TOKEN, "Token for the platform. Overrides all stored logins."),
            (env::LOCATION, "Location id. The same as --location."),
            (env::USER, "User id. The same as --user."),
            (env::BASE_URL, "Address of the API. The same as --base-url."),
            (env::CLIENT_ID, "Client id of the OAuth app."),
            (env::CLIENT_SECRET, "Client secret of the OAuth app."),
            (env::PROFILE, "Name of the login. The same as --profile."),
            ("COURSEDIR_*", "Defaults for flags. Each flag lists its variable under OPTIONS."),
            ("NO_COLOR", "Disables colors."),
            ("COLUMNS", "Width of output that does not go to a terminal."),
            ("XDG_CONFIG_HOME, XDG_DATA_HOME", "Folders of stored logins and of sandbox data."),
            ("VISUAL, EDITOR", "Editor that links of a preview open."),
            ("RUST_LOG", "Selects log events, with --verbose."),
        ],
    },
    Topic {
        name: "files",
        heading: "FILES",
        about: "The files that coursedir reads and writes",
        entries: &[
            ("course.yaml", "Settings of the course. Optional."),
            ("coursedir.lock", "Uploaded files and imports of the course. Commit it."),
            ("coursedir.LOCATION.lock", "The same of each further location. Commit it."),
            (".coursedir.run", "Exists while an import of the course runs."),
            ("~/.config/coursedir/credentials.toml", "Stored logins. Contains secrets."),
            ("~/.local/share/coursedir/sandbox", "Data of the sandbox."),
        ],
    },
];

/// The topic of this name.
pub(super) fn named(name: &str) -> Option<&'static Topic> {
    ALL.iter().find(|topic| topic.name == name)
}
