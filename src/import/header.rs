//! Headers: a line of text, or a sample file that Meta knows by an upload handle and CAMS by its address.

use super::faults::{MEDIA_WITHOUT_URL, UNKNOWN_VALUE, UNSUPPORTED};
use super::fields::{Fields, same};
use super::placeholder::{Place, escaped};
use super::reading::{Dialect, Reading};
use super::sample::Samples;
use crate::finding::{At, Finding, Path};
use crate::model::{Header, HeaderFormat};

/// Hosts of Meta whose addresses are signed and expire.
const EXPIRING_HOSTS: [&str; 2] = ["whatsapp.net", "fbcdn.net"];

/// A header; `prefix` is `card_1_` in a card.
pub(super) fn header(mut fields: Fields<'_>, prefix: &str, reading: &mut Reading) -> Header {
    let mut samples = reading.samples(&mut fields);
    let place = Place::numbered(format!("{prefix}header"));
    let mut format = format(&mut fields, reading);
    let mut converted = |name: &str, reading: &mut Reading| {
        let (path, raw) = fields.text(name, reading)?;
        Some(reading.converted(&place, &path, &raw, &mut samples))
    };
    let text = converted("text", reading);
    let mut url = converted("url", reading);
    let caption = converted("caption", reading);
    let file_name = converted("file_name", reading);
    let file_type = converted("file_type", reading);
    let thumb_url = converted("thumb_url", reading);
    let duration = fields.integer("duration", reading);
    let is_media = matches!(format, Some(HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Document));
    if is_media && url.is_none() && reading.dialect == Dialect::Meta {
        url = Some(media_variable(&fields.path, prefix, &mut samples, reading));
    }
    if format == Some(HeaderFormat::Text) && text.is_some() {
        // The text alone says so.
        format = None;
    }
    samples.finish(reading);
    fields.finish("a header", DETAIL_ONLY, reading);
    Header { format, text, url, file: None, caption, file_name, file_type, duration, thumb_url }
}

/// Fields of a component that exist only in the answer of GetChatappTemplateDetail.
pub(super) const DETAIL_ONLY: &[&str] =
    &["latitude", "longitude", "location_name", "location_address", "offer_expiration_time_ms", "extend_attrs"];

/// The format; the documented sample of GetChatappTemplateDetail spells the key `formate`.
fn format(fields: &mut Fields<'_>, reading: &mut Reading) -> Option<HeaderFormat> {
    let (path, text) = fields.text("format", reading).or_else(|| fields.text("formate", reading))?;
    if let Some(format) = HeaderFormat::ALL.iter().copied().find(|format| same(format.as_str(), &text)) {
        return Some(format);
    }
    let meaning = match text.to_ascii_uppercase().as_str() {
        "PRODUCT" => Some("a product of the catalog"),
        "LOCATION" => Some("a place on the map"),
        "GIF" => Some("an animated picture"),
        _ => None,
    };
    let finding = match meaning {
        Some(meaning) => {
            Finding::new(&UNSUPPORTED, At::Value(path), format!("CAMS has no header `{text}` ({meaning})"))
        }
        None => Finding::new(&UNKNOWN_VALUE, At::Value(path), format!("a header's format cannot be `{text}`")),
    };
    reading.report(finding.label("not imported").help("write one of TEXT, IMAGE, VIDEO, DOCUMENT"));
    None
}

/// The variable that stands for the sample file, and what has to be done about its sample.
fn media_variable(path: &Path, prefix: &str, samples: &mut Samples, reading: &mut Reading) -> String {
    let media = samples.media.take();
    let address = media.as_ref().map(|(_, value)| value).filter(|value| is_web_address(value)).map(|one| escaped(one));
    let wanted = format!("{prefix}header_media");
    let name = reading.variables.positional(&wanted, &format!("{prefix}header"), address.clone()).name;
    let message = match &media {
        Some(_) => "an upload handle is no address: CAMS downloads the sample file itself",
        None => "media header comes without a sample file",
    };
    let at = At::Value(media.map_or_else(|| path.clone(), |(path, _)| path));
    let help = format!("put a public https address of a sample file under `examples: {{ {name}: … }}`");
    match address {
        None => {
            let finding = Finding::new(&MEDIA_WITHOUT_URL, at, message);
            reading.report(finding.label(format!("becomes `url: $({name})`")).help(help));
        }
        Some(address) if expires(&address) => {
            let message = "this address of Meta expires, and CAMS keeps the address";
            reading.report(Finding::new(&MEDIA_WITHOUT_URL, at, message).label("used as the sample").help(help));
        }
        Some(_) => {}
    }
    format!("$({name})")
}

pub(super) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn expires(address: &str) -> bool {
    let host = address.split('/').nth(2).unwrap_or_default();
    EXPIRING_HOSTS.iter().any(|known| host == *known || host.ends_with(&format!(".{known}")))
}
