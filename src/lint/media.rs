//! Media files that headers name: the only rules that have to look beside the document.

use std::collections::HashMap;
use std::path::{Path as FolderPath, PathBuf};

use crate::finding::{Finding, Path};
use crate::media::{MediaError, MediaFile};
use crate::model::{Header, HeaderFormat, Template, holds_build_value};
use crate::project::TemplateFile;
use crate::rules::{header_file_missing, header_file_outside, header_file_size};

/// What is wrong with the files that a template names, and where these files are or should be.
pub(super) fn checked(template: &Template, file: &TemplateFile, root: &FolderPath) -> (Vec<Finding>, Box<[PathBuf]>) {
    let mut found: HashMap<&str, Result<MediaFile, MediaError>> = HashMap::new();
    let mut findings = Vec::new();
    for (place, header) in headers(template) {
        // A build-time value is filled in later.
        let Some(written) = header.file.as_deref().filter(|written| !holds_build_value(written)) else { continue };
        let place = place.join("header").join("file");
        let outcome = found.entry(written).or_insert_with(|| MediaFile::find(root, &file.path, written));
        match outcome {
            Ok(media) => {
                let format = header.format.or_else(|| shared_format(template, &place));
                findings.extend(format.and_then(|format| header_file_size(place, format, media.size)));
            }
            Err(MediaError::Outside { .. }) => findings.push(header_file_outside(place, written)),
            Err(MediaError::Unreadable { reason, .. }) => findings.push(header_file_missing(place, written, reason)),
        }
    }
    let places = found.keys().filter_map(|written| MediaFile::place(&file.path, written));
    (findings, places.map(|place| root.join(place)).collect())
}

/// Every header that names a file as it is written, with the place that it stands in. Most templates have none.
fn headers(template: &Template) -> Vec<(Path, &Header)> {
    let root = Path::root();
    let mut all: Vec<(Path, &Header)> =
        template.header.iter().filter(names_file).map(|header| (root.clone(), header)).collect();
    for (index, card) in template.carousel.iter().flatten().enumerate() {
        let headers = card.header.iter().filter(names_file);
        all.extend(headers.map(|header| (root.join("carousel").join(index), header)));
    }
    for (language, entry) in &template.languages {
        let place = || root.join("languages").join(language.as_str());
        all.extend(entry.header.own().filter(names_file).map(|header| (place(), header)));
        for (index, card) in entry.carousel.own().into_iter().flatten().enumerate() {
            let headers = card.header.iter().filter(names_file);
            all.extend(headers.map(|header| (place().join("carousel").join(index), header)));
        }
    }
    all
}

/// An empty name is a missing one, which is reported as such.
fn names_file(header: &&Header) -> bool {
    header.file.as_deref().is_some_and(|file| !file.trim().is_empty())
}

/// The format that a language's header inherits.
fn shared_format(template: &Template, place: &Path) -> Option<HeaderFormat> {
    let is_of_a_language = place.0.first() == Some(&"languages".into()) && place.0.len() == 4;
    template.header.as_ref().filter(|_| is_of_a_language)?.format
}
