//! What one recipient gets: a number, and what the template is filled in with.

use indexmap::IndexMap;

/// One message of a template, as far as it differs from recipient to recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The recipient: bare digits, or an id where the recipient type says so.
    pub to: String,
    /// Values by variable name.
    pub values: IndexMap<String, String>,
    /// What comes back when a quick reply is tapped, one for each.
    pub payload: Vec<String>,
    /// A text that comes back with the answers of a flow.
    pub flow_token: Option<String>,
    /// What a flow starts with.
    pub flow_data: IndexMap<String, String>,
    /// The products of a catalog or multi-product message.
    pub products: Products,
}

/// The products that a message shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Products {
    /// The product whose picture stands above.
    pub thumbnail: Option<String>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section of products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// The ids of its products.
    pub products: Vec<String>,
}

impl Products {
    /// Whether nothing is shown.
    pub fn is_empty(&self) -> bool {
        self.thumbnail.is_none() && self.sections.is_empty()
    }

    /// How many products there are in all sections.
    pub fn count(&self) -> usize {
        self.sections.iter().map(|section| section.products.len()).sum()
    }
}
