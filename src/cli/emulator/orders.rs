//! The commands that steer a running emulator. Each asks one of its control routes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::reach::{Reach, failure};
use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::report::visible;

/// Arguments of `emulator clock`.
#[derive(Debug, Args)]
pub(super) struct Clock {
    #[command(subcommand)]
    what: ClockOrder,
}

#[derive(Debug, Subcommand)]
enum ClockOrder {
    /// Show the time
    Show {
        #[command(flatten)]
        reach: Reach,
    },
    /// Move the clock on; what falls due happens
    Advance {
        /// How far, such as 90s, 5m, 24h or 30d
        #[arg(value_name = "TIME")]
        time: String,
        #[command(flatten)]
        reach: Reach,
    },
    /// Set the clock
    Set {
        /// The time, such as 2026-11-20T14:25:35Z
        #[arg(value_name = "TIME")]
        time: String,
        /// Let it stand still from then on
        #[arg(long)]
        still: bool,
        #[command(flatten)]
        reach: Reach,
    },
}

impl Clock {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let (reach, order) = match &self.what {
            ClockOrder::Show { reach } => (reach, None),
            ClockOrder::Advance { time, reach } => (reach, Some(json!({ "advance": time }))),
            ClockOrder::Set { time, still, reach } => (reach, Some(json!({ "set": time, "still": still }))),
        };
        let control = reach.control(context)?;
        let clock = match order {
            None => control.look("clock").await,
            Some(order) => control.order("clock", &order).await,
        };
        let clock = clock.map_err(failure)?;
        let still = if clock["still"] == json!(true) { " (stands still)" } else { "" };
        output.result(&format!("{}{still}", text(&clock["now"])));
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator review`.
#[derive(Debug, Args)]
pub(super) struct Review {
    #[command(subcommand)]
    what: ReviewOrder,
}

#[derive(Debug, Subcommand)]
enum ReviewOrder {
    /// Approve what is under review
    Approve {
        /// Name and language, or a glob over them: order_shipped/en, promo_*/*
        #[arg(value_name = "KEY")]
        key: String,
        #[command(flatten)]
        reach: Reach,
    },
    /// Reject what is under review
    Reject {
        /// Name and language, or a glob over them: order_shipped/en, promo_*/*
        #[arg(value_name = "KEY")]
        key: String,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        #[command(flatten)]
        reach: Reach,
    },
}

impl Review {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let (reach, order, verb) = match &self.what {
            ReviewOrder::Approve { key, reach } => (reach, json!({ "template": key, "verdict": "pass" }), "approved"),
            ReviewOrder::Reject { key, reason, reach } => {
                (reach, json!({ "template": key, "verdict": "fail", "reason": reason }), "rejected")
            }
        };
        let done = reach.control(context)?.order("verdict", &order).await.map_err(failure)?;
        changed(&done["decided"], verb, "nothing under review fits", output)
    }
}

/// Arguments of `emulator quality`.
#[derive(Debug, Args)]
pub(super) struct Quality {
    /// Name and language, or a glob over them
    #[arg(value_name = "KEY")]
    key: String,
    /// What the platform finds; pause: for 3 hours, then 6, then disabled
    #[arg(value_enum, value_name = "SCORE")]
    score: Score,
    #[command(flatten)]
    reach: Reach,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Score {
    Green,
    Yellow,
    Red,
    Unknown,
    Pause,
}

impl Quality {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let score = match self.score {
            Score::Green => Some("GREEN"),
            Score::Yellow => Some("YELLOW"),
            Score::Red => Some("RED"),
            Score::Unknown => Some("UNKNOWN"),
            Score::Pause => None,
        };
        let order = match score {
            Some(score) => json!({ "template": self.key, "score": score }),
            None => json!({ "template": self.key }),
        };
        let done = self.reach.control(context)?.order("platform", &order).await.map_err(failure)?;
        changed(&done["changed"], score.unwrap_or("paused"), "no template fits", output)
    }
}

/// Arguments of `emulator category`.
#[derive(Debug, Args)]
pub(super) struct Category {
    /// Name and language, or a glob over them
    #[arg(value_name = "KEY")]
    key: String,
    /// UTILITY, MARKETING or AUTHENTICATION
    #[arg(value_name = "CATEGORY")]
    category: String,
    #[command(flatten)]
    reach: Reach,
}

impl Category {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let order = json!({ "template": self.key, "category": self.category });
        let done = self.reach.control(context)?.order("platform", &order).await.map_err(failure)?;
        changed(&done["changed"], &visible(&self.category), "no template fits", output)
    }
}

/// Arguments of `emulator message`.
#[derive(Debug, Args)]
pub(super) struct Message {
    /// The person's number
    #[arg(long, value_name = "NUMBER")]
    from: String,
    /// The number that the person writes to
    #[arg(long, value_name = "NUMBER")]
    to: String,
    /// What the person writes
    #[arg(value_name = "TEXT")]
    text: String,
    #[command(flatten)]
    reach: Reach,
}

impl Message {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let order = json!({ "from": self.from, "to": self.to, "text": self.text });
        let done = self.reach.control(context)?.order("person", &order).await.map_err(failure)?;
        output.result(&text(&done["message"]));
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator messages`.
#[derive(Debug, Args)]
pub(super) struct Messages {
    #[command(flatten)]
    reach: Reach,
}

impl Messages {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let messages = self.reach.control(context)?.look("messages").await.map_err(failure)?;
        lines(&messages, |_| true, output);
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator requests`.
#[derive(Debug, Args)]
pub(super) struct Requests {
    /// Only those with something that almost matched
    #[arg(long)]
    near_misses: bool,
    #[command(flatten)]
    reach: Reach,
}

impl Requests {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let requests = self.reach.control(context)?.look("requests").await.map_err(failure)?;
        lines(&requests, |entry| !self.near_misses || entry.get("near_misses").is_some(), output);
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator faults`.
#[derive(Debug, Args)]
pub(super) struct Faults {
    /// Replace the rules by these, such as CreateChatappTemplate:nth=3:lost-answer
    #[arg(value_name = "RULE", conflicts_with = "clear")]
    rules: Vec<String>,
    /// Let nothing go wrong any more
    #[arg(long)]
    clear: bool,
    #[command(flatten)]
    reach: Reach,
}

impl Faults {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let control = self.reach.control(context)?;
        let faults = if self.clear || !self.rules.is_empty() {
            control.order("faults", &json!(self.rules)).await
        } else {
            control.look("faults").await
        };
        lines(&faults.map_err(failure)?, |_| true, output);
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator snapshot`.
#[derive(Debug, Args)]
pub(super) struct Snapshot {
    #[command(subcommand)]
    what: SnapshotOrder,
}

#[derive(Debug, Subcommand)]
enum SnapshotOrder {
    /// Write everything to a file
    Save {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        reach: Reach,
    },
    /// Replace everything by what a file holds
    Load {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        reach: Reach,
    },
}

impl Snapshot {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let folder = &context.environment.current_dir;
        match &self.what {
            SnapshotOrder::Save { file, reach } => {
                let snapshot = reach.control(context)?.look("snapshot").await.map_err(failure)?;
                let written = crate::store::write_atomic(&folder.join(file), format!("{snapshot}\n").as_bytes());
                written.map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
                output.talk(&format!("saved to {}", visible(&file.display().to_string())));
            }
            SnapshotOrder::Load { file, reach } => {
                let name = file.display().to_string();
                let unusable =
                    |fact: String| Failure::new(Exit::Usage, format!("{} cannot be used: {fact}", visible(&name)));
                let bytes = std::fs::read(folder.join(file)).map_err(|error| unusable(error.to_string()))?;
                let snapshot = serde_json::from_slice(&bytes).map_err(|error| unusable(error.to_string()))?;
                reach.control(context)?.order("snapshot", &snapshot).await.map_err(failure)?;
                output.talk(&format!("loaded from {}", visible(&name)));
            }
        }
        Ok(Exit::Ok)
    }
}

/// Arguments of `emulator reset`.
#[derive(Debug, Args)]
pub(super) struct Reset {
    #[command(flatten)]
    reach: Reach,
}

impl Reset {
    pub(super) async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        self.reach.control(context)?.order("reset", &json!({})).await.map_err(failure)?;
        output.talk("everything is forgotten");
        Ok(Exit::Ok)
    }
}

/// Says what was changed; nothing is a result of its own.
fn changed(keys: &Value, verb: &str, nothing: &str, output: &Output) -> Result<Exit, Failure> {
    let keys: Vec<String> = keys.as_array().into_iter().flatten().map(text).collect();
    if keys.is_empty() {
        output.talk(nothing);
        return Ok(Exit::NothingMatched);
    }
    keys.iter().for_each(|key| output.result(&format!("{key} {verb}")));
    Ok(Exit::Ok)
}

fn lines(list: &Value, shown: impl Fn(&Value) -> bool, output: &Output) {
    list.as_array().into_iter().flatten().filter(|item| shown(item)).for_each(|item| output.result(&item.to_string()));
}

fn text(value: &Value) -> String {
    visible(value.as_str().unwrap_or_default()).into_owned()
}
