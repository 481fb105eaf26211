//! A tree to a model type: decode; only if that fails explain, heal and decode again.

use serde::de::DeserializeOwned;

use super::explain::{Explained, explain};
use super::faults::UNDECODABLE;
use super::generate::Schema;
use crate::finding::{At, Finding, Path};
use crate::yaml::{DecodeError, Tree, decode};

/// So many values that no explanation covers are taken out before giving up.
const MOST_UNDECODABLE: usize = 100;

/// What a document says, and what is wrong with its structure.
#[derive(Clone, Debug)]
pub struct Interpreted<T> {
    /// The value; `None` only where nothing could be saved.
    pub value: Option<T>,
    /// The tree that the value was decoded from. It knows the places of all findings, whichever path they name.
    pub tree: Tree,
    /// A finding per fault.
    pub findings: Vec<Finding>,
    /// Paths whose value is not the author's: no rule may report at, under or above one.
    pub holes: Vec<Path>,
}

/// Decodes a document; where that fails, names every fault and decodes what is left.
pub fn interpret<T: DeserializeOwned>(tree: Tree, schema: &Schema) -> Interpreted<T> {
    if let Ok(value) = decode(&tree) {
        let holes = tree.holes().to_vec();
        return Interpreted { value: Some(value), tree, findings: Vec::new(), holes };
    }
    let Explained { healed: mut tree, mut findings, mut holes } = explain(&tree, schema);
    for _ in 0..MOST_UNDECODABLE {
        let error = match decode(&tree) {
            Ok(value) => return Interpreted { value: Some(value), tree, findings, holes },
            Err(error) => error,
        };
        // What the walk has nothing to say about still stands for itself.
        findings.push(undecodable(&error));
        holes.push(error.path.clone());
        if !tree.take_out_at(&error.path) {
            break;
        }
    }
    Interpreted { value: None, tree, findings, holes }
}

/// The finding for a decode error that nothing else explains.
pub fn undecodable(error: &DecodeError) -> Finding {
    let message = format!("value cannot be read: {}", error.message);
    Finding::new(&UNDECODABLE, At::Value(error.path.clone()), message).help("write another value")
}
