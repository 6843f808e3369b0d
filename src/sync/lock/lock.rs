//! The lock as a value: what it holds, and how that changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::fs::{Access, WriteDir};
use crate::html::blocks::BlockPrints;
use crate::model::{Course, CoursePath};
use crate::sync::versions::{Base, Local, LocalId};

use super::destination::{Destination, Tag};
use super::disk::{self, FILE_NAME, Found, Unmerged, VERSION};
use super::error::LockError;
use super::import::Import;
use super::of_target::OfTarget;
use super::record;
use super::stamp;
use super::target::Target;
use super::text::{Text, TextKey};
use super::uploaded_file::{self, UploadedFile};
use super::version1;

const HEADER: &str = "\
# Written by coursedir: what is on the platform. Commit it with the course.
# One record a line. If git reports a conflict, commit all of it: the next command merges the records.
";

/// How long a text is kept that no target has any more: a branch may still need it.
const DAYS_KEPT: u32 = 90;

/// What is known of all targets of a course.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    targets: BTreeMap<Tag, OfTarget>,
    /// The file that each target is in.
    homes: BTreeMap<Tag, String>,
    /// The texts of each lesson that targets have, and had.
    texts: BTreeMap<(LocalId, TextKey), Text>,
    /// The file of those texts that only one target can have; all others are in the common file.
    text_homes: BTreeMap<(LocalId, TextKey), String>,
    /// The lessons whose texts differ from target to target.
    own_lessons: Arc<BTreeSet<LocalId>>,
    /// The text of each file, as it was read or written last.
    on_disk: BTreeMap<String, String>,
    unmerged: Vec<Unmerged>,
    /// The target of the import that was begun last.
    begun: Option<Tag>,
    today: u32,
    /// The whole, of which this is one target.
    whole: Option<Arc<Mutex<Self>>>,
}

impl Lock {
    /// A lock in `folder` that remembers nothing yet, whatever is there.
    pub fn empty(folder: &Path) -> Self {
        Self::of(Found::default(), folder)
    }

    /// Reads the lock in `folder`, all its files; a folder without one has nothing to remember yet. What git left in
    /// conflict is merged in memory.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, that is damaged, or that a newer program wrote. All files stay as they are.
    pub fn read(folder: &Path) -> Result<Self, LockError> {
        Ok(Self::of(Found::read(&WriteDir::open(folder)?)?, folder))
    }

    fn of(found: Found, folder: &Path) -> Self {
        let Found { entries, texts, mut text_homes, texts_on_disk, unmerged } = found;
        text_homes.retain(|_, home| home != FILE_NAME);
        let mut targets = BTreeMap::new();
        let mut homes = BTreeMap::new();
        for (tag, (home, entries)) in entries {
            homes.insert(tag.clone(), home);
            targets.insert(tag.clone(), OfTarget::of(tag, entries.into_values().collect()));
        }
        Self {
            folder: folder.to_owned(),
            targets,
            homes,
            texts,
            text_homes,
            own_lessons: Arc::default(),
            on_disk: texts_on_disk,
            unmerged,
            begun: None,
            today: 0,
            whole: None,
        }
    }

    /// Says which lessons have texts that differ from target to target: each is written into the file of its target, so
    /// that two people's runs never write the same line.
    pub(super) fn set_own_lessons(&mut self, lessons: BTreeSet<LocalId>) {
        self.own_lessons = Arc::new(lessons);
    }

    /// What the whole has of one target. [`save`](Self::save) writes it into the whole; what is not saved is lost with it.
    pub(super) fn view(whole: &Arc<Mutex<Self>>, to: &Destination) -> Self {
        let mut all = whole.lock().unwrap_or_else(PoisonError::into_inner);
        let tag = Tag::of(to);
        if !all.homes.contains_key(&tag) {
            let home = all.new_home(to);
            all.homes.insert(tag.clone(), home);
        }
        Self {
            folder: all.folder.clone(),
            targets: all
                .targets
                .get_key_value(&tag)
                .map(|(tag, of)| (tag.clone(), of.clone()))
                .into_iter()
                .collect(),
            homes: all
                .homes
                .get_key_value(&tag)
                .map(|(tag, home)| (tag.clone(), home.clone()))
                .into_iter()
                .collect(),
            texts: all.texts.clone(),
            text_homes: BTreeMap::new(),
            own_lessons: Arc::clone(&all.own_lessons),
            on_disk: BTreeMap::new(),
            unmerged: Vec::new(),
            begun: None,
            today: 0,
            whole: Some(Arc::clone(whole)),
        }
    }

    /// Takes what a view knows, and writes the files that this changes.
    fn take(&mut self, view: &mut Self) -> Result<(), LockError> {
        let mut names = BTreeSet::new();
        for (tag, target) in &mut view.targets {
            if target.settle() || !self.targets.contains_key(tag) {
                self.targets.insert(tag.clone(), target.clone());
                names.extend(self.homes.get(tag).cloned());
            }
        }
        if names.is_empty() && self.on_disk.contains_key(FILE_NAME) {
            return Ok(());
        }
        self.today = self.today.max(view.today);
        for (tag, target) in &view.targets {
            let own = self.home(tag).to_owned();
            for (lesson, key) in &target.texts {
                let key = (lesson.clone(), *key);
                let Some(text) = view.texts.get(&key) else { continue };
                match self.texts.get_mut(&key) {
                    Some(known) if known.unused_since.is_none() => continue,
                    Some(known) => known.unused_since = None,
                    None => {
                        if own != FILE_NAME && view.own_lessons.contains(lesson) {
                            self.text_homes.insert(key.clone(), own.clone());
                        }
                        self.texts.insert(key.clone(), text.clone());
                    }
                }
                names.insert(self.text_home(&key).to_owned());
            }
        }
        if !self.on_disk.contains_key(FILE_NAME) {
            names.insert(FILE_NAME.to_owned());
        }
        self.write(&names)
    }

    /// Writes those of these files whose content changed.
    fn write(&mut self, names: &BTreeSet<String>) -> Result<(), LockError> {
        let dir = WriteDir::open(&self.folder)?;
        for name in names {
            let text = file(self.lines_of(name));
            if self.on_disk.get(name) != Some(&text) {
                dir.replace(Path::new(name), text.as_bytes(), Access::Usual)?;
                self.on_disk.insert(name.clone(), text);
            }
        }
        Ok(())
    }

    /// Forgets texts that no target needed for long, once all views are saved.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub(super) fn end_of_views(&mut self) -> Result<(), LockError> {
        if self.today == 0 {
            return Ok(());
        }
        self.sort_texts();
        let mut names: BTreeSet<String> = self.text_homes.values().cloned().collect();
        names.insert(FILE_NAME.to_owned());
        self.write(&names)
    }

    /// Writes the files whose content changed, each whole or not at all. `coursedir.lock` is always there afterwards.
    ///
    /// # Errors
    ///
    /// A file that cannot be written. What was written before it stays.
    pub fn save(&mut self) -> Result<(), LockError> {
        if let Some(whole) = self.whole.clone() {
            return whole.lock().unwrap_or_else(PoisonError::into_inner).take(self);
        }
        let texts = self.texts();
        let gone: Vec<String> =
            self.on_disk.keys().filter(|name| !texts.contains_key(*name)).cloned().collect();
        let is_changed = |(name, text): &(String, String)| self.on_disk.get(name) != Some(text);
        let changed: Vec<_> = texts.into_iter().filter(is_changed).collect();
        if changed.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let dir = WriteDir::open(&self.folder)?;
        for (name, text) in changed {
            dir.replace(Path::new(&name), text.as_bytes(), Access::Usual)?;
            self.on_disk.insert(name, text);
        }
        for name in gone {
            dir.remove(Path::new(&name))?;
            self.on_disk.remove(&name);
        }
        self.unmerged.clear();
        Ok(())
    }

    /// Proves before anything is sent that the lock can be written: writes it where it is not there yet.
    ///
    /// # Errors
    ///
    /// The lock cannot be written.
    pub fn prepare(&mut self) -> Result<(), LockError> {
        if let Some(whole) = self.whole.clone() {
            let mut whole = whole.lock().unwrap_or_else(PoisonError::into_inner);
            whole.take(self)?;
            return whole.can_write(self.homes.values());
        }
        if !self.on_disk.contains_key(FILE_NAME) {
            return self.save();
        }
        self.can_write(self.on_disk.keys())
    }

    fn can_write<'n>(&self, names: impl Iterator<Item = &'n String>) -> Result<(), LockError> {
        let dir = WriteDir::open(&self.folder)?;
        for name in names {
            dir.has_file(Path::new(name))?;
        }
        dir.begin(Path::new(""))?;
        Ok(())
    }

    /// The text of each file that is to be written.
    pub(crate) fn texts(&mut self) -> BTreeMap<String, String> {
        let mut has_changed = false;
        for target in self.targets.values_mut() {
            has_changed |= target.settle();
        }
        if has_changed {
            self.sort_texts();
        }
        let mut names: BTreeSet<&str> = self.targets.keys().map(|tag| self.home(tag)).collect();
        names.extend(self.text_homes.values().map(String::as_str));
        names.insert(FILE_NAME);
        let files = names.into_iter().map(|name| (name, self.lines_of(name)));
        let files = files.filter(|(name, lines)| *name == FILE_NAME || !lines.is_empty());
        files.map(|(name, lines)| (name.to_owned(), file(lines))).collect()
    }

    fn home(&self, tag: &Tag) -> &str {
        self.homes.get(tag).map_or(FILE_NAME, String::as_str)
    }

    fn text_home(&self, key: &(LocalId, TextKey)) -> &str {
        self.text_homes.get(key).map_or(FILE_NAME, String::as_str)
    }

    /// The records of a file.
    fn lines_of(&self, name: &str) -> Vec<String> {
        let targets = self.targets.iter().filter(|(tag, _)| self.home(tag) == name);
        let mut lines: Vec<String> = targets.flat_map(|(_, target)| target.lines()).collect();
        let mut texts: BTreeMap<&LocalId, Vec<_>> = BTreeMap::new();
        for (key, text) in self.texts.iter().filter(|(key, _)| self.text_home(key) == name) {
            texts.entry(&key.0).or_default().push((key.1, text));
        }
        let texts = texts.into_iter();
        lines.extend(texts.map(|(lesson, texts)| record::text_line(lesson, texts.into_iter())));
        lines
    }

    /// Notes which texts no target has any more, and forgets those that nobody needed for long.
    fn sort_texts(&mut self) {
        let texts = self.targets.values().flat_map(|target| &target.texts);
        let used: BTreeSet<(&LocalId, TextKey)> = texts.map(|(lesson, key)| (lesson, *key)).collect();
        let today = self.today;
        self.texts.retain(|(lesson, key), text| {
            let is_used = used.contains(&(lesson, *key));
            match text.unused_since {
                Some(day) if !is_used => return today < day.saturating_add(DAYS_KEPT),
                // Outside of a run there is no date.
                None if !is_used && today > 0 => text.unused_since = Some(today),
                None if !is_used => {}
                _ => text.unused_since = None,
            }
            true
        });
        let texts = &self.texts;
        self.text_homes.retain(|key, _| texts.contains_key(key));
    }

    /// A lock of one file with this content.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn parse(content: Vec<u8>, folder: &Path) -> Result<Self, LockError> {
        let mut found = Found::default();
        found.add(FILE_NAME, content, &folder.join(FILE_NAME))?;
        Ok(Self::of(found, folder))
    }

    /// What git left in conflict; it is merged in memory, and in the files with the next [`save`](Self::save).
    pub fn unmerged(&self) -> &[Unmerged] {
        &self.unmerged
    }

    /// The destinations that anything is known of.
    pub fn destinations(&self) -> impl Iterator<Item = &Destination> {
        self.targets.values().filter_map(|target| target.to.as_ref())
    }

    /// What is known of the course at a destination.
    pub fn target(&self, to: &Destination) -> Option<&Target> {
        self.get(to).map(|known| &known.target)
    }

    /// The same, to be changed; made if it is missing.
    pub fn target_mut(&mut self, to: &Destination) -> &mut Target {
        &mut self.get_mut(to).target
    }

    /// What both sides last agreed on; empty if nothing is known.
    pub fn base(&self, to: &Destination) -> Base {
        self.get(to).map(|known| known.base.clone()).unwrap_or_default()
    }

    /// Remembers what both sides agree on now. A lesson whose text was sent before, under whatever id, keeps what is known
    /// of its blocks; [`set_text`](Self::set_text) says that of others.
    pub fn set_base(&mut self, to: &Destination, base: &Base) {
        for (old, key, new) in self.get_mut(to).set_base(base) {
            if let Some(text) = self.texts.get(&(old, key)).cloned() {
                self.texts.entry((new, key)).or_insert(text);
            }
        }
    }

    /// Whether there is anything that [`meet_folder`](Self::meet_folder) would learn.
    pub fn waits_for_folder(&self, to: &Destination) -> bool {
        self.get(to).is_some_and(|known| !known.parts.is_empty())
    }

    /// Learns from the folder what a lock of version 1 knows of it: whatever did not change since it was sent is known with
    /// all its fields. Nothing happens where nothing is left to learn.
    ///
    /// `local` is the folder with the addresses that are known at this destination, `hashes` are those of its files.
    pub fn meet_folder(
        &mut self,
        to: &Destination,
        course: &Course,
        local: &Local,
        hashes: &BTreeMap<CoursePath, String>,
    ) {
        let Some(known) = self.targets.get_mut(&Tag::of(to)).filter(|known| !known.parts.is_empty()) else {
            return;
        };
        let now = version1::parts_now(course, hashes);
        let title = known.imports.last().map_or("", |import| &import.title);
        let base = version1::meet(title, &known.parts, &now, local);
        let _ = known.set_base(&base);
    }

    /// Begins a run of a target: what changes from now on counts more than what other branches know of earlier runs. What
    /// was removed before the last run is forgotten with the next change.
    pub fn begin_run(&mut self, to: &Destination, at: SystemTime) {
        self.today = u32::try_from(stamp::seconds(at) / (24 * 60 * 60)).unwrap_or(u32::MAX);
        self.get_mut(to).begin_run(at);
    }

    /// The blocks of the text that a lesson had when it was sent.
    pub fn text(&self, to: &Destination, lesson: &LocalId) -> Option<&Text> {
        let key = self.get(to)?.texts.get(lesson)?;
        self.texts.get(&(lesson.clone(), *key))
    }

    /// Remembers the text that was sent of a lesson, with `upload:HASH` in the place of the address of each file, so that
    /// it is the same for all targets.
    pub fn set_text(&mut self, to: &Destination, lesson: &LocalId, html: &str) {
        let key = TextKey::of(html);
        let text = || Text { blocks: BlockPrints::of(html), unused_since: None };
        self.texts.entry((lesson.clone(), key)).or_insert_with(text);
        self.get_mut(to).texts.insert(lesson.clone(), key);
    }

    /// The uploaded file with these bytes at this destination.
    pub fn file(&self, to: &Destination, hash: &str) -> Option<&UploadedFile> {
        self.get(to)?.files.get(uploaded_file::key(hash))
    }

    /// Whether any file is known at this destination.
    pub fn knows_any(&self, to: &Destination) -> bool {
        self.get(to).is_some_and(|known| !known.files.is_empty())
    }

    /// Whether any file of this size is known at this destination: else there is no need to hash one.
    pub fn knows_size(&self, to: &Destination, bytes: u64) -> bool {
        self.get(to).is_some_and(|known| known.files.values().any(|file| file.bytes == bytes))
    }

    /// Remembers an uploaded file.
    pub fn add_file(&mut self, to: &Destination, file: UploadedFile) {
        self.get_mut(to).files.insert(file.key().to_owned(), file);
    }

    /// Forgets a file that is no longer there.
    pub fn remove_file(&mut self, to: &Destination, hash: &str) {
        self.get_mut(to).files.remove(uploaded_file::key(hash));
    }

    /// The imports of this course into this destination, the oldest first.
    pub fn imports(&self, to: &Destination) -> impl DoubleEndedIterator<Item = &Import> {
        self.get(to).into_iter().flat_map(|known| &known.imports)
    }

    /// Remembers that a request is about to be sent.
    pub fn begin(&mut self, to: &Destination, import: Import) {
        self.get_mut(to).begin(import);
        self.begun = Some(Tag::of(to));
    }

    /// The import that was begun last.
    pub fn last_mut(&mut self) -> Option<&mut Import> {
        self.targets.get_mut(self.begun.as_ref()?)?.imports.last_mut()
    }

    /// Forgets the import that was begun last, and what was remembered since: it certainly did not arrive.
    pub fn take_back(&mut self) {
        if let Some(known) = self.begun.take().and_then(|tag| self.targets.get_mut(&tag)) {
            known.take_back();
        }
    }

    /// Forgets every import into this destination and the course there; the uploaded files and what was learnt stay known.
    pub fn forget(&mut self, to: &Destination) {
        let known = self.get_mut(to);
        known.imports.clear();
        let _ = known.set_base(&Base::default());
        known.target = Target { learned: std::mem::take(&mut known.target.learned), ..Target::default() };
    }

    fn get(&self, to: &Destination) -> Option<&OfTarget> {
        self.targets.get(&Tag::of(to))
    }

    fn get_mut(&mut self, to: &Destination) -> &mut OfTarget {
        let tag = Tag::of(to);
        if !self.homes.contains_key(&tag) {
            let home = self.new_home(to);
            self.homes.insert(tag.clone(), home);
        }
        let known = self.targets.entry(tag.clone()).or_insert_with(|| OfTarget::new(tag));
        known.to.get_or_insert_with(|| to.clone());
        known
    }

    /// The file for a new target: the first one shares `coursedir.lock` with what is equal for all, and stays there.
    fn new_home(&self, to: &Destination) -> String {
        if self.homes.is_empty() {
            return FILE_NAME.to_owned();
        }
        let name = disk::file_of(&to.location);
        // Disks may take two names for one that differ in the case of a letter.
        let same = self.homes.values().find(|home| home.eq_ignore_ascii_case(&name));
        same.cloned().unwrap_or(name)
    }
}

/// The text of a file with these records.
fn file(mut lines: Vec<String>) -> String {
    lines.sort();
    let mut text = format!("{HEADER}version {VERSION}\n");
    for line in lines {
        text.extend(["\n", &line, "\n"]);
    }
    text
}
