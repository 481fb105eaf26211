//! Media files of the project → addresses that the service can fetch.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::RemoteError;
use crate::api::{Client, Upload};
use crate::media::{MediaError, MediaFile};
use crate::model::{PinnedFile, Variant, extension};

/// Uploads each content once.
#[derive(Default)]
pub(super) struct Uploads {
    /// The folder that files are looked for in; without one, none is uploaded.
    root: Option<PathBuf>,
    /// Addresses by hash. Whoever holds it uploads, so that two writes of one file wait for each other.
    done: tokio::sync::Mutex<HashMap<String, String>>,
}

impl Uploads {
    pub(super) fn of(root: &Path) -> Self {
        Self { root: Some(root.to_owned()), done: tokio::sync::Mutex::default() }
    }

    /// The variant with an address instead of each media file.
    pub(super) async fn placed(
        &self,
        mut variant: Variant,
        client: &Client,
        space: Option<&str>,
    ) -> Result<Variant, RemoteError> {
        for header in variant.headers_mut() {
            let Some(file) = header.file.take() else { continue };
            let not_pinned = || MediaError::Unreadable { path: file.clone(), reason: "was not read".to_owned() };
            let pinned = PinnedFile::parse(&file).ok_or_else(not_pinned)?;
            header.url = Some(self.address(pinned, client, space).await?);
        }
        Ok(variant)
    }

    async fn address(&self, file: PinnedFile<'_>, client: &Client, space: Option<&str>) -> Result<String, RemoteError> {
        let mut done = self.done.lock().await;
        if let Some(address) = done.get(file.hash) {
            return Ok(address.clone());
        }
        let outside = || MediaError::Outside { path: file.path.to_owned() };
        // A plan may come from elsewhere: its paths are looked at again.
        let media = MediaFile::find(self.root.as_deref().ok_or_else(outside)?, "", file.path)?;
        let changed = || RemoteError::MediaChanged { path: file.path.to_owned() };
        let content = media.read_if(file.hash)?.ok_or_else(changed)?;
        let upload = Upload {
            cust_space_id: space.map(str::to_owned),
            name: &file.object_name(),
            content_type: content_type(file.path),
            content,
        };
        let address = client.upload(&upload).await?;
        Ok(done.entry(file.hash.to_owned()).or_insert(address).clone())
    }
}

/// The media type that the extension stands for.
fn content_type(path: &str) -> &'static str {
    match extension(path).unwrap_or_default().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "mp4" => "video/mp4",
        "3gp" => "video/3gpp",
        "webm" => "video/webm",
        "txt" => "text/plain",
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}
