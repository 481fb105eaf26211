//! The way to a part of a template, without allocating as long as nobody asks for its path.

use crate::finding::{Path, Step};

/// The way to a string, as links from the inside to the outside: a path is made only where one is asked for.
pub(super) struct Trail<'t> {
    above: Option<&'t Trail<'t>>,
    step: TrailStep<'t>,
}

#[derive(Clone, Copy)]
enum TrailStep<'t> {
    Root,
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    pub(super) fn root() -> Self {
        Self { above: None, step: TrailStep::Root }
    }

    pub(super) fn key(&'t self, key: &'t str) -> Self {
        Self { above: Some(self), step: TrailStep::Key(key) }
    }

    pub(super) fn index(&'t self, index: usize) -> Self {
        Self { above: Some(self), step: TrailStep::Index(index) }
    }

    /// The key that the way ends with.
    pub(super) fn last_key(&self) -> Option<&'t str> {
        match self.step {
            TrailStep::Key(key) => Some(key),
            TrailStep::Root | TrailStep::Index(_) => None,
        }
    }

    pub(super) fn path(&self) -> Path {
        let links = std::iter::successors(Some(self), |link| link.above);
        let mut steps: Vec<Step> = links.filter_map(|link| link.step.owned()).collect();
        steps.reverse();
        Path(steps)
    }
}

impl TrailStep<'_> {
    fn owned(self) -> Option<Step> {
        match self {
            Self::Root => None,
            Self::Key(key) => Some(key.into()),
            Self::Index(index) => Some(index.into()),
        }
    }
}
