//! What the emulator does, each with how it is known: the one table that `docs/emulator.md` is made from.

mod checks;
mod events;
mod row;
mod wire;

pub use row::{Behaviour, Mark};

/// All behaviours, by the name of their table in `docs/emulator.md`.
pub const BEHAVIOURS: &[(&str, &[Behaviour])] = &[
    ("requests", wire::REQUESTS),
    ("signatures", wire::SIGNATURES),
    ("tokens", wire::TOKENS),
    ("media", wire::MEDIA),
    ("rates", wire::RATES),
    ("answers", wire::ANSWERS),
    ("gateway", checks::GATEWAY),
    ("product", checks::PRODUCT),
    ("templates", checks::TEMPLATES),
    ("reviews", checks::REVIEWS),
    ("messages", events::MESSAGES),
    ("metrics", events::METRICS),
    ("callbacks", events::CALLBACKS),
    ("loose", events::LOOSE),
];
