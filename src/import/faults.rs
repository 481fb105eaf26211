//! What can be said of foreign JSON: the rules of the group `import`.

use crate::declare_rule;
use crate::finding::{Level, RuleMeta};

/// Everything `import` can report, sorted by id.
pub fn metas() -> Vec<&'static RuleMeta> {
    let mut metas = vec![
        &ACCIDENTAL_VARIABLE,
        &DROPPED_FIELD,
        &GENERATED_TEXT,
        &INCOMPLETE_LIST,
        &LEGACY_CATEGORY,
        &MEDIA_WITHOUT_URL,
        &MISPLACED_SAMPLE,
        &NO_TEMPLATE,
        &NOT_JSON,
        &RENAMED_VARIABLE,
        &REPEATED,
        &UNCLEAR_PLACEHOLDER,
        &UNKNOWN_FIELD,
        &UNKNOWN_VALUE,
        &UNSUPPORTED,
        &WRONG_TYPE,
    ];
    metas.sort_by_key(|meta| meta.id);
    metas
}

declare_rule! {
    /// Text from elsewhere holds `$(`, which CAMS reads as the start of a variable.
    ///
    /// ## Why
    /// CAMS documents no escape for `$(`. The text is imported as `$ (`, so that it does not become a variable by accident.
    ///
    /// ## Source
    /// CreateChatappTemplate, samples of `Components` (checked 2026-11-20)
    pub static ACCIDENTAL_VARIABLE = "import/accidental-variable" {
        level: Level::Error,
        summary: "foreign text holds `$(`",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A field that only the service writes, such as the id or the review state, or one that no longer counts, such as
    /// `allow_category_change`, is left out.
    ///
    /// ## Why
    /// A template file says what a template is; what has become of it is read from the service.
    ///
    /// ## Source
    /// Meta "Template management", GetChatappTemplateDetail (checked 2026-11-20)
    pub static DROPPED_FIELD = "import/dropped-field" {
        level: Level::Info,
        summary: "field that a template file does not need was left out",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// The text of an AUTHENTICATION body or footer is left out.
    ///
    /// ## Why
    /// WhatsApp writes these texts itself; a request that holds one is refused.
    ///
    /// ## Source
    /// CreateChatappTemplate, parameter `Components[].Text` (checked 2026-11-20)
    pub static GENERATED_TEXT = "import/generated-text" {
        level: Level::Info,
        summary: "text of an AUTHENTICATION template was left out",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// The file is one page of a longer list.
    ///
    /// ## Why
    /// Templates on the other pages are not imported.
    ///
    /// ## Source
    /// Meta "Template management", cursor-based paging (checked 2026-11-20)
    pub static INCOMPLETE_LIST = "import/incomplete-list" {
        level: Level::Warning,
        summary: "file is one page of a longer list",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A category that no longer exists; the nearest of today's is written.
    ///
    /// ## Why
    /// The old categories are refused today. The choice decides price and review, so it should be looked at.
    ///
    /// ## Source
    /// CreateChatappTemplate of March 2023 against today's, and its VIBER categories of 2025 (checked 2026-11-20)
    pub static LEGACY_CATEGORY = "import/legacy-category" {
        level: Level::Warning,
        summary: "category no longer exists",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A media header comes without a public address of its sample.
    ///
    /// ## Why
    /// Meta's samples are upload handles, or addresses that expire. CAMS downloads the sample when the template is
    /// created and keeps the address.
    ///
    /// ## Source
    /// CreateChatappTemplate, parameter `Components[].Url`; field reports of `InvalidParameter.FileUrlError` (checked 2026-11-20)
    pub static MEDIA_WITHOUT_URL = "import/media-without-url" {
        level: Level::Warning,
        summary: "media header has no public sample address",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A sample that fits no placeholder.
    ///
    /// ## Why
    /// A template file holds one sample for each variable; CAMS fills a button's variable with its sample alone.
    ///
    /// ## Source
    /// CreateChatappTemplate, parameter `Example`; Meta "Template components" (checked 2026-11-20)
    pub static MISPLACED_SAMPLE = "import/misplaced-sample" {
        level: Level::Info,
        summary: "sample fits no placeholder",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// The file holds no template, or one without name, language, category or components.
    ///
    /// ## Why
    /// Without these there is nothing that a template file could say.
    ///
    /// ## Source
    /// CreateChatappTemplate, required parameters (checked 2026-11-20)
    pub static NO_TEMPLATE = "import/no-template" {
        level: Level::Error,
        summary: "no template, or not a whole one",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// The file is not JSON.
    ///
    /// ## Why
    /// Nothing in it can be read.
    ///
    /// ## Source
    /// RFC 8259
    pub static NOT_JSON = "import/not-json" {
        level: Level::Error,
        summary: "file is not JSON",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A placeholder gets another name, because another component uses its name with another sample.
    ///
    /// ## Why
    /// Meta's placeholders belong to their component, CAMS has one flat map of variables for the whole template.
    ///
    /// ## Source
    /// CreateChatappTemplate, parameter `Example` (checked 2026-11-20)
    pub static RENAMED_VARIABLE = "import/renamed-variable" {
        level: Level::Info,
        summary: "placeholder was renamed",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// Something that can be there once is there twice: a key, a component, a language of one name.
    ///
    /// ## Why
    /// The first is imported; which of the two was meant, only the author knows.
    ///
    /// ## Source
    /// Meta "Template components" (checked 2026-11-20)
    pub static REPEATED = "import/repeated" {
        level: Level::Error,
        summary: "what can be there once is there twice",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A placeholder that is neither `{{1}}` nor `{{name}}`.
    ///
    /// ## Why
    /// Meta would print it as it stands, CAMS refuses the braces.
    ///
    /// ## Source
    /// Meta "Templates overview"; CAMS error `InvalidParameter.MessageInvalid` (checked 2026-11-20)
    pub static UNCLEAR_PLACEHOLDER = "import/unclear-placeholder" {
        level: Level::Error,
        summary: "placeholder is neither a number nor a name",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A field that the template format does not have.
    ///
    /// ## Why
    /// Nothing is dropped without a word: what the field asks for would be lost.
    ///
    /// ## Source
    /// CreateChatappTemplate (checked 2026-11-20)
    pub static UNKNOWN_FIELD = "import/unknown-field" {
        level: Level::Error,
        summary: "field is unknown",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A value that its field cannot have.
    ///
    /// ## Why
    /// There is nothing in the template format that it could become.
    ///
    /// ## Source
    /// CreateChatappTemplate, values of its enumerations (checked 2026-11-20)
    pub static UNKNOWN_VALUE = "import/unknown-value" {
        level: Level::Error,
        summary: "value is unknown",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A feature of WhatsApp that CAMS does not offer.
    ///
    /// ## Why
    /// Meta's API knows components and buttons that CreateChatappTemplate has no form for.
    ///
    /// ## Source
    /// CreateChatappTemplate against Meta "Template components" (checked 2026-11-20)
    pub static UNSUPPORTED = "import/unsupported" {
        level: Level::Error,
        summary: "CAMS lacks what the template uses",
        files: "pass.json", "fail.json",
    }
}

declare_rule! {
    /// A value of another kind than its field holds, such as a list for a text.
    ///
    /// ## Why
    /// Nothing is converted by guessing.
    ///
    /// ## Source
    /// CreateChatappTemplate (checked 2026-11-20)
    pub static WRONG_TYPE = "import/wrong-type" {
        level: Level::Error,
        summary: "value is of another kind than its field",
        files: "pass.json", "fail.json",
    }
}
