//! The line `assets_root:` of `course.yaml`, as a fix: in the file that is there, or in a new one.

use crate::diagnostic::{Fix, Source};
use crate::front_matter::Spanned;
use crate::model::CoursePath;

use super::{SETTINGS_FILES, read};

/// Sets `assets_root` to `folder`. `source` is the settings file that was read, and `current` its value.
pub(crate) fn fix(source: Option<&Source>, current: Option<&Spanned<String>>, folder: &str) -> Option<Fix> {
    let Some(source) = source else {
        let file = CoursePath::root().child(SETTINGS_FILES[0]);
        return Some(Fix::new_file(file, format!("{}\n", line(folder))));
    };
    let fix = match current {
        Some(current) => Fix::word(&source.text, &current.span, &current.value, folder)?,
        None => append(source, folder)?,
    };
    sets(source, &fix, folder).then(|| fix.in_file(source.path.clone()))
}

fn line(folder: &str) -> String {
    format!("assets_root: {folder}")
}

/// Writes the line behind the last one.
fn append(source: &Source, folder: &str) -> Option<Fix> {
    let text = &source.text;
    let end = text.trim_end().len().max(source.bom());
    let start = text[..end].rfind('\n').map_or(source.bom(), |before| before + 1);
    let last = &text[start..end];
    let new_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut fix = match last {
        "" if text.is_empty() => Fix::new_file(source.path.clone(), format!("{}\n", line(folder))),
        "" => Fix::new(text, 0..text.len(), format!("{}{new_line}", line(folder)))?,
        last => Fix::new(text, start..end, format!("{last}{new_line}{}", line(folder)))?,
    };
    fix.what = format!("write `{}`", line(folder));
    Some(fix)
}

/// Whether the settings are the same after the fix, but for `assets_root`.
fn sets(source: &Source, fix: &Fix, folder: &str) -> bool {
    let mut text = source.text.clone();
    text.replace_range(fix.span.clone(), &fix.replacement);
    let changed = Source::new(source.path.clone(), text);
    let (mut old, mut new) = (Vec::new(), Vec::new());
    read(source, &mut old);
    let settings = read(&changed, &mut new);
    settings.assets_root.is_some_and(|value| value.value == folder) && new.len() <= old.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let source = Source::new(CoursePath::root().child("course.yml"), text);
        let settings = read(&source, &mut Vec::new());
        let fixed = fix(Some(&source), settings.assets_root.as_ref(), "..").map(|fix| {
            let mut text = text.to_owned();
            assert_eq!(fix.file.as_ref().map(CoursePath::as_str), Some("course.yml"));
            text.replace_range(fix.span, &fix.replacement);
            text
        });
        assert_eq!(fixed.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_line_is_written_below_the_others() {
        check("title: Bread\n", Some("title: Bread\nassets_root: ..\n"));
        check("title: Bread", Some("title: Bread\nassets_root: .."));
        check("defaults:\n  type: quiz\n\n", Some("defaults:\n  type: quiz\nassets_root: ..\n\n"));
        check("title: Bread\r\n", Some("title: Bread\r\nassets_root: ..\r\n"));
        check("# Nothing yet\n", Some("# Nothing yet\nassets_root: ..\n"));
        check("", Some("assets_root: ..\n"));
        check("\n\n", Some("assets_root: ..\n"));
    }

    #[test]
    fn a_narrower_folder_is_replaced() {
        check("assets_root: ../img # shared\n", Some("assets_root: .. # shared\n"));
        check("assets_root: \"../img\"\n", Some("assets_root: \"..\"\n"));
    }

    #[test]
    fn a_file_that_another_line_would_break_is_left_alone() {
        check("{title: Bread}\n", None);
        check("title: Bread\n...\n", None);
        check("- a list\n", None);
        check("description: |\n  Words.\n title: [\n", None);
    }

    #[test]
    fn without_settings_the_file_is_a_new_one() {
        let fix = fix(None, None, "../..").unwrap();
        assert_eq!(fix.file.as_ref().map(CoursePath::as_str), Some("course.yaml"));
        assert_eq!(fix.replacement, "assets_root: ../..\n");
        assert_eq!(fix.what, "write `assets_root: ../..` in `course.yaml`");
    }
}
