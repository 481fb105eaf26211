//! Phone numbers as people write them.

use crate::model::limits;

/// A number without the marks that people put between its digits; and whether it certainly is the same number.
///
/// Blanks, dots and dashes mean nothing. A zero in brackets is left out abroad, `00` stands for `+` in most countries,
/// and what other brackets and slashes mean is only likely.
pub(crate) fn bare_number(written: &str) -> Option<(String, bool)> {
    let means_nothing =
        |character: char| character.is_whitespace() || matches!(character, '-' | '.' | '\u{2010}'..='\u{2015}');
    let mut rest: String = written.chars().filter(|character| !means_nothing(*character)).collect();
    let mut is_certain = true;
    if rest.contains(['(', ')', '/']) {
        rest = rest.replace("(0)", "").replace(['(', ')', '/'], "");
        is_certain = false;
    }
    if let Some(abroad) = rest.strip_prefix("00").filter(|abroad| !abroad.starts_with('0')) {
        rest = format!("+{abroad}");
        is_certain = false;
    }
    let digits = rest.strip_prefix('+').unwrap_or(&rest);
    let is_number = digits.len() >= limits::PHONE_DIGITS_AT_LEAST && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest != written).then_some((rest, is_certain))
}
