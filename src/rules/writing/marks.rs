//! Which rare characters a text may have, seen in one pass over its bytes: what a text does not have, no rule needs to
//! look for.

use std::ops::BitOr;

/// Kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// `$`.
    pub const DOLLAR: Self = Self(1);
    /// `{`.
    pub const BRACE: Self = Self(1 << 1);
    /// `%`.
    pub const PERCENT: Self = Self(1 << 2);
    /// `/`.
    pub const SLASH: Self = Self(1 << 3);
    /// `@`.
    pub const AT: Self = Self(1 << 4);
    /// A line feed or a carriage return.
    pub const LINE_BREAK: Self = Self(1 << 5);
    /// A tab.
    pub const TAB: Self = Self(1 << 6);
    /// What WhatsApp may read as formatting: `*`, `_`, `~` and `` ` ``.
    pub const FORMATTING: Self = Self(1 << 7);
    /// Control characters, and bytes that some invisible character begins with.
    pub const MAYBE_INVISIBLE: Self = Self(1 << 8);
    /// Bytes that some emoji begins with, or the selector that makes one of any character.
    pub const MAYBE_EMOJI: Self = Self(1 << 9);
    /// Bytes of letters that are not Latin. U+2000 to U+2FFF, which begin with 0xe2, are signs.
    pub const NOT_LATIN: Self = Self(1 << 10);
    /// Bytes of anything but ASCII.
    pub const NOT_ASCII: Self = Self(1 << 11);
    /// `w` and `W`, which the addresses of many sites begin with.
    pub const W: Self = Self(1 << 12);

    /// The kinds of characters of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |found, byte| found | KINDS[usize::from(byte)].0))
    }

    /// Whether there are characters of any of these kinds.
    pub fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The kinds of characters that a byte may be of.
static KINDS: [Marks; 256] = {
    let mut kinds = [Marks(0); 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = Marks(ascii_kind(byte as u8).0 | wide_kinds(byte as u8));
        byte += 1;
    }
    kinds
};

const fn ascii_kind(byte: u8) -> Marks {
    match byte {
        b'$' => Marks::DOLLAR,
        b'{' => Marks::BRACE,
        b'%' => Marks::PERCENT,
        b'/' => Marks::SLASH,
        b'@' => Marks::AT,
        b'\n' | b'\r' => Marks::LINE_BREAK,
        b'\t' => Marks::TAB,
        b'*' | b'_' | b'~' | b'`' => Marks::FORMATTING,
        b'w' | b'W' => Marks::W,
        0..0x20 | 0x7f => Marks::MAYBE_INVISIBLE,
        _ => Marks(0),
    }
}

const fn wide_kinds(byte: u8) -> u16 {
    let mut kinds = 0;
    if byte >= 0x80 {
        kinds |= Marks::NOT_ASCII.0;
    }
    if byte >= 0xca && byte != 0xe2 {
        kinds |= Marks::NOT_LATIN.0;
    }
    if matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf3) {
        kinds |= Marks::MAYBE_INVISIBLE.0;
    }
    if matches!(byte, 0xe2 | 0xef | 0xf0) {
        kinds |= Marks::MAYBE_EMOJI.0;
    }
    kinds
}
