//! One template whose languages lie in several files and are not translations of each other.

use super::between::Across;
use super::by_hash::{ByHash, hash, is_among, repeated};
use super::same_content::place_of;
use super::template_check::{TemplateCheck, VariantKey};
use crate::finding::{At, Path};
use crate::model::{Button, Variant};
use crate::project::{Project, TemplateFile};
use crate::rules::{buttons_differ_between, category_differs_between};

/// What two files say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Category,
    Buttons,
}

/// A file that says something otherwise than the first file of the same template.
pub(super) struct Apart<'c> {
    /// The index of the file that comes first.
    pub earlier: usize,
    /// The index of the other one.
    pub later: usize,
    what: What,
    expected: &'c VariantKey,
    found: &'c VariantKey,
}

/// Each such file, once per template. Of each file the first language counts: the others are compared with it in the
/// file itself.
pub(super) fn find(checks: &[TemplateCheck]) -> Vec<Apart<'_>> {
    let templates = |check| first_of_each_name(check).map(|(template, _)| template);
    let repeated = repeated(checks.iter().filter(|check| check.is_as_written).flat_map(templates));
    let mut first: ByHash<(usize, &VariantKey)> = ByHash::default();
    let mut all = Vec::new();
    for (later, check) in checks.iter().enumerate().filter(|(_, check)| check.is_as_written) {
        for (template, found) in first_of_each_name(check).filter(|(template, _)| is_among(*template, &repeated)) {
            let (earlier, expected) = *first.entry(template).or_insert((later, found));
            // The same language, declared again, is reported as that.
            if earlier == later || expected.language == found.language {
                continue;
            }
            let mut add = |what| all.push(Apart { earlier, later, what, expected, found });
            if expected.category != found.category {
                add(What::Category);
            }
            if expected.buttons != found.buttons {
                add(What::Buttons);
            }
        }
    }
    all
}

/// The first variant of each name in a file, with what tells its template from others.
fn first_of_each_name(check: &TemplateCheck) -> impl Iterator<Item = (u64, &VariantKey)> {
    let is_first = |(position, variant): &(usize, &VariantKey)| {
        !check.variants[..*position].iter().any(|before| before.name == variant.name)
    };
    let first = check.variants.iter().enumerate().filter(is_first);
    first.map(|(_, variant)| (hash((&*variant.name, variant.channel)), variant))
}

/// Tells the types of a variant's buttons, and of each card's, from those of others.
pub(super) fn buttons(variant: &Variant) -> u32 {
    let lists = std::iter::once(&variant.buttons).chain(variant.carousel.iter().flatten().map(|card| &card.buttons));
    let kinds = |list: &Option<Vec<Button>>| hash(list.iter().flatten().map(|button| button.kind).collect::<Vec<_>>());
    hash(lists.map(kinds).collect::<Vec<_>>()) as u32
}

impl Apart<'_> {
    /// The finding, in the later file; none, where the files are others by now.
    pub(super) fn across(&self, project: &Project) -> Option<Across> {
        let (earlier, later) = (&project.files[self.earlier], &project.files[self.later]);
        let (at, other) = (self.place(later, self.found), self.place(earlier, self.expected));
        let place = format!("{}:{}", earlier.source.name, earlier.source.position(earlier.locate(&other).start));
        let (found, expected) = (variant(later, self.found)?, variant(earlier, self.expected)?);
        let finding = match self.what {
            What::Category => category_differs_between(at, &found, &expected, &place),
            What::Buttons => buttons_differ_between(at, &found, &expected, &place),
        };
        Some(Across { file: self.later, finding, other: (self.earlier, other) })
    }

    /// A language without buttons has no place for them but its own.
    fn place(&self, file: &TemplateFile, of: &VariantKey) -> At {
        match self.what {
            What::Category => place_of("category", file, &of.language),
            What::Buttons => At::Key(Path::root().join("languages").join(&*of.language)),
        }
    }
}

fn variant(file: &TemplateFile, key: &VariantKey) -> Option<Variant> {
    file.value.as_ref()?.variants().into_iter().find(|variant| variant.language == key.language)
}
