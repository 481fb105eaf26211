//! The example project: files that people copy.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chatform::finding::Level;
use chatform::lint;
use chatform::model::{ButtonType, Category, Channel, HeaderFormat, ProjectFile, Template, Variant};
use chatform::project::Project;
use chatform::rules::Facts;
use chatform::yaml;

#[test]
fn every_file_reads_without_a_finding() {
    let templates = templates();
    assert!(templates.len() >= 12, "{} templates", templates.len());
    let project: ProjectFile = decode(&folder().join("chatform.yaml"));
    assert!(project.environments.unwrap().contains_key("local"));
}

#[test]
fn a_file_is_named_after_its_template() {
    for (path, template) in templates() {
        assert_eq!(path.file_stem().unwrap().to_str(), Some(&*template.name));
    }
}

#[test]
fn each_template_has_two_to_four_languages() {
    for (path, template) in templates() {
        assert!((2..=4).contains(&template.languages.len()), "{}", path.display());
    }
}

#[test]
fn languages_of_both_directions_and_without_spaces_are_there() {
    let languages: BTreeSet<String> = variants().into_iter().map(|variant| variant.language).collect();
    for expected in ["ar", "he", "ja", "zh_CN"] {
        assert!(languages.contains(expected), "{languages:?}");
    }
}

#[test]
fn every_kind_of_template_has_an_example() {
    let variants = variants();
    let shows =
        |what: &str, kind: &dyn Fn(&Variant) -> bool| assert!(variants.iter().any(kind), "no example of {what}");
    for kind in ButtonType::ALL {
        shows(kind.as_str(), &|one| one.buttons.iter().flatten().any(|button| button.kind == Some(*kind)));
    }
    for format in HeaderFormat::ALL {
        shows(format.as_str(), &|one| format_of(one) == Some(*format));
    }
    for category in Category::ALL {
        shows(category.as_str(), &|one| one.category == *category);
    }
    shows("an opt-out reply", &|one| one.buttons.iter().flatten().any(|button| button.is_opt_out == Some(true)));
    shows("a limited-time offer", &|one| one.limited_time_offer.is_some());
    shows("a carousel", &|one| one.carousel.is_some());
    shows("a revision", &|one| one.name.ends_with("_v2"));
    shows("a media header from a variable", &|one| {
        one.header.as_ref().and_then(|header| header.url.as_deref()).is_some_and(|url| url.starts_with("$("))
    });
    shows("a Viber text", &|one| one.channel == Channel::Viber && one.header.is_none());
    shows("a Viber video", &|one| one.channel == Channel::Viber && format_of(one) == Some(HeaderFormat::Video));
}

#[test]
fn a_carousel_shows_other_media_per_language() {
    let media = |variant: Variant| {
        let card = variant.carousel?.into_iter().next()?;
        card.header?.url
    };
    let media: Vec<String> = variants().into_iter().filter_map(media).collect();
    let distinct: BTreeSet<&String> = media.iter().collect();
    assert!(media.len() >= 2 && distinct.len() == media.len(), "{media:?}");
}

#[test]
fn every_environment_gives_every_value() {
    let project: ProjectFile = decode(&folder().join("chatform.yaml"));
    for (name, environment) in project.environments.unwrap() {
        let values = environment.values.unwrap_or_default();
        for variant in variants() {
            let (_, undeclared) = variant.substituted(&values);
            assert_eq!(undeclared, [], "{name}: {}", variant.key());
        }
    }
}

#[test]
fn the_project_has_neither_errors_nor_warnings() {
    let project = Project::open(&folder(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let bad = linted.findings.iter().map(|one| &one.finding).filter(|finding| finding.level > Level::Info);
    let reported: Vec<String> = bad.map(|finding| format!("{}: {}", finding.rule.id, finding.message)).collect();
    assert_eq!(reported, Vec::<String>::new());
    assert_eq!(linted.templates, templates().len());
}

fn format_of(variant: &Variant) -> Option<HeaderFormat> {
    variant.header.as_ref().and_then(|header| header.effective_format())
}

/// The example project, opened.
pub fn project() -> Project {
    Project::open(&folder(), &[]).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-examples")
}

fn templates() -> Vec<(PathBuf, Template)> {
    let entries = std::fs::read_dir(folder().join("templates")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), decode(&path))).collect()
}

fn variants() -> Vec<Variant> {
    templates().iter().flat_map(|(_, template)| template.variants()).collect()
}

fn decode<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let (_, document) = yaml::load(&path.display().to_string(), &std::fs::read(path).unwrap());
    assert_eq!(document.findings, [], "{}", path.display());
    match yaml::decode(&document.tree.unwrap()) {
        Ok(value) => value,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}
