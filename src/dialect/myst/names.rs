//! The names of directives: what they mean, and which are names of programming languages for other tools.

use crate::html::admonitions;

/// What a directive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A box, details, a tab, or a block that only encloses others.
    Container,
    Code,
    Math,
    Figure,
    Image,
    /// A player: of a site or of a file.
    Player,
    Include,
    LiteralInclude,
    Table,
    ListTable,
    CsvTable,
    /// Its argument is a heading of a kind.
    Rubric,
    Button,
    /// HTML as it is, or another format.
    Raw,
    /// What is made of the whole book.
    Nothing,
    /// A note of the author, which the book does not show.
    Private,
    /// What only a program could show: its source is shown as code, and it is named.
    Source,
    /// What is in it is shown as text, and it is named.
    Unknown,
}

/// What a name means; `None` for one that no tool is known to have.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    Some(match name {
        "code" | "code-block" | "code-cell" | "sourcecode" | "prompt" | "parsed-literal" | "literal"
        | "jupyter-execute" | "ipython" | "doctest" | "testcode" | "console" => Meaning::Code,
        "math" | "amsmath" => Meaning::Math,
        "figure" | "figure-md" => Meaning::Figure,
        "image" => Meaning::Image,
        "youtube" | "vimeo" | "loom" | "wistia" | "iframe" | "video" | "audio" => Meaning::Player,
        "include" => Meaning::Include,
        "literalinclude" => Meaning::LiteralInclude,
        "table" => Meaning::Table,
        "list-table" => Meaning::ListTable,
        "csv-table" => Meaning::CsvTable,
        "rubric" | "centered" => Meaning::Rubric,
        "button-link" | "button-ref" => Meaning::Button,
        "raw" => Meaning::Raw,
        "toctree" | "toc" | "show-index" | "tableofcontents" | "contents" | "bibliography" | "index"
        | "meta" | "tags" | "highlight" | "listoffigures" | "listoftables" | "footbibliography"
        | "sectionauthor" | "codeauthor" | "nb-exec-table" | "local-toc" | "sectnum" | "default-role" => {
            Meaning::Nothing
        }
        "todo" | "todolist" => Meaning::Private,
        "eval-rst" | "mermaid" | "graphviz" | "digraph" | "plantuml" | "uml" | "tikz" | "blockdiag"
        | "seqdiag" => Meaning::Source,
        "quizdown" | "glue" | "embed" | "autoclass" | "automodule" | "autofunction" | "jupyterlite"
        | "replite" | "thebe-button" | "gallery" | "bokeh-plot" | "altair-plot" | "any-widget"
        | "anywidget" => Meaning::Unknown,
        _ if is_container(name) => Meaning::Container,
        _ if name.contains(':') => Meaning::Unknown,
        _ => return None,
    })
}

fn is_container(name: &str) -> bool {
    const ENCLOSE: &[&str] = &[
        "dropdown",
        "toggle",
        "details",
        "tab-set",
        "tab-set-code",
        "tab-item",
        "tabbed",
        "tab",
        "card",
        "card-carousel",
        "grid",
        "grid-item",
        "grid-item-card",
        "panels",
        "div",
        "container",
        "compound",
        "hlist",
        "only",
        "glossary",
        "epigraph",
        "pull-quote",
        "highlights",
        "blockquote",
        "topic",
        "sidebar",
        "margin",
        "versionadded",
        "versionchanged",
        "deprecated",
        "exercise-start",
        "exercise-end",
        "solution-start",
        "solution-end",
    ];
    ENCLOSE.contains(&name) || is_proof(name) || admonitions::known(name).is_some()
}

/// Statements with or without a proof, as in `prf:theorem`.
pub(super) fn is_proof(name: &str) -> bool {
    const PROOFS: &[&str] = &[
        "proof",
        "theorem",
        "lemma",
        "definition",
        "corollary",
        "axiom",
        "remark",
        "conjecture",
        "criterion",
        "observation",
        "property",
        "proposition",
        "algorithm",
        "assumption",
        "notation",
        "example",
    ];
    let name = name.strip_prefix("prf:").or_else(|| name.strip_prefix("proof:")).unwrap_or(name);
    PROOFS.contains(&name)
}

/// Whether a name in braces is a programming language, as notebooks of other tools write it.
pub(super) fn is_language(name: &str) -> bool {
    const LANGUAGES: &[&str] = &[
        "r",
        "python",
        "python3",
        "py",
        "julia",
        "bash",
        "sh",
        "zsh",
        "fish",
        "powershell",
        "sql",
        "js",
        "javascript",
        "ts",
        "typescript",
        "ojs",
        "css",
        "scss",
        "sass",
        "html",
        "xml",
        "json",
        "yaml",
        "toml",
        "ruby",
        "perl",
        "rust",
        "go",
        "c",
        "cpp",
        "rcpp",
        "java",
        "kotlin",
        "scala",
        "octave",
        "matlab",
        "stan",
        "stata",
        "sas",
        "fortran",
        "haskell",
        "php",
        "dot",
        "asis",
        "cat",
        "block",
        "md",
        "markdown",
        "latex",
        "tex",
        "text",
        "txt",
        "webr",
        "webr-r",
        "pyodide",
        "pyodide-python",
        "shinylive-python",
        "shinylive-r",
        "bibtex",
    ];
    LANGUAGES.contains(&name)
}
