//! Rates: never more than allowed in any window, whoever asks in whatever pattern.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chatform::api::{Action, Rates, SendLog};
use chatform::context::{Clock as _, Random as _, SeededRandom, VirtualClock};

const ACTION: Action = Action::GetChatappTemplateDetail;

fn clock() -> Arc<VirtualClock> {
    Arc::new(VirtualClock::at("2026-11-20T14:25:35Z".parse().unwrap()))
}

fn log(clock: &Arc<VirtualClock>, limit: u32) -> SendLog {
    SendLog::new(clock.clone(), Rates::documented().with(ACTION, Some(limit)))
}

/// The most sends in any window that begins with a send.
fn most_in_a_window(sends: &[Duration]) -> usize {
    let in_window =
        |first: &Duration| sends.iter().filter(|at| **at >= *first && **at < *first + SendLog::WINDOW).count();
    sends.iter().map(in_window).max().unwrap_or_default()
}

#[tokio::test]
async fn no_window_has_more_sends_than_allowed_for_any_pattern_of_arrival() {
    let mut waited = 0;
    for seed in 0..150 {
        let random = SeededRandom::new(seed);
        let (limit, longest_pause) = (1 + random.below(50) as u32, 1 + random.below(120));
        let clock = clock();
        let log = log(&clock, limit);
        let mut sends = Vec::new();
        for _ in 0..300 {
            clock.advance(Duration::from_millis(random.below(longest_pause)));
            let arrived = clock.elapsed();
            log.turn(ACTION).await;
            sends.push(clock.elapsed());
            waited += usize::from(clock.elapsed() > arrived);
        }
        let most = most_in_a_window(&sends);
        assert!(most <= limit as usize, "seed {seed}: {most} sends in a window, the limit is {limit}");
    }
    assert!(waited > 1000, "the limits were hardly ever met: {waited}");
}

#[tokio::test]
async fn tasks_that_share_a_log_keep_the_limit_together_and_their_order() {
    let clock = clock();
    let log = Arc::new(log(&clock, 5));
    let sends = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = (0..60)
        .map(|number| {
            let (log, clock, sends) = (log.clone(), clock.clone(), sends.clone());
            tokio::spawn(async move {
                log.turn(ACTION).await;
                sends.lock().unwrap().push((number, clock.elapsed()));
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let sends = sends.lock().unwrap();
    let times: Vec<_> = sends.iter().map(|(_, at)| *at).collect();
    assert_eq!(sends.len(), 60);
    assert_eq!(most_in_a_window(&times), 5);
    assert!(sends.is_sorted_by_key(|(number, _)| *number), "turns were not given in order");
}

#[tokio::test]
async fn the_whole_allowance_goes_at_once_and_the_next_one_after_a_window() {
    let clock = clock();
    let log = log(&clock, 5);
    for _ in 0..5 {
        log.turn(ACTION).await;
    }
    assert_eq!(clock.elapsed(), Duration::ZERO);
    log.turn(ACTION).await;
    assert_eq!(clock.elapsed(), SendLog::WINDOW);
}

#[tokio::test]
async fn actions_do_not_wait_for_each_other() {
    let clock = clock();
    let log = log(&clock, 1);
    log.turn(ACTION).await;
    log.hold(ACTION, Duration::from_secs(9));
    log.turn(Action::ListChatappTemplate).await;
    assert_eq!(clock.elapsed(), Duration::ZERO);
    log.turn(ACTION).await;
    assert_eq!(clock.elapsed(), Duration::from_secs(9));
}

#[tokio::test]
async fn without_a_limit_nobody_waits() {
    let clock = clock();
    let log = SendLog::new(clock.clone(), Rates::unlimited());
    for _ in 0..1000 {
        log.turn(ACTION).await;
    }
    assert_eq!(clock.elapsed(), Duration::ZERO);
}

#[test]
fn the_documented_rates_are_those_of_the_operation_pages() {
    let rates = Rates::documented();
    let of = Action::ALL.map(|action| (action.name(), rates.of(action)));
    assert_eq!(
        of,
        [
            ("ListChatappTemplate", Some(5)),
            ("GetChatappTemplateDetail", Some(5)),
            ("CreateChatappTemplate", Some(50)),
            ("ModifyChatappTemplate", Some(50)),
            ("ModifyChatappTemplateProperties", Some(5)),
            ("DeleteChatappTemplate", Some(5)),
            ("ArchiveChatappTemplate", Some(5)),
            ("GetChatappUploadAuthorization", Some(5)),
            ("EnableWhatsappROIMetric", Some(5)),
            ("GetChatappPhoneNumberMetric", Some(50)),
            ("GetChatappTemplateMetric", Some(50)),
            ("SendChatappMessage", Some(250)),
            ("SendChatappMassMessage", Some(10)),
            ("QueryChatappPhoneNumbers", Some(5)),
            ("GetCallerIdentity", Some(5)),
        ]
    );
    assert_eq!(rates.with(ACTION, None).of(ACTION), None);
}

/// How many turns are given at once.
async fn at_once(log: &SendLog, clock: &VirtualClock) -> u32 {
    let (start, mut turns) = (clock.elapsed(), 0);
    loop {
        log.turn(ACTION).await;
        if clock.elapsed() > start {
            return turns;
        }
        turns += 1;
    }
}

#[tokio::test]
async fn who_is_throttled_all_the_same_goes_on_with_half_and_recovers() {
    let clock = clock();
    let log = log(&clock, 40);
    assert_eq!(at_once(&log, &clock).await, 40);
    // Refusals of requests that were under way together are one.
    for _ in 0..7 {
        log.hold(ACTION, SendLog::WINDOW);
    }
    clock.advance(Duration::from_secs(3));
    assert_eq!(at_once(&log, &clock).await, 20);
    log.hold(ACTION, SendLog::WINDOW);
    clock.advance(Duration::from_secs(3));
    assert_eq!(at_once(&log, &clock).await, 10);
    clock.advance(Duration::from_secs(4));
    assert_eq!(at_once(&log, &clock).await, 14);
    clock.advance(Duration::from_secs(60));
    assert_eq!(at_once(&log, &clock).await, 40);
}

#[tokio::test]
async fn at_least_one_a_window_is_always_sent() {
    let clock = clock();
    let log = log(&clock, 1);
    for _ in 0..3 {
        log.hold(ACTION, SendLog::WINDOW);
        clock.advance(Duration::from_secs(2));
        assert_eq!(at_once(&log, &clock).await, 1);
    }
}

#[tokio::test]
async fn a_request_that_a_busy_machine_held_back_counts_from_when_it_may_have_arrived() {
    let clock = clock();
    let log = log(&clock, 2);
    let (first, second) = (log.turn(ACTION).await, log.turn(ACTION).await);
    clock.advance(Duration::from_millis(400));
    log.answered(&first);
    log.answered(&second);
    log.turn(ACTION).await;
    assert_eq!(clock.elapsed(), Duration::from_millis(400) + SendLog::WINDOW);
}
