//! Every string of a variant that may hold a build-time value, and filling the values in.

use std::ops::Range;

use indexmap::IndexMap;

use super::trail::Trail;
use super::variables::{fill, holds_build_value, substitute};
use super::{Body, Button, Card, Footer, Header, LimitedTimeOffer, SupportedApp, Variant};
use crate::finding::Path;

/// Strings of a variant that hold a build-time value, each with how many strings come before it.
pub struct BuildTexts<'v>(Vec<(usize, &'v str)>);

impl BuildTexts<'_> {
    /// Whether the variant holds no build-time value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A `${name}` for which there is no value, or a `${` that is never closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undeclared {
    /// Its name; none where it is never closed.
    pub name: Option<String>,
    /// The text that holds it.
    pub path: Path,
    /// Its bytes in that text, `${` and `}` included; just `${` where it is never closed.
    pub range: Range<usize>,
}

impl Variant {
    /// The strings that hold a build-time value.
    pub fn build_texts(&self) -> BuildTexts<'_> {
        let (mut texts, mut position) = (Vec::new(), 0);
        each_string(self, &mut |_, text| {
            if holds_build_value(text) {
                texts.push((position, text.as_str()));
            }
            position += 1;
        });
        BuildTexts(texts)
    }

    /// Fills values into the strings of a copy, whatever they hold. `texts` are those of the variant that it is a copy
    /// of. Says whether every `${` is closed and has a value.
    pub fn refill(&mut self, texts: &BuildTexts<'_>, values: &IndexMap<String, String>) -> bool {
        let (mut is_complete, mut position, mut texts) = (true, 0, texts.0.iter().peekable());
        each_string_mut(self, &mut |_, text| {
            if let Some((_, written)) = texts.next_if(|(next, _)| *next == position) {
                is_complete &= fill(written, values, text);
            }
            position += 1;
        });
        is_complete
    }

    /// This variant with its build-time values filled in, and every `${name}` for which there is none.
    ///
    /// Names are left as they are: a name that differs per environment could not be found again.
    pub fn substituted(&self, values: &IndexMap<String, String>) -> (Self, Vec<Undeclared>) {
        let (mut filled, mut undeclared) = (self.clone(), Vec::new());
        each_string_mut(&mut filled, &mut |trail, text| {
            if holds_build_value(text) {
                let done = substitute(text, values);
                let found = done.undeclared.into_iter();
                undeclared.extend(found.map(|(name, range)| Undeclared { name, path: trail.path(), range }));
                *text = done.text;
            }
        });
        (filled, undeclared)
    }

    /// The string at a path, unless it is the name or the language.
    pub fn string_at(&self, path: &Path) -> Option<&str> {
        let mut found = None;
        each_string(self, &mut |trail, text| {
            if found.is_none() && trail.path() == *path {
                found = Some(text.as_str());
            }
        });
        found
    }
}

/// Shows fields that are there, each with its trail.
macro_rules! show {
    ($visit:ident, $trail:expr, $($field:ident)+) => {
        $(if let Some(text) = $field {
            $visit(&$trail.key(stringify!($field)), text);
        })+
    };
}

/// The same walk twice, for looking and for changing. Every struct is taken apart whole, so that a new field cannot
/// be forgotten here.
macro_rules! walk {
    ($each_string:ident $parts:ident $buttons:ident, $($mutable:ident)?) => {
        fn $each_string<'v>(variant: &'v $($mutable)? Variant, visit: &mut dyn FnMut(&Trail<'_>, &'v $($mutable)? String)) {
            let Variant {
                name: _, language: _, channel: _, category: _, ttl_seconds: _, category_change_paused: _, allow_send: _,
                product_set_id, examples, header, limited_time_offer, body, footer, buttons, carousel,
            } = variant;
            let root = Trail::root();
            show!(visit, root, product_set_id);
            for (name, sample) in examples {
                visit(&root.key("examples").key(name), sample);
            }
            if let Some(LimitedTimeOffer { text, has_expiration: _ }) = limited_time_offer {
                show!(visit, root.key("limited_time_offer"), text);
            }
            if let Some(Footer { text, code_expiration_minutes: _ }) = footer {
                show!(visit, root.key("footer"), text);
            }
            $parts(&root, header, body, buttons, visit);
            for (index, Card { header, body, buttons }) in carousel.into_iter().flatten().enumerate() {
                $parts(&root.key("carousel").index(index), header, body, buttons, visit);
            }
        }

        fn $parts<'v>(
            place: &Trail<'_>,
            header: &'v $($mutable)? Option<Header>,
            body: &'v $($mutable)? Option<Body>,
            buttons: &'v $($mutable)? Option<Vec<Button>>,
            visit: &mut dyn FnMut(&Trail<'_>, &'v $($mutable)? String),
        ) {
            if let Some(header) = header {
                let Header { format: _, text, url, file, caption, file_name, file_type, duration: _, thumb_url } = header;
                show!(visit, place.key("header"), text url file caption file_name file_type thumb_url);
            }
            if let Some(Body { text, add_secret_recommendation: _ }) = body {
                show!(visit, place.key("body"), text);
            }
            for (index, button) in buttons.into_iter().flatten().enumerate() {
                $buttons(&place.key("buttons").index(index), button, visit);
            }
        }

        fn $buttons<'v>(
            place: &Trail<'_>,
            button: &'v $($mutable)? Button,
            visit: &mut dyn FnMut(&Trail<'_>, &'v $($mutable)? String),
        ) {
            let Button {
                kind: _, text, phone_number, url, url_type: _, coupon_code, is_opt_out: _, flow_id, flow_action: _,
                navigate_screen, autofill_text, supported_apps, package_name, signature_hash,
            } = button;
            show!(visit, place, text phone_number url coupon_code flow_id navigate_screen autofill_text package_name
                signature_hash);
            for (index, app) in supported_apps.into_iter().flatten().enumerate() {
                let SupportedApp { package_name, signature_hash } = app;
                show!(visit, place.key("supported_apps").index(index), package_name signature_hash);
            }
        }
    };
}

walk!(each_string parts button_strings,);
walk!(each_string_mut parts_mut button_strings_mut, mut);
