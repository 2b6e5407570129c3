//! The one way to register an operation: with its scope, its access, and the shapes of what goes in and out.

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::Scope;
use crate::web::{Access, House};

pub(super) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A query's parameters are told one by one: a schema of their own, not a reference.
fn root_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

/// What a request changes, for its headers and its statuses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Effect {
    Plain,
    /// Something new: takes an `Idempotency-Key`.
    Creation,
    /// Something that is there: needs `If-Match`.
    Edit,
}

/// Which way the bytes of a file go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    In,
    Out,
}

/// One thing that programs can ask for.
#[derive(Clone)]
pub struct Operation {
    pub method: &'static str,
    /// Below the API's address.
    pub path: &'static str,
    /// A verb and what it is about: `listThreads`.
    pub id: &'static str,
    pub access: Access,
    pub scope: Scope,
    /// In English, one line.
    pub summary: &'static str,
    /// In English, what else there is to know.
    pub(super) notes: &'static str,
    pub(super) query: Option<SchemaOf>,
    pub(super) body: Option<SchemaOf>,
    pub(super) answer: (u16, Option<SchemaOf>),
    /// Whether what comes in, or what goes out, is a file.
    pub(super) file: Option<Way>,
    pub(super) effect: Effect,
    /// Whether the answer has an `ETag`.
    pub(super) is_versioned: bool,
    /// Whether it can find that something is so already: 409.
    pub(super) may_conflict: bool,
}

impl Operation {
    fn new(method: &'static str, (path, id): (&'static str, &'static str), scope: Scope, access: Access) -> Self {
        let (summary, notes) = ("", "");
        let (query, body, answer, effect) = (None, None, (204, None), Effect::Plain);
        let (is_versioned, may_conflict, file) = (false, false, None);
        Self {
            method,
            path,
            id,
            access,
            scope,
            summary,
            notes,
            query,
            body,
            answer,
            file,
            effect,
            is_versioned,
            may_conflict,
        }
    }

    pub fn get(path: &'static str, id: &'static str, scope: Scope, access: Access) -> Self {
        Self::new("GET", (path, id), scope, access)
    }

    pub fn post(path: &'static str, id: &'static str, scope: Scope, access: Access) -> Self {
        Self::new("POST", (path, id), scope, access)
    }

    pub fn put(path: &'static str, id: &'static str, scope: Scope, access: Access) -> Self {
        Self::new("PUT", (path, id), scope, access)
    }

    pub fn patch(path: &'static str, id: &'static str, scope: Scope, access: Access) -> Self {
        Self::new("PATCH", (path, id), scope, access)
    }

    pub fn delete(path: &'static str, id: &'static str, scope: Scope, access: Access) -> Self {
        Self::new("DELETE", (path, id), scope, access)
    }

    #[must_use]
    pub fn about(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    #[must_use]
    pub fn notes(self, notes: &'static str) -> Self {
        Self { notes, ..self }
    }

    #[must_use]
    pub fn query<T: JsonSchema>(self) -> Self {
        Self { query: Some(root_of::<T>), ..self }
    }

    #[must_use]
    pub fn takes<T: JsonSchema>(self) -> Self {
        Self { body: Some(schema_of::<T>), ..self }
    }

    /// The body is a file.
    #[must_use]
    pub fn takes_file(self) -> Self {
        Self { file: Some(Way::In), ..self }
    }

    /// Answers 200 with a file, or 206 with a part of one.
    #[must_use]
    pub fn gives_file(self) -> Self {
        Self { answer: (200, None), file: Some(Way::Out), ..self }
    }

    /// Answers 200 with this.
    #[must_use]
    pub fn gives<T: JsonSchema>(self) -> Self {
        Self { answer: (200, Some(schema_of::<T>)), ..self }
    }

    /// Answers 200 with this and its version.
    #[must_use]
    pub fn gives_versioned<T: JsonSchema>(self) -> Self {
        Self { is_versioned: true, ..self.gives::<T>() }
    }

    /// Answers 201 with this, once for each `Idempotency-Key`.
    #[must_use]
    pub fn creates<T: JsonSchema>(self) -> Self {
        Self { answer: (201, Some(schema_of::<T>)), effect: Effect::Creation, ..self }
    }

    /// Answers 200 with what came of it, once for each `Idempotency-Key`.
    #[must_use]
    pub fn does_once<T: JsonSchema>(self) -> Self {
        Self { effect: Effect::Creation, ..self.gives::<T>() }
    }

    /// Changes the version named in `If-Match`, and answers 200 with what it is now.
    #[must_use]
    pub fn edits<T: JsonSchema>(self) -> Self {
        Self { effect: Effect::Edit, ..self.gives_versioned::<T>() }
    }

    /// What it wants may be so already: 409.
    #[must_use]
    pub fn may_conflict(self) -> Self {
        Self { may_conflict: true, ..self }
    }

    fn filter(&self) -> MethodFilter {
        match self.method {
            "GET" => MethodFilter::GET,
            "PUT" => MethodFilter::PUT,
            "PATCH" => MethodFilter::PATCH,
            "DELETE" => MethodFilter::DELETE,
            _ => MethodFilter::POST,
        }
    }
}

/// Operations with their handlers, in the order in which they are described.
#[derive(Default)]
pub struct Operations(pub(super) Vec<(Operation, MethodRouter<House>)>);

impl Operations {
    #[must_use]
    pub fn add<H, T>(mut self, operation: Operation, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        let route = on(operation.filter(), handler);
        self.0.push((operation, route));
        self
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// What was registered, for the access test and the document.
    pub fn declared(&self) -> Vec<Operation> {
        self.0.iter().map(|(operation, _)| operation.clone()).collect()
    }
}
