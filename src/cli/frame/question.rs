//! A question that only `yes` answers.

use std::io::BufRead;

use super::Output;

/// Asks on the terminal, and waits for the answer.
pub(in crate::cli) fn agreed(question: &str, output: &Output) -> bool {
    output.talk(&format!("{question} Only `yes` is taken as one."));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).is_ok() && answer.trim() == "yes"
}
