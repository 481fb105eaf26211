//! Phone numbers that need not be read by whoever sees a log.

/// A number with all but its first three and last two digits masked; what is too short for that is masked whole.
pub fn masked(number: &str) -> String {
    let digits = number.chars().filter(|character| character.is_ascii_alphanumeric()).count();
    let (first, last) = if digits >= 8 { (3, 2) } else { (0, 0) };
    let mut seen = 0;
    let mask = |character: char| {
        if !character.is_ascii_alphanumeric() {
            return character;
        }
        seen += 1;
        if seen <= first || seen > digits - last { character } else { '*' }
    };
    number.chars().map(mask).collect()
}
