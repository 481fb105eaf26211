//! A template message to one recipient.

use super::letter::{Written, is_fatal};
use super::template::{Chosen, of_files, of_service};
use super::{Place, Send, shown};
use crate::api::{ApiError, SendChatappMessageRequest};
use crate::cli::runtime;
use crate::cli::service;
use crate::cli::target;
use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::model::{Category, EnvironmentSettings, phone_digits};
use crate::remote::Space;
use crate::report::{pretty, visible};
use crate::send::{Demands, Fault, Letter, Subject, Terms, channel_type, check, render};

impl Send {
    pub(super) fn one(&self, place: &Place, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let (name, language) = (self.name.as_deref().unwrap_or_default(), self.language.as_deref().unwrap_or_default());
        if self.dry_run {
            let chosen = of_files(&place.project, &place.settings, name, language)?;
            return self.rehearse(place, &chosen, context, output);
        }
        runtime::block_on(async {
            let open = target::open(&place.project.root, &place.name, &place.settings, context).await?;
            open.guard_account(&place.settings).await?;
            let chosen = of_service(&open.space, &place.project, &place.settings, name, language).await?;
            let terms = self.terms_of(&chosen, &place.settings, open.space.id().map(str::to_owned))?;
            let letter = self.checked(&chosen, &place.settings, context, output)?;
            let Some(letter) = letter else { return Ok(Exit::Findings) };
            let request = terms.request(&letter, self.task_id.clone());
            self.deliver(&open.space, &request, output).await
        })?
    }

    /// Shows what would be sent.
    fn rehearse(&self, place: &Place, chosen: &Chosen, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let terms = self.terms_of(chosen, &place.settings, place.settings.space.clone())?;
        let Some(letter) = self.checked(chosen, &place.settings, context, output)? else { return Ok(Exit::Findings) };
        let request = terms.request(&letter, self.task_id.clone());
        self.show(
            &request,
            &place.settings,
            hides_values(chosen),
            &render(&chosen.variant, &letter),
            (context, output),
        );
        Ok(Exit::Ok)
    }

    /// Shows a request and the message, for `--dry-run`.
    pub(super) fn show(
        &self,
        request: &SendChatappMessageRequest,
        settings: &EnvironmentSettings,
        hides_values: bool,
        rendered: &str,
        (context, output): (&Context, &Output),
    ) {
        let endpoint = endpoint(settings, context);
        output.result(&shown::request(request, &endpoint, self.numbers(), hides_values));
        let lines: Vec<String> = rendered.lines().map(|line| format!("  | {}", visible(line))).collect();
        output.result(&format!("\n{}\n", lines.join("\n").replace("  | \n", "  |\n")));
        output.talk("nothing was sent");
    }

    pub(super) fn terms_of(
        &self,
        chosen: &Chosen,
        settings: &EnvironmentSettings,
        space: Option<String>,
    ) -> Result<Terms, Failure> {
        Ok(Terms {
            channel: channel_type(chosen.variant.channel).to_owned(),
            template_name: chosen.variant.name.clone(),
            template_code: chosen.code.clone(),
            language: chosen.variant.language.clone(),
            ..self.terms.terms(settings, space)?
        })
    }

    /// The message, unless something is wrong with it: that is shown.
    fn checked(
        &self,
        chosen: &Chosen,
        settings: &EnvironmentSettings,
        context: &Context,
        output: &Output,
    ) -> Result<Option<Letter>, Failure> {
        let to = self.to.as_deref().unwrap_or_default();
        let (to, number_fault) = self.recipient(to);
        let letter = self.letter.letter(&to)?;
        let mut faults: Vec<Fault> = number_fault.into_iter().collect();
        faults.extend(check(&letter, &Demands::of(&chosen.variant), context.clock.now()));
        let name = self.name.as_deref().unwrap_or_default();
        let written = Written::of(name, &to, &letter, hides_values(chosen), self.numbers());
        let diagnostics: Vec<_> = faults.iter().map(|fault| written.diagnostic(fault)).collect();
        output.result(&pretty(&diagnostics, output.result_look()));
        if is_fatal(&faults) {
            output.talk("nothing was sent");
            return Ok(None);
        }
        self.refuse_stranger(&to, settings)?;
        Ok(Some(letter))
    }

    /// The recipient as the service takes it, or as written with what is wrong with it.
    pub(super) fn recipient(&self, to: &str) -> (String, Option<Fault>) {
        if matches!(self.terms.recipient_type.as_deref(), Some("group" | "userId")) {
            return (to.trim().to_owned(), None);
        }
        match phone_digits(to) {
            Ok(digits) => (digits, None),
            Err(reason) => {
                let help = "write country code and number, such as +8613800001111";
                let message = format!("the recipient is no phone number: {reason}");
                (to.to_owned(), Some(Fault::error("send/number-malformed", Subject::Recipient, message, help)))
            }
        }
    }

    /// Refuses a recipient whom the environment does not name.
    pub(super) fn refuse_stranger(&self, to: &str, settings: &EnvironmentSettings) -> Result<(), Failure> {
        if is_allowed(to, settings) {
            return Ok(());
        }
        let message = format!("{} is not among the recipients of the environment", self.numbers().show(to));
        Err(Failure::new(Exit::Refused, message).help("add the number to `recipients` of the environment"))
    }

    /// Sends one message and says what came of it.
    pub(super) async fn deliver(
        &self,
        space: &Space,
        request: &SendChatappMessageRequest,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let to = self.numbers().show(&request.to);
        match space.client().call(request).await {
            Ok(response) => {
                let id = response.message_id.unwrap_or_default();
                output.result(&super::results::one(self.format, &to, &id));
                Ok(Exit::Ok)
            }
            Err(error @ ApiError::AnswerLost { .. }) => {
                let message = format!("whether {to} gets the message is not known: {error}");
                Err(Failure::new(Exit::Incomplete, message)
                    .help("look for it in the console or in the callbacks before sending it again"))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether the environment lets messages go to a recipient.
pub(super) fn is_allowed(to: &str, settings: &EnvironmentSettings) -> bool {
    let Some(recipients) = &settings.recipients else { return true };
    recipients.iter().any(|allowed| match allowed.strip_suffix('*') {
        Some(start) => to.starts_with(start.trim_start_matches('+')),
        None => phone_digits(allowed).as_deref() == Ok(to) || allowed == to,
    })
}

/// One-time passwords are shown to nobody.
pub(super) fn hides_values(chosen: &Chosen) -> bool {
    chosen.variant.category == Category::Authentication
}

/// Where an environment is, without opening it.
fn endpoint(settings: &EnvironmentSettings, context: &Context) -> String {
    if let Some(asked) = service::endpoint(&context.environment) {
        return asked;
    }
    let region = settings.region.as_deref().unwrap_or("ap-southeast-1");
    match (&settings.emulator, &settings.endpoint) {
        (Some(_), _) => "the embedded emulator".to_owned(),
        (None, Some(endpoint)) => endpoint.clone(),
        (None, None) => format!("https://cams.{region}.aliyuncs.com"),
    }
}
