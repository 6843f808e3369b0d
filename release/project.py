"""What `Cargo.toml` says about a release, and the machines that a release is for."""

import os
import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The address that stands in `Cargo.toml` until the repository has one.
EXAMPLE = "https://example.com/coursedir"


@dataclass(frozen=True)
class Project:
    """The package, as `Cargo.toml` describes it."""

    version: str
    repository: str
    description: str
    license: str


@dataclass(frozen=True)
class Target:
    """A machine that a release is for."""

    # As Rust names it.
    rust: str
    # As npm names it: `os` and `cpu` of a package.
    npm_os: str
    npm_cpu: str
    # What pip calls the systems on which the program runs. A static program needs no libc.
    wheel: str

    @property
    def is_windows(self) -> bool:
        return "windows" in self.rust

    @property
    def program(self) -> str:
        return "coursedir.exe" if self.is_windows else "coursedir"


def linux(cpu: str, npm_cpu: str) -> Target:
    systems = ("manylinux_2_17", "manylinux2014", "musllinux_1_1")
    wheel = ".".join(f"{system}_{cpu}" for system in systems)
    return Target(f"{cpu}-unknown-linux-musl", "linux", npm_cpu, wheel)


TARGETS = [
    linux("x86_64", "x64"),
    linux("aarch64", "arm64"),
    Target("x86_64-apple-darwin", "darwin", "x64", "macosx_10_12_x86_64"),
    Target("aarch64-apple-darwin", "darwin", "arm64", "macosx_11_0_arm64"),
    Target("x86_64-pc-windows-msvc", "win32", "x64", "win_amd64"),
]


def target(rust: str) -> Target:
    """The target of that name; ends the program if a release is not for it."""
    for one in TARGETS:
        if one.rust == rust:
            return one
    raise SystemExit(f"error: not a target of a release: {rust}")


def target_here() -> Target:
    """The target that runs on this machine."""
    systems = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
    cpus = {"x86_64": "x64", "AMD64": "x64", "aarch64": "arm64", "arm64": "arm64"}
    here = (systems.get(platform.system()), cpus.get(platform.machine()))
    for one in TARGETS:
        if (one.npm_os, one.npm_cpu) == here:
            return one
    raise SystemExit(f"error: no release is for this machine: {here}")


def project() -> Project:
    """Reads `Cargo.toml`."""
    package = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]
    return Project(package["version"], package["repository"], package["description"], package["license"])


def timestamp() -> int:
    """The time that files of a release have: `SOURCE_DATE_EPOCH`, so that a second build gives the same bytes."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", "315619200"))
