//! What reading a file gives.

use std::ops::Range;

use super::tree::Tree;
use crate::finding::Finding;

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The tree; `None` after a syntax error or beyond a limit.
    pub tree: Option<Tree>,
    /// What is wrong with the YAML itself, in file order.
    pub findings: Vec<Finding>,
    /// The comments, in file order.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its bytes, from the `#` to the end of the line.
    pub span: Range<usize>,
    /// Its text after the `#`.
    pub text: String,
}
