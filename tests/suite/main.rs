//! The test suite: one binary, so that it links once. Each module is named after what it proves.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests are read as sentences and may panic"
)]

mod api;
mod cams_json;
mod captures;
mod cli_frame;
mod corpus;
mod emulator;
mod examples;
mod import;
mod layers;
mod model;
mod report;
mod schema;
mod signature;
mod store;
mod style;
mod support;
mod yaml;
