//! Every rule, sorted; and for the runner, sorted by what they look at.

use std::sync::LazyLock;

use super::{
    Check, Cx, Example, Part, Reporter, Rule, Text, Whole, authentication, body, build_value, button, buttons, card,
    carousel, category, example, footer, header, language, message, name, offer, products, project, suppression,
    template, text, ttl, variable, viber,
};
use crate::finding::RuleMeta;
use crate::model::{Body, Button, Card, Footer, Header, LimitedTimeOffer, Message, ProjectFile, Variant};
use crate::{schema, yaml};

/// The rules of each group.
static GROUPS: &[&[&Rule]] = &[
    authentication::app::RULES,
    authentication::button::RULES,
    authentication::component::RULES,
    body::text::RULES,
    body::wording::RULES,
    button::coupon::RULES,
    button::flow::RULES,
    button::kind::RULES,
    button::misplaced::RULES,
    button::phone::RULES,
    button::text::RULES,
    button::url::RULES,
    button::url_type::RULES,
    buttons::count::RULES,
    buttons::mix::RULES,
    card::RULES,
    carousel::RULES,
    category::setting::RULES,
    category::wording::RULES,
    example::RULES,
    footer::RULES,
    header::media::RULES,
    header::misplaced::RULES,
    header::text::RULES,
    language::code::RULES,
    language::differing::RULES,
    language::inherited_text::RULES,
    language::script::RULES,
    message::content::RULES,
    message::envelope::RULES,
    message::file::RULES,
    message::viber::RULES,
    name::form::RULES,
    offer::RULES,
    products::RULES,
    project::environment::RULES,
    project::file::RULES,
    project::glob::RULES,
    project::levels::RULES,
    template::languages::RULES,
    text::RULES,
    ttl::RULES,
    variable::place::RULES,
    variable::syntax::RULES,
    viber::button::RULES,
    viber::component::RULES,
    viber::media::RULES,
];

/// What is known of the rules that other layers report while they read.
static ELSEWHERE: &[&[&RuleMeta]] = &[build_value::METAS, schema::METAS, suppression::METAS, yaml::METAS];

/// What is known of the rules of faults that lie between files, media files among them: only whoever has all files
/// finds them all.
static BETWEEN_FILES: &[&[&RuleMeta]] = &[
    header::file::METAS,
    name::duplicate::METAS,
    project::glob::METAS,
    project::retired::METAS,
    template::same_content::METAS,
];

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&Rule> = GROUPS.iter().copied().flatten().copied().collect();
    rules.sort_by_key(|rule| rule.meta.id);
    rules
});

static METAS: LazyLock<Vec<&'static RuleMeta>> = LazyLock::new(|| {
    let own = ALL.iter().map(|rule| &rule.meta);
    let mut metas: Vec<&RuleMeta> =
        own.chain(ELSEWHERE.iter().chain(BETWEEN_FILES).copied().flatten().copied()).collect();
    metas.sort_by_key(|meta| meta.id);
    metas
});

/// Every rule of this layer, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// What is known of every rule, also of those that yaml and schema report, sorted by id.
pub fn metas() -> &'static [&'static RuleMeta] {
    &METAS
}

/// What is known of the rule with this id.
pub fn find(id: &str) -> Option<&'static RuleMeta> {
    METAS.binary_search_by_key(&id, |meta| meta.id).ok().map(|index| METAS[index])
}

/// Whether a rule looks at several files together, or at a media file.
pub fn is_between_files(rule: &RuleMeta) -> bool {
    BETWEEN_FILES.iter().any(|metas| metas.contains(&rule))
}

/// The first rule of a group that a comment may silence.
pub(super) fn first_of_group(group: &str) -> Option<&'static str> {
    let of_group = |meta: &&&RuleMeta| meta.group() == group && !suppression::is_never_suppressed(meta);
    METAS.iter().find(of_group).map(|meta| meta.id)
}

/// Whether some of what a rule reports can only be found by whoever has all files.
pub fn needs_all_files(rule: &RuleMeta) -> bool {
    is_between_files(rule) || language::differing::IN_SEVERAL_FILES.contains(&rule)
}

/// The rule whose id, or whose name, is most like this.
pub(super) fn nearest(id: &str) -> Option<&'static str> {
    let likeness = |known: &str| {
        let name = known.split_once('/').map_or(known, |(_, name)| name);
        strsim::jaro_winkler(known, id).max(if name == id { 1.0 } else { 0.0 })
    };
    let ids = METAS.iter().map(|meta| meta.id);
    let best = ids.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(best) > 0.85).then_some(best)
}

macro_rules! table {
    ($($(#[doc = $doc:literal])+ $field:ident: $kind:ident($check:ty),)+) => {
        /// The checks of all rules, by what they look at.
        #[derive(Default)]
        pub(super) struct Table {
            $($(#[doc = $doc])+ pub $field: Vec<(&'static RuleMeta, $check)>,)+
        }

        impl Table {
            fn add(&mut self, rule: &'static Rule) {
                match rule.check {
                    $(Check::$kind(check) => self.$field.push((&rule.meta, check)),)+
                }
            }
        }
    };
}

table! {
    /// Checks of project files.
    project_file: ProjectFile(fn(&ProjectFile, &mut Reporter<'_>)),
    /// Checks of messages.
    message: Message(fn(&Message, &mut Reporter<'_>)),
    /// Checks of templates.
    template: Template(fn(&Whole<'_>, &mut Reporter<'_>)),
    /// Checks of variants.
    variant: Variant(fn(&Variant, &mut Cx<'_>)),
    /// Checks of headers.
    header: Header(fn(&Part<'_, Header>, &mut Cx<'_>)),
    /// Checks of offers.
    offer: Offer(fn(&LimitedTimeOffer, &mut Cx<'_>)),
    /// Checks of bodies.
    body: Body(fn(&Part<'_, Body>, &mut Cx<'_>)),
    /// Checks of footers.
    footer: Footer(fn(&Part<'_, Footer>, &mut Cx<'_>)),
    /// Checks of lists of buttons.
    buttons: Buttons(fn(&[Button], &mut Cx<'_>)),
    /// Checks of buttons.
    button: Button(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// Checks of buttons that open a page.
    url_button: UrlButton(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// Checks of buttons that call a number.
    phone_button: PhoneButton(fn(&Part<'_, Button>, &mut Cx<'_>)),
    /// Checks of carousels.
    carousel: Carousel(fn(&[Card], &mut Cx<'_>)),
    /// Checks of cards.
    card: Card(fn(&Card, &mut Cx<'_>)),
    /// Checks of texts.
    text: Text(fn(&Text<'_>, &mut Cx<'_>)),
    /// Checks of texts that hold a `$(`.
    variables: Variables(fn(&Text<'_>, &mut Cx<'_>)),
    /// Checks of samples.
    example: Example(fn(&Example<'_>, &mut Cx<'_>)),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    ALL.iter().for_each(|rule| table.add(rule));
    table
});

/// The checks of all rules but one.
pub(super) fn table_without(id: &str) -> Table {
    let mut table = Table::default();
    ALL.iter().filter(|rule| rule.meta.id != id).for_each(|rule| table.add(rule));
    table
}

pub(super) fn table() -> &'static Table {
    &TABLE
}
