//! On whose behalf a call is made.

/// The owner that a partner's call is made for. Most calls are made for nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnBehalf {
    /// The owner's id.
    pub owner_id: Option<u64>,
    /// The resource owner's account.
    pub resource_owner_account: Option<String>,
    /// The resource owner's id.
    pub resource_owner_id: Option<u64>,
}
