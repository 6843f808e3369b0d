//! bookdown: the files of a book in `_bookdown.yml` (`rmd_files`), else `index.Rmd` and the others by name.
//!
//! A file that begins with the heading `# (PART) Title` begins a part.

use crate::front_matter::items;
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId, fold};
use crate::source::navigation::{Entry, Look, Written, yaml};

/// The heading of a part is in the first bytes of its first file.
const START_BYTES: u64 = 16 << 10;

/// Formats whose files may be listed apart.
const FORMATS: &[&str] = &["html", "gitbook", "bs4_book", "epub", "latex"];

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, settings) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let base = file.parent()?;
    let listed = yaml::get(&settings, "rmd_files");
    let listed =
        listed.map(|files| FORMATS.iter().find_map(|format| yaml::get(files, format)).unwrap_or(files));
    let pages: Vec<Entry> = match listed {
        Some(files) => items(files)
            .iter()
            .filter_map(|item| {
                Some(Entry::of(None, look.named(&base, item.value.text()?, &source, item.span.clone())))
            })
            .collect(),
        None => by_name(look, home).into_iter().map(Entry::page).collect(),
    };
    let title = yaml::text(&settings, "book_title");
    let entries = in_parts(look, pages);
    Some(Written { file: file.clone(), home, base: home, title, entries })
}

/// The files of a book that lists none.
fn by_name(look: &Look<'_>, dir: DirId) -> Vec<FileId> {
    let is_source = |file: &FileId| look.tree.files[*file].path.extension() == "rmd";
    let mut pages: Vec<FileId> = look.tree.markdown(dir).filter(is_source).collect();
    pages.sort_by_key(|&file| {
        let path = &look.tree.files[file].path;
        (fold(path.stem()) != "index", path.name().to_owned())
    });
    pages
}

/// Puts pages into the parts that their headings begin.
fn in_parts(look: &Look<'_>, pages: Vec<Entry>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_in_part = false;
    for page in pages {
        match part(look, &page) {
            Some(title) => {
                entries.push(Entry::group(Some(title), vec![page]));
                is_in_part = true;
            }
            None => match entries.last_mut().filter(|_| is_in_part) {
                Some(part) => part.below.push(page),
                None => entries.push(page),
            },
        }
    }
    entries
}

/// The part that a page begins.
fn part(look: &Look<'_>, page: &Entry) -> Option<String> {
    let crate::source::navigation::Named::Page(file) = page.named else { return None };
    let start = look.root.read_start(&look.tree.files[file].path, START_BYTES).ok()?;
    let text = String::from_utf8_lossy(&start);
    let heading = text
        .lines()
        .find_map(|line| line.strip_prefix("# (PART)").or_else(|| line.strip_prefix("# (PART\\*)")))?;
    let title = heading.split('{').next().unwrap_or_default().trim();
    (!title.is_empty()).then(|| title.to_owned())
}
