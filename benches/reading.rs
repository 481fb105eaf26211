//! How much of the service's quota a plan uses: 6 000 templates in one space, and 1 000 spaces of 20.
//!
//! Emulator and client run in this process on one virtual clock, which jumps on when somebody waits and nothing is
//! under way: what is printed is the time that the documented rates alone take, and whether any request was refused
//! for being too many. Run: `cargo bench --profile dev --bench reading`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints, may panic, and has a clock of its own"
)]

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use chatform::api::{Client, ClientOptions, Credentials, Rates};
use chatform::context::{Clock, Context, Environment, Sleep};
use chatform::emulator::{Emulator, EmulatorConfig, StoredTemplate};
use chatform::remote::{Cache, Reading, Refresh, Space};
use chatform::signature::Secret;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde_json::json;

/// A clock that jumps to the end of a wait once nothing is under way any more: client and emulator share one thread, so
/// a moment in which it is idle means that every request was answered.
struct Jumping {
    passed: Mutex<Duration>,
}

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-11-20T08:00:00Z".parse().unwrap();
        start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        *self.passed.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let end = self.elapsed() + duration;
        let this = THIS.get().unwrap();
        Box::pin(async move {
            for _ in 0..3 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            let mut passed = this.passed.lock().unwrap();
            *passed = (*passed).max(end);
        })
    }

    fn pause(&self, duration: Duration) {
        *self.passed.lock().unwrap() += duration;
    }
}

static THIS: OnceLock<Arc<Jumping>> = OnceLock::new();

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("| what is read | quota time | ideal | ratio | throttled | peak memory, emulator included |");
    println!("| --- | --- | --- | --- | --- | --- |");
    runtime.block_on(async {
        measure(1, 6_000).await;
        measure(1_000, 20).await;
    });
}

async fn measure(spaces: usize, templates: usize) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::clone(THIS.get_or_init(|| Arc::new(Jumping { passed: Mutex::default() })));
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
