//! Killed at any moment, nothing acknowledged is lost.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Listening, post, status};
use crate::support::{Sandbox, rounds, tell_runs};

#[test]
fn nothing_acknowledged_is_lost_when_it_is_killed() {
    let (rounds, mut acknowledged, mut cut_off) = (rounds(3, 60), 0, 0);
    for round in 0..rounds {
        let sandbox = Sandbox::new();
        let mut listening = Listening::start(&sandbox, &["--format", "text"]);
        let acked = Arc::new(Mutex::new(HashSet::new()));
        let senders: Vec<_> = (0..8)
            .map(|sender| {
                let (address, acked) = (listening.address.clone(), Arc::clone(&acked));
                std::thread::spawn(move || send_until_it_is_gone(sender, &address, &acked))
            })
            .collect();
        while acked.lock().unwrap().len() < 20 {
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_millis(13 * round as u64 % 150));
        listening.kill();
        let tried: usize = senders.into_iter().map(|sender| sender.join().unwrap()).sum();
        let recorded: HashSet<String> =
            listening.recorded().iter().filter_map(|event| event.text("MessageId")).collect();
        let acked = acked.lock().unwrap();
        let lost: Vec<&String> = acked.difference(&recorded).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        assert!(!acked.is_empty(), "nothing was sent before it was killed");
        acknowledged += acked.len();
        cut_off += tried - acked.len();
    }
    assert!(cut_off > 0, "no request was under way when it was killed");
    tell_runs("listen, killed", rounds, &format!("{acknowledged} acknowledged, {cut_off} cut off, none lost"));
}

/// Sends batches of two, one after the other; how many reports were sent.
fn send_until_it_is_gone(sender: usize, address: &str, acked: &Mutex<HashSet<String>>) -> usize {
    for number in 0.. {
        let ids = [format!("{sender}-{number}-a"), format!("{sender}-{number}-b")];
        let batch = format!("[{},{}]", status(&ids[0], "Sent"), status(&ids[1], "Sent"));
        match post(address, "/", &batch) {
            Some((200, _)) => acked.lock().unwrap().extend(ids),
            _ => return 2 * (number + 1),
        }
    }
    0
}
