//! Scripts: which one a letter is of, and which ones a language is written in.

/// A script of the platform's languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    /// Arabic, Persian, Urdu.
    Arabic,
    /// Bengali.
    Bengali,
    /// Russian and its neighbours.
    Cyrillic,
    /// Hindi, Marathi.
    Devanagari,
    /// Georgian.
    Georgian,
    /// Greek.
    Greek,
    /// Gujarati.
    Gujarati,
    /// Punjabi.
    Gurmukhi,
    /// Chinese characters, also in Japanese and Korean.
    Han,
    /// Korean.
    Hangul,
    /// Hebrew.
    Hebrew,
    /// Japanese syllables.
    Kana,
    /// Kannada.
    Kannada,
    /// Khmer.
    Khmer,
    /// Lao.
    Lao,
    /// English and most others.
    Latin,
    /// Malayalam.
    Malayalam,
    /// Burmese.
    Myanmar,
    /// Sinhala.
    Sinhala,
    /// Tamil.
    Tamil,
    /// Telugu.
    Telugu,
    /// Thai.
    Thai,
}

impl Script {
    /// The script of a letter; none of digits, signs, and letters of other scripts.
    pub(crate) fn of(character: char) -> Option<Self> {
        Some(match character {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{5d0}'..='\u{5f2}' => Self::Hebrew,
            '\u{620}'..='\u{64a}'
            | '\u{66e}'..='\u{6d3}'
            | '\u{6d5}'..='\u{6ef}'
            | '\u{6fa}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => Self::Arabic,
            '\u{900}'..='\u{963}' => Self::Devanagari,
            '\u{980}'..='\u{9e5}' => Self::Bengali,
            '\u{a00}'..='\u{a65}' => Self::Gurmukhi,
            '\u{a80}'..='\u{ae5}' => Self::Gujarati,
            '\u{b80}'..='\u{be5}' => Self::Tamil,
            '\u{c00}'..='\u{c65}' => Self::Telugu,
            '\u{c80}'..='\u{ce5}' => Self::Kannada,
            '\u{d00}'..='\u{d65}' => Self::Malayalam,
            '\u{d80}'..='\u{de5}' => Self::Sinhala,
            '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' => Self::Thai,
            '\u{e81}'..='\u{ecf}' | '\u{edc}'..='\u{edf}' => Self::Lao,
            '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' => Self::Myanmar,
            '\u{10a0}'..='\u{10ff}' => Self::Georgian,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{1780}'..='\u{17dd}' => Self::Khmer,
            '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Kana,
            '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => return None,
        })
    }

    /// The scripts that a language is written in; none for a code that is not known.
    pub(crate) fn of_language(code: &str) -> &'static [Self] {
        match code.split('_').next().unwrap_or(code) {
            "ar" | "fa" | "prs" | "ps" | "ur" => &[Self::Arabic],
            "be" | "bg" | "ky" | "mk" | "ru" | "uk" => &[Self::Cyrillic],
            "kk" | "sr" | "uz" => &[Self::Cyrillic, Self::Latin],
            "bn" => &[Self::Bengali],
            "el" => &[Self::Greek],
            "gu" => &[Self::Gujarati],
            "he" => &[Self::Hebrew],
            "hi" | "mr" => &[Self::Devanagari],
            "ja" => &[Self::Kana, Self::Han],
            "ka" => &[Self::Georgian],
            "kn" => &[Self::Kannada],
            "ko" => &[Self::Hangul, Self::Han],
            "lo" => &[Self::Lao],
            "ml" => &[Self::Malayalam],
            "pa" => &[Self::Gurmukhi, Self::Arabic],
            "si" => &[Self::Sinhala],
            "ta" => &[Self::Tamil],
            "te" => &[Self::Telugu],
            "th" => &[Self::Thai],
            "zh" => &[Self::Han],
            "af" | "az" | "ca" | "cs" | "da" | "de" | "en" | "es" | "et" | "fi" | "fil" | "fr" | "ga" | "ha" | "hr"
            | "hu" | "id" | "it" | "lt" | "lv" | "ms" | "nb" | "nl" | "pl" | "pt" | "ro" | "rw" | "sk" | "sl"
            | "sq" | "sv" | "sw" | "tr" | "vi" | "zu" => &[Self::Latin],
            _ => &[],
        }
    }

    /// How messages call its letters.
    pub(crate) fn letters(self) -> &'static str {
        match self {
            Self::Arabic => "Arabic letters",
            Self::Bengali => "Bengali letters",
            Self::Cyrillic => "Cyrillic letters",
            Self::Devanagari => "Devanagari letters",
            Self::Georgian => "Georgian letters",
            Self::Greek => "Greek letters",
            Self::Gujarati => "Gujarati letters",
            Self::Gurmukhi => "Gurmukhi letters",
            Self::Han => "Chinese characters",
            Self::Hangul => "Korean letters",
            Self::Hebrew => "Hebrew letters",
            Self::Kana => "Japanese kana",
            Self::Kannada => "Kannada letters",
            Self::Khmer => "Khmer letters",
            Self::Lao => "Lao letters",
            Self::Latin => "Latin letters",
            Self::Malayalam => "Malayalam letters",
            Self::Myanmar => "Burmese letters",
            Self::Sinhala => "Sinhala letters",
            Self::Tamil => "Tamil letters",
            Self::Telugu => "Telugu letters",
            Self::Thai => "Thai letters",
        }
    }

    /// How many characters make a word where no spaces do; 0 where spaces part words.
    pub(crate) fn characters_per_word(self) -> usize {
        match self {
            Self::Han | Self::Kana => 2,
            Self::Khmer | Self::Lao | Self::Myanmar | Self::Thai => 4,
            _ => 0,
        }
    }
}

/// Whether a script that is written without spaces uses the character.
pub(crate) fn is_unspaced(character: char) -> bool {
    // All of them lie behind Thai: most characters need no closer look.
    character >= '\u{e01}' && Script::of(character).is_some_and(|script| script.characters_per_word() > 0)
}
