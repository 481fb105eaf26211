//! The actions this client knows.

use std::fmt;

/// An operation of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// One page of the templates of a space, without components.
    ListChatappTemplate,
    /// One template in one language, with components.
    GetChatappTemplateDetail,
    /// A new template, submitted for review.
    CreateChatappTemplate,
    /// New content of a template, submitted for review.
    ModifyChatappTemplate,
    /// New properties of a template, without a review.
    ModifyChatappTemplateProperties,
    /// Removal of a template, or of one language of it.
    DeleteChatappTemplate,
    /// Templates put away, or taken out again.
    ArchiveChatappTemplate,
    /// Leave to put a media file where the service can fetch it.
    GetChatappUploadAuthorization,
    /// The metrics of a space, collected from now on.
    EnableWhatsappROIMetric,
    /// The numbers of messages of a phone number.
    GetChatappPhoneNumberMetric,
    /// The numbers of messages and clicks of a template.
    GetChatappTemplateMetric,
    /// A message to one recipient.
    SendChatappMessage,
    /// Messages of one template to many recipients.
    SendChatappMassMessage,
    /// The phone numbers of a space.
    QueryChatappPhoneNumbers,
    /// Whose key it is; an action of the security token service.
    GetCallerIdentity,
}

/// What an action does, as far as sending it again is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It changes nothing.
    Read,
    /// It changes something, and doing it twice is the same as doing it once.
    Repeatable,
    /// It changes something, and doing it twice is not the same, or nobody says that it is.
    Once,
}

/// Which of the vendor's products an action belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// Chat App Message Service.
    Cams,
    /// The security token service.
    Sts,
}

impl Product {
    /// The version of its API.
    pub(super) fn version(self) -> &'static str {
        match self {
            Self::Cams => "2020-06-06",
            Self::Sts => "2015-04-01",
        }
    }
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::ListChatappTemplate,
        Self::GetChatappTemplateDetail,
        Self::CreateChatappTemplate,
        Self::ModifyChatappTemplate,
        Self::ModifyChatappTemplateProperties,
        Self::DeleteChatappTemplate,
        Self::ArchiveChatappTemplate,
        Self::GetChatappUploadAuthorization,
        Self::EnableWhatsappROIMetric,
        Self::GetChatappPhoneNumberMetric,
        Self::GetChatappTemplateMetric,
        Self::SendChatappMessage,
        Self::SendChatappMassMessage,
        Self::QueryChatappPhoneNumbers,
        Self::GetCallerIdentity,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::ListChatappTemplate => "ListChatappTemplate",
            Self::GetChatappTemplateDetail => "GetChatappTemplateDetail",
            Self::CreateChatappTemplate => "CreateChatappTemplate",
            Self::ModifyChatappTemplate => "ModifyChatappTemplate",
            Self::ModifyChatappTemplateProperties => "ModifyChatappTemplateProperties",
            Self::DeleteChatappTemplate => "DeleteChatappTemplate",
            Self::ArchiveChatappTemplate => "ArchiveChatappTemplate",
            Self::GetChatappUploadAuthorization => "GetChatappUploadAuthorization",
            Self::EnableWhatsappROIMetric => "EnableWhatsappROIMetric",
            Self::GetChatappPhoneNumberMetric => "GetChatappPhoneNumberMetric",
            Self::GetChatappTemplateMetric => "GetChatappTemplateMetric",
            Self::SendChatappMessage => "SendChatappMessage",
            Self::SendChatappMassMessage => "SendChatappMassMessage",
            Self::QueryChatappPhoneNumbers => "QueryChatappPhoneNumbers",
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }

    /// What sending it again would do.
    pub fn effect(self) -> Effect {
        match self {
            Self::ListChatappTemplate
            | Self::GetChatappTemplateDetail
            | Self::GetChatappUploadAuthorization
            | Self::GetChatappPhoneNumberMetric
            | Self::GetChatappTemplateMetric
            | Self::QueryChatappPhoneNumbers
            | Self::GetCallerIdentity => Effect::Read,
            Self::EnableWhatsappROIMetric => Effect::Repeatable,
            Self::CreateChatappTemplate
            | Self::ModifyChatappTemplate
            | Self::ModifyChatappTemplateProperties
            | Self::DeleteChatappTemplate
            | Self::ArchiveChatappTemplate
            | Self::SendChatappMessage
            | Self::SendChatappMassMessage => Effect::Once,
        }
    }

    /// Whether it changes something.
    pub fn is_write(self) -> bool {
        self.effect() != Effect::Read
    }

    /// The product it belongs to.
    pub(super) fn product(self) -> Product {
        match self {
            Self::GetCallerIdentity => Product::Sts,
            _ => Product::Cams,
        }
    }

    /// Whether its parameters travel in a form body. All others travel in the query
    /// (API metadata of December 2025; Go and Node SDKs, checked 2026-11-20).
    pub(super) fn takes_form(self) -> bool {
        matches!(self, Self::CreateChatappTemplate | Self::ModifyChatappTemplate)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
