//! GetChatappPhoneNumberMetric and GetChatappTemplateMetric.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::Desk;
use super::submission::{check_language, check_template_type};
use crate::emulator::answer::Fields;
use crate::emulator::documented::{GRANULARITIES, STATISTICS_AFTER};
use crate::emulator::messages::{Bucket, Counts};
use crate::emulator::refusal::Refusal;

/// What is asked for: a time from the first to before the last, in periods of a length. Milliseconds.
struct Asked {
    start: i64,
    end: i64,
    granularity: &'static str,
    period: i64,
}

/// What was sent and delivered, by number.
pub(super) fn of_numbers(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let asked = asked(desk)?;
    let number = desk.parameters.text("PhoneNumber");
    let counted = counted(desk, &asked, |bucket| number.is_none_or(|n| n == bucket.from), |b| b.from.clone());
    let row = |((number, start), counts): (&(String, i64), &Counts)| {
        json!({
            "PhoneNumber": number,
            "Granularity": asked.granularity,
            "SentCount": counts.sent,
            "DeliveredCount": counts.delivered,
            "Start": start,
            "End": start + asked.period,
        })
    };
    Ok(data(counted.iter().map(row).collect()))
}

/// What was sent, delivered, read and tapped, of one MARKETING template.
pub(super) fn of_templates(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let code = desk.parameters.required("TemplateCode")?.to_owned();
    check_template_type(desk)?;
    check_language(desk)?;
    let asked = asked(desk)?;
    let language = desk.parameters.text("Language");
    let fits = |b: &Bucket| b.marketing && b.code == code && language.is_none_or(|language| language == b.language);
    let counted = counted(desk, &asked, fits, |bucket| bucket.language.clone());
    let row = |((language, start), counts): (&(String, i64), &Counts)| {
        json!({
            "TemplateCode": code,
            "Language": language,
            "SentCount": counts.sent,
            "DeliveredCount": counts.delivered,
            "ReadCount": counts.read,
            "Start": start,
            "End": start + asked.period,
            "Cliented": clicks(counts),
        })
    };
    Ok(data(counted.iter().map(row).collect()))
}

fn data(rows: Vec<Value>) -> Fields {
    Fields::from_iter([("Data".to_owned(), rows.into())])
}

fn clicks(counts: &Counts) -> Vec<Value> {
    let of_kind = |(kind, texts): (&String, &BTreeMap<String, u64>)| -> Vec<Value> {
        texts.iter().map(|(text, count)| json!({ "Type": kind, "ButtonContent": text, "Count": count })).collect()
    };
    counts.clicks.iter().flat_map(of_kind).collect()
}

/// The counts of what fits, by a name and the start of the period.
fn counted(
    desk: &Desk<'_>,
    asked: &Asked,
    fits: impl Fn(&Bucket) -> bool,
    name: impl Fn(&Bucket) -> String,
) -> BTreeMap<(String, i64), Counts> {
    let mut counted: BTreeMap<(String, i64), Counts> = BTreeMap::new();
    let space = desk.space();
    let Some(since) = desk.state.settings(&space).statistics_since else { return counted };
    let after = i64::try_from(Duration::as_millis(&STATISTICS_AFTER)).unwrap_or(i64::MAX);
    if desk.now.as_millisecond() < since.saturating_add(after) {
        return counted;
    }
    for (bucket, counts) in desk.ledger.counts() {
        if bucket.space == space && (asked.start..=asked.end).contains(&bucket.start) && fits(bucket) {
            let start = bucket.start.div_euclid(asked.period) * asked.period;
            counted.entry((name(bucket), start)).or_default().add(counts);
        }
    }
    counted
}

fn asked(desk: &Desk<'_>) -> Result<Asked, Refusal> {
    let parameters = desk.parameters;
    for name in ["Start", "End"] {
        parameters.required(name)?;
    }
    let (start, end) = (parameters.integer("Start")?.unwrap_or(0), parameters.integer("End")?.unwrap_or(0));
    if start < 0 || end < start {
        return Err(Refusal::invalid(
            "End",
            &format!("It is {end}, Start is {start}: both in milliseconds, in order."),
        ));
    }
    let given = parameters.text("Granularity").unwrap_or(GRANULARITIES[0].0);
    let meant = if desk.config.lenient && given == "DAY" { "DAILY" } else { given };
    let known = GRANULARITIES.iter().find(|(name, _)| *name == meant);
    let (granularity, period) = *known.ok_or_else(|| Refusal::invalid("Granularity", "It is DAILY or HALF_HOUR."))?;
    // The first period counts whole, as does every other.
    Ok(Asked { start: start.div_euclid(period) * period, end, granularity, period })
}
