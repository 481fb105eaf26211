//! Fixes that were made for one language, in a file where languages share parts.

use crate::finding::{Edit, Fix, Path, Step};
use crate::model::{Slot, Template};

/// The fix as it can be made in the file; none where it would change one part for the sake of another.
///
/// Buttons of languages are laid over the shared ones by their place: whoever brings some into another order has to
/// do the same with all of them. Any other fix must stay inside of one language, or inside of the shared part.
pub(in crate::lint) fn in_file(fix: Fix, template: &Template) -> Option<Fix> {
    if let [Edit::Reorder(path, order)] = fix.edits.as_slice() {
        let edits = everywhere(path, order, template);
        return Some(Fix { edits, ..fix });
    }
    let place = |edit: &Edit| path_of(edit).map(|path| path.0.first() == Some(&Step::from("languages")));
    let first = fix.edits.first().and_then(place);
    fix.edits.iter().all(|edit| place(edit) == first).then_some(fix)
}

fn everywhere(path: &Path, order: &[usize], template: &Template) -> Vec<Edit> {
    let is_so_long = |buttons: &Vec<crate::model::Button>| buttons.len() == order.len();
    let root = Path::root().join("buttons");
    let is_of_buttons = path.0.last() == Some(&Step::from("buttons"));
    if !is_of_buttons || !template.buttons.as_ref().is_some_and(is_so_long) {
        return vec![Edit::Reorder(path.clone(), order.to_vec())];
    }
    let own = template.languages.iter().filter(|(_, entry)| match &entry.buttons {
        Slot::Own(buttons) => is_so_long(buttons),
        Slot::Inherited | Slot::Removed => false,
    });
    let languages = own.map(|(language, _)| Path(vec!["languages".into(), language.as_str().into(), "buttons".into()]));
    std::iter::once(root).chain(languages).map(|path| Edit::Reorder(path, order.to_vec())).collect()
}

fn path_of(edit: &Edit) -> Option<&Path> {
    match edit {
        Edit::Replace(at, _) => at.path(),
        Edit::Set(path, _)
        | Edit::Insert(path, _)
        | Edit::RenameKey(path, _)
        | Edit::Remove(path)
        | Edit::Reorder(path, _) => Some(path),
    }
}
