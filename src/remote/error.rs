//! Why reading or writing failed.

use crate::api::ApiError;
use crate::media::MediaError;

/// Why the service's templates could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// A call failed.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The list changed while it was read, again and again; a partial list is never taken for the whole.
    #[error(
        "the list of templates changed while it was read, {attempts} times in a row: the last read gave {found} of {total}"
    )]
    Moving {
        /// How often reading was begun.
        attempts: usize,
        /// Rows of the last attempt.
        found: usize,
        /// What the service said there were.
        total: u64,
    },
    /// An answer about something else than what was asked for.
    #[error("asked for {asked}, the service answered with {answered}")]
    Another {
        /// `name/language`, and the code.
        asked: String,
        /// The same of the answer.
        answered: String,
    },
    /// The list has it, and its content is not there.
    #[error("the service lists {key}, and says that it does not exist")]
    Contradiction {
        /// `name/language`.
        key: String,
    },
    /// A category that templates do not have: what the template says cannot be compared.
    #[error(
        "the category of {key} is `{category}` at the service, which is none of UTILITY, MARKETING and AUTHENTICATION"
    )]
    Category {
        /// `name/language`.
        key: String,
        /// As the service spells it; empty where it says none.
        category: String,
    },
    /// A media file cannot be used; nothing was uploaded or written.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// A media file is not what was planned; nothing was uploaded or written.
    #[error("{path} has changed since the plan")]
    MediaChanged {
        /// The file, from the project's root.
        path: String,
    },
    /// An answer that lacks what it must have.
    #[error("the answer for {key} has no {field}")]
    Missing {
        /// `name/language`.
        key: String,
        /// The missing field.
        field: &'static str,
    },
}

impl RemoteError {
    /// Whether a write may have happened although no answer came.
    pub fn may_have_written(&self) -> bool {
        match self {
            Self::Api(error) => matches!(error, ApiError::AnswerLost { .. }),
            // The service confirmed the write and did not say what came of it.
            Self::Missing { .. } => true,
            Self::Moving { .. }
            | Self::Another { .. }
            | Self::Contradiction { .. }
            | Self::Category { .. }
            | Self::Media(_)
            | Self::MediaChanged { .. } => false,
        }
    }

    /// Whether the service refused a creation because there is a template of that name and language.
    pub fn says_it_exists(&self) -> bool {
        matches!(self, Self::Api(error) if error.code() == Some("InvalidParameter.TemplateNameExist"))
    }

    /// What to do about it, where that is known.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.help(),
            Self::Moving { .. } => Some("wait until the other client is done, then try again"),
            Self::Contradiction { .. } => Some("try again; if it stays so, give the vendor the name and language"),
            Self::Category { .. } => Some("take it out of the files, or replace it at the service by a new one"),
            Self::Media(_) => Some("put the file where the template says it is"),
            Self::MediaChanged { .. } => Some("plan again: what is uploaded shall be what was reviewed"),
            Self::Missing { .. } | Self::Another { .. } => None,
        }
    }
}
