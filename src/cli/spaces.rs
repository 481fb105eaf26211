//! An environment of several spaces: a command is carried out for one after the other, and summed up.
//!
//! The account's rates are shared between them. A failure in one does not stop the others.

use super::planning::Planning;
use super::{Exit, Failure, Output};
use crate::report::{counted, visible};

/// How the spaces of a run ended.
#[derive(Default)]
struct Endings {
    /// Those that ended well.
    fine: usize,
    /// Those that ended otherwise.
    others: Vec<(String, Exit)>,
}

/// Carries a command out in each space of an environment; in one alone, as if there were no others.
pub(super) fn each(
    planning: &Planning,
    output: &Output,
    run: impl FnMut(&Planning) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    each_ending(planning, output, run, Endings::exit)
}

/// The same for a command that writes.
pub(super) fn each_writing(
    planning: &Planning,
    output: &Output,
    run: impl FnMut(&Planning) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    each_ending(planning, output, run, Endings::exit_after_writes)
}

fn each_ending(
    planning: &Planning,
    output: &Output,
    mut run: impl FnMut(&Planning) -> Result<Exit, Failure>,
    exit: fn(&Endings) -> Exit,
) -> Result<Exit, Failure> {
    let spaces = planning.spaces();
    if spaces.len() < 2 {
        return run(planning);
    }
    let mut endings = Endings::default();
    for id in &spaces {
        let one = planning.of_space(id);
        output.result(&format!("== space {}\n", visible(id)));
        let exit = run(&one).unwrap_or_else(|failure| {
            output.talk(&failure.to_string());
            failure.exit
        });
        output.result("\n");
        match exit {
            Exit::Ok => endings.fine += 1,
            exit => endings.others.push((id.clone(), exit)),
        }
        if exit == Exit::Interrupted || output.is_cut_off() {
            break;
        }
    }
    output.result(&endings.summary(spaces.len()));
    Ok(exit(&endings))
}

impl Endings {
    fn summary(&self, all: usize) -> String {
        let begun = self.fine + self.others.len();
        let mut text = format!("{}: {} fine", counted(all, "space"), self.fine);
        for (count, word) in [(self.others.len(), "otherwise"), (all - begun, "not begun")] {
            if count > 0 {
                text.push_str(&format!(", {count} {word}"));
            }
        }
        text.push('\n');
        for (id, exit) in &self.others {
            text.push_str(&format!("  {}  {} ({})\n", visible(id), exit.meaning(), exit.code()));
        }
        text
    }

    /// The exit code of all: what one of them ended with, or if they ended differently, the one that says most.
    fn exit(&self) -> Exit {
        let has = |wanted: Exit| self.others.iter().any(|(_, exit)| *exit == wanted);
        let mild = [Exit::Changes, Exit::Pending, Exit::Findings, Exit::Incomplete];
        match self.others.as_slice() {
            [] => Exit::Ok,
            _ if has(Exit::Interrupted) => Exit::Interrupted,
            others => {
                let first = others.iter().find(|(_, exit)| !mild.contains(exit)).map(|(_, exit)| *exit);
                let worst = mild.into_iter().rev().find(|exit| has(*exit)).unwrap_or(Exit::Ok);
                first.unwrap_or(worst)
            }
        }
    }

    /// The same for commands that write: once one space is done, what happens in another leaves the whole incomplete.
    fn exit_after_writes(&self) -> Exit {
        match self.exit() {
            exit @ (Exit::Ok | Exit::Interrupted | Exit::Incomplete | Exit::Pending | Exit::Bug) => exit,
            exit if self.fine == 0 && self.others.iter().all(|(_, other)| *other == exit) => exit,
            _ => Exit::Incomplete,
        }
    }
}
