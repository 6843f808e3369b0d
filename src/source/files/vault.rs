//! Vaults of Obsidian: Markdown in them that is no text for readers.

use super::tree::{DirId, FileId, Tree, fold};

/// The folder of Obsidian's settings, which makes the folder it is in a vault.
pub(super) const SETTINGS: &str = ".obsidian";

/// Folders of a vault for patterns and attachments, whatever number or sign is before their names.
const OTHER_FOLDERS: &[&str] = &["templates", "template", "templater", "assets", "attachments", "excalidraw"];

/// Leaves out the Markdown in such folders of the vault `dir`. Gives the names of these.
pub(super) fn leave_out(tree: &mut Tree, dir: DirId) -> Vec<String> {
    let base = tree.dirs[dir].path.as_str().len();
    let mut names = Vec::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        for child in tree.dirs[dir].dirs.clone() {
            if !is_for_others(tree.dirs[child].path.name()) {
                open.push(child);
                continue;
            }
            let below: Vec<FileId> = tree.markdown_below(child).collect();
            if below.is_empty() {
                continue;
            }
            names.push(format!("{}/", tree.dirs[child].path.as_str()[base..].trim_start_matches('/')));
            for file in below {
                tree.leave_out(file);
            }
        }
    }
    names.sort_unstable();
    names
}

fn is_for_others(name: &str) -> bool {
    let folded = fold(name);
    OTHER_FOLDERS.contains(&folded.trim_start_matches(|c: char| !c.is_alphabetic()))
}
