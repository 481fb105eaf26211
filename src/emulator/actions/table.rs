//! The actions that there are: of the product, and of the token service.

use super::{
    Action, archive, create, delete, detail, list, metrics, modify, phones, properties, roi, send, send_mass, upload,
};
use crate::emulator::documented;
use crate::emulator::sts;

/// One action.
pub(in crate::emulator) struct Entry {
    /// Its name.
    pub name: &'static str,
    /// The version of the API that it belongs to.
    pub version: &'static str,
    /// What it does.
    pub run: Action,
    /// Whether it changes anything.
    pub writes: bool,
    /// What stands around the fields of its answer.
    pub envelope: Envelope,
    /// How often a second one account may ask; none where nothing is documented for it.
    pub per_second: Option<usize>,
    /// The parameters that it knows, besides those of the protocol.
    pub parameters: &'static [&'static str],
}

/// What stands around the fields of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emulator) enum Envelope {
    /// RequestId, Code, Message and Success.
    Success,
    /// RequestId, Code and Message.
    Plain,
    /// RequestId alone.
    Tokens,
}

/// The parameters that every action of the product has.
const EVERYWHERE: [&str; 6] =
    ["CustSpaceId", "CustWabaId", "IsvCode", "OwnerId", "ResourceOwnerAccount", "ResourceOwnerId"];

const fn product(
    name: &'static str,
    run: Action,
    writes: bool,
    envelope: Envelope,
    per_second: usize,
    parameters: &'static [&'static str],
) -> Entry {
    Entry { name, version: documented::VERSION, run, writes, envelope, per_second: Some(per_second), parameters }
}

const fn token(name: &'static str, run: Action, parameters: &'static [&'static str]) -> Entry {
    let envelope = Envelope::Tokens;
    Entry { name, version: documented::TOKEN_VERSION, run, writes: false, envelope, per_second: None, parameters }
}

/// The request that needs no signature, because it carries somebody else's.
pub(in crate::emulator) const UNSIGNED: &str = "AssumeRoleWithOIDC";

/// All actions. Rates: the page of each (A-CREATE and so on); Properties, Archive, QueryPhoneNumbers: assumed.
const ACTIONS: &[Entry] = &[
    product("ListChatappTemplate", list::run, false, Envelope::Success, 5, LIST),
    product("GetChatappTemplateDetail", detail::run, false, Envelope::Success, 5, ONE),
    product("CreateChatappTemplate", create::run, true, Envelope::Success, 50, CONTENT),
    product("ModifyChatappTemplate", modify::run, true, Envelope::Success, 50, CONTENT),
    product("ModifyChatappTemplateProperties", properties::run, true, Envelope::Success, 5, PROPERTIES),
    product("DeleteChatappTemplate", delete::run, true, Envelope::Success, 5, ONE),
    product("ArchiveChatappTemplate", archive::run, true, Envelope::Success, 5, ARCHIVE),
    product("GetChatappUploadAuthorization", upload::run, false, Envelope::Plain, 5, &[]),
    product("EnableWhatsappROIMetric", roi::run, true, Envelope::Plain, 5, &[]),
    product("GetChatappPhoneNumberMetric", metrics::of_numbers, false, Envelope::Plain, 50, NUMBER_METRIC),
    product("GetChatappTemplateMetric", metrics::of_templates, false, Envelope::Plain, 50, TEMPLATE_METRIC),
    product("SendChatappMessage", send::run, true, Envelope::Plain, 250, SEND),
    product("SendChatappMassMessage", send_mass::run, true, Envelope::Plain, 10, SEND_MASS),
    product("QueryChatappPhoneNumbers", phones::run, false, Envelope::Success, 5, &["Status"]),
    token("GetCallerIdentity", sts::get_caller_identity, &[]),
    token("AssumeRole", sts::assume_role, ASSUME),
    token(UNSIGNED, sts::assume_role_with_oidc, ASSUME_OIDC),
];

const LIST: &[&str] = &["Name", "Language", "AuditStatus", "Category", "Code", "TemplateType", "Page"];
const ONE: &[&str] = &["TemplateCode", "TemplateName", "Language", "TemplateType"];
const CONTENT: &[&str] = &[
    "AllowCategoryChange",
    "Category",
    "CategoryChangePaused",
    "Components",
    "Example",
    "Language",
    "MessageSendTtlSeconds",
    "Name",
    "ProductSetId",
    "TemplateCode",
    "TemplateName",
    "TemplateType",
];
const PROPERTIES: &[&str] = &["TemplateCode", "Language", "TemplateType", "AllowSend", "CategoryChangePaused"];
const ARCHIVE: &[&str] = &["ArchiveType", "ChannelType", "TemplateList"];
const NUMBER_METRIC: &[&str] = &["Start", "End", "Granularity", "PhoneNumber"];
const TEMPLATE_METRIC: &[&str] = &["TemplateCode", "Language", "TemplateType", "Granularity", "Start", "End"];
const SEND: &[&str] = &[
    "AdAccountId",
    "Category",
    "ChannelType",
    "Content",
    "ContextMessageId",
    "FallBackContent",
    "FallBackDuration",
    "FallBackId",
    "FallBackRule",
    "FlowAction",
    "From",
    "Label",
    "Language",
    "MessageCampaignId",
    "MessageType",
    "Payload",
    "ProductAction",
    "RecipientType",
    "Tag",
    "TaskId",
    "TemplateCode",
    "TemplateName",
    "TemplateParams",
    "To",
    "TokenType",
    "TrackingData",
    "Ttl",
    "Type",
];
const SEND_MASS: &[&str] = &[
    "ChannelType",
    "FallBackContent",
    "FallBackDuration",
    "FallBackId",
    "FallBackRule",
    "From",
    "Label",
    "Language",
    "SenderList",
    "Tag",
    "TaskId",
    "TemplateCode",
    "TemplateName",
    "Ttl",
];
const ASSUME: &[&str] = &["RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId", "Policy"];
const ASSUME_OIDC: &[&str] =
    &["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "OIDCProviderArn", "OIDCToken"];

/// The action of a name in a version.
pub(in crate::emulator) fn find(name: &str, version: &str) -> Option<&'static Entry> {
    ACTIONS.iter().find(|entry| entry.name == name && entry.version == version)
}

/// Whether there is a version at all.
pub(in crate::emulator) fn is_version(version: &str) -> bool {
    ACTIONS.iter().any(|entry| entry.version == version)
}

/// The names of all actions.
pub(in crate::emulator) fn names() -> impl Iterator<Item = &'static str> {
    ACTIONS.iter().map(|entry| entry.name)
}

/// The parameters that an action knows, besides those of the protocol.
pub(in crate::emulator) fn known_parameters(entry: &Entry) -> impl Iterator<Item = &'static str> {
    let everywhere: &[&str] = if entry.envelope == Envelope::Tokens { &[] } else { &EVERYWHERE };
    entry.parameters.iter().chain(everywhere).copied()
}
