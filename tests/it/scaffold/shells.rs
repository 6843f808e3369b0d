//! `completions` and `man`.

use super::Home;

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = Home::new().run(&["completions", shell]);
        assert_eq!((said.exit(), said.stderr.as_str()), (0, ""), "{shell}");
        for word in ["outline", "import", "deny"] {
            assert!(said.stdout.contains(word), "{shell} does not know `{word}`");
        }
    }
}

#[test]
fn another_shell_is_refused_with_a_list_of_those_there_are() {
    let said = Home::new().run(&["completions", "cmd"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("powershell"), "{}", said.stderr);
}

#[test]
fn the_manual_page_names_every_command_and_says_what_it_is() {
    let said = Home::new().run(&["man"]);
    assert_eq!((said.exit(), said.stderr.as_str()), (0, ""));
    assert!(said.stdout.contains(".TH coursedir 1"), "{}", said.stdout);
    for command in ["import", "check", "outline", "completions", "man"] {
        assert!(said.stdout.contains(&format!("coursedir\\-{command}(1)")), "{command}");
    }
}

#[test]
fn a_command_has_a_page_of_its_own() {
    let said = Home::new().run(&["man", "check"]);
    assert_eq!((said.exit(), said.stderr.as_str()), (0, ""));
    assert!(said.stdout.contains(".TH coursedir-check 1"), "{}", said.stdout);
    assert!(said.stdout.contains("\\-\\-explain"), "{}", said.stdout);
}

#[test]
fn a_page_that_does_not_exist_is_a_slip_of_the_command_line() {
    let said = Home::new().run(&["man", "chekc"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (2, ""));
    assert_eq!(
        said.stderr,
        "error: unknown command: `chekc`\nhint: run `coursedir --help` to list all commands\n"
    );
}
