//! Whether a body is written in a script of its language.

use crate::declare_rule;
use crate::finding::Level;
use crate::rules::writing::script::Script;
use crate::rules::{Check, Rule, Text, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SCRIPT_DIFFERS];

/// Fewer letters may all be of a brand's name.
const LETTERS: usize = 10;

declare_rule! {
    /// A body in a script that its language is not written in.
    ///
    /// ## Why
    /// Review compares the text with the language code (`TAG_CONTENT_MISMATCH`); often the text was not translated, or
    /// stands under the wrong code. Names, addresses and words of another language among one's own are not reported:
    /// more than four of five letters have to be foreign, or most of them neither Latin nor of the language.
    ///
    /// ## Source
    /// M-HOOK; documentation of CleverTap and Twilio (checked 2026-11-20)
    pub static SCRIPT_DIFFERS = "language/script-differs" {
        level: Level::Warning,
        summary: "body is in a script that its language is not written in",
        check: Check::Text(|text, cx| {
            let language = cx.language();
            let own = Script::of_language(language);
            if text.kind != TextKind::Body || !cx.is_written_whatsapp() || own.is_empty() {
                return;
            }
            if let Some(foreign) = foreign_script(text, own) {
                cx.report("", format!("body is in {}, `{language}` is written in {}", foreign.letters(), own[0].letters()))
                    .help("translate it, or correct the language code");
            }
        }),
    }
}

/// The script that takes the place of a language's own.
fn foreign_script(text: &Text<'_>, own: &[Script]) -> Option<Script> {
    if own.contains(&Script::Latin) && !has_other_than_latin(text.text) {
        return None;
    }
    let mut counts: Vec<(Script, usize)> = Vec::with_capacity(2);
    let words = text.literals().flat_map(|(_, literal)| literal.split_whitespace());
    for character in words.filter(|word| !is_address(word)).flat_map(str::chars) {
        let Some(script) = Script::of(character) else { continue };
        // A Chinese character, a kana and a syllable of Korean say as much as two letters.
        let weight = if matches!(script, Script::Han | Script::Kana | Script::Hangul) { 2 } else { 1 };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => counts.push((script, weight)),
        }
    }
    let is_own = |script: &Script| own.contains(script);
    let sum = |wanted: bool| -> usize {
        counts.iter().filter(|(script, _)| is_own(script) == wanted).map(|(_, count)| count).sum()
    };
    let (own_letters, foreign_letters) = (sum(true), sum(false));
    let (foreign, most) = counts.iter().filter(|(script, _)| !is_own(script)).max_by_key(|(_, count)| *count)?;
    let is_replaced = own_letters * 4 < foreign_letters;
    let is_outweighed = *foreign != Script::Latin && *most > own_letters;
    (own_letters + foreign_letters >= LETTERS && (is_replaced || is_outweighed)).then_some(*foreign)
}

/// Whether a text has bytes of letters that are not Latin. U+2000 to U+2FFF, which begin with 0xe2, are signs.
fn has_other_than_latin(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | ((byte >= 0xca) & (byte != 0xe2)))
}

/// Whether a word is an address, which is Latin in every language.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}
