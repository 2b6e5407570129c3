//! `/api/v1/`: the API's document as a page that people read, made from the very document that programs get.

use axum::response::IntoResponse as _;
use serde_json::Value;

use crate::web::api::{Document, Problem, ROOT};
use crate::web::{Access, Layout, OpenVisit, Page, Routes, WebResult, see_other};

#[path = "samples/api_page.rs"]
mod samples;

/// Everything the page shows of the document; made once.
#[derive(Clone)]
struct Shown {
    groups: Vec<Group>,
    shapes: Vec<Shape>,
}

/// The operations about one part of the house.
#[derive(Clone)]
struct Group {
    name: String,
    about: String,
    operations: Vec<Op>,
}

#[derive(Clone)]
struct Op {
    id: String,
    method: String,
    path: String,
    summary: String,
    notes: String,
    scope: String,
    parameters: Vec<Field>,
    body: Option<Kind>,
    answer: Option<Kind>,
    status: String,
    problems: String,
}

/// What goes in or out: a word, and the shape that it names.
#[derive(Clone)]
struct Kind {
    word: String,
    shape: Option<String>,
}

#[derive(Clone)]
struct Field {
    name: String,
    kind: Kind,
    about: String,
    is_required: bool,
}

#[derive(Clone)]
struct Shape {
    name: String,
    about: String,
    fields: Vec<Field>,
    words: String,
}

#[derive(askama::Template)]
#[template(path = "app/api.html")]
struct ApiPage<'a> {
    l: Layout,
    shown: &'a Shown,
    /// Word, title and sentence of each kind of problem.
    problems: Vec<(&'static str, &'static str)>,
    base: String,
}

impl crate::web::InLayout for ApiPage<'_> {
    fn layout(&self) -> &Layout {
        &self.l
    }
}

/// The page, and the way to it without the slash.
pub(super) fn routes(document: &Document) -> Routes {
    let shown = std::sync::Arc::new(read(document.value()));
    let page = move |visit: OpenVisit| show(visit, std::sync::Arc::clone(&shown));
    Routes::default().get("/api/v1/", Access::PUBLIC, page).get("/api/v1", Access::PUBLIC, onward)
}

async fn onward() -> WebResult {
    Ok(see_other(&format!("{ROOT}/")))
}

async fn show(visit: OpenVisit, shown: std::sync::Arc<Shown>) -> WebResult {
    let t = visit.t();
    let l = visit.layout(t.s("api-page-title")).await?;
    let problems = Problem::WORDS.iter().map(|word| (*word, t.s(&format!("api-{word}-title")))).collect();
    let base = format!("{}{ROOT}", visit.house.config.public_url().as_str().trim_end_matches('/'));
    Ok(Page(ApiPage { l, shown: &shown, problems, base }).into_response())
}

/// A text of the document, without its marks of code.
fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().replace('`', "")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn members(value: Option<&Value>) -> Vec<(&String, &Value)> {
    value.and_then(Value::as_object).map(|map| map.iter().collect()).unwrap_or_default()
}

/// The document, put in the order of reading.
fn read(document: &Value) -> Shown {
    let mut groups: Vec<Group> = list(document, "tags")
        .iter()
        .map(|tag| Group { name: text(tag, "name"), about: text(tag, "description"), operations: Vec::new() })
        .collect();
    for (path, methods) in members(document.get("paths")) {
        for (method, operation) in members(Some(methods)) {
            let op = operation_of(method, path, operation);
            let tag = list(operation, "tags").first().and_then(Value::as_str).unwrap_or_default();
            if let Some(group) = groups.iter_mut().find(|group| group.name == tag) {
                group.operations.push(op);
            }
        }
    }
    let schemas = members(document.pointer("/components/schemas"));
    let shapes = schemas.into_iter().map(|(name, schema)| shape_of(name, schema)).collect();
    Shown { groups, shapes }
}

fn operation_of(method: &str, path: &str, operation: &Value) -> Op {
    let responses = members(operation.get("responses"));
    let success = responses.iter().find(|(status, _)| status.starts_with('2'));
    let answer = success.and_then(|(_, said)| said.pointer("/content/application~1json/schema"));
    let file = || Kind { word: "file".to_owned(), shape: None };
    let gives_file = success.is_some_and(|(_, said)| said.pointer("/content/*~1*").is_some());
    let takes_file = operation.pointer("/requestBody/content/application~1octet-stream").is_some();
    let problems: Vec<&str> =
        responses.iter().map(|(status, _)| status.as_str()).filter(|status| !status.starts_with('2')).collect();
    let parameters = list(operation, "parameters").iter().map(|parameter| Field {
        name: text(parameter, "name"),
        kind: parameter.get("schema").map_or_else(|| kind(&Value::Null), kind),
        about: text(parameter, "description"),
        is_required: parameter.get("required") == Some(&Value::Bool(true)),
    });
    Op {
        id: text(operation, "operationId"),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(operation, "summary"),
        notes: text(operation, "description"),
        scope: operation.pointer("/security/0/key/0").and_then(Value::as_str).unwrap_or_default().to_owned(),
        parameters: parameters.collect(),
        body: operation
            .pointer("/requestBody/content/application~1json/schema")
            .map(kind)
            .or_else(|| takes_file.then(file)),
        answer: answer.map(kind).or_else(|| gives_file.then(file)),
        status: success.map(|(status, _)| (*status).clone()).unwrap_or_default(),
        problems: problems.join(", "),
    }
}

fn shape_of(name: &str, schema: &Value) -> Shape {
    let required: Vec<&str> = list(schema, "required").iter().filter_map(Value::as_str).collect();
    let field = |(name, schema): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind(schema),
        about: text(schema, "description"),
        is_required: required.contains(&name.as_str()),
    };
    let fields: Vec<Field> = members(schema.get("properties")).into_iter().map(field).collect();
    let words = if fields.is_empty() { words_of(schema) } else { String::new() };
    Shape { name: name.to_owned(), about: text(schema, "description"), fields, words }
}

/// The words of a closed set, each with what it means when that is said.
fn words_of(schema: &Value) -> String {
    let mut words: Vec<String> = list(schema, "enum").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for one in list(schema, "oneOf") {
        words.extend(one.get("const").and_then(Value::as_str).map(str::to_owned));
        words.extend(list(one, "enum").iter().filter_map(Value::as_str).map(str::to_owned));
    }
    words.join(", ")
}

/// What a schema says in a word or two.
fn kind(schema: &Value) -> Kind {
    let named = |word: String, shape: &str| Kind { word, shape: Some(shape.to_owned()) };
    if let Some(shape) = schema.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next()) {
        return named(shape.to_owned(), shape);
    }
    if let Some(of) = schema.get("items") {
        let of = kind(of);
        return Kind { word: format!("[{}]", of.word), shape: of.shape };
    }
    let choices: Vec<Kind> = list(schema, "anyOf").iter().map(kind).collect();
    if !choices.is_empty() {
        let words: Vec<&str> = choices.iter().map(|choice| choice.word.as_str()).collect();
        return Kind { word: words.join(" | "), shape: choices.iter().find_map(|choice| choice.shape.clone()) };
    }
    let set = words_of(schema);
    let word = match schema.get("type") {
        _ if !set.is_empty() => set,
        Some(Value::String(word)) => schema
            .get("format")
            .and_then(Value::as_str)
            .map_or(word.as_str(), |f| if f == "int64" { "integer" } else { f })
            .to_owned(),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "),
        _ => "any".to_owned(),
    };
    Kind { word, shape: None }
}
