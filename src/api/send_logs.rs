//! One send log for each account that this process sends for.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::rates::Rates;
use super::send_log::SendLog;
use crate::context::{Clock, Context};
use crate::signature::v3::payload_hash;

static LOGS: Mutex<Vec<Known>> = Mutex::new(Vec::new());

/// A log that is in use, and what it is for.
struct Known {
    account: String,
    rates: Rates,
    clock: Arc<dyn Clock>,
    log: Weak<SendLog>,
}

/// The log of an account at an address: the same for all clients that go by the same clock and rates.
pub(super) fn of(account: &str, rates: Rates, context: &Context) -> Arc<SendLog> {
    let mut known = LOGS.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|one| one.log.strong_count() > 0);
    let is_same =
        |one: &&Known| one.account == account && one.rates == rates && Arc::ptr_eq(&one.clock, &context.clock);
    if let Some(log) = known.iter().find(is_same).and_then(|one| one.log.upgrade()) {
        return log;
    }
    let clock = Arc::clone(&context.clock);
    let log = SendLog::new(Arc::clone(&clock), rates);
    let folder = context.environment.cache_folder().map(|folder| folder.join("chatform/sends").join(name(account)));
    let log = Arc::new(match folder {
        Some(folder) => log.shared_through(folder, &*context.random),
        None => log,
    });
    known.push(Known { account: account.to_owned(), rates, clock, log: Arc::downgrade(&log) });
    log
}

/// The name of an account's folder. It does not tell whose it is.
fn name(account: &str) -> String {
    payload_hash(account.as_bytes()).chars().take(16).collect()
}
