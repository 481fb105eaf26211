//! Temporary credentials: issuing them, and knowing them again.
//!
//! What a token stands for is written in the token itself and sealed with a key that follows from the emulator's
//! own key pair. So nothing has to be kept, and a restart forgets no token.

mod calls;
mod grant;
mod identity;
pub(super) mod metadata;

pub(super) use calls::{assume_role, assume_role_with_oidc, get_caller_identity};
pub(super) use grant::{Issuer, TokenFault};
pub(super) use identity::Identity;
