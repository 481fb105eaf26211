//! Who asks: the owner of the account, or somebody in a role of it.

use serde::{Deserialize, Serialize};

/// The identity behind a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::emulator) enum Identity {
    /// The account itself.
    Account {
        /// Its number.
        account: String,
    },
    /// Somebody in a role.
    Role {
        /// The number of the role's account.
        account: String,
        /// The role's name.
        role: String,
        /// The name of the session.
        session: String,
    },
}

impl Identity {
    /// The number of the account.
    pub fn account(&self) -> &str {
        match self {
            Self::Account { account } | Self::Role { account, .. } => account,
        }
    }

    /// The resource name.
    pub fn arn(&self) -> String {
        match self {
            Self::Account { account } => format!("acs:ram::{account}:root"),
            Self::Role { account, role, session } => format!("acs:ram::{account}:assumed-role/{role}/{session}"),
        }
    }

    /// What GetCallerIdentity calls its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Account { .. } => "Account",
            Self::Role { .. } => "AssumedRoleUser",
        }
    }

    /// The id of the role, where it is one; made from its name, so that it stays the same.
    pub fn role_id(&self) -> Option<String> {
        match self {
            Self::Account { .. } => None,
            Self::Role { role, .. } => Some(role_id(role)),
        }
    }

    /// The principal: the account, or the role with its session.
    pub fn principal(&self) -> String {
        match self {
            Self::Account { account } => account.clone(),
            Self::Role { role, session, .. } => format!("{}:{session}", role_id(role)),
        }
    }
}

fn role_id(role: &str) -> String {
    let hash = crate::signature::v3::payload_hash(role.as_bytes());
    let digits: String = hash.bytes().take(17).map(|byte| char::from(b'0' + byte % 10)).collect();
    format!("3{digits}")
}
