//! The content of one variant at the service.

use super::{AuditStatus, RemoteError};
use crate::api::TemplateDetail;
use crate::finding::Path;
use crate::model::cams::{Problem, ProblemKind, legacy_category, read_components, read_example};
use crate::model::{Category, Channel, Variant};

/// A variant as the service holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteVariant {
    /// What it says, in the same form as a file's variant.
    pub variant: Variant,
    /// Its code.
    pub template_code: String,
    /// Its quality as the platform sees it, such as `GREEN`; empty where it says nothing.
    pub quality: String,
    /// Its review status.
    pub status: AuditStatus,
    /// Why it was rejected; empty when it was not.
    pub reason: String,
    /// What the model could not take over.
    pub problems: Vec<Problem>,
}

/// Reads a detail. Fails only where the answer does not say which variant it is, or of what category.
pub(super) fn variant_of(detail: &TemplateDetail) -> Result<RemoteVariant, RemoteError> {
    let key = format!("{}/{}", detail.name, detail.language);
    let type_said = detail.template_type.as_deref().filter(|said| !said.is_empty()).unwrap_or("WHATSAPP");
    let channel = Channel::parse(&type_said.to_ascii_uppercase());
    let said = detail.category.as_deref().unwrap_or_default();
    let category = Category::parse(&said.to_ascii_uppercase())
        .or_else(|| legacy_category(said, channel.unwrap_or(Channel::Whatsapp)))
        .ok_or(RemoteError::Category { key, category: said.to_owned() })?;
    let (content, mut problems) = read_components(&detail.components, category, channel.unwrap_or(Channel::Whatsapp));
    let (examples, example_problems) = read_example(&detail.example);
    problems.extend(example_problems);
    let channel = channel.unwrap_or_else(|| {
        let kind = ProblemKind::UnknownType(type_said.to_owned());
        problems.push(Problem { path: Path::parse("TemplateType"), kind });
        Channel::Whatsapp
    });
    let variant = Variant {
        name: detail.name.clone(),
        language: detail.language.clone(),
        channel,
        category,
        ttl_seconds: detail.message_send_ttl_seconds,
        category_change_paused: detail.category_change_paused,
        allow_send: detail.allow_send,
        product_set_id: detail.product_set_id.clone(),
        examples,
        header: content.header,
        limited_time_offer: content.limited_time_offer,
        body: content.body,
        footer: content.footer,
        buttons: content.buttons,
        carousel: content.carousel,
    };
    Ok(RemoteVariant {
        variant,
        template_code: detail.template_code.clone(),
        quality: detail.quality_score.clone().unwrap_or_default(),
        status: AuditStatus::parse(detail.audit_status.as_deref().unwrap_or_default()),
        reason: detail.reason.clone().unwrap_or_default(),
        problems,
    })
}
