//! A media file whose content is known: how a variant names it, and how its address at the service does.
//!
//! A template names a file by its path. Before it is compared, the path is pinned to the hash of the content; the name
//! of the uploaded object tells the same hash, so that the service itself says what was uploaded.

/// How a pinned file begins.
const PIN: &str = "sha256:";
/// How the names of uploaded objects begin.
const OBJECT: &str = "chatform-";
/// Hexadecimal digits of a hash.
const DIGITS: usize = 64;

/// A file of the project, pinned to its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinnedFile<'a> {
    /// The SHA-256 of the content in lower-case hexadecimal.
    pub hash: &'a str,
    /// The path from the project's root, with `/`.
    pub path: &'a str,
}

impl<'a> PinnedFile<'a> {
    /// Reads what [`PinnedFile::written`] wrote.
    pub fn parse(file: &'a str) -> Option<Self> {
        let (hash, path) = file.strip_prefix(PIN)?.split_once(' ')?;
        is_hash(hash).then_some(Self { hash, path })
    }

    /// As a variant carries it.
    pub fn written(&self) -> String {
        format!("{PIN}{} {}", self.hash, self.path)
    }

    /// The name of the object that it is uploaded as.
    pub fn object_name(&self) -> String {
        let extension = extension(self.path).map(|extension| format!(".{extension}")).unwrap_or_default();
        format!("{OBJECT}{}{extension}", self.hash)
    }
}

/// The extension of a path, in lower case.
pub fn extension(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| extension.to_ascii_lowercase())
}

/// What a file means to the service: its content, whatever its name.
pub(super) fn content(file: &str) -> String {
    PinnedFile::parse(file).map_or_else(|| file.to_owned(), |pinned| format!("{PIN}{}", pinned.hash))
}

/// The content that an address of an uploaded object tells.
pub(super) fn content_at(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?.strip_prefix(OBJECT)?;
    let hash = name.get(..DIGITS).filter(|hash| is_hash(hash))?;
    let is_whole = name.len() == DIGITS || name[DIGITS..].starts_with('.');
    (is_whole && path.contains("://")).then(|| format!("{PIN}{hash}"))
}

fn is_hash(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
