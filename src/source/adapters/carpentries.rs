//! Lessons of The Carpentries: `episodes` in `config.yaml`, files of the folder `episodes`. What it does not list is not
//! built; pages for instructors and learners are in other folders.

use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Written, yaml};

/// The folder of the files that are listed.
const EPISODES: &str = "episodes";

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let folder = file.parent()?;
    let home = look.dir(&folder, EPISODES)?;
    let (source, settings) = look.yaml(file)?;
    let base = look.tree.dirs[home].path.clone();
    let listed = yaml::get(&settings, EPISODES)?;
    let entry = |item: &crate::front_matter::Spanned<crate::front_matter::Node>| {
        let name = item.value.text()?;
        Some(Entry::of(None, look.named(&base, name, &source, item.span.clone())))
    };
    let entries: Vec<Entry> = yaml::list(listed).iter().filter_map(entry).collect();
    let title = yaml::text(&settings, "title").map(|title| title.trim_matches(['"', '\'']).to_owned());
    Some(Written { file: file.clone(), home, base: home, title, entries })
}
