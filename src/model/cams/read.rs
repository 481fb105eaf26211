//! API JSON → the model's components.

use indexmap::IndexMap;
use serde_json::Value;

use super::fields::Fields;
use super::{Problem, ProblemKind, plain};
use crate::finding::Path;
use crate::model::{Body, Button, ButtonType, Card, Category, Channel, Footer, Header, LimitedTimeOffer, SupportedApp};

/// The content of a variant, apart from its envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The header.
    pub header: Option<Header>,
    /// The limited-time offer.
    pub limited_time_offer: Option<LimitedTimeOffer>,
    /// The body.
    pub body: Option<Body>,
    /// The footer.
    pub footer: Option<Footer>,
    /// The buttons.
    pub buttons: Option<Vec<Button>>,
    /// The cards.
    pub carousel: Option<Vec<Card>>,
}

const HEADER: &[&str] = &["format", "text", "url", "caption", "file_name", "file_type", "duration", "thumb_url"];
const BODY: &[&str] = &["text", "add_secret_recommendation"];
const FOOTER: &[&str] = &["text", "code_expiration_minutes"];
const OFFER: &[&str] = &["text", "has_expiration"];
const BUTTON: &[&str] = &[
    "text",
    "phone_number",
    "url",
    "url_type",
    "coupon_code",
    "is_opt_out",
    "flow_id",
    "flow_action",
    "navigate_screen",
    "autofill_text",
    "package_name",
    "signature_hash",
];
const APP: &[&str] = &["package_name", "signature_hash"];

/// Fields that exist in answers only (SDK model of GetChatappTemplateDetail, checked 2026-11-20).
const READ_ONLY: &[&str] =
    &["latitude", "longitude", "location_name", "location_address", "offer_expiration_time_ms", "extend_attrs"];

/// Reads an array of components, or the JSON text of one, with keys in any case.
///
/// For AUTHENTICATION on WhatsApp, texts that the platform writes itself are left out: they are not the author's.
pub fn read_components(components: &Value, category: Category, channel: Channel) -> (Content, Vec<Problem>) {
    let platform_writes = category == Category::Authentication && channel == Channel::Whatsapp;
    let mut reader = Reader { platform_writes, content: Content::default(), problems: Vec::new() };
    let root = Path::root();
    match plain(components) {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                reader.component(item, &root.join(index));
            }
        }
        Value::Null => {}
        _ => reader.problems.push(Problem { path: root, kind: ProblemKind::WrongKind("a list of components") }),
    }
    (reader.content, reader.problems)
}

/// Reads the map of examples, or the JSON text of one. Numbers and switches become text.
pub fn read_example(example: &Value) -> (IndexMap<String, String>, Vec<Problem>) {
    let mut examples = IndexMap::new();
    let mut problems = Vec::new();
    match plain(example) {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(sample) => drop(examples.insert(name, sample)),
                    Value::Number(_) | Value::Bool(_) => drop(examples.insert(name, value.to_string())),
                    Value::Null => {}
                    _ => {
                        problems.push(Problem { path: Path::root().join(name), kind: ProblemKind::WrongKind("a text") })
                    }
                }
            }
        }
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::Array(items) if items.is_empty() => {}
        _ => problems.push(Problem { path: Path::root(), kind: ProblemKind::WrongKind("a map of examples") }),
    }
    (examples, problems)
}

struct Reader {
    platform_writes: bool,
    content: Content,
    problems: Vec<Problem>,
}

impl Reader {
    fn component(&mut self, value: &Value, path: &Path) {
        let Some(mut fields) = Fields::of(value, path, &mut self.problems) else { return };
        let Some((type_path, kind)) = fields.take_type() else { return };
        let content = &mut self.content;
        let is_new = match kind.as_str() {
            "HEADER" => fill(&mut content.header, header(&mut fields)),
            "BODY" => fill(&mut content.body, body(&mut fields, self.platform_writes)),
            "FOOTER" => fill(&mut content.footer, footer(&mut fields, self.platform_writes)),
            "LIMITED_TIME_OFFER" => fill(&mut content.limited_time_offer, fields.decode(OFFER)),
            "BUTTONS" => fill(&mut content.buttons, buttons(&mut fields, self.platform_writes)),
            "CAROUSEL" => fill(&mut content.carousel, cards(&mut fields)),
            _ => {
                return fields.problems().push(Problem { path: type_path, kind: ProblemKind::UnknownType(kind) });
            }
        };
        if !is_new {
            fields.problems().push(Problem { path: path.clone(), kind: ProblemKind::Repeated });
        }
        fields.finish(READ_ONLY);
    }
}

/// Fills an empty place; says whether it was empty.
fn fill<T>(place: &mut Option<T>, value: T) -> bool {
    let is_new = place.is_none();
    place.get_or_insert(value);
    is_new
}

fn header(fields: &mut Fields<'_>) -> Header {
    fields.decode(HEADER)
}

fn body(fields: &mut Fields<'_>, platform_writes: bool) -> Body {
    let body: Body = fields.decode(BODY);
    if platform_writes { Body { text: None, ..body } } else { body }
}

fn footer(fields: &mut Fields<'_>, platform_writes: bool) -> Footer {
    let footer: Footer = fields.decode(FOOTER);
    if platform_writes { Footer { text: None, ..footer } } else { footer }
}

fn buttons(fields: &mut Fields<'_>, platform_writes: bool) -> Vec<Button> {
    let Some((path, items)) = fields.take_list("buttons") else { return Vec::new() };
    let problems = fields.problems();
    let items = items.iter().enumerate();
    items.filter_map(|(index, item)| button(item, &path.join(index), platform_writes, problems)).collect()
}

fn button(value: &Value, path: &Path, platform_writes: bool, problems: &mut Vec<Problem>) -> Option<Button> {
    let mut fields = Fields::of(value, path, problems)?;
    let (type_path, name) = fields.take_type()?;
    let Some(kind) = ButtonType::parse(&name) else {
        fields.problems().push(Problem { path: type_path, kind: ProblemKind::UnknownType(name) });
        return None;
    };
    let mut button: Button = fields.decode(BUTTON);
    button.kind = Some(kind);
    button.supported_apps = fields.take_list("supported_apps").map(|(path, items)| {
        let problems = fields.problems();
        items.iter().enumerate().filter_map(|(index, item)| app(item, &path.join(index), problems)).collect()
    });
    if platform_writes {
        // Meta keeps a one-time password button as a URL button and shows its address; it is not the author's.
        (button.url, button.url_type) = (None, None);
    }
    fields.finish(READ_ONLY);
    Some(button)
}

fn app(value: &Value, path: &Path, problems: &mut Vec<Problem>) -> Option<SupportedApp> {
    let mut fields = Fields::of(value, path, problems)?;
    let app = fields.decode(APP);
    fields.finish(&[]);
    Some(app)
}

fn cards(fields: &mut Fields<'_>) -> Vec<Card> {
    let Some((path, items)) = fields.take_list("cards") else { return Vec::new() };
    let problems = fields.problems();
    items.iter().enumerate().filter_map(|(index, item)| card(item, &path.join(index), problems)).collect()
}

fn card(value: &Value, path: &Path, problems: &mut Vec<Problem>) -> Option<Card> {
    let mut fields = Fields::of(value, path, problems)?;
    let mut card = Card::default();
    // CAMS says `CardComponents`, Meta `components`.
    let list = fields.take_list("card_components").or_else(|| fields.take_list("components"));
    if let Some((path, items)) = list {
        for (index, item) in items.iter().enumerate() {
            card_component(&mut card, item, &path.join(index), fields.problems());
        }
    }
    fields.finish(READ_ONLY);
    Some(card)
}

fn card_component(card: &mut Card, value: &Value, path: &Path, problems: &mut Vec<Problem>) {
    let Some(mut fields) = Fields::of(value, path, problems) else { return };
    let Some((type_path, kind)) = fields.take_type() else { return };
    let is_new = match kind.as_str() {
        "HEADER" => fill(&mut card.header, header(&mut fields)),
        "BODY" => fill(&mut card.body, body(&mut fields, false)),
        "BUTTONS" => fill(&mut card.buttons, buttons(&mut fields, false)),
        _ => return fields.problems().push(Problem { path: type_path, kind: ProblemKind::UnknownType(kind) }),
    };
    if !is_new {
        fields.problems().push(Problem { path: path.clone(), kind: ProblemKind::Repeated });
    }
    fields.finish(READ_ONLY);
}
