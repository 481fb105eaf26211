//! `listen`: an address for what the service reports on its own.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use tokio::sync::mpsc;

use super::runtime::{asked_to_end, block_on};
use super::{Exit, Failure, Output};
use crate::callbacks::{Event, Kind};
use crate::context::Context;
use crate::listen::{Allowed, Listener, ListenerConfig, Network, Notice};
use crate::model::masked_number;
use crate::project;
use crate::report::{Ink, visible};

/// Arguments of `listen`.
#[derive(Debug, Args)]
pub(super) struct Listen {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder of the reports; .chatform/callbacks of the project when left out
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// A file with a secret: only requests for that path are taken
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// An address or network that may send, such as 203.0.113.0/24; all when left out
    #[arg(long = "allow", value_name = "NETWORK")]
    allowed: Vec<String>,
    /// Let anybody send who reaches the address
    #[arg(long)]
    anyone: bool,
    /// How reports are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show phone numbers whole
    #[arg(long)]
    show_numbers: bool,
}

/// How reports are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each
    #[default]
    Text,
    /// One JSON object a line, whole
    Ndjson,
    /// Not at all
    None,
}

/// The folder of a project that keeps the reports.
pub(super) const FOLDER: &str = ".chatform/callbacks";

/// Notices that wait to be shown; what comes while so many wait is recorded and not shown.
const NOTICES: usize = 10_000;

/// Characters of a secret that is hard to guess.
const SECRET: std::ops::RangeInclusive<usize> = 16..=256;

impl Listen {
    /// Serves until it is interrupted.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let config = self.config(context)?;
        let folder = config.folder.display().to_string();
        block_on(async {
            let (notices, mut seen) = mpsc::channel(NOTICES);
            let listener = Listener::start(config, context, notices).await.map_err(|error| self.not_started(&error))?;
            self.begin(&listener, &folder, output);
            let mut ending = std::pin::pin!(asked_to_end());
            loop {
                tokio::select! {
                    notice = seen.recv() => {
                        if let Some(notice) = notice {
                            self.show(&notice, output);
                        }
                    }
                    ended = &mut ending => {
                        ended.map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
                        break;
                    }
                }
            }
            listener.stop().await.map_err(|error| self.not_started(&error))?;
            while let Ok(notice) = seen.try_recv() {
                self.show(&notice, output);
            }
            output.talk("ended");
            Ok(Exit::Ok)
        })?
    }

    fn config(&self, context: &Context) -> Result<ListenerConfig, Failure> {
        let current_dir = &context.environment.current_dir;
        let in_project = || project::find(current_dir).and_then(|file| file.parent().map(|root| root.join(FOLDER)));
        let folder = self.to.as_ref().map(|folder| current_dir.join(folder)).or_else(in_project).ok_or_else(|| {
            Failure::new(Exit::Usage, "there is no project here to keep the reports in")
                .help("name a folder with --to, or go where chatform.yaml is")
        })?;
        let networks = self.allowed.iter().map(|text| network(text)).collect::<Result<_, _>>()?;
        let secret = self.secret_file.as_ref().map(|file| secret(&current_dir.join(file))).transpose()?;
        let allowed = Allowed { networks, secret };
        if !self.listen.ip().is_loopback() && allowed.is_open() && !self.anyone {
            let message = format!("at {} anybody could send reports", self.listen);
            let help = "give --secret-file or --allow, or say --anyone where something else guards it";
            return Err(Failure::new(Exit::Usage, message).help(help));
        }
        Ok(ListenerConfig { address: self.listen, folder, allowed })
    }

    fn begin(&self, listener: &Listener, folder: &str, output: &Output) {
        let endpoint = format!("http://{}/", listener.address());
        let secret = if self.secret_file.is_some() { " (and the secret after it)" } else { "" };
        if self.format == Format::Text {
            output.result(&endpoint);
        }
        let talk = format!("reports are taken at {endpoint}{secret} until Ctrl-C\nand kept in {}", visible(folder));
        output.talk(&talk);
    }

    fn show(&self, notice: &Notice, output: &Output) {
        match (notice, self.format) {
            (Notice::Refused(why), _) => output.talk(&format!("refused: {}", visible(why))),
            (Notice::Recorded(_), Format::None) => {}
            (Notice::Recorded(event), Format::Ndjson) => {
                if let Ok(line) = serde_json::to_string(event) {
                    output.result(&line);
                }
            }
            (Notice::Recorded(event), Format::Text) => output.result(&self.line(event, output)),
        }
    }

    /// One report as a line: when, what, whom.
    fn line(&self, event: &Event, output: &Output) -> String {
        let said = |field: &str| event.text(field).filter(|text| !text.is_empty());
        let number = |field: &str| {
            let number = said(field).unwrap_or_default();
            if self.show_numbers { number } else { masked_number(&number) }
        };
        let template = || match (said("TemplateName").or_else(|| said("TemplateCode")), said("Language")) {
            (Some(template), Some(language)) => format!(" {template}/{language}"),
            (Some(template), None) => format!(" {template}"),
            _ => String::new(),
        };
        let because = |field: &str| said(field).map(|text| format!(": {text}")).unwrap_or_default();
        let (ink, state, rest) = match event.kind {
            Kind::Status => {
                let state = said("Status").unwrap_or_default();
                let ink = if state == "Failed" { Ink::Bad } else { Ink::Good };
                let rest = format!("to {}{}{}", number("To"), template(), because("ErrorDescription"));
                (ink, state, rest)
            }
            Kind::Audit => {
                let state = said("AuditStatus").or_else(|| said("Type")).unwrap_or_default();
                let is_bad = ["fail", "disabled", "paused"].contains(&state.as_str());
                let rest = format!("{}{}", template().trim_start(), because("Reason"));
                (if is_bad { Ink::Bad } else { Ink::Good }, state, rest)
            }
            Kind::Inbound => {
                (Ink::Hint, said("Type").unwrap_or_default(), format!("from {} to {}", number("From"), number("To")))
            }
            Kind::Other => {
                (Ink::Faint, "unknown".to_owned(), "a kind of report that is not known, kept as it is".into())
            }
        };
        let state = output.result_look().paint(ink, &format!("{:<9}", visible(&state)));
        format!("{}  {:<7}  {state}  {}", time(event.at), name(event.kind), visible(&rest))
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        let message = format!("cannot listen at {}: {error}", self.listen);
        let failure = Failure::new(Exit::Unavailable, message);
        match error.kind() {
            ErrorKind::AddrInUse => failure.help("take another port, or 0 for a free one"),
            _ => failure,
        }
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Status => "message",
        Kind::Audit => "review",
        Kind::Inbound => "inbound",
        Kind::Other => "other",
    }
}

fn time(at: Timestamp) -> String {
    at.strftime("%H:%M:%SZ").to_string()
}

fn network(text: &str) -> Result<Network, Failure> {
    Network::parse(text).ok_or_else(|| {
        Failure::new(Exit::Usage, format!("--allow {} is no network", visible(text)))
            .help("write an address or a network, such as 203.0.113.7 or 203.0.113.0/24")
    })
}

/// The secret in a file; what it is is never repeated.
fn secret(path: &std::path::Path) -> Result<String, Failure> {
    let shown = visible(&path.display().to_string()).into_owned();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(Exit::Usage, format!("cannot read the secret in {shown}: {error}")))?;
    let secret = text.trim();
    let is_plain = secret.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character));
    if !is_plain || !SECRET.contains(&secret.len()) {
        let message =
            format!("the secret in {shown} is not {} to {} letters, digits, `-` and `_`", SECRET.start(), SECRET.end());
        return Err(Failure::new(Exit::Usage, message).help("make one with `openssl rand -hex 24`"));
    }
    Ok(secret.to_owned())
}
