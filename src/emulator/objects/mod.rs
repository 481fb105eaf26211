//! The object storage that media go to: storing an object, and serving it.
//!
//! Addresses are path-style (`/BUCKET/KEY`), which is what an endpoint that is an IP address allows, or host-style
//! (`BUCKET.host`). Errors are XML, as the storage service writes them.

mod authorization;
mod routes;
mod shelf;
mod xml;

pub(super) use routes::{answer, is_object};
pub(super) use shelf::{Object, Shelf};
