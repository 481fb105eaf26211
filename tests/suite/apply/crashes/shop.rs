//! The shop that is deployed while the process is killed: things to create, to mend and to delete.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;

use chatform::api::{Client, ClientOptions, Credentials, Rates};
use chatform::context::{Context, SeededRandom};
use chatform::emulator::{Control, Emulator, EmulatorConfig, Fault, FaultRule, StoredTemplate, Verdict};
use chatform::model::Template;
use chatform::remote::Space;
use chatform::signature::Secret;
use serde_json::json;

use crate::support::Sandbox;

/// How many items there are of each kind.
#[derive(Clone, Copy)]
pub struct Size {
    pub creates: usize,
    pub edits: usize,
    pub deletes: usize,
}

impl Size {
    pub fn items(self) -> usize {
        self.creates + self.edits + self.deletes
    }
}

/// What happens to a template of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Created,
    Edited,
    Deleted,
}

const OLD: &str = "Your parcel waits at the counter.";

/// What a template says once all is done.
pub fn text(name: &str) -> String {
    format!("Your parcel for {name} is on its way to you.")
}

pub fn fate(name: &str) -> Fate {
    match name.split('_').next().unwrap() {
        "new" => Fate::Created,
        "edit" => Fate::Edited,
        _ => Fate::Deleted,
    }
}

/// The service of one shop, in a thread of its own, with the templates that are there before.
pub struct Service {
    pub address: SocketAddr,
    pub control: Control,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    pub fn start(size: Size, seed: u64) -> Self {
        let (tell, told) = mpsc::channel();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let context = Context { random: std::sync::Arc::new(SeededRandom::new(seed)), ..Context::real() };
                let rejected: Vec<Verdict> = serde_json::from_value(
                    json!([{ "template": "edit_*", "verdict": "fail", "reason": "too plain", "times": 1 }]),
                )
                .unwrap();
                let config = EmulatorConfig { rates_enforced: false, verdicts: rejected, ..EmulatorConfig::default() };
                let emulator = Emulator::start(config, &context).await.unwrap();
                fill(&emulator, size).await;
                tell.send((emulator.address(), emulator.control())).unwrap();
                let _ = stopped.await;
            });
        });
        let (address, control) = told.recv().unwrap();
        Self { address, control, stop: Some(stop), thread: Some(thread) }
    }

    /// What goes wrong: another mixture for each seed, and nothing for every third.
    pub fn with_faults(&self, seed: u64) {
        let chances = [(Fault::Latency(20), 40), (Fault::LoseReply, 5), (Fault::TruncateBody, 4)];
        let rarer = [(Fault::ResetBefore, 4), (Fault::ServerError(500), 4), (Fault::Throttle, 2)];
        let faults = match seed % 3 {
            0 => Vec::new(),
            1 => chances.to_vec(),
            _ => [chances, rarer].concat(),
        };
        let rules = faults.into_iter().map(|(fault, percent)| FaultRule::always(fault).percent(percent));
        self.control.set_faults(rules.collect());
    }

    pub fn without_faults(&self) {
        self.control.set_faults(Vec::new());
    }

    pub fn templates(&self) -> Vec<StoredTemplate> {
        self.control.templates().unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().unwrap().join();
    }
}

/// Puts the templates there that are to be edited or deleted.
async fn fill(emulator: &Emulator, size: Size) {
    let options = ClientOptions {
        endpoint: Some(emulator.endpoint()),
        credentials: Some(Credentials::new("test-ak-id", Secret::new("test-ak-secret"))),
        rates: Rates::unlimited(),
        ..ClientOptions::default()
    };
    let space = Space::new(Client::new(options, &Context::real()).unwrap(), None);
    for name in names(size).filter(|name| fate(name) != Fate::Created) {
        let template = json!({ "name": name, "category": "UTILITY", "body": OLD, "languages": { "en": {} } });
        let template: Template = serde_json::from_value(template).unwrap();
        space.create(&template.variants()[0]).await.unwrap();
    }
}

/// The names of all templates.
pub fn names(size: Size) -> impl Iterator<Item = String> {
    let of = |prefix: &'static str, count: usize| (0..count).map(move |number| format!("{prefix}_{number:02}"));
    of("new", size.creates).chain(of("edit", size.edits)).chain(of("gone", size.deletes))
}

/// The project of the shop, with its service at this address.
pub fn project(size: Size, service: SocketAddr) -> Sandbox {
    // Nobody's quota is at stake: a round need not wait for the rates of reading.
    let rates = "GetChatappTemplateDetail=50,ListChatappTemplate=50,DeleteChatappTemplate=50";
    let sandbox = Sandbox::project_at(&format!("http://{service}")).variable("CHATFORM_QPS", rates);
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    let mut settings =
        sandbox.read("chatform.yaml").replace("wait_for", "gates: { deletes: 40 }, wait_for") + "retired:\n";
    for name in names(size) {
        match fate(&name) {
            Fate::Deleted => settings.push_str(&format!(
                "  - {{ name: {name}, languages: [en], action: delete, reason: the campaign is over }}\n"
            )),
            _ => sandbox.write(
                &format!("templates/{name}.yaml"),
                format!("name: {name}\ncategory: UTILITY\nlanguages:\n  en: {{ body: {} }}\n", text(&name)),
            ),
        }
    }
    sandbox.write("chatform.yaml", settings);
    sandbox
}

/// Whether the service holds what shall be of this template.
pub fn is_written(name: &str, templates: &[StoredTemplate]) -> bool {
    let there = templates.iter().find(|template| template.name == name);
    match fate(name) {
        Fate::Deleted => there.is_none(),
        _ => there.is_some_and(|template| template.components.to_string().contains(&text(name))),
    }
}
