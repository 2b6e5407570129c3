//! Text that must not be lost: a form that came too late is given back to whoever sent it.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::field_names::field_key;
use super::{Access, Fields, Layout, Page, Routes, Tab, Visit, WebResult, in_layout, see_other};

#[path = "samples/kept.rs"]
mod samples;

const KEY: &str = "kept";
/// Where a kept form is shown again after signing in.
const PATH: &str = "/riprendi";

/// What was in a form, without its secrets, and where it was going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Kept {
    /// Keeps everything but passwords, what a passkey has signed, the form's secret and an older kept form.
    pub fn new(action: &str, fields: &Fields) -> Self {
        let is_kept = |name: &str| {
            let is_secret = matches!(name, "csrf" | "password" | "new_password" | "passkey_token" | "credential");
            !is_secret && !matches!(name, "kept_action" | "kept_fields" | "next")
        };
        Self { action: action.to_owned(), fields: fields.pairs().iter().filter(|(n, _)| is_kept(n)).cloned().collect() }
    }

    /// Reads back what [`Kept::encoded`] wrote into the sign-in form; nothing when there is none or it leads elsewhere.
    pub fn from_fields(fields: &Fields) -> Option<Self> {
        let action = fields.get("kept_action");
        if !is_local_path(action) {
            return None;
        }
        let kept = Fields::parse(fields.get("kept_fields").as_bytes()).ok()?;
        Some(Self::new(action, &kept))
    }

    /// The fields as one line, to travel in a hidden field.
    pub fn encoded(&self) -> String {
        serde_urlencoded::to_string(&self.fields).unwrap_or_default()
    }

    /// Whether there is anything worth keeping.
    pub fn has_text(&self) -> bool {
        self.written().any(|(_, value)| !value.trim().is_empty())
    }

    /// The fields that somebody wrote.
    pub fn written(&self) -> impl Iterator<Item = &(String, String)> {
        self.fields.iter().filter(|(name, value)| is_written(name, value))
    }

    /// The fields that only the form knows.
    pub fn hidden(&self) -> impl Iterator<Item = &(String, String)> {
        self.fields.iter().filter(|(name, value)| !is_written(name, value))
    }

    /// Puts the form into the session of the person who has just signed in; gives the way to it.
    pub async fn hand_over(&self, session: &Session) -> WebResult {
        session.insert(KEY, self).await?;
        Ok(see_other(PATH))
    }
}

/// Whether somebody wrote a field: some are always written, and what only the form knows has no space in it.
fn is_written(name: &str, value: &str) -> bool {
    let is_always = matches!(
        name,
        "title"
            | "body"
            | "name"
            | "purpose"
            | "about"
            | "function"
            | "email"
            | "why"
            | "words"
            | "note"
            | "answer"
            | "who"
    );
    is_always || value.trim().contains(char::is_whitespace)
}

/// Whether a path stays on this server: `/x`, not `//x`, `/\x` or `https:…`.
pub fn is_local_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control())
}

#[derive(askama::Template)]
#[template(path = "web/kept.html")]
pub(super) struct KeptPage {
    pub l: Layout,
    pub kept: Kept,
    /// Whether the person had to sign in again.
    pub has_signed_in: bool,
}
in_layout!(KeptPage);

impl KeptPage {
    /// The label of a field somebody wrote.
    fn label(&self, name: &str) -> &'static str {
        self.l.t.s(if name == "name" { "web-kept-name" } else { field_key(name).unwrap_or("field-text") })
    }

    /// The fields that somebody wrote, each with whether it wants more than a line.
    fn written(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.kept.written().map(|(name, value)| {
            let is_prose =
                matches!(name.as_str(), "body" | "about" | "purpose" | "words" | "rules" | "welcome" | "who");
            (name.as_str(), value.as_str(), is_prose || value.contains('\n') || value.chars().count() > 80)
        })
    }
}

/// `GET /riprendi`: the kept form, ready to be sent again.
pub fn kept_routes() -> Routes {
    Routes::default().get(PATH, Access::SIGNED_IN, show)
}

async fn show(visit: Visit) -> WebResult {
    let Some(kept) = visit.session.get::<Kept>(KEY).await? else { return Ok(see_other("/")) };
    let l = visit.layout(Tab::None, visit.t().s("web-kept-title")).await?;
    Ok(Page(KeptPage { l, kept, has_signed_in: true }).into_response())
}

/// The page for a form whose secret was stale.
pub(super) fn stale(l: Layout, kept: &Kept) -> Response {
    let page = Page(KeptPage { l, kept: kept.clone(), has_signed_in: false });
    (axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_kept_and_the_rest_travels_whole() {
        let fields = Fields::parse("csrf=x&password=y&title=Perch%C3%A9&body=a%0D%0Ab%26c".as_bytes()).unwrap();
        let kept = Kept::new("/discussioni/1/messaggi", &fields);
        assert_eq!(kept.fields.len(), 2);
        let hidden = Fields::from_pairs(vec![
            ("kept_action".into(), kept.action.clone()),
            ("kept_fields".into(), kept.encoded()),
        ]);
        assert_eq!(Kept::from_fields(&hidden), Some(kept));
    }

    #[test]
    fn nothing_leads_off_the_server() {
        for path in [
            "//evil.example/x",
            "https://evil.example",
            "/\\evil.example",
            "javascript:x",
            "",
            "/a\r\nb",
            "/\t/evil.example",
        ] {
            assert!(!is_local_path(path), "{path}");
        }
        assert!(is_local_path("/discussioni/1"));
    }
}
