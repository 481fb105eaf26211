//! Whether a body is written in a script of its language.

use crate::declare_rule;
use crate::finding::Level;
use crate::rules::writing::script::Script;
use crate::rules::{Check, Marks, Rule, Text, TextKind};

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
            if text.kind != TextKind::Body || !cx.is_written_whatsapp() {
                return;
            }
            let language = cx.language();
            let own = Script::of_language(language);
            if own.is_empty() {
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
    if own.contains(&Script::Latin) && !text.marks.has(Marks::NOT_LATIN) {
        return None;
    }
    let letters = Letters::of(text, own);
    let is_own = |script: &Script| own.contains(script);
    let own_letters: usize = own.iter().map(|script| letters.of_script(*script)).sum();
    let foreign = letters.counts().filter(|(script, _)| !is_own(script));
    let (foreign_letters, foreign) = foreign.fold((0, None), |(sum, most), (script, count)| {
        let most = most.filter(|(_, known)| *known > count).or(Some((script, count)));
        (sum + count, most)
    });
    let (foreign, most) = foreign?;
    let is_replaced = own_letters * 4 < foreign_letters;
    let is_outweighed = foreign != Script::Latin && most > own_letters;
    (own_letters + foreign_letters >= LETTERS && (is_replaced || is_outweighed)).then_some(foreign)
}

/// As how many letters one may count; it has more bytes than that, or is one of the others.
const MOST_WEIGHT: usize = 2;

/// How many letters a text has of each script; addresses, which are Latin in every language, do not count.
struct Letters([usize; Script::COUNT]);

impl Letters {
    /// Of a text that has more of some scripts than all others can have, only so many as to know that.
    fn of(text: &Text<'_>, own: &[Script]) -> Self {
        let mut letters = Self([0; Script::COUNT]);
        let may_have_address = text.marks.has(Marks::SLASH | Marks::AT | Marks::W);
        for (start, literal) in text.literals() {
            // No character weighs more than it has bytes.
            let own_letters: usize = own.iter().map(|script| letters.0[*script as usize]).sum();
            let others = letters.0.iter().sum::<usize>() - own_letters;
            if own_letters > others * MOST_WEIGHT + text.text.len() - start {
                break;
            }
            if may_have_address {
                literal.split_whitespace().filter(|word| !is_address(word)).for_each(|word| letters.add(word));
            } else {
                letters.add(literal);
            }
        }
        letters
    }

    fn add(&mut self, text: &str) {
        for script in text.chars().filter_map(Script::of) {
            self.0[script as usize] += 1;
        }
    }

    fn of_script(&self, script: Script) -> usize {
        // A Chinese character, a kana and a syllable of Korean say as much as two letters.
        let weight = if matches!(script, Script::Han | Script::Kana | Script::Hangul) { MOST_WEIGHT } else { 1 };
        self.0[script as usize] * weight
    }

    /// The scripts that the text has letters of.
    fn counts(&self) -> impl Iterator<Item = (Script, usize)> {
        Script::ALL.iter().map(|script| (*script, self.of_script(*script))).filter(|(_, count)| *count > 0)
    }
}

/// Whether a word is an address, which is Latin in every language.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}
