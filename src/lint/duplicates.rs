//! One template defined by two files.

use super::between::Across;
use super::by_hash::{ByHash, is_among, repeated};
use super::template_check::TemplateCheck;
use crate::finding::{At, Path};
use crate::model::Channel;
use crate::project::Project;
use crate::rules::{duplicate_name, name_on_two_channels};

/// Variants of one name that two files define.
pub(super) struct Duplicate<'c> {
    /// The index of the file that comes first.
    pub earlier: usize,
    /// The index of the file that has them again.
    pub later: usize,
    name: &'c str,
    languages: Vec<&'c str>,
    /// The later file's channel, where it is not the earlier one's.
    other_channel: Option<Channel>,
}

/// The first file of each channel that defines a variant.
#[derive(Default)]
struct First {
    whatsapp: Option<usize>,
    viber: Option<usize>,
}

/// Each variant that an earlier file defines too: once per pair of files.
pub(super) fn find(checks: &[TemplateCheck]) -> Vec<Duplicate<'_>> {
    let repeated = repeated(checks.iter().flat_map(|check| &check.variants).map(|variant| variant.identity));
    let mut first: ByHash<First> = ByHash::default();
    let mut found: Vec<Duplicate<'_>> = Vec::new();
    for (later, check) in checks.iter().enumerate() {
        let begin = found.len();
        for variant in check.variants.iter().filter(|variant| is_among(variant.identity, &repeated)) {
            let first = first.entry(variant.identity).or_default();
            let (same, other) = match variant.channel {
                Channel::Whatsapp => (&mut first.whatsapp, first.viber),
                Channel::Viber => (&mut first.viber, first.whatsapp),
            };
            let again = *same.get_or_insert(later);
            let (earlier, other_channel) = match other {
                _ if again != later => (again, None),
                Some(other) if other != later => (other, Some(variant.channel)),
                _ => continue,
            };
            let is_same = |known: &&mut Duplicate<'_>| {
                (known.earlier, known.other_channel) == (earlier, other_channel) && *known.name == *variant.name
            };
            match found[begin..].iter_mut().find(is_same) {
                Some(known) => known.languages.push(&variant.language),
                None => {
                    let languages = vec![&*variant.language];
                    found.push(Duplicate { earlier, later, name: &variant.name, languages, other_channel });
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
        let finding = match self.other_channel {
            None => duplicate_name(self.name, &self.languages, &place),
            Some(channel) => name_on_two_channels(self.name, &self.languages, channel.as_str(), &place),
        };
        Across { file: self.later, finding, other: (self.earlier, at) }
    }
}
