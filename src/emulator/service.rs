//! From a raw request to an answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::Response;

use super::actions::{self, Desk};
use super::admin;
use super::answer::{self, Fields};
use super::authentication::Gate;
use super::config::EmulatorConfig;
use super::connection::Line;
use super::counters::Counters;
use super::documented;
use super::fault::{self, Fault, FaultRule};
use super::rates::Rates;
use super::refusal::Refusal;
use super::request::Incoming;
use super::review::{ReviewPolicy, Verdict};
use super::state::State;
use crate::context::Context;

/// The largest body that is read. The service's limit is not documented.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// One emulator, shared by its connections and its control handle.
pub(super) struct Service {
    pub config: EmulatorConfig,
    pub context: Context,
    /// False once it was stopped or dropped: nothing is answered or stored from then on.
    pub alive: Arc<AtomicBool>,
    memory: Mutex<Memory>,
}

/// What changes while it runs.
pub(super) struct Memory {
    pub state: State,
    pub gate: Gate,
    pub rates: Rates,
    pub policy: ReviewPolicy,
    pub scripted: Vec<Verdict>,
    pub faults: Vec<FaultRule>,
    pub counters: Counters,
}

/// A request that may go on.
struct Admitted {
    action: actions::Action,
    writes: bool,
    name: String,
    faults: Vec<Fault>,
}

impl Service {
    pub fn new(config: EmulatorConfig, context: &Context, state: State) -> Self {
        let memory = Memory {
            state,
            gate: Gate::new(config.keys.clone(), config.any_key, config.checks),
            rates: Rates::default(),
            policy: config.review,
            scripted: Vec::new(),
            faults: config.faults.clone(),
            counters: Counters::default(),
        };
        let alive = Arc::new(AtomicBool::new(true));
        Self { config, context: context.clone(), alive, memory: Mutex::new(memory) }
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
    fn request_id(&self) -> String {
        let hex = self.context.random.hex_id().to_ascii_uppercase();
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    /// Answers a decoded request.
    async fn answer(&self, request: &Incoming, line: &Line) -> Result<Fields, Refusal> {
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
            return Ok(Fields::new());
        }
        let answer = self.act(request, &admitted);
        if struck(Fault::LoseReply) {
            line.reset();
        } else if struck(Fault::TruncateBody) {
            line.break_off(20);
        }
        answer
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
        let asked = memory.gate.check(request, self.context.clock.now())?;
        if asked.version != documented::VERSION {
            return Err(Refusal::wrong_version());
        }
        let (action, writes) = actions::find(&asked.action).ok_or_else(Refusal::no_such_action)?;
        memory.counters.asked(&asked.action);
        if self.config.rates_enforced {
            memory.rates.admit(&asked.action, self.context.clock.elapsed())?;
        }
        let faults = fault::striking(&mut memory.faults, &asked.action, self.context.random.as_ref());
        Ok(Admitted { action, writes, name: asked.action, faults })
    }

    /// Runs an action in one go: reviews are brought up to date, the change is stored, then it is answered.
    fn act(&self, request: &Incoming, admitted: &Admitted) -> Result<Fields, Refusal> {
        let mut memory = self.memory();
        if !self.alive.load(Ordering::SeqCst) {
            return Err(Refusal::gateway(503, "ServiceUnavailable", "The emulator has been stopped."));
        }
        let memory = &mut *memory;
        let now = self.context.clock.now();
        let random = self.context.random.as_ref();
        actions::stored(memory.state.settle(now))?;
        let mut desk = Desk {
            state: &mut memory.state,
            parameters: &request.parameters,
            config: &self.config,
            policy: memory.policy,
            scripted: &memory.scripted,
            random,
            now,
            shift_pages: admitted.faults.contains(&Fault::ShiftPages),
        };
        let fields = (admitted.action)(&mut desk)?;
        if admitted.writes {
            memory.counters.wrote(&admitted.name);
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
    let body = match to_bytes(body, BODY_LIMIT).await {
        Ok(body) => body,
        Err(_) => {
            let message = format!("The body could not be read, or is larger than {BODY_LIMIT} bytes.");
            let refusal = Refusal::gateway(413, "RequestEntityTooLarge", message);
            return answer::refused(&request_id, &refusal, false);
        }
    };
    if admin::is_admin(&parts) {
        return admin::answer(&service, &line, &parts, &body, &request_id);
    }
    match answered(&service, &parts, body, &line).await {
        Ok(fields) => answer::success(&request_id, fields),
        Err(refusal) => {
            service.memory().counters.refused(&refusal.code);
            answer::refused(&request_id, &refusal, service.config.business_errors_ok)
        }
    }
}

async fn answered(
    service: &Service,
    parts: &axum::http::request::Parts,
    body: Bytes,
    line: &Line,
) -> Result<Fields, Refusal> {
    let request = Incoming::read(parts, body)?;
    service.answer(&request, line).await
}
