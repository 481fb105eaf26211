//! Credentials from a program of the user's own.

use jiff::Timestamp;
use serde::Deserialize;
use tokio::process::Command;

use super::pair::Credentials;
use super::provider::Lease;
use crate::context::Environment;

/// How long the program may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
/// How long credentials hold that do not say it: then the program is asked again.
const UNSAID: std::time::Duration = std::time::Duration::from_secs(600);

/// What the program prints.
#[derive(Deserialize)]
struct Printed {
    mode: String,
    access_key_id: String,
    access_key_secret: String,
    #[serde(default)]
    sts_token: String,
    #[serde(default)]
    expiration: Option<String>,
}

/// Runs the program, without a shell, and reads what it prints. Its error stream is not shown: nobody knows what it
/// says there.
pub(super) async fn run(command: &str, environment: &Environment, now: Timestamp) -> Result<Lease, String> {
    let is_set = |value: &str| value == "1" || value.eq_ignore_ascii_case("true");
    if environment.variable("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS").is_some_and(is_set) {
        return Err("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids to run its program".to_owned());
    }
    let words = words(command).ok_or("its `process_command` has a quote without an end")?;
    let (program, arguments) = words.split_first().ok_or("its `process_command` is empty")?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(&environment.current_dir).env_clear();
    command.envs(environment.variables()).stdin(std::process::Stdio::null()).kill_on_drop(true);
    let ended = tokio::time::timeout(PATIENCE, command.output()).await;
    let output = ended.map_err(|_| format!("its program took longer than {} s", PATIENCE.as_secs()))?;
    let output = output.map_err(|error| format!("its program cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("its program ended with {}", output.status));
    }
    read(&output.stdout, now)
}

fn read(printed: &[u8], now: Timestamp) -> Result<Lease, String> {
    // The reason is not repeated: it may quote what was printed.
    let printed: Printed = serde_json::from_slice(printed).map_err(|_| "its program printed no credentials")?;
    let token = match printed.mode.to_ascii_lowercase().as_str() {
        "ak" => "",
        "ststoken" if !printed.sts_token.is_empty() => &printed.sts_token,
        "ststoken" => return Err("its program printed no `sts_token`".to_owned()),
        other => return Err(format!("its program printed the mode `{other}`, expected AK or StsToken")),
    };
    let credentials = Credentials::complete(&printed.access_key_id, &printed.access_key_secret, token);
    let expires = match printed.expiration.as_deref() {
        None | Some("") => now.saturating_add(UNSAID).unwrap_or(Timestamp::MAX),
        Some(time) => time.parse().map_err(|_| "its program printed an `expiration` that is no time")?,
    };
    Ok(Lease { credentials: credentials.ok_or("its program printed an empty key pair")?, expires: Some(expires) })
}

/// The words of a command line as a POSIX shell splits them: quotes and backslashes, and nothing else.
fn words(command: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut characters = command.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '\\') => word.get_or_insert_default().push(characters.next()?),
            (Some('"'), '\\') => {
                let next = characters.next()?;
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(next);
            }
            (_, other) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}
