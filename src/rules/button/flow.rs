//! Rules of a FLOW button.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, ButtonType, FlowAction};
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&FLOW_ID_MISSING, &NAVIGATE_SCREEN_MISSING, &NAVIGATE_SCREEN_IGNORED, &FLOW_ACTION_MISSING];

declare_rule! {
    /// A FLOW button without a flow.
    ///
    /// ## Why
    /// The service needs the id of a published flow; it takes no names.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].FlowId`; M-FLOW (checked 2026-11-20)
    pub static FLOW_ID_MISSING = "button/flow-id-missing" {
        level: Level::Error,
        summary: "FLOW button has no `flow_id`",
        check: Check::Button(|button, cx| {
            if is_flow(button, cx) && is_blank(button.flow_id.as_deref()) {
                cx.report("flow_id", "FLOW button has no `flow_id`")
                    .help("add the id of a published flow, in quotes: `flow_id: \"1234567890\"`");
            }
        }),
    }
}

declare_rule! {
    /// A FLOW button that does not say what it does first.
    ///
    /// ## Why
    /// Meta then opens a screen; the service's pages name no default.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].FlowAction`; M-FLOW (checked 2026-11-20)
    pub static FLOW_ACTION_MISSING = "button/flow-action-missing" {
        level: Level::Warning,
        summary: "FLOW button has no `flow_action`",
        check: Check::Button(|button, cx| {
            if is_flow(button, cx) && button.flow_action.is_none() {
                cx.report("flow_action", "FLOW button has no `flow_action`")
                    .help("add `flow_action: NAVIGATE` with `navigate_screen`, or `flow_action: DATA_EXCHANGE`");
            }
        }),
    }
}

declare_rule! {
    /// A FLOW button that opens a screen and does not say which.
    ///
    /// ## Why
    /// The service wants the id of the first screen with NAVIGATE.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].NavigateScreen` (checked 2026-11-20)
    pub static NAVIGATE_SCREEN_MISSING = "button/navigate-screen-missing" {
        level: Level::Error,
        summary: "FLOW button with NAVIGATE has no `navigate_screen`",
        check: Check::Button(|button, cx| {
            let navigates = is_flow(button, cx) && button.flow_action == Some(FlowAction::Navigate);
            if navigates && is_blank(button.navigate_screen.as_deref()) {
                cx.report("navigate_screen", "FLOW button with NAVIGATE has no `navigate_screen`")
                    .help("add the id of the flow's first screen");
            }
        }),
    }
}

declare_rule! {
    /// A screen on a FLOW button that asks the flow's endpoint.
    ///
    /// ## Why
    /// With DATA_EXCHANGE the endpoint says which screen comes first; the field is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].NavigateScreen` (checked 2026-11-20)
    pub static NAVIGATE_SCREEN_IGNORED = "button/navigate-screen-ignored" {
        level: Level::Warning,
        summary: "FLOW button with DATA_EXCHANGE has a `navigate_screen`",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let exchanges = is_flow(button, cx) && button.flow_action == Some(FlowAction::DataExchange);
            if exchanges && button.navigate_screen.is_some() {
                cx.report("navigate_screen", "FLOW button with DATA_EXCHANGE has a `navigate_screen`, which is ignored")
                    .help("take it out, or write `flow_action: NAVIGATE`")
                    .remove("take the `navigate_screen` out");
            }
        }),
    }
}

fn is_flow(button: &Button, cx: &Cx<'_>) -> bool {
    button.kind == Some(ButtonType::Flow) && cx.is_whatsapp() && !cx.in_card()
}
