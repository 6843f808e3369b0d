"""Writes the files of a release that name its version, its address and its checksums.

python3 release/render.py ARCHIVES

Adds to a folder with the archives of a release: SHA256SUMS, the installers, the Homebrew formula, and the template for
GitLab, which holds the scripts of `release/ci/`.
"""

import hashlib
import re
import sys
from pathlib import Path

from project import ROOT, TARGETS, project

RELEASE = ROOT / "release"


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fill(text: str, values: dict[str, str]) -> str:
    """Puts values in the place of `@NAME@`; a name without a value is a mistake of the template."""
    return re.sub(r"@([A-Z][A-Z0-9_]*)@", lambda found: values[found[1]], text)


def script(found: re.Match[str]) -> str:
    """A script in the place of a line `@script NAME@`, indented as that line is."""
    lines = (RELEASE / "ci" / found[2]).read_text(encoding="utf-8").splitlines()
    return "\n".join(f"{found[1]}{line}".rstrip() for line in lines)


def gitlab(values: dict[str, str]) -> str:
    text = (RELEASE / "gitlab.yml").read_text(encoding="utf-8")
    return re.sub(r"^( *)@script ([a-z.-]+)@$", script, fill(text, values), flags=re.MULTILINE)


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    of = project()
    archives = sorted([*folder.glob("coursedir-*.tar.gz"), *folder.glob("coursedir-*.zip")])
    sums = {path.name: checksum(path) for path in archives}
    values = {"VERSION": of.version, "REPOSITORY": of.repository, "DESCRIPTION": of.description}
    for to in TARGETS:
        archive = f"coursedir-{of.version}-{to.rust}.tar.gz"
        cpu, system = to.rust.split("-")[0], to.npm_os
        # A formula without a program for a machine does not verify there.
        values[f"{system}_{cpu}".upper()] = sums.get(archive, "0" * 64)
    for name in ("install.sh", "install.ps1", "coursedir.rb"):
        template = (RELEASE / name).read_text(encoding="utf-8")
        (folder / name).write_text(fill(template, values), encoding="utf-8", newline="\n")
    (folder / "coursedir.gitlab-ci.yml").write_text(gitlab(values), encoding="utf-8", newline="\n")
    for name in ("install.sh", "install.ps1", "coursedir.rb", "coursedir.gitlab-ci.yml"):
        sums[name] = checksum(folder / name)
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / "SHA256SUMS").write_text(lines, encoding="utf-8", newline="\n")
    print(lines, end="")


if __name__ == "__main__":
    main()
