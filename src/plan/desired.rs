//! What the files say there shall be.

use std::num::NonZero;

use indexmap::IndexMap;

use super::Source;
use crate::finding::{At, Path};
use crate::model::Variant;
use crate::project::TemplateFile;

/// A declared variant, with the environment's values filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desired {
    /// What it says.
    pub variant: Variant,
    /// Where it is declared.
    pub source: Source,
    /// Its revision, where it has one.
    pub revision: Option<u32>,
}

/// Every declared variant, in file order.
pub fn desired(files: &[TemplateFile], values: &IndexMap<String, String>) -> Vec<Desired> {
    files.iter().flat_map(|file| of_file(file, values)).collect()
}

fn of_file(file: &TemplateFile, values: &IndexMap<String, String>) -> Vec<Desired> {
    let Some(template) = &file.value else { return Vec::new() };
    let declared = |variant: Variant| {
        let entry = Path(vec!["languages".into(), variant.language.as_str().into()]);
        let offset = file.locate(&At::Key(entry)).start;
        let source = Source { file: file.source.name.clone(), line: file.source.position(offset).line };
        let own = template.languages.get(&variant.language).and_then(|language| language.revision);
        Desired {
            variant: variant.substituted(values).0,
            source,
            revision: own.or(template.revision).map(NonZero::get),
        }
    };
    template.variants().into_iter().map(declared).collect()
}
