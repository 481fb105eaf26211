//! What the files say there shall be.

use std::collections::HashMap;
use std::num::NonZero;

use indexmap::IndexMap;

use super::Source;
use crate::finding::{At, Path};
use crate::media::MediaFile;
use crate::model::{PinnedFile, Variant};
use crate::project::{Project, TemplateFile};

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

/// Every declared variant, in file order. Media files are named as they are written.
pub fn desired(files: &[TemplateFile], values: &IndexMap<String, String>) -> Vec<Desired> {
    files.iter().flat_map(|file| of_file(file, values)).collect()
}

/// Every declared variant of a project, its media files pinned to what they hold. One that cannot be read stays as it
/// is written: linting has said so, and nothing is uploaded that was not planned.
pub fn desired_of(project: &Project, values: &IndexMap<String, String>) -> Vec<Desired> {
    let mut pins = Pins::new();
    let mut all = Vec::new();
    for file in &project.files {
        let mut declared = of_file(file, values);
        declared.iter_mut().for_each(|desired| pin(&mut desired.variant, file, project, &mut pins));
        all.append(&mut declared);
    }
    all
}

/// Pinned files by the document that names them and the name.
type Pins = HashMap<(String, String), Option<String>>;

fn pin(variant: &mut Variant, file: &TemplateFile, project: &Project, pins: &mut Pins) {
    for written in variant.headers_mut().filter_map(|header| header.file.as_mut()) {
        let pinned = pins.entry((file.path.clone(), written.clone())).or_insert_with(|| {
            let media = MediaFile::find(&project.root, &file.path, written).ok()?;
            let hash = media.hash().ok()?;
            Some(PinnedFile { hash: &hash, path: &media.path }.written())
        });
        if let Some(pinned) = pinned {
            written.clone_from(pinned);
        }
    }
}

fn of_file(file: &TemplateFile, values: &IndexMap<String, String>) -> Vec<Desired> {
    let Some(template) = &file.value else { return Vec::new() };
    let declared = |variant: Variant| {
        let entry = Path(vec!["languages".into(), variant.language.as_str().into()]);
        let offset = file.locate(&At::Key(entry)).start;
        let source = Source { file: file.source.name.clone(), line: file.source.position(offset).line };
        let own = template.languages.get(&variant.language).and_then(|language| language.revision);
        let variant = variant.substituted(values).0;
        Desired { variant, source, revision: own.or(template.revision).map(NonZero::get) }
    };
    template.variants().into_iter().map(declared).collect()
}
