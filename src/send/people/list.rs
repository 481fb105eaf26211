//! The file: its encoding, its delimiter, its header, and its rows one after the other.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use csv::{Position, Reader, ReaderBuilder, StringRecord};

use super::PeopleError;

/// The byte order mark that spreadsheets put in front of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// What a spreadsheet may write as its first line, to name the delimiter.
const NAMES_DELIMITER: &[u8] = b"sep=";
/// So much of the file tells its delimiter.
const HEAD_BYTES: u64 = 64 * 1024;

/// A list of recipients.
#[derive(Debug)]
pub struct People {
    /// How the file is called in reports.
    pub name: String,
    /// What stands between cells.
    pub delimiter: u8,
    /// The names of the columns.
    pub header: Vec<String>,
    /// Where the header begins.
    pub start: Start,
    file: File,
    /// Length and time of the last change, when it was opened.
    state: (u64, Option<SystemTime>),
}

/// Where something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The byte.
    pub byte: u64,
    /// The line, from 1.
    pub line: u64,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number as spreadsheets count: the header is row 1.
    pub number: u32,
    /// Where it begins.
    pub start: Start,
    /// Its cells, without blanks around them.
    pub cells: StringRecord,
}

/// The rows, in their order. Rows without any text are left out.
pub struct Rows {
    name: String,
    reader: Reader<BufReader<File>>,
    /// Where the reader began.
    origin: Start,
    next: u32,
}

impl People {
    /// Opens a list.
    pub fn open(path: &Path, name: &str) -> Result<Self, PeopleError> {
        let unreadable = |cause| PeopleError::Unreadable { name: name.to_owned(), cause };
        let mut file = File::open(path).map_err(unreadable)?;
        let state = state(&file).map_err(unreadable)?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(unreadable)?;
        if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0) {
            return Err(PeopleError::NotUtf8 { name: name.to_owned(), line: None });
        }
        let marked = if head.starts_with(MARK) { MARK.len() } else { 0 };
        let mut start = Start { byte: marked as u64, line: 1 };
        let mut named = None;
        if let Some(rest) = head[marked..].strip_prefix(NAMES_DELIMITER) {
            let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
            named = rest.first().copied().filter(|byte| !byte.is_ascii_alphanumeric());
            start = Start { byte: start.byte + (NAMES_DELIMITER.len() + end) as u64, line: 2 };
        }
        let first = usize::try_from(start.byte).unwrap_or(head.len()).min(head.len());
        let delimiter = named.unwrap_or_else(|| delimiter(&head[first..]));
        let mut people = Self { name: name.to_owned(), delimiter, header: Vec::new(), start, file, state };
        let mut rows = people.all()?;
        let header = rows.read()?.ok_or_else(|| PeopleError::Empty(name.to_owned()))?;
        people.start = header.start;
        people.header = header.cells.iter().map(str::to_owned).collect();
        Ok(people)
    }

    /// The rows below the header, from the first.
    pub fn rows(&self) -> Result<Rows, PeopleError> {
        let mut rows = self.all()?;
        rows.read()?;
        Ok(rows)
    }

    /// Refuses a file that is another one than it was when it was opened.
    pub fn unchanged(&self) -> Result<(), PeopleError> {
        match state(&self.file) {
            Ok(now) if now == self.state => Ok(()),
            _ => Err(PeopleError::Changed(self.name.clone())),
        }
    }

    /// The bytes of the file from one place on, as many as asked for.
    pub(super) fn bytes(&self, from: u64, count: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let file = self.file.try_clone().and_then(|mut file| file.seek(SeekFrom::Start(from)).map(|_| file));
        if let Ok(file) = file {
            // What cannot be read again is not shown.
            let _ = file.take(count as u64).read_to_end(&mut bytes);
        }
        bytes
    }

    /// Every byte of the file, in pieces.
    pub(super) fn each_piece(&self, mut look: impl FnMut(&[u8])) -> Result<(), PeopleError> {
        let unreadable = |cause| PeopleError::Unreadable { name: self.name.clone(), cause };
        let mut file = self.file.try_clone().map_err(unreadable)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let mut piece = vec![0; 64 * 1024];
        loop {
            match file.read(&mut piece).map_err(unreadable)? {
                0 => return Ok(()),
                count => look(&piece[..count]),
            }
        }
    }

    fn all(&self) -> Result<Rows, PeopleError> {
        let unreadable = |cause| PeopleError::Unreadable { name: self.name.clone(), cause };
        let mut file = self.file.try_clone().map_err(unreadable)?;
        file.seek(SeekFrom::Start(self.start.byte)).map_err(unreadable)?;
        let reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(BufReader::new(file));
        Ok(Rows { name: self.name.clone(), reader, origin: self.start, next: 1 })
    }
}

impl Rows {
    /// The next row with any text in it.
    pub fn read(&mut self) -> Result<Option<Row>, PeopleError> {
        let mut cells = StringRecord::new();
        loop {
            match self.reader.read_record(&mut cells) {
                Ok(false) => return Ok(None),
                Ok(true) => {}
                Err(error) => return Err(self.fault(error)),
            }
            let number = self.next;
            self.next += 1;
            if cells.iter().any(|cell| !cell.is_empty()) {
                let start = self.place(cells.position());
                return Ok(Some(Row { number, start, cells }));
            }
        }
    }

    fn place(&self, position: Option<&Position>) -> Start {
        let (byte, line) = position.map_or((0, 1), |position| (position.byte(), position.line()));
        Start { byte: self.origin.byte + byte, line: self.origin.line + line - 1 }
    }

    fn fault(&self, error: csv::Error) -> PeopleError {
        let name = self.name.clone();
        let line = error.position().map(|position| self.place(Some(position)).line);
        match error.into_kind() {
            csv::ErrorKind::Io(cause) => PeopleError::Unreadable { name, cause },
            _ => PeopleError::NotUtf8 { name, line },
        }
    }
}

fn state(file: &File) -> std::io::Result<(u64, Option<SystemTime>)> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}

/// The delimiter of a header: whichever of the usual ones stands most often outside of quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => counts.iter_mut().filter(|(known, _)| known == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(delimiter, _)| *delimiter)
}
