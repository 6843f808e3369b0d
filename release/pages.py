"""Lets a program print its manual pages and completions into a folder.

python3 release/pages.py PROGRAM FOLDER
"""

import re
import subprocess
import sys
from pathlib import Path

# Where shells look for the script of a command, below `completions/`.
SHELLS = {
    "bash": "bash/coursedir",
    "zsh": "zsh/_coursedir",
    "fish": "fish/coursedir.fish",
    "powershell": "powershell/_coursedir.ps1",
    "elvish": "elvish/coursedir.elv",
}


def said(program: Path, *arguments: str) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, encoding="utf-8").stdout


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    page = said(program, "man")
    write(folder / "man/man1/coursedir.1", page)
    # The page of the program names those of its commands.
    for command in dict.fromkeys(re.findall(r"coursedir\\-([a-z]+)\(1\)", page)):
        if command != "help":
            write(folder / f"man/man1/coursedir-{command}.1", said(program, "man", command))
    for shell, name in SHELLS.items():
        write(folder / "completions" / name, said(program, "completions", shell))


if __name__ == "__main__":
    main()
