//! What is checked, and what templates do.

use super::row::{ASSUMED, Behaviour, DOCUMENTED, RECORDED, assumed, documented, recorded, row};

/// The gateway, first.
pub(super) const GATEWAY: &[Behaviour] = &[
    row(
        "Create demands Category, Name, Language, TemplateType, Components (`MissingCategory` …); `CustSpaceId` only with a switch, because a request without one means the default space",
        &[documented("demanded"), assumed("the default space, the order")],
        "A-METADATA",
    ),
    row(
        "Detail and Modify demand Language, and TemplateCode or TemplateName; Delete demands one of the two, and TemplateType beside a Language",
        &[DOCUMENTED],
        "A-METADATA, A-DELETE",
    ),
    row(
        "`Components` empty or absent: `MissingComponents`. A component, card component or button without `Type`: `MissingType`",
        &[DOCUMENTED, RECORDED],
        "A-METADATA, FIELD",
    ),
    row(
        "A card without `CardComponents`: `MissingCardComponents`; more than 10: `InvalidCardComponents`",
        &[documented("1–10"), assumed("the codes")],
        "A-METADATA",
    ),
    row(
        "`SupportedApps` at most 5, `CodeExpirationMinutes` 1–90, `MessageSendTtlSeconds` 30–2 592 000: `Invalid…`",
        &[documented("limits"), assumed("the codes")],
        "A-METADATA",
    ),
    row(
        "`Duration` 0–600, `Type`, `UrlType`, `FlowAction`, `Category` as listed: `Invalid…`",
        &[documented("values"), assumed("that the gateway checks, the codes")],
        "A-CREATE",
    ),
    row(
        "A value of another kind: `InvalidParameter.Format`; a field that requests do not have: `InvalidParameter`",
        &[ASSUMED],
        "",
    ),
    row(
        "Sending demands ChannelType, Type, From, To; the metrics Start and End, of a template TemplateCode; archiving ArchiveType, ChannelType, TemplateList (`Missing…`)",
        &[DOCUMENTED],
        "A-METADATA",
    ),
    row(
        "Ttl 30–1 209 600, FallBackDuration 60–43 200, SenderList 1–1000, Granularity, FallBackRule, Label, RecipientType, Type as listed: `Invalid…`",
        &[documented("limits"), assumed("the codes")],
        "A-SEND, A-METRIC",
    ),
    row(
        "TemplateParams and Example are objects of texts, Payload is a list of texts: `InvalidParameter.Format`",
        &[documented("the kinds"), assumed("the code")],
        "A-METADATA",
    ),
    row("Unknown parameters of a request are ignored; the log names them", &[ASSUMED], ""),
];

/// Then the product.
pub(super) const PRODUCT: &[Behaviour] = &[
    row(
        "`InvalidParameter.TemplateTypeNotSupport`, `.LanguageNotSupport`, `.AuditStatusNotSupport`, `.PageInvalid`",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row("The 43 languages that only Meta lists are taken; a switch refuses them", &[ASSUMED], "A-LANG, M-LANG"),
    row(
        "A variable in the footer: `InvalidParameter.FooterHaveVariable`; in a button text: `.ButtonTextHaveVariable`; more than one in a header: `.HeaderMoreVarable`; in a URL: `.UrlMoreVarable`",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row("`{{1}}` in any text: `InvalidParameter.MessageInvalid`", &[documented("body"), assumed("elsewhere")], "A-ERR"),
    row("A header format outside the list: `InvalidParameter.HeaderTypeNotSupport`", &[DOCUMENTED], "A-ERR"),
    row(
        "A media header whose URL, or whose variable's example, is no http or https address: `InvalidParameter.FileUrlError`. Nothing is fetched",
        &[RECORDED],
        "FIELD",
    ),
    row(
        "A phone number other than 5–19 digits with or without `+`, 20 characters at most: `InvalidParameter.PhoneNumberError`",
        &[documented("code"), assumed("form")],
        "A-ERR, M-COMP",
    ),
    row(
        "Name and language once per space, whatever the channel: `InvalidParameter.TemplateNameExist`",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row(
        "Lengths, counts and shapes beyond these are not checked: whether the service checks them before Meta does is unknown",
        &[ASSUMED],
        "",
    ),
];

/// Templates.
pub(super) const TEMPLATES: &[Behaviour] = &[
    row(
        "A space (CustSpaceId) holds templates by name and language; no space is the default space",
        &[DOCUMENTED, assumed("the default")],
        "A-CREATE",
    ),
    row(
        "All languages of a name share one TemplateCode of 19 digits; a name that is created anew gets a new one",
        &[ASSUMED],
        "A-DELETE",
    ),
    row(
        "List: filters Name, Language, AuditStatus, Category, Code, TemplateType, all exact; newest first; page 1 of 10 unless said otherwise, 100 at most",
        &[documented("filters, defaults"), assumed("exact, order, most")],
        "A-LIST",
    ),
    row(
        "Detail gives the components as they were sent, as lists and objects, with `hasExpiration` for `HasExpiration`",
        &[RECORDED],
        "SDK",
    ),
    row(
        "Detail of AUTHENTICATION has texts for body and footer that the service wrote",
        &[documented("that it does"), assumed("the texts")],
        "A-MODIFY",
    ),
    row(
        "Detail in other forms, by a switch: every field padded with empty values; or two JSON strings with lower-case keys, `formate` among them",
        &[documented("the sample"), assumed("padding")],
        "A-DETAIL",
    ),
    row("`QualityScore` is `UNKNOWN`, `AllowSend` true, until somebody changes them", &[ASSUMED], ""),
    row(
        "Modify replaces components, example, TTL, CategoryChangePaused and ProductSetId as a whole: what is left out is gone",
        &[documented("components"), assumed("the rest")],
        "M-MGMT",
    ),
    row("Modify is for `fail` and `unaudit`; for anything else it is refused", &[DOCUMENTED], "A-MODIFY"),
    row("… with `InvalidParameter.CreateError`", &[ASSUMED], "A-ERR"),
    row(
        "Another Category in Modify is refused with `InvalidParameter.CreateError`",
        &[documented("that it cannot change"), assumed("the code")],
        "A-MODIFY",
    ),
    row(
        "A template that is not there: `DetailError.TemplateNotExist` (Detail), `DelError.TemplateNotExist` (Delete)",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row("… `DetailError.TemplateNotExist` for Modify and ModifyChatappTemplateProperties", &[ASSUMED], ""),
    row(
        "Delete with a Language removes that version, without one everything under the code or name",
        &[DOCUMENTED],
        "A-DELETE, M-MGMT",
    ),
    row(
        "The name of a deleted approved template is locked for 30 days, per language; Create answers `InvalidParameter.CreateError`",
        &[documented("the lock"), assumed("the code")],
        "M-MGMT",
    ),
    row(
        "ModifyChatappTemplateProperties needs no review; `AllowSend=false` outside MARKETING is `ERR-COMMON-001`",
        &[DOCUMENTED, RECORDED],
        "A-PROPS, FIELD",
    ),
    row("LastUpdateTime moves on with every change, also of the review", &[ASSUMED], ""),
    row(
        "`--modify-approved allow`: approved ones may be modified, once in 24 hours and ten times in 30 days, and are reviewed again; paused ones too, without a quota. The page of Modify forbids it, the console and Meta allow it: hence the option, and `refuse` as its default",
        &[documented("both")],
        "A-MODIFY, A-CONSOLE, M-MGMT",
    ),
    row(
        "Disabled and archived templates cannot be modified (`InvalidParameter.CreateError`); disabled ones cannot be deleted (`ERR-COMMON-001`)",
        &[documented("that they cannot"), assumed("the codes")],
        "M-MGMT",
    ),
    row(
        "ArchiveChatappTemplate: ArchiveType `ARCHIVED` alone, ChannelType `WHATSAPP`; AuditStatus is `archived` afterwards",
        &[documented("the parameters"), assumed("the status")],
        "A-METADATA",
    ),
    row(
        "What was not sent or changed for 365 days is archived, and deleted 28 days later; looked at when the clock is moved",
        &[documented("the times"), assumed("when")],
        "M-OVER",
    ),
    row(
        "`quality KEY pause`: paused for 3 hours, then for 6, then disabled; after a pause it is approved again",
        &[DOCUMENTED],
        "M-PAUSE",
    ),
    row("`category KEY CATEGORY`: the platform files it under another category; its TTL goes", &[DOCUMENTED], "M-CAT"),
];

/// Reviews.
pub(super) const REVIEWS: &[Behaviour] = &[
    row("`instant`: decided before the template is first read", &[ASSUMED], ""),
    row(
        "`after=30s` (`ms`, `s`, `m`, `h`, `d`): `unaudit` for the first tenth, then `auditing`, then decided",
        &[recorded("`unaudit` right after Create"), assumed("the share")],
        "FIELD",
    ),
    row(
        "`polls=3`: decided at the third reading; each Detail of it and each page of List that it is on counts",
        &[ASSUMED],
        "",
    ),
    row("`manual`: `auditing` until somebody decides", &[ASSUMED], ""),
    row(
        "`script=FILE`: decided as the first verdict of the file that fits says, after its own `after`; approved at once where none fits",
        &[ASSUMED],
        "",
    ),
    row(
        "A verdict may approve under another category, as the platform has done since April 2025",
        &[DOCUMENTED],
        "M-CAT",
    ),
];
