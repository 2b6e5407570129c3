//! One request of one visitor, with what its page needs.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use tower_sessions::Session;

use super::protect::FormCookie;
use super::viewer::{keep_to_detour, language, load};
use super::{FlashAction, House, Layout, Tab, Viewer, WebError, WebResult};
use crate::authz::Standing;
use crate::i18n::{Lang, Tr, tr};

const FLASH: &str = "flash";
const FLASH_ACTION: &str = "flash_action";

/// A request of a signed-in person; as an extractor it sends everyone else to the sign-in page.
#[derive(Clone)]
pub struct Visit {
    pub house: House,
    pub viewer: Viewer,
    pub session: Session,
}

/// A request of anybody.
#[derive(Clone)]
pub struct OpenVisit {
    pub house: House,
    pub viewer: Option<Viewer>,
    pub lang: Lang,
    pub session: Session,
    /// The secret that forms of this visitor carry.
    pub csrf: String,
}

impl Visit {
    pub fn t(&self) -> &'static Tr {
        tr(self.viewer.lang)
    }

    /// What surrounds the page, with the message left by the page before.
    pub async fn layout(&self, tab: Tab, title: impl Into<String>) -> WebResult<Layout> {
        let unread = self.house.unread.unread(&self.house.db, self.viewer.person).await?;
        let mut layout = Layout::new(&self.house, self.viewer.lang, tab, title.into(), self.viewer.csrf.clone());
        layout.flash = take(&self.session, FLASH).await?;
        layout.flash_action = take(&self.session, FLASH_ACTION).await?;
        layout.unread = unread;
        if self.viewer.standing == Standing::Guest {
            layout.guest_until = self.house.unread.guest_until(&self.house.db, self.viewer.person).await?;
        }
        layout.viewer = Some(self.viewer.clone());
        Ok(layout)
    }

    /// Leaves a sentence for the next page.
    pub async fn flash(&self, sentence: impl Into<String>) -> WebResult<()> {
        Ok(self.session.insert(FLASH, sentence.into()).await?)
    }

    /// Leaves a button beside that sentence.
    pub async fn flash_action(&self, action: FlashAction) -> WebResult<()> {
        Ok(self.session.insert(FLASH_ACTION, action).await?)
    }
}

impl OpenVisit {
    pub fn t(&self) -> &'static Tr {
        tr(self.lang)
    }

    /// What surrounds a page for somebody who has not signed in.
    pub async fn layout(&self, title: impl Into<String>) -> WebResult<Layout> {
        if let Some(viewer) = &self.viewer {
            let visit = Visit { house: self.house.clone(), viewer: viewer.clone(), session: self.session.clone() };
            return visit.layout(Tab::None, title).await;
        }
        let mut layout = Layout::new(&self.house, self.lang, Tab::None, title.into(), self.csrf.clone());
        layout.flash = take(&self.session, FLASH).await?;
        layout.flash_action = take(&self.session, FLASH_ACTION).await?;
        Ok(layout)
    }
}

impl FromRequestParts<House> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, WebError> {
        let viewer = load(parts, house).await?.ok_or_else(|| WebError::sign_in(parts))?;
        let viewer = keep_to_detour(parts, viewer)?;
        Ok(Self { house: house.clone(), viewer, session: session(parts)? })
    }
}

impl FromRequestParts<House> for OpenVisit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, WebError> {
        let viewer = load(parts, house).await?;
        let lang = viewer.as_ref().map_or_else(|| language(parts, house), |v| v.lang);
        let csrf = match &viewer {
            Some(viewer) => viewer.csrf.clone(),
            None => FormCookie::of(parts, house),
        };
        Ok(Self { house: house.clone(), viewer, lang, session: session(parts)?, csrf })
    }
}

/// What the page before left. A session that holds nothing is not touched: removing marks it as changed, and
/// every page would wait for the disk.
async fn take<T: DeserializeOwned>(session: &Session, key: &str) -> WebResult<Option<T>> {
    if session.get_value(key).await?.is_none() {
        return Ok(None);
    }
    Ok(session.remove::<T>(key).await?)
}

fn session(parts: &Parts) -> Result<Session, WebError> {
    parts.extensions.get::<Session>().cloned().ok_or_else(|| WebError::internal("a route outside the session layer"))
}
