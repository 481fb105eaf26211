//! File names for imported templates.

use std::collections::HashSet;

use crate::model::Template;

/// The longest stem that every file system takes, with room for a number and the extension.
const STEM_BYTES: usize = 200;

/// A file name for each template, `<name>.yaml`: no two alike (upper and lower case are the same to some file systems),
/// and nothing in a name leads out of the folder: what is not a letter, digit, `_` or `-` is written as `%` and hex digits.
pub fn file_names(templates: &[Template]) -> Vec<String> {
    let mut taken = HashSet::new();
    templates.iter().map(|template| free_name(&stem(&template.name), &mut taken)).collect()
}

fn stem(name: &str) -> String {
    let mut stem = String::new();
    for byte in name.bytes() {
        match byte {
            b'_' | b'-' => stem.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => stem.push(char::from(byte)),
            _ => stem.push_str(&format!("%{byte:02x}")),
        }
    }
    stem.truncate(STEM_BYTES);
    if stem.is_empty() { "template".to_owned() } else { stem }
}

fn free_name(stem: &str, taken: &mut HashSet<String>) -> String {
    let mut candidate = format!("{stem}.yaml");
    let mut number = 2;
    while !taken.insert(candidate.to_ascii_lowercase()) {
        candidate = format!("{stem}-{number}.yaml");
        number += 1;
    }
    candidate
}
