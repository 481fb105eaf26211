//! Revisions of a template: `order_shipped_v3` stands beside `order_shipped_v2` and `order_shipped`.

use super::Row;

/// Which revision of `base` a name is: 0 for the name itself; `None` for any other template.
pub fn revision_of(name: &str, base: &str) -> Option<u32> {
    let rest = name.strip_prefix(base)?;
    if rest.is_empty() {
        return Some(0);
    }
    let digits = rest.strip_prefix("_v").filter(|digits| !digits.starts_with('0'))?;
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The newest revision of a template in a language that messages can be sent with.
pub fn newest_approved<'a>(rows: &'a [Row], base: &str, language: &str) -> Option<&'a Row> {
    let sendable = rows.iter().filter(|row| row.language == language && row.status.is_sendable());
    sendable
        .filter_map(|row| Some((revision_of(&row.name, base)?, row)))
        .max_by_key(|(revision, _)| *revision)
        .map(|(_, row)| row)
}
