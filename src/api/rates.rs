//! How often each action may be sent.

use super::action::Action;

/// Sends a second, per action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    per_second: [Option<u32>; Action::ALL.len()],
}

impl Rates {
    /// The limits of the operation pages, per account (checked 2026-11-20). Those that document none get the lowest:
    /// ModifyChatappTemplateProperties, ArchiveChatappTemplate, QueryChatappPhoneNumbers and GetCallerIdentity.
    pub fn documented() -> Self {
        Action::ALL.into_iter().fold(Self::unlimited(), |rates, action| {
            let limit = match action {
                Action::SendChatappMessage => 250,
                Action::CreateChatappTemplate
                | Action::ModifyChatappTemplate
                | Action::GetChatappPhoneNumberMetric
                | Action::GetChatappTemplateMetric => 50,
                Action::SendChatappMassMessage => 10,
                Action::ListChatappTemplate
                | Action::GetChatappTemplateDetail
                | Action::ModifyChatappTemplateProperties
                | Action::DeleteChatappTemplate
                | Action::ArchiveChatappTemplate
                | Action::GetChatappUploadAuthorization
                | Action::EnableWhatsappROIMetric
                | Action::QueryChatappPhoneNumbers
                | Action::GetCallerIdentity => 5,
            };
            rates.with(action, Some(limit))
        })
    }

    /// No limit: for an emulator that sets none.
    pub fn unlimited() -> Self {
        Self { per_second: [None; Action::ALL.len()] }
    }

    /// The same with another limit for one action; `None` lifts it, 0 counts as 1.
    pub fn with(mut self, action: Action, per_second: Option<u32>) -> Self {
        self.per_second[action as usize] = per_second.map(|limit| limit.max(1));
        self
    }

    /// The limit of an action.
    pub fn of(&self, action: Action) -> Option<u32> {
        self.per_second[action as usize]
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self::documented()
    }
}
