//! All fixes of one file of a project that is being edited: made in memory until none is left.

use std::path::Path;

use super::levels::Levels;
use super::linted::{of_message, of_template};
use super::suppressed::Weighing;
use super::template_check::TemplateCheck;
use super::values::Values;
use super::{FileRead, Fixes, Live, Located, Mended, Standings, mend};
use crate::finding::Finding;
use crate::source::SourceFile;

/// So often a file is looked at again, at most: each time every fix is made that can be.
const MOST_ROUNDS: usize = 20;

impl Live {
    /// The text of a file after all fixes; nothing, where there is nothing to fix.
    pub fn mended(&self, path: &Path, fixes: Fixes) -> Option<String> {
        let mut texts = vec![self.file(path)?.source().text.clone()];
        for _ in 0..MOST_ROUNDS {
            let Some(next) = self.round(path, texts.last()?, fixes).filter(|mended| !mended.made.is_empty()) else {
                break;
            };
            // Fixes that undo each other would never end.
            if texts.contains(&next.text) {
                break;
            }
            texts.push(next.text);
        }
        texts.pop().filter(|_| !texts.is_empty())
    }

    /// Makes the fixes of one reading, as many as go together. The project file is read once: what it decides about
    /// other files is not looked at again here.
    fn round(&self, path: &Path, text: &str, fixes: Fixes) -> Option<Mended> {
        let mut selection = self.selection().clone();
        selection.hold(path, Some(text.as_bytes().to_vec()));
        let levels = Levels::of(&self.project().file);
        let weighing = Weighing::of(self.project(), None, self.facts());
        match self.file(path)? {
            FileRead::Template(_) => {
                let file = selection.template(path).ok()?;
                let values = Values::of(self.project(), None);
                let check = TemplateCheck::of(&file, &values, self.facts(), &Standings::default());
                let (found, _) = of_template(&file, &check, self.between(path).into_iter(), &levels, weighing);
                Some(mended(&file.source, &found, fixes))
            }
            FileRead::Message(_) => {
                let file = selection.message(path).ok()?;
                Some(mended(&file.source, &of_message(&file, &levels, weighing), fixes))
            }
            FileRead::Project(file) => {
                let found: Vec<_> = self.findings(path).into_iter().map(|found| found.located).collect();
                (file.source.text == text).then(|| mended(&file.source, &found, fixes))
            }
        }
    }
}

fn mended(source: &SourceFile, found: &[Located<'_>], fixes: Fixes) -> Mended {
    let findings: Vec<&Finding> = found.iter().map(|located| &located.finding).collect();
    mend(source, &findings, fixes)
}
