//! A template message to everybody in a list.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use super::letter::diagnostic;
use super::one::{hides_values, is_allowed};
use super::progress::SendProgress;
use super::results::Results;
use super::template::{Chosen, of_files, of_service};
use super::{Place, Send};
use crate::callbacks::Latest;
use crate::cli::question::agreed;
use crate::cli::runtime::{asked_to_end, block_on};
use crate::cli::target::{self, OpenTarget};
use crate::cli::{Exit, Failure, Output, listen};
use crate::context::Context;
use crate::report::{counted, pretty, visible};
use crate::send::campaign::{Journal, Manner, Run, RunFault, States};
use crate::send::people::{Columns, People, Survey, excerpt, survey};
use crate::send::{Demands, Letter, Terms, render};
use crate::source::SourceFile;

/// Where the journals are, below the project's folder.
const SENDS: &str = ".chatform/sends";

/// Arguments of sending to many.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ManyArguments {
    /// A list of recipients: a column `to`, and one for each variable
    #[arg(long, value_name = "FILE", conflicts_with = "message")]
    pub(super) csv: Option<PathBuf>,
    /// With --csv: a thousand recipients with each request
    #[arg(long, requires = "csv")]
    mass: bool,
    /// With --csv: refuse a longer list
    #[arg(long, value_name = "N", requires = "csv")]
    max_recipients: Option<u32>,
    /// With --csv: do not ask
    #[arg(long, requires = "csv")]
    yes: bool,
    /// With --csv: send rows again whose answer was lost
    #[arg(long, requires = "csv")]
    resend_unknown: bool,
    /// With --csv: begin anew, although this list was sent before
    #[arg(long, requires = "csv")]
    pub(super) again: bool,
    /// With --csv: requests under way at a time
    #[arg(long, value_name = "N", requires = "csv", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=1000))]
    jobs: u16,
}

/// A list, checked, and what it is sent with.
pub(super) struct Prepared {
    pub(super) people: People,
    pub(super) columns: Columns,
    pub(super) survey: Survey,
    pub(super) terms: Terms,
}

impl Send {
    pub(super) fn many(&self, list: &Path, place: &Place, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let (name, language) = (self.name.as_deref().unwrap_or_default(), self.language.as_deref().unwrap_or_default());
        if self.dry_run {
            let chosen = of_files(&place.project, &place.settings, name, language)?;
            let space = place.settings.space.clone();
            let Some(prepared) = self.prepare(list, &chosen, space, place, context, output)? else {
                return Ok(Exit::Findings);
            };
            return self.rehearse_many(&prepared, &chosen, place, (context, output));
        }
        if !self.many.yes && !output.terminal().stdin {
            return Err(Failure::new(
                Exit::Usage,
                "send asks before it writes to many, and there is no terminal to ask on",
            )
            .help("give --yes, and --max-recipients with the number that you expect"));
        }
        block_on(async {
            let open = target::open(&place.project.root, &place.name, &place.settings, context).await?;
            open.guard_account(&place.settings).await?;
            let chosen = of_service(&open.space, &place.project, &place.settings, name, language).await?;
            let space = open.space.id().map(str::to_owned);
            let Some(prepared) = self.prepare(list, &chosen, space, place, context, output)? else {
                return Ok(Exit::Findings);
            };
            self.send_to(&prepared, &open, place, context, output).await
        })?
    }

    /// Checks the list, and shows what is wrong with it; `None` if nothing may be sent.
    fn prepare(
        &self,
        list: &Path,
        chosen: &Chosen,
        space: Option<String>,
        place: &Place,
        context: &Context,
        output: &Output,
    ) -> Result<Option<Prepared>, Failure> {
        let terms = self.terms_of(chosen, &place.settings, space)?;
        let people =
            People::open(&context.environment.current_dir.join(list), &list.to_string_lossy().replace('\\', "/"))?;
        let demands = Demands::of(&chosen.variant);
        let is_phone = !matches!(self.terms.recipient_type.as_deref(), Some("group" | "userId"));
        let (columns, header) = Columns::of(&people, &demands, &self.letter.letter("")?, is_phone);
        output.progress(&format!("checking {}", people.name));
        let allowed = |to: &str| is_allowed(to, &place.settings);
        let survey = survey(&people, &columns, header, &demands, context.clock.now(), allowed)?;
        output.end_progress();
        self.show_faults(&people, &survey, output);
        if survey.errors > 0 && survey.errors == survey.strangers {
            let message =
                format!("{} of the list are not among the environment's", counted(survey.strangers, "recipient"));
            return Err(Failure::new(Exit::Refused, message).help("add them to `recipients` of the environment"));
        }
        if survey.errors > 0 {
            output.talk(&format!("{} in {}, nothing was sent", counted(survey.errors, "error"), people.name));
            return Ok(None);
        }
        if survey.rows == 0 {
            return Err(Failure::new(Exit::NothingMatched, format!("{} names nobody", people.name))
                .help("write a row for each recipient below the names of the columns"));
        }
        let gates = place.settings.gates.as_ref();
        let most = self.many.max_recipients.or_else(|| gates.and_then(|gates| gates.recipients));
        if let Some(most) = most.filter(|most| survey.rows > *most) {
            let message = format!("{} has {} recipients, the gate is {most}", people.name, survey.rows);
            return Err(Failure::new(Exit::Refused, message)
                .help(format!("give --max-recipients {} if that is meant", survey.rows)));
        }
        Ok(Some(Prepared { people, columns, survey, terms }))
    }

    fn show_faults(&self, people: &People, survey: &Survey, output: &Output) {
        let (text, places) = excerpt(people, &survey.found, |number| self.numbers().show(number));
        let source = SourceFile::new(people.name.clone(), text);
        let pairs = survey.found.iter().zip(places);
        let diagnostics: Vec<_> = pairs.map(|(found, range)| diagnostic(&source, &found.fault, range)).collect();
        output.result(&pretty(&diagnostics, output.result_look()));
        let more = survey.errors + survey.warnings - survey.found.len();
        if more > 0 {
            output.talk(&format!("{more} more like these are not shown"));
        }
    }

    /// Shows the first request of many.
    fn rehearse_many(
        &self,
        prepared: &Prepared,
        chosen: &Chosen,
        place: &Place,
        (context, output): (&Context, &Output),
    ) -> Result<Exit, Failure> {
        let first: Letter = prepared.survey.first.clone().unwrap_or_default();
        let request = prepared.terms.request(&first, None);
        self.show(&request, &place.settings, hides_values(chosen), &render(&chosen.variant, &first), (context, output));
        output.talk(&format!(
            "the first of {} to {}",
            counted(prepared.survey.rows as usize, "message"),
            describe(place)
        ));
        Ok(Exit::Ok)
    }

    async fn send_to(
        &self,
        prepared: &Prepared,
        open: &OpenTarget,
        place: &Place,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let identity = self.identity(prepared, open)?;
        let folder = place.project.root.join(SENDS);
        let (mut journal, mut states) = self.open_journal(&identity, &folder, prepared, context, output)?;
        let due = self.due(prepared, &states)?;
        if due > 0 && !self.many.yes && !agreed(&self.question(prepared, place, due), output) {
            output.talk("nothing was sent: the answer was not `yes`");
            return Ok(Exit::Refused);
        }
        let interrupted = match due {
            0 => {
                output.talk("there is nobody left to write to; --again begins anew");
                false
            }
            due => self.carry_out(prepared, open, due, (&mut journal, &mut states), (context, output)).await?,
        };
        // Whatever is wrong with the reports, the messages are sent: the results say so without them.
        let reported = Latest::read(&place.project.root.join(listen::FOLDER)).unwrap_or_else(|error| {
            output.talk(&format!("what the service reported is left out: {error}"));
            Latest::default()
        });
        let (people, columns, numbers) = (&prepared.people, &prepared.columns, self.numbers());
        let results = Results { people, columns, states: &states, reported: &reported, numbers };
        let tally = results.show(self.format, output)?;
        if let Err(error) = journal.end(context.clock.now().to_string(), tally) {
            output.talk(&format!("error: {error}"));
        }
        output.talk(&format!("journal: {}", journal.path.display()));
        Ok(match (interrupted, tally.is_complete()) {
            (true, _) => Exit::Interrupted,
            (false, true) => Exit::Ok,
            (false, false) => Exit::Incomplete,
        })
    }

    fn question(&self, prepared: &Prepared, place: &Place, due: u32) -> String {
        let Terms { template_name, language, from, .. } = &prepared.terms;
        let key = visible(template_name);
        format!("Send {key}/{language} to {} from {from} in {}?", counted(due as usize, "recipient"), describe(place))
    }

    /// How many rows are still to be sent.
    fn due(&self, prepared: &Prepared, states: &States) -> Result<u32, Failure> {
        let mut rows = prepared.people.rows()?;
        let mut due = 0;
        while let Some(row) = rows.read()? {
            due += u32::from(self.manner().is_due(states.of(row.number)));
        }
        Ok(due)
    }

    fn manner(&self) -> Manner {
        Manner { mass: self.many.mass, jobs: usize::from(self.many.jobs), resend_unknown: self.many.resend_unknown }
    }

    /// Sends. The first Ctrl-C finishes what is under way, the second gives it up; `true`: there was one.
    async fn carry_out(
        &self,
        prepared: &Prepared,
        open: &OpenTarget,
        due: u32,
        (journal, states): (&mut Journal, &mut States),
        (context, output): (&Context, &Output),
    ) -> Result<bool, Failure> {
        let stop = AtomicBool::new(false);
        let progress = SendProgress::new(due, context, output);
        let observer = |count: u32| progress.add(count);
        let run = Run {
            client: open.space.client(),
            terms: &prepared.terms,
            people: &prepared.people,
            columns: &prepared.columns,
            manner: self.manner(),
            context,
            stop: &stop,
            observer: &observer,
        };
        let ended = tokio::select! {
            ended = run.carry_out(journal, states) => ended,
            () = given_up_by(&stop, output) => Ok(()),
        };
        output.end_progress();
        // What is known of rows that were given up in between belongs into the journal too.
        if let Err(error) = journal.flush() {
            let help =
                "make `.chatform` writable and send again: rows whose outcome is not noted are listed as unknown";
            return Err(Failure::new(Exit::Incomplete, error.to_string()).help(help));
        }
        match ended {
            Ok(()) => {}
            Err(RunFault::Service(error)) => {
                let failure = Failure::from(error);
                output.talk(&format!("{failure}\nnothing more was sent"));
            }
            Err(error) => output.talk(&format!("error: {error}\nnothing more was sent")),
        }
        Ok(stop.load(Ordering::Relaxed))
    }
}

/// Ends at the second Ctrl-C.
async fn given_up_by(stop: &AtomicBool, output: &Output) {
    while asked_to_end().await.is_ok() {
        if stop.swap(true, Ordering::Relaxed) {
            return;
        }
        output.talk("finishing what is under way; Ctrl-C again gives it up");
    }
    std::future::pending().await
}

fn describe(place: &Place) -> String {
    format!("environment `{}`", visible(&place.name))
}
