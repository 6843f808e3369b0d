//! What a file is for an author, by its name: a text that is not read, code, or something else.

use crate::model::{FileGroup, extension};

use super::tree::{FileKind, fold};

/// Texts that are not read, by what an author does about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextKind {
    /// `.txt`: Markdown in all but its name.
    Plain,
    /// A web page.
    Web,
    /// A notebook of Jupyter.
    Notebook,
    /// A text of an office program, or of another markup.
    Written,
    /// Questions, or a whole course, of a learning platform.
    Package,
}

/// The group of a file of this name.
pub(crate) fn group(name: &str, kind: FileKind) -> FileGroup {
    if text_kind(name).is_some() {
        return FileGroup::Text;
    }
    match kind {
        FileKind::Markdown | FileKind::OtherMarkdown => FileGroup::Markdown,
        FileKind::Video => FileGroup::Video,
        FileKind::Sound => FileGroup::Sound,
        FileKind::Document => FileGroup::Document,
        FileKind::Image => FileGroup::Image,
        FileKind::Captions => FileGroup::Captions,
        FileKind::Other if is_code(name) => FileGroup::Code,
        FileKind::Other => FileGroup::Other,
    }
}

/// What kind of unread text a file of this name is, if it is one that an author wrote for readers.
pub(crate) fn text_kind(name: &str) -> Option<TextKind> {
    let kind = match extension(name).as_ref() {
        "txt" | "text" => TextKind::Plain,
        "html" | "htm" | "xhtml" => TextKind::Web,
        "ipynb" => TextKind::Notebook,
        "doc" | "docx" | "odt" | "rtf" | "pages" | "gdoc" | "rst" | "rest" | "adoc" | "asciidoc" | "asc"
        | "org" | "tex" | "latex" | "textile" | "wiki" | "mediawiki" | "typ" | "rnw" | "lyx" => {
            TextKind::Written
        }
        "gift" | "qti" | "h5p" | "imscc" | "mbz" | "elp" | "elpx" | "scorm" => TextKind::Package,
        _ => return None,
    };
    (!is_for_programs(name, kind)).then_some(kind)
}

/// Texts that every repository has, and parts of pages, in whatever format.
const PARTS: &[&str] = &[
    "after-body",
    "after_body",
    "authors",
    "before-body",
    "before_body",
    "changelog",
    "citation",
    "code_of_conduct",
    "contributing",
    "copying",
    "footer",
    "header",
    "in-header",
    "in_header",
    "licence",
    "license",
    "notice",
    "preamble",
];

/// Plain texts and web pages that programs read.
const FOR_PROGRAMS: &[&str] = &[
    "404",
    "ads",
    "changes",
    "cmakelists",
    "cname",
    "constraints",
    "dependencies",
    "humans",
    "install",
    "llms",
    "llms-full",
    "packages",
    "robots",
    "runtime",
    "search",
    "security",
    "sitemap",
    "version",
];

/// Whether a text is none that an author wrote for readers, by its name.
fn is_for_programs(name: &str, kind: TextKind) -> bool {
    let folded = fold(name);
    let stem = folded.rsplit_once('.').map_or(folded.as_ref(), |(stem, _)| stem);
    let is_plain = matches!(kind, TextKind::Plain | TextKind::Web);
    let is_list =
        || FOR_PROGRAMS.contains(&stem) || stem.starts_with("requirements") || stem.ends_with("requirements");
    PARTS.contains(&stem) || (is_plain && is_list())
}

/// Whether a file of this name is written in a programming language.
pub(crate) fn is_code(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "makefile",
        "dockerfile",
        "gemfile",
        "rakefile",
        "jenkinsfile",
        "cmakelists.txt",
        "justfile",
        "procfile",
    ];
    NAMES.contains(&fold(name).as_ref()) || is_code_extension(&extension(name))
}

fn is_code_extension(extension: &str) -> bool {
    matches!(
        extension,
        "py" | "pyw"
            | "pyi"
            | "pyx"
            | "js"
            | "mjs"
            | "cjs"
            | "ts"
            | "mts"
            | "jsx"
            | "tsx"
            | "vue"
            | "svelte"
            | "astro"
            | "rs"
            | "go"
            | "c"
            | "h"
            | "cc"
            | "cpp"
            | "cxx"
            | "hpp"
            | "hh"
            | "ino"
            | "cs"
            | "csproj"
            | "sln"
            | "java"
            | "kt"
            | "kts"
            | "scala"
            | "groovy"
            | "gradle"
            | "clj"
            | "cljs"
            | "rb"
            | "erb"
            | "php"
            | "pl"
            | "pm"
            | "lua"
            | "r"
            | "jl"
            | "m"
            | "mm"
            | "swift"
            | "dart"
            | "zig"
            | "nim"
            | "v"
            | "vhd"
            | "vhdl"
            | "sv"
            | "hs"
            | "lhs"
            | "elm"
            | "ml"
            | "mli"
            | "fs"
            | "fsx"
            | "ex"
            | "exs"
            | "erl"
            | "hrl"
            | "lisp"
            | "cl"
            | "el"
            | "scm"
            | "rkt"
            | "sh"
            | "bash"
            | "zsh"
            | "fish"
            | "ps1"
            | "psm1"
            | "bat"
            | "cmd"
            | "sql"
            | "asm"
            | "s"
            | "f"
            | "f90"
            | "f95"
            | "pas"
            | "vb"
            | "vbs"
            | "bas"
            | "cob"
            | "css"
            | "scss"
            | "sass"
            | "less"
            | "styl"
            | "wgsl"
            | "glsl"
            | "frag"
            | "vert"
            | "hlsl"
            | "sol"
            | "proto"
            | "graphql"
            | "tf"
            | "nix"
            | "cmake"
            | "mk"
            | "ejs"
            | "hbs"
            | "pug"
            | "njk"
            | "liquid"
            | "jinja"
            | "j2"
            | "tmpl"
            | "wasm"
            | "class"
            | "jar"
            | "pyc"
            | "sb2"
            | "sb3"
            | "gd"
            | "tscn"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_not_read_have_many_formats() {
        for (name, kind) in [
            ("01-flour.txt", TextKind::Plain),
            ("a.HTM", TextKind::Web),
            ("loops.ipynb", TextKind::Notebook),
            ("a.docx", TextKind::Written),
            ("a.adoc", TextKind::Written),
            ("security.docx", TextKind::Written),
            ("bank.gift", TextKind::Package),
            ("final.mbz", TextKind::Package),
        ] {
            assert_eq!(text_kind(name), Some(kind), "{name}");
        }
    }

    #[test]
    fn what_programs_read_is_no_text_of_an_author() {
        for name in
            ["requirements.txt", "dev-requirements.txt", "robots.txt", "CMakeLists.txt", "LICENSE.txt"]
        {
            assert_eq!(text_kind(name), None, "{name}");
        }
        for name in ["preamble.tex", "before_body.tex", "after-body.html", "footer.html"] {
            assert_eq!(text_kind(name), None, "{name}");
        }
        for name in ["a.md", "a.pdf", "a.csv", "a.json", "Makefile", "txt"] {
            assert_eq!(text_kind(name), None, "{name}");
        }
    }

    #[test]
    fn code_is_code_by_its_extension_or_its_name() {
        for name in ["a.py", "A.R", "x.test.ts", "Makefile", "CMakeLists.txt"] {
            assert!(is_code(name), "{name}");
        }
        for name in ["a.json", "a.yaml", "a.txt", "a.ipynb", "LICENSE", "a"] {
            assert!(!is_code(name), "{name}");
        }
    }
}
