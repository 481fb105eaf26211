//! A part with what many rules ask of it, found out once.

use std::ops::Deref;

use super::Cx;
use crate::model::{Body, Button, Footer, Header, holds_variables, single_variable};
use crate::rules::writing::address::Address;
use crate::rules::writing::marks::Marks;

/// A header, body, footer or button.
pub struct Part<'a, T> {
    part: &'a T,
    written: Option<&'a str>,
    /// Which rare characters its text may have.
    marks: Marks,
    /// Where its `url` leads.
    pub link: Link<'a>,
}

/// Where a `url` leads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Link<'a> {
    /// Whether the `url` has a variable.
    pub has_variable: bool,
    /// The variable that is all of the `url`, and whose example is the address.
    pub(crate) variable: Option<&'a str>,
    /// The address: of a header that is a variable, its example.
    pub(crate) address: Option<Address<'a>>,
}

impl<T> Deref for Part<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.part
    }
}

impl<'a, T> Part<'a, T> {
    fn of(part: &'a T, written: Option<&'a str>, link: Link<'a>) -> Self {
        Self { part, written, marks: written.map(Marks::of).unwrap_or_default(), link }
    }

    /// Its text, unless it is known to have no characters of these kinds.
    pub fn text_with(&self, any: Marks) -> Option<&'a str> {
        self.written.filter(|_| self.marks.has(any))
    }
}

impl<'a> Part<'a, Header> {
    pub(crate) fn header(header: &'a Header, cx: &Cx<'a>) -> Self {
        let link = header.url.as_deref().map(|url| Link::of_sample(url, cx)).unwrap_or_default();
        Self::of(header, header.text.as_deref(), link)
    }
}

impl<'a> Part<'a, Body> {
    pub(crate) fn body(body: &'a Body) -> Self {
        Self::of(body, body.text.as_deref(), Link::default())
    }
}

impl<'a> Part<'a, Footer> {
    pub(crate) fn footer(footer: &'a Footer) -> Self {
        Self::of(footer, footer.text.as_deref(), Link::default())
    }
}

impl<'a> Part<'a, Button> {
    pub(crate) fn button(button: &'a Button) -> Self {
        let link = button.url.as_deref().map(Link::of_page).unwrap_or_default();
        Self::of(button, button.text.as_deref(), link)
    }
}

impl<'a> Link<'a> {
    /// Of a page, whose address may end in a variable.
    fn of_page(url: &'a str) -> Self {
        Self { has_variable: holds_variables(url), variable: None, address: Address::parse(url) }
    }

    /// Of a picture, video or document: a whole address, or a variable whose example is one.
    fn of_sample(url: &'a str, cx: &Cx<'a>) -> Self {
        if !holds_variables(url) {
            return Self { address: Address::parse(url), ..Self::default() };
        }
        let variable = single_variable(url);
        let address = variable.and_then(|name| cx.example(name)).and_then(Address::parse);
        Self { has_variable: true, variable, address }
    }
}
