//! A space in a file: its list and the content of everything in it, for plans without credentials.

use serde::{Deserialize, Serialize};

use super::{RemoteError, Row, SpaceContent};
use crate::api::TemplateDetail;
use crate::model::digest;

/// Names the format of the file.
const FORMAT: &str = "chatform-snapshot";
/// Larger files are not snapshots of ours.
const MAX_BYTES: usize = 1024 * 1024 * 1024;

/// Why a snapshot cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It is larger than any space.
    #[error("snapshot has {0} bytes, the limit is {MAX_BYTES}")]
    TooLarge(usize),
    /// It is no snapshot, or it was cut off.
    #[error("not a snapshot: {0}")]
    Malformed(String),
    /// A newer program wrote it.
    #[error("snapshot has version {0}, this program reads version {version}", version = Snapshot::VERSION)]
    Version(u64),
    /// It was changed after it was written.
    #[error("snapshot was changed after it was written: its content is {actual}, it says {stated}")]
    Digest {
        /// What the file claims.
        stated: String,
        /// What its content gives.
        actual: String,
    },
    /// It lists what it does not hold, or holds what cannot be read.
    #[error(transparent)]
    Content(#[from] RemoteError),
}

/// A space as it was at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The environment that it was taken of.
    pub environment: String,
    /// The space, where one is named.
    pub space: Option<String>,
    /// The endpoint, as plans name it.
    pub endpoint: String,
    /// When it was taken (RFC 3339).
    pub taken_at: String,
    /// The complete list.
    pub rows: Vec<Row>,
    /// The service's answer about each row, in the order of the list.
    pub details: Vec<TemplateDetail>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    format: String,
    version: u32,
    digest: String,
    snapshot: Snapshot,
}

impl Snapshot {
    /// The version that this program writes and reads.
    pub const VERSION: u32 = 1;

    /// The content of a snapshot file.
    pub fn write(&self) -> String {
        let sealed =
            Sealed { format: FORMAT.to_owned(), version: Self::VERSION, digest: digest(self), snapshot: self.clone() };
        // Plain data of ours always serialises.
        serde_json::to_string_pretty(&sealed).unwrap_or_default() + "\n"
    }

    /// Reads a snapshot file and checks that it is whole.
    pub fn read(bytes: &[u8]) -> Result<Self, SnapshotError> {
        if bytes.len() > MAX_BYTES {
            return Err(SnapshotError::TooLarge(bytes.len()));
        }
        let malformed = |error: serde_json::Error| SnapshotError::Malformed(error.to_string());
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(malformed)?;
        if value.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
            return Err(SnapshotError::Malformed(format!("its `format` is not {FORMAT}")));
        }
        let version = value.get("version").and_then(serde_json::Value::as_u64);
        if let Some(version) = version.filter(|version| *version != u64::from(Self::VERSION)) {
            return Err(SnapshotError::Version(version));
        }
        let sealed: Sealed = serde_json::from_value(value).map_err(malformed)?;
        let actual = digest(&sealed.snapshot);
        if actual != sealed.digest {
            return Err(SnapshotError::Digest { stated: sealed.digest, actual });
        }
        Ok(sealed.snapshot)
    }

    /// What it holds of the rows that are wanted, as if the service had just been read.
    pub fn content(&self, wanted: impl Fn(&Row) -> bool) -> Result<SpaceContent, SnapshotError> {
        let mut content = SpaceContent { rows: self.rows.clone(), ..SpaceContent::default() };
        for row in self.rows.iter().filter(|row| wanted(row)) {
            let is_of = |detail: &&TemplateDetail| {
                (&detail.template_code, &detail.name, &detail.language)
                    == (&row.template_code, &row.name, &row.language)
            };
            let detail = self.details.iter().find(is_of);
            let detail = detail.ok_or_else(|| RemoteError::Contradiction { key: row.key() })?;
            content.add(row.clone(), Some(detail))?;
        }
        Ok(content)
    }
}
