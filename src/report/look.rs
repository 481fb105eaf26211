//! How a report looks where it is shown.

use unicode_width::UnicodeWidthStr;

/// Colours, characters and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Use colours.
    pub color: bool,
    /// Use box-drawing characters.
    pub unicode: bool,
    /// Columns.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 100 }
    }
}

/// A colour by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Wrong, or taken away.
    Bad,
    /// To be looked at, or changed.
    Warn,
    /// Right, or added.
    Good,
    /// Remarks.
    Hint,
    /// What matters.
    Strong,
    /// What matters less.
    Faint,
}

impl Look {
    /// The text in a colour, where colours are used.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Bad => "1;31",
            Ink::Warn => "1;33",
            Ink::Good => "32",
            Ink::Hint => "36",
            Ink::Strong => "1",
            Ink::Faint => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// What stands where something was cut off.
    pub fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

/// A line cut between words; a word that is too long stays whole, so that it can be copied.
pub fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split_inclusive(' ') {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && last.width() + word.trim_end().width() > width {
            lines.push(word.to_owned());
        } else {
            last.push_str(word);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}
