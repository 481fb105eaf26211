//! One template defined by two files.

use std::collections::HashMap;

use super::template_check::TemplateCheck;
use crate::finding::{At, Finding, Path};
use crate::model::Channel;
use crate::rules::duplicate_name;

/// Reports each variant that an earlier file defines too: once per pair of files.
pub(super) fn report(checks: &mut [TemplateCheck<'_>]) {
    let mut first: HashMap<(String, String, Channel), usize> = HashMap::new();
    // (earlier file, later file, name) with the languages, in file order.
    let mut found: Vec<((usize, usize, String), Vec<String>)> = Vec::new();
    for (index, check) in checks.iter().enumerate() {
        for variant in &check.variants {
            let key = (variant.name.clone(), variant.language.clone(), variant.channel);
            let earlier = *first.entry(key).or_insert(index);
            if earlier == index {
                continue;
            }
            let pair = (earlier, index, variant.name.clone());
            match found.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, languages)) => languages.push(variant.language.clone()),
                None => found.push((pair, vec![variant.language.clone()])),
            }
        }
    }
    for ((earlier, later, name), languages) in found {
        let finding = finding(&checks[earlier], &name, &languages);
        checks[later].findings.push(finding);
    }
}

fn finding(earlier: &TemplateCheck<'_>, name: &str, languages: &[String]) -> Finding {
    let source = &earlier.file.source;
    let range = earlier.file.locate(&At::Value(Path::root().join("name")));
    duplicate_name(name, languages, &format!("{}:{}", source.name, source.position(range.start)))
}
