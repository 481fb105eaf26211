//! How much of the service's quota a plan uses: 6 000 templates in one space, and 1 000 spaces of 20.
//!
//! Emulator and client run in this process on one clock that goes many times faster than the wall's: what is printed
//! is time on that clock, with the emulator holding the client to the documented rates. Whatever else the machine does
//! is in it, as many times as the clock is faster. Run: `cargo bench --profile dev --bench reading`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints, may panic, and has a clock of its own"
)]

use std::sync::Arc;
use std::time::Duration;

use chatform::api::{Client, ClientOptions, Credentials, Rates};
use chatform::context::{Clock, Context, Environment, Sleep};
use chatform::emulator::{Emulator, EmulatorConfig, StoredTemplate};
use chatform::remote::{Cache, Reading, Refresh, Space};
use chatform::signature::Secret;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde_json::json;

/// A clock that goes faster than the wall's.
struct Fast {
    start: std::time::Instant,
    speed: u32,
}

impl Clock for Fast {
    fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
        start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed() * self.speed
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration / self.speed))
    }

    fn pause(&self, duration: Duration) {
        std::thread::sleep(duration / self.speed);
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("| what is read | quota time | ideal | ratio | throttled | peak memory, emulator included |");
    println!("| --- | --- | --- | --- | --- | --- |");
    runtime.block_on(async {
        measure(1, 6_000, 12).await;
        measure(1_000, 20, 30).await;
    });
}

async fn measure(spaces: usize, templates: usize, speed: u32) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Fast { start: std::time::Instant::now(), speed });
    let real = Context::real();
    let context = Context { clock: clock.clone(), environment: Environment::of(folder.path(), []).into(), ..real };
    let emulator = Emulator::start(EmulatorConfig::default(), &context).await.unwrap();
    let mut sequence = 0;
    for space in 0..spaces {
        let control = emulator.control().space(id(space, spaces).unwrap_or_default());
        for number in 0..templates {
            sequence += 1;
            control.insert(stored(number, sequence)).unwrap();
        }
    }
    let options = ClientOptions {
        endpoint: Some(emulator.endpoint()),
        credentials: Some(Credentials::new("test-ak-id", Secret::new("test-ak-secret"))),
        rates: Rates::documented(),
        ..ClientOptions::default()
    };
    let client = Client::new(options, &context).unwrap();
    let lists = spaces * templates.div_ceil(100);
    let details = spaces * templates;
    for (name, ideal) in [("cold", lists.max(details)), ("with filled caches", lists)] {
        let before = clock.elapsed();
        let fetched: usize = stream::iter(0..spaces)
            .map(async |space| {
                let of = format!("space {space}");
                let mut cache = Cache::open(folder.path(), &of);
                let space = Space::new(client.clone(), id(space, spaces));
                let reading =
                    Reading { space: &space, clock: &*clock, refresh: Refresh::Changed, observer: &|_, _| {} };
                let content = reading.read(|_| true, &mut cache).await.unwrap();
                if content.fetched > 0 {
                    cache.save(&content.rows, &of).unwrap();
                }
                content.fetched
            })
            .buffer_unordered(16)
            .fold(0, async |sum, fetched| sum + fetched)
            .await;
        let (took, ideal) = (clock.elapsed() - before, Duration::from_millis(ideal as u64 * 200));
        let throttled: u64 = emulator.control().counters().refused.values().sum();
        println!(
            "| {spaces} × {templates} {name}, {fetched} details | {:.1} s | {:.1} s | {:.3} | {throttled} | {} MB |",
            took.as_secs_f64(),
            ideal.as_secs_f64(),
            took.as_secs_f64() / ideal.as_secs_f64(),
            peak_megabytes()
        );
    }
}

fn id(space: usize, spaces: usize) -> Option<String> {
    (spaces > 1).then(|| format!("cams-{space}"))
}

fn stored(number: usize, sequence: u64) -> StoredTemplate {
    let body = format!("Hi $(customer), your order $(order) of day {number} has left our warehouse and is on its way.");
    serde_json::from_value(json!({
        "space": "", "name": format!("order_shipped_{number}"), "language": "en",
        "template_code": format!("{}", 1_000_000_000 + sequence), "template_type": "WHATSAPP", "category": "UTILITY",
        "components": [{ "Type": "BODY", "Text": body }, { "Type": "FOOTER", "Text": "Thank you" }],
        "example": { "customer": "Ana", "order": "A-1042" }, "message_send_ttl_seconds": null,
        "category_change_paused": null, "product_set_id": null, "allow_send": true, "audit_status": "pass",
        "reason": "", "quality_score": "GREEN", "last_update_time": 1_700_000_000_000_u64, "sequence": sequence,
        "review": null,
    }))
    .unwrap()
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}
