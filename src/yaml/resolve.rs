//! What a plain scalar is, by the core schema of YAML 1.2.
//!
//! Only these: `yes`, `off`, `0o14`-less octals and dates of YAML 1.1 are text.

/// What a scalar's text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text: everything quoted, every block scalar, and every plain scalar that is none of the others.
    Text,
    /// `null`, `Null`, `NULL`, `~`.
    Null,
    /// `true` or `false`, in three spellings each.
    Bool,
    /// Decimal, `0o` octal or `0x` hexadecimal.
    Int,
    /// With a point or an exponent, `.inf`, `.nan`.
    Float,
}

impl Kind {
    /// What a plain scalar stands for.
    pub fn of_plain(text: &str) -> Self {
        match text.as_bytes() {
            [] | b"~" | b"null" | b"Null" | b"NULL" => Self::Null,
            b"true" | b"True" | b"TRUE" | b"false" | b"False" | b"FALSE" => Self::Bool,
            [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => number(text),
            _ => Self::Text,
        }
    }

    /// How it is called in messages, with its article.
    pub fn article(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Int | Self::Float => "a number",
        }
    }
}

fn number(text: &str) -> Kind {
    let digits = |text: &str, valid: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|byte| valid(&byte));
    if text.strip_prefix("0o").is_some_and(|rest| digits(rest, |byte| (b'0'..=b'7').contains(byte)))
        || text.strip_prefix("0x").is_some_and(|rest| digits(rest, u8::is_ascii_hexdigit))
    {
        return Kind::Int;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits(unsigned, u8::is_ascii_digit) {
        return Kind::Int;
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") || is_float(unsigned) {
        return Kind::Float;
    }
    Kind::Text
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mantissa_fits = all_digits(whole) && all_digits(fraction) && (!whole.is_empty() || !fraction.is_empty());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && all_digits(exponent)
    });
    mantissa_fits && exponent_fits
}

/// The value of a boolean.
pub(super) fn boolean(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE")
}

/// The value of an integer, where it fits.
pub(super) fn integer(text: &str) -> Option<i128> {
    if let Some(octal) = text.strip_prefix("0o") {
        i128::from_str_radix(octal, 8).ok()
    } else if let Some(hexadecimal) = text.strip_prefix("0x") {
        i128::from_str_radix(hexadecimal, 16).ok()
    } else {
        text.parse().ok()
    }
}

/// The value of a float.
pub(super) fn float(text: &str) -> f64 {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (-1.0, unsigned),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match unsigned {
        ".inf" | ".Inf" | ".INF" => sign * f64::INFINITY,
        unsigned => sign * unsigned.parse::<f64>().unwrap_or(f64::NAN),
    }
}
