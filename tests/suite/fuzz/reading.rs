//! Bytes to a tree, every place of it, and writing it again.

use chatform::yaml::{KeyOrder, emit, load};

use super::mutator::Mutator;
use super::runner::Target;
use super::{originals, pieces};
use crate::yaml::{emitted, hostile};

/// Whether a tree came of it.
fn reads(bytes: &[u8]) -> bool {
    let (source, document) = load("a.yaml", bytes);
    hostile::all_places_are_whole(&source, &document);
    for comment in &document.comments {
        let shown = source.text.get(comment.span.clone());
        assert!(shown.is_some_and(|shown| shown.starts_with('#')), "comment {:?} is {shown:?}", comment.span);
    }
    let Some(tree) = document.tree else { return false };
    hostile::every_place_is_found(&source, &tree, tree.root(), &Default::default());
    let value = tree.to_json();
    let written = emit(&value, KeyOrder::default());
    assert_eq!(emitted::read(&written), value, "{written}");
    true
}

#[test]
fn any_file_is_read_with_whole_places_and_written_with_the_same_meaning() {
    let target = Target {
        name: "reading",
        short: 1_500,
        long: 250_000,
        depth: "trees",
        mutator: Mutator::new(originals::templates(), pieces::YAML),
        check: reads,
    };
    target.run();
}
