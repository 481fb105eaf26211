//! What the service's documentation says in numbers and lists, each with its source.
//!
//! The emulator is a witness of its own: it shares none of these with the client, so that a slip in one of the
//! two shows in a test. Source keys are those of `docs/emulator.md`.

use std::ops::RangeInclusive;
use std::time::Duration;

/// The version of the API.
pub(super) const VERSION: &str = "2020-06-06";
/// The version of the token service's API.
pub(super) const TOKEN_VERSION: &str = "2015-04-01";
/// The host that error bodies name.
pub(super) const HOST: &str = "cams.ap-southeast-1.aliyuncs.com";

/// How far a request's time may be from the server's (signature documentation).
pub(super) const CLOCK_SKEW: Duration = Duration::from_secs(15 * 60);
/// How long a nonce stays used: a request signed at the far end of the skew is refused as expired after that.
pub(super) const NONCE_WINDOW: Duration = Duration::from_secs(2 * 15 * 60);

/// How long credentials of a role are good, in seconds (STS, AssumeRole).
pub(super) const ROLE_SECONDS: RangeInclusive<i64> = 900..=43_200;
/// The same where nobody says how long (STS, AssumeRole).
pub(super) const ROLE_SECONDS_DEFAULT: i64 = 3600;
/// How long credentials of the metadata service are good: what SDKs reckon with.
pub(super) const METADATA_CREDENTIALS: Duration = Duration::from_secs(6 * 60 * 60);
/// How long a token of the metadata service may be good, in seconds (ECS, second version).
pub(super) const METADATA_TOKEN_SECONDS: RangeInclusive<i64> = 1..=21_600;

/// The bucket that media go to; the service's own is not known.
pub(super) const BUCKET: &str = "chatform-emulator";
/// The role of credentials for an upload; the service's own is not known.
pub(super) const UPLOAD_ROLE: &str = "chatapp-upload";
/// How long they are good; not documented.
pub(super) const UPLOAD_CREDENTIALS: Duration = Duration::from_secs(60 * 60);
/// The largest object that is taken: the largest file of a message (M-COMP).
pub(super) const OBJECT_SIZE: usize = 100 * 1024 * 1024;

/// The WhatsApp Business account of every space.
pub(super) const WABA: &str = "100000000000001";

/// The folder that a space's media go to.
pub(super) fn upload_folder(space: &str) -> String {
    format!("cams/{}", if space.is_empty() { "default" } else { space })
}

/// Values of TemplateType (A-CREATE, A-ERR `TemplateTypeNotSupport`).
pub(super) const TEMPLATE_TYPES: [&str; 2] = ["WHATSAPP", "VIBER"];
/// Values of Category (A-CREATE).
pub(super) const CATEGORIES: [&str; 3] = ["UTILITY", "MARKETING", "AUTHENTICATION"];
/// Values of AuditStatus (A-LIST).
pub(super) const AUDIT_STATUSES: [&str; 4] = ["pass", "fail", "auditing", "unaudit"];
/// Values of a component's Type (A-CREATE).
pub(super) const COMPONENT_TYPES: [&str; 6] = ["BODY", "HEADER", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"];
/// Values of a card component's Type (A-CREATE).
pub(super) const CARD_COMPONENT_TYPES: [&str; 3] = ["BODY", "HEADER", "BUTTONS"];
/// Values of a button's Type (A-CREATE).
pub(super) const BUTTON_TYPES: [&str; 9] =
    ["PHONE_NUMBER", "URL", "QUICK_REPLY", "COPY_CODE", "ONE_TAP", "ZERO_TAP", "MPM", "CATALOG", "FLOW"];
/// Values of a card button's Type (A-CREATE).
pub(super) const CARD_BUTTON_TYPES: [&str; 3] = ["PHONE_NUMBER", "URL", "QUICK_REPLY"];
/// Values of a header's Format (A-CREATE).
pub(super) const FORMATS: [&str; 4] = ["TEXT", "IMAGE", "DOCUMENT", "VIDEO"];
/// Values of a card header's Format (A-CREATE).
pub(super) const CARD_FORMATS: [&str; 2] = ["IMAGE", "VIDEO"];
/// Values of UrlType (A-CREATE).
pub(super) const URL_TYPES: [&str; 2] = ["static", "dynamic"];
/// Values of FlowAction (A-CREATE).
pub(super) const FLOW_ACTIONS: [&str; 2] = ["NAVIGATE", "DATA_EXCHANGE"];

/// MessageSendTtlSeconds as the gateway takes it (A-METADATA).
pub(super) const TTL_SECONDS: RangeInclusive<i64> = 30..=2_592_000;
/// CodeExpirationMinutes as the gateway takes it (A-METADATA).
pub(super) const CODE_EXPIRATION_MINUTES: RangeInclusive<i64> = 1..=90;
/// Seconds of a video (A-CREATE).
pub(super) const DURATION_SECONDS: RangeInclusive<i64> = 0..=600;
/// The most SupportedApps (A-METADATA, maxItems).
pub(super) const SUPPORTED_APPS: usize = 5;
/// How many CardComponents a card has (A-METADATA).
pub(super) const CARD_COMPONENTS: RangeInclusive<usize> = 1..=10;
/// The longest phone number, sign included (M-COMP).
pub(super) const PHONE_NUMBER: RangeInclusive<usize> = 5..=20;

/// Page without an index or a size (A-LIST).
pub(super) const DEFAULT_PAGE: (usize, usize) = (1, 10);
/// The largest page: undocumented, 100 is what field reports use.
pub(super) const PAGE_SIZE: usize = 100;

/// How long the name of a deleted approved template stays taken (M-MGMT).
pub(super) const NAME_LOCK: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Edits of an approved template: so many in such a time (M-MGMT).
pub(super) const APPROVED_EDITS: [(usize, Duration); 2] =
    [(1, Duration::from_secs(24 * 60 * 60)), (10, Duration::from_secs(30 * 24 * 60 * 60))];

/// How long the first pauses for quality last; after them a template is disabled (M-PAUSE).
pub(super) const PAUSES: [Duration; 2] = [Duration::from_secs(3 * 60 * 60), Duration::from_secs(6 * 60 * 60)];

/// A template that was not used for so long is archived (M-OVER).
pub(super) const IDLE: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// An archived template is deleted after so long (M-OVER).
pub(super) const ARCHIVED: Duration = Duration::from_secs(28 * 24 * 60 * 60);

/// The service's own language codes (A-LANG).
const LANGUAGES: &str = "af sq ar az bn bg ca zh_CN zh_HK zh_TW hr cs da nl en en_GB en_US et fil fi fr de el gu ha he \
    hi hu id ga it ja kn kk ko lo lv lt mk ms ml mr nb fa pl pt_BR pt_PT pa ro ru sr sk sl es es_AR es_ES es_MX sw sv \
    ta te th tr uk ur uz vi zu";
/// Codes that only Meta lists (M-LANG); whether the service refuses them is unknown.
const META_LANGUAGES: &str = "ar_EG ar_AE ar_LB ar_MA ar_QA be_BY bn_IN prs_AF nl_BE en_AE en_AU en_CA en_GH en_IE \
    en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_ZA fr_BE fr_CA fr_CH fr_CI fr_MA ka de_AT de_CH rw_RW ky_KG ps_AF \
    si_LK es_CL es_CO es_CR es_DO es_EC es_HN es_PA es_PE es_UY";

/// Whether a language code is taken; `only_listed` refuses the ones that only Meta lists.
pub(super) fn is_language(code: &str, only_listed: bool) -> bool {
    let listed = |list: &str| list.split_whitespace().any(|known| known == code);
    listed(LANGUAGES) || (!only_listed && listed(META_LANGUAGES))
}

/// Values of ChannelType where messages are sent (A-SEND).
pub(super) const CHANNELS: [&str; 6] = ["whatsapp", "messenger", "instagram", "viber", "telegram", "line"];
/// Values of RecipientType (A-SEND).
pub(super) const RECIPIENT_TYPES: [&str; 3] = ["individual", "group", "userId"];
/// Values of FallBackRule (A-SEND).
pub(super) const FALLBACK_RULES: [&str; 2] = ["undelivered", "sentFailed"];
/// Values of Label; the page has one of them in a misspelt form (A-SEND).
pub(super) const LABELS: [&str; 3] = ["promotion", "pormotion", "transaction"];
/// Ttl of a message in seconds (A-SEND).
pub(super) const MESSAGE_TTL: RangeInclusive<i64> = 30..=1_209_600;
/// FallBackDuration in seconds (A-SEND).
pub(super) const FALLBACK_SECONDS: RangeInclusive<i64> = 60..=43_200;
/// Sections and items of ProductAction (A-SEND).
pub(super) const PRODUCTS: (usize, usize) = (10, 30);
/// Recipients of SendChatappMassMessage (A-MASS).
pub(super) const MASS_RECIPIENTS: usize = 1000;
/// How long a customer's message lets free texts through (A-STATUS, MsgFrameType).
pub(super) const CUSTOMER_WINDOW: Duration = Duration::from_secs(24 * 60 * 60);
/// Values of Granularity (A-METRIC).
pub(super) const GRANULARITIES: [(&str, i64); 2] = [("DAILY", 24 * 60 * 60 * 1000), ("HALF_HOUR", 30 * 60 * 1000)];
/// How long after it was enabled the statistics have data (A-ROI).
pub(super) const STATISTICS_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Values of MessageType of a channel (A-SEND).
pub(super) fn message_types(channel: &str) -> &'static [&'static str] {
    match channel {
        "whatsapp" => &[
            "text",
            "image",
            "video",
            "audio",
            "document",
            "interactive",
            "location",
            "contacts",
            "reaction",
            "sticker",
            "typing_indicator",
            "pin",
            "carousel",
        ],
        "viber" => &[
            "text",
            "image",
            "text_image_button",
            "text_button",
            "document",
            "video",
            "text_video",
            "text_video_button",
            "text_image",
        ],
        "messenger" | "instagram" => &[
            "text",
            "image",
            "video",
            "document",
            "audio",
            "interactive",
            "couponTemplate",
            "regularTemplate",
            "quickReply",
            "buttonTemplate",
        ],
        "telegram" => &["text", "image", "video", "audio", "document", "location", "gif", "sticker", "interactive"],
        "line" => &[
            "text",
            "image",
            "video",
            "audio",
            "buttons",
            "confirm",
            "carousel",
            "imageCarousel",
            "quickReply",
            "sticker",
            "location",
            "textV2",
            "coupon",
            "imagemap",
            "flex",
            "interactive",
        ],
        _ => &[],
    }
}
