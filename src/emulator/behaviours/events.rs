//! Messages, metrics, reports, and what is left out.

use super::row::{ASSUMED, Behaviour, DOCUMENTED, assumed, documented, row};

/// Messages.
pub(super) const MESSAGES: &[Behaviour] = &[
    row(
        "A message is accepted when its request is right; what the platform refuses of it fails afterwards, with the code of Meta: 132000 (a variable without a value), 132001 (not approved, or AllowSend is false), 132015 (paused), 132016 (disabled), 131047 (a free message without a message of the person in 24 hours)",
        &[documented("codes"), assumed("that it is accepted first")],
        "M-ERR, A-STATUS",
    ),
    row(
        "`InvalidParameter.ChannelTypeNotSupport`, `.FromOnlyNumeric`, `.TemplateCodeNotEmpty`, `.LanguageNotEmpty`, `.MessageTypeNotEmpty`, `.MessageTypeNotSupport`, `.ContentNotEmpty`, `.ContentError`, `.TextNotEmpty`, `.LinkNotEmpty`",
        &[DOCUMENTED],
        "A-ERR",
    ),
    row(
        "`InvalidParameter.ToOnlyNumeric` for a recipient that is not digits alone",
        &[assumed("the page cuts the name off")],
        "A-ERR",
    ),
    row("A template that is not there: `DetailError.TemplateNotExist`", &[ASSUMED], ""),
    row(
        "Any number may send; it joins the numbers of its space, which QueryChatappPhoneNumbers gives, all `CONNECTED`",
        &[ASSUMED],
        "",
    ),
    row("SendChatappMassMessage sends to all of its recipients or to none", &[ASSUMED], ""),
    row(
        "Life of a message: sent within a second, delivered within five (96 %), read within 46 minutes (70 % of those), a button tapped within a minute (25 % of those); 3 % fail with 131026. Drawn from `--seed`, the number of the message and its recipient",
        &[ASSUMED],
        "",
    ),
    row(
        "MessageId is 24 hexadecimal digits; TaskId is the MessageId where none is given",
        &[DOCUMENTED],
        "A-SEND, A-STATUS",
    ),
];

/// Metrics.
pub(super) const METRICS: &[Behaviour] = &[
    row(
        "Messages accepted since EnableWhatsappROIMetric are counted; the metrics are empty until a day after it",
        &[DOCUMENTED],
        "A-ROI",
    ),
    row("Without it the metrics are empty, and no refusal", &[ASSUMED], ""),
    row(
        "GetChatappTemplateMetric counts MARKETING templates alone; others are empty",
        &[documented("alone"), assumed("empty")],
        "A-METRIC",
    ),
    row(
        "Days are those of UTC; a message counts in the period in which it was accepted; periods without a message have no row",
        &[ASSUMED],
        "",
    ),
    row("Granularity is DAILY when left out", &[ASSUMED], ""),
    row("Buttons are `quick_reply_button`, `url_button`, `phone_number_button`", &[DOCUMENTED], "A-METRIC"),
];

/// Reports.
pub(super) const CALLBACKS: &[Behaviour] = &[
    row(
        "`--callback URL`: reports are posted as a JSON list, many in one request, 100 at most",
        &[documented("a list"), assumed("the most")],
        "A-STATUS, A-AUDIT, A-INBOUND",
    ),
    row(
        "ChatAppStatus for sent, delivered, read, failed; ChatAppAudit for every change of AuditStatus; ChatAppInbound for messages from people and tapped quick replies (Type `BUTTON`). Each kind in requests of its own, all to one address",
        &[documented("the fields"), assumed("one address, `BUTTON`")],
        "A-STATUS, A-AUDIT, A-INBOUND",
    ),
    row("Another status than 2xx: tried three times, then dropped", &[ASSUMED], ""),
    row("What fell due while no emulator ran is not reported", &[ASSUMED], ""),
];

/// Loose.
pub(super) const LOOSE: &[Behaviour] = &[row(
    "`--loose` leaves out: the rates; clock skew, nonces and the list of signed headers; unknown keys are let in without a check; of Components only that they are a list; ranges of TTL; name locks; the quota of edits, and approved templates may be modified; Granularity `DAY` is `DAILY`. Signatures of known keys are checked all the same",
    &[ASSUMED],
    "",
)];
