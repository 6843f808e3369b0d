//! Names inside of archives: such as every system can unpack, each once.
//!
//! Windows takes some characters and words for something else, and no name that ends with a dot or a blank. A name
//! with a backslash would leave the folder that it is unpacked into. Windows and macOS take `A` and `a` for one name.

use std::collections::HashMap;

/// Characters that some system does not take in a name.
const FORBIDDEN: [char; 8] = ['\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names of devices, also with an extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Makes each name safe; `/` separates the folders in it. Of names that are then the same, later ones get a number.
pub(super) fn safe<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = HashMap::new();
    names.map(|name| unique(&path(name), &mut seen)).collect()
}

fn path(name: &str) -> String {
    name.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn part(name: &str) -> String {
    let mut safe: String =
        name.chars().map(|c| if c.is_control() || FORBIDDEN.contains(&c) { '_' } else { c }).collect();
    if safe.ends_with(['.', ' ']) {
        safe.pop();
        safe.push('_');
    }
    if is_device(&safe) {
        safe.insert(0, '_');
    }
    safe
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |prefix| {
        let mut rest = stem.strip_prefix(prefix).unwrap_or_default().chars();
        let number = rest.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        number && rest.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

fn unique(path: &str, seen: &mut HashMap<String, usize>) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, extension) = match name.rfind('.') {
        Some(dot) if dot > 0 => name.split_at(dot),
        _ => (name, ""),
    };
    let slash = if folder.is_empty() { "" } else { "/" };
    let own = path.to_lowercase();
    let mut candidate = path.to_owned();
    while seen.contains_key(&candidate.to_lowercase()) {
        let number = seen.entry(own.clone()).or_insert(1);
        *number += 1;
        candidate = format!("{folder}{slash}{stem} ({number}){extension}");
    }
    seen.insert(candidate.to_lowercase(), 1);
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        assert_eq!(safe(names.iter().copied()), expected);
    }

    #[test]
    fn ordinary_names_stay() {
        let names =
            ["data/read me.txt", "data/Äpfel & Birnen.csv", "data/.env", "data/console.log", "com10.txt"];
        check(&names, &names);
    }

    #[test]
    fn a_name_that_some_system_does_not_take_is_changed() {
        check(
            &[
                "d/a:b.txt",
                "d/..\\..\\x",
                "d/what?",
                "d/end.",
                "d/end ",
                "d/con",
                "d/Nul.tar.gz",
                "d/lpt¹",
                "d/a\nb",
            ],
            &[
                "d/a_b.txt",
                "d/.._.._x",
                "d/what_",
                "d/end_",
                "d/end_ (2)",
                "d/_con",
                "d/_Nul.tar.gz",
                "d/_lpt¹",
                "d/a_b",
            ],
        );
        check(&["aux/x"], &["_aux/x"]);
    }

    #[test]
    fn names_that_differ_in_their_case_alone_get_a_number() {
        check(
            &["d/A.txt", "d/a.txt", "d/a.TXT", "e/a.txt"],
            &["d/A.txt", "d/a (2).txt", "d/a (3).TXT", "e/a.txt"],
        );
    }
}
