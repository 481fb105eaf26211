//! Words of the API, of Meta's API and of other tools, and what they are called here.

/// A word that people bring along.
pub(super) struct Confusion {
    /// Letters and digits only, in lower case.
    pub(super) written: &'static str,
    /// The word here; empty where there is none.
    pub(super) meant: &'static str,
    /// What else to know.
    pub(super) hint: Option<&'static str>,
}

const fn renamed(written: &'static str, meant: &'static str) -> Confusion {
    Confusion { written, meant, hint: None }
}

const fn hinted(written: &'static str, meant: &'static str, hint: &'static str) -> Confusion {
    Confusion { written, meant, hint: Some(hint) }
}

const fn nowhere(written: &'static str, hint: &'static str) -> Confusion {
    Confusion { written, meant: "", hint: Some(hint) }
}

const READ_ONLY: &str = "the service decides it; take it out";

/// Keys. Where a word may mean several things, the first that is allowed in the place counts.
pub(super) const KEYS: &[Confusion] = &[
    nowhere(
        "components",
        "write each component as a key of its own: `header`, `body`, `footer`, `buttons`, `carousel`",
    ),
    hinted("language", "languages", "each language is a key below `languages`: `en: { body: … }`"),
    hinted("locale", "languages", "each language is a key below `languages`: `en: { body: … }`"),
    hinted("lang", "languages", "each language is a key below `languages`: `en: { body: … }`"),
    hinted("translations", "languages", "each language is a key below `languages`: `en: { body: … }`"),
    renamed("templatename", "name"),
    hinted("templatetype", "channel", "the API's TemplateType is called `channel`"),
    renamed("type", "format"),
    hinted("type", "channel", "the API's TemplateType is called `channel`"),
    renamed("platform", "channel"),
    hinted("messagesendttlseconds", "ttl_seconds", "MessageSendTtlSeconds is called `ttl_seconds`"),
    hinted("sendttlseconds", "ttl_seconds", "MessageSendTtlSeconds is called `ttl_seconds`"),
    renamed("ttl", "ttl_seconds"),
    renamed("validity", "ttl_seconds"),
    hinted("addsecurityrecommendation", "add_secret_recommendation", "CAMS calls it AddSecretRecommendation"),
    renamed("codeexpirationtime", "code_expiration_minutes"),
    renamed("expirationminutes", "code_expiration_minutes"),
    hinted("example", "examples", "samples stand together, one for each variable, in `examples`"),
    hinted("sample", "examples", "samples stand together, one for each variable, in `examples`"),
    hinted("samples", "examples", "samples stand together, one for each variable, in `examples`"),
    hinted("variables", "examples", "samples stand together, one for each variable, in `examples`"),
    hinted("example", "", "samples stand together, one for each variable, in `examples` of the template or language"),
    renamed("content", "text"),
    renamed("label", "text"),
    renamed("title", "text"),
    renamed("value", "text"),
    renamed("title", "header"),
    renamed("message", "body"),
    renamed("content", "body"),
    renamed("text", "body"),
    renamed("cta", "buttons"),
    renamed("actions", "buttons"),
    renamed("cards", "carousel"),
    renamed("lto", "limited_time_offer"),
    renamed("offer", "limited_time_offer"),
    renamed("headertype", "format"),
    renamed("mediatype", "format"),
    renamed("headerhandle", "url"),
    renamed("mediaurl", "url"),
    renamed("link", "url"),
    renamed("href", "url"),
    renamed("phone", "phone_number"),
    renamed("tel", "phone_number"),
    renamed("code", "coupon_code"),
    renamed("offercode", "coupon_code"),
    renamed("optout", "is_opt_out"),
    renamed("packagename", "package_name"),
    hinted("otptype", "type", "ONE_TAP, ZERO_TAP and COPY_CODE are button types of their own"),
    renamed("screen", "navigate_screen"),
    renamed("version", "revision"),
    nowhere("zerotaptermsaccepted", "CAMS has no such field; take it out"),
    nowhere("allowcategorychange", "the API no longer uses it; see `category_change_paused`"),
    nowhere("id", READ_ONLY),
    nowhere("status", READ_ONLY),
    nowhere("auditstatus", READ_ONLY),
    nowhere("templatecode", READ_ONLY),
    nowhere("qualityscore", READ_ONLY),
    nowhere("lastupdatetime", READ_ONLY),
    nowhere("custwabaid", "the API's CustWabaId is deprecated; write the CustSpaceId as `space`"),
    renamed("custspaceid", "space"),
    renamed("spaceid", "space"),
    renamed("regionid", "region"),
    renamed("accountid", "account"),
    renamed("env", "environments"),
    renamed("envs", "environments"),
    renamed("files", "templates"),
    renamed("vars", "values"),
    renamed("variables", "values"),
    renamed("sender", "from"),
    renamed("fromnumber", "from"),
    renamed("rule", "rules"),
    renamed("deletions", "retired"),
    nowhere("accesskeyid", "keys come from the environment, never from a file"),
    nowhere("accesskeysecret", "keys come from the environment, never from a file"),
];

/// Values.
pub(super) const VALUES: &[Confusion] = &[
    hinted("transactional", "UTILITY", "TRANSACTIONAL is the old name of UTILITY"),
    renamed("otp", "AUTHENTICATION"),
    nowhere("otp", "the buttons of one-time passwords are ONE_TAP, ZERO_TAP and COPY_CODE"),
    nowhere("spm", "Alibaba does not offer Meta's buttons for a single product"),
    renamed("auth", "AUTHENTICATION"),
    renamed("promotion", "MARKETING"),
    renamed("promotional", "MARKETING"),
    renamed("phone", "PHONE_NUMBER"),
    renamed("call", "PHONE_NUMBER"),
    renamed("link", "URL"),
    renamed("website", "URL"),
    renamed("reply", "QUICK_REPLY"),
    renamed("coupon", "COPY_CODE"),
    renamed("products", "MPM"),
    renamed("multiproduct", "MPM"),
    renamed("photo", "IMAGE"),
    renamed("picture", "IMAGE"),
    renamed("file", "DOCUMENT"),
    renamed("pdf", "DOCUMENT"),
    renamed("wa", "WHATSAPP"),
    renamed("warn", "warning"),
    renamed("ignore", "off"),
    renamed("allow", "modify"),
    renamed("remove", "delete"),
];
