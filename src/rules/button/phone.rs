//! Rules of a PHONE_NUMBER button's number.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, limits};
use crate::rules::writing::markup::is_blank;
use crate::rules::writing::phone_form::bare_number;
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &PHONE_NUMBER_MISSING,
    &PHONE_NUMBER_TOO_LONG,
    &PHONE_NUMBER_MALFORMED,
    &PHONE_NUMBER_WITHOUT_PLUS,
    &PHONE_NUMBER_WITH_TRUNK_ZERO,
];

declare_rule! {
    /// A PHONE_NUMBER button without a number.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.PhoneNumberError`).
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].PhoneNumber`; A-ERR (checked 2026-11-20)
    pub static PHONE_NUMBER_MISSING = "button/phone-number-missing" {
        level: Level::Error,
        summary: "PHONE_NUMBER button has no `phone_number`",
        check: Check::PhoneButton(|button, cx| {
            if cx.is_whatsapp() && is_blank(button.phone_number.as_deref()) {
                cx.report("phone_number", "PHONE_NUMBER button has no `phone_number`")
                    .help("add the number with `+` and country code, in quotes: `phone_number: \"+8613800001111\"`");
            }
        }),
    }
}

declare_rule! {
    /// A phone number longer than 20 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-COMP, phone number button (checked 2026-11-20)
    pub static PHONE_NUMBER_TOO_LONG = "button/phone-number-too-long" {
        level: Level::Error,
        summary: "phone number is longer than 20 characters",
        check: Check::PhoneButton(|button, cx| {
            let Some(number) = number_of(button, cx) else { return };
            if let Some(report) = cx.report_too_long("phone_number", "phone number", number, limits::PHONE_CHARACTERS) {
                report.help("write `+`, country code and number");
            }
        }),
    }
}

declare_rule! {
    /// A phone number that is not `+` and 5 to 19 digits, the first of them no 0.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.PhoneNumberError`). Blanks, dashes and variables are not taken, and no
    /// country code begins with 0.
    ///
    /// ## Source
    /// Samples of A-CREATE; A-ERR; M-COMP (checked 2026-11-20)
    pub static PHONE_NUMBER_MALFORMED = "button/phone-number-malformed" {
        level: Level::Error,
        summary: "phone number is not `+` and digits",
        fix: Fixable::Either,
        check: Check::PhoneButton(|button, cx| {
            let Some(number) = number_of(button, cx) else { return };
            let digits = number.strip_prefix('+').unwrap_or(number);
            let wrong = digits.find(|character: char| !character.is_ascii_digit());
            if let Some(offset) = wrong {
                let start = number.len() - digits.len() + offset;
                let end = number.ceil_char_boundary(start + 1);
                let wrong = &number[start..end];
                let report = cx
                    .report("phone_number", format!("phone number has `{wrong}`, it must be `+` and digits"))
                    .within(start..end)
                    .help("write `+`, country code and number without blanks: `\"+8613800001111\"`");
                if let Some((bare, is_certain)) = bare_number(number) {
                    report.replace_in_text(format!("write {bare}"), is_certain, [(0..number.len(), bare)]);
                }
            } else if number.starts_with("+0") {
                cx.report("phone_number", "phone number begins with `+0`, no country code does")
                    .within(1..2)
                    .help("write `+`, country code and number");
            } else if digits.len() < limits::PHONE_DIGITS_AT_LEAST {
                let (count, least) = (digits.len(), limits::PHONE_DIGITS_AT_LEAST);
                cx.report("phone_number", format!("phone number has {count} digits, it needs {least}"))
                    .help("write `+`, country code and number");
            }
        }),
    }
}

declare_rule! {
    /// A phone number without `+`.
    ///
    /// ## Why
    /// All samples of the service have it; without it, a number may be read as a national one.
    ///
    /// ## Source
    /// Samples of A-CREATE; Meta's own samples come without (checked 2026-11-20)
    pub static PHONE_NUMBER_WITHOUT_PLUS = "button/phone-number-without-plus" {
        level: Level::Warning,
        summary: "phone number has no `+`",
        fix: Fixable::Unsafe,
        check: Check::PhoneButton(|button, cx| {
            let Some(number) = number_of(button, cx) else { return };
            if !number.starts_with(|first: char| first.is_ascii_digit()) {
                return;
            }
            let report = cx.report("phone_number", "phone number has no `+`");
            let abroad = number.strip_prefix("00").unwrap_or(number);
            if abroad.starts_with('0') {
                // A national number: nobody can tell the country.
                report.help("write `+`, the country code, and the number without its first 0, in quotes");
            } else if abroad.len() < number.len() {
                report.help("write `+` in place of `00`, in quotes").replace_by(
                    "write `+` in place of `00`",
                    false,
                    format!("+{abroad}"),
                );
            } else {
                report.help("write `+` and the country code first, in quotes").replace_by(
                    "put `+` before the number",
                    false,
                    format!("+{number}"),
                );
            }
        }),
    }
}

declare_rule! {
    /// A zero behind the country code.
    ///
    /// ## Why
    /// WhatsApp strips it, so that another number may be called. The zero of national numbers is left out after a
    /// country code; only few countries keep it, such as Italy, whose numbers are not looked at.
    ///
    /// ## Source
    /// M-COMP, phone number button (checked 2026-11-20)
    pub static PHONE_NUMBER_WITH_TRUNK_ZERO = "button/phone-number-with-trunk-zero" {
        level: Level::Warning,
        summary: "phone number has a 0 behind the country code",
        fix: Fixable::Unsafe,
        check: Check::PhoneButton(|button, cx| {
            // Country codes whose length is certain from their digits, the most frequent of them.
            const CODES: &[&str] = &[
                "20", "27", "30", "31", "32", "33", "34", "36", "40", "41", "43", "44", "45", "46", "47", "48",
                "49", "51", "52", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82",
                "84", "86", "90", "91", "92", "94", "98", "212", "213", "216", "234", "254", "351", "353", "358",
                "380", "852", "855", "880", "886", "961", "962", "964", "965", "966", "971", "972", "974",
            ];
            let Some(digits) = number_of(button, cx).and_then(|number| number.strip_prefix('+')) else { return };
            if !digits.bytes().skip(2).take(2).any(|digit| digit == b'0') {
                return;
            }
            let code = CODES.iter().find(|code| digits.strip_prefix(**code).is_some_and(|rest| rest.starts_with('0')));
            if let Some(code) = code {
                cx.report("phone_number", format!("phone number has a 0 behind the country code +{code}"))
                    .within(code.len() + 1..code.len() + 2)
                    .help("leave the 0 out: WhatsApp strips it")
                    .replace_by("leave the 0 out", false, "");
            }
        }),
    }
}

fn number_of<'b>(button: &'b Button, cx: &Cx<'_>) -> Option<&'b str> {
    button.phone_number.as_deref().filter(|number| cx.is_whatsapp() && !is_blank(Some(number)))
}
