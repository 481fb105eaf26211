//! Every number of the platform, with its source. No other file holds a bare limit.
//!
//! Keys: A-… are Alibaba's API pages and metadata, M-… are Meta's pages; all checked 2026-11-20.
//! Lengths count Unicode code points, each `$(name)` counted as the `{{n}}` that Meta sees; no source says which
//! unit "characters" means, so an error is reported only where code points exceed the limit.

/// Name of a WhatsApp template, in characters. M-MGMT, M-OVER.
pub const NAME_CHARACTERS: usize = 512;
/// Body of a WhatsApp template. A-CREATE, M-COMP.
pub const BODY_CHARACTERS: usize = 1024;
/// Body beside a limited-time offer. M-LTO.
pub const BODY_WITH_OFFER_CHARACTERS: usize = 600;
/// Body of a Viber template. A-VIBER.
pub const BODY_VIBER_CHARACTERS: usize = 1000;
/// Body of a carousel card. M-CARO.
pub const CARD_BODY_CHARACTERS: usize = 160;
/// Text header. A-CREATE, M-COMP.
pub const HEADER_CHARACTERS: usize = 60;
/// Variables in a text header. A-ERR `HeaderMoreVarable`, M-COMP.
pub const HEADER_VARIABLES: usize = 1;
/// Footer. A-CREATE, M-COMP.
pub const FOOTER_CHARACTERS: usize = 60;
/// Headline of a limited-time offer. M-LTO.
pub const OFFER_CHARACTERS: usize = 16;
/// Label of a button, also the autofill label. M-COMP, M-1TAP.
pub const BUTTON_CHARACTERS: usize = 25;
/// Address of a URL button, its variable's example included. M-COMP.
pub const URL_CHARACTERS: usize = 2000;
/// Phone number. M-COMP.
pub const PHONE_CHARACTERS: usize = 20;
/// Coupon code: an error beyond. M-COMP (copy of September 2026).
pub const COUPON_CHARACTERS: usize = 20;
/// Coupon code beside a limited-time offer; elsewhere a warning beyond. M-LTO.
pub const COUPON_WITH_OFFER_CHARACTERS: usize = 15;
/// Buttons of a template. A-CREATE, M-COMP.
pub const BUTTONS: usize = 10;
/// URL buttons of a template. A-CREATE, M-COMP.
pub const URL_BUTTONS: usize = 2;
/// Phone buttons of a template. A-CREATE, M-COMP.
pub const PHONE_BUTTONS: usize = 1;
/// Copy-code buttons of a template. M-COMP, M-COUPON.
pub const COPY_CODE_BUTTONS: usize = 1;
/// Cards of a carousel. M-CARO.
pub const CARDS: std::ops::RangeInclusive<usize> = 2..=10;
/// Buttons of a card. A-CREATE, M-CARO.
pub const CARD_BUTTONS: usize = 2;
/// Apps of a ONE_TAP or ZERO_TAP button. A-METADATA, M-0TAP.
pub const SUPPORTED_APPS: std::ops::RangeInclusive<usize> = 1..=5;
/// Package name of an app. M-1TAP.
pub const PACKAGE_NAME_CHARACTERS: usize = 224;
/// Signature hash of an app. M-1TAP.
pub const SIGNATURE_HASH_CHARACTERS: usize = 11;
/// Validity of a one-time password, in minutes. A-METADATA, M-COPY.
pub const CODE_EXPIRATION_MINUTES: std::ops::RangeInclusive<i64> = 1..=90;
/// TTL of an AUTHENTICATION template, in seconds. A-CREATE, M-TTL.
pub const TTL_AUTHENTICATION_SECONDS: std::ops::RangeInclusive<i64> = 30..=900;
/// TTL of a UTILITY template, in seconds. A-CREATE, M-TTL.
pub const TTL_UTILITY_SECONDS: std::ops::RangeInclusive<i64> = 30..=43_200;
/// TTL of a MARKETING template, in seconds. M-TTL; the maximum also A-METADATA.
pub const TTL_MARKETING_SECONDS: std::ops::RangeInclusive<i64> = 43_200..=2_592_000;
/// Length of a Viber video, in seconds. A-CREATE.
pub const VIBER_VIDEO_SECONDS: std::ops::RangeInclusive<i64> = 0..=600;
/// Label of a Viber button, a warning beyond. No Alibaba source; Viber's own business pages use it.
pub const VIBER_BUTTON_CHARACTERS: usize = 30;
/// Emoji of a body, a warning beyond. M-REVIEW ("may be limited"); Twilio's documentation has the number.
pub const BODY_EMOJI: usize = 10;
/// Words for each variable of a body, and one more: a warning below. Reports of M-ERR 2388293 agree best with it.
pub const WORDS_PER_VARIABLE: usize = 3;
/// Line breaks of a card's body, a warning beyond. Meta's page of the interactive carousel.
pub const CARD_BODY_LINE_BREAKS: usize = 2;
/// Digits of a phone number, at least. Samples of A-CREATE; the shortest numbers that are dialled with a country code.
pub const PHONE_DIGITS_AT_LEAST: usize = 5;
/// So many buttons hide a message on computers. M-COMP.
pub const BUTTONS_HIDDEN_ON_DESKTOP: usize = 4;
/// How long delivery of a Viber message is tried, in seconds. SendChatappMessage, `Ttl`.
pub const VIBER_TTL_SECONDS: std::ops::RangeInclusive<i64> = 30..=1_209_600;
/// After how many seconds without a receipt the fallback is sent. SendChatappMessage, `FallBackDuration`.
pub const FALLBACK_SECONDS: std::ops::RangeInclusive<i64> = 60..=43_200;
/// Messages of one LINE interactive message. SendChatappMessage, `Content` (SDK 5.3.1).
pub const LINE_MESSAGES: usize = 5;
/// Sections of a product message. SendChatappMessage, `ProductAction.Sections`.
pub const PRODUCT_SECTIONS: usize = 10;
/// Products of a product message, in all sections. SendChatappMessage, `ProductAction.Sections`; M-MPM.
pub const PRODUCTS: usize = 30;
/// The one-time password of an AUTHENTICATION message. M-1TAP.
pub const CODE_CHARACTERS: usize = 15;
/// Digits of a phone number, at most. ITU-T E.164.
pub const PHONE_DIGITS_AT_MOST: usize = 15;
/// Recipients of one SendChatappMassMessage request. Its page.
pub const MASS_RECIPIENTS: usize = 1000;
/// Edits of an approved template in a day. M-MGMT.
pub const APPROVED_EDITS_A_DAY: usize = 1;
/// Edits of an approved template in thirty days. M-MGMT.
pub const APPROVED_EDITS_IN_THIRTY_DAYS: usize = 10;
/// Days that the name of a deleted approved template stays taken in its language. M-MGMT.
pub const NAME_LOCK_DAYS: i64 = 30;
/// Templates of a business that is verified, each language counted. M-OVER, M-ERR 2388019.
pub const TEMPLATES: usize = 6_000;
/// Templates of a business that is not verified. M-OVER.
pub const TEMPLATES_UNVERIFIED: usize = 250;
/// Creations an hour. M-OVER.
pub const CREATIONS_AN_HOUR: usize = 100;
/// Bytes of a picture. M-MEDIA.
pub const IMAGE_BYTES: u64 = 5 << 20;
/// Bytes of a picture that the console takes. A-MEDIA.
pub const IMAGE_BYTES_OF_CONSOLE: u64 = 2 << 20;
/// Bytes of a video. M-MEDIA.
pub const VIDEO_BYTES: u64 = 16 << 20;
/// Bytes of a video that the console takes. A-MEDIA.
pub const VIDEO_BYTES_OF_CONSOLE: u64 = 10 << 20;
/// Bytes of a document. M-MEDIA.
pub const DOCUMENT_BYTES: u64 = 100 << 20;
/// Bytes of a document that the console takes. A-MEDIA.
pub const DOCUMENT_BYTES_OF_CONSOLE: u64 = 10 << 20;
