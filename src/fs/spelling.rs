//! Names as the disk spells them. Paths of a course are in NFC; some systems write `é` as two characters (NFD).

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::Vfs;

/// The path of what is at `names` below `folder`, however the disk spells the names. As it is given, if nothing is
/// there.
pub(super) fn on_disk<'n>(vfs: &Vfs, folder: &Path, names: impl Iterator<Item = &'n str>) -> PathBuf {
    let mut path = folder.to_owned();
    for name in names {
        let plain = path.join(name);
        let is_there = name.is_ascii() || vfs.kind(&plain).is_some();
        path = if is_there { plain } else { spelled(vfs, &path, name).unwrap_or(plain) };
    }
    path
}

fn spelled(vfs: &Vfs, folder: &Path, name: &str) -> Option<PathBuf> {
    let decomposed = folder.join(name.nfd().collect::<String>());
    if vfs.kind(&decomposed).is_some() {
        return Some(decomposed);
    }
    let listed = vfs.list(folder).ok()?;
    let same =
        listed.into_iter().find(|listed| !listed.name.is_ascii() && listed.name.nfc().eq(name.nfc()))?;
    Some(folder.join(same.name))
}
