//! Posting reports.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::emulator::control::exchange;
use crate::emulator::service::Service;

/// So often a request is tried.
const TRIES: usize = 3;
/// How often an emulator with a running clock looks for what is due.
const TICK: Duration = Duration::from_millis(100);

/// Posts what waits, and returns once nothing does.
pub(in crate::emulator) async fn deliver(service: &Arc<Service>) {
    let Some(address) = &service.config.callback else { return };
    // One at a time, so that reports arrive in the order of time.
    let _turn = service.delivery.lock().await;
    loop {
        let Some(batch) = service.memory().callbacks.take() else { return };
        let batch = batch.to_string();
        let mut delivered = false;
        for _ in 0..TRIES {
            let answer = exchange(&address.place, "POST", &address.target, batch.as_bytes()).await;
            delivered = answer.is_ok_and(|(status, _)| (200..300).contains(&status));
            if delivered {
                break;
            }
        }
        if !delivered {
            service.memory().counters.refused("callback");
        }
    }
}

/// Lets a task of its own post what waits.
pub(in crate::emulator) fn wake(service: &Arc<Service>) {
    if service.config.callback.is_some() && !service.memory().callbacks.is_empty() {
        let service = Arc::clone(service);
        tokio::spawn(async move { deliver(&service).await });
    }
}

/// Posts what becomes due while nobody asks anything, until the emulator ends.
pub(in crate::emulator) async fn keep_delivering(service: Arc<Service>) {
    while service.alive.load(Ordering::SeqCst) {
        service.context.clock.sleep(TICK).await;
        let settled = service.settle(&mut service.memory());
        if settled.is_ok() {
            deliver(&service).await;
        }
    }
}
