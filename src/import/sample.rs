//! Meta's samples: `example` of a component or button, in all its shapes.

use super::faults::{MISPLACED_SAMPLE, UNKNOWN_FIELD};
use super::fields::{Fields, same};
use super::json::Json;
use super::reading::Reading;
use crate::finding::{At, Finding, Path};

/// The samples of one component or button.
#[derive(Debug, Default)]
pub(super) struct Samples {
    /// By number, from 1.
    positional: Vec<Sample>,
    /// By name.
    named: Vec<(String, Sample)>,
    /// The sample file of a media header: an upload handle, or an address.
    pub media: Option<(Path, String)>,
}

#[derive(Debug)]
struct Sample {
    path: Path,
    value: String,
    used: bool,
}

impl Samples {
    /// The sample of placeholder `number`, counted from 1.
    pub(super) fn numbered(&mut self, number: usize) -> Option<String> {
        let sample = self.positional.get_mut(number.checked_sub(1)?)?;
        sample.used = true;
        Some(sample.value.clone())
    }

    /// The sample of a named placeholder; where samples came as a plain list, the one in its turn.
    pub(super) fn named(&mut self, name: &str, turn: usize) -> Option<String> {
        match self.named.iter_mut().find(|(known, _)| known == name) {
            Some((_, sample)) => {
                sample.used = true;
                Some(sample.value.clone())
            }
            None => self.numbered(turn),
        }
    }

    /// Changes every numbered sample.
    pub(super) fn map(&mut self, change: impl Fn(&str) -> String) {
        for sample in &mut self.positional {
            sample.value = change(&sample.value);
        }
    }

    /// The numbered samples with their places.
    pub(super) fn values(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.positional.iter().map(|sample| (&sample.path, sample.value.as_str()))
    }

    /// Reports the samples that no placeholder or media header asked for.
    pub(super) fn finish(self, reading: &mut Reading) {
        if let Some((path, _)) = self.media {
            let message = "sample file belongs to no header without an address of its own";
            reading.report(Finding::new(&MISPLACED_SAMPLE, At::Value(path), message).label("left out"));
        }
        let named = self.named.into_iter().map(|(_, sample)| sample);
        for sample in self.positional.into_iter().chain(named).filter(|sample| !sample.used) {
            let message = format!("sample `{}` belongs to no placeholder", sample.value);
            reading.report(Finding::new(&MISPLACED_SAMPLE, At::Value(sample.path), message).label("left out"));
        }
    }
}

impl Reading {
    /// Takes the samples of a component or button.
    pub(super) fn samples(&mut self, fields: &mut Fields<'_>) -> Samples {
        let mut samples = Samples::default();
        let Some((path, value)) = fields.take("example") else { return samples };
        let embedded = value.embedded();
        match embedded.as_ref().unwrap_or(value) {
            Json::Map(entries) => self.sample_map(entries, &path, &mut samples),
            plain => samples.positional = self.sample_list(plain, &path),
        }
        samples
    }

    fn sample_map(&mut self, entries: &[(String, Json)], path: &Path, samples: &mut Samples) {
        for (key, value) in entries.iter().filter(|(_, value)| !value.is_empty()) {
            let path = path.join(key.as_str());
            let is = |name: &str| same(key, name);
            if is("body_text") || is("header_text") {
                samples.positional.extend(self.sample_list(value, &path));
            } else if is("body_text_named_params") || is("header_text_named_params") {
                self.named_samples(value, &path, samples);
            } else if is("header_handle") || is("header_url") {
                self.sample_files(value, &path, samples);
            } else {
                let message = format!("a sample has no field `{key}`");
                self.report(Finding::new(&UNKNOWN_FIELD, At::Key(path), message).label("not imported"));
            }
        }
    }

    fn sample_files(&mut self, value: &Json, path: &Path, samples: &mut Samples) {
        for file in self.sample_list(value, path) {
            if samples.media.is_none() {
                samples.media = Some((file.path, file.value));
                continue;
            }
            let message = "a second sample file: a header has one";
            self.report(Finding::new(&MISPLACED_SAMPLE, At::Value(file.path), message).label("left out"));
        }
    }

    /// `"a"`, `["a", "b"]` or `[["a", "b"], …]`: of several rows the first counts.
    fn sample_list(&mut self, value: &Json, path: &Path) -> Vec<Sample> {
        let Json::List(items) = value else {
            return self.sample(value, path).into_iter().collect();
        };
        if !matches!(items.first(), Some(Json::List(_))) {
            let one = |(index, item): (usize, &Json)| self.sample(item, &path.join(index));
            return items.iter().enumerate().filter_map(one).collect();
        }
        for index in 1..items.len() {
            let message = "a second row of samples: a template holds one sample a variable".to_owned();
            let finding = Finding::new(&MISPLACED_SAMPLE, At::Value(path.join(index)), message);
            self.report(finding.label("left out"));
        }
        match items.first() {
            Some(Json::List(row)) => {
                let path = path.join(0);
                let one = |(index, item): (usize, &Json)| self.sample(item, &path.join(index));
                row.iter().enumerate().filter_map(one).collect()
            }
            _ => Vec::new(),
        }
    }

    fn sample(&mut self, value: &Json, path: &Path) -> Option<Sample> {
        if value.is_empty() {
            return None;
        }
        let value = self.expect_text(path, value)?;
        Some(Sample { path: path.clone(), value, used: false })
    }

    fn named_samples(&mut self, value: &Json, path: &Path, samples: &mut Samples) {
        let Json::List(items) = value else {
            self.wrong_type::<()>(path, value, "a list");
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let Json::Map(entries) = item else {
                self.wrong_type::<()>(&path.join(index), item, "an object");
                continue;
            };
            let mut fields = Fields::of(entries, path.join(index), self);
            let name = fields.text("param_name", self);
            let sample = fields.text("example", self);
            fields.finish("a named sample", &[], self);
            if let (Some((_, name)), Some((path, value))) = (name, sample) {
                samples.named.push((name, Sample { path, value, used: false }));
            }
        }
    }
}
