//! A component inside a language: inherited, removed, or its own.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a language says of a component. `null` removes the shared one; saying nothing inherits it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Slot<T> {
    /// The language says nothing: the shared component counts.
    #[default]
    Inherited,
    /// `null`: the language has none.
    Removed,
    /// The language's own, laid over the shared one.
    Own(T),
}

impl<T> Slot<T> {
    /// The name under which a slot asks a deserializer for its value: the one place where `null` is a value.
    pub const NEWTYPE: &'static str = "Slot";

    /// Whether the key is absent (and so not written).
    pub fn is_inherited(&self) -> bool {
        matches!(self, Self::Inherited)
    }

    /// The language's own value, where it has one.
    pub fn own(&self) -> Option<&T> {
        match self {
            Self::Own(value) => Some(value),
            Self::Inherited | Self::Removed => None,
        }
    }
}

impl<T: Serialize> Serialize for Slot<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.own().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A newtype, not an option: so a strict deserializer can refuse `null` for every plain option and still take it here.
        deserializer.deserialize_newtype_struct(Self::NEWTYPE, SlotVisitor(PhantomData))
    }
}

struct SlotVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SlotVisitor<T> {
    type Value = Slot<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a component, or null to remove it")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Removed)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Slot::Removed, Slot::Own))
    }
}

impl<T: JsonSchema> JsonSchema for Slot<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Slot_{}", T::schema_name()).into()
    }

    /// The inner type's schema, marked: whoever generates a schema turns the mark into a `null` among its types
    /// and takes `null` out everywhere else.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        schema.insert("x-removable".to_owned(), true.into());
        schema
    }
}
