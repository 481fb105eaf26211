//! A project whose template is approved, at an emulator of its own; and what the emulator has taken.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, Sandbox, Server};

/// A template with a variable in its body and one in its button.
const TEMPLATE: &str = "\
name: order_shipped
category: UTILITY
examples: { customer: Ana, order: A-1042 }
languages:
  en:
    body: Hello $(customer), your order has left our warehouse and is on its way to you.
    buttons: [{ type: URL, text: Track it, url: \"https://shop.example.com/t/$(order)\" }]
";

/// The project, and the emulator that it sends to.
pub struct Stage {
    pub sandbox: Sandbox,
    pub server: Server,
}

impl Stage {
    /// With the template applied. `settings` are further lines of the environment.
    pub fn with(settings: &str) -> Self {
        let sandbox = Sandbox::new()
            .file("templates/order_shipped.yaml", TEMPLATE)
            .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
            .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret");
        let server = Server::start(&sandbox, &[]);
        let endpoint = server.endpoint();
        sandbox.write(
            "chatform.yaml",
            format!("environments:\n  test:\n    endpoint: \"{endpoint}\"\n    from: \"8613800001111\"\n{settings}"),
        );
        sandbox.run(&["apply", "--yes"]).exits_with(0);
        Self { sandbox, server }
    }

    /// As most tests want it.
    pub fn new() -> Self {
        Self::with("")
    }

    /// Runs `send order_shipped --lang en` with further arguments.
    pub fn send(&self, more: &[&str]) -> Ran {
        self.sandbox.run(&[&["send", "order_shipped", "--lang", "en"], more].concat())
    }

    /// Writes `people.csv` with so many recipients.
    pub fn people(&self, count: usize) {
        let mut list = String::from("to,customer,order\n");
        for number in 0..count {
            list.push_str(&format!("+86 138 {:08},Ana {number},A-{number}\n", number));
        }
        self.sandbox.write("people.csv", list);
    }

    /// How often each recipient is in the emulator's own log of messages.
    pub fn taken(&self) -> BTreeMap<String, usize> {
        let mut taken = BTreeMap::new();
        each_log(&self.sandbox.path().join("served"), &mut |text| {
            for line in text.lines() {
                let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
                if let Some(to) = message["to"].as_str() {
                    *taken.entry(to.to_owned()).or_default() += 1;
                }
            }
        });
        taken
    }
}

/// The recipient of a row: the header is row 1.
pub fn number_of(row: u64) -> String {
    format!("86138{:08}", row - 2)
}

fn each_log(folder: &Path, look: &mut dyn FnMut(&str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            each_log(&path, look);
        } else if name.starts_with("messages-") {
            look(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
