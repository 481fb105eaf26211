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
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::ListChatappTemplate,
        Self::GetChatappTemplateDetail,
        Self::CreateChatappTemplate,
        Self::ModifyChatappTemplate,
        Self::ModifyChatappTemplateProperties,
        Self::DeleteChatappTemplate,
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
        }
    }

    /// Whether it changes something, so that sending it twice is not the same as sending it once.
    pub fn is_write(self) -> bool {
        !matches!(self, Self::ListChatappTemplate | Self::GetChatappTemplateDetail)
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
