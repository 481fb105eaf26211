//! The exit codes: one frozen enum. Scripts depend on the numbers, the README lists them.

use std::process::ExitCode;

macro_rules! exit_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// How a run ended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exit {
            $($(#[doc = $doc])+ $name = $code,)+
        }

        impl Exit {
            /// All of them, by number.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What it means, in one line.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

exit_codes! {
    /// ok
    Ok = 0,
    /// findings: an error, or more warnings than allowed; `plan` and `apply` end here with nothing read or written
    Findings = 1,
    /// changes or blocked items, only with `--detailed-exitcode`
    Changes = 2,
    /// nothing matched
    NothingMatched = 3,
    /// apply incomplete: some items failed, rejected, stale, blocked or unknown; the journal says which
    Incomplete = 4,
    /// refused before any write: plan file stale, expired or foreign; gate; protected
    Refused = 5,
    /// review still pending when the wait ended
    Pending = 6,
    /// wrong usage; also a question that nobody can answer: no terminal and no `--yes`
    Usage = 64,
    /// project file invalid
    Project = 65,
    /// service unavailable, or a read that could not be completed
    Unavailable = 69,
    /// a bug in chatform
    Bug = 70,
    /// throttled beyond the retry budget
    Throttled = 75,
    /// credentials or permission
    Credentials = 77,
    /// wrong account or space
    WrongAccount = 78,
    /// interrupted; the journal is complete
    Interrupted = 130,
}

impl Exit {
    /// The number that the process ends with.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// How a run ends whose result could not be written: with `unheard`, unless that would hide what it did to the
    /// service.
    #[must_use]
    pub fn unless_unheard(self, unheard: Self) -> Self {
        match self {
            Self::Incomplete | Self::Pending | Self::Bug | Self::Interrupted => self,
            _ => unheard,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
