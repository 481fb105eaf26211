//! One template whose languages lie in several files, with another category in one of them.

use super::between::Across;
use super::by_hash::{ByHash, hash};
use super::same_content::place_of;
use super::template_check::{TemplateCheck, VariantKey};
use crate::project::Project;
use crate::rules::category_differs_between;

/// A file with another category than the first file of the same template.
pub(super) struct OtherCategory<'c> {
    /// The index of the file that comes first.
    pub earlier: usize,
    /// The index of the other one.
    pub later: usize,
    expected: &'c VariantKey,
    found: &'c VariantKey,
}

/// Each such file, once per template. Of each file the first language counts: the others are compared with it in the
/// file itself.
pub(super) fn find(checks: &[TemplateCheck]) -> Vec<OtherCategory<'_>> {
    let mut first: ByHash<(usize, &VariantKey)> = ByHash::default();
    let mut found = Vec::new();
    for (later, check) in checks.iter().enumerate().filter(|(_, check)| check.is_as_written) {
        for (position, variant) in check.variants.iter().enumerate() {
            if check.variants[..position].iter().any(|before| before.name == variant.name) {
                continue;
            }
            let (earlier, expected) = *first.entry(hash((&*variant.name, variant.channel))).or_insert((later, variant));
            // The same language, declared again, is reported as that.
            if expected.category != variant.category && expected.language != variant.language {
                found.push(OtherCategory { earlier, later, expected, found: variant });
            }
        }
    }
    found
}

impl OtherCategory<'_> {
    /// The finding, in the later file.
    pub(super) fn across(&self, project: &Project) -> Across {
        let (earlier, later) = (&project.files[self.earlier], &project.files[self.later]);
        let at = place_of("category", earlier, &self.expected.language);
        let place = format!("{}:{}", earlier.source.name, earlier.source.position(earlier.locate(&at).start));
        let finding = category_differs_between(
            place_of("category", later, &self.found.language),
            &self.found.name,
            (&self.found.language, self.found.category),
            (&self.expected.language, self.expected.category),
            &place,
        );
        Across { file: self.later, finding, other: (self.earlier, at) }
    }
}
