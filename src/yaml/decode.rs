//! Tree to plain types, strictly: a list is never a struct, a number never a text, and `null` is a value only
//! where it removes something.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use super::resolve::Kind;
use super::tree::{Content, EntryData, Node, Scalar, Standing, Tree};
use crate::finding::{Path, Step};

/// The name of the one newtype that takes `null`.
const REMOVABLE: &str = "Slot";

/// Why a tree is not the type it was asked to be: the first reason met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DecodeError {
    /// Where.
    pub path: Path,
    /// What, as serde says it.
    pub message: String,
}

/// Decodes a document.
///
/// # Errors
///
/// The first fault met. `schema::explain` names them all.
pub fn decode<T: DeserializeOwned>(tree: &Tree) -> Result<T, DecodeError> {
    T::deserialize(Decoder { node: tree.root(), removable: false }).map_err(|fault| {
        let steps = fault.steps.into_iter().rev().collect();
        DecodeError { path: Path(steps), message: fault.message }
    })
}

/// An error on its way out: steps from the inside to the outside.
#[derive(Debug)]
struct Fault {
    steps: Vec<Step>,
    message: String,
}

impl Fault {
    fn under(mut self, step: impl Into<Step>) -> Self {
        self.steps.push(step.into());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { steps: Vec::new(), message: message.to_string() }
    }
}

struct Decoder<'t> {
    node: Node<'t>,
    /// Whether `null` is a value here.
    removable: bool,
}

impl<'t> Decoder<'t> {
    fn unexpected(&self, expected: &dyn serde::de::Expected) -> Fault {
        let found = match self.node.scalar() {
            None if self.node.is_mapping() => Unexpected::Map,
            None => Unexpected::Seq,
            Some(scalar) => match scalar.kind {
                Kind::Text => Unexpected::Str(scalar.text),
                Kind::Null => Unexpected::Other("null"),
                Kind::Bool => Unexpected::Bool(scalar.as_bool().unwrap_or_default()),
                Kind::Int | Kind::Float => Unexpected::Other("number"),
            },
        };
        Fault::invalid_type(found, expected)
    }

    fn of_kind(&self, kind: Kind) -> Option<Scalar<'t>> {
        self.node.scalar().filter(|scalar| scalar.kind == kind)
    }

    fn integer<V: Visitor<'t>>(&self, scalar: &Scalar<'_>, visitor: V) -> Result<V::Value, Fault> {
        let integer = scalar.as_integer();
        if let Some(integer) = integer.and_then(|integer| u64::try_from(integer).ok()) {
            visitor.visit_u64(integer)
        } else if let Some(integer) = integer.and_then(|integer| i64::try_from(integer).ok()) {
            visitor.visit_i64(integer)
        } else {
            Err(Fault::custom(format_args!("number {} is out of range", scalar.text)))
        }
    }
}

/// Methods that differ only in the kind they ask for.
macro_rules! strict {
    ($($method:ident)+ => $kind:expr) => {
        $(
            fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
                match self.of_kind($kind) {
                    Some(_) => self.deserialize_any(visitor),
                    None => Err(self.unexpected(&visitor)),
                }
            }
        )+
    };
}

impl<'t> Deserializer<'t> for Decoder<'t> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.data().content {
            Content::Mapping(_) => visitor.visit_map(Entries { node: self.node, next: 0, value: None }),
            Content::Sequence(_) => visitor.visit_seq(Items { node: self.node, next: 0 }),
            Content::Scalar { text, kind, style, .. } => {
                let scalar = Scalar { text: self.node.tree.text(text), style: *style, kind: *kind };
                match kind {
                    Kind::Text => visitor.visit_borrowed_str(scalar.text),
                    Kind::Bool => visitor.visit_bool(scalar.as_bool().unwrap_or_default()),
                    Kind::Int => self.integer(&scalar, visitor),
                    Kind::Float => visitor.visit_f64(scalar.as_float().unwrap_or(f64::NAN)),
                    Kind::Null => Err(self.unexpected(&visitor)),
                }
            }
        }
    }

    strict! { deserialize_bool => Kind::Bool }
    strict! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 => Kind::Int }
    strict! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 => Kind::Int }
    strict! { deserialize_char deserialize_str deserialize_string => Kind::Text }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.of_kind(Kind::Null) {
            Some(_) if self.removable => visitor.visit_none(),
            Some(_) => Err(self.unexpected(&visitor)),
            None => visitor.visit_some(Decoder { removable: false, ..self }),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(Decoder { removable: name == REMOVABLE, ..self })
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_sequence() { self.deserialize_any(visitor) } else { Err(self.unexpected(&visitor)) }
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_mapping() { self.deserialize_any(visitor) } else { Err(self.unexpected(&visitor)) }
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.of_kind(Kind::Text) {
            Some(scalar) => {
                let text: StrDeserializer<'_, Fault> = scalar.text.into_deserializer();
                visitor.visit_enum(text)
            }
            None => Err(self.unexpected(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! { <V: Visitor<'t>>
    i128 u128 f32 f64 bytes byte_buf unit unit_struct identifier }
}

struct Entries<'t> {
    node: Node<'t>,
    next: usize,
    /// The entry whose value is asked for next.
    value: Option<&'t EntryData>,
}

impl<'t> MapAccess<'t> for Entries<'t> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let entries = self.node.entry_data();
        let Some(distance) = entries[self.next..].iter().position(|entry| entry.standing != Standing::TakenOut) else {
            return Ok(None);
        };
        let entry = &entries[self.next + distance];
        self.next += distance + 1;
        self.value = Some(entry);
        let key = self.node.tree.key_text(entry);
        let text: serde::de::value::BorrowedStrDeserializer<'t, Fault> =
            serde::de::value::BorrowedStrDeserializer::new(key);
        seed.deserialize(text).map(Some).map_err(|fault| fault.under(key))
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let entry = self.value.take().ok_or_else(|| Fault::custom("a value was asked for before its key"))?;
        let tree = self.node.tree;
        seed.deserialize(Decoder { node: Node { tree, id: entry.value }, removable: false })
            .map_err(|fault| fault.under(tree.key_text(entry)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.node.entry_data().len() - self.next)
    }
}

struct Items<'t> {
    node: Node<'t>,
    next: usize,
}

impl<'t> SeqAccess<'t> for Items<'t> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(id) = self.node.item_data().get(self.next).copied() else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(Decoder { node: Node { tree: self.node.tree, id }, removable: false })
            .map(Some)
            .map_err(|fault| fault.under(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.node.item_data().len() - self.next)
    }
}
