//! Two templates that say the same.

use std::collections::HashMap;

use super::template_check::TemplateCheck;
use crate::finding::{At, Path};
use crate::model::{Category, Channel, Origins, Variant};
use crate::rules::same_content;

/// The later template of a pair, the earlier one, and their names.
type Pair<'a> = (usize, usize, &'a str, &'a str);

/// Reports each template whose words an earlier file has too: once per pair.
pub(super) fn report(checks: &mut [TemplateCheck<'_>]) {
    let mut first: HashMap<(&str, &str, &str), (usize, &Variant)> = HashMap::new();
    let mut found: Vec<(Pair<'_>, Vec<String>)> = Vec::new();
    for (index, check) in checks.iter().enumerate().filter(|(_, check)| check.file.is_as_written()) {
        for variant in &check.variants {
            let Some(words) = words(variant) else { continue };
            let (earlier, other) = *first.entry(words).or_insert((index, variant));
            // The same template, declared again, is reported as that.
            if earlier == index || other.name == variant.name {
                continue;
            }
            let pair = (index, earlier, variant.name.as_str(), other.name.as_str());
            let mut of_this = found.iter_mut().rev().take_while(|(known, _)| known.0 == index);
            match of_this.find(|(known, _)| *known == pair) {
                Some((_, languages)) => languages.push(variant.language.clone()),
                None => found.push((pair, vec![variant.language.clone()])),
            }
        }
    }
    let findings: Vec<_> = found
        .iter()
        .map(|((later, earlier, _, name), languages)| {
            let place = place(&checks[*earlier], &languages[0]);
            (*later, same_content(body(&checks[*later], &languages[0]), languages, name, &place))
        })
        .collect();
    for (later, finding) in findings {
        checks[later].findings.push(finding);
    }
}

/// Language, body and footer of what Meta compares.
fn words(variant: &Variant) -> Option<(&str, &str, &str)> {
    let is_compared = variant.channel == Channel::Whatsapp && variant.category != Category::Authentication;
    let body = variant.body.as_ref().filter(|_| is_compared)?.text.as_deref()?.trim();
    let footer = variant.footer.as_ref().and_then(|footer| footer.text.as_deref()).unwrap_or_default();
    (!body.is_empty()).then_some((variant.language.as_str(), body, footer.trim()))
}

/// Where the body of a language is written.
fn body(check: &TemplateCheck<'_>, language: &str) -> At {
    let at = At::Value(Path::parse("body.text"));
    check.file.value.as_ref().map_or(at.clone(), |template| Origins::of(template).find(language, at.clone()))
}

fn place(check: &TemplateCheck<'_>, language: &str) -> String {
    let source = &check.file.source;
    format!("{}:{}", source.name, source.position(check.file.locate(&body(check, language)).start))
}
