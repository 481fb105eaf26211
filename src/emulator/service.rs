//! From a raw request to an answer.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::Response;
use axum::http::request::Parts;

use super::actions::{self, Desk, Entry};
use super::answer::{self, Fields};
use super::authentication::{Gate, Times};
use super::clock::ServiceClock;
use super::config::EmulatorConfig;
use super::connection::Line;
use super::control::Counters;
use super::documented::OBJECT_SIZE;
use super::fault::{self, Fault, FaultRule};
use super::messages::Ledger;
use super::objects::{self, Shelf};
use super::rates::Rates;
use super::refusal::Refusal;
use super::request::Incoming;
use super::review::{ReviewPolicy, Verdict};
use super::state::State;
use super::sts::{Identity, Issuer};
use super::{control, metadata};
use crate::context::Context;
use crate::signature::Secret;

/// The largest body that is read. The service's limit is not documented.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

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
    memory: Mutex<Memory>,
}

/// What outlives a process, read back from the state folder.
pub(super) struct Kept {
    pub state: State,
    pub ledger: Ledger,
    pub objects: Shelf,
}

/// What changes while it runs.
pub(super) struct Memory {
    pub state: State,
    pub ledger: Ledger,
    pub objects: Shelf,
    pub gate: Gate,
    pub rates: Rates,
    pub policy: ReviewPolicy,
    pub scripted: Vec<Verdict>,
    pub faults: Vec<FaultRule>,
    pub counters: Counters,
}

/// A request that may go on.
struct Admitted {
    entry: &'static Entry,
    caller: Identity,
    faults: Vec<Fault>,
}

impl Service {
    pub fn new(config: EmulatorConfig, context: &Context, address: SocketAddr, kept: Kept) -> Self {
        let secret = config.keys.first().map_or_else(|| Secret::new(""), |key| key.secret.clone());
        let issuer = Issuer::new(&secret);
        let clock = ServiceClock::new(Arc::clone(&context.clock), config.clock, config.clock_still);
        let memory = Memory {
            state: kept.state,
            ledger: kept.ledger,
            objects: kept.objects,
            gate: Gate::new(&config, issuer.clone()),
            rates: Rates::default(),
            policy: config.review,
            scripted: Vec::new(),
            faults: config.faults.clone(),
            counters: Counters::default(),
        };
        let alive = Arc::new(AtomicBool::new(true));
        Self { config, context: context.clone(), clock, address, issuer, alive, memory: Mutex::new(memory) }
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

    /// Answers a decoded request.
    async fn answer(&self, request: &Incoming, line: &Line) -> Result<(&'static Entry, Fields), Refusal> {
        let admitted = self.admit(request)?;
        let struck = |fault: Fault| admitted.faults.contains(&fault);
        for fault in &admitted.faults {
            match fault {
                Fault::Latency(milliseconds) => {
                    self.context.clock.sleep(Duration::from_millis(*milliseconds)).await;
                }
                Fault::Throttle => return Err(Refusal::throttled(1000)),
                Fault::LimitControl => {
                    return Err(Refusal::business("System.LimitControl", "The system is under flow control."));
                }
                Fault::ServerError(status) => {
                    let message = "The request processing has failed due to some unknown error.";
                    let code = if *status == 503 { "ServiceUnavailable" } else { "InternalError" };
                    return Err(Refusal::gateway(*status, code, message));
                }
                _ => {}
            }
        }
        if struck(Fault::ResetBefore) {
            line.reset();
            return Ok((admitted.entry, Fields::new()));
        }
        let answer = self.act(request, &admitted);
        if struck(Fault::LoseReply) {
            line.reset();
        } else if struck(Fault::TruncateBody) {
            line.break_off(20);
        }
        answer.map(|fields| (admitted.entry, fields))
    }

    /// Checks who asks, for what, and how often.
    fn admit(&self, request: &Incoming) -> Result<Admitted, Refusal> {
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
        let faults = fault::striking(&mut memory.faults, entry.name, self.context.random.as_ref());
        Ok(Admitted { entry, caller: asked.caller, faults })
    }

    /// Runs an action in one go: reviews are brought up to date, the change is stored, then it is answered.
    fn act(&self, request: &Incoming, admitted: &Admitted) -> Result<Fields, Refusal> {
        let mut memory = self.memory();
        if !self.alive.load(Ordering::SeqCst) {
            return Err(Refusal::gateway(503, "ServiceUnavailable", "The emulator has been stopped."));
        }
        let memory = &mut *memory;
        let now = self.clock.now();
        actions::stored(memory.state.settle(now))?;
        actions::stored(memory.ledger.settle(now.as_millisecond()))?;
        let mut desk = Desk {
            state: &mut memory.state,
            ledger: &mut memory.ledger,
            parameters: &request.parameters,
            config: &self.config,
            policy: memory.policy,
            scripted: &memory.scripted,
            random: self.context.random.as_ref(),
            now,
            caller: &admitted.caller,
            issuer: &self.issuer,
            address: self.address,
            shift_pages: admitted.faults.contains(&Fault::ShiftPages),
        };
        let fields = (admitted.entry.run)(&mut desk)?;
        if admitted.entry.writes {
            memory.counters.wrote(admitted.entry.name);
        }
        Ok(fields)
    }
}

/// Answers any request that reaches the port.
pub(super) async fn handle(
    Shared(service): Shared<Arc<Service>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    let request_id = service.request_id();
    let (parts, body) = request.into_parts();
    let is_object = objects::is_object(&parts);
    let limit = if is_object { OBJECT_SIZE } else { BODY_LIMIT };
    let body = match to_bytes(body, limit).await {
        Ok(body) => body,
        Err(_) => {
            let message = format!("The body could not be read, or is larger than {limit} bytes.");
            let refusal = Refusal::gateway(413, "RequestEntityTooLarge", message);
            return answer::refused(&request_id, &refusal, false);
        }
    };
    if control::is_control(&parts) {
        return control::answer(&service, &line, &parts, &body, &request_id);
    }
    if metadata::is_metadata(&parts) {
        return metadata::answer(&service, &line, &parts);
    }
    if is_object {
        return objects::answer(&service, &parts, body, &request_id);
    }
    match answered(&service, &parts, body, &line).await {
        Ok((entry, fields)) => answer::success(&request_id, entry.envelope, fields),
        Err(refusal) => {
            service.memory().counters.refused(&refusal.code);
            answer::refused(&request_id, &refusal, service.config.business_errors_ok)
        }
    }
}

async fn answered(
    service: &Service,
    parts: &Parts,
    body: Bytes,
    line: &Line,
) -> Result<(&'static Entry, Fields), Refusal> {
    let request = Incoming::read(parts, body)?;
    service.answer(&request, line).await
}
