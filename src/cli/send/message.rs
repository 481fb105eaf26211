//! A free-form message from a file.

use std::path::Path;

use super::{Place, Send};
use crate::cli::runtime;
use crate::cli::target;
use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::lint;
use crate::model::{Message, phone_digits};
use crate::project::{MessageFile, Project, ProjectError};
use crate::report::pretty;
use crate::rules::Facts;
use crate::schema;
use crate::send::{message_request, render_message};

impl Send {
    pub(super) fn message(
        &self,
        file: &Path,
        place: &Place,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let Some(message) = self.read(file, place, context, output)? else { return Ok(Exit::Findings) };
        let from = match message.from.as_deref().filter(|_| self.terms.from.is_none()) {
            Some(from) => phone_digits(from).unwrap_or_else(|_| from.to_owned()),
            None => self.terms.sender(&place.settings)?,
        };
        let Some(to) = self.to.as_deref().or(message.to.as_deref()) else {
            return Err(Failure::new(Exit::Usage, "who gets the message is not said").help("give --to"));
        };
        let to = self.recipient_of(&message, to)?;
        self.refuse_stranger(&to, &place.settings)?;
        if self.dry_run {
            let request = message_request(&message, place.settings.space.clone(), &from, &to);
            self.show(&request, &place.settings, false, &render_message(&message), (context, output));
            return Ok(Exit::Ok);
        }
        runtime::block_on(async {
            let open = target::open(&place.project.root, &place.name, &place.settings, context).await?;
            open.guard_account(&place.settings).await?;
            let request = message_request(&message, open.space.id().map(str::to_owned), &from, &to);
            self.deliver(&open.space, &request, output).await
        })?
    }

    /// The message, unless something is wrong with it: that is shown.
    fn read(&self, file: &Path, place: &Place, context: &Context, output: &Output) -> Result<Option<Message>, Failure> {
        let path = context.environment.current_dir.join(file);
        let bytes = std::fs::read(&path).map_err(|error| ProjectError::Unreadable { path: path.clone(), error })?;
        let loaded: MessageFile =
            MessageFile::of(&file.to_string_lossy().replace('\\', "/"), &bytes, schema::message_schema());
        let project = Project { files: Vec::new(), document: None, messages: vec![loaded], ..place.project.clone() };
        let linted = lint::run(&project, None, &Facts::default());
        output.result(&pretty(&linted.diagnostics(), output.result_look()));
        let message = project.messages.first().and_then(|loaded| loaded.value.as_deref().cloned());
        let message = message.filter(|_| !linted.has_errors());
        if message.is_none() {
            output.talk("nothing was sent");
        }
        Ok(message)
    }

    fn recipient_of(&self, message: &Message, to: &str) -> Result<String, Failure> {
        let is_person = message.recipient_type.is_none_or(|kind| kind.as_str() == "individual");
        if !(message.channel.has_phone_numbers() && is_person) {
            return Ok(to.trim().to_owned());
        }
        phone_digits(to).map_err(|reason| {
            Failure::new(Exit::Findings, format!("the recipient is no phone number: {reason}"))
                .help("write country code and number, such as +8613800001111")
        })
    }
}
