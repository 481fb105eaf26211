//! The emulator as a process of its own, killed at any moment.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use chatform::context::{Context, Random, SeededRandom};
use chatform::emulator::{Emulator, EmulatorConfig};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::caller::{Call, LIST, creation};
use crate::support::rounds;

/// A running `chatform emulator`; it does not outlive its test.
struct Process {
    child: Child,
    address: SocketAddr,
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chatform"));
    command.args(["emulator", "--listen", "127.0.0.1:0", "--state"]).arg(folder).env_clear();
    command
}

impl Process {
    fn start(folder: &Path) -> Self {
        let mut child = command(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().parse().unwrap();
        Self { child, address }
    }

    /// SIGKILL: nothing of the process runs after this.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn what_was_answered_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let context = Context::real();
    let chance = SeededRandom::new(20);
    let (mut answered, mut asked) = (BTreeSet::new(), BTreeSet::new());
    let rounds = rounds(6, 60);
    for round in 0..rounds {
        let mut process = Process::start(folder.path());
        for number in 0..chance.below(4) {
            let name = format!("order_{round}_{number}");
            creation(&context, &name, "en").signed().send_to(process.address).await.unwrap().ok();
            answered.insert(name);
        }
        // One more is under way when the process dies.
        let name = format!("last_{round}");
        let mut stream = TcpStream::connect(process.address).await.unwrap();
        stream.write_all(&creation(&context, &name, "en").signed().bytes()).await.unwrap();
        asked.insert(name);
        tokio::time::sleep(std::time::Duration::from_micros(chance.below(4000))).await;
        process.kill();

        let config = EmulatorConfig { state: Some(folder.path().into()), ..EmulatorConfig::default() };
        let emulator = Emulator::start(config, &context).await.unwrap();
        let stored: Vec<String> = emulator.control().templates().unwrap().into_iter().map(|t| t.name).collect();
        let unique: BTreeSet<String> = stored.iter().cloned().collect();
        assert_eq!(stored.len(), unique.len());
        assert!(answered.is_subset(&unique), "{answered:?} were answered, {unique:?} are stored");
        assert!(unique.difference(&answered).all(|name| asked.contains(name)), "{unique:?}");
    }
    println!("{rounds} kills, {} creations answered", answered.len());
}

#[tokio::test]
async fn two_processes_cannot_share_a_folder_and_a_killed_one_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Process::start(folder.path());
    let second = command(folder.path()).output().unwrap();
    let told = String::from_utf8(second.stderr).unwrap();
    assert!(!second.status.success());
    assert!(told.contains(&format!("is in use by process {}: stop that emulator", first.child.id())), "{told}");
    first.kill();
    let third = Process::start(folder.path());
    Call::new(LIST, &Context::real()).signed().send_to(third.address).await.unwrap().ok();
}

#[tokio::test]
async fn sent_messages_survive_a_kill_and_are_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let context = Context::real();
    let chance = SeededRandom::new(21);
    let call = |action: &str| Call::new(action, &context);
    let first = Process::start(folder.path());
    creation(&context, "promo", "en").signed().send_to(first.address).await.unwrap().ok();
    call("EnableWhatsappROIMetric").signed().send_to(first.address).await.unwrap().ok();
    drop(first);
    let (mut answered, rounds) = (0, rounds(4, 40));
    for _ in 0..rounds {
        let mut process = Process::start(folder.path());
        for _ in 0..chance.below(5) {
            let send = call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "template");
            let send = send.query("TemplateName", "promo").query("Language", "en");
            let send = send.query("From", "8613800001111").query("To", "8613900000001");
            send.signed().send_to(process.address).await.unwrap().ok();
            answered += 1;
        }
        tokio::time::sleep(std::time::Duration::from_millis(chance.below(40))).await;
        process.kill();
    }
    let config = EmulatorConfig { state: Some(folder.path().into()), ..EmulatorConfig::default() };
    let emulator = Emulator::start(config, &context).await.unwrap();
    emulator.control().advance(std::time::Duration::from_secs(2 * 24 * 3600)).await.unwrap();
    let snapshot = serde_json::to_value(emulator.control().snapshot().unwrap()).unwrap();
    assert_eq!(snapshot["messages"]["sent"], answered);
    assert_eq!(snapshot["messages"]["lives"].as_array().unwrap().len(), 0, "nothing lies ahead any more");
    let counted: u64 =
        snapshot["messages"]["counts"].as_array().unwrap().iter().map(|row| row[1]["sent"].as_u64().unwrap()).sum();
    let failed = answered - counted;
    assert!(failed <= answered / 3, "{counted} of {answered} were sent");
    println!("{rounds} kills, {answered} messages answered, {counted} counted");
}
