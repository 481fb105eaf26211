//! One template defined by two files.

use super::by_hash::ByHash;

use super::between::Across;
use super::template_check::TemplateCheck;
use crate::finding::{At, Path};
use crate::project::Project;
use crate::rules::duplicate_name;

/// Variants of one name that two files define.
pub(super) struct Duplicate<'c> {
    /// The index of the file that comes first.
    pub earlier: usize,
    /// The index of the file that has them again.
    pub later: usize,
    name: &'c str,
    languages: Vec<&'c str>,
}

/// Each variant that an earlier file defines too: once per pair of files.
pub(super) fn find(checks: &[TemplateCheck]) -> Vec<Duplicate<'_>> {
    let mut first: ByHash<usize> = ByHash::default();
    let mut found: Vec<Duplicate<'_>> = Vec::new();
    for (later, check) in checks.iter().enumerate() {
        let begin = found.len();
        for variant in &check.variants {
            let earlier = *first.entry(variant.identity).or_insert(later);
            if earlier == later {
                continue;
            }
            let same = |known: &&mut Duplicate<'_>| known.earlier == earlier && *known.name == *variant.name;
            match found[begin..].iter_mut().find(same) {
                Some(known) => known.languages.push(&variant.language),
                None => {
                    let languages = vec![&*variant.language];
                    found.push(Duplicate { earlier, later, name: &variant.name, languages });
                }
            }
        }
    }
    found
}

impl Duplicate<'_> {
    /// The finding, in the later file.
    pub(super) fn across(&self, project: &Project) -> Across {
        let (earlier, at) = (&project.files[self.earlier], At::Value(Path::root().join("name")));
        let place = format!("{}:{}", earlier.source.name, earlier.source.position(earlier.locate(&at).start));
        let finding = duplicate_name(self.name, &self.languages, &place);
        Across { file: self.later, finding, other: (self.earlier, at) }
    }
}
