//! The API's page, of a small document.

use askama::Template as _;
use serde_json::json;

use super::{ApiPage, Problem, read};
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Tab, WebResult};

samples! {
    whole "app/api.html" {
        "two operations, difficult words" => page,
    }
}

fn page(stage: &Stage) -> WebResult<String> {
    let text = json!({ "type": "string" });
    let shape = json!({ "$ref": "#/components/schemas/Space" });
    let ok = json!({ "200": { "content": { "application/json": { "schema": shape } } }, "404": {}, "429": {} });
    let document = json!({
        "tags": [{ "name": "spaces", "description": "Spaces." }, { "name": "threads", "description": unbroken(120) }],
        "paths": {
            "/spaces/{space}": {
                "get": {
                    "operationId": "getSpace", "summary": "One space", "tags": ["spaces"], "responses": ok,
                    "security": [{ "key": ["spaces:read"] }],
                    "parameters": [{ "name": "space", "required": true, "schema": { "type": "integer" }, "description": "Its id." }]
                },
                "patch": {
                    "operationId": unbroken(60), "summary": HOSTILE, "tags": ["threads"], "description": unbroken(200),
                    "responses": ok, "requestBody": { "content": { "application/json": { "schema": shape } } }
                }
            }
        },
        "components": { "schemas": { "Space": { "description": "A space.", "required": ["name"], "properties": {
            "name": text, "openness": { "enum": ["open", "closed"] }, unbroken(60): { "anyOf": [text, { "type": "null" }] }
        } } } }
    });
    let t = stage.t();
    let shown = read(&document);
    let problems = Problem::WORDS.iter().map(|word| (*word, t.s(&format!("api-{word}-title")))).collect();
    let l = stage.layout(Who::Nobody, Tab::None, t.s("api-page-title"));
    Ok(ApiPage { l, shown: &shown, problems, base: "https://prassi.example/api/v1".to_owned() }.render()?)
}
