//! `metrics`: what became of sent messages, over any time, as tables, pages and numbers for other programs.

mod chance;
mod page;
mod period;
mod shown;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chatform::api::{Client, ClientOptions, Credentials, Rates, SendChatappMessageRequest};
use chatform::cli::{self, Output};
use chatform::context::{Context, Environment, VirtualClock};
use chatform::emulator::{Emulator, EmulatorConfig};
use chatform::signature::Secret;

use crate::support::{Ran, Sandbox};

const OFFER: &str = "category: MARKETING\nexamples: { first: Ana }\nlanguages:\n  en:\n    \
                     body: Hello $(first), the harvest is in and the tea is fresh.\n    buttons:\n      \
                     - { type: QUICK_REPLY, text: Tell me more }\n      - { type: QUICK_REPLY, text: Not now }\n";

/// A project on a clock that the test moves, with an embedded emulator that keeps what is sent.
struct Shop {
    sandbox: Sandbox,
    clock: Arc<VirtualClock>,
    context: Context,
}

impl Shop {
    /// Two MARKETING templates, `offer` and `offer_v2`, and a UTILITY one, all approved; the service counts.
    fn open() -> Self {
        let clock = Arc::new(VirtualClock::at("2026-11-01T10:00:00Z".parse().unwrap()));
        let sandbox = Sandbox::new()
            .file("chatform.yaml", "environments:\n  test: { emulator: { state: state, review: instant } }\n")
            .file("templates/offer.yaml", format!("name: offer\n{OFFER}"))
            .file(
                "templates/offer_v2.yaml",
                format!("name: offer_v2\n{OFFER}").replace("harvest is", "first harvest is"),
            )
            .file("templates/ready.yaml", Sandbox::HELLO);
        let environment = Environment::of(sandbox.path(), []).into();
        let context = Context { environment, clock: Arc::clone(&clock) as _, ..Context::real() };
        let shop = Self { sandbox, clock, context };
        assert_eq!(shop.run(&["apply", "--yes"]).code, 0);
        assert_eq!(shop.run(&["metrics", "enable"]).code, 0);
        shop
    }

    /// Runs the command line in this process, on the shop's clock.
    fn run(&self, arguments: &[&str]) -> Ran {
        let (stdout, stderr) = (Heard::default(), Heard::default());
        let output = Output::new(Box::new(stdout.clone()), Box::new(stderr.clone()), self.context.terminal);
        let arguments = ["chatform"].iter().chain(arguments).map(Into::into);
        let exit = cli::run(arguments, &self.context, output);
        Ran { stdout: stdout.text(), stderr: stderr.text(), code: exit as i32 }
    }

    /// Sends a template to so many people, one an hour.
    fn sends(&self, template: &str, people: usize) {
        self.sends_in(None, template, people);
    }

    /// The same from one of several spaces.
    fn sends_in(&self, space: Option<&str>, template: &str, people: usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let state = Some(self.sandbox.path().join("state"));
            let config = EmulatorConfig { state, rates_enforced: false, ..EmulatorConfig::default() };
            let emulator = Emulator::start(config, &self.context).await.unwrap();
            let options = ClientOptions {
                endpoint: Some(emulator.endpoint()),
                credentials: Some(Credentials::new("test-ak-id", Secret::new("test-ak-secret"))),
                rates: Rates::unlimited(),
                ..ClientOptions::default()
            };
            let client = Client::new(options, &self.context).unwrap();
            for person in 0..people {
                let request = SendChatappMessageRequest {
                    cust_space_id: space.map(str::to_owned),
                    channel_type: "whatsapp".to_owned(),
                    kind: "template".to_owned(),
                    template_name: Some(template.to_owned()),
                    language: Some("en".to_owned()),
                    from: "8613800001111".to_owned(),
                    to: format!("86139{person:08}"),
                    template_params: [("first".to_owned(), "Bea".to_owned())].into(),
                    ..Default::default()
                };
                client.call(&request).await.unwrap();
                self.clock.advance(Duration::from_secs(3600));
            }
            emulator.stop().await.unwrap();
        });
    }

    fn days_pass(&self, days: u64) {
        self.clock.advance(Duration::from_secs(days * 24 * 3600));
    }
}

/// A stream that remembers what was written.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Heard {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
