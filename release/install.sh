#!/bin/sh
# Installs coursedir from a release: downloads the archive for this machine, verifies its checksum, and puts the program
# into a folder. Nothing else is changed. Needs curl or wget, tar, and sha256sum or shasum.
#
#   COURSEDIR_INSTALL_DIR   the folder [default: ~/.local/bin]
#   COURSEDIR_VERSION       another version than the one below
#   COURSEDIR_DOWNLOADS     the address of another place with the files of the release
set -eu

version=${COURSEDIR_VERSION:-@VERSION@}
downloads=${COURSEDIR_DOWNLOADS:-${COURSEDIR_REPOSITORY:-@REPOSITORY@}/releases/download/v$version}
folder=${COURSEDIR_INSTALL_DIR:-${HOME:?HOME is not set: set COURSEDIR_INSTALL_DIR}/.local/bin}

fail() {
    echo "error: $*" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# The name that a release has for this machine. Programs for musl run on every Linux.
target() {
    case $(uname -m) in
        x86_64 | amd64) cpu=x86_64 ;;
        aarch64 | arm64) cpu=aarch64 ;;
        *) fail "there is no release for this processor: $(uname -m)" ;;
    esac
    case $(uname -s) in
        Linux) echo "$cpu-unknown-linux-musl" ;;
        Darwin) echo "$cpu-apple-darwin" ;;
        MINGW* | MSYS* | CYGWIN*) echo "x86_64-pc-windows-msvc" ;;
        *) fail "there is no release for this system: $(uname -s)" ;;
    esac
}

# download NAME: into the working folder. Only https, or this machine.
download() {
    case $downloads in
        https://*) only="=https" ;;
        http://127.0.0.1:*) only="=http" ;;
        *) fail "not an https address: $downloads" ;;
    esac
    if has curl; then
        curl --proto "$only" --fail --silent --show-error --location --retry 3 --output "$work/$1" "$downloads/$1"
    elif has wget; then
        wget -q -O "$work/$1" "$downloads/$1"
    else
        fail "curl and wget are missing: install one of them"
    fi || fail "cannot download $downloads/$1"
}

sha256() {
    if has sha256sum; then
        sha256sum "$1"
    else
        shasum -a 256 "$1"
    fi | cut -d ' ' -f 1
}

verify() {
    expected=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$1\$/\1/p" "$work/SHA256SUMS")
    [ -n "$expected" ] || fail "SHA256SUMS does not name $1"
    [ "$(sha256 "$work/$1")" = "$expected" ] || fail "the checksum of $1 is wrong: nothing was installed"
}

main() {
    name=coursedir-$version-$(target)
    case $name in
        *windows*) archive=$name.zip program=coursedir.exe ;;
        *) archive=$name.tar.gz program=coursedir ;;
    esac
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    download SHA256SUMS
    download "$archive"
    verify "$archive"
    case $archive in
        *.zip) unzip -q "$work/$archive" -d "$work" ;;
        *) tar -xzf "$work/$archive" -C "$work" ;;
    esac
    mkdir -p "$folder"
    # A program that runs just now keeps its file.
    mv -f "$work/$name/$program" "$folder/$program.new"
    chmod 755 "$folder/$program.new"
    mv -f "$folder/$program.new" "$folder/$program"
    echo "installed $("$folder/$program" --version) as $folder/$program"
    case :$PATH: in
        *":$folder:"*) ;;
        *) echo "add $folder to your PATH to run it as \`coursedir\`" ;;
    esac
}

# All of this file is read before anything of it is run.
main
