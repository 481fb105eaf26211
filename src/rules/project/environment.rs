//! Rules of one environment.

use crate::declare_rule;
use crate::finding::{Fixable, Level, Path};
use crate::model::{Ceiling, EnvironmentSettings, ProjectFile, parse_duration, phone_digits};
use crate::rules::writing::address::Address;
use crate::rules::writing::phone_form::bare_number;
use crate::rules::{Check, Report, Reporter, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &WAIT_MALFORMED,
    &SHARE_MALFORMED,
    &REVIEW_POLICY_UNKNOWN,
    &ENDPOINT_INSECURE,
    &ENDPOINT_MALFORMED,
    &SPACE_AND_SPACES,
    &SPACE_MISSING,
    &EMULATOR_WITH_ENDPOINT,
    &FROM_MALFORMED,
    &RECIPIENT_MALFORMED,
];

declare_rule! {
    /// A waiting time that cannot be read.
    ///
    /// ## Why
    /// `apply` would not wait at all.
    ///
    /// ## Source
    /// The project file's own form: `60s`, `5m`, `2h` (checked 2026-11-20)
    pub static WAIT_MALFORMED = "project/wait-malformed" {
        level: Level::Error,
        summary: "`wait_for_review` is no duration",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let Some(wait) = settings.wait_for_review.as_deref() else { continue };
                if parse_duration(wait).is_none() {
                    report(reporter, name, "wait_for_review", format!("`{wait}` is no duration"))
                        .help("write a whole number and `s`, `m` or `h`, such as `60s`");
                }
            }
        }),
    }
}

declare_rule! {
    /// A gate whose share is no percentage.
    ///
    /// ## Why
    /// A share that cannot be read lets nothing through.
    ///
    /// ## Source
    /// The project file's own form: a number, or a share such as `"30%"` (checked 2026-11-20)
    pub static SHARE_MALFORMED = "project/share-malformed" {
        level: Level::Error,
        summary: "share of a gate is no percentage from 0 to 100",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let Some(gates) = &settings.gates else { continue };
                for (field, ceiling) in [("deletes", &gates.deletes), ("updates", &gates.updates)] {
                    let Some(Ceiling::Share(share)) = ceiling else { continue };
                    let percent = share.strip_suffix('%').and_then(|number| number.trim().parse::<u8>().ok());
                    if percent.is_none_or(|percent| percent > 100) {
                        report(reporter, name, &format!("gates.{field}"), format!("`{share}` is no share"))
                            .help("write a number, or a percentage such as `\"30%\"`");
                    }
                }
            }
        }),
    }
}

declare_rule! {
    /// A review policy of the emulator that does not exist.
    ///
    /// ## Why
    /// The emulator would not start.
    ///
    /// ## Source
    /// The emulator's own form: `instant`, `after=30s`, `manual` (checked 2026-11-20)
    pub static REVIEW_POLICY_UNKNOWN = "project/review-policy-unknown" {
        level: Level::Error,
        summary: "`review` of the emulator is no policy",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let review = settings.emulator.as_ref().and_then(|emulator| emulator.review.as_deref());
                if let Some(review) = review.filter(|review| !is_review_policy(review)) {
                    report(reporter, name, "emulator.review", format!("`{review}` is no review policy"))
                        .help("write `instant`, `after=30s` or `manual`");
                }
            }
        }),
    }
}

declare_rule! {
    /// An `http` endpoint that is not on this machine.
    ///
    /// ## Why
    /// Requests would cross the network readable and changeable by others.
    ///
    /// ## Source
    /// The service is reached by https; `http` is for emulators on loopback (checked 2026-11-20)
    pub static ENDPOINT_INSECURE = "project/endpoint-insecure" {
        level: Level::Error,
        summary: "endpoint is `http`, but not on this machine",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let Some(address) = settings.endpoint.as_deref().and_then(Address::parse) else { continue };
                if !address.is_secure && !address.is_loopback() {
                    let message = format!("endpoint is `http` on `{}`, which is not this machine", address.host);
                    report(reporter, name, "endpoint", message).help("use `https://`");
                }
            }
        }),
    }
}

declare_rule! {
    /// An endpoint that is no address of a host.
    ///
    /// ## Why
    /// No request could be sent.
    ///
    /// ## Source
    /// The project file's own form: `https://host` (checked 2026-11-20)
    pub static ENDPOINT_MALFORMED = "project/endpoint-malformed" {
        level: Level::Error,
        summary: "endpoint is no address of a host",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let endpoint = settings.endpoint.as_deref().filter(|endpoint| !is_host(endpoint));
                if let Some(endpoint) = endpoint {
                    report(reporter, name, "endpoint", format!("`{endpoint}` is no address of a host"))
                        .help("write `https://` and the host, such as `https://cams.ap-southeast-1.aliyuncs.com`");
                }
            }
        }),
    }
}

declare_rule! {
    /// Both `space` and `spaces`.
    ///
    /// ## Why
    /// Only one of them can count.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static SPACE_AND_SPACES = "project/space-and-spaces" {
        level: Level::Error,
        summary: "environment has both `space` and `spaces`",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                if settings.space.is_some() && settings.spaces.is_some() {
                    report(reporter, name, "spaces", "environment has both `space` and `spaces`".to_owned())
                        .help("keep one of them");
                }
            }
        }),
    }
}

declare_rule! {
    /// An environment of the service without a space.
    ///
    /// ## Why
    /// The service requires the space (`CustSpaceId`) to create and to read templates.
    ///
    /// ## Source
    /// A-METADATA, `CustSpaceId` (checked 2026-11-20)
    pub static SPACE_MISSING = "project/space-missing" {
        level: Level::Warning,
        summary: "environment names no space",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let names_none = settings.space.is_none() && settings.spaces.as_deref().unwrap_or_default().is_empty();
                let service = [&settings.account, &settings.region, &settings.endpoint];
                let names_service = service.into_iter().any(Option::is_some);
                // An endpoint on this machine is an emulator, which needs none.
                let endpoint = settings.endpoint.as_deref().and_then(Address::parse);
                let is_emulated = settings.emulator.is_some() || endpoint.is_some_and(|address| address.is_loopback());
                if names_none && names_service && !is_emulated {
                    report(reporter, name, "space", format!("environment `{name}` names no space"))
                        .help("add `space:` with its CustSpaceId");
                }
            }
        }),
    }
}

declare_rule! {
    /// An endpoint or region beside the embedded emulator.
    ///
    /// ## Why
    /// The emulator is used; endpoint and region are ignored.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static EMULATOR_WITH_ENDPOINT = "project/emulator-with-endpoint" {
        level: Level::Warning,
        summary: "environment has the emulator and an endpoint or region",
        fix: Fixable::Unsafe,
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file).filter(|(_, settings)| settings.emulator.is_some()) {
                let fields = [("endpoint", &settings.endpoint), ("region", &settings.region)];
                for (field, _) in fields.into_iter().filter(|(_, value)| value.is_some()) {
                    report(reporter, name, field, format!("`{field}` is ignored, the environment has the emulator"))
                        .help(format!("take `{field}` or `emulator` out"))
                        .remove(format!("take `{field}` out"));
                }
            }
        }),
    }
}

declare_rule! {
    /// A sender that is no number.
    ///
    /// ## Why
    /// The service takes digits only (`InvalidParameter.FromOnlyNumeric`).
    ///
    /// ## Source
    /// A-ERR (checked 2026-11-20)
    pub static FROM_MALFORMED = "project/from-malformed" {
        level: Level::Error,
        summary: "`from` is not digits only",
        fix: Fixable::Either,
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                let Some(from) = settings.from.as_deref() else { continue };
                if from.is_empty() || !from.bytes().all(|byte| byte.is_ascii_digit()) {
                    let report = report(reporter, name, "from", format!("`{from}` is no sender, it must be digits only"))
                        .help("write country code and number without `+` and blanks");
                    let (bare, is_certain) = bare_number(from).unwrap_or_else(|| (from.to_owned(), true));
                    let digits = bare.trim_start_matches('+');
                    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                        report.replace_by(format!("write {digits}"), is_certain, digits);
                    }
                }
            }
        }),
    }
}

declare_rule! {
    /// An allowed recipient that is no number.
    ///
    /// ## Why
    /// Nobody would ever match it, so nobody could be written to.
    ///
    /// ## Source
    /// The project file's own form: a phone number, or its beginning and `*` (checked 2026-11-20)
    pub static RECIPIENT_MALFORMED = "project/recipient-malformed" {
        level: Level::Error,
        summary: "allowed recipient is no phone number",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (name, settings) in environments(file) {
                for (index, recipient) in settings.recipients.iter().flatten().enumerate() {
                    let begins = |start: &str| start.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit());
                    let is_known = recipient.strip_suffix('*').map_or_else(|| phone_digits(recipient).is_ok(), begins);
                    if !is_known {
                        report(reporter, name, &format!("recipients[{index}]"), format!("`{recipient}` is no number"))
                            .help("write country code and number, or their beginning and `*`");
                    }
                }
            }
        }),
    }
}

/// Every environment, by name.
pub(super) fn environments(file: &ProjectFile) -> impl Iterator<Item = (&str, &EnvironmentSettings)> {
    file.environments.iter().flatten().map(|(name, settings)| (name.as_str(), settings))
}

fn report<'r>(reporter: &'r mut Reporter<'_>, name: &str, field: &str, message: String) -> Report<'r> {
    let environment = Path::root().join("environments").join(name);
    reporter.report_at(environment.concat(&Path::parse(field)), message)
}

fn is_review_policy(text: &str) -> bool {
    let is_delay = |delay: &str| {
        let milliseconds = delay.strip_suffix("ms").is_some_and(|number| number.parse::<u32>().is_ok());
        milliseconds || parse_duration(delay).is_some()
    };
    matches!(text.trim(), "instant" | "manual") || text.trim().strip_prefix("after=").is_some_and(is_delay)
}

/// Whether an endpoint is a host, with or without a scheme, and nothing behind it.
fn is_host(endpoint: &str) -> bool {
    let with_scheme = if endpoint.contains("://") { endpoint.to_owned() } else { format!("https://{endpoint}") };
    Address::parse(&with_scheme).is_some_and(|address| {
        matches!(address.path, "" | "/") && address.query.is_empty() && !with_scheme.contains(['#', '@'])
    })
}
