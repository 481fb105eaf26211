//! One space of the service: its variants, read and written.

use std::path::Path;

use serde_json::Value;

use super::detail::variant_of;
use super::listing::complete_list;
use super::uploads::Uploads;
use super::{RemoteError, RemoteVariant, Row, RowIndex};
use crate::api::{
    ApiError, ArchiveChatappTemplateRequest, ArchivedTemplate, Client, CreateChatappTemplateRequest,
    DeleteChatappTemplateRequest, GetChatappTemplateDetailRequest, ListChatappTemplateRequest,
    ModifyChatappTemplatePropertiesRequest, ModifyChatappTemplateRequest, TemplateDetail,
};
use crate::model::{Variant, cams};

/// A space of the service, reached through a client.
pub struct Space {
    client: Client,
    /// CustSpaceId; `None` where the account has only one.
    id: Option<String>,
    media: Uploads,
}

impl Space {
    /// The space with this CustSpaceId.
    pub fn new(client: Client, id: Option<String>) -> Self {
        Self { client, id, media: Uploads::default() }
    }

    /// The same, with the folder of the project whose media files may be uploaded.
    #[must_use]
    pub fn with_media_of(mut self, root: &Path) -> Self {
        self.media = Uploads::of(root);
        self
    }

    /// The client it is reached through.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Its CustSpaceId, where it has one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Every row, proven complete against the total that the service states.
    pub async fn list(&self) -> Result<Vec<Row>, RemoteError> {
        let request = ListChatappTemplateRequest { cust_space_id: self.id.clone(), ..Default::default() };
        complete_list(&self.client, request).await
    }

    /// What the service has in the place of a variant, read freshly; `None` when there is nothing.
    pub async fn find(&self, variant: &Variant) -> Result<Option<RemoteVariant>, RemoteError> {
        let rows = self.list_of(variant).await?;
        match RowIndex::of(&rows).find(variant) {
            Some(row) => self.detail(&row.name, &row.language, &row.template_code).await,
            None => Ok(None),
        }
    }

    /// Whether the service still lists this very variant, asked freshly.
    pub async fn still_lists(&self, there: &RemoteVariant) -> Result<bool, RemoteError> {
        let rows = self.list_of(&there.variant).await?;
        Ok(rows.iter().any(|row| row.language == there.variant.language && row.template_code == there.template_code))
    }

    /// The rows of a variant's name and language. Whether the service's filter matches exactly is not documented.
    async fn list_of(&self, variant: &Variant) -> Result<Vec<Row>, RemoteError> {
        let request = ListChatappTemplateRequest {
            cust_space_id: self.id.clone(),
            name: Some(variant.name.clone()),
            language: Some(variant.language.clone()),
            ..Default::default()
        };
        complete_list(&self.client, request).await
    }

    /// The content of a variant; `None` when the service does not have it.
    pub async fn detail(&self, name: &str, language: &str, code: &str) -> Result<Option<RemoteVariant>, RemoteError> {
        self.answer(name, language, code).await?.as_ref().map(variant_of).transpose()
    }

    /// The service's answer about a variant, as it came; `None` when the service does not have it.
    pub(super) async fn answer(
        &self,
        name: &str,
        language: &str,
        code: &str,
    ) -> Result<Option<TemplateDetail>, RemoteError> {
        let request = GetChatappTemplateDetailRequest {
            cust_space_id: self.id.clone(),
            template_code: Some(code.to_owned()),
            template_name: Some(name.to_owned()),
            language: language.to_owned(),
            ..Default::default()
        };
        match self.client.call(&request).await {
            Ok(detail) if (&*detail.name, &*detail.language, &*detail.template_code) == (name, language, code) => {
                Ok(Some(detail))
            }
            // What answers for something else would let this one look absent, and be created again.
            Ok(other) => Err(RemoteError::Another {
                asked: format!("{name}/{language} ({code})"),
                answered: format!("{}/{} ({})", other.name, other.language, other.template_code),
            }),
            Err(ApiError::Refused { code, .. }) if code == "DetailError.TemplateNotExist" => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Creates a variant; returns its TemplateCode.
    pub async fn create(&self, variant: &Variant) -> Result<String, RemoteError> {
        let form = self.media.placed(variant.evened(), &self.client, self.id.as_deref()).await?;
        let request = CreateChatappTemplateRequest {
            cust_space_id: self.id.clone(),
            name: form.name.clone(),
            language: form.language.clone(),
            category: form.category.to_string(),
            template_type: form.channel.to_string(),
            components: cams::components(&form),
            example: cams::example(&form).unwrap_or(Value::Null),
            message_send_ttl_seconds: seconds(&form),
            category_change_paused: form.category_change_paused,
            product_set_id: form.product_set_id.clone(),
            ..Default::default()
        };
        let written = self.client.call(&request).await?;
        written.template_code.ok_or_else(|| RemoteError::Missing { key: form.key(), field: "TemplateCode" })
    }

    /// Replaces the content of a variant.
    pub async fn modify(&self, code: &str, variant: &Variant) -> Result<(), RemoteError> {
        let form = self.media.placed(variant.evened(), &self.client, self.id.as_deref()).await?;
        let request = ModifyChatappTemplateRequest {
            cust_space_id: self.id.clone(),
            template_code: Some(code.to_owned()),
            template_name: Some(form.name.clone()),
            language: form.language.clone(),
            category: Some(form.category.to_string()),
            template_type: Some(form.channel.to_string()),
            components: cams::components(&form),
            example: cams::example(&form).unwrap_or(Value::Null),
            message_send_ttl_seconds: seconds(&form),
            // Said even when it is off: saying nothing might keep what was set before.
            category_change_paused: Some(form.category_change_paused.unwrap_or(false)),
            product_set_id: form.product_set_id.clone(),
            ..Default::default()
        };
        self.client.call(&request).await?;
        Ok(())
    }

    /// Deletes one language of a template, and never more than that.
    pub async fn delete(&self, there: &RemoteVariant) -> Result<(), RemoteError> {
        let request = DeleteChatappTemplateRequest {
            cust_space_id: self.id.clone(),
            template_code: Some(there.template_code.clone()),
            template_name: Some(there.variant.name.clone()),
            language: Some(there.variant.language.clone()),
            template_type: Some(there.variant.channel.to_string()),
            ..Default::default()
        };
        self.client.call(&request).await?;
        Ok(())
    }

    /// Puts one language of a template away.
    pub async fn archive(&self, there: &RemoteVariant) -> Result<(), RemoteError> {
        let template =
            ArchivedTemplate { template_code: there.template_code.clone(), language: there.variant.language.clone() };
        let request = ArchiveChatappTemplateRequest {
            cust_space_id: self.id.clone(),
            // The other value takes it out again (checked 2026-11-20).
            archive_type: "ARCHIVED".to_owned(),
            channel_type: there.variant.channel.to_string(),
            template_list: vec![template],
        };
        self.client.call(&request).await?;
        Ok(())
    }

    /// Sets what can be set without a review.
    pub async fn set_properties(&self, code: &str, variant: &Variant) -> Result<(), RemoteError> {
        let form = self.media.placed(variant.evened(), &self.client, self.id.as_deref()).await?;
        let request = ModifyChatappTemplatePropertiesRequest {
            cust_space_id: self.id.clone(),
            template_code: code.to_owned(),
            language: form.language.clone(),
            template_type: form.channel.to_string(),
            allow_send: Some(form.allow_send.unwrap_or(true)),
            category_change_paused: Some(form.category_change_paused.unwrap_or(false)),
            ..Default::default()
        };
        self.client.call(&request).await?;
        Ok(())
    }
}

/// The TTL as the API takes it. A negative one is refused by lint; it is left out here rather than sent as something else.
fn seconds(variant: &Variant) -> Option<u64> {
    variant.ttl_seconds.and_then(|seconds| u64::try_from(seconds).ok())
}
