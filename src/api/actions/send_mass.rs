//! SendChatappMassMessage.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::message_parts::{FallBack, FlowAction, ProductAction, structure, texts};
use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Sends messages of one template to at most 1000 recipients (operation page, checked 2026-11-20).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendChatappMassMessageRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// `whatsapp`, `viber` or another that the service knows.
    pub channel_type: String,
    /// The code of the template; this or the name.
    pub template_code: Option<String>,
    /// The name of the template; this or the code.
    pub template_name: Option<String>,
    /// The language of the template.
    pub language: String,
    /// The sender.
    pub from: String,
    /// Who gets it, with what each one's says.
    pub sender_list: Vec<Recipient>,
    /// What happens if one does not arrive.
    pub fall_back: FallBack,
    /// The sender's own id for all of them.
    pub task_id: Option<String>,
    /// Viber: `promotion`, `transaction` or another that the service knows.
    pub label: Option<String>,
    /// Viber: how long delivery is tried, 30 to 1209600 seconds.
    pub ttl: Option<u64>,
    /// Viber: a text of the sender's.
    pub tag: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// One recipient of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipient {
    /// The number.
    pub to: String,
    /// What kind of recipient it is, as the service spells it.
    pub recipient_type: Option<String>,
    /// Values by variable name.
    pub template_params: BTreeMap<String, String>,
    /// What comes back when a quick reply is tapped, one for each button.
    pub payload: Vec<String>,
    /// The products that the message shows.
    pub product_action: Option<ProductAction>,
    /// What a flow button hands to the flow.
    pub flow_action: Option<FlowAction>,
}

/// The messages are taken; whether they arrive is told later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendChatappMassMessageResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The id of all of them at the service.
    pub group_message_id: Option<String>,
}

impl Recipient {
    fn json(&self) -> Value {
        json!({
            "To": self.to,
            "RecipientType": self.recipient_type,
            "TemplateParams": texts(&self.template_params),
            "Payload": self.payload,
            "ProductAction": structure(self.product_action.as_ref(), ProductAction::json),
            "FlowAction": structure(self.flow_action.as_ref(), FlowAction::json),
        })
    }
}

impl Sealed for SendChatappMassMessageRequest {}

impl Call for SendChatappMassMessageRequest {
    const ACTION: Action = Action::SendChatappMassMessage;
    type Response = SendChatappMassMessageResponse;

    fn parameters(&self) -> Parameters {
        let parameters = Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("ChannelType", &self.channel_type)
            .optional("TemplateCode", self.template_code.as_deref())
            .optional("TemplateName", self.template_name.as_deref())
            .text("Language", &self.language)
            .text("From", &self.from)
            .json("SenderList", &Value::Array(self.sender_list.iter().map(Recipient::json).collect()))
            .optional("TaskId", self.task_id.as_deref())
            .optional("Label", self.label.as_deref())
            .number("Ttl", self.ttl)
            .optional("Tag", self.tag.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf);
        self.fall_back.add_to(parameters)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(SendChatappMassMessageResponse {
            request_id: fields.text("RequestId")?,
            group_message_id: fields.text("GroupMessageId")?,
        })
    }
}
