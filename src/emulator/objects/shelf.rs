//! The stored objects: in memory, or in the folder `objects` of the state.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

use crate::emulator::state::files::{entries, read, read_json, write_json};
use crate::signature::v3::payload_hash;
use crate::store::{StoreError, remove, write_atomic};

/// The most bytes that are kept in memory; older objects go first.
const MEMORY: usize = 256 * 1024 * 1024;

/// What is known of an object besides its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::emulator) struct Object {
    /// Its bucket.
    pub bucket: String,
    /// Its key.
    pub key: String,
    /// Its media type.
    pub content_type: String,
    /// The SHA-256 of its bytes, in hexadecimal digits; what the ETag is made of.
    pub hash: String,
    /// How many bytes it has.
    pub size: usize,
    /// When it was stored, in milliseconds since 1970.
    pub stored: i64,
}

/// All objects.
#[derive(Default)]
pub(in crate::emulator) struct Shelf {
    folder: Option<PathBuf>,
    objects: BTreeMap<(String, String), (Object, Option<Bytes>)>,
}

impl Shelf {
    /// Reads the folder back; without one everything stays in memory.
    pub fn open(state: Option<&Path>) -> Result<Self, StoreError> {
        let mut shelf = Self { folder: state.map(|state| state.join("objects")), objects: BTreeMap::new() };
        let Some(folder) = &shelf.folder else { return Ok(shelf) };
        for path in entries(folder)? {
            if path.extension().is_some_and(|end| end == "json") {
                let object: Object = read_json(&path)?;
                shelf.objects.insert((object.bucket.clone(), object.key.clone()), (object, None));
            }
        }
        Ok(shelf)
    }

    /// Stores an object in place of one of the same key.
    pub fn put(&mut self, object: Object, bytes: Bytes) -> Result<(), StoreError> {
        let kept = match &self.folder {
            Some(folder) => {
                let name = file_name(&object);
                write_atomic(&folder.join(format!("{name}.bytes")), &bytes)?;
                write_json(&folder.join(format!("{name}.json")), &object)?;
                None
            }
            None => Some(bytes),
        };
        self.objects.insert((object.bucket.clone(), object.key.clone()), (object, kept));
        self.bound();
        Ok(())
    }

    /// An object and its bytes.
    pub fn get(&self, bucket: &str, key: &str) -> Result<Option<(Object, Bytes)>, StoreError> {
        let Some((object, bytes)) = self.objects.get(&(bucket.to_owned(), key.to_owned())) else { return Ok(None) };
        let bytes = match (bytes, &self.folder) {
            (Some(bytes), _) => bytes.clone(),
            (None, Some(folder)) => read(&folder.join(format!("{}.bytes", file_name(object))))?.into(),
            (None, None) => return Ok(None),
        };
        Ok(Some((object.clone(), bytes)))
    }

    /// What is stored, by bucket and key.
    pub fn list(&self) -> Vec<Object> {
        self.objects.values().map(|(object, _)| object.clone()).collect()
    }

    /// Removes everything.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        if let Some(folder) = &self.folder {
            for path in entries(folder)? {
                remove(&path)?;
            }
        }
        self.objects.clear();
        Ok(())
    }

    fn bound(&mut self) {
        let held =
            |shelf: &Self| -> usize { shelf.objects.values().filter_map(|(_, b)| b.as_ref()).map(Bytes::len).sum() };
        while self.folder.is_none() && held(self) > MEMORY {
            let oldest = self.objects.iter().min_by_key(|(_, (object, _))| object.stored).map(|(key, _)| key.clone());
            match oldest {
                Some(key) => self.objects.remove(&key),
                None => return,
            };
        }
    }
}

fn file_name(object: &Object) -> String {
    payload_hash(format!("{}/{}", object.bucket, object.key).as_bytes())
}
