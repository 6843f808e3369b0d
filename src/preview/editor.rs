//! Addresses that open a file in the author's editor.
//!
//! Editors register a scheme of their own with the system, as their documents say: Visual Studio Code and its kin
//! `vscode://file/PATH:LINE:COLUMN`, Zed `zed://file/PATH:LINE:COLUMN`, the editors of `JetBrains`
//! `idea://open?file=PATH&line=LINE`, Sublime Text and `TextMate` `…://open?url=file://PATH&line=LINE`.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path keeps in an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Programs, and the schemes of their addresses.
const EDITORS: &[(&[&str], &str, Form)] = &[
    (&["code"], "vscode", Form::Colons),
    (&["code-insiders"], "vscode-insiders", Form::Colons),
    (&["codium", "vscodium"], "vscodium", Form::Colons),
    (&["cursor"], "cursor", Form::Colons),
    (&["windsurf"], "windsurf", Form::Colons),
    (&["zed", "zeditor"], "zed", Form::Colons),
    (
        &["idea", "pycharm", "webstorm", "phpstorm", "rustrover", "goland", "clion", "rubymine"],
        "idea",
        Form::File,
    ),
    (&["subl", "sublime_text"], "subl", Form::Url),
    (&["mate"], "txmt", Form::Url),
];

/// How an address names a file and a place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Colons,
    File,
    Url,
}

/// The author's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    scheme: &'static str,
    form: Form,
}

impl Default for Editor {
    /// The one that most have.
    fn default() -> Self {
        Self { scheme: "vscode", form: Form::Colons }
    }
}

impl Editor {
    /// The editor that a command starts, such as `code --wait`; the default where that has no addresses.
    pub fn of_command(command: &str) -> Self {
        let program = command.split_ascii_whitespace().next().unwrap_or_default();
        let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let known = EDITORS.iter().find(|(names, ..)| names.contains(&name.as_str()));
        known.map_or_else(Self::default, |&(_, scheme, form)| Self { scheme, form })
    }

    /// The address that opens the file at a place; lines and columns count from 1.
    pub(super) fn address(&self, file: &Path, line: usize, column: usize) -> String {
        let path = file.to_string_lossy().replace('\\', "/");
        let path = utf8_percent_encode(path.trim_start_matches('/'), PATH);
        let scheme = self.scheme;
        match self.form {
            Form::Colons => format!("{scheme}://file/{path}:{line}:{column}"),
            Form::File => format!("{scheme}://open?file=/{path}&line={line}&column={column}"),
            Form::Url => format!("{scheme}://open?url=file:///{path}&line={line}&column={column}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_has_addresses_of_its_own() {
        let file = Path::new("/home/a b/01-x?#.md");
        for (command, address) in [
            ("code --wait", "vscode://file/home/a%20b/01-x%3F%23.md:3:7"),
            ("/usr/bin/zed", "zed://file/home/a%20b/01-x%3F%23.md:3:7"),
            ("idea.sh", "idea://open?file=/home/a%20b/01-x%3F%23.md&line=3&column=7"),
            ("subl -w", "subl://open?url=file:///home/a%20b/01-x%3F%23.md&line=3&column=7"),
            ("vim", "vscode://file/home/a%20b/01-x%3F%23.md:3:7"),
            ("", "vscode://file/home/a%20b/01-x%3F%23.md:3:7"),
        ] {
            assert_eq!(Editor::of_command(command).address(file, 3, 7), address, "{command}");
        }
    }
}
