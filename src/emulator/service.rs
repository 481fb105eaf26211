//! One emulator: what it was told at the start, what changes while it runs, and how time passes in it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::actions::{self, Desk, Entry};
use super::answer::Fields;
use super::authentication::Rates;
use super::authentication::{Gate, Times};
use super::callbacks::Callbacks;
use super::config::EmulatorConfig;
use super::control::Counters;
use super::faults::{self, Fault, FaultRule};
use super::journal::RequestLog;
use super::messages::Ledger;
use super::objects::Shelf;
use super::refusal::Refusal;
use super::request::Incoming;
use super::review::{ReviewPolicy, Verdict};
use super::state::State;
use super::sts::{Identity, Issuer};
use super::time::ServiceClock;
use crate::context::{Context, Random, SeededRandom};
use crate::signature::Secret;
use crate::store::StoreError;

/// One emulator, shared by its connections and its control handle.
pub(super) struct Service {
    pub config: EmulatorConfig,
    pub context: Context,
    /// The service's time.
    pub clock: ServiceClock,
    /// Where it listens.
    pub address: SocketAddr,
    pub issuer: Issuer,
    /// False once it was stopped or dropped: nothing is answered or stored from then on.
    pub alive: Arc<AtomicBool>,
    /// Whose turn it is to post reports.
    pub delivery: tokio::sync::Mutex<()>,
    /// What faults are drawn from.
    chance: Arc<dyn Random>,
    memory: Mutex<Memory>,
}

/// What outlives a process, read back from the state folder.
pub(super) struct Kept {
    pub state: State,
    pub ledger: Ledger,
    pub objects: Shelf,
    pub log: RequestLog,
}

/// What changes while it runs.
pub(super) struct Memory {
    pub state: State,
    pub ledger: Ledger,
    pub objects: Shelf,
    pub log: RequestLog,
    pub callbacks: Callbacks,
    pub gate: Gate,
    pub rates: Rates,
    pub policy: ReviewPolicy,
    pub scripted: Vec<Verdict>,
    pub faults: Vec<FaultRule>,
    pub counters: Counters,
}

/// A request that may go on.
pub(super) struct Admitted {
    pub entry: &'static Entry,
    pub faults: Vec<Fault>,
    caller: Identity,
}

impl Service {
    pub fn new(
        config: EmulatorConfig,
        context: &Context,
        address: SocketAddr,
        clock: ServiceClock,
        kept: Kept,
    ) -> Self {
        let secret = config.keys.first().map_or_else(|| Secret::new(""), |key| key.secret.clone());
        let issuer = Issuer::new(&secret);
        let chance: Arc<dyn Random> = match config.fault_seed {
            Some(seed) => Arc::new(SeededRandom::new(seed)),
            None => Arc::clone(&context.random),
        };
        let memory = Memory {
            state: kept.state,
            ledger: kept.ledger,
            objects: kept.objects,
            log: kept.log,
            callbacks: Callbacks::new(config.callback.is_some()),
            gate: Gate::new(&config, issuer.clone()),
            rates: Rates::default(),
            policy: config.review.clone(),
            scripted: Vec::new(),
            faults: config.faults.clone(),
            counters: Counters::default(),
        };
        let alive = Arc::new(AtomicBool::new(true));
        let delivery = tokio::sync::Mutex::new(());
        let (context, memory) = (context.clone(), Mutex::new(memory));
        Self { config, context, clock, address, issuer, alive, delivery, chance, memory }
    }

    /// What changes while it runs, for as long as the guard lives. Never held across a wait.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends it: nothing is stored from now on, and its folder is free.
    pub fn close(&self) {
        self.alive.store(false, Ordering::SeqCst);
        self.memory().state.close();
    }

    /// An id in the form of the service: an upper-case UUID.
    pub fn request_id(&self) -> String {
        let hex = self.context.random.hex_id().to_ascii_uppercase();
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    /// Lets everything happen that is due by now: reviews, pauses, what becomes of messages.
    pub fn settle(&self, memory: &mut Memory) -> Result<(), StoreError> {
        let now = self.clock.now();
        memory.state.settle(now)?;
        let happened = memory.ledger.settle(now.as_millisecond())?;
        memory.callbacks.report(memory.state.take_audited(), happened);
        Ok(())
    }

    /// Lets what fell due while nothing ran happen without a report.
    pub fn forget_the_past(&self) -> Result<(), StoreError> {
        let mut memory = self.memory();
        self.settle(&mut memory)?;
        memory.callbacks.clear();
        Ok(())
    }

    /// A number of milliseconds between two.
    pub fn between(&self, least: u64, most: u64) -> u64 {
        least + self.chance.below(most.saturating_sub(least).saturating_add(1))
    }

    /// Checks who asks, for what, and how often.
    pub fn admit(&self, request: &Incoming) -> Result<Admitted, Refusal> {
        if request.path != "/" {
            return Err(Refusal::no_such_action());
        }
        if !matches!(request.method.as_str(), "GET" | "POST") {
            let message = format!("The method {} is not supported, use GET or POST.", request.method);
            return Err(Refusal::gateway(405, "UnsupportedHTTPMethod", message));
        }
        let mut memory = self.memory();
        let times = Times { service: self.clock.now(), machine: self.clock.machine_time() };
        let asked = memory.gate.check(request, times)?;
        if !actions::is_version(&asked.version) {
            return Err(Refusal::wrong_version());
        }
        let entry = actions::find(&asked.action, &asked.version).ok_or_else(Refusal::no_such_action)?;
        memory.counters.asked(entry.name);
        if let Some(per_second) = entry.per_second.filter(|_| self.config.rates_enforced) {
            memory.rates.admit(entry.name, per_second, self.context.clock.elapsed())?;
        }
        let faults = faults::striking(&mut memory.faults, entry.name, self.chance.as_ref());
        Ok(Admitted { entry, caller: asked.caller, faults })
    }

    /// Runs an action in one go: what is due happens, the change is stored, then it is answered.
    pub fn act(&self, request: &Incoming, admitted: &Admitted) -> Result<Fields, Refusal> {
        let mut memory = self.memory();
        if !self.alive.load(Ordering::SeqCst) {
            return Err(Refusal::gateway(503, "ServiceUnavailable", "The emulator has been stopped."));
        }
        let memory = &mut *memory;
        actions::stored(self.settle(memory))?;
        let mut desk = Desk {
            state: &mut memory.state,
            ledger: &mut memory.ledger,
            parameters: &request.parameters,
            config: &self.config,
            policy: &memory.policy,
            scripted: &memory.scripted,
            random: self.context.random.as_ref(),
            now: self.clock.now(),
            caller: &admitted.caller,
            issuer: &self.issuer,
            address: self.address,
            faults: &admitted.faults,
        };
        let fields = (admitted.entry.run)(&mut desk);
        // What the action itself has brought about is reported with it.
        actions::stored(self.settle(memory))?;
        let fields = fields?;
        if admitted.entry.writes {
            memory.counters.wrote(admitted.entry.name);
        }
        Ok(fields)
    }
}
