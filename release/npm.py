"""Makes the npm packages: one for each target that holds its program, and `coursedir`, which takes the one that fits.

python3 release/npm.py ARCHIVES FOLDER

ARCHIVES is a folder with the archives of a release; targets without one are left out. npm installs a package only where
its `os` and `cpu` say so, and no package runs a script when it is installed.
"""

import json
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from project import ROOT, TARGETS, Project, Target, project

# The scope of the packages that hold a program.
SCOPE = "@coursedir"


def name_of(to: Target) -> str:
    return f"{SCOPE}/{to.npm_os}-{to.npm_cpu}"


def common(of: Project) -> dict[str, object]:
    return {
        "version": of.version,
        "license": of.license,
        "homepage": of.repository,
        "repository": {"type": "git", "url": f"git+{of.repository}.git"},
    }


def write(folder: Path, package: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(package, indent=2, ensure_ascii=False)
    (folder / "package.json").write_text(text + "\n", encoding="utf-8")
    for document in ("LICENSE-MIT", "LICENSE-APACHE"):
        shutil.copy(ROOT / document, folder)


def read_program(to: Target, archive: Path) -> bytes:
    """The program in an archive."""
    inside = f"{archive.name.removesuffix('.zip').removesuffix('.tar.gz')}/{to.program}"
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as files:
            return files.read(inside)
    with tarfile.open(archive) as files:
        file = files.extractfile(inside)
        assert file is not None, inside
        return file.read()


def write_target(of: Project, to: Target, archive: Path, folder: Path) -> None:
    package = {
        "name": name_of(to),
        "description": f"The program of coursedir for {to.npm_os} on {to.npm_cpu}",
        **common(of),
        "os": [to.npm_os],
        "cpu": [to.npm_cpu],
        "files": ["bin"],
    }
    write(folder, package)
    program = folder / "bin" / to.program
    program.parent.mkdir(exist_ok=True)
    program.write_bytes(read_program(to, archive))
    program.chmod(0o755)


def write_main(of: Project, targets: list[Target], folder: Path) -> None:
    package = {
        "name": "coursedir",
        "description": of.description,
        **common(of),
        "keywords": ["course", "markdown", "lms", "highlevel"],
        "bin": {"coursedir": "coursedir.js"},
        "files": ["coursedir.js"],
        "engines": {"node": ">=18"},
        "optionalDependencies": {name_of(to): of.version for to in targets},
    }
    write(folder, package)
    shutil.copy(ROOT / "README.md", folder)
    shutil.copy(ROOT / "release/npm/coursedir.js", folder)
    (folder / "coursedir.js").chmod(0o755)


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    archives, folder = map(Path, sys.argv[1:])
    of = project()
    packed = []
    for to in TARGETS:
        ending = ".zip" if to.is_windows else ".tar.gz"
        archive = archives / f"coursedir-{of.version}-{to.rust}{ending}"
        if archive.is_file():
            write_target(of, to, archive, folder / f"{to.npm_os}-{to.npm_cpu}")
            packed.append(to)
    if not packed:
        raise SystemExit(f"error: no archive of {of.version} in {archives}")
    write_main(of, packed, folder / "coursedir")
    print(f"{folder}: coursedir and {len(packed)} programs")


if __name__ == "__main__":
    main()
