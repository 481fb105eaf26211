//! `chatform`: message templates as code for Alibaba Cloud Chat App Message Service.
//!
//! The modules are layers; imports go strictly downward (a test enforces it):
//!
//! ```text
//! L7 cli
//! L6 apply  pull  status  listen  lsp  metrics  send  preview
//! L5 plan
//! L4 lint
//! L3 rules  project  remote  import
//! L2 schema  api  report  callbacks
//! L1 yaml  model  signature  http  media
//! L0 source  finding  context  store  git
//! island: emulator (imports context, store, signature, http; only cli imports it)
//! ```

pub mod api;
pub mod apply;
pub mod callbacks;
pub mod cli;
pub mod context;
pub mod emulator;
pub mod finding;
pub mod git;
pub mod http;
pub mod import;
pub mod lint;
pub mod listen;
pub mod lsp;
pub mod media;
pub mod metrics;
pub mod model;
pub mod plan;
pub mod preview;
pub mod project;
pub mod pull;
pub mod remote;
pub mod report;
pub mod rules;
pub mod schema;
pub mod send;
pub mod signature;
pub mod source;
pub mod status;
pub mod store;
pub mod yaml;
