//! The apps that a ONE_TAP or ZERO_TAP button hands the code to.

use serde_json::{Map, Value};

use super::button::filling_kind;
use crate::declare_rule;
use crate::finding::{Edit, Fixable, Level, Path};
use crate::model::{Button, SupportedApp, limits};
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &APPS_MISSING,
    &TOO_MANY_APPS,
    &PACKAGE_NAME_MISSING,
    &SIGNATURE_HASH_MISSING,
    &PACKAGE_NAME_MALFORMED,
    &SIGNATURE_HASH_MALFORMED,
    &DEPRECATED_APP_FIELDS,
    &DEPRECATED_APP_DIFFERS,
];

declare_rule! {
    /// A ONE_TAP or ZERO_TAP button without an app.
    ///
    /// ## Why
    /// The code is handed to an app by its package name and the hash of its signing key.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].SupportedApps`; A-METADATA; M-1TAP (checked 2026-11-20)
    pub static APPS_MISSING = "authentication/apps-missing" {
        level: Level::Error,
        summary: "ONE_TAP or ZERO_TAP button names no app",
        check: Check::Button(|button, cx| {
            let Some(kind) = filling_kind(button, cx) else { return };
            let names_none = button.supported_apps.as_deref().unwrap_or_default().is_empty();
            if names_none && deprecated_app(button).is_none() {
                cx.report("supported_apps", format!("{kind} button names no app"))
                    .help("add `supported_apps` with `package_name` and `signature_hash` of your Android app");
            }
        }),
    }
}

declare_rule! {
    /// More than five apps.
    ///
    /// ## Why
    /// The service refuses them.
    ///
    /// ## Source
    /// A-METADATA, `Components[].Buttons[].SupportedApps`; M-0TAP (checked 2026-11-20)
    pub static TOO_MANY_APPS = "authentication/too-many-apps" {
        level: Level::Error,
        summary: "button names more than 5 apps",
        check: Check::Button(|button, cx| {
            let (count, limit) = (apps(button).len(), *limits::SUPPORTED_APPS.end());
            if count > limit && filling_kind(button, cx).is_some() {
                let first_over = format!("supported_apps[{limit}]");
                cx.report(&first_over, format!("button names {count} apps, the limit is {limit}"))
                    .label(format!("{} too many", count - limit))
                    .help("keep the apps that are in use");
            }
        }),
    }
}

declare_rule! {
    /// An app without a package name.
    ///
    /// ## Why
    /// The service needs package name and signature hash of every app.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].SupportedApps[].PackageName` (checked 2026-11-20)
    pub static PACKAGE_NAME_MISSING = "authentication/package-name-missing" {
        level: Level::Error,
        summary: "app has no `package_name`",
        check: Check::Button(|button, cx| {
            for (index, app) in apps(button).iter().enumerate() {
                if filling_kind(button, cx).is_some() && is_blank(app.package_name.as_deref()) {
                    cx.report(&format!("supported_apps[{index}].package_name"), "app has no `package_name`")
                        .help("add the app's package name, such as `com.example.bank`");
                }
            }
        }),
    }
}

declare_rule! {
    /// An app without a signature hash.
    ///
    /// ## Why
    /// The service needs package name and signature hash of every app.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].SupportedApps[].SignatureHash` (checked 2026-11-20)
    pub static SIGNATURE_HASH_MISSING = "authentication/signature-hash-missing" {
        level: Level::Error,
        summary: "app has no `signature_hash`",
        check: Check::Button(|button, cx| {
            for (index, app) in apps(button).iter().enumerate() {
                if filling_kind(button, cx).is_some() && is_blank(app.signature_hash.as_deref()) {
                    cx.report(&format!("supported_apps[{index}].signature_hash"), "app has no `signature_hash`")
                        .help("add the 11 characters of the app's signing key hash");
                }
            }
        }),
    }
}

declare_rule! {
    /// A package name that is none.
    ///
    /// ## Why
    /// It has at least two parts with dots between, each a letter followed by letters, digits and underscores, and at
    /// most 224 characters.
    ///
    /// ## Source
    /// M-1TAP (checked 2026-11-20)
    pub static PACKAGE_NAME_MALFORMED = "authentication/package-name-malformed" {
        level: Level::Error,
        summary: "`package_name` is not a package name",
        check: Check::Button(|button, cx| {
            if filling_kind(button, cx).is_none() {
                return;
            }
            for (field, name) in fields(button, "package_name", |app| app.package_name.as_deref()) {
                let (length, limit) = (name.chars().count(), limits::PACKAGE_NAME_CHARACTERS);
                if length > limit {
                    cx.report(&field, format!("package name is {length} characters, the limit is {limit}"))
                        .help("copy it from the app's manifest");
                } else if let Some(fault) = fault_of_package_name(name) {
                    cx.report(&field, fault).help("copy it from the app's manifest, such as `com.example.bank`");
                }
            }
        }),
    }
}

declare_rule! {
    /// A signature hash that is not 11 characters of `A-Z a-z 0-9 + / =`.
    ///
    /// ## Why
    /// Meta refuses it. (Older samples of Alibaba's pages are shorter.)
    ///
    /// ## Source
    /// M-1TAP (checked 2026-11-20)
    pub static SIGNATURE_HASH_MALFORMED = "authentication/signature-hash-malformed" {
        level: Level::Error,
        summary: "`signature_hash` is not 11 characters of base64",
        check: Check::Button(|button, cx| {
            if filling_kind(button, cx).is_none() {
                return;
            }
            for (field, hash) in fields(button, "signature_hash", |app| app.signature_hash.as_deref()) {
                let (length, wanted) = (hash.chars().count(), limits::SIGNATURE_HASH_CHARACTERS);
                let is_base64 = |character: char| character.is_ascii_alphanumeric() || "+/=".contains(character);
                if let Some(wrong) = hash.chars().find(|character| !is_base64(*character)) {
                    let fact = format!("signature hash has `{wrong}`");
                    cx.report(&field, format!("{fact}, it must be letters, digits, `+`, `/` and `=`"))
                        .help("compute it again from the app's signing key; do not encode it for an address");
                } else if length != wanted {
                    cx.report(&field, format!("signature hash is {length} characters, it must be {wanted}"))
                        .help("compute it again from the app's signing key");
                }
            }
        }),
    }
}

declare_rule! {
    /// Package name and hash on the button itself.
    ///
    /// ## Why
    /// The service calls them deprecated, Meta has dropped them: `supported_apps` takes several apps.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].PackageName`, `SignatureHash`; M-0TAP (checked 2026-11-20)
    pub static DEPRECATED_APP_FIELDS = "authentication/deprecated-app-fields" {
        level: Level::Warning,
        summary: "`package_name` and `signature_hash` on the button are deprecated",
        fix: Fixable::Safe,
        check: Check::Button(|button, cx| {
            let field = if button.package_name.is_some() { "package_name" } else { "signature_hash" };
            if filling_kind(button, cx).is_some() && deprecated_app(button).is_some() {
                let report = cx
                    .report(field, format!("`{field}` on the button is deprecated"))
                    .at_key()
                    .help("move `package_name` and `signature_hash` into an entry of `supported_apps`");
                let is_listed = deprecated_app(button).is_some_and(|app| apps(button).contains(&app));
                if is_listed || button.supported_apps.is_none() {
                    report.mend("move them into `supported_apps`", true, |place| moved_app(button, place));
                }
            }
        }),
    }
}

declare_rule! {
    /// An app on the button itself that `supported_apps` does not have.
    ///
    /// ## Why
    /// Which of the two the service takes is not documented.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].SupportedApps`, `PackageName`, `SignatureHash` (checked 2026-11-20)
    pub static DEPRECATED_APP_DIFFERS = "authentication/deprecated-app-differs" {
        level: Level::Error,
        summary: "app on the button differs from `supported_apps`",
        also: ["authentication/deprecated-app-fields"],
        check: Check::Button(|button, cx| {
            let Some(app) = deprecated_app(button).filter(|_| filling_kind(button, cx).is_some()) else { return };
            let matches = |other: &SupportedApp| {
                (app.package_name.is_none() || app.package_name == other.package_name)
                    && (app.signature_hash.is_none() || app.signature_hash == other.signature_hash)
            };
            if !apps(button).is_empty() && !apps(button).iter().any(matches) {
                let field = if app.package_name.is_some() { "package_name" } else { "signature_hash" };
                cx.report(field, format!("`{field}` on the button names an app that `supported_apps` does not have"))
                    .also("supported_apps", "the apps that count")
                    .help("take `package_name` and `signature_hash` out, or add the app to `supported_apps`");
            }
        }),
    }
}

fn apps(button: &Button) -> &[SupportedApp] {
    button.supported_apps.as_deref().unwrap_or_default()
}

/// The app that stands on the button itself.
fn deprecated_app(button: &Button) -> Option<SupportedApp> {
    let app = SupportedApp { package_name: button.package_name.clone(), signature_hash: button.signature_hash.clone() };
    (app != SupportedApp::default()).then_some(app)
}

/// A field of every app, with its path; blank ones are another rule's business.
fn fields<'b>(button: &'b Button, field: &str, of: fn(&SupportedApp) -> Option<&str>) -> Vec<(String, &'b str)> {
    let own = if field == "package_name" { &button.package_name } else { &button.signature_hash };
    let listed =
        apps(button).iter().enumerate().map(|(index, app)| (format!("supported_apps[{index}].{field}"), of(app)));
    let own = std::iter::once((field.to_owned(), own.as_deref()));
    listed.chain(own).filter_map(|(path, value)| Some((path, value.filter(|value| !is_blank(Some(value)))?))).collect()
}

/// What is wrong with a package name, by its first part that is.
fn fault_of_package_name(name: &str) -> Option<String> {
    if !name.contains('.') {
        return Some("package name has no dot, it must be two or more names with dots between".to_owned());
    }
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    name.split('.').find_map(|part| {
        let Some(first) = part.chars().next() else {
            return Some("package name has nothing before, between or behind its dots".to_owned());
        };
        if let Some(wrong) = part.chars().find(|character| !is_of_name(*character)) {
            return Some(format!("`{part}` of the package name has `{wrong}`, it must be letters, digits and `_`"));
        }
        let begins_well = first.is_ascii_alphabetic();
        (!begins_well).then(|| format!("`{part}` of the package name begins with `{first}`, it must be a letter"))
    })
}

/// What moves the app that stands on the button itself into its list of apps.
fn moved_app(button: &Button, place: &Path) -> Vec<Edit> {
    let fields = [("package_name", &button.package_name), ("signature_hash", &button.signature_hash)];
    let fields: Vec<(&str, &String)> =
        fields.into_iter().filter_map(|(field, value)| Some((field, value.as_ref()?))).collect();
    let mut edits: Vec<Edit> = fields.iter().map(|(field, _)| Edit::Remove(place.join(*field))).collect();
    if button.supported_apps.is_none() {
        let app: Map<String, Value> =
            fields.iter().map(|(field, value)| ((*field).to_owned(), Value::from(value.as_str()))).collect();
        edits.push(Edit::Set(place.join("supported_apps"), Value::Array(vec![app.into()])));
    }
    edits
}
