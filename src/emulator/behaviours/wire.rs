//! Requests, signatures, credentials, media, rates and answers.

use super::row::{ASSUMED, Behaviour, DOCUMENTED, RECORDED, assumed, documented, recorded, row};

/// Requests.
pub(super) const REQUESTS: &[Behaviour] = &[
    row(
        "Path `/`, GET and POST; another path is 404 `InvalidAction.NotFound`, another method 405 `UnsupportedHTTPMethod`",
        &[documented("methods"), assumed("status 405")],
        "A-METADATA",
    ),
    row(
        "Parameters of query and form together; the form wins where both have a name",
        &[recorded("each place on its own"), assumed("the union")],
        "SDK",
    ),
    row("A name twice in one place is `InvalidParameter`", &[ASSUMED], ""),
    row("Bodies with a length or chunked; a body of another type than a form is only hashed", &[RECORDED], "SDK"),
    row("`Components`, `Example`, `Page` are each one JSON string", &[DOCUMENTED], "A-METADATA"),
    row("The repeated form `Components.1.Type=…` is refused with `InvalidParameter.Format`", &[ASSUMED], ""),
    row("`true` and `false` in any case, numbers as decimal text, also inside JSON", &[RECORDED], "SDK"),
    row("An empty text, an empty list and null count as absent", &[RECORDED], "SDK"),
    row("Bodies up to 4 MiB, then 413 `RequestEntityTooLarge`", &[ASSUMED], ""),
    row(
        "The HTTP library itself answers a request that is no HTTP, or whose target is longer than 65 534 bytes, or that has more than 100 headers: with 400, 414 or 431 and no body",
        &[ASSUMED],
        "",
    ),
];

/// Signatures.
pub(super) const SIGNATURES: &[Behaviour] = &[
    row(
        "`ACS3-HMAC-SHA256` in `Authorization`; the client's own list of signed headers counts",
        &[DOCUMENTED, RECORDED],
        "A-SIGN, SDK",
    ),
    row(
        "`host`, `x-acs-action`, `x-acs-version`, `x-acs-date`, `x-acs-signature-nonce` and `x-acs-content-sha256` must be there (`MissingParameter`) and signed (`IncompleteSignature`)",
        &[documented("that they must"), assumed("the codes")],
        "A-SIGN",
    ),
    row(
        "Every other `x-acs-` header that is there must be signed (`IncompleteSignature`)",
        &[documented("that it must"), assumed("the code")],
        "A-SIGN",
    ),
    row(
        "`x-acs-content-sha256` is the hash of the raw body, else `SignatureDoesNotMatch`",
        &[DOCUMENTED, assumed("the code")],
        "A-SIGN",
    ),
    row(
        "A mismatch is 400 `SignatureDoesNotMatch` and shows the string to sign and the canonical request",
        &[RECORDED],
        "FIELD",
    ),
    row(
        "`HMAC-SHA1` in parameters; a mismatch is 400 and shows the string to sign after the only colon of its message",
        &[DOCUMENTED, RECORDED],
        "A-SIGN, SDK",
    ),
    row(
        "Without either signature: `MissingParameter`. `ACS3-HMAC-SM3`, `ACS3-RSA-SHA256`, bearer tokens: `InvalidSignatureMethod`",
        &[assumed("the codes")],
        "",
    ),
    row("An unknown key: 404 `InvalidAccessKeyId.NotFound`", &[DOCUMENTED], "A-ERR"),
    row("The signature is checked before version, action and rate", &[ASSUMED], ""),
    row(
        "A time more than 15 minutes off: `InvalidTimeStamp.Expired`; one that cannot be read: `InvalidTimeStamp.Format`",
        &[DOCUMENTED],
        "A-SIGN, A-ERR",
    ),
    row(
        "Where the service's clock was set or moved, a time near either clock is taken: the service's or the machine's",
        &[ASSUMED],
        "",
    ),
    row(
        "A nonce is good once in 30 minutes, per key: `SignatureNonceUsed`. Only requests whose signature is right use one up. A restart forgets them; beyond a million the oldest are forgotten",
        &[documented("once"), assumed("the window")],
        "A-SIGN",
    ),
    row(
        "Temporary credentials need their token: `MissingSecurityToken`, `InvalidSecurityToken.MismatchWithAccessKey`, `.Malformed`, `.Expired`",
        &[documented("the codes")],
        "A-ERR",
    ),
];

/// Temporary credentials.
pub(super) const TOKENS: &[Behaviour] = &[
    row(
        "AssumeRole, AssumeRoleWithOIDC and GetCallerIdentity, version 2015-04-01, at the same address; answers have RequestId and no Code",
        &[recorded("the requests"), documented("the answers")],
        "SDK, A-STS",
    ),
    row(
        "AssumeRoleWithOIDC needs no signature; its token has three parts and is not verified (`AuthenticationFail.OIDCToken.Invalid`)",
        &[recorded("unsigned"), assumed("the rest")],
        "SDK",
    ),
    row(
        "DurationSeconds 900–43 200, 3600 when left out: `InvalidParameter.DurationSeconds`; `InvalidParameter.RoleArn`, `.RoleSessionName`; any role exists",
        &[documented("range, codes"), assumed("any role")],
        "A-STS",
    ),
    row(
        "Credentials are taken with their token until they expire, also after a restart with the same first key pair, from which they follow",
        &[ASSUMED],
        "",
    ),
    row(
        "GetCallerIdentity: `Account` with the account of `--account` for a key pair, `AssumedRoleUser` for a role",
        &[documented("the fields"), assumed("the account")],
        "A-STS",
    ),
    row(
        "Metadata of a machine: `PUT /latest/api/token`, then role name and credentials; without a token the first version is served; a wrong or old token is 401",
        &[RECORDED],
        "SDK",
    ),
    row(
        "A credentials address, `GET /creds`, answers as SDKs expect of `ALIBABA_CLOUD_CREDENTIALS_URI`",
        &[recorded("the answer"), assumed("the path")],
        "SDK",
    ),
];

/// Media.
pub(super) const MEDIA: &[Behaviour] = &[
    row(
        "GetChatappUploadAuthorization gives credentials for an hour, a bucket, a folder for each space, and the emulator itself as EndPoint; Expire is in seconds since 1970",
        &[documented("the fields"), assumed("their values")],
        "A-METADATA",
    ),
    row("PutObject, GetObject, HeadObject, path-style or host-style, errors in XML", &[DOCUMENTED], "A-OSS"),
    row(
        "Signatures of version 1 and 4 are checked (`SignatureDoesNotMatch`); other versions are refused; a time more than 15 minutes off is `RequestTimeTooSkewed`",
        &[DOCUMENTED],
        "A-OSS",
    ),
    row("Credentials of an authorization write below their folder only: `AccessDenied`", &[ASSUMED], ""),
    row("Objects are served to anybody without a signature, whatever their access list", &[ASSUMED], ""),
    row(
        "Objects up to 100 MiB; without a state folder at most 256 MiB in all, the oldest go first; Content-MD5 is checked for its form alone",
        &[ASSUMED],
        "",
    ),
];

/// Rates.
pub(super) const RATES: &[Behaviour] = &[
    row(
        "List, Detail, Delete 5 a second; Create, Modify 50; per action, for the whole account",
        &[DOCUMENTED],
        "A-LIST, A-DETAIL, A-DELETE, A-CREATE, A-MODIFY",
    ),
    row("ModifyChatappTemplateProperties 5 a second", &[ASSUMED], ""),
    row(
        "Over it: 400 `Throttling.User` with `x-acs-retry-after` in milliseconds",
        &[DOCUMENTED, recorded("the header")],
        "A-ERR, SDK",
    ),
    row("Counted in the last second before each request; a refused request does not count", &[ASSUMED], ""),
];

/// Answers.
pub(super) const ANSWERS: &[Behaviour] = &[
    row(
        "`Content-Type: application/json;charset=utf-8`; `RequestId` is an upper-case UUID, also in `x-acs-request-id`",
        &[DOCUMENTED, RECORDED],
        "SDK",
    ),
    row(
        "Refusal: `RequestId`, `HostId`, `Code`, `Message`, `Recommend`, all texts, also for 404, 405, 413 and 5xx",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row(
        "What the product refuses is HTTP 400; a switch makes it HTTP 200 with the code",
        &[recorded("400"), assumed("200")],
        "FIELD",
    ),
    row("Texts of messages that no page quotes are the emulator's own", &[ASSUMED], ""),
    row(
        "Success: `Code` and `Message` are `OK`; `Success` is true for the actions of templates and QueryChatappPhoneNumbers, and is not there for sending, metrics and upload",
        &[DOCUMENTED, RECORDED],
        "SDK",
    ),
];
