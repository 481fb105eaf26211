//! SendChatappMessage.

use std::collections::BTreeMap;

use serde_json::json;

use super::message_parts::{FallBack, FlowAction, ProductAction, structure, texts};
use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Sends a message to one recipient: of a template (`Type=template`), or free-form (`Type=message`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendChatappMessageRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// `whatsapp`, `viber`, `messenger`, `instagram` or another that the service knows.
    pub channel_type: String,
    /// `template` or `message`; the field `Type`.
    pub kind: String,
    /// The kind of a free-form message: `text`, `image` and others.
    pub message_type: Option<String>,
    /// The code of the template; this or the name.
    pub template_code: Option<String>,
    /// The name of the template; this or the code.
    pub template_name: Option<String>,
    /// The language of the template.
    pub language: Option<String>,
    /// The sender.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// What kind of recipient it is, as the service spells it.
    pub recipient_type: Option<String>,
    /// Values by variable name.
    pub template_params: BTreeMap<String, String>,
    /// What comes back when a quick reply is tapped, one for each button.
    pub payload: Vec<String>,
    /// The content of a free-form message: JSON text, made by whoever knows the channel.
    pub content: Option<String>,
    /// The products that it shows.
    pub product_action: Option<ProductAction>,
    /// What a flow button hands to the flow.
    pub flow_action: Option<FlowAction>,
    /// What happens if it does not arrive.
    pub fall_back: FallBack,
    /// The message that it answers.
    pub context_message_id: Option<String>,
    /// The sender's own id for it.
    pub task_id: Option<String>,
    /// The category of a message that is sent without a template.
    pub category: Option<String>,
    /// Viber: `promotion`, `transaction` or another that the service knows.
    pub label: Option<String>,
    /// Viber: how long delivery is tried, 30 to 1209600 seconds.
    pub ttl: Option<u64>,
    /// Viber: a text of the sender's.
    pub tag: Option<String>,
    /// Viber: a text of the sender's that comes back with the receipt.
    pub tracking_data: Option<String>,
    /// The account of an advertisement that led here.
    pub ad_account_id: Option<String>,
    /// The campaign that it belongs to.
    pub message_campaign_id: Option<String>,
    /// What kind of token the recipient is named by.
    pub token_type: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The message is taken; whether it arrives is told later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendChatappMessageResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The message's id at the service.
    pub message_id: Option<String>,
}

impl Sealed for SendChatappMessageRequest {}

impl Call for SendChatappMessageRequest {
    const ACTION: Action = Action::SendChatappMessage;
    type Response = SendChatappMessageResponse;

    fn parameters(&self) -> Parameters {
        let parameters = Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("ChannelType", &self.channel_type)
            .text("Type", &self.kind)
            .optional("MessageType", self.message_type.as_deref())
            .optional("TemplateCode", self.template_code.as_deref())
            .optional("TemplateName", self.template_name.as_deref())
            .optional("Language", self.language.as_deref())
            .text("From", &self.from)
            .text("To", &self.to)
            .optional("RecipientType", self.recipient_type.as_deref())
            .json("TemplateParams", &texts(&self.template_params))
            .json("Payload", &json!(self.payload))
            .optional("Content", self.content.as_deref())
            .json("ProductAction", &structure(self.product_action.as_ref(), ProductAction::json))
            .json("FlowAction", &structure(self.flow_action.as_ref(), FlowAction::json))
            .optional("ContextMessageId", self.context_message_id.as_deref())
            .optional("TaskId", self.task_id.as_deref())
            .optional("Category", self.category.as_deref())
            .optional("Label", self.label.as_deref())
            .number("Ttl", self.ttl)
            .optional("Tag", self.tag.as_deref())
            .optional("TrackingData", self.tracking_data.as_deref())
            .optional("AdAccountId", self.ad_account_id.as_deref())
            .optional("MessageCampaignId", self.message_campaign_id.as_deref())
            .optional("TokenType", self.token_type.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf);
        self.fall_back.add_to(parameters)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(SendChatappMessageResponse { request_id: fields.text("RequestId")?, message_id: fields.text("MessageId")? })
    }
}
