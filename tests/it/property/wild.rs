//! Folders that no author would make on purpose: any names, any bytes, links to anywhere.
//!
//! Start at [`folder`]. Half of what it makes is noise, half is noise between the words that the
//! library listens to, because pure noise never gets past the first `if`.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Something to be put into a folder.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The folders above it, outermost first.
    above: Vec<OsString>,
    name: OsString,
    thing: Thing,
}

#[derive(Debug, Clone)]
enum Thing {
    File(Vec<u8>),
    Link(&'static str),
}

impl Entry {
    /// A file in the root.
    pub fn file(name: &str, bytes: Vec<u8>) -> Self {
        Self { above: Vec::new(), name: name.into(), thing: Thing::File(bytes) }
    }

    /// Puts it below `root`. What the disk refuses (two of one name, a name too long) is left out:
    /// such a folder cannot exist.
    pub fn put(&self, root: &Path) {
        let mut path = root.to_owned();
        for name in &self.above {
            path.push(name);
            // Asked at each level: a link made earlier may stand here, and lead out of the root.
            if fs::create_dir(&path).is_err() && !path.symlink_metadata().is_ok_and(|it| it.is_dir()) {
                return;
            }
        }
        path.push(&self.name);
        if path.symlink_metadata().is_ok() {
            return;
        }
        let _ = match &self.thing {
            Thing::File(bytes) => fs::write(path, bytes),
            Thing::Link(target) => symlink(target, path),
        };
    }
}

/// One to eight entries, one to three levels deep.
pub fn folder() -> impl Strategy<Value = Vec<Entry>> {
    vec(entry(), 1..=8)
}

fn entry() -> impl Strategy<Value = Entry> {
    (vec(folder_name(), 0..=2), file_name(), thing()).prop_map(|(above, name, thing)| Entry {
        above,
        name,
        thing,
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    const TARGETS: &[&str] = &[
        ".",
        "..",
        "../..",
        "nowhere",
        "a",
        "b",
        "../a",
        "docs",
        "index.md",
        "01-intro.md",
        "../01-intro.md",
        "/etc/passwd",
    ];
    prop_oneof![
        1 => Just(Thing::File(Vec::new())),
        4 => page().prop_map(Thing::File),
        2 => settings().prop_map(Thing::File),
        1 => noise().prop_map(Thing::File),
        1 => select(TARGETS).prop_map(Thing::Link),
    ]
}

/// Names that mean something, here and in the links and keys below, so that things meet.
const NAMES: &[&str] = &[
    "01-intro.md",
    "1-intro.md",
    "index.md",
    "_index.md",
    "README.md",
    "02-loops.markdown",
    "a.mdx",
    "x.md",
    "x.pt.md",
    "en.md",
    "quiz.md",
    "7.md",
    "SUMMARY.md",
    "_sidebar.md",
    "course.yaml",
    "course.yml",
    "_category_.json",
    "_category_.yml",
    "meta.json",
    ".gitignore",
    ".courseignore",
    "01-intro.mp4",
    "01-intro.pdf",
    "cover.png",
    "thumbnail.jpg",
    "a.vtt",
    "~$x.md",
    "Thumbs.db",
    ".md",
    "..md",
    "LICENSE.md",
];

const FOLDERS: &[&str] = &[
    "a",
    "b",
    "01-intro",
    "x",
    "docs",
    "content",
    "en",
    "pt",
    "korean",
    "_posts",
    "_drafts",
    "images",
    "files",
    "node_modules",
    ".git",
    "week1",
    "2020-01-01-x",
    "01-intro.assets",
];

fn file_name() -> impl Strategy<Value = OsString> {
    let extension = select(&[".md", ".MD", ".png", ".mp4", ".yaml", ""][..]);
    prop_oneof![
        8 => select(NAMES).prop_map(OsString::from),
        // A file where a folder is expected, or a link to another folder.
        1 => select(FOLDERS).prop_map(OsString::from),
        2 => (any_name(), extension).prop_map(|(mut name, extension)| {
            name.push(extension);
            name
        }),
    ]
}

fn folder_name() -> impl Strategy<Value = OsString> {
    prop_oneof![3 => select(FOLDERS).prop_map(OsString::from), 1 => any_name()]
}

/// Whatever Linux allows: all but `/` and NUL, and not always UTF-8.
fn any_name() -> impl Strategy<Value = OsString> {
    let text = "\\PC{1,12}".prop_map(String::into_bytes);
    let reserved = r#"[ .:*?"<>|\\%#&(){}\[\]$~'^-]{1,6}"#.prop_map(String::into_bytes);
    let bytes = vec(1..=u8::MAX, 1..12);
    prop_oneof![3 => text, 2 => reserved, 1 => bytes].prop_filter_map("names a folder", |mut name| {
        name.retain(|byte| *byte != b'/');
        (!matches!(&name[..], b"" | b"." | b"..")).then(|| OsString::from_vec(name))
    })
}

/// Any bytes, mostly no text at all.
pub fn noise() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..200)
}

/// A page with or without front matter.
pub fn page() -> impl Strategy<Value = Vec<u8>> {
    let (head, body) = (proptest::option::of(front_matter()), markdown());
    (head, body).prop_map(|(head, body)| [head.unwrap_or_default(), body].concat())
}

/// A block between fences, whole or broken.
pub fn front_matter() -> impl Strategy<Value = Vec<u8>> {
    let open =
        select(&["---\n", "---\r\n", "+++\n", "\u{feff}---\n", "{", "\n---\n", "--- \n", "----\n"][..]);
    let close = select(&["---\n", "---\r\n", "+++\n", "}\n", "...\n", "---", "", "\n"][..]);
    (open, settings(), close)
        .prop_map(|(open, inside, close)| [open.as_bytes(), &inside[..], close.as_bytes()].concat())
}

/// YAML, more or less: the keys and values that the library knows, shuffled, with noise.
pub fn settings() -> impl Strategy<Value = Vec<u8>> {
    const KEYS: &[&str] = &[
        "title",
        "Title",
        "titel",
        "order",
        "weight",
        "visibility",
        "draft",
        "type",
        "video",
        "youtube",
        "materials",
        "files",
        "thumbnail",
        "description",
        "date",
        "id",
        "defaults",
        "ignore",
        "lesson_file",
        "root_category",
        "contents",
        "assets_root",
        "language",
        "image",
        "instructor",
        "label",
        "position",
    ];
    const VALUES: &[&str] = &[
        "x",
        "1",
        "-1",
        "1.10",
        "4a",
        "1e999",
        "9999999999999999999999",
        "true",
        "yes",
        "null",
        "~",
        "''",
        "\"\\u0000\"",
        "[a, b]",
        "[",
        "{",
        "{id: 1}",
        "{name: x, description: y}",
        "published",
        "draft",
        "quiz",
        "2020-01-01",
        "01-intro.mp4",
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "**",
        "[**]",
        "'!*'",
        "https://youtu.be/x",
        "javascript:x",
        "&a [*a, *a]",
        "*a",
        "|\n  text",
        ">\n",
        "!!binary x",
        "\t",
        "# no",
        "\u{202e}x",
        "é",
    ];
    let line = prop_oneof![
        6 => (select(KEYS), select(VALUES)).prop_map(|(key, value)| format!("{key}: {value}\n").into_bytes()),
        1 => (select(KEYS), select(VALUES)).prop_map(|(key, value)| format!("{key} = {value}\n").into_bytes()),
        1 => (select(KEYS), select(VALUES)).prop_map(|(key, value)| format!("\"{key}\": {value},\n").into_bytes()),
        1 => select(VALUES).prop_map(|value| format!("  - {value}\n").into_bytes()),
        1 => vec(any::<u8>(), 0..20),
    ];
    vec(line, 0..8).prop_map(|lines| lines.concat())
}

/// Markdown, more or less: the marks that mean something, shuffled, with noise.
pub fn markdown() -> impl Strategy<Value = Vec<u8>> {
    const MARKS: &[&str] = &[
        "# ",
        "## ",
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "    ",
        "\t",
        "```",
        "```rust,ignore\n",
        "~~~\n",
        "`",
        "**",
        "*",
        "_",
        "~~",
        "$",
        "$$",
        "![",
        "[",
        "](",
        "](<",
        ")",
        "]",
        "[^1]",
        "[^1]: ",
        "[x]: ",
        "[x]",
        "- [ ] ",
        "| a | b |\n| - | - |\n",
        "|",
        "\n: ",
        "{#id}",
        "{onclick=x}",
        "<",
        ">",
        "<div>",
        "</div>",
        "<img src=",
        "<video src=\"01-intro.mp4\">",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<svg onload=x>",
        "<a href='javascript:x'>",
        "&amp;",
        "&#0;",
        "&",
        "\\",
        "{{< youtube x >}}",
        "{% youtube x %}",
        "{{#include a}}",
        "{{#include 01-intro.md}}",
        "{{",
        "{%",
        ":::note\n",
        ":::\n",
        "<Youtube id=\"x\"/>",
        "import x from 'y'\n",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://vimeo.com/1",
        "01-intro.mp4",
        "01-intro.md",
        "index.md#x",
        "cover.png",
        "../..",
        "/etc/passwd",
        "%20",
        "%zz",
        "?q",
        "data:image/png;base64,x",
        "word",
        "é",
        "\u{0}",
        "\u{feff}",
        "🧪",
        "---\n",
        "***\n",
        "===\n",
    ];
    let piece = prop_oneof![
        12 => select(MARKS).prop_map(|mark| mark.as_bytes().to_vec()),
        2 => "\\PC{0,8}".prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..3),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}
