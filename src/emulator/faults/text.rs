//! Fault rules as people write them: `CreateChatappTemplate:nth=3:lost-answer`.

use std::str::FromStr;

use super::{Fault, FaultRule};

/// A fault rule that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{rule}` is no fault rule: {fact}")]
pub struct FaultText {
    rule: String,
    fact: String,
}

/// The faults by the name that people write, without those that carry a number.
const NAMES: [(&str, Fault); 11] = [
    ("throttle", Fault::Throttle),
    ("limit-control", Fault::LimitControl),
    ("reset", Fault::ResetBefore),
    ("lost-answer", Fault::LoseReply),
    ("truncated", Fault::TruncateBody),
    ("not-json", Fault::NotJson),
    ("wrong-type", Fault::WrongType),
    ("stale-list", Fault::StaleList),
    ("moving-rows", Fault::MovingRows),
    ("changing-total", Fault::ChangingTotal),
    ("appearing-template", Fault::ShiftPages),
];

impl FaultRule {
    /// The rules of a file: one a line, empty lines and lines that begin with `#` left out.
    pub fn all_of(text: &str) -> Result<Vec<Self>, FaultText> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(str::parse).collect()
    }
}

impl FromStr for FaultRule {
    type Err = FaultText;

    /// `[ACTION:][nth=N:][after=N:][times=N:][p=0.2:]FAULT`.
    fn from_str(rule: &str) -> Result<Self, FaultText> {
        let wrong = |fact: String| FaultText { rule: rule.to_owned(), fact };
        let mut parts: Vec<&str> = rule.split(':').map(str::trim).collect();
        let last = parts.pop().unwrap_or_default();
        let mut read = Self::always(fault(last).map_err(wrong)?);
        for (place, part) in parts.into_iter().enumerate() {
            read = match part.split_once('=') {
                None if place == 0 && part == "*" => read,
                None if place == 0 && part.bytes().all(|b| b.is_ascii_alphanumeric()) && !part.is_empty() => {
                    read.on(part)
                }
                None => return Err(wrong(format!("`{part}` is no condition, write nth=3, after=2, times=1 or p=0.2"))),
                Some((name, value)) => condition(read, name, value).map_err(wrong)?,
            };
        }
        Ok(read)
    }
}

fn condition(rule: FaultRule, name: &str, value: &str) -> Result<FaultRule, String> {
    let number = || value.parse::<u32>().map_err(|_| format!("{name}={value} is no whole number"));
    match name {
        "nth" => match number()? {
            0 => Err("nth counts from 1".to_owned()),
            nth => Ok(rule.nth(nth)),
        },
        "after" => Ok(rule.after(number()?)),
        "times" => Ok(FaultRule { times: Some(number()?), ..rule }),
        "p" => {
            let share = value.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
            let share = share.ok_or_else(|| format!("p={value} is no number from 0 to 1"))?;
            let percent = (0..=100_u8).find(|percent| f64::from(*percent) >= share * 100.0 - 1e-9);
            Ok(rule.percent(percent.unwrap_or(100)))
        }
        other => Err(format!("`{other}` is no condition, write nth=3, after=2, times=1 or p=0.2")),
    }
}

fn fault(text: &str) -> Result<Fault, String> {
    if let Some((_, fault)) = NAMES.iter().find(|(name, _)| *name == text) {
        return Ok(*fault);
    }
    let milliseconds = |text: &str| text.trim_end_matches("ms").parse::<u64>().ok();
    let numbered = match text.split_once('=') {
        Some(("status", status)) => {
            status.parse().ok().filter(|status| (500..600).contains(status)).map(Fault::ServerError)
        }
        Some(("latency", time)) => match time.split_once("..") {
            Some((least, most)) => milliseconds(least).zip(milliseconds(most)).map(|(a, b)| Fault::Jitter(a, b.max(a))),
            None => milliseconds(time).map(Fault::Latency),
        },
        _ => None,
    };
    numbered.ok_or_else(|| {
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        format!("`{text}` is no fault, write status=503, latency=200, latency=200..800 or one of {}", names.join(", "))
    })
}
