//! Buttons.
//!
//! Source of the fields: CreateChatappTemplate, parameter `Components[].Buttons[]` (checked 2026-11-20).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ButtonType, FlowAction, UrlType};

/// A button, with every field that any kind of button can have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// What the button does. May be left out only in a language, over a shared button.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ButtonType>,
    /// The label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// PHONE_NUMBER: the number with `+` and country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// URL: the address; a variable only at its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// URL: whether the address holds a variable. Inferred when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url_type: Option<UrlType>,
    /// COPY_CODE: the coupon, or one variable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon_code: Option<String>,
    /// QUICK_REPLY of a MARKETING template: tapping it ends marketing messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_opt_out: Option<bool>,
    /// FLOW: id of the published flow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_id: Option<String>,
    /// FLOW: what it does first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_action: Option<FlowAction>,
    /// FLOW with NAVIGATE: the first screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub navigate_screen: Option<String>,
    /// ONE_TAP and ZERO_TAP: the label of the autofill button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autofill_text: Option<String>,
    /// ONE_TAP and ZERO_TAP: the apps that may receive the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supported_apps: Option<Vec<SupportedApp>>,
    /// Deprecated: use `supported_apps`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_name: Option<String>,
    /// Deprecated: use `supported_apps`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature_hash: Option<String>,
}

/// An Android app that may receive a one-time password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupportedApp {
    /// The app's package name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_name: Option<String>,
    /// Hash of the app's signing key: 11 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature_hash: Option<String>,
}
