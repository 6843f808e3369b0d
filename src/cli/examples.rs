//! The examples at the end of each help text and manual page.

/// The examples of each command, by the words that follow `coursedir`.
const ALL: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "coursedir init ./my-course",
            "coursedir check ./my-course",
            "coursedir import ./my-course --sandbox",
        ],
    ),
    (
        "import",
        &[
            "coursedir import ./my-course --dry-run > body.json",
            "coursedir import ./my-course --sandbox",
            "coursedir import ./my-course --location abc123 --draft --yes",
            "coursedir import ./my-course --all-targets --wave 10%",
        ],
    ),
    (
        "status",
        &[
            "coursedir status ./my-course",
            "coursedir status ./my-course --offline",
            "coursedir status ./my-course --exit-code --format json",
        ],
    ),
    (
        "diff",
        &[
            "coursedir diff ./my-course",
            "coursedir diff ./my-course/01-start/02-flour.md",
            "coursedir diff ./my-course --html 01-start/02-flour.md",
        ],
    ),
    (
        "link",
        &["coursedir link ./my-course --location abc123", "coursedir link ./my-course --course 6423f0a1"],
    ),
    ("list", &["coursedir list", "coursedir list --location abc123 --format json"]),
    (
        "pull",
        &[
            "coursedir pull --course \"Sourdough at home\" ./bread",
            "coursedir pull --course 6423f0a1 --dry-run",
        ],
    ),
    ("targets", &["coursedir targets ./my-course", "coursedir targets --from-agency --profile agency"]),
    ("restore", &["coursedir restore ./my-course --list", "coursedir restore ./my-course --dry-run"]),
    (
        "check",
        &[
            "coursedir check ./my-course --links",
            "coursedir check ./my-course --fix --dry-run",
            "coursedir check ./my-course --deny warnings --format github",
            "coursedir check --explain missing-image",
        ],
    ),
    ("outline", &["coursedir outline ./my-course --explain", "coursedir outline ./my-course --format json"]),
    (
        "preview",
        &[
            "coursedir preview ./my-course --open",
            "coursedir preview ./my-course --export ./site",
            "coursedir preview ./my-course --host 0.0.0.0 --public",
        ],
    ),
    (
        "sandbox",
        &[
            "coursedir sandbox --port 0",
            "coursedir sandbox ./sandbox-data --fault upload:429@3,import:cut-after",
        ],
    ),
    (
        "login",
        &[
            "coursedir login --with-token --location abc123 < token.txt",
            "coursedir login --oauth --profile bread-school",
            "coursedir login --list",
        ],
    ),
    ("logout", &["coursedir logout", "coursedir logout --profile bread-school", "coursedir logout --all"]),
    (
        "quiz",
        &["coursedir quiz ./my-course --print", "coursedir quiz questions.gift --markdown > 03-quiz.md"],
    ),
    ("doctor", &["coursedir doctor ./my-course", "coursedir doctor --profile bread-school --format json"]),
    ("init", &["coursedir init ./my-course", "coursedir init"]),
    (
        "new",
        &[
            "coursedir new category \"First steps\" --in ./my-course",
            "coursedir new lesson \"Welcome\" --in ./my-course/01-first-steps",
        ],
    ),
    (
        "new category",
        &[
            "coursedir new category \"First steps\" --in ./my-course",
            "coursedir new category \"Tools\" --in ./my-course/01-first-steps",
        ],
    ),
    (
        "new lesson",
        &[
            "coursedir new lesson \"Welcome\" --in ./my-course/01-first-steps",
            "coursedir new lesson \"What you know\" --type quiz",
            "coursedir new lesson \"Your desk\" --folder",
        ],
    ),
    ("new lessons", &["coursedir new lessons --for-videos ./my-course"]),
    ("lsp", &["coursedir lsp", "coursedir lsp ./my-course"]),
    ("mcp", &["coursedir mcp ./my-course"]),
    (
        "schema",
        &[
            "mkdir -p .coursedir",
            "coursedir schema course > .coursedir/course.schema.json",
            "coursedir schema lesson > .coursedir/lesson.schema.json",
        ],
    ),
    (
        "completions",
        &[
            "mkdir -p ~/.local/share/bash-completion/completions",
            "coursedir completions bash > \\\n    ~/.local/share/bash-completion/completions/coursedir",
            "coursedir completions zsh > \"${fpath[1]}/_coursedir\"",
            "mkdir -p ~/.config/fish/completions",
            "coursedir completions fish > ~/.config/fish/completions/coursedir.fish",
            "coursedir completions powershell >> $PROFILE",
            "mkdir -p ~/.config/elvish",
            "coursedir completions elvish >> ~/.config/elvish/rc.elv",
        ],
    ),
    (
        "man",
        &[
            "coursedir man | man -l -",
            "coursedir man new lesson | man -l -",
            "mkdir -p ~/.local/share/man/man1",
            "coursedir man > ~/.local/share/man/man1/coursedir.1",
        ],
    ),
    ("version", &["coursedir version", "coursedir version --format json"]),
];

/// The examples of the command that these words lead to.
pub(super) fn of(words: &str) -> &'static [&'static str] {
    ALL.iter().find(|(own, _)| *own == words).map_or(&[], |(_, examples)| examples)
}

/// Adds its examples to the help of each command.
pub(super) fn add(command: clap::Command) -> clap::Command {
    add_below(command, "")
}

fn add_below(command: clap::Command, words: &str) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| {
        let words = if words.is_empty() { name.clone() } else { format!("{words} {name}") };
        command.mut_subcommand(name, |below| add_below(below, &words))
    });
    let examples = of(words);
    if examples.is_empty() { command } else { command.after_help(help(examples)) }
}

fn help(examples: &[&str]) -> String {
    let header = clap::builder::Styles::styled().get_header().to_owned();
    let lines: Vec<String> = examples.iter().map(|example| format!("  {example}")).collect();
    format!("{header}Examples:{header:#}\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &clap::Command, words: &str) {
        assert!(!of(words).is_empty(), "`{words}` has no examples");
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            check(below, format!("{words} {}", below.get_name()).trim());
        }
    }

    #[test]
    fn every_command_has_examples() {
        check(&crate::cli::command(), "");
    }

    #[test]
    fn every_example_is_a_valid_command_line() {
        let all = ALL.iter().flat_map(|(_, examples)| *examples);
        for example in all.filter(|example| !example.starts_with("mkdir -p ")) {
            let line = example.split(['>', '<', '|']).next().unwrap();
            // Only a quoted title has blanks.
            let words = line.split('"').enumerate().flat_map(|(at, part)| match at % 2 {
                0 => part.split_whitespace().collect::<Vec<_>>(),
                _ => vec![part],
            });
            let parsed = crate::cli::command().try_get_matches_from(words);
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn no_help_line_is_longer_than_80_columns() {
        fn check(command: &mut clap::Command) {
            for help in [command.render_help(), command.render_long_help()] {
                for line in help.to_string().lines() {
                    assert!(line.chars().count() <= 80, "{}: {line}", command.get_name());
                }
            }
            command.get_subcommands_mut().for_each(check);
        }
        let mut command = crate::cli::command().term_width(80);
        command.build();
        check(&mut command);
    }

    #[test]
    fn each_first_line_of_help_is_short_and_has_no_full_stop() {
        fn check(command: &clap::Command) {
            let abouts = command.get_about().into_iter();
            let helps =
                command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(clap::Arg::get_help);
            for help in abouts.chain(helps).map(ToString::to_string) {
                assert!(help.chars().count() <= 72 && !help.ends_with('.'), "{}: {help}", command.get_name());
            }
            command.get_subcommands().for_each(check);
        }
        check(&crate::cli::command());
    }
}
