//! The lists of phrases.

use memchr::memchr_iter;

/// What a phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Codes that prove who somebody is.
    OneTimePassword,
    /// Advertising.
    Promotion,
    /// Asking somebody to write something.
    Request,
    /// What nobody should write into a chat: numbers of cards, accounts and papers.
    Secret,
    /// What turns a sentence into a warning, or says that only a part is meant.
    Excuse,
    /// What may stand between the name of a thing and its value.
    Join,
    /// Phrases that say nothing of a matter.
    Greeting,
}

impl Topic {
    fn of_heading(heading: &str) -> Option<Self> {
        Some(match heading {
            "one-time password" => Self::OneTimePassword,
            "promotion" => Self::Promotion,
            "request" => Self::Request,
            "secret" => Self::Secret,
            "excuse" => Self::Excuse,
            "join" => Self::Join,
            "greeting" => Self::Greeting,
            _ => return None,
        })
    }
}

/// Its list of each language, by the part of the code before `_`. English comes first: it is mixed into all others.
pub(super) static LISTS: &[(&str, &str)] = &[
    ("en", include_str!("en.txt")),
    ("ar", include_str!("ar.txt")),
    ("bg", include_str!("bg.txt")),
    ("bn", include_str!("bn.txt")),
    ("de", include_str!("de.txt")),
    ("es", include_str!("es.txt")),
    ("fr", include_str!("fr.txt")),
    ("he", include_str!("he.txt")),
    ("hi", include_str!("hi.txt")),
    ("id", include_str!("id.txt")),
    ("it", include_str!("it.txt")),
    ("ja", include_str!("ja.txt")),
    ("ko", include_str!("ko.txt")),
    ("pt", include_str!("pt.txt")),
    ("ru", include_str!("ru.txt")),
    ("tr", include_str!("tr.txt")),
    ("uk", include_str!("uk.txt")),
    ("ur", include_str!("ur.txt")),
    ("vi", include_str!("vi.txt")),
    ("zh", include_str!("zh.txt")),
];

/// The place in [`LISTS`] of a language code; English where there is no list.
pub(super) fn position(language: &str) -> usize {
    let base = language.split('_').next().unwrap_or(language);
    LISTS.iter().position(|(code, _)| *code == base).unwrap_or(0)
}

/// The phrases of a list, with their topics.
pub(super) fn phrases(list: &'static str) -> impl Iterator<Item = (Topic, &'static str)> {
    let mut topic = None;
    lines(list).filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            topic = Topic::of_heading(heading);
            return None;
        }
        topic.map(|topic| (topic, line))
    })
}

/// The lines of a list. As `str::lines`, which takes longer where lines are short.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    memchr_iter(b'\n', list.as_bytes()).map(move |end| {
        let line = &list[start..end];
        start = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    })
}
