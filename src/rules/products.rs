//! Rules of templates that show products: CATALOG and MPM.

use super::{Check, Cx, Rule};
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, ButtonType, Category, HeaderFormat};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &CATALOG_NOT_ALONE,
    &MPM_NOT_ALONE,
    &CATALOG_WITH_HEADER,
    &MPM_HEADER_NOT_TEXT,
    &MPM_HEADER_MISSING,
    &PRODUCT_SET_MISPLACED,
];

declare_rule! {
    /// A CATALOG button beside others.
    ///
    /// ## Why
    /// A catalog template has exactly this one button.
    ///
    /// ## Source
    /// M-CATALOG (checked 2026-11-20)
    pub static CATALOG_NOT_ALONE = "products/catalog-not-alone" {
        level: Level::Error,
        summary: "CATALOG button stands beside others",
        check: Check::Buttons(|buttons, cx| report_not_alone(buttons, ButtonType::Catalog, cx)),
    }
}

declare_rule! {
    /// An MPM button beside others.
    ///
    /// ## Why
    /// A template of several products has exactly this one button.
    ///
    /// ## Source
    /// M-MPM (checked 2026-11-20)
    pub static MPM_NOT_ALONE = "products/mpm-not-alone" {
        level: Level::Error,
        summary: "MPM button stands beside others",
        check: Check::Buttons(|buttons, cx| report_not_alone(buttons, ButtonType::Mpm, cx)),
    }
}

declare_rule! {
    /// A header on a catalog template.
    ///
    /// ## Why
    /// WhatsApp shows a product's picture there; Meta's catalog template has no header.
    ///
    /// ## Source
    /// M-CATALOG (checked 2026-11-20)
    pub static CATALOG_WITH_HEADER = "products/catalog-with-header" {
        level: Level::Warning,
        summary: "catalog template has a header",
        check: Check::Header(|_, cx| {
            if cx.is_whatsapp_of(Category::Marketing) && !cx.in_card() && cx.has_button(ButtonType::Catalog) {
                cx.report("", "catalog template has a header, where WhatsApp shows a product")
                    .help("take the header out");
            }
        }),
    }
}

declare_rule! {
    /// A header with a file on a template of several products.
    ///
    /// ## Why
    /// Its header is a text.
    ///
    /// ## Source
    /// M-MPM (checked 2026-11-20)
    pub static MPM_HEADER_NOT_TEXT = "products/mpm-header-not-text" {
        level: Level::Error,
        summary: "header of an MPM template is not TEXT",
        check: Check::Header(|header, cx| {
            let format = header.effective_format().filter(|format| *format != HeaderFormat::Text);
            let is_mpm = cx.is_whatsapp_of(Category::Marketing) && !cx.in_card() && cx.has_button(ButtonType::Mpm);
            if let Some(format) = format.filter(|_| is_mpm) {
                cx.report("format", format!("header of an MPM template is {format}, it must be TEXT"))
                    .help("write the header as a text");
            }
        }),
    }
}

declare_rule! {
    /// A template of several products without a header.
    ///
    /// ## Why
    /// Meta's page lists the header without calling it optional.
    ///
    /// ## Source
    /// M-MPM (checked 2026-11-20)
    pub static MPM_HEADER_MISSING = "products/mpm-header-missing" {
        level: Level::Warning,
        summary: "MPM template has no header",
        check: Check::Variant(|variant, cx| {
            let is_mpm = cx.is_whatsapp_of(Category::Marketing) && cx.has_button(ButtonType::Mpm);
            if is_mpm && variant.header.is_none() {
                cx.report("header", "MPM template has no header, Meta may want one").help("add a text as header");
            }
        }),
    }
}

declare_rule! {
    /// A product set on a template that shows no products.
    ///
    /// ## Why
    /// Only CATALOG and MPM templates of MARKETING show any; it is ignored.
    ///
    /// ## Source
    /// SDK 5.3.1, `ProductSetId` (checked 2026-11-20)
    pub static PRODUCT_SET_MISPLACED = "products/product-set-misplaced" {
        level: Level::Warning,
        summary: "`product_set_id` on a template without products",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            let shows_products = cx.has_button(ButtonType::Catalog) || cx.has_button(ButtonType::Mpm);
            let is_shop = cx.is_whatsapp_of(Category::Marketing) && shows_products;
            if cx.is_whatsapp() && variant.product_set_id.is_some() && !is_shop {
                cx.report("product_set_id", "`product_set_id` on a template without products is ignored")
                    .help("take it out, or add a CATALOG or MPM button to a MARKETING template")
                    .remove("take the `product_set_id` out");
            }
        }),
    }
}

fn report_not_alone(buttons: &[Button], kind: ButtonType, cx: &mut Cx<'_>) {
    let applies = cx.is_whatsapp_of(Category::Marketing) && !cx.in_card() && buttons.len() > 1;
    if !applies || !buttons.iter().any(|button| button.kind == Some(kind)) {
        return;
    }
    // Beside a button of another kind, that one is too much; beside one of its own, the second.
    let other = buttons.iter().position(|button| button.kind != Some(kind)).unwrap_or(1);
    cx.report(&format!("[{other}]"), format!("{kind} must be the only button"))
        .label("one too many")
        .help(format!("take the other buttons out, or the {kind} button"));
}
