//! How requests and numbers are shown.

use crate::api::Call;
use crate::model::masked_number;
use crate::report::visible;

/// Whether phone numbers are shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Only the country and the last digits.
    Masked,
    /// Whole.
    Shown,
}

impl Numbers {
    /// A number as it is shown.
    pub(super) fn show(self, number: &str) -> String {
        match self {
            Self::Masked => masked_number(number),
            Self::Shown => number.to_owned(),
        }
    }
}

/// A request as it would go out, a parameter a line. `hides_values`: the values are codes.
pub(super) fn request<C: Call>(request: &C, endpoint: &str, numbers: Numbers, hides_values: bool) -> String {
    let mut text = format!("POST {endpoint}\n  {:20} {}\n", "Action", C::ACTION);
    for (name, value) in request.parameters().into_pairs() {
        let value = match name.as_str() {
            "To" => numbers.show(&value),
            "TemplateParams" if hides_values => "[masked]".to_owned(),
            "SenderList" => format!("[{} bytes]", value.len()),
            _ => value,
        };
        text.push_str(&format!("  {name:20} {}\n", visible(&value)));
    }
    text.push_str(&format!("  {:20} [masked]\n", "Authorization"));
    text
}
