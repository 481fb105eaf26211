//! Enumerations, spelled exactly as the API spells them.
//!
//! Source: CreateChatappTemplate request, API 2020-06-06 (checked 2026-11-20).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// An enum of unit variants with a fixed spelling, strict in both directions.
macro_rules! text_enum {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $variant_doc:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[doc = $variant_doc])+ #[serde(rename = $text)] $variant,)+
        }

        // Written out because the derived form of a documented enum is `oneOf`, which editors explain badly.
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": concat!($($doc),+).trim(), "enum": [$($text),+] })
            }
        }

        impl $name {
            /// All values, in the documented order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The API's spelling.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// Reads the API's spelling, exactly.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

pub(super) use text_enum;

text_enum! {
    /// What a template is for: decides review, price and what it may hold.
    Category {
        /// Follows up on something the customer asked for.
        Utility = "UTILITY",
        /// Everything else.
        Marketing = "MARKETING",
        /// One-time passwords.
        Authentication = "AUTHENTICATION",
    }
}

text_enum! {
    /// The messenger; `TemplateType` of the API.
    Channel {
        /// WhatsApp.
        Whatsapp = "WHATSAPP",
        /// Viber.
        Viber = "VIBER",
    }
}

text_enum! {
    /// What a header shows.
    HeaderFormat {
        /// A line of text.
        Text = "TEXT",
        /// A picture.
        Image = "IMAGE",
        /// A document.
        Document = "DOCUMENT",
        /// A video.
        Video = "VIDEO",
    }
}

text_enum! {
    /// What a button does.
    ButtonType {
        /// Calls a number.
        PhoneNumber = "PHONE_NUMBER",
        /// Opens a page.
        Url = "URL",
        /// Answers with its own text.
        QuickReply = "QUICK_REPLY",
        /// Copies a coupon (MARKETING) or the one-time password (AUTHENTICATION).
        CopyCode = "COPY_CODE",
        /// Fills the one-time password in, after a tap.
        OneTap = "ONE_TAP",
        /// Hands the one-time password to the app without a tap.
        ZeroTap = "ZERO_TAP",
        /// Shows several products.
        Mpm = "MPM",
        /// Shows the catalog.
        Catalog = "CATALOG",
        /// Starts a flow.
        Flow = "FLOW",
    }
}

text_enum! {
    /// Whether a URL button's address holds a variable. Lower case, as the API has it.
    UrlType {
        /// The same address for everybody.
        Static = "static",
        /// One variable at the end.
        Dynamic = "dynamic",
    }
}

text_enum! {
    /// What a FLOW button does first.
    FlowAction {
        /// Opens a screen.
        Navigate = "NAVIGATE",
        /// Asks the flow's endpoint.
        DataExchange = "DATA_EXCHANGE",
    }
}
