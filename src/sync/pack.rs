//! Reproducible zip archives: same input, same bytes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::fs;

use super::archive_names;

/// Packs one file, at a real path, under its own name into the archive `target`.
pub(crate) fn pack_file(file: &Path, name: &str, target: &File) -> Result<(), fs::Error> {
    pack(&[(file.to_owned(), name.to_owned())], target)
}

/// Packs everything in `folder`, a real path (see [`fs::Vfs::archive_files`]), into the archive `target`, under
/// paths that begin with the folder's own name.
pub(crate) fn pack_folder(folder: &Path, name: &str, target: &File) -> Result<(), fs::Error> {
    let mut entries = Vec::new();
    for (file, _) in fs::Vfs::disk().archive_files(folder)? {
        let relative = file.strip_prefix(folder).unwrap_or(&file);
        let below: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        entries.push((file.clone(), format!("{name}/{}", below.join("/"))));
    }
    pack(&entries, target)
}

fn pack(entries: &[(std::path::PathBuf, String)], target: &File) -> Result<(), fs::Error> {
    let mut zip = ZipWriter::new(BufWriter::new(target));
    // The earliest time that the format knows: archives of the same files must not differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let names = archive_names::safe(entries.iter().map(|(_, name)| name.as_str()));
    for ((file, _), name) in entries.iter().zip(names) {
        // What became a link or a pipe since the folder was listed is not packed.
        let mut source = BufReader::new(fs::open_real(file)?);
        zip.start_file(name.as_str(), options).map_err(|error| failed(file, error))?;
        io::copy(&mut source, &mut zip).map_err(fs::context("pack", file))?;
    }
    let last = entries.last().map_or(Path::new(""), |(file, _)| file);
    let mut archive = zip.finish().map_err(|error| failed(last, error))?;
    io::Write::flush(&mut archive).map_err(fs::context("pack", last))
}

fn failed(file: &Path, error: zip::result::ZipError) -> fs::Error {
    fs::context("pack", file)(io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_is_swapped_for_a_link_meanwhile_is_never_packed() {
        use std::os::unix::fs::symlink;
        use std::sync::atomic::{AtomicBool, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let home = std::fs::canonicalize(folder.path()).unwrap();
        let (data, away, done) = (home.join("data"), home.join("away"), AtomicBool::new(false));
        for (folder, content) in [("data", "own"), ("other", "secret")] {
            std::fs::create_dir(home.join(folder)).unwrap();
            std::fs::write(home.join(folder).join("a.txt"), content).unwrap();
        }
        let swap = || {
            symlink(home.join("other/a.txt"), &away).unwrap();
            std::fs::rename(&away, data.join("a.txt")).unwrap();
            std::fs::write(&away, "own").unwrap();
            std::fs::rename(&away, data.join("a.txt")).unwrap();
            std::fs::rename(&data, &away).unwrap();
            symlink("other", &data).unwrap();
            std::fs::remove_file(&data).unwrap();
            std::fs::rename(&away, &data).unwrap();
        };
        let packed = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    swap();
                }
            });
            let archive = home.join("x.zip");
            let mut packed = Vec::new();
            for at in 0..1000 {
                let target = File::create(&archive).unwrap();
                let result = match at % 2 {
                    0 => pack_folder(&data, "data", &target),
                    _ => pack_file(&data.join("a.txt"), "a.txt", &target),
                };
                packed.extend(result.is_ok().then(|| std::fs::read(&archive).unwrap()));
            }
            done.store(true, Ordering::Relaxed);
            packed
        });
        for archive in packed {
            let mut archive = zip::ZipArchive::new(io::Cursor::new(archive)).unwrap();
            for at in 0..archive.len() {
                let content = io::read_to_string(archive.by_index(at).unwrap()).unwrap();
                assert_eq!(content, "own");
            }
        }
    }

    #[test]
    fn the_same_files_give_the_same_archive() {
        let folder = tempfile::tempdir().unwrap();
        let source = std::fs::canonicalize(folder.path()).unwrap().join("data");
        std::fs::create_dir_all(source.join("deep")).unwrap();
        std::fs::write(source.join("deep/a.py"), "print(1)").unwrap();
        std::fs::write(source.join("b.txt"), "b").unwrap();
        let (first, second) = (folder.path().join("1.zip"), folder.path().join("2.zip"));
        pack_folder(&source, "data", &File::create(&first).unwrap()).unwrap();
        std::fs::write(source.join("b.txt"), "b").unwrap();
        pack_folder(&source, "data", &File::create(&second).unwrap()).unwrap();
        assert_eq!(std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap());
        let mut archive = zip::ZipArchive::new(File::open(first).unwrap()).unwrap();
        let names: Vec<_> =
            (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(names, ["data/b.txt", "data/deep/a.py"]);
    }
}
