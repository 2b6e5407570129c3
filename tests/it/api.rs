//! The JSON API: keys, plumbing, and what programs can do with it. Who may ask for what is tried in `access/programs.rs`.

mod accounts;
mod attention;
mod document;
mod files;
mod keys;
mod outside;
mod plumbing;
mod reports;
mod spaces;
mod threads;

use prassi::authz::{Openness, Role};
use prassi::base::SpaceId;
use prassi::web::Scope;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Engine, House, Someone};

/// A program with a key.
#[derive(Clone)]
pub struct Program {
    http: reqwest::Client,
    base: String,
    pub key: String,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub json: Value,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The text under a pointer.
    pub fn text(&self, pointer: &str) -> &str {
        self.json.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {}", self.json))
    }

    /// The number under a pointer.
    pub fn number(&self, pointer: &str) -> i64 {
        self.json.pointer(pointer).and_then(Value::as_i64).unwrap_or_else(|| panic!("no {pointer} in {}", self.json))
    }

    pub fn items(&self) -> &[Value] {
        self.json["items"].as_array().unwrap_or_else(|| panic!("no items in {}", self.json))
    }

    /// The status, and which kind of problem it is.
    pub fn problem(&self) -> (u16, &str) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        assert_eq!(self.number("/status"), i64::from(self.status));
        (self.status, self.text("/type").rsplit('#').next().unwrap())
    }
}

impl Program {
    pub fn new(house: &House, key: &str) -> Self {
        Self { http: reqwest::Client::new(), base: format!("{}/api/v1", house.base), key: key.to_owned() }
    }

    /// A program of somebody that may do everything the person may.
    pub async fn of(house: &House, someone: &Someone) -> Self {
        Self::new(house, &house.key_of(someone, Scope::ALL).await.1)
    }

    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.http.request(method, format!("{}{path}", self.base));
        if self.key.is_empty() { request } else { request.bearer_auth(&self.key) }
    }

    /// Sends a request with headers and, unless it is null, a body.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        let mut request = self.request(method, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !body.is_null() {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        answered(request).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], &Value::Null).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, &[], body).await
    }

    /// 204 for what was put or taken away; the rest of the answer is empty.
    pub async fn put(&self, path: &str, body: &Value) -> u16 {
        self.send("PUT", path, &[], body).await.status
    }

    pub async fn delete(&self, path: &str) -> u16 {
        self.send("DELETE", path, &[], &Value::Null).await.status
    }

    pub async fn patch(&self, path: &str, version: i64, body: &Value) -> Reply {
        self.send("PATCH", path, &[("if-match", &format!("\"{version}\""))], body).await
    }
}

/// A space that Fabio facilitates and Nives is in, and a program of each.
struct Scene {
    house: House,
    nives: Someone,
    fabio: Someone,
    space: SpaceId,
    her: Program,
    him: Program,
}

async fn scene(engine: Engine, openness: Openness) -> Scene {
    let house = House::open(engine).await;
    let (nives, fabio) = (house.person("Nives Altopiano").await, house.person("Fabio Facilita").await);
    let people = [(&fabio, Role::Facilitator), (&nives, Role::Member)];
    let space = house.space("Sportelli", openness, &people).await;
    let (her, him) = (Program::of(&house, &nives).await, Program::of(&house, &fabio).await);
    Scene { house, nives, fabio, space, her, him }
}

/// Sends a request that is ready.
pub async fn answered(request: reqwest::RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.unwrap();
    let json = if text.is_empty() { json!(null) } else { serde_json::from_str(&text).unwrap_or(json!(text)) };
    Reply { status, headers, json }
}
