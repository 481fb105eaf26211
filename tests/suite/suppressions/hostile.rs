//! Any text at all: no panic, ranges on character boundaries, and time that grows with the file.

use chatform::model::Template;
use chatform::project::{Directive, Loaded};
use chatform::schema::template_schema;

use super::found_in;
use crate::support::{rounds, tell_runs};

/// Pieces that comments and files are made of.
const PIECES: &[&str] = &[
    "# chatform:",
    "#chatform:ignore",
    " ignore[",
    "footer/too-long",
    "body/missing",
    ",",
    "]",
    " until=",
    "until",
    "2027-01-31",
    "2027-13-99",
    " because",
    "é",
    "品",
    "\u{202e}",
    "\u{0}",
    "\t",
    "\n",
    "\n  ",
    "\n    ",
    "\r",
    "name: a",
    "footer: x",
    "body: |\n",
    "- ",
    "[",
    "{",
    "}",
    "\"",
    "'",
    ": ",
    "languages:\n  en:\n    ",
    "Chatform ",
    "\u{feff}",
];

#[test]
fn any_comment_is_read_without_harm() {
    let (mut state, mut read) = (0x2545_f491_4f6c_dd1d_u64, 0);
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let rounds = rounds(2_000, 500_000);
    for _ in 0..rounds {
        let text: String = (0..next(24)).map(|_| PIECES[next(PIECES.len())]).collect();
        let loaded = Loaded::<Template>::of("a.yaml", text.as_bytes(), template_schema());
        directives_are_whole(&loaded);
        read += loaded.directives.len();
    }
    assert!(read > rounds / 10, "only {read} comments in {rounds} texts");
    tell_runs("shuffled comments", rounds, &format!("{read} comments"));
}

/// All places of what comments say are inside of the text and on character boundaries.
pub(crate) fn directives_are_whole(loaded: &Loaded<Template>) {
    let text = &loaded.source.text;
    for directive in &loaded.directives {
        match directive {
            Directive::Malformed { span, .. } => assert!(text.get(span.clone()).is_some(), "{text:?} {span:?}"),
            Directive::Suppression(suppression) => {
                let named = suppression.rules.iter().map(|named| &named.span);
                for span in named.chain([&suppression.span]).chain(&suppression.covers) {
                    assert!(text.get(span.clone()).is_some(), "{text:?} {span:?}");
                }
                assert!(suppression.rules.iter().all(|named| text[named.span.clone()] == named.id), "{text:?}");
            }
        }
    }
}

/// A template with so many examples that nothing uses, under so many suppressions.
fn unused_examples(examples: usize, comments: usize) -> String {
    let comments = "# chatform: ignore[example/unused] all of them\n".repeat(comments);
    let examples: String = (0..examples).map(|index| format!("  x{index}: y\n")).collect();
    format!(
        "name: a\ncategory: UTILITY\n{comments}examples:\n{examples}languages:\n  en:\n    body: Hello there, all is well.\n"
    )
}

#[test]
fn thousands_of_comments_over_many_findings_are_weighed() {
    assert_eq!(found_in(&unused_examples(900, 5_000)), [""; 0]);
    assert_eq!(found_in(&unused_examples(900, 0)).len(), 900);
}

#[test]
fn where_findings_are_left_out_no_comment_hides_the_others() {
    assert_eq!(found_in(&unused_examples(1_001, 1)).len(), 1_000);
}
