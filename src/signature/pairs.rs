//! Names with values, in the order they are sent.

/// Parameters or headers: names with decoded values, in the order they are sent.
pub type Pairs = Vec<(String, String)>;
