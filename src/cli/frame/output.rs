//! The two output streams: standard output carries the result, standard error the talk.
//!
//! Nothing else in the crate writes to them.

use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clap::ValueEnum;

use crate::context::Terminal;
use crate::report::{Look, visible};

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Both streams. Shared by reference; a lost reader is remembered, not an error.
pub struct Output {
    streams: Arc<Mutex<Streams>>,
    terminal: Terminal,
    color: ColorChoice,
}

struct Streams {
    stdout: Box<dyn Write + Send>,
    stderr: Box<dyn Write + Send>,
    progress_shown: bool,
    /// Why standard output could not be written.
    lost: Option<ErrorKind>,
}

impl Output {
    /// The streams of this process.
    pub fn of_process(terminal: Terminal) -> Self {
        Self::new(Box::new(io::stdout()), Box::new(io::stderr()), terminal)
    }

    /// Any two streams.
    pub fn new(stdout: Box<dyn Write + Send>, stderr: Box<dyn Write + Send>, terminal: Terminal) -> Self {
        let streams = Streams { stdout, stderr, progress_shown: false, lost: None };
        Self { streams: Arc::new(Mutex::new(streams)), terminal, color: ColorChoice::Auto }
    }

    /// The same streams with another choice of colours.
    #[must_use]
    pub fn with_color(mut self, color: ColorChoice) -> Self {
        self.color = color;
        self
    }

    /// What the streams are connected to.
    pub fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// Whether results may be coloured.
    pub fn result_in_color(&self) -> bool {
        self.in_color(self.terminal.stdout)
    }

    /// Whether talk may be coloured.
    pub fn talk_in_color(&self) -> bool {
        self.in_color(self.terminal.stderr)
    }

    /// How a report on standard output looks.
    pub fn result_look(&self) -> Look {
        self.look(self.result_in_color())
    }

    /// How a report on standard error looks.
    pub fn talk_look(&self) -> Look {
        self.look(self.talk_in_color())
    }

    /// The columns of standard output, where it is a terminal; what else reads it wants whole lines.
    pub fn result_columns(&self) -> Option<usize> {
        self.terminal.width.filter(|_| self.terminal.stdout)
    }

    fn look(&self, color: bool) -> Look {
        Look { color, unicode: self.terminal.unicode, width: self.terminal.width.unwrap_or(100) }
    }

    fn in_color(&self, is_terminal: bool) -> bool {
        match self.color {
            ColorChoice::Auto => is_terminal && self.terminal.color,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        }
    }

    /// Writes text to standard output, with a line break where it lacks one, and flushes it.
    pub fn result(&self, text: &str) {
        let mut streams = self.lock();
        streams.clear_progress();
        if streams.lost.is_none() {
            let written = write_lines(&mut streams.stdout, text);
            streams.lost = written.err().map(|error| error.kind());
        }
    }

    /// Writes bytes to standard output as they are, and flushes it.
    pub fn exactly(&self, bytes: &[u8]) {
        let mut streams = self.lock();
        streams.clear_progress();
        if streams.lost.is_none() {
            let written = streams.stdout.write_all(bytes).and_then(|()| streams.stdout.flush());
            streams.lost = written.err().map(|error| error.kind());
        }
    }

    /// Writes text to standard error, with a line break where it lacks one.
    pub fn talk(&self, text: &str) {
        let mut streams = self.lock();
        streams.clear_progress();
        // Nobody can be told that nobody listens.
        let _ = write_lines(&mut streams.stderr, text);
    }

    /// Talks on when this is out of reach.
    pub fn talker(&self) -> Arc<dyn Fn(&str) + Send + Sync> {
        let streams = Arc::clone(&self.streams);
        Arc::new(move |text| {
            let mut streams = streams.lock().unwrap_or_else(PoisonError::into_inner);
            streams.clear_progress();
            // Nobody can be told that nobody listens.
            let _ = write_lines(&mut streams.stderr, text);
        })
    }

    /// Shows what is going on in a line that the next text replaces. Only on a terminal.
    pub fn progress(&self, text: &str) {
        if !self.terminal.stderr {
            return;
        }
        let mut streams = self.lock();
        streams.clear_progress();
        let line: String = visible(text).chars().take(self.terminal.width.unwrap_or(80).saturating_sub(1)).collect();
        streams.progress_shown = true;
        let _ = write!(streams.stderr, "{line}").and_then(|()| streams.stderr.flush());
    }

    /// Writes bytes to standard output as they are: messages of a protocol.
    ///
    /// # Errors
    ///
    /// Nobody reads them any more.
    pub fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut streams = self.lock();
        streams.stdout.write_all(bytes).and_then(|()| streams.stdout.flush())
    }

    /// Makes room for a new result, where results go to a terminal.
    pub fn clear_screen(&self) {
        if self.terminal.stdout {
            let mut streams = self.lock();
            streams.clear_progress();
            // What had scrolled away before stays there to be read.
            let _ = write!(streams.stdout, "\x1b[2J\x1b[H").and_then(|()| streams.stdout.flush());
        }
    }

    /// Takes the progress line away.
    pub fn end_progress(&self) {
        self.lock().clear_progress();
    }

    /// Why standard output could not be written: [`ErrorKind::BrokenPipe`] when `head` has seen enough.
    pub fn lost(&self) -> Option<ErrorKind> {
        self.lock().lost
    }

    /// Whether standard output failed for another reason than that nobody listens any more: the disk is full, say.
    pub fn is_cut_off(&self) -> bool {
        self.lost().is_some_and(|kind| kind != ErrorKind::BrokenPipe)
    }

    fn lock(&self) -> MutexGuard<'_, Streams> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Streams {
    fn clear_progress(&mut self) {
        if std::mem::take(&mut self.progress_shown) {
            let _ = write!(self.stderr, "\r\x1b[2K").and_then(|()| self.stderr.flush());
        }
    }
}

fn write_lines(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    stream.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}

/// Writes to standard error of the process from where no [`Output`] is at hand: a panic hook.
pub(in crate::cli) fn talk_of_last_resort(text: &str) {
    let _ = write_lines(&mut io::stderr(), text);
}
