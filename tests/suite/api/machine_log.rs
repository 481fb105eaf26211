//! Rates that several processes keep together, through a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chatform::api::{Action, Rates, SendLog};
use chatform::context::{Clock as _, Random as _, SeededRandom, VirtualClock};

const ACTION: Action = Action::GetChatappTemplateDetail;
const LIMIT: u32 = 5;

fn clock() -> Arc<VirtualClock> {
    Arc::new(VirtualClock::at("2026-11-20T14:25:35Z".parse().unwrap()))
}

/// The log of one process.
fn process(clock: &Arc<VirtualClock>, folder: &Path, seed: u64) -> SendLog {
    let rates = Rates::documented().with(ACTION, Some(LIMIT));
    SendLog::new(clock.clone(), rates).shared_through(folder.join("account"), &SeededRandom::new(seed))
}

fn file(folder: &Path) -> PathBuf {
    folder.join("account").join(ACTION.name())
}

/// How long this log waits for its next turn.
async fn waited(log: &SendLog, clock: &VirtualClock) -> Duration {
    let before = clock.elapsed();
    log.turn(ACTION).await;
    clock.elapsed() - before
}

async fn spend(log: &SendLog) {
    for _ in 0..LIMIT {
        log.turn(ACTION).await;
    }
}

#[tokio::test]
async fn processes_keep_the_limit_together_for_any_pattern_of_arrival() {
    for seed in 0..40 {
        let (folder, clock, random) = (tempfile::tempdir().unwrap(), clock(), SeededRandom::new(seed));
        let processes: Vec<_> = (0..3).map(|number| process(&clock, folder.path(), 100 + number)).collect();
        let mut sends = Vec::new();
        for _ in 0..80 {
            clock.advance(Duration::from_millis(random.below(300)));
            processes[random.below(3) as usize].turn(ACTION).await;
            sends.push(clock.elapsed());
        }
        for first in &sends {
            let most = sends.iter().filter(|at| **at >= *first && **at < *first + SendLog::WINDOW).count();
            assert!(most <= LIMIT as usize, "seed {seed}: {most} sends in a window");
        }
    }
}

#[tokio::test]
async fn a_process_that_comes_later_waits_for_what_the_first_has_sent() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    spend(&process(&clock, folder.path(), 1)).await;
    let second = process(&clock, folder.path(), 2);
    assert!(waited(&second, &clock).await > SendLog::WINDOW);
    assert_eq!(waited(&second, &clock).await, Duration::ZERO);
}

#[tokio::test]
async fn all_processes_wait_when_the_service_throttles_one() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    let (first, second) = (process(&clock, folder.path(), 1), process(&clock, folder.path(), 2));
    first.hold(ACTION, Duration::from_secs(7));
    assert_eq!(waited(&second, &clock).await, Duration::from_secs(7));
}

#[tokio::test]
async fn a_damaged_file_is_no_obstacle_and_what_is_whole_in_it_counts() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    fs::create_dir_all(folder.path().join("account")).unwrap();
    fs::write(file(folder.path()), b"\xff\xfe no line of ours \n\n00000000 x\n12345").unwrap();
    spend(&process(&clock, folder.path(), 1)).await;
    let second = process(&clock, folder.path(), 2);
    assert!(waited(&second, &clock).await > Duration::ZERO);
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_leaves_each_process_on_its_own() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    fs::write(folder.path().join("account"), "a file where a folder should be").unwrap();
    let log = process(&clock, folder.path(), 1);
    spend(&log).await;
    assert_eq!(waited(&log, &clock).await, SendLog::WINDOW);
}

#[tokio::test]
async fn a_clock_that_was_set_back_makes_nobody_wait_for_long() {
    let folder = tempfile::tempdir().unwrap();
    let ahead = Arc::new(VirtualClock::at("2027-11-20T14:25:35Z".parse().unwrap()));
    let first = process(&ahead, folder.path(), 1);
    spend(&first).await;
    first.hold(ACTION, Duration::from_secs(60));
    let clock = clock();
    assert_eq!(waited(&process(&clock, folder.path(), 2), &clock).await, Duration::ZERO);
}

#[tokio::test]
async fn the_file_does_not_grow_without_end() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    let log = process(&clock, folder.path(), 1);
    for _ in 0..4000 {
        clock.advance(Duration::from_millis(250));
        log.turn(ACTION).await;
    }
    let length = fs::metadata(file(folder.path())).unwrap().len();
    assert!(length <= 64 << 10, "{length} bytes");
}

#[tokio::test]
async fn a_process_that_holds_the_lock_for_ever_stops_nobody() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    let log = process(&clock, folder.path(), 1);
    log.turn(ACTION).await;
    let stuck = fs::File::open(file(folder.path())).unwrap();
    stuck.lock().unwrap();
    assert!(waited(&log, &clock).await <= Duration::from_secs(1));
}

#[tokio::test]
async fn what_left_late_counts_once_and_late_for_the_others_too() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), clock());
    let (first, second) = (process(&clock, folder.path(), 1), process(&clock, folder.path(), 2));
    let turn = first.turn(ACTION).await;
    clock.advance(Duration::from_millis(500));
    first.answered(&turn);
    // One of five is taken: four go at once, and the fifth when the late one is over.
    for _ in 0..4 {
        assert_eq!(waited(&second, &clock).await, Duration::ZERO);
    }
    assert!(waited(&second, &clock).await >= SendLog::WINDOW);
}
