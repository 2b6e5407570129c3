//! The `OpenAPI` 3.1 document, made from what the operations were registered with: it cannot say anything else than they do.

use std::sync::Arc;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::operation::{Effect, Way};
use super::problem::ProblemShape;
use super::{Operation, ROOT, Scope};
use crate::config::Config;
use crate::journal::Reaction;

/// The document; cheap to clone.
#[derive(Clone)]
pub struct Document(Arc<Inner>);

struct Inner {
    value: Value,
    json: String,
}

impl Document {
    pub fn value(&self) -> &Value {
        &self.0.value
    }

    pub fn json(&self) -> String {
        self.0.json.clone()
    }
}

const ABOUT: &str = "Everything that the pages of a Prassi community offer, for programs.\n\n\
    **Keys.** Send `Authorization: Bearer prassi_…` with a key that a person has made in the profile («Chiavi di accesso per \
    programmi»). A key may do what its scopes say, and never more than its person. Cookies open nothing here.\n\n\
    **Problems.** Whatever is no success is `application/problem+json` (RFC 9457), in the language of `Accept-Language` or else \
    of the person. What cannot be seen answers 404 like what is not there.\n\n\
    **Lists.** A page has `items` and `next`; give `next` back as `cursor`, or follow the header `Link`.\n\n\
    **Creating.** With an `Idempotency-Key` the same request sent again within 24 hours gets the same answer, with \
    `Idempotency-Replayed: true`; with another body it gets 422.\n\n\
    **Editing.** `ETag` names the version; send it back in `If-Match`. When somebody was faster, 412 carries what the thing is \
    now (`current`) and what you sent (`sent`).\n\n\
    **Limits.** `RateLimit-Policy` and `RateLimit` say how many requests a key has in a minute, and how many are left; beyond \
    them 429 says in `Retry-After` when to go on.";

/// Describes operations.
pub fn describe(operations: &[Operation], config: &Config) -> Document {
    let settings = SchemaSettings::draft2020_12().with(|s| {
        s.definitions_path = "/components/schemas".into();
        s.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let described = one(operation, &mut generator);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(operation.method.to_lowercase(), described);
        }
    }
    let _ = generator.subschema_for::<ProblemShape>();
    let home = config.public_url().as_str().trim_end_matches('/');
    let value = json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{} · Prassi API", config.community_name),
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "servers": [{ "url": format!("{home}{ROOT}") }],
        "tags": tags(),
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": problems(),
            "headers": headers(),
            "securitySchemes": { "key": { "type": "http", "scheme": "bearer", "description": "A key made in the profile." } },
        },
    });
    let json = value.to_string();
    Document(Arc::new(Inner { value, json }))
}

/// What an operation is about, for whoever looks for it: finer than its scope.
fn tag(operation: &Operation) -> &'static str {
    let path = operation.path;
    let has = |words: &[&str]| words.iter().any(|word| path.contains(word));
    match operation.scope {
        Scope::ProfileRead | Scope::ProfileWrite => "profile",
        Scope::PeopleRead | Scope::PeopleWrite if has(&["/invitations"]) => "invitations",
        Scope::PeopleRead | Scope::PeopleWrite if has(&["/accounts"]) => "accounts",
        Scope::PeopleRead | Scope::PeopleWrite => "people",
        Scope::SpacesRead | Scope::SpacesWrite => "spaces",
        Scope::ThreadsRead | Scope::ThreadsWrite if has(&["/files"]) => "files",
        Scope::ThreadsRead | Scope::ThreadsWrite if has(&["/bookmark"]) => "bookmarks",
        Scope::ThreadsRead | Scope::ThreadsWrite if has(&["/me/", "/news", "/caught-up", "/search"]) => "attention",
        Scope::ThreadsRead | Scope::ThreadsWrite if has(&["/posts"]) => "posts",
        Scope::ThreadsRead | Scope::ThreadsWrite => "threads",
        Scope::ReportsRead | Scope::ReportsWrite => "reports",
    }
}

fn tags() -> Value {
    json!([
        { "name": "profile", "description": "The person whose key it is: profile, devices, unread counts." },
        { "name": "people", "description": "The directory and the offices. Guests see neither." },
        { "name": "invitations", "description": "Who is invited: anywhere, into an office, as a guest into a space." },
        { "name": "accounts", "description": "The register of accounts, for administrators." },
        { "name": "spaces", "description": "Spaces, who is in them, and the ways in and out." },
        { "name": "threads", "description": "Discussions, questions, topics, who can be named." },
        { "name": "posts", "description": "Posts, reactions, the answers that were taken up." },
        { "name": "files", "description": "Files and pictures: sent into a draft, published with a post." },
        { "name": "attention", "description": "The day's page, news, questions that wait, the search, drafts." },
        { "name": "bookmarks", "description": "Posts set aside, and reminders." },
        { "name": "reports", "description": "Reported posts: the person's own reports, and the queue of those who facilitate." },
    ])
}

/// The statuses that are no success, each with its name among the components.
const PROBLEMS: [(u16, &str, &str); 13] = [
    (400, "BadRequest", "The address, a header or the body cannot be read."),
    (401, "NoKey", "No key, or one that is unknown, expired or revoked."),
    (403, "Refused", "The key has not the scope, or its person may not; `detail` says why."),
    (404, "NotFound", "It is not there, or nothing that this person can see."),
    (409, "Conflict", "It is so already, or taken; `detail` says what."),
    (412, "Changed", "Somebody changed it meanwhile: `current` is what it is now, `sent` what you sent."),
    (413, "TooLarge", "The body is larger than the house takes."),
    (415, "NotJson", "The body is not `application/json`."),
    (416, "OutOfRange", "The file has no such part; `Content-Range` says how long it is."),
    (422, "Invalid", "Fields cannot be taken: `errors` names each with a JSON pointer."),
    (428, "NoVersion", "An edit needs `If-Match`."),
    (429, "TooMany", "The key has used up its requests of this minute; `Retry-After` says when to go on."),
    (500, "Internal", "The house has a fault; `instance` names the request for whoever looks into it."),
];

fn problems() -> Value {
    let one = |(status, name, description): &(u16, &str, &str)| {
        let mut response = json!({
            "description": description,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
        let header = match status {
            401 | 403 => Some("WWW-Authenticate"),
            429 => Some("Retry-After"),
            _ => None,
        };
        if let (Some(header), Some(members)) = (header, response.as_object_mut()) {
            let reference = format!("#/components/headers/{header}");
            members.insert("headers".to_owned(), json!({ header: { "$ref": reference } }));
        }
        ((*name).to_owned(), response)
    };
    Value::Object(PROBLEMS.iter().map(one).collect())
}

fn headers() -> Value {
    let text = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    json!({
        "RateLimit": text("How many requests are left, and for how many seconds: `\"key\";r=599;t=60`."),
        "RateLimit-Policy": text("How many requests a key has in how many seconds: `\"key\";q=600;w=60`."),
        "ETag": text("The version, for `If-Match`."),
        "Link": text("The address of the next page: `<…>; rel=\"next\"`."),
        "Location": text("The address of what was made."),
        "WWW-Authenticate": text("What is missing (RFC 6750)."),
        "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } },
    })
}

fn one(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = path_parameters(operation.path);
    if let Some(query) = operation.query {
        parameters.extend(query_parameters(query(generator).to_value()));
    }
    parameters.extend(header_parameter(operation.effect));
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [tag(operation)],
        "security": [{ "key": [operation.scope.as_str()] }],
        "responses": responses(operation, generator),
    });
    let Some(members) = described.as_object_mut() else { return described };
    if !operation.notes.is_empty() {
        members.insert("description".to_owned(), json!(operation.notes));
    }
    if !parameters.is_empty() {
        members.insert("parameters".to_owned(), Value::Array(parameters));
    }
    let content = match operation.body {
        _ if operation.file == Some(Way::In) => Some(json!({ "application/octet-stream": { "schema": bytes() } })),
        Some(body) => Some(json!({ "application/json": { "schema": body(generator).to_value() } })),
        None => None,
    };
    if let Some(content) = content {
        members.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
    }
    described
}

/// The bytes of a file.
fn bytes() -> Value {
    json!({ "type": "string", "format": "binary" })
}

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let one = |name: &str| {
        let reactions: Vec<&str> = Reaction::ALL.iter().map(|reaction| reaction.as_str()).collect();
        let (schema, about) = match name {
            "reaction" => (json!({ "type": "string", "enum": reactions }), "Which reaction."),
            "draft" => (
                json!({ "type": "string", "pattern": "^(new|reply|edit):[1-9][0-9]{0,17}$", "examples": ["reply:12"] }),
                "What the draft is for: `new:` and a space, `reply:` and a discussion, or `edit:` and a post.",
            ),
            "side" => (json!({ "type": "integer", "enum": [480, 1280] }), "The longer side of the picture, in pixels."),
            "slug" => (
                json!({ "type": "string", "minLength": 1, "examples": ["mediazione"] }),
                "The topic as it stands in addresses.",
            ),
            _ => (json!({ "type": "integer", "format": "int64", "minimum": 1, "examples": [1] }), "The id."),
        };
        json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema })
    };
    names.map(one).collect()
}

/// The fields of a query's schema as parameters.
fn query_parameters(mut schema: Value) -> Vec<Value> {
    let required: Vec<String> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let Some(Value::Object(fields)) = schema.get_mut("properties").map(Value::take) else { return Vec::new() };
    let one = |(name, field): (String, Value)| {
        let mut field = without_null(field);
        let about = field.as_object_mut().and_then(|f| f.remove("description")).unwrap_or_default();
        let is_required = required.contains(&name);
        json!({ "name": name, "in": "query", "required": is_required, "description": about, "schema": field })
    };
    fields.into_iter().map(one).collect()
}

/// What is not in a query is absent: nothing there says null.
fn without_null(mut schema: Value) -> Value {
    let Some(members) = schema.as_object_mut() else { return schema };
    if let Some(Value::Array(kinds)) = members.get("type")
        && let Some(kind) = kinds.iter().find(|kind| *kind != "null").cloned()
    {
        members.insert("type".to_owned(), kind);
    }
    if let Some(Value::Array(choices)) = members.get("enum") {
        let words = choices.iter().filter(|choice| !choice.is_null()).cloned().collect();
        members.insert("enum".to_owned(), Value::Array(words));
    }
    members.remove("default");
    let only = members.get("anyOf").and_then(Value::as_array).and_then(|any| {
        let mut real = any.iter().filter(|one| one.get("type") != Some(&json!("null")));
        real.next().cloned().filter(|_| real.next().is_none())
    });
    if let Some(Value::Object(only)) = only {
        members.remove("anyOf");
        members.extend(only);
    }
    schema
}

fn header_parameter(effect: Effect) -> Option<Value> {
    match effect {
        Effect::Plain => None,
        Effect::Creation => Some(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A word of your own, new for each thing: sent again with the same body it makes nothing twice.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$", "examples": ["5c7f1a52-bollettino-47"] },
        })),
        Effect::Edit => Some(json!({
            "name": "If-Match", "in": "header", "required": true,
            "description": "The `ETag` of the version that you have seen.",
            "schema": { "type": "string", "pattern": "^\"[0-9]{1,18}\"$", "examples": ["\"3\""] },
        })),
    }
}

/// Every status that the operation can answer.
fn responses(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let (status, shape) = operation.answer;
    let mut success = json!({ "description": said(status) });
    let shape = shape.map(|shape| shape(generator).to_value());
    let mut names = vec!["RateLimit", "RateLimit-Policy"];
    if operation.is_versioned {
        names.push("ETag");
    }
    if status == 201 {
        names.push("Location");
    }
    let is_list =
        shape.as_ref().and_then(|s| s.get("$ref")).and_then(Value::as_str).is_some_and(|r| r.contains("/ListOf"));
    if is_list {
        names.push("Link");
    }
    if let Some(members) = success.as_object_mut() {
        let of = |name: &&str| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }));
        members.insert("headers".to_owned(), Value::Object(names.iter().map(of).collect()));
        if let Some(schema) = shape {
            members.insert("content".to_owned(), json!({ "application/json": { "schema": schema } }));
        }
    }
    let mut all = Map::new();
    if operation.file == Some(Way::Out) {
        let content = json!({ "*/*": { "schema": bytes() } });
        if let Some(members) = success.as_object_mut() {
            members.insert("content".to_owned(), content.clone());
        }
        all.insert("206".to_owned(), json!({ "description": "The part that `Range` asks for.", "content": content }));
        all.insert("304".to_owned(), json!({ "description": "What `If-None-Match` names is still what it is." }));
    }
    all.insert(status.to_string(), success);
    for (status, name, _) in PROBLEMS.iter().filter(|(status, _, _)| may_answer(operation, *status)) {
        all.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }));
    }
    Value::Object(all)
}

fn may_answer(operation: &Operation, status: u16) -> bool {
    let has_body = operation.body.is_some();
    match status {
        404 => operation.path.contains('{'),
        409 => operation.may_conflict,
        412 | 428 => operation.effect == Effect::Edit,
        413 | 422 => has_body || operation.file == Some(Way::In),
        415 => has_body,
        416 => operation.file == Some(Way::Out),
        _ => true,
    }
}

fn said(status: u16) -> &'static str {
    match status {
        201 => "Made.",
        204 => "Done.",
        _ => "What was asked for.",
    }
}
