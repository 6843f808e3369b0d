//! Quarto: the chapters and parts of a book, or the sidebar of a website, in `_quarto.yml`.

use crate::front_matter::{Node, Spanned, items};
use crate::model::CoursePath;
use crate::source::files::tree::is_markdown;
use crate::source::navigation::{Entry, Look, Named, Names, Written, is_web_address, yaml};

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let (source, settings) = look.yaml(file)?;
    let home = look.dir_of(file)?;
    let base = file.parent()?;
    let list = List(Names { look, source: &source, base: &base });
    let (project, entries) = match (yaml::get(&settings, "book"), yaml::get(&settings, "website")) {
        (Some(book), _) => {
            let keys = ["chapters", "appendices"];
            let lists = keys.iter().filter_map(|key| Some((*key, yaml::get(book, key)?)));
            let entries = lists.flat_map(|(key, chapters)| {
                let entries = list.entries(chapters);
                if key == "appendices" {
                    vec![Entry::group(Some("Appendices".to_owned()), entries)]
                } else {
                    entries
                }
            });
            (book, entries.collect())
        }
        (None, Some(website)) => (website, list.sidebars(yaml::get(website, "sidebar")?)),
        (None, None) => return None,
    };
    let title = yaml::text(project, "title");
    Some(Written { file: file.clone(), home, base: home, title, entries })
}

struct List<'l, 'a>(Names<'l, 'a>);

impl List<'_, '_> {
    /// One sidebar, or several, which follow each other.
    fn sidebars(&self, sidebar: &Spanned<Node>) -> Vec<Entry> {
        let contents = items(sidebar).iter().filter_map(|each| yaml::get(each, "contents"));
        contents.flat_map(|contents| self.entries(contents)).collect()
    }

    /// The entries of a list, a single name, or a pattern.
    fn entries(&self, list: &Spanned<Node>) -> Vec<Entry> {
        items(list).iter().flat_map(|item| self.entry(item)).collect()
    }

    fn entry(&self, item: &Spanned<Node>) -> Vec<Entry> {
        if let Some(name) = item.value.text() {
            return self.named(name, item);
        }
        if let Some(auto) = yaml::get(item, "auto") {
            let name = auto.value.text().unwrap_or_default();
            return if name == "true" { self.auto("") } else { self.auto(name) };
        }
        let below = ["chapters", "contents"].iter().filter_map(|key| yaml::get(item, key));
        let below: Vec<Entry> = below.flat_map(|list| self.entries(list)).collect();
        let title = ["text", "section", "part", "title"].iter().find_map(|key| yaml::text(item, key));
        let file = ["file", "href"].iter().find_map(|key| yaml::get(item, key));
        let group = ["section", "part"].iter().find_map(|key| yaml::get(item, key));
        // A section may be named by its page.
        let (title, page) = match (title, file, group) {
            (title, Some(file), _) => (title, Some(file)),
            (Some(title), None, Some(group)) if is_markdown(&title) => (None, Some(group)),
            (title, None, _) => (title, None),
        };
        let named = match page.and_then(|page| Some((page.value.text()?, page))) {
            Some((name, page)) => self.0.named(name, page),
            None => Named::Group,
        };
        vec![Entry { title, named, below }]
    }

    fn named(&self, name: &str, at: &Spanned<Node>) -> Vec<Entry> {
        if name.chars().all(|c| c == '-') {
            return Vec::new();
        }
        if name == "auto" {
            return self.auto("");
        }
        if name.contains(['*', '?']) && !is_web_address(name) {
            return self.0.matching_naturally(name);
        }
        match self.0.named(name, at) {
            // Text between entries.
            Named::Missing(name, _) if !name.contains('.') => self.auto(&name),
            named => vec![Entry::of(None, named)],
        }
    }

    /// The pages that Quarto finds by itself: in a folder, or by a pattern.
    fn auto(&self, name: &str) -> Vec<Entry> {
        if name.contains('*') {
            return self.0.matching_naturally(name);
        }
        let dir = self.0.look.dir(self.0.base, name.trim_start_matches('/'));
        dir.map(|dir| Entry::of(None, Named::Folder(dir))).into_iter().collect()
    }
}
