//! The emulator in this process, and a client that speaks to it.

use std::path::PathBuf;

use chatform::api::{Client, ClientOptions, Credentials, Rates};
use chatform::context::{Context, Environment};
use chatform::emulator::{Control, Emulator, EmulatorConfig};
use chatform::model::{EditApproved, Template};
use chatform::plan::{Actual, Declared, Desired, Plan, Policy, Source, Target, build};
use chatform::remote::Space;
use chatform::signature::Secret;

/// A space of an emulator in this process.
pub struct Service {
    pub space: Space,
    pub control: Control,
    pub context: Context,
    pub folder: PathBuf,
    _emulator: Emulator,
    _folder: tempfile::TempDir,
}

/// Runs a test on a fresh emulator without rate limits.
pub fn with_service<F: AsyncFnOnce(Service)>(config: EmulatorConfig, test: F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let context = Context::real();
        let context = Context { environment: Environment::of(folder.path(), []).into(), ..context };
        let config = EmulatorConfig { rates_enforced: false, ..config };
        let emulator = Emulator::start(config, &context).await.unwrap();
        let options = ClientOptions {
            endpoint: Some(emulator.endpoint()),
            credentials: Some(Credentials::new("test-ak-id", Secret::new("test-ak-secret"))),
            rates: Rates::unlimited(),
            ..ClientOptions::default()
        };
        let client = Client::new(options, &context).unwrap();
        let (space, control) = (Space::new(client, None), emulator.control());
        let path = folder.path().to_owned();
        test(Service { space, control, context, folder: path, _emulator: emulator, _folder: folder }).await;
    });
}

impl Service {
    /// The plan that brings the service to what these templates say.
    pub async fn plan(&self, templates: &[Template], edit_approved: EditApproved) -> Plan {
        let desired: Vec<Desired> = templates.iter().flat_map(declared).collect();
        self.plan_of(&desired, edit_approved).await
    }

    /// The plan that brings the service to these variants.
    pub async fn plan_of(&self, desired: &[Desired], edit_approved: EditApproved) -> Plan {
        let rows = self.space.list().await.unwrap();
        let mut details = Vec::new();
        for row in &rows {
            details.extend(self.space.detail(&row.name, &row.language, &row.template_code).await.unwrap());
        }
        let target = Target { environment: "test".to_owned(), space: None, endpoint: "emulator".to_owned() };
        let policy = Policy { edit_approved, protect: globset::GlobSet::empty() };
        let declared = Declared { desired, retired: &[] };
        build(
            target,
            self.context.clock.now(),
            declared,
            Actual { rows: &rows, details: &details, unreadable: &[], past: None },
            &policy,
        )
    }
}

fn declared(template: &Template) -> Vec<Desired> {
    let source = Source { file: format!("templates/{}.yaml", template.name), line: 1 };
    let variants = template.variants().into_iter();
    variants
        .map(|variant| Desired {
            variant,
            source: source.clone(),
            revision: template.revision.map(std::num::NonZero::get),
        })
        .collect()
}
