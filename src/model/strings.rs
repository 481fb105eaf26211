//! Every string of a variant that may hold a build-time value, and filling the values in.

use std::ops::Range;

use indexmap::IndexMap;

use super::trail::Trail;
use super::variables::{fill, holds_build_value, substitute};
use super::{Body, Button, Card, Footer, Header, LimitedTimeOffer, SupportedApp, Variant};
use crate::finding::Path;

/// Strings taken out of a variant because they hold a build-time value: each as it is written, with how many strings
/// come before it.
pub struct BuildTexts {
    written: Vec<(usize, String)>,
    paths: Vec<Path>,
}

impl BuildTexts {
    /// Where they stood.
    pub fn paths(&self) -> &[Path] {
        &self.paths
    }
}

/// A `${name}` for which there is no value, or a `${` that is never closed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Undeclared {
    /// Its name; none where it is never closed.
    pub name: Option<String>,
    /// The text that holds it.
    pub path: Path,
    /// Its bytes in that text, `${` and `}` included; just `${` where it is never closed.
    pub range: Range<usize>,
}

impl Variant {
    /// Whether a string holds a build-time value.
    pub fn holds_build_values(&self) -> bool {
        let mut holds = false;
        each_string(self, &mut |_, text| holds |= holds_build_value(text));
        holds
    }

    /// Takes out the strings that hold a build-time value, so that values can be filled in again and again without a
    /// copy of the variant. They have to be put back.
    pub fn take_build_texts(&mut self) -> BuildTexts {
        let (mut texts, mut position) = (BuildTexts { written: Vec::new(), paths: Vec::new() }, 0);
        each_string_mut(self, &mut |trail, text| {
            if holds_build_value(text) {
                texts.written.push((position, std::mem::take(text)));
                texts.paths.push(trail.path());
            }
            position += 1;
        });
        texts
    }

    /// Fills values into the strings that were taken out. Says whether every `${` is closed and has a value.
    pub fn fill(&mut self, texts: &BuildTexts, values: &IndexMap<String, String>) -> bool {
        let (mut is_complete, mut texts) = (true, texts.written.iter());
        self.each_at(texts.clone().map(|(position, _)| *position), |text| {
            is_complete &= texts.next().is_some_and(|(_, written)| fill(written, values, text));
        });
        is_complete
    }

    /// Puts the strings back where they were taken out.
    pub fn put_back(&mut self, texts: BuildTexts) {
        let (positions, written): (Vec<usize>, Vec<String>) = texts.written.into_iter().unzip();
        let mut written = written.into_iter();
        self.each_at(positions.into_iter(), |text| *text = written.next().unwrap_or_default());
    }

    /// Shows the strings at some positions.
    fn each_at(&mut self, positions: impl Iterator<Item = usize>, mut show: impl FnMut(&mut String)) {
        let (mut positions, mut position) = (positions.peekable(), 0);
        each_string_mut(self, &mut |_, text| {
            if positions.next_if_eq(&position).is_some() {
                show(text);
            }
            position += 1;
        });
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
