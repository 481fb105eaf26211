//! What all messages of a run have in common, and the requests that come of it.

use crate::api::{
    FallBack, FlowAction, ProductAction, ProductSection, Recipient, SendChatappMassMessageRequest,
    SendChatappMessageRequest,
};
use crate::model::{Channel, Message};
use serde_json::{Value, json};

use super::letter::{Letter, Products};

/// Everything but the recipient and what is said to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The space.
    pub space: Option<String>,
    /// `whatsapp`, `viber` or another channel.
    pub channel: String,
    /// The sender.
    pub from: String,
    /// The name of the template at the service.
    pub template_name: String,
    /// Its code; unknown as long as nobody asked the service.
    pub template_code: Option<String>,
    /// The language of the template.
    pub language: String,
    /// What kind of recipient it is, as the service spells it.
    pub recipient_type: Option<String>,
    /// What happens when a message does not arrive.
    pub fall_back: FallBack,
    /// The message that is answered.
    pub context_message_id: Option<String>,
    /// Viber: what it is for.
    pub label: Option<String>,
    /// Viber: how long delivery is tried, in seconds.
    pub ttl: Option<u64>,
    /// Viber: a tag.
    pub tag: Option<String>,
    /// Viber: tracking data.
    pub tracking_data: Option<String>,
}

/// The channel of a template, as SendChatappMessage spells it.
pub fn channel_type(channel: Channel) -> &'static str {
    match channel {
        Channel::Whatsapp => "whatsapp",
        Channel::Viber => "viber",
    }
}

impl Terms {
    /// The request for one recipient.
    pub fn request(&self, letter: &Letter, task_id: Option<String>) -> SendChatappMessageRequest {
        SendChatappMessageRequest {
            kind: "template".to_owned(),
            template_code: self.template_code.clone(),
            // With a code the name says nothing more, and could only contradict it.
            template_name: self.template_code.is_none().then(|| self.template_name.clone()),
            language: Some(self.language.clone()),
            to: letter.to.clone(),
            template_params: letter.values.clone().into_iter().collect(),
            payload: letter.payload.clone(),
            product_action: product_action(&letter.products),
            flow_action: flow_action(letter),
            task_id,
            ..self.common()
        }
    }

    /// The request for many recipients.
    pub fn mass_request(&self, letters: &[Letter], task_id: Option<String>) -> SendChatappMassMessageRequest {
        SendChatappMassMessageRequest {
            cust_space_id: self.space.clone(),
            channel_type: self.channel.clone(),
            template_code: self.template_code.clone(),
            template_name: self.template_code.is_none().then(|| self.template_name.clone()),
            language: self.language.clone(),
            from: self.from.clone(),
            sender_list: letters.iter().map(|letter| self.recipient(letter)).collect(),
            fall_back: self.fall_back.clone(),
            task_id,
            label: self.label.clone(),
            ttl: self.ttl,
            tag: self.tag.clone(),
            ..Default::default()
        }
    }

    fn recipient(&self, letter: &Letter) -> Recipient {
        Recipient {
            to: letter.to.clone(),
            recipient_type: self.recipient_type.clone(),
            template_params: letter.values.clone().into_iter().collect(),
            payload: letter.payload.clone(),
            product_action: product_action(&letter.products),
            flow_action: flow_action(letter),
        }
    }

    fn common(&self) -> SendChatappMessageRequest {
        SendChatappMessageRequest {
            cust_space_id: self.space.clone(),
            channel_type: self.channel.clone(),
            from: self.from.clone(),
            recipient_type: self.recipient_type.clone(),
            fall_back: self.fall_back.clone(),
            context_message_id: self.context_message_id.clone(),
            label: self.label.clone(),
            ttl: self.ttl,
            tag: self.tag.clone(),
            tracking_data: self.tracking_data.clone(),
            ..Default::default()
        }
    }
}

/// The request for a free-form message.
pub fn message_request(message: &Message, space: Option<String>, from: &str, to: &str) -> SendChatappMessageRequest {
    let fallback = message.fallback.clone().unwrap_or_default();
    SendChatappMessageRequest {
        cust_space_id: space,
        channel_type: message.channel.to_string(),
        kind: "message".to_owned(),
        message_type: Some(message.message_type.to_string()),
        from: from.to_owned(),
        to: to.to_owned(),
        recipient_type: message.recipient_type.map(|kind| kind.to_string()),
        content: message.content.as_ref().map(|content| content.wire().to_string()),
        fall_back: FallBack {
            id: fallback.id,
            content: fallback.content,
            duration: fallback.duration_seconds.and_then(|seconds| seconds.try_into().ok()),
            rule: fallback.rule.map(|rule| rule.to_string()),
        },
        context_message_id: message.context_message_id.clone(),
        task_id: message.task_id.clone(),
        category: message.category.map(|category| category.to_string()),
        label: message.label.map(|label| label.sent().to_owned()),
        ttl: message.ttl_seconds.and_then(|seconds| seconds.try_into().ok()),
        tag: message.tag.clone(),
        tracking_data: message.tracking_data.clone(),
        ..Default::default()
    }
}

fn product_action(products: &Products) -> Option<ProductAction> {
    let sections = products.sections.iter().map(|section| ProductSection {
        title: Some(section.title.clone()).filter(|title| !title.is_empty()),
        product_retailer_ids: section.products.clone(),
    });
    (!products.is_empty()).then(|| ProductAction {
        thumbnail_product_retailer_id: products.thumbnail.clone(),
        sections: sections.collect(),
    })
}

fn flow_action(letter: &Letter) -> Option<FlowAction> {
    let data = if letter.flow_data.is_empty() { Value::Null } else { json!(letter.flow_data) };
    let is_given = letter.flow_token.is_some() || !letter.flow_data.is_empty();
    is_given.then(|| FlowAction { flow_token: letter.flow_token.clone(), flow_action_data: data })
}
