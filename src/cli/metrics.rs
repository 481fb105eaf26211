//! `metrics`: what became of sent messages.

mod compared;
mod places;
mod shown;
mod subjects;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{EnvironmentArgument, Exit, Failure, Output, runtime};
use crate::context::Context;
use crate::metrics::{Granularity, Measured, Period, PeriodError, Subject, What, Zone, collect, progress_of};
use crate::store;
use places::Places;
use shown::Shown;

/// Arguments of `metrics`.
#[derive(Debug, Args)]
pub(super) struct Metrics {
    #[command(subcommand)]
    about: About,
}

#[derive(Debug, Subcommand)]
enum About {
    /// Have the service begin to count; the first numbers come after a day
    Enable {
        #[command(flatten)]
        environment: EnvironmentArgument,
    },
    /// What became of the messages of MARKETING templates
    Template(TemplateArguments),
    /// How many messages went out from phone numbers
    Phone(PhoneArguments),
}

#[derive(Debug, Args)]
struct TemplateArguments {
    /// Names, globs of names, or codes
    #[arg(required = true, value_name = "NAME|CODE")]
    templates: Vec<String>,
    /// Only this language
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Set two templates side by side, such as two revisions
    #[arg(long)]
    compare: bool,
    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Args)]
struct PhoneArguments {
    /// Phone numbers that messages were sent from; all of them when left out
    #[arg(value_name = "NUMBER")]
    numbers: Vec<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Which time, and how it is shown.
#[derive(Debug, Args)]
struct Asked {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// A day, an instant, or a time back from now such as 7d or 12h
    #[arg(long, value_name = "TIME", default_value = "7d")]
    from: String,
    /// The last day, or an instant; now when left out
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// The time zone of days: UTC, +08:00, or a name such as Asia/Shanghai
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    zone: String,
    /// How finely the service counts
    #[arg(long, value_enum, default_value_t)]
    granularity: Fineness,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write a page with charts, too
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Fineness {
    /// By day
    #[default]
    #[value(name = "DAILY", alias = "daily")]
    Daily,
    /// By half hour
    #[value(name = "HALF_HOUR", alias = "half_hour")]
    HalfHour,
}

/// How it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each template and language
    #[default]
    Table,
    /// One JSON object, with every span of time
    Json,
    /// A line for each span of time
    Csv,
    /// Sums for Prometheus and its like
    Openmetrics,
}

impl Metrics {
    /// Asks, and shows the answer.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match &self.about {
            About::Enable { environment } => enable(environment, context, output),
            About::Template(arguments) => {
                if arguments.compare && arguments.templates.len() != 2 {
                    let message =
                        format!("--compare sets two templates side by side, {} are named", arguments.templates.len());
                    return Err(Failure::new(Exit::Usage, message).help("name two"));
                }
                arguments.asked.run(arguments, context, output)
            }
            About::Phone(arguments) => arguments.asked.run(arguments, context, output),
        }
    }
}

/// What a command asks about, once a space can be asked what it has.
trait Question {
    /// What is asked about in a space.
    async fn whats(&self, space: &crate::remote::Space, output: &Output) -> Result<Vec<What>, Failure>;
    /// Two names that are compared.
    fn compared(&self) -> Option<(&str, &str)>;
    /// Why there may be no numbers.
    fn nothing(&self) -> &'static str;
}

impl Asked {
    fn run(&self, question: &impl Question, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let period = self.period(context)?;
        let measured = runtime::block_on(async {
            let places = Places::open(&self.environment, context).await?;
            let subjects = subjects_of(question, &places, output).await?;
            let all = progress_of(&subjects, &period);
            let told = |done: usize| output.progress(&format!("reading numbers: {done} of {all} calls"));
            let measured = collect(&subjects, &period, &told).await?;
            output.end_progress();
            Ok::<_, Failure>(measured)
        })??;
        self.show(&measured, &period, question, context, output)
    }

    fn period(&self, context: &Context) -> Result<Period, Failure> {
        let zone = Zone::parse(&self.zone).ok_or_else(|| {
            Failure::new(Exit::Usage, format!("`{}` is no time zone", self.zone))
                .help("write UTC, an offset such as +08:00, or a name that this machine knows, such as Asia/Shanghai")
        })?;
        let granularity = match self.granularity {
            Fineness::Daily => Granularity::Daily,
            Fineness::HalfHour => Granularity::HalfHour,
        };
        Period::parse(&self.from, self.to.as_deref(), granularity, zone, context.clock.now()).map_err(|error| {
            let failure = Failure::new(Exit::Usage, error.to_string());
            match error {
                PeriodError::NoTime(_) => failure.help("write 2026-11-01, 2026-11-01T08:00, 7d or 12h"),
                PeriodError::Empty { .. } | PeriodError::Future(_) => {
                    failure.help("let --from lie before --to and before now")
                }
            }
        })
    }

    fn show(
        &self,
        measured: &[Measured],
        period: &Period,
        question: &impl Question,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let comparison = question.compared().map(|(one, other)| compared::table_of(measured, one, other));
        let shown = Shown { measured, period, comparison: comparison.as_ref() };
        if measured.is_empty() {
            output.talk(&format!("nothing was counted from {}\n{}", period.described(), question.nothing()));
        }
        match self.format {
            Format::Table if measured.is_empty() => {}
            Format::Table => output.result(&shown.table(output)),
            Format::Json => output.result(&shown.json()),
            Format::Csv => output.result(&shown.csv()),
            Format::Openmetrics => output.result(&crate::metrics::openmetrics(measured, period)),
        }
        if let Some(file) = &self.html {
            store::write_atomic(&context.environment.current_dir.join(file), shown.page().as_bytes())
                .map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
            output.talk(&format!("wrote {}", crate::report::visible(&file.display().to_string())));
        }
        Ok(Exit::Ok)
    }
}

/// What is asked about, in all spaces. What one space of several does not have is not missed there.
async fn subjects_of<'p>(
    question: &impl Question,
    places: &'p Places,
    output: &Output,
) -> Result<Vec<Subject<'p>>, Failure> {
    let (mut subjects, mut nothing) = (Vec::new(), None);
    for (place, space) in &places.spaces {
        match question.whats(space, output).await {
            Ok(whats) => {
                subjects.extend(whats.into_iter().map(|what| Subject { space, place: place.clone(), what }));
            }
            Err(failure) if failure.exit == Exit::NothingMatched => nothing = Some(failure),
            Err(failure) => return Err(failure),
        }
    }
    match nothing {
        Some(failure) if subjects.is_empty() => Err(failure),
        _ => Ok(subjects),
    }
}

fn enable(environment: &EnvironmentArgument, context: &Context, output: &Output) -> Result<Exit, Failure> {
    runtime::block_on(async {
        let places = Places::open(environment, context).await?;
        for (_, space) in &places.spaces {
            space.enable_metrics().await?;
        }
        output.result(&format!("counting in {}", places.described));
        output.talk("numbers come after a day; nothing is counted of what was sent before");
        Ok(Exit::Ok)
    })?
}
