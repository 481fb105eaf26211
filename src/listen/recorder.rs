//! The one thread that writes: reports of many requests share an fsync.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::callbacks::{Event, Folder};
use crate::context::Clock;

/// Requests that may wait for the disk; more are told to come again.
const WAITING: usize = 1024;

/// Reports that share an fsync at most.
const TOGETHER: usize = 4096;

/// What became of a request's reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    /// Reports that were new.
    pub new: usize,
    /// Reports that had been recorded before.
    pub repeated: usize,
}

/// Why reports were not recorded.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum NotRecorded {
    /// The disk is slower than the requests.
    #[error("more requests are waiting for the disk than it can take")]
    TooMany,
    /// The file cannot be written.
    #[error("{0}")]
    Disk(String),
    /// The recorder has ended.
    #[error("the recorder has ended")]
    Ended,
}

struct Job {
    events: Vec<Event>,
    done: oneshot::Sender<Result<Recorded, NotRecorded>>,
}

/// The recorder. It ends when it is dropped, after everything that waits is written.
pub(super) struct Recorder {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Starts the thread; `seen` is told of every new report once it is on the disk.
    pub fn start(folder: Folder, clock: Arc<dyn Clock>, seen: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let (jobs, waiting) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || write_all(folder, &waiting, clock.as_ref(), &seen))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Resolves once the reports are on the disk.
    pub async fn record(&self, events: Vec<Event>) -> Result<Recorded, NotRecorded> {
        let (done, outcome) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(NotRecorded::Ended)?;
        jobs.try_send(Job { events, done }).map_err(|error| match error {
            TrySendError::Full(_) => NotRecorded::TooMany,
            TrySendError::Disconnected(_) => NotRecorded::Ended,
        })?;
        outcome.await.unwrap_or(Err(NotRecorded::Ended))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been told by the panic hook.
            let _ = thread.join();
        }
    }
}

fn write_all(mut folder: Folder, waiting: &Receiver<Job>, clock: &dyn Clock, seen: &dyn Fn(Event)) {
    while let Ok(first) = waiting.recv() {
        let mut count = first.events.len();
        let mut jobs = vec![first];
        while count < TOGETHER
            && let Ok(job) = waiting.try_recv()
        {
            count += job.events.len();
            jobs.push(job);
        }
        write(&mut folder, jobs, clock, seen);
    }
}

/// Writes the reports of several requests at once. One that is repeated within them counts for the first that has it.
fn write(folder: &mut Folder, jobs: Vec<Job>, clock: &dyn Clock, seen: &dyn Fn(Event)) {
    let ends: Vec<usize> = jobs
        .iter()
        .scan(0, |end, job| {
            *end += job.events.len();
            Some(*end)
        })
        .collect();
    let (events, waiting): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.events, job.done)).unzip();
    match folder.record(events.into_iter().flatten().collect(), clock.now()) {
        Ok(fresh) => {
            let mut start = 0;
            for (done, end) in waiting.into_iter().zip(ends) {
                let new = fresh.iter().filter(|(index, _)| (start..end).contains(index)).count();
                // Whoever asked may have hung up meanwhile; the report is recorded all the same.
                let _ = done.send(Ok(Recorded { new, repeated: end - start - new }));
                start = end;
            }
            fresh.into_iter().for_each(|(_, event)| seen(event));
        }
        Err(error) => {
            for done in waiting {
                let _ = done.send(Err(NotRecorded::Disk(error.to_string())));
            }
        }
    }
}
