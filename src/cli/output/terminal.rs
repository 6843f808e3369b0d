//! Prints results to stdout and messages to stderr.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice as StreamColor};
use anstyle::{AnsiColor, Style};

use crate::diagnostic::render::full;
use crate::secret;

use super::guard::{self, Form, Guard};
use super::{columns, wrap};

/// When to use colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[expect(clippy::doc_markdown, reason = "the help is read as it is")]
pub(in crate::cli) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The two streams, and how much is said on them.
pub(in crate::cli) struct Terminal {
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
    /// Where messages go instead of stderr: several runs at once would mix theirs.
    kept: Option<Arc<Mutex<String>>>,
}

/// Commands and file names in what is said.
pub(in crate::cli) const STRONG: Style = Style::new().bold();
/// What matters less.
pub(in crate::cli) const FAINT: Style = Style::new().dimmed();
const HINT: Style = AnsiColor::Cyan.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();

impl Terminal {
    /// Quiet beats verbose.
    pub fn new(color: ColorChoice, quiet: bool, verbose: bool) -> Self {
        Self { color, quiet, verbose: verbose && !quiet, kept: None }
    }

    /// A terminal that keeps its warnings, errors and hints, for one run of several at once.
    pub fn keeping(&self) -> Self {
        Self { color: self.color, quiet: true, verbose: false, kept: Some(Arc::default()) }
    }

    /// The messages that were kept.
    pub fn into_kept(self) -> String {
        let kept = self.kept.unwrap_or_default();
        std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where results for people go. Buffered: flush it before the command ends.
    pub fn results(&self) -> Guard<io::BufWriter<AutoStream<io::Stdout>>> {
        self.results_in(Form::Text)
    }

    /// Where results of this form go.
    pub fn results_in(&self, form: Form) -> Guard<io::BufWriter<AutoStream<io::Stdout>>> {
        Guard::new(self.exact_results(), form)
    }

    /// Where goes what another program reads, as it is.
    pub fn exact_results(&self) -> io::BufWriter<AutoStream<io::Stdout>> {
        io::BufWriter::new(AutoStream::new(io::stdout(), self.stream_color(&io::stdout())))
    }

    /// Says something to the person at the terminal, unless they asked for quiet.
    pub fn status(&mut self, text: &str) {
        if !self.quiet {
            self.print(text);
        }
    }

    /// Says what `--verbose` asks for: where something came from.
    pub fn detail(&mut self, text: &str) {
        if self.verbose {
            self.print(&format!("{FAINT}{text}{FAINT:#}"));
        }
    }

    /// Says what may matter, quiet or not: nothing is wrong yet.
    pub fn warn(&mut self, text: &str) {
        self.labelled(WARNING, "warning", text);
    }

    /// Says what went wrong, quiet or not. A terminal that is gone cannot be told.
    pub fn error(&mut self, text: &str) {
        self.labelled(ERROR, "error", text);
    }

    /// Says what to do now. Goes with an error.
    pub fn hint(&mut self, text: &str) {
        self.labelled(HINT, "hint", text);
    }

    /// Says something with what it is in front. A terminal would break the lines anywhere.
    fn labelled(&mut self, style: Style, what: &str, text: &str) {
        let start = format!("{style}{what}{style:#}: ");
        match columns::of_messages() {
            Some(columns) => {
                let indent = " ".repeat(what.len() + 2);
                let room = wrap::columns_in(columns, indent.len());
                self.print(&format!("{start}{}", wrap::wrapped(text, room, &indent)));
            }
            None => self.print(&format!("{start}{text}")),
        }
    }

    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// The one way to stderr. No secret passes.
    pub fn print(&mut self, text: &str) {
        let text = secret::mask(text);
        let text = guard::guarded(&text, Form::Text);
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend([&text, "\n"]);
            return;
        }
        let color = self.stream_color(&io::stderr());
        let _ = writeln!(AutoStream::new(io::stderr(), color), "{text}");
    }

    /// How findings are drawn on stdout.
    pub fn result_style(&self) -> full::Style {
        full::Style { color: self.wants_color(&io::stdout()), width: columns::of_findings() }
    }

    /// How findings are drawn on stderr.
    pub fn message_style(&self) -> full::Style {
        full::Style { color: self.wants_color(&io::stderr()), width: columns::of_findings() }
    }

    fn wants_color<S: anstream::stream::RawStream>(&self, stream: &S) -> bool {
        match self.stream_color(stream) {
            StreamColor::Auto => AutoStream::choice(stream) != StreamColor::Never,
            choice => choice != StreamColor::Never,
        }
    }

    fn stream_color<S: anstream::stream::RawStream>(&self, stream: &S) -> StreamColor {
        match self.color {
            ColorChoice::Auto => AutoStream::choice(stream),
            ColorChoice::Always => StreamColor::Always,
            ColorChoice::Never => StreamColor::Never,
        }
    }
}
