//! What the YAML layer reports. Each keeps the rest of the document readable, but for syntax errors and limits.

use std::ops::Range;

use crate::declare_rule;
use crate::finding::{At, Edit, Fix, Fixable, Level, RuleMeta};

declare_rule! {
    /// An alias (`*name`).
    ///
    /// ## Why
    /// A template must be readable where it stands: a reviewer sees the words, and a fix has one place to change.
    /// What all languages share is written once, above `languages`.
    ///
    /// ## Source
    /// The template format.
    pub static ALIAS = "yaml/alias" {
        level: Level::Error,
        summary: "alias stands for a value",
    }
}

declare_rule! {
    /// A control character, such as NUL.
    ///
    /// ## Why
    /// YAML does not allow it, and nobody sees it. In a text it is written as an escape in double quotes (`"\x07"`).
    ///
    /// ## Source
    /// YAML 1.2.2, 5.1 Character Set
    pub static CONTROL_CHARACTER = "yaml/control-character" {
        level: Level::Error,
        summary: "file holds a control character",
    }
}

declare_rule! {
    /// A `%` directive before the document.
    ///
    /// ## Why
    /// Files are read as YAML 1.2 and have no tags, so a directive says nothing, or something untrue.
    ///
    /// ## Source
    /// The template format.
    pub static DIRECTIVE = "yaml/directive" {
        level: Level::Error,
        summary: "file has a directive",
        fix: Fixable::Either,
    }
}

declare_rule! {
    /// The same key twice in one mapping.
    ///
    /// ## Why
    /// Only one of the two can count, and parsers disagree which. The first is taken to check the rest of the file.
    ///
    /// ## Source
    /// YAML 1.2.2, 3.2.1.3 Node Comparison: keys are unique
    pub static DUPLICATE_KEY = "yaml/duplicate-key" {
        level: Level::Error,
        summary: "key stands twice in one mapping",
    }
}

declare_rule! {
    /// A key or a list item with nothing after it.
    ///
    /// ## Why
    /// YAML reads nothing as `null`, which takes a shared component away: too much for something that may be
    /// a forgotten text. `null` is written out where it is meant.
    ///
    /// ## Source
    /// The template format.
    pub static EMPTY_VALUE = "yaml/empty-value" {
        level: Level::Error,
        summary: "value is missing",
    }
}

declare_rule! {
    /// Bytes that are no UTF-8.
    ///
    /// ## Why
    /// What the customer would read is unknown.
    ///
    /// ## Source
    /// The template format.
    pub static INVALID_UTF_8 = "yaml/invalid-utf-8" {
        level: Level::Error,
        summary: "file is not UTF-8",
    }
}

declare_rule! {
    /// A key that is no plain word: a list, a mapping, an alias, or nothing.
    ///
    /// ## Why
    /// No field and no variable has such a name.
    ///
    /// ## Source
    /// The template format.
    pub static KEY_NOT_TEXT = "yaml/key-not-text" {
        level: Level::Error,
        summary: "key is not a text",
    }
}

declare_rule! {
    /// A merge key (`<<`).
    ///
    /// ## Why
    /// YAML 1.2 has no merge keys, and parsers disagree about them. What all languages share is written once,
    /// above `languages`, and each language is laid over it.
    ///
    /// ## Source
    /// The template format.
    pub static MERGE_KEY = "yaml/merge-key" {
        level: Level::Error,
        summary: "merge key copies another mapping",
    }
}

declare_rule! {
    /// A second document in one file.
    ///
    /// ## Why
    /// One file holds one template; what follows the second `---` would never be read.
    ///
    /// ## Source
    /// The template format.
    pub static SECOND_DOCUMENT = "yaml/second-document" {
        level: Level::Error,
        summary: "file holds more than one document",
    }
}

declare_rule! {
    /// Something that is no YAML. Nothing after it can be read.
    ///
    /// ## Why
    /// Without the structure nothing else in the file can be checked.
    ///
    /// ## Source
    /// YAML 1.2.2
    pub static SYNTAX_ERROR = "yaml/syntax-error" {
        level: Level::Error,
        summary: "file is not YAML",
    }
}

declare_rule! {
    /// A tab where YAML counts spaces.
    ///
    /// ## Why
    /// How wide a tab is depends on the editor, so YAML allows only spaces for indentation.
    ///
    /// ## Source
    /// YAML 1.2.2, 6.1 Indentation Spaces
    pub static TAB = "yaml/tab" {
        level: Level::Error,
        summary: "line is indented with a tab",
    }
}

declare_rule! {
    /// A tag (`!name`, `!!str`).
    ///
    /// ## Why
    /// The format says of each field what it holds; a tag could only contradict it. Text that looks like a number
    /// is put in quotes, and so is a text that begins with `!`.
    ///
    /// ## Source
    /// The template format.
    pub static TAG = "yaml/tag" {
        level: Level::Error,
        summary: "value has a tag",
        fix: Fixable::Either,
    }
}

declare_rule! {
    /// A text without quotes that ends at ` #`, because YAML begins a comment there: `Your order #1 is ready`.
    ///
    /// ## Why
    /// What stands behind it would never reach the customer. A comment has a blank behind its `#`.
    ///
    /// ## Source
    /// YAML 1.2.2, 6.6 Comments
    pub static TEXT_CUT_OFF = "yaml/text-cut-off" {
        level: Level::Warning,
        summary: "text ends at a `#`",
        fix: Fixable::Unsafe,
    }
}

declare_rule! {
    /// Mappings and lists nested more than 64 deep.
    ///
    /// ## Why
    /// The format needs nine levels. The bound keeps reading safe.
    ///
    /// ## Source
    /// A bound of this program.
    pub static TOO_DEEP = "yaml/too-deep" {
        level: Level::Error,
        summary: "values are nested more than 64 deep",
    }
}

declare_rule! {
    /// A file of more than 16 MiB, or of more than 50 000 values.
    ///
    /// ## Why
    /// A template in every language the platform knows has about 10 000 values. The bound keeps reading safe.
    ///
    /// ## Source
    /// A bound of this program.
    pub static TOO_LARGE = "yaml/too-large" {
        level: Level::Error,
        summary: "file is too large",
    }
}

declare_rule! {
    /// An anchor (`&name`) that no alias uses.
    ///
    /// ## Why
    /// It does nothing, and aliases are not allowed. Before a text without quotes it may have been its first word, which
    /// YAML takes away.
    ///
    /// ## Source
    /// The template format.
    pub static UNUSED_ANCHOR = "yaml/unused-anchor" {
        level: Level::Warning,
        summary: "anchor has no use",
        fix: Fixable::Either,
    }
}

/// Every rule of the YAML layer, sorted by id.
pub static METAS: &[&RuleMeta] = &[
    &ALIAS,
    &CONTROL_CHARACTER,
    &DIRECTIVE,
    &DUPLICATE_KEY,
    &EMPTY_VALUE,
    &INVALID_UTF_8,
    &KEY_NOT_TEXT,
    &MERGE_KEY,
    &SECOND_DOCUMENT,
    &SYNTAX_ERROR,
    &TAB,
    &TAG,
    &TEXT_CUT_OFF,
    &TOO_DEEP,
    &TOO_LARGE,
    &UNUSED_ANCHOR,
];

/// A fix that takes something out, with the blanks behind it.
pub(super) fn without(text: &str, span: &Range<usize>, title: &str, safe: bool) -> Fix {
    let rest = &text[span.end..];
    let end = span.end + (rest.len() - rest.trim_start_matches(' ').len());
    Fix { title: title.to_owned(), safe, edits: vec![Edit::Replace(At::Bytes(span.start..end), String::new())] }
}
