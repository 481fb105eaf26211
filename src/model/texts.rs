//! Every text of a template that a customer may see or follow.

use super::trail::Trail;
use super::variables::{Variable, each_variable, holds_variables};
use super::{Button, Card, Header, LimitedTimeOffer, Template, Variant};
use crate::finding::Path;

/// Hears a text and the way to it.
type Visit<'v, 'a> = &'v mut dyn FnMut(&Trail<'_>, &'a str);

/// The components that hold texts, of a variant or of the shared part of a template.
struct Texts<'a> {
    header: Option<&'a Header>,
    limited_time_offer: Option<&'a LimitedTimeOffer>,
    body: Option<&'a String>,
    footer: Option<&'a String>,
    buttons: Option<&'a [Button]>,
    carousel: Option<&'a [Card]>,
}

macro_rules! texts_of {
    ($holder:expr) => {
        Texts {
            header: $holder.header.as_ref(),
            limited_time_offer: $holder.limited_time_offer.as_ref(),
            body: $holder.body.as_ref().and_then(|body| body.text.as_ref()),
            footer: $holder.footer.as_ref().and_then(|footer| footer.text.as_ref()),
            buttons: $holder.buttons.as_deref(),
            carousel: $holder.carousel.as_deref(),
        }
    };
}

impl Template {
    /// Every text of the shared part that a customer may see or follow, with its path, in document order.
    pub fn shared_texts(&self) -> Vec<(Path, &str)> {
        texts_of!(self).with_paths()
    }

    /// Shows the same texts, each with the key of its field.
    pub fn each_shared_text(&self, visit: &mut dyn FnMut(&str, &str)) {
        texts_of!(self).each(&mut |trail, text| visit(trail.last_key().unwrap_or_default(), text));
    }
}

impl Variant {
    /// Every text that a customer may see or follow, with its path, in document order; empty ones too.
    pub fn texts(&self) -> Vec<(Path, &str)> {
        texts_of!(self).with_paths()
    }

    /// Names of the variables in use, each once, in order of first appearance.
    pub fn variable_names(&self) -> Vec<String> {
        self.variables_in_use().into_iter().map(str::to_owned).collect()
    }

    /// The same, as they stand in the texts.
    pub fn variables_in_use(&self) -> Vec<&str> {
        let mut names = Vec::new();
        texts_of!(self).each(&mut |_, text| {
            // Most texts hold none.
            if !holds_variables(text) {
                return;
            }
            for Variable { name, .. } in each_variable(text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        names
    }
}

impl<'a> Texts<'a> {
    fn with_paths(&self) -> Vec<(Path, &'a str)> {
        let mut texts = Vec::new();
        self.each(&mut |trail, text| texts.push((trail.path(), text)));
        texts
    }

    fn each(&self, visit: Visit<'_, 'a>) {
        let root = Trail::root();
        header(&root, self.header, visit);
        let offer = self.limited_time_offer.and_then(|offer| offer.text.as_ref());
        field(&root.key("limited_time_offer"), "text", offer, visit);
        field(&root.key("body"), "text", self.body, visit);
        field(&root.key("footer"), "text", self.footer, visit);
        buttons(&root, self.buttons, visit);
        for (index, card) in self.carousel.into_iter().flatten().enumerate() {
            let (cards, body) = (root.key("carousel"), card.body.as_ref().and_then(|body| body.text.as_ref()));
            let place = cards.index(index);
            header(&place, card.header.as_ref(), visit);
            field(&place.key("body"), "text", body, visit);
            buttons(&place, card.buttons.as_deref(), visit);
        }
    }
}

fn header<'a>(place: &Trail<'_>, header: Option<&'a Header>, visit: Visit<'_, 'a>) {
    let Some(header) = header else { return };
    let place = place.key("header");
    field(&place, "text", header.text.as_ref(), visit);
    field(&place, "url", header.url.as_ref(), visit);
    field(&place, "caption", header.caption.as_ref(), visit);
    field(&place, "file_name", header.file_name.as_ref(), visit);
    field(&place, "thumb_url", header.thumb_url.as_ref(), visit);
}

fn buttons<'a>(place: &Trail<'_>, buttons: Option<&'a [Button]>, visit: Visit<'_, 'a>) {
    let list = place.key("buttons");
    for (index, button) in buttons.into_iter().flatten().enumerate() {
        let place = list.index(index);
        field(&place, "text", button.text.as_ref(), visit);
        field(&place, "url", button.url.as_ref(), visit);
        field(&place, "coupon_code", button.coupon_code.as_ref(), visit);
        field(&place, "phone_number", button.phone_number.as_ref(), visit);
        field(&place, "autofill_text", button.autofill_text.as_ref(), visit);
    }
}

fn field<'a>(place: &Trail<'_>, key: &str, text: Option<&'a String>, visit: Visit<'_, 'a>) {
    if let Some(text) = text {
        visit(&place.key(key), text);
    }
}
