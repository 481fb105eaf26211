//! From names, globs and codes to what the service is asked about.

use std::collections::BTreeSet;

use globset::{Glob, GlobMatcher};

use super::{PhoneArguments, Question, TemplateArguments};
use crate::cli::{Exit, Failure, Output};
use crate::metrics::What;
use crate::model::phone_digits;
use crate::remote::{Row, Space};
use crate::report::visible;

/// The only category that the service counts.
///
/// Source: GetChatappTemplateMetric (checked 2026-11-20).
const COUNTED: &str = "MARKETING";

impl Question for TemplateArguments {
    async fn whats(&self, space: &Space, output: &Output) -> Result<Vec<What>, Failure> {
        output.progress("reading the list of templates");
        let rows = space.list().await?;
        output.end_progress();
        let mut found: BTreeSet<(String, String)> = BTreeSet::new();
        for asked in &self.templates {
            let rows = self.rows_of(asked, &rows)?;
            let (counted, other): (Vec<&Row>, Vec<&Row>) = rows.into_iter().partition(|row| is_counted(row));
            if let ([], [first, ..]) = (&*counted, &*other) {
                return Err(not_counted(first));
            }
            for row in other {
                output.talk(&format!(
                    "left out: {} is {}, only {COUNTED} templates are counted",
                    visible(&row.key()),
                    visible(&row.category)
                ));
            }
            found.extend(counted.into_iter().map(|row| (row.name.clone(), row.template_code.clone())));
        }
        let what = |(name, code)| What::Template { name, code, language: self.lang.clone() };
        Ok(found.into_iter().map(what).collect())
    }

    fn compared(&self) -> Option<(&str, &str)> {
        self.compare.then(|| (self.templates[0].as_str(), self.templates[1].as_str()))
    }

    fn nothing(&self) -> &'static str {
        "Either nothing was sent with these templates in that time, or the service did not count yet: it counts from \
         the day after `chatform metrics enable`, and never what was sent before."
    }
}

impl TemplateArguments {
    /// The rows that a name, a glob or a code means, in the language that was asked for.
    fn rows_of<'r>(&self, asked: &str, rows: &'r [Row]) -> Result<Vec<&'r Row>, Failure> {
        let glob: Option<GlobMatcher> = Glob::new(asked).ok().map(|glob| glob.compile_matcher());
        let is_meant = |row: &&Row| {
            row.name == asked
                || row.template_code == asked
                || glob.as_ref().is_some_and(|glob| glob.is_match(&row.name))
        };
        let meant: Vec<&Row> = rows.iter().filter(is_meant).collect();
        let nothing = |message: String| Failure::new(Exit::NothingMatched, message);
        if meant.is_empty() {
            let message = format!("no template `{}` in this space", visible(asked));
            return Err(
                nothing(message).help("`chatform status` lists the declared ones; a glob needs quotes in a shell")
            );
        }
        let in_language = |row: &&Row| self.lang.as_ref().is_none_or(|language| *language == row.language);
        let spoken: Vec<&Row> = meant.iter().copied().filter(in_language).collect();
        if spoken.is_empty() {
            let languages: BTreeSet<&str> = meant.iter().map(|row| row.language.as_str()).collect();
            let languages = languages.into_iter().collect::<Vec<_>>().join(", ");
            return Err(nothing(format!("`{}` is not there in that language", visible(asked)))
                .help(format!("it is there in {}", visible(&languages))));
        }
        Ok(spoken)
    }
}

impl Question for PhoneArguments {
    async fn whats(&self, _: &Space, _: &Output) -> Result<Vec<What>, Failure> {
        if self.numbers.is_empty() {
            return Ok(vec![What::Phone(None)]);
        }
        self.numbers.iter().map(|number| bare(number).map(|number| What::Phone(Some(number)))).collect()
    }

    fn compared(&self) -> Option<(&str, &str)> {
        None
    }

    fn nothing(&self) -> &'static str {
        "Either nothing was sent from these numbers in that time, or the service did not count yet: it counts from \
         the day after `chatform metrics enable`, and never what was sent before."
    }
}

/// The service spells MARKETING in a list; an empty category may be anything.
fn is_counted(row: &Row) -> bool {
    row.category.is_empty() || row.category.eq_ignore_ascii_case(COUNTED)
}

fn not_counted(row: &Row) -> Failure {
    let message = format!("{} is {}, only {COUNTED} templates are counted", row.key(), row.category);
    Failure::new(Exit::Usage, visible(&message).into_owned())
        .help("`chatform metrics phone` counts all messages of a number")
}

/// The digits of a phone number.
fn bare(number: &str) -> Result<String, Failure> {
    phone_digits(number).map_err(|error| {
        let message = format!("`{}` is no phone number: {error}", visible(number));
        Failure::new(Exit::Usage, message).help("write it with its country code, such as +8613800001111")
    })
}
