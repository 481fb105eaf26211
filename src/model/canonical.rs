//! The canonical form of a variant: two variants mean the same to the service exactly when their forms are equal.
//!
//! What the form evens out, and nothing else:
//! - a header's `format` and a URL button's `url_type` are stated, as they are inferred;
//! - empty texts and empty lists are absent, as the service's answers do not tell them apart;
//! - `false` of `add_secret_recommendation`, `is_opt_out`, `has_expiration` and `category_change_paused`, and `true`
//!   of `allow_send`, are absent: they are what counts when nothing is said;
//! - a media file of the project, and the address of one that was uploaded, are the hash of its content;
//! - a button's deprecated `package_name` and `signature_hash` stand in `supported_apps`;
//! - samples of variables that the variant does not use are left out: they are never sent.

use sha2::{Digest as _, Sha256};

use super::pinned::{content, content_at};
use super::{
    Body, Button, ButtonType, Card, Footer, Header, LimitedTimeOffer, SupportedApp, UrlType, Variant, variables,
};

impl Variant {
    /// The canonical form.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let mut form = self.evened();
        form.headers_mut().for_each(by_content);
        form
    }

    /// The canonical form but for media files: these still are where they are. This is what is sent.
    #[must_use]
    pub fn evened(&self) -> Self {
        let mut form = self.clone();
        form.category_change_paused = self.category_change_paused.filter(|paused| *paused);
        form.allow_send = self.allow_send.filter(|allowed| !*allowed);
        form.product_set_id = said(&self.product_set_id);
        form.header = self.header.as_ref().map(header);
        form.limited_time_offer = self.limited_time_offer.as_ref().map(|offer| LimitedTimeOffer {
            text: said(&offer.text),
            has_expiration: offer.has_expiration.filter(|set| *set),
        });
        form.body = self.body.as_ref().map(body);
        form.footer = self.footer.as_ref().map(|footer| Footer { text: said(&footer.text), ..footer.clone() });
        form.buttons = buttons(self.buttons.as_deref());
        form.carousel =
            self.carousel.as_ref().filter(|cards| !cards.is_empty()).map(|cards| cards.iter().map(card).collect());
        let used = form.variable_names().into_iter();
        form.examples = used
            .filter_map(|name| self.examples.get_key_value(&name))
            .map(|(name, sample)| (name.clone(), sample.clone()))
            .collect();
        form
    }

    /// The header, and those of the cards.
    pub fn headers_mut(&mut self) -> impl Iterator<Item = &mut Header> {
        let cards = self.carousel.iter_mut().flatten().filter_map(|card| card.header.as_mut());
        self.header.iter_mut().chain(cards)
    }

    /// `sha256:` and the hash of the canonical form as canonical JSON (RFC 8785).
    pub fn digest(&self) -> String {
        digest(&self.canonical())
    }
}

/// `sha256:` and 64 hexadecimal digits: the hash of a value as canonical JSON (RFC 8785).
pub fn digest(value: &impl serde::Serialize) -> String {
    // A digest of nothing would be the same for everything.
    let bytes = serde_json_canonicalizer::to_vec(value).expect("plain data of ours serialises");
    let hash = Sha256::digest(bytes);
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}

fn said(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

fn header(header: &Header) -> Header {
    Header {
        format: header.effective_format(),
        text: said(&header.text),
        url: said(&header.url),
        file: said(&header.file),
        caption: said(&header.caption),
        file_name: said(&header.file_name),
        file_type: said(&header.file_type),
        duration: header.duration,
        thumb_url: said(&header.thumb_url),
    }
}

/// A media file is its content, wherever it is: in the project or, once uploaded, at an address that tells its hash.
fn by_content(header: &mut Header) {
    header.file = header.file.as_deref().map(content);
    if let Some(uploaded) = header.url.as_deref().and_then(content_at) {
        (header.url, header.file) = (None, Some(uploaded));
    }
}

fn body(body: &Body) -> Body {
    Body { text: said(&body.text), add_secret_recommendation: body.add_secret_recommendation.filter(|set| *set) }
}

fn card(card: &Card) -> Card {
    Card {
        header: card.header.as_ref().map(header),
        body: card.body.as_ref().map(body),
        buttons: buttons(card.buttons.as_deref()),
    }
}

fn buttons(buttons: Option<&[Button]>) -> Option<Vec<Button>> {
    let buttons = buttons.filter(|buttons| !buttons.is_empty())?;
    Some(buttons.iter().map(button).collect())
}

fn button(button: &Button) -> Button {
    let url = said(&button.url);
    let is_url = button.kind == Some(ButtonType::Url);
    Button {
        kind: button.kind,
        text: said(&button.text),
        phone_number: said(&button.phone_number),
        url_type: button.url_type.or_else(|| url.as_deref().filter(|_| is_url).map(inferred_url_type)),
        url,
        coupon_code: said(&button.coupon_code),
        is_opt_out: button.is_opt_out.filter(|set| *set),
        flow_id: said(&button.flow_id),
        flow_action: button.flow_action,
        navigate_screen: said(&button.navigate_screen),
        autofill_text: said(&button.autofill_text),
        supported_apps: apps(button),
        package_name: None,
        signature_hash: None,
    }
}

fn inferred_url_type(url: &str) -> UrlType {
    if variables(url).is_empty() { UrlType::Static } else { UrlType::Dynamic }
}

/// The apps, with the deprecated pair of fields as the first one unless it is listed already.
fn apps(button: &Button) -> Option<Vec<SupportedApp>> {
    let listed = button.supported_apps.iter().flatten();
    let mut apps: Vec<_> = listed
        .map(|app| SupportedApp { package_name: said(&app.package_name), signature_hash: said(&app.signature_hash) })
        .collect();
    let deprecated =
        SupportedApp { package_name: said(&button.package_name), signature_hash: said(&button.signature_hash) };
    if deprecated != SupportedApp::default() && !apps.contains(&deprecated) {
        apps.insert(0, deprecated);
    }
    (!apps.is_empty()).then_some(apps)
}
