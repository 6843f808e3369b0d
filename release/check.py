"""Refuses what must not be released. Prints all reasons.

python3 release/check.py [TAG]
"""

import re
import sys

from project import EXAMPLE, ROOT, Project, project


def faults(of: Project, changelog: str, tag: str | None) -> list[str]:
    """Why this state of the repository is no release."""
    found = []
    if of.repository == EXAMPLE or not of.repository.startswith("https://github.com/"):
        found.append(f"Cargo.toml: `repository` is no repository on GitHub: {of.repository}")
    if tag is not None and tag != f"v{of.version}":
        found.append(f"the tag {tag} is not the version in Cargo.toml: v{of.version}")
    if not re.search(rf"^## \[?{re.escape(of.version)}\]?( |$)", changelog, re.MULTILINE):
        found.append(f"CHANGELOG.md has no section for {of.version}")
    return found


def main() -> None:
    tag = sys.argv[1] if len(sys.argv) > 1 else None
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = faults(project(), changelog, tag)
    for fault in found:
        print(f"error: {fault}", file=sys.stderr)
    if found:
        raise SystemExit(1)
    print("ready to release")


if __name__ == "__main__":
    main()
