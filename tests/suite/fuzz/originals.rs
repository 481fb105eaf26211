//! The good and the broken files that inputs are made of.

use std::path::{Path, PathBuf};

use chatform::model::{Template, Variant, cams};
use chatform::project::Loaded;
use chatform::schema::template_schema;
use chatform::yaml::{KeyOrder, emit};
use serde_json::{Value, json};

use crate::import::mutation;
use crate::yaml::emitted::Generator;

/// Templates: the examples, the fixtures of all rules, and files of nothing in particular.
pub fn templates() -> Vec<Vec<u8>> {
    let mut originals = [examples(), files(&folder("tests/rules"))].concat();
    let generator = Generator::new(20_261_120);
    originals.extend((0..100).map(|_| emit(&generator.value(0), KeyOrder::default()).into_bytes()));
    originals
}

/// The example templates alone: they reach every rule.
pub fn examples() -> Vec<Vec<u8>> {
    files(&folder("templates-examples/templates"))
}

/// A project file with everything that one may say.
pub fn projects() -> Vec<Vec<u8>> {
    let whole = crate::schema::mutants::PROJECT.as_bytes().to_vec();
    [files(&folder("templates-examples")), files(&folder("tests/rules/project")), vec![whole]].concat()
}

/// Payloads of both services: those that import is tested with, and every example as the service would tell it.
pub fn payloads() -> Vec<Vec<u8>> {
    let variants = examples().into_iter().flat_map(|bytes| {
        let loaded = Loaded::<Template>::of("example.yaml", &bytes, template_schema());
        loaded.value.unwrap().variants()
    });
    let payloads = mutation::originals().into_iter().chain(variants.map(|variant| payload(&variant)));
    payloads.enumerate().map(|(nth, payload)| json_text(&payload, nth % 2 == 0)).collect()
}

fn payload(variant: &Variant) -> Value {
    json!({
        "Name": variant.name, "Language": variant.language, "Category": variant.category,
        "TemplateType": variant.channel, "Components": cams::components(variant), "Example": cams::example(variant),
    })
}

fn json_text(value: &Value, pretty: bool) -> Vec<u8> {
    if pretty { serde_json::to_vec_pretty(value).unwrap() } else { serde_json::to_vec(value).unwrap() }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// All YAML files below a folder, by path.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let content = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false if path.extension().is_some_and(|extension| extension == "yaml") => vec![std::fs::read(path).unwrap()],
        false => Vec::new(),
    };
    entries.into_iter().flat_map(content).collect()
}
