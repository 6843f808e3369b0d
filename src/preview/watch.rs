//! Watches the disk for changes, and reads changed courses again.
//!
//! Folders are watched one by one and those that hold no lessons are passed over, because a system gives
//! out only so many watches and a folder such as `node_modules` would take them all. Changes that come
//! close together are one: an editor writes, renames and touches a file within a few milliseconds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source;
use crate::sync::lock::is_lock_file;

use super::site::Site;

/// How long nothing may happen before what happened is looked at.
const QUIET: Duration = Duration::from_millis(30);

/// How long a stream of changes may put this off, such as a large copy under way.
const LONGEST: Duration = Duration::from_millis(300);

/// Systems that watch a whole tree at no cost; others need a watch a folder.
const WATCHES_TREES: bool = cfg!(any(target_os = "macos", windows));

type Noticed = notify::Result<Event>;

/// Watches until it is dropped.
pub(super) struct Watcher {
    /// Ends the thread; the watches end with it.
    stop: Sender<Message>,
}

enum Message {
    Noticed(Noticed),
    Stop,
}

impl Watcher {
    /// Starts to watch the site's folders; `changed` is called after each refresh that made a difference.
    pub fn start(site: Arc<Site>, changed: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let (send, receive) = channel();
        let stop = send.clone();
        let notice = move |event: Noticed| {
            // Nobody listens any more: the watch is about to end.
            let _ = send.send(Message::Noticed(event));
        };
        let notifier = notify::recommended_watcher(notice)?;
        let mut watches = Watches { notifier, watched: BTreeSet::new(), roots: Vec::new() };
        watches.follow(&site, &BTreeSet::new());
        // Something may have changed between the first look and the first watch.
        std::thread::spawn(move || {
            if site.refresh(&BTreeSet::new()) {
                changed();
            }
            run(&site, &mut watches, &receive, &changed);
        });
        Ok(Self { stop })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.stop.send(Message::Stop);
    }
}

fn run(site: &Site, watches: &mut Watches, receive: &Receiver<Message>, changed: &dyn Fn()) {
    while let Some(touched) = next_changes(receive, watches) {
        watches.follow(site, &touched);
        if site.refresh(&touched) {
            changed();
            // A new `assets_root`, or a new course, is to be watched too.
            watches.follow(site, &BTreeSet::new());
        }
    }
}

/// Waits for changes until it is quiet again; `None` when the watch is to end.
fn next_changes(receive: &Receiver<Message>, watches: &Watches) -> Option<BTreeSet<PathBuf>> {
    let mut touched = BTreeSet::new();
    let mut first = None;
    loop {
        let message = match first {
            None => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(since) if Instant::now().duration_since(since) > LONGEST => return Some(touched),
            Some(_) => receive.recv_timeout(QUIET),
        };
        match message {
            Ok(Message::Noticed(Ok(event))) if watches.matters(&event) => {
                first = first.or_else(|| Some(Instant::now()));
                touched.extend(event.paths);
            }
            // An overflow, for example: everything may have changed.
            Ok(Message::Noticed(Err(_))) => first = first.or_else(|| Some(Instant::now())),
            Ok(Message::Noticed(Ok(_))) => {}
            Err(RecvTimeoutError::Timeout) => return Some(touched),
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Whether a path belongs to a version control system or is what an editor leaves while it saves.
fn is_passing(path: &Path) -> bool {
    let in_repository =
        path.components().any(|part| matches!(part.as_os_str().to_str(), Some(".git" | ".hg")));
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let is_leftover = name.ends_with('~')
        || name == "4913"
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || (name.starts_with('.') && (name.contains(".sw") || name.starts_with(".goutputstream")))
        || name.ends_with(".tmp")
        || name.contains("___jb_")
        || is_lock_file(&name);
    in_repository || is_leftover
}

/// The watches that are set.
struct Watches {
    notifier: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    /// What is watched for its own sake: the courses, and what was asked for.
    roots: Vec<PathBuf>,
}

impl Watches {
    /// Whether something that a course could hold may be different now. Reading a file changes nothing,
    /// and the scan itself reads all of them.
    fn matters(&self, event: &Event) -> bool {
        let is_change = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        let is_ours = |path: &PathBuf| {
            let near = |root: &PathBuf| path.starts_with(root) || root.starts_with(path);
            self.roots.iter().any(near) && !is_passing(path)
        };
        is_change && (event.paths.is_empty() || event.paths.iter().any(is_ours))
    }

    /// Sets watches on the folders that matter now, and takes back the others. A folder that was `touched`
    /// may be another one of the same name, so its watch is set anew.
    fn follow(&mut self, site: &Site, touched: &BTreeSet<PathBuf>) {
        let Folders { roots, below, above } = Folders::of(site);
        let is_stale = |folder: &PathBuf| {
            let is_wanted = below.contains(folder) || above.contains(folder);
            !is_wanted || touched.iter().any(|path| folder.starts_with(path))
        };
        let stale: Vec<PathBuf> = self.watched.iter().filter(|folder| is_stale(folder)).cloned().collect();
        for folder in stale {
            // A folder that was deleted has lost its watch already.
            let _ = self.notifier.unwatch(&folder);
            self.watched.remove(&folder);
        }
        let whole = if WATCHES_TREES { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let wanted = below.iter().map(|folder| (folder, whole));
        for (folder, mode) in wanted.chain(above.iter().map(|folder| (folder, RecursiveMode::NonRecursive))) {
            if !self.watched.contains(folder) && self.set(folder, mode) {
                self.watched.insert(folder.clone());
            }
        }
        self.roots = roots;
    }

    fn set(&mut self, folder: &Path, mode: RecursiveMode) -> bool {
        let set = self.notifier.watch(folder, mode);
        if let Err(error) = &set {
            tracing::warn!(folder = %folder.display(), %error, "cannot watch this folder for changes");
        }
        set.is_ok()
    }
}

/// The folders in which a change matters.
#[derive(Default)]
struct Folders {
    /// The courses, and what was asked for.
    roots: Vec<PathBuf>,
    /// These and the folders below them.
    below: BTreeSet<PathBuf>,
    /// The folders above, for the moment when one of the roots is there again.
    above: BTreeSet<PathBuf>,
}

impl Folders {
    fn of(site: &Site) -> Self {
        let mut folders = Self::default();
        for path in site.paths() {
            let Some(path) = real(path) else {
                // It is gone: wait in the nearest folder that is there.
                let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                folders.above.extend(path.ancestors().skip(1).find_map(real));
                folders.roots.push(path);
                continue;
            };
            folders.above.extend(path.parent().map(Path::to_owned));
            // A folder below may become a course.
            folders.above.extend(below(&path));
            folders.above.insert(path.clone());
            folders.roots.push(path);
        }
        for entry in &site.snapshot().courses {
            for root in real(&entry.path).into_iter().chain(entry.assets.clone()) {
                if WATCHES_TREES {
                    folders.below.insert(root.clone());
                } else {
                    tree(&root, &mut folders.below);
                }
                folders.roots.push(root);
            }
        }
        // One watch a folder: a second would take the place of the first.
        folders.above.retain(|folder| !folders.below.contains(folder));
        folders
    }
}

fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

/// A folder and everything below it, without what is left out of every course.
fn tree(folder: &Path, wanted: &mut BTreeSet<PathBuf>) {
    let walk = walkdir::WalkDir::new(folder).follow_links(false).into_iter();
    let kept = walk.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || entry.file_type().is_dir() && !source::is_left_out(&name, true)
    });
    wanted.extend(kept.filter_map(Result::ok).map(walkdir::DirEntry::into_path));
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let listed = crate::fs::list(folder).unwrap_or_default().into_iter();
    listed
        .filter(|listed| listed.is_dir && !source::is_left_out(&listed.name, true))
        .map(|listed| folder.join(listed.name))
        .collect()
}
