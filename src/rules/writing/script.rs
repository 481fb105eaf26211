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
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();
    /// All of them, in order.
    pub(crate) const ALL: &[Self] = &[
        Self::Arabic,
        Self::Bengali,
        Self::Cyrillic,
        Self::Devanagari,
        Self::Georgian,
        Self::Greek,
        Self::Gujarati,
        Self::Gurmukhi,
        Self::Han,
        Self::Hangul,
        Self::Hebrew,
        Self::Kana,
        Self::Kannada,
        Self::Khmer,
        Self::Lao,
        Self::Latin,
        Self::Malayalam,
        Self::Myanmar,
        Self::Sinhala,
        Self::Tamil,
        Self::Telugu,
        Self::Thai,
    ];

    /// The script of a letter; none of digits, signs, and letters of other scripts.
    #[inline]
    pub(crate) fn of(character: char) -> Option<Self> {
        let code = character as usize;
        match LOW.get(code) {
            Some(script) => *script,
            None if (0x3400..=0x9fff).contains(&code) => Some(Self::Han),
            None => Self::of_high(code as u32),
        }
    }

    fn of_high(code: u32) -> Option<Self> {
        let position = RANGES.partition_point(|(_, last, _)| *last < code);
        RANGES.get(position).filter(|(first, ..)| *first <= code).map(|(.., script)| *script)
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
    pub(crate) const fn characters_per_word(self) -> usize {
        match self {
            Self::Han | Self::Kana => 2,
            Self::Khmer | Self::Lao | Self::Myanmar | Self::Thai => 4,
            _ => 0,
        }
    }
}

/// The letters of each script, in the order of their codes.
static RANGES: &[(u32, u32, Script)] = &[
    (0x41, 0x5a, Script::Latin),
    (0x61, 0x7a, Script::Latin),
    (0xc0, 0x24f, Script::Latin),
    (0x370, 0x3ff, Script::Greek),
    (0x400, 0x52f, Script::Cyrillic),
    (0x5d0, 0x5f2, Script::Hebrew),
    (0x620, 0x64a, Script::Arabic),
    (0x66e, 0x6d3, Script::Arabic),
    (0x6d5, 0x6ef, Script::Arabic),
    (0x6fa, 0x77f, Script::Arabic),
    (0x900, 0x963, Script::Devanagari),
    (0x980, 0x9e5, Script::Bengali),
    (0xa00, 0xa65, Script::Gurmukhi),
    (0xa80, 0xae5, Script::Gujarati),
    (0xb80, 0xbe5, Script::Tamil),
    (0xc00, 0xc65, Script::Telugu),
    (0xc80, 0xce5, Script::Kannada),
    (0xd00, 0xd65, Script::Malayalam),
    (0xd80, 0xde5, Script::Sinhala),
    (0xe01, 0xe3a, Script::Thai),
    (0xe40, 0xe4e, Script::Thai),
    (0xe81, 0xecf, Script::Lao),
    (0xedc, 0xedf, Script::Lao),
    (0x1000, 0x103f, Script::Myanmar),
    (0x1050, 0x108f, Script::Myanmar),
    (0x10a0, 0x10ff, Script::Georgian),
    (0x1100, 0x11ff, Script::Hangul),
    (0x1780, 0x17dd, Script::Khmer),
    (0x1e00, 0x1eff, Script::Latin),
    (0x1f00, 0x1fff, Script::Greek),
    (0x3005, 0x3005, Script::Han),
    (0x3041, 0x30ff, Script::Kana),
    (0x3400, 0x9fff, Script::Han),
    (0xac00, 0xd7a3, Script::Hangul),
    (0xf900, 0xfaff, Script::Han),
    (0xfb50, 0xfdff, Script::Arabic),
    (0xfe70, 0xfefc, Script::Arabic),
    (0xff66, 0xff9f, Script::Kana),
    (0x20000, 0x3ffff, Script::Han),
];

/// Below this code lie nearly all letters that are not Chinese characters.
const LOW_CODES: usize = 0x3100;

/// The script of every low code: a text asks for each of its characters.
pub(crate) static LOW: [Option<Script>; LOW_CODES] = {
    let mut low = [None; LOW_CODES];
    let mut position = 0;
    while position < RANGES.len() {
        let (first, last, script) = RANGES[position];
        let mut code = first as usize;
        while code <= last as usize && code < LOW_CODES {
            low[code] = Some(script);
            code += 1;
        }
        position += 1;
    }
    low
};

/// Whether a script that is written without spaces uses the character.
pub(crate) fn is_unspaced(character: char) -> bool {
    // All of them lie behind Thai: most characters need no closer look.
    character >= '\u{e01}' && Script::of(character).is_some_and(|script| script.characters_per_word() > 0)
}
