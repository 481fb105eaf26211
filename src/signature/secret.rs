//! Values that must never be shown.

/// An access key secret or a security token. It implements neither `Debug` nor `Display` nor `Serialize`, so that
/// no message, log or file can contain one by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret in.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret itself: for the hash function, and for the header or parameter that carries a token.
    pub fn expose(&self) -> &str {
        &self.0
    }
}
