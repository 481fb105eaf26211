//! Parameters of a request: decoding them and reading them as what they stand for.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::refusal::Refusal;
use crate::signature::Pairs;

/// `name=value&…` decoded, of a query or a form: `+` is a space, `%XX` a byte of UTF-8.
pub(super) fn decode(place: &str, text: &str) -> Result<Pairs, Refusal> {
    let mut pairs = Pairs::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(place, name)?, decoded(place, value)?);
        if pairs.iter().any(|(known, _)| *known == name) {
            return Err(Refusal::gateway(
                400,
                "InvalidParameter",
                format!("Specified parameter {name} is given more than once in the {place}."),
            ));
        }
        pairs.push((name, value));
    }
    Ok(pairs)
}

fn decoded(place: &str, text: &str) -> Result<String, Refusal> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(|text| text.into_owned()).map_err(|_| {
        Refusal::gateway(400, "InvalidParameter", format!("A parameter in the {place} is not UTF-8 once decoded."))
    })
}

/// The parameters of an action: query and form together.
#[derive(Debug)]
pub(super) struct Parameters {
    pairs: Pairs,
}

impl Parameters {
    /// The union; where both have a name, the form's value holds, as in the map that signers build.
    pub fn union(query: &[(String, String)], form: &[(String, String)]) -> Self {
        let mut pairs: Pairs = form.to_vec();
        pairs.extend(query.iter().filter(|(name, _)| form.iter().all(|(known, _)| known != name)).cloned());
        Self { pairs }
    }

    /// Everything, for a signature.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// A text; an empty one counts as absent.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::missing(name))
    }

    /// A whole number in decimal digits.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Refusal::format(name, "It is not a whole number."))
    }

    /// `true` or `false` in any case.
    pub fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.text(name) {
            None => Ok(None),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => Err(Refusal::format(name, "It is neither true nor false.")),
        }
    }

    /// A structured value as one JSON string; the repeated form `Name.1.Field` is refused by name.
    pub fn json(&self, name: &str) -> Result<Option<Value>, Refusal> {
        let Some(text) = self.text(name) else {
            let prefix = format!("{name}.");
            return match self.pairs.iter().find(|(known, _)| known.starts_with(&prefix)) {
                Some((flattened, _)) => {
                    Err(Refusal::format(name, &format!("Send it as one JSON string, not as {flattened}.")))
                }
                None => Ok(None),
            };
        };
        serde_json::from_str(text)
            .map(Some)
            .map_err(|error| Refusal::format(name, &format!("It is not JSON, {error}.")))
    }
}
