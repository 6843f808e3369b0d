"""Packs a program into the archive of a release, with its manual pages and completions.

python3 release/archive.py TARGET PROGRAM PAGES FOLDER

PAGES is a folder that `python3 release/pages.py` made: pages are the same for all targets, and a program for another
machine cannot print them here.
"""

import gzip
import io
import sys
import tarfile
import time
import zipfile
from pathlib import Path

from project import ROOT, Target, project, target, timestamp

DOCUMENTS = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]


def contents(to: Target, program: Path, pages: Path) -> list[tuple[str, bytes, int]]:
    """Name, bytes and permissions of each file."""
    files = [(to.program, program.read_bytes(), 0o755)]
    files += [(name, (ROOT / name).read_bytes(), 0o644) for name in DOCUMENTS]
    for page in sorted(path for path in pages.rglob("*") if path.is_file()):
        files.append((page.relative_to(pages).as_posix(), page.read_bytes(), 0o644))
    return files


def write_tar(path: Path, top: str, files: list[tuple[str, bytes, int]]) -> None:
    packed = gzip.GzipFile(path, "wb", mtime=timestamp())
    with packed, tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, content, mode in files:
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mode, entry.mtime = len(content), mode, timestamp()
            archive.addfile(entry, io.BytesIO(content))


def write_zip(path: Path, top: str, files: list[tuple[str, bytes, int]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in files:
            entry = zipfile.ZipInfo(f"{top}/{name}", time.gmtime(timestamp())[:6])
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def main() -> None:
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    to, program, pages, folder = target(sys.argv[1]), *map(Path, sys.argv[2:])
    top = f"coursedir-{project().version}-{to.rust}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{top}{'.zip' if to.is_windows else '.tar.gz'}"
    (write_zip if to.is_windows else write_tar)(path, top, contents(to, program, pages))
    print(path)


if __name__ == "__main__":
    main()
