//! What the walk reports: faults of structure, each at its key or value.

use crate::declare_rule;
use crate::finding::{Fixable, Level, RuleMeta};

declare_rule! {
    /// A key without which nothing makes sense is not there.
    ///
    /// ## Why
    /// Without a name, a category and a language there is no template to create.
    ///
    /// ## Source
    /// The template format; CreateChatappTemplate, required parameters (checked 2026-11-20)
    pub static MISSING_KEY = "schema/missing-key" {
        level: Level::Error,
        summary: "required key is missing",
    }
}

declare_rule! {
    /// A number outside of what the field can hold.
    ///
    /// ## Why
    /// No such number means anything to the service.
    ///
    /// ## Source
    /// The template format.
    pub static OUT_OF_RANGE = "schema/out-of-range" {
        level: Level::Error,
        summary: "number is out of range",
    }
}

declare_rule! {
    /// A value that has the right shape and still cannot be read.
    ///
    /// ## Why
    /// What cannot be read cannot be compared or sent.
    ///
    /// ## Source
    /// The template format.
    pub static UNDECODABLE = "schema/undecodable" {
        level: Level::Error,
        summary: "value cannot be read",
    }
}

declare_rule! {
    /// A key that does not exist in this place.
    ///
    /// ## Why
    /// The service never sees it, so whatever it was to do does not happen.
    ///
    /// ## Source
    /// The template format.
    pub static UNKNOWN_KEY = "schema/unknown-key" {
        level: Level::Error,
        summary: "key is unknown",
        fix: Fixable::Either,
    }
}

declare_rule! {
    /// A word that is none of those the field takes.
    ///
    /// ## Why
    /// The service takes exactly these words, in this spelling.
    ///
    /// ## Source
    /// CreateChatappTemplate, enumerated parameters (checked 2026-11-20)
    pub static UNKNOWN_VALUE = "schema/unknown-value" {
        level: Level::Error,
        summary: "value is none of those allowed",
        fix: Fixable::Either,
    }
}

declare_rule! {
    /// A number or boolean where a text is meant.
    ///
    /// ## Why
    /// YAML reads `+8613800001111` and `1.50` as numbers, and `1.50` would reach the customer as `1.5`. In quotes
    /// it stays what is written.
    ///
    /// ## Source
    /// YAML 1.2.2, 10.3.2 Tag Resolution of the core schema
    pub static UNQUOTED_TEXT = "schema/unquoted-text" {
        level: Level::Error,
        summary: "text is read as a number or boolean",
        fix: Fixable::Safe,
    }
}

declare_rule! {
    /// A value of another kind than the field holds.
    ///
    /// ## Why
    /// Nothing is converted: what a conversion would make of it may not be what was meant.
    ///
    /// ## Source
    /// The template format.
    pub static WRONG_TYPE = "schema/wrong-type" {
        level: Level::Error,
        summary: "value has the wrong type",
        fix: Fixable::Either,
    }
}

/// Every rule of the schema layer, sorted by id.
pub static METAS: &[&RuleMeta] =
    &[&MISSING_KEY, &OUT_OF_RANGE, &UNDECODABLE, &UNKNOWN_KEY, &UNKNOWN_VALUE, &UNQUOTED_TEXT, &WRONG_TYPE];
