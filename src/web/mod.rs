//! Floor 3: the web, everything pages have in common.
//!
//! Owns sessions, forms, CSRF, errors with a way out, the layout, assets, the plumbing of the API, and the one way to register a route. What must
//! always hold: a route declares what each kind of person gets from it; a form that cannot be accepted comes back with what
//! was typed in it; no page names the cause of a failure; no page of a signed-in person is stored by a cache.

mod address;
pub mod api;
pub mod assets;
mod error;
mod error_pages;
mod extract;
mod field_names;
mod fields;
mod form;
mod house;
mod kept;
mod last_day;
mod layout;
mod lines;
mod page;
mod patience;
mod protect;
mod request_id;
mod routes;
pub mod samples;
mod session;
mod streamed;
mod upload;
mod viewer;
mod visit;

pub use address::ClientAddress;
pub use api::Scope;
pub use error::{WebError, WebResult};
pub use error_pages::error_pages;
pub use extract::{Path, Query};
pub use field_names::field_key;
pub use fields::{FieldErrors, Fields};
pub use form::{Form, OpenForm};
pub use house::{House, NavCounts, Parts, ToDecide, Unread};
pub use kept::{Kept, is_local_path, kept_routes};
pub use last_day::{BadDay, Reach, parse_last_day};
pub use layout::{Crumb, FlashAction, Layout, Tab};
pub use lines::{TextError, parse_body, parse_line, parse_optional_line, parse_optional_lines};
pub use page::{InLayout, Page, see_other};
pub use patience::impatient;
pub use protect::{FormCookie, is_own_origin, protect, refuse_foreign};
pub use request_id::{Cause, REQUEST_ID, RequestId};
pub use routes::{Access, Declared, Outcome, Routes};
pub use session::{CleanSessions, SessionStore, session_layer};
pub use streamed::{FilePart, StreamedForm};
pub use upload::{UPLOAD_BYTES, UploadForm};
pub use viewer::{Auth, Identify, Identity, Viewer, initials, sign_in, sign_out};
pub use visit::{OpenVisit, Visit};

pub(crate) use page::in_layout;
