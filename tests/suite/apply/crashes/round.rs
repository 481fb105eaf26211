//! One round: an apply that is killed, what it left, an apply that goes on, and what is there then.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;

use chatform::apply::Record;
use chatform::emulator::StoredTemplate;

use super::gate::{Gate, Moment};
use super::shop::{Fate, Service, Size, fate, is_written, names, project};
use crate::support::{Sandbox, journals, records};

/// What one round was about.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    pub moment: Moment,
    pub jobs: usize,
    pub seed: u64,
}

/// What the killed process left.
#[derive(Clone, Copy, Debug, Default)]
pub struct Left {
    /// It ended by itself: the moment never came.
    pub survived: bool,
    /// The last line of its journal was cut off.
    pub torn: bool,
    /// Intents without an outcome that the service had carried out.
    pub written: usize,
    /// Intents without an outcome that the service had not carried out.
    pub not_written: usize,
}

/// An apply that nobody kills: how many requests it makes, and where the lines of its journal end.
pub fn unharmed(size: Size) -> (usize, Vec<u64>) {
    let service = Service::start(size, 0);
    let (sandbox, gate) = open(size, &service);
    gate.spare();
    sandbox.run(&["apply", "--yes", "--jobs", "1"]).exits_with(0);
    let journal = std::fs::read(journals(sandbox.path()).pop().unwrap()).unwrap();
    let ends = (0..journal.len()).filter(|at| journal[*at] == b'\n').map(|at| at as u64 + 1);
    (gate.requests(), ends.collect())
}

impl Round {
    pub fn run(self, size: Size) -> Left {
        let service = Service::start(size, self.seed);
        let (sandbox, gate) = open(size, &service);
        service.with_faults(self.seed);
        let mut left = self.killed(&sandbox, &gate, &service);
        service.without_faults();
        gate.spare();
        for journal in journals(sandbox.path()) {
            left.torn |= !std::fs::read(&journal).unwrap().ends_with(b"\n");
        }
        // Half of the rounds go on by the journal, where there is one that began.
        let began = journals(sandbox.path()).iter().any(|journal| !records(journal).is_empty());
        if self.seed.is_multiple_of(2) && began && !left.survived {
            sandbox.run(&["retry", "--yes"]).exits_with(0);
        }
        let again = sandbox.run(&["apply", "--yes"]);
        assert_eq!(again.code, 0, "{self:?}: {}{}", again.stdout, again.stderr);
        self.check(size, &service.templates(), &sandbox);
        left
    }

    /// Applies, is killed, and tells what came of the intents that have no outcome.
    fn killed(self, sandbox: &Sandbox, gate: &Gate, service: &Service) -> Left {
        let mut apply = sandbox.command(&["apply", "--yes", "--jobs", &self.jobs.to_string()]);
        let mut apply = apply.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        gate.kill(apply.id(), self.moment);
        let status = apply.wait().unwrap();
        let signal = if matches!(self.moment, Moment::Writing(_) | Moment::Answered(_)) { 25 } else { 9 };
        let mut left = Left { survived: status.signal().is_none(), ..Left::default() };
        assert!(left.survived || status.signal() == Some(signal), "{self:?}: {status}");
        let templates = service.templates();
        for key in open_intents(sandbox) {
            match is_written(key.trim_end_matches("/en"), &templates) {
                true => left.written += 1,
                false => left.not_written += 1,
            }
        }
        left
    }

    /// Each template exists once, as the files say, and every journal verifies.
    fn check(self, size: Size, templates: &[StoredTemplate], sandbox: &Sandbox) {
        let mut expected: Vec<String> = names(size).filter(|name| fate(name) != Fate::Deleted).collect();
        let mut there: Vec<String> = templates.iter().map(|template| template.name.clone()).collect();
        expected.sort();
        there.sort();
        assert_eq!(there, expected, "{self:?}");
        for name in names(size) {
            assert!(is_written(&name, templates), "{self:?}: {name} is not as the files say");
        }
        let verified = sandbox.run(&["journal", "--verify"]);
        assert_eq!(verified.code, 0, "{self:?}: {}", verified.stdout);
    }
}

fn open(size: Size, service: &Service) -> (Sandbox, Gate) {
    // The project has to know the gate, and the gate the project.
    let sandbox = project(size, service.address);
    let gate = Gate::open(service.address, sandbox.path());
    let settings = sandbox.read("chatform.yaml");
    sandbox.write("chatform.yaml", settings.replace(&service.address.to_string(), &gate.address.to_string()));
    (sandbox, gate)
}

/// The keys of what was about to be written, and of which nothing more was noted.
fn open_intents(sandbox: &Sandbox) -> Vec<String> {
    let mut open = BTreeMap::new();
    for record in journals(sandbox.path()).iter().flat_map(|journal| records(journal)) {
        match record {
            Record::Intent { item, key, .. } => drop(open.insert(item, key)),
            Record::Outcome { item, .. } => drop(open.remove(&item)),
            Record::Began(_) | Record::Ended { .. } => {}
        }
    }
    open.into_values().collect()
}
