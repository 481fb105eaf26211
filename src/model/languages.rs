//! Language codes, with their English names.
//!
//! Sources: Alibaba "Language codes" (help id 463420; 68 codes, the same in its zh, en, ja and es pages, es of
//! 2026-09-05) and Meta "Supported languages" (2025-11-04; 111 codes, all 68 among them). Checked 2026-11-20.

/// A language the platform knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// The code, in the platform's spelling: underscore, case-sensitive.
    pub code: &'static str,
    /// The English name.
    pub name: &'static str,
    /// Whether Alibaba's own list has it; the others are on Meta's list only, and CAMS may refuse them.
    pub listed_by_alibaba: bool,
    /// The code as a number, which is quicker to compare.
    number: u64,
}

/// The language with this code, spelled exactly.
pub fn find(code: &str) -> Option<&'static Language> {
    let number = number(code)?;
    ALL.iter().find(|language| language.number == number)
}

const fn both(code: &'static str, name: &'static str) -> Language {
    Language { code, name, listed_by_alibaba: true, number: number(code).expect("codes are short") }
}

const fn meta_only(code: &'static str, name: &'static str) -> Language {
    Language { listed_by_alibaba: false, ..both(code, name) }
}

/// The bytes of a code as one number; none where they are too many for any code.
const fn number(code: &str) -> Option<u64> {
    let (bytes, mut number, mut position) = (code.as_bytes(), code.len() as u64, 0);
    if bytes.len() >= 8 {
        return None;
    }
    while position < bytes.len() {
        number = number << 8 | bytes[position] as u64;
        position += 1;
    }
    Some(number)
}

/// Every language, Alibaba's first.
pub static ALL: &[Language] = &[
    both("af", "Afrikaans"),
    both("sq", "Albanian"),
    both("ar", "Arabic"),
    both("az", "Azerbaijani"),
    both("bn", "Bengali"),
    both("bg", "Bulgarian"),
    both("ca", "Catalan"),
    both("zh_CN", "Chinese (China)"),
    both("zh_HK", "Chinese (Hong Kong)"),
    both("zh_TW", "Chinese (Taiwan)"),
    both("hr", "Croatian"),
    both("cs", "Czech"),
    both("da", "Danish"),
    both("nl", "Dutch"),
    both("en", "English"),
    both("en_GB", "English (UK)"),
    both("en_US", "English (US)"),
    both("et", "Estonian"),
    both("fil", "Filipino"),
    both("fi", "Finnish"),
    both("fr", "French"),
    both("de", "German"),
    both("el", "Greek"),
    both("gu", "Gujarati"),
    both("ha", "Hausa"),
    both("he", "Hebrew"),
    both("hi", "Hindi"),
    both("hu", "Hungarian"),
    both("id", "Indonesian"),
    both("ga", "Irish"),
    both("it", "Italian"),
    both("ja", "Japanese"),
    both("kn", "Kannada"),
    both("kk", "Kazakh"),
    both("ko", "Korean"),
    both("lo", "Lao"),
    both("lv", "Latvian"),
    both("lt", "Lithuanian"),
    both("mk", "Macedonian"),
    both("ms", "Malay"),
    both("ml", "Malayalam"),
    both("mr", "Marathi"),
    both("nb", "Norwegian"),
    both("fa", "Persian"),
    both("pl", "Polish"),
    both("pt_BR", "Portuguese (Brazil)"),
    both("pt_PT", "Portuguese (Portugal)"),
    both("pa", "Punjabi"),
    both("ro", "Romanian"),
    both("ru", "Russian"),
    both("sr", "Serbian"),
    both("sk", "Slovak"),
    both("sl", "Slovenian"),
    both("es", "Spanish"),
    both("es_AR", "Spanish (Argentina)"),
    both("es_ES", "Spanish (Spain)"),
    both("es_MX", "Spanish (Mexico)"),
    both("sw", "Swahili"),
    both("sv", "Swedish"),
    both("ta", "Tamil"),
    both("te", "Telugu"),
    both("th", "Thai"),
    both("tr", "Turkish"),
    both("uk", "Ukrainian"),
    both("ur", "Urdu"),
    both("uz", "Uzbek"),
    both("vi", "Vietnamese"),
    both("zu", "Zulu"),
    meta_only("ar_EG", "Arabic (Egypt)"),
    meta_only("ar_AE", "Arabic (UAE)"),
    meta_only("ar_LB", "Arabic (Lebanon)"),
    meta_only("ar_MA", "Arabic (Morocco)"),
    meta_only("ar_QA", "Arabic (Qatar)"),
    meta_only("be_BY", "Belarusian (Belarus)"),
    meta_only("bn_IN", "Bengali (India)"),
    meta_only("prs_AF", "Dari (Afghanistan)"),
    meta_only("nl_BE", "Dutch (Belgium)"),
    meta_only("en_AE", "English (UAE)"),
    meta_only("en_AU", "English (Australia)"),
    meta_only("en_CA", "English (Canada)"),
    meta_only("en_GH", "English (Ghana)"),
    meta_only("en_IE", "English (Ireland)"),
    meta_only("en_IN", "English (India)"),
    meta_only("en_JM", "English (Jamaica)"),
    meta_only("en_MY", "English (Malaysia)"),
    meta_only("en_NZ", "English (New Zealand)"),
    meta_only("en_QA", "English (Qatar)"),
    meta_only("en_SG", "English (Singapore)"),
    meta_only("en_UG", "English (Uganda)"),
    meta_only("en_ZA", "English (South Africa)"),
    meta_only("fr_BE", "French (Belgium)"),
    meta_only("fr_CA", "French (Canada)"),
    meta_only("fr_CH", "French (Switzerland)"),
    meta_only("fr_CI", "French (Côte d'Ivoire)"),
    meta_only("fr_MA", "French (Morocco)"),
    meta_only("ka", "Georgian"),
    meta_only("de_AT", "German (Austria)"),
    meta_only("de_CH", "German (Switzerland)"),
    meta_only("rw_RW", "Kinyarwanda (Rwanda)"),
    meta_only("ky_KG", "Kyrgyz (Kyrgyzstan)"),
    meta_only("ps_AF", "Pashto (Afghanistan)"),
    meta_only("si_LK", "Sinhala (Sri Lanka)"),
    meta_only("es_CL", "Spanish (Chile)"),
    meta_only("es_CO", "Spanish (Colombia)"),
    meta_only("es_CR", "Spanish (Costa Rica)"),
    meta_only("es_DO", "Spanish (Dominican Republic)"),
    meta_only("es_EC", "Spanish (Ecuador)"),
    meta_only("es_HN", "Spanish (Honduras)"),
    meta_only("es_PA", "Spanish (Panama)"),
    meta_only("es_PE", "Spanish (Peru)"),
    meta_only("es_UY", "Spanish (Uruguay)"),
];
