//! The `OpenAPI` document and its page say what the operations do.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Program;
use crate::house::{Engine, House};

async fn document(house: &House) -> Value {
    let reply = Program::new(house, "").get("/openapi.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/json"));
    reply.json
}

/// Every `$ref` in a document.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_is_described_whole() {
    let house = House::open(Engine::Sqlite).await;
    let document = document(&house).await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut ids = BTreeSet::new();
    for operation in &house.app.operations {
        let described = &document["paths"][operation.path][operation.method.to_lowercase()];
        assert_eq!(described["operationId"], operation.id, "{} {}", operation.method, operation.path);
        assert!(ids.insert(operation.id), "{} twice", operation.id);
        assert!(!operation.summary.is_empty(), "{} says nothing of itself", operation.id);
        assert!(described["responses"]["401"].is_object() && described["responses"]["429"].is_object());
        let names = operation.path.matches('{').count();
        let parameters = described["parameters"]
            .as_array()
            .map_or(0, |all| all.iter().filter(|parameter| parameter["in"] == "path").count());
        assert_eq!(parameters, names, "{}", operation.id);
    }
    assert!(ids.len() > 55, "{}", ids.len());
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(!name.ends_with("Shape") && !name.ends_with('2'), "{name}");
        let is_request = schema["additionalProperties"] == false;
        assert!(is_request || !name.starts_with("New"), "{name} takes fields that nobody knows");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_can_read_it_too() {
    let house = House::open(Engine::Sqlite).await;
    let page = house.browser().get("/api/v1/").await;
    assert_eq!(page.status, 200);
    for operation in &house.app.operations {
        assert!(page.text.contains(&format!("id=\"{}\"", operation.id)), "{} is not on the page", operation.id);
    }
    let words = page.text.matches("<dt id=\"").count();
    assert_eq!(words, prassi::web::api::Problem::WORDS.len());
    // Every link inside leads somewhere.
    let links = regex::Regex::new("href=\"#([^\"]+)\"").unwrap();
    for link in links.captures_iter(&page.text) {
        assert!(page.text.contains(&format!("id=\"{}\"", &link[1])), "#{} leads nowhere", &link[1]);
    }
}
