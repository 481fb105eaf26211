//! A plan as the comment on a pull request.

use super::{Exit, Failure, formats, target};
use crate::context::{Context, Environment};
use crate::plan::Plan;
use crate::report::{ChangePage, Mark, changes_markdown};

/// The page, in at most `limit` bytes.
pub(super) fn of(plan: &Plan, limit: usize, context: &Context) -> Result<String, Failure> {
    let mut changes = plan.changes();
    // What stands in the way first, then what cannot be undone.
    let rank = |mark: Mark| match mark {
        Mark::Refused => 0,
        Mark::Removed => 1,
        Mark::Changed => 2,
        Mark::Added => 3,
        Mark::Unchanged => 4,
    };
    changes.sort_by_key(|change| rank(change.mark));
    let page = ChangePage {
        title: format!("chatform plan: {}", plan.summary()),
        lead: lead(plan),
        warnings: &plan.warnings,
        changes,
        base: base(&context.environment),
        more: format!("chatform plan --env {}", plan.target.environment),
    };
    changes_markdown(&page, limit).ok_or_else(|| {
        Failure::new(Exit::Usage, format!("--max-bytes {limit} has no room for the head of the page"))
            .help("give some thousand")
    })
}

fn lead(plan: &Plan) -> Vec<String> {
    let mut lead = vec![format!("In {}.", target::described_in_markdown(&plan.target))];
    if plan.has_writes() {
        let digest = plan.approval();
        lead.push(format!(
            "Digest `{digest}`: `chatform apply --env {} --approve {digest}` plans again, and carries out exactly this or nothing.",
            target::in_code(&plan.target.environment)
        ));
    }
    lead
}

/// What comes before the path of a file to make it an address on the forge; nothing where no forge is known.
pub(super) fn base(environment: &Environment) -> String {
    let variable = |name: &str| environment.variable(name).unwrap_or_default();
    let below = formats::base(environment);
    let below = if below.is_empty() { below } else { format!("{below}/") };
    match (environment.variable("GITHUB_REPOSITORY"), environment.variable("CI_PROJECT_URL")) {
        (Some(repository), _) => {
            format!("{}/{repository}/blob/{}/{below}", variable("GITHUB_SERVER_URL"), variable("GITHUB_SHA"))
        }
        (_, Some(project)) => format!("{project}/-/blob/{}/{below}", variable("CI_COMMIT_SHA")),
        _ => below,
    }
}
