//! Two templates that say the same.

use super::between::Across;
use super::by_hash::{ByHash, hash, is_among, repeated};
use super::template_check::{TemplateCheck, VariantKey};
use crate::finding::{At, Path};
use crate::model::{Category, Channel, Origins, Variant};
use crate::project::{Project, TemplateFile};
use crate::rules::same_content;

/// Languages of a template that say what those of an earlier file say.
pub(super) struct Same<'c> {
    /// The index of the file that comes first.
    pub earlier: usize,
    /// The index of the file that says it again.
    pub later: usize,
    /// The names of the later and of the earlier template.
    names: (&'c str, &'c str),
    languages: Vec<String>,
}

/// Each template whose words an earlier file has too: once per pair.
pub(super) fn find(checks: &[TemplateCheck]) -> Vec<Same<'_>> {
    let repeated = repeated(checks.iter().flat_map(|check| &check.variants).filter_map(|variant| variant.words));
    let mut first: ByHash<(usize, &VariantKey)> = ByHash::default();
    let mut found: Vec<Same<'_>> = Vec::new();
    for (later, check) in checks.iter().enumerate().filter(|(_, check)| check.is_as_written) {
        let begin = found.len();
        for variant in &check.variants {
            let Some(words) = variant.words.filter(|words| is_among(*words, &repeated)) else { continue };
            let (earlier, other) = *first.entry(words).or_insert((later, variant));
            // The same template, declared again, is reported as that.
            if earlier == later || other.name == variant.name {
                continue;
            }
            let names = (&*variant.name, &*other.name);
            let same = |known: &&mut Same<'_>| known.earlier == earlier && known.names == names;
            match found[begin..].iter_mut().find(same) {
                Some(known) => known.languages.push(variant.language.to_string()),
                None => found.push(Same { earlier, later, names, languages: vec![variant.language.to_string()] }),
            }
        }
    }
    found
}

impl Same<'_> {
    /// The finding, in the later file.
    pub(super) fn across(&self, project: &Project) -> Across {
        let (earlier, later) = (&project.files[self.earlier], &project.files[self.later]);
        let at = place_of("body.text", earlier, &self.languages[0]);
        let place = format!("{}:{}", earlier.source.name, earlier.source.position(earlier.locate(&at).start));
        let finding =
            same_content(place_of("body.text", later, &self.languages[0]), &self.languages, self.names.1, &place);
        Across { file: self.later, finding, other: (self.earlier, at) }
    }
}

/// Tells apart what Meta compares: language, body and footer.
pub(super) fn words(variant: &Variant) -> Option<u64> {
    let is_compared = variant.channel == Channel::Whatsapp && variant.category != Category::Authentication;
    let body = variant.body.as_ref().filter(|_| is_compared)?.text.as_deref()?.trim();
    let footer = variant.footer.as_ref().and_then(|footer| footer.text.as_deref()).unwrap_or_default();
    (!body.is_empty()).then(|| hash((variant.language.as_str(), body, footer.trim())))
}

/// Where a field of a language is written.
pub(super) fn place_of(field: &str, file: &TemplateFile, language: &str) -> At {
    let at = At::Value(Path::parse(field));
    file.value.as_ref().map_or(at.clone(), |template| Origins::of(template).find(language, at.clone()))
}
