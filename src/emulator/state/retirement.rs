//! Templates that nobody uses: archived after a year, and gone four weeks later.

use std::time::Duration;

use jiff::Timestamp;

use super::space::Space;
use super::spaces::{Key, State};
use super::template::StoredTemplate;
use crate::emulator::documented::{ARCHIVED, IDLE};
use crate::store::StoreError;

impl State {
    /// Archives what has not been used for a year, and removes what was archived four weeks before. `used` says when
    /// a code and language was last sent, in milliseconds since 1970.
    pub fn retire(&mut self, now: Timestamp, used: impl Fn(&StoredTemplate) -> Option<i64>) -> Result<(), StoreError> {
        let before = |length: Duration| now.saturating_sub(length).unwrap_or(now).as_millisecond();
        let (idle, gone) = (before(IDLE), before(ARCHIVED));
        let all = || self.spaces.values().flat_map(Space::newest_first);
        let last = |template: &StoredTemplate| used(template).unwrap_or(0).max(template.last_update_time);
        let unused = all().filter(|t| t.audit_status == "pass" && last(t) <= idle).cloned().collect::<Vec<_>>();
        let archived = all().filter(|t| t.audit_status == "archived" && t.last_update_time <= gone);
        let archived: Vec<Key> = archived.map(|template| Key::of(template)).collect();
        for template in unused {
            let mut template = template.as_ref().clone();
            template.archive(now);
            self.put(template)?;
        }
        archived.iter().try_for_each(|key| self.remove(key, None))
    }
}
