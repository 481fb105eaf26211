//! What a check may know beside the document.

use jiff::civil::Date;

/// Facts that come in as data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How the variant stands at the service.
    pub standing: Standing,
    /// Today, where it is known.
    pub today: Option<Date>,
}

/// How a variant stands at the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nobody asked.
    #[default]
    Unknown,
    /// The service does not have it.
    New,
    /// The service has another form of it.
    Changed,
    /// The service has exactly this and approved it: what breaks a grandfathered rule is no error of it.
    ApprovedUnchanged,
}
