//! What only the author may do: open files in an editor, and write fixes.
//!
//! A server that only this machine reaches has this. Whoever asks to write has to know a secret that is in the pages,
//! which no other site can read.

use std::fmt::Write as _;

use super::editor::Editor;

/// How many random bytes the secret has.
const SECRET: usize = 32;

/// The author at this machine.
#[derive(Debug)]
pub(super) struct Author {
    secret: String,
    pub editor: Editor,
}

impl Author {
    /// An author with a new secret; `None` where the system has no random bytes.
    pub fn new(editor: Editor) -> Option<Self> {
        let mut bytes = [0; SECRET];
        getrandom::fill(&mut bytes).ok()?;
        let secret = bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Some(Self { secret, editor })
    }

    /// What the pages hold.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Whether somebody knows the secret. Hashes are compared, which takes the same time whatever they are.
    pub fn is_known_by(&self, secret: &str) -> bool {
        blake3::hash(secret.as_bytes()) == blake3::hash(self.secret.as_bytes())
    }
}
