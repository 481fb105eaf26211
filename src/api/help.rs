//! What to do about each code of the service, in plain words.

/// The table of codes. An entry that ends in `*` stands for every code that begins so; the first entry that fits
/// is taken. Codes of the service's error page, of the operation pages and of the gateway (checked 2026-11-20).
#[rustfmt::skip]
const HELP: &[(&str, &str)] = &[
    // The service's own.
    ("Authentication.NoAuth", "give the key's user access to this space, or name another space"),
    ("Product.Unsubscript", "activate Chat App Message Service for this account in the console"),
    ("Ram.PermissionDeny", "attach a RAM policy that allows `cams:` and the action's name to the key's user"),
    ("System.LimitControl", "wait a moment, and see what else sends requests for this account"),
    ("Unknown.ResourceOwnerId", "the space belongs to another account: check the key and the space"),
    ("DelError.TemplateNotExist", "there is nothing to delete: plan again"),
    ("DetailError.TemplateNotExist", "the space has no such template in this language: plan again"),
    ("TemplateListError.QueryError", "check the space; if it is right, try again later and give the vendor the request id"),
    ("ERR-COMMON-001", "the service gives no reason; it was seen where AllowSend is set on a template that is not MARKETING"),
    ("InvalidParameter.MessageInvalid", "write variables as `$(name)`, not `{{1}}`, and remove what WhatsApp has no form for"),
    ("InvalidParameter.FooterHaveVariable", "remove the variable from the footer"),
    ("InvalidParameter.HeaderMoreVa*", "leave one variable in the header"),
    ("InvalidParameter.HeaderTypeNotSupport", "use another header format"),
    ("InvalidParameter.ButtonTextHaveVariable", "remove the variable from the button's text"),
    ("InvalidParameter.UrlMoreVa*", "leave one variable in the button's URL, at its end"),
    ("InvalidParameter.PhoneNumberError", "write the button's phone number with country code, as digits"),
    ("InvalidParameter.TemplateNameExist", "the name is taken in this language: import that template, or raise `revision`"),
    ("InvalidParameter.CreateError", "the service gives no reason: run `lint`, then compare with a template that it took"),
    ("InvalidParameter.FileUrlError", "make the media URL reachable for everyone, without a login or a redirect"),
    ("InvalidParameter.PageInvalid", "the page of the list was not understood: update this program"),
    ("InvalidParameter.LanguageNotSupport", "use a language code that the service supports"),
    ("InvalidParameter.AuditStatusNotSupport", "filter by `pass`, `fail`, `auditing` or `unaudit`"),
    ("InvalidParameter.TemplateTypeNotSupport", "set `channel` to WHATSAPP or VIBER"),
    ("InvalidParameter.ChannelTypeNotSupport", "use a channel that this space is set up for"),
    ("InvalidParameter.MessageType*", "use a message type that this channel has"),
    ("InvalidParameter.Content*", "check the content of the message"),
    ("InvalidParameter.TextNotEmpty", "give the message a text"),
    ("InvalidParameter.LinkNotEmpty", "give the message a link to its media"),
    ("InvalidParameter.TemplateCodeNotEmpty", "name the template by its code"),
    ("InvalidParameter.LanguageNotEmpty", "name the language of the template"),
    ("InvalidParameter.SendSmsNotSupport", "send without the SMS fallback"),
    ("InvalidParameter.FromOnlyNumeric", "write the sender's number with digits only"),
    ("InvalidParameter.ToOnl*", "write the recipient's number with digits only"),
    // The gateway's: who asks.
    ("InvalidAccessKeyId.NotFound", "check ALIBABA_CLOUD_ACCESS_KEY_ID: there is no such key"),
    ("InvalidAccessKeyId.Inactive", "enable the access key in the RAM console, or use another"),
    ("InvalidSecurityToken.Expired", "get new temporary credentials: these have expired"),
    ("InvalidSecurityToken*", "check ALIBABA_CLOUD_SECURITY_TOKEN: it does not belong to this key, or is cut short"),
    ("MissingSecurityToken", "set ALIBABA_CLOUD_SECURITY_TOKEN: this is a temporary key"),
    ("SignatureDoesNotMatch", "check ALIBABA_CLOUD_ACCESS_KEY_SECRET: it does not belong to this key"),
    ("IncompleteSignature", "check ALIBABA_CLOUD_ACCESS_KEY_SECRET, and that no proxy drops headers"),
    ("InvalidSignatureMethod", "the endpoint does not know this signature algorithm: choose the other one"),
    ("SignatureNonceUsed", "something on the way sends requests twice: look at the proxy"),
    ("InvalidTimeStamp.Expired", "set this machine's clock: it is more than 15 minutes off"),
    ("InvalidTimeStamp.Format", "the endpoint did not understand the time of the request: update this program"),
    ("IllegalTimestamp", "set this machine's clock, and update this program if it is right"),
    ("NoPermission", "attach a RAM policy that allows `cams:` and the action's name to the key's user"),
    ("Forbidden.RiskControl", "the account is blocked by risk control: ask the vendor's support"),
    ("Forbidden.UserVerification", "verify the account in the console"),
    ("Forbidden*", "attach a RAM policy that allows `cams:` and the action's name to the key's user"),
    ("InsufficientBalance", "top up the account"),
    // The gateway's: what is asked.
    ("Throttling*", "wait a moment, and see what else sends requests for this account"),
    ("InvalidApi.NotFound", "the endpoint does not know this action: check the endpoint"),
    ("InvalidAction.NotFound", "the endpoint does not know this action: check the endpoint"),
    ("InvalidVersion", "the endpoint does not know this version of the API: check the endpoint"),
    ("NoSuchVersion", "the endpoint does not know this version of the API: check the endpoint"),
    ("InvalidProduct.NotFound", "the endpoint belongs to another product: check the endpoint"),
    ("InvalidProtocol.NeedSsl", "write the endpoint with `https://`"),
    ("UnsupportedHTTPMethod", "the endpoint takes no POST: check that it is the service itself"),
    ("InternalError", "the service broke: try again later, and give the vendor the request id"),
    ("ServiceUnavailable*", "the service is not available: try again later"),
    ("UnknownError", "the service broke: try again later, and give the vendor the request id"),
    // Meta's, which the service passes on in reasons and messages.
    ("100", "Meta does not take a value of the template: read the message, and run `lint`"),
    ("2388019", "the business has as many templates as Meta allows: delete some, or verify the business"),
    ("2388024", "the name is taken in this language: import that template, or raise `revision`"),
    ("2388040", "a text is too long for Meta: run `lint`"),
    ("2388047", "Meta does not take the header: no line break, no markdown, no emoji"),
    ("2388072", "Meta does not take the body: look for broken variables and too many line breaks"),
    ("2388073", "Meta does not take the footer: no variable, no markdown"),
    ("2388293", "too many variables for so little text: write more around them"),
    ("2388299", "a variable stands at the beginning or the end of the text: write a word before or after it"),
    ("132000", "the message has other variables than the template: `chatform resolve` prints them"),
    ("132001", "there is no approved template of this name in this language: `chatform status` says what there is"),
    ("132005", "the text is too long with these values: shorten them"),
    ("132007", "Meta's policy forbids this text: write it differently and submit it again"),
    ("132012", "a value has another form than the template's example: compare them"),
    ("132015", "Meta has paused the template for its quality: wait, and write a better one"),
    ("132016", "Meta has disabled the template for its quality: submit another one"),
    ("132018", "a value has a form that the template does not take: compare it with the example"),
    ("132068", "the flow is blocked: mend it at Meta"),
    ("132069", "the flow is throttled: send more slowly, and mend what fails in it"),
    ("Missing*", "the request lacks what the code names: run `lint`, and check the space in the project file"),
    ("Invalid*", "the service does not take a value that the message names: run `lint`"),
];

/// What to do about a code, in one sentence; `None` for a code that is not known.
pub fn help(code: &str) -> Option<&'static str> {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(prefix) => code.starts_with(prefix),
        None => code == pattern,
    };
    HELP.iter().find(|(pattern, _)| fits(pattern)).map(|(_, help)| *help)
}

/// What to do about a code of Meta's that a text of the service names.
pub(super) fn help_in(text: &str) -> Option<&'static str> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() >= 6);
    numbers.filter_map(help).next()
}
