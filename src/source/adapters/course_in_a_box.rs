//! Course in a Box: `modules` in `_data/course.yml` lists folders of `modules/`. What is in them goes by the rules for any
//! folder.

use crate::model::CoursePath;
use crate::source::files::tree::ROOT;
use crate::source::navigation::{Entry, Look, Named, Written, yaml};

/// The file, relative to the course.
pub(super) const FILE: &str = "_data/course.yml";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, course) = look.yaml(file)?;
    let base = CoursePath::root().child("modules");
    let modules = look.dir(&base, "")?;
    let entry = |item: &crate::front_matter::Spanned<crate::front_matter::Node>| {
        let name = item.value.text()?;
        Some(match look.dir(&base, name) {
            Some(dir) => Entry::of(None, Named::Section(dir)),
            None => Entry::of(None, Named::Missing(name.to_owned(), source.place(item.span.clone()))),
        })
    };
    let entries = yaml::list(yaml::get(&course, "modules")?).iter().filter_map(entry).collect();
    let title = yaml::text(&course, "title");
    Some(Written { file: file.clone(), home: ROOT, base: modules, title, entries })
}
