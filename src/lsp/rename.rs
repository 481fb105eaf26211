//! Renaming a variable: in the texts of all languages and among the examples, and nothing else by a byte.

use gen_lsp_types::{Position, PrepareRenamePlaceholder, TextEdit};

use super::failure::{Answer, Failure};
use super::look::Look;
use super::navigation::variable;
use super::{occurrences, spot};
use crate::finding::{At, Edit};
use crate::report::visible;
use crate::yaml::{self, KeyOrder, Tree};

/// What would be renamed: where the name is, and what it is now.
pub(super) fn prepare(look: &Look<'_>, position: Position) -> Option<PrepareRenamePlaceholder> {
    let (tree, name) = name_at(look, position)?;
    let offset = look.offset(position);
    let touches = |at: &At| {
        let range = tree.locate(look.source(), at);
        // The brackets of a variable belong to it.
        range.start <= offset + 2 && offset <= range.end + 1
    };
    let here = occurrences::all(tree).into_iter().find(|one| one.name == name && touches(&one.at))?;
    let range = look.places.range(&tree.locate(look.source(), &here.at));
    Some(PrepareRenamePlaceholder { range, placeholder: name })
}

/// The edits of the file that rename the variable under the cursor.
pub(super) fn rename(look: &Look<'_>, position: Position, new: &str) -> Answer<Vec<TextEdit>> {
    let Some((tree, name)) = name_at(look, position) else {
        return Err(Failure::Refused("there is no variable here".to_owned()));
    };
    if !is_name(new) {
        let message = format!("`{}` is no name: use a letter, then letters, digits and `_`", visible(new));
        return Err(Failure::Refused(message));
    }
    let all = occurrences::all(tree);
    if new != name && all.iter().any(|one| one.name == new) {
        return Err(Failure::Refused(format!("the template has a variable `{new}` already")));
    }
    let edits: Vec<Edit> = all.into_iter().filter(|one| one.name == name).map(|one| renamed(one.at, new)).collect();
    let edited = yaml::edit(look.source(), &[&edits], KeyOrder::default());
    if let Some((_, refusal)) = edited.refused.first() {
        return Err(Failure::Refused(format!("it cannot be renamed: {refusal}")));
    }
    Ok(edited.replacements.iter().map(|one| look.edit(&one.range, &one.text)).collect())
}

fn name_at<'l>(look: &Look<'l>, position: Position) -> Option<(&'l Tree, String)> {
    let (tree, offset) = (look.tree()?, look.offset(position));
    let spot = spot::at(tree, offset)?;
    Some((tree, variable(look, tree, &spot, offset)?))
}

fn renamed(at: At, new: &str) -> Edit {
    match at {
        At::Key(path) => Edit::RenameKey(path, new.to_owned()),
        at => Edit::Replace(at, new.to_owned()),
    }
}

/// Whether the service certainly knows a name: what `variable/name-malformed` asks for.
fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
}
