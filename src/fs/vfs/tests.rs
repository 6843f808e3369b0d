//! A Vfs shows the files of the disk, and those of an overlay in their place.

use std::path::{Path, PathBuf};

use super::*;

/// A folder with `a.txt`, `deep/b.txt` and `.hidden/c.txt`, and an overlay of other files in it.
fn both() -> (tempfile::TempDir, PathBuf, Vfs) {
    let home = tempfile::tempdir().unwrap();
    let folder = std::fs::canonicalize(home.path()).unwrap();
    for name in ["a.txt", "deep/b.txt", ".hidden/c.txt"] {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "disk").unwrap();
    }
    let mut overlay = Overlay::default();
    overlay.put(&folder.join("a.txt"), "overlay");
    overlay.put(&folder.join("deep/new/d.txt"), "new");
    overlay.put(&folder.join("e.txt"), "");
    (home, folder, Vfs::from(overlay))
}

fn names(vfs: &Vfs, folder: &Path) -> Vec<(String, bool)> {
    let listed = vfs.list(folder).unwrap().into_iter();
    listed.map(|listed| (listed.name, listed.is_dir)).collect()
}

#[test]
fn a_folder_has_the_names_of_both() {
    let (_home, folder, vfs) = both();
    let expected = [(".hidden", true), ("a.txt", false), ("deep", true), ("e.txt", false)];
    assert_eq!(names(&vfs, &folder), expected.map(|(name, is_dir)| (name.to_owned(), is_dir)));
    assert_eq!(names(&vfs, &folder.join("deep/new")), [("d.txt".to_owned(), false)]);
    assert!(
        vfs.list(&folder.join("nowhere")).is_err() && Vfs::disk().list(&folder.join("deep/new")).is_err()
    );
}

#[test]
fn a_file_of_the_overlay_hides_that_of_the_disk() {
    let (_home, folder, vfs) = both();
    let read = |name: &str| String::from_utf8(vfs.read(&folder.join(name), 99).unwrap()).unwrap();
    assert_eq!([read("a.txt"), read("deep/b.txt"), read("deep/new/d.txt")], ["overlay", "disk", "new"]);
    let path = folder.join("a.txt");
    assert!(vfs.read(&path, 6).is_err() && vfs.read(&path, 7).is_ok());
    assert_eq!(vfs.read_start(&path, 4).unwrap(), b"over");
    assert_eq!((vfs.file_size(&path).unwrap(), vfs.own_file_size(&path).unwrap()), (Some(7), Some(7)));
    assert_ne!(vfs.stamp(&path), Vfs::disk().stamp(&path));
    assert!(vfs.read(&folder.join("deep/new/x.txt"), 99).is_err());
}

#[test]
fn folders_of_files_in_the_overlay_are_there() {
    let (_home, folder, vfs) = both();
    let kind = |name: &str| vfs.kind(&folder.join(name));
    assert_eq!([kind("deep/new"), kind("deep"), kind("")], [Some(Kind::Folder); 3]);
    assert_eq!([kind("e.txt"), kind("deep/b.txt")], [Some(Kind::File); 2]);
    assert_eq!([kind("deep/x"), kind("e.txt/x")], [None; 2]);
    assert_eq!(vfs.real(&folder.join("deep/new/../new/d.txt")).unwrap(), folder.join("deep/new/d.txt"));
    assert!(vfs.real(&folder.join("deep/x")).is_err());
}

#[test]
fn a_walk_meets_the_files_of_both_and_skips_folders() {
    let (_home, folder, vfs) = both();
    let mut entries = vfs.walk(&folder);
    let mut met = Vec::new();
    while let Some(entry) = entries.next().transpose().unwrap() {
        if entry.name() == ".hidden" {
            entries.skip_current_dir();
        }
        let path = entry.path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        met.push(format!("{} {path}", entry.depth));
    }
    let expected =
        ["1 .hidden", "1 a.txt", "1 deep", "2 deep/b.txt", "2 deep/new", "3 deep/new/d.txt", "1 e.txt"];
    assert_eq!(met, expected);
    let archived = vfs.archive_files(&folder).unwrap();
    let sizes: Vec<u64> = archived.into_iter().map(|(_, size)| size).collect();
    assert_eq!(sizes, [7, 4, 3, 0]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_of_the_overlay_is_followed() {
    let (_home, folder, vfs) = both();
    std::os::unix::fs::symlink("deep", folder.join("link")).unwrap();
    let path = folder.join("link/new/d.txt");
    assert_eq!(vfs.read(&path, 99).unwrap(), b"new");
    assert_eq!(vfs.real(&path).unwrap(), folder.join("deep/new/d.txt"));
    assert_eq!(names(&vfs, &folder.join("link")).len(), 2);
}
