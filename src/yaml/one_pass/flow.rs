//! Collections in brackets, on one line.

use super::Reader;
use super::scalar::can_start_plain;

impl Reader<'_> {
    pub(super) fn flow_mapping(&mut self) -> Option<()> {
        self.deeper()?;
        self.builder.start_mapping(self.at as u32..self.at as u32 + 1);
        self.flow_items(b'}', |reader| {
            reader.key()?;
            reader.skip_spaces();
            reader.flow_value()
        })
    }

    pub(super) fn flow_sequence(&mut self) -> Option<()> {
        self.deeper()?;
        self.builder.start_sequence(self.at as u32..self.at as u32 + 1);
        self.flow_items(b']', Self::flow_value)
    }

    /// Reads what stands between brackets, the opening one included.
    pub(super) fn flow_items(&mut self, closing: u8, item: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.skip_spaces();
        if self.peek()? != closing {
            loop {
                item(self)?;
                self.skip_spaces();
                match self.peek()? {
                    b',' => self.at += 1,
                    byte if byte == closing => break,
                    _ => return None,
                }
                self.skip_spaces();
            }
        }
        self.at += 1;
        self.builder.end(Some(self.at as u32));
        self.depth -= 1;
        Some(())
    }

    pub(super) fn flow_value(&mut self) -> Option<()> {
        let first = self.peek()?;
        if matches!(first, b'"' | b'\'' | b'{' | b'[') {
            return self.quoted_or_flow();
        }
        can_start_plain(first).then_some(())?;
        let rest = self.rest();
        let length = rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'\n' | b'#'))?;
        let is_plain_end = matches!(rest[length], b',' | b'}' | b']');
        let text = rest[..length].trim_ascii_end();
        let has_colon = text.windows(2).any(|pair| pair == b": ") || text.ends_with(b":");
        if !is_plain_end || has_colon {
            return None;
        }
        self.plain_until(self.at + text.len());
        Some(())
    }
}
