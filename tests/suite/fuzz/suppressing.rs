//! Comments that speak to the linter, torn and mixed: read without harm, weighed without harm.

use chatform::model::Template;
use chatform::project::Loaded;
use chatform::schema::template_schema;

use super::mutator::Mutator;
use super::runner::Target;
use super::{originals, pieces, reporting};
use crate::suppressions::hostile::directives_are_whole;

/// Whether a comment spoke to the linter.
fn suppresses(bytes: &[u8]) -> bool {
    let loaded = Loaded::<Template>::of("a.yaml", bytes, template_schema());
    directives_are_whole(&loaded);
    let speaks = !loaded.directives.is_empty();
    if speaks {
        let project = reporting::project(loaded, None);
        reporting::lint(&project, |findings| reporting::have_places(findings.diagnostics));
    }
    speaks
}

#[test]
fn any_comment_is_weighed_without_harm() {
    let comment = "# chatform: ignore[footer/too-long, example/unused] it is so until=2027-01-31\n";
    let commented = originals::templates().into_iter().map(|template| [comment.as_bytes(), &template].concat());
    let target = Target {
        name: "suppressing",
        short: 300,
        long: 100_000,
        depth: "files with such comments",
        mutator: Mutator::new(commented.collect(), pieces::COMMENTS),
        check: suppresses,
    };
    target.run();
}
