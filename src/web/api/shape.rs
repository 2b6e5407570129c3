//! Shapes that several rooms show.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{PersonId, Timestamp};

/// An instant, RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instant(pub Timestamp);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let at: jiff::Timestamp =
            text.parse().map_err(|_| D::Error::custom("not an instant, such as 2026-11-24T09:30:00Z"))?;
        Ok(Self(Timestamp(at.as_microsecond())))
    }
}

impl JsonSchema for Instant {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time", "examples": ["2026-11-24T09:30:00Z"] })
    }
}

/// Whoever wrote or did something.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Author {
    pub id: PersonId,
    #[schemars(example = "Nives Altopiano")]
    pub name: String,
    /// The office or body the person works for.
    #[schemars(example = "Prefettura di Rovigo")]
    pub office: String,
}

/// A field of a change: absent it stays as it is, null it goes, otherwise it becomes something else.
#[derive(Clone, Default)]
pub enum Change<T> {
    #[default]
    Kept,
    Gone,
    To(T),
}

impl<T> Change<T> {
    /// What is there after the change, when `known` was before.
    pub fn after<'a>(&'a self, known: Option<&'a T>) -> Option<&'a T> {
        match self {
            Self::Kept => known,
            Self::Gone => None,
            Self::To(new) => Some(new),
        }
    }

    /// Whether the field stays as it is.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Kept)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(|sent| sent.map_or(Self::Gone, Self::To))
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.after(None).serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Change<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}
