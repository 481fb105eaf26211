//! The test suite: one binary, so that it links once. Each module is named after what it proves.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests are read as sentences and may panic"
)]

mod api;
mod apply;
mod cams_json;
mod captures;
mod ci_page;
mod cli_auth;
mod cli_baseline;
mod cli_changed_since;
mod cli_emulator;
mod cli_fix;
mod cli_fmt;
mod cli_frame;
mod cli_generated;
mod cli_help;
mod cli_import;
mod cli_init;
mod cli_lint;
mod cli_paths;
mod cli_service;
mod cli_settings;
mod cli_status;
mod cli_stdin;
mod cli_watch;
mod compare;
mod corpus;
mod emulator;
mod examples;
mod fingerprint;
mod formats;
mod fuzz;
mod import;
mod layers;
mod lint;
mod lint_between;
mod lint_unread;
mod listen;
mod lsp;
mod many_spaces;
mod media;
mod metrics;
mod model;
mod plan_build;
mod plan_compare;
mod plan_fields;
mod plan_generated;
mod plan_lifecycle;
mod plan_memory;
mod plan_page;
mod preview;
mod project;
mod pull;
mod reading;
mod readme;
mod remote;
mod replacements;
mod report;
mod rules;
mod schema;
mod secrets;
mod send;
mod signature;
mod store;
mod style;
mod support;
mod suppressions;
mod terminal;
mod transcripts;
mod yaml;
