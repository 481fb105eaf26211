//! GetChatappUploadAuthorization.

use serde_json::json;

use super::Desk;
use crate::emulator::answer::Fields;
use crate::emulator::documented::{BUCKET, UPLOAD_CREDENTIALS, UPLOAD_ROLE, upload_folder};
use crate::emulator::refusal::Refusal;
use crate::emulator::sts::Identity;

/// Issues credentials for the folder of a space in the object storage.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    if desk.config.space_required {
        desk.parameters.required("CustSpaceId")?;
    }
    let space = desk.space();
    let identity = Identity::Role {
        account: desk.caller.account().to_owned(),
        role: UPLOAD_ROLE.to_owned(),
        session: space.clone(),
    };
    let until = desk.now.saturating_add(UPLOAD_CREDENTIALS).unwrap_or(desk.now);
    let issued = desk.issuer.issue(identity, until, &desk.random.hex_id());
    let data = json!({
        "AccessKeyId": issued.id,
        "AccessKeySecret": issued.secret.expose(),
        "SecurityToken": issued.token.expose(),
        "BucketName": BUCKET,
        "Dir": upload_folder(&space),
        "EndPoint": format!("http://{}", desk.address),
        "Expire": issued.until.as_second(),
    });
    Ok(Fields::from_iter([("Data".to_owned(), data)]))
}
