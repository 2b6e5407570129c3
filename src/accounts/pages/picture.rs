//! `/profilo/foto`, and the pictures themselves.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse as _;

use super::super::people::Person;
use super::super::picture::{LARGE, SMALL};
use super::super::store;
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::PersonId;
use crate::web::{Crumb, FieldErrors, Layout, Page, Path, Tab, Visit, WebError, WebResult, in_layout, initials};

#[path = "samples/picture.rs"]
mod samples;

#[derive(askama::Template)]
#[template(path = "accounts/picture.html")]
pub struct PicturePage {
    pub l: Layout,
    pub errors: FieldErrors,
    pub person: Person,
}
in_layout!(PicturePage);

impl PicturePage {
    pub async fn new(visit: &Visit, errors: FieldErrors) -> WebResult<Self> {
        let person = store::find_person(&visit.house.db, visit.viewer.person).await?.ok_or(WebError::NotFound)?;
        let l = visit.layout(Tab::Profile, visit.t().s("accounts-picture-title")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", visit.t().s("accounts-profile-title"))]);
        Ok(Self { l, errors, person })
    }

    fn initials(&self) -> String {
        initials(&self.person.name)
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(PicturePage::new(&visit, FieldErrors::default()).await?).into_response())
}

/// The bytes of a picture, under an address that is always of the same picture.
pub async fn bytes(visit: Visit, Path((id, version, size)): Path<(String, String, String)>) -> WebResult {
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    let facts = Facts { is_own: id == visit.viewer.person, ..Facts::about(Subject::Person(id)) };
    decide(&visit.viewer.actor(), Action::SeePerson, &facts)?;
    let version: i64 = version.parse().map_err(|_| WebError::NotFound)?;
    let is_large = match size.parse() {
        Ok(SMALL) => false,
        Ok(LARGE) => true,
        _ => return Err(WebError::NotFound),
    };
    let found = store::find_picture(&visit.house.db, id, version, is_large).await?.ok_or(WebError::NotFound)?;
    let mut response = found.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    // Only this browser may keep it: the next one may be a guest's.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    Ok(response)
}
