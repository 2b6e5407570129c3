//! What surrounds every page.

use serde::{Deserialize, Serialize};

use super::{House, Unread, Viewer, assets};
use crate::authz::Standing;
use crate::base::{SpaceId, Timestamp};
use crate::config::{Links, MailRoute};
use crate::i18n::{Lang, Tr, tr};

/// The entry of the navigation that a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tab {
    None,
    Today,
    Spaces,
    Directory,
    Profile,
    Administration,
}

/// A step of the way down to a page.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub href: String,
    pub label: String,
}

impl Crumb {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// A button beside the sentence of a flash: a form without fields, to undo what was just done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FlashAction {
    pub action: String,
    pub label: String,
}

/// Header, navigation, footer and head of a page; field `l` of every page struct.
#[derive(Clone)]
pub struct Layout {
    pub t: &'static Tr,
    pub lang: Lang,
    pub title: String,
    pub community: String,
    pub tab: Tab,
    pub viewer: Option<Viewer>,
    pub unread: Unread,
    /// Until when a guest may stay.
    pub guest_until: Option<Timestamp>,
    pub csrf: String,
    pub nonce: String,
    pub build: String,
    pub flash: Option<String>,
    /// What can be done about what the flash says.
    pub flash_action: Option<FlashAction>,
    pub links: Links,
    pub crumbs: Vec<Crumb>,
    pub has_dev_mailbox: bool,
    /// The origin of pages that may ask for passkeys; nothing where no browser has any.
    pub passkey_origin: Option<String>,
}

impl Layout {
    pub(super) fn new(house: &House, lang: Lang, tab: Tab, title: String, csrf: String) -> Self {
        Self {
            t: tr(lang),
            lang,
            title,
            community: house.config.community_name.clone(),
            tab,
            viewer: None,
            unread: Unread::default(),
            guest_until: None,
            csrf,
            nonce: format!("{:x}", house.rng.u128()),
            build: house.build.clone(),
            flash: None,
            flash_action: None,
            links: house.config.links.clone(),
            crumbs: Vec::new(),
            passkey_origin: house.config.public_url().passkey_home().map(|home| home.origin),
            has_dev_mailbox: house.config.mail_route() == MailRoute::Mailbox,
        }
    }

    #[must_use]
    pub fn with_crumbs(mut self, crumbs: Vec<Crumb>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// The last day of a guest, in words.
    pub fn guest_day(&self) -> Option<String> {
        let (until, viewer) = (self.guest_until?, self.viewer.as_ref()?);
        Some(self.t.day(until.minus(std::time::Duration::from_secs(1)).0, &viewer.time_zone))
    }

    /// The address of an asset, with its content's hash in it.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The address of an icon of the sprite, for `<use href>`.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#it-{name}", assets::icons())
    }

    pub fn is_today(&self) -> bool {
        self.tab == Tab::Today
    }

    pub fn is_spaces(&self) -> bool {
        self.tab == Tab::Spaces
    }

    pub fn is_directory(&self) -> bool {
        self.tab == Tab::Directory
    }

    /// Whether the viewer is a colleague: guests see no lists of people, and no way to them.
    pub fn is_staff(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.standing == Standing::Staff)
    }

    pub fn is_profile(&self) -> bool {
        self.tab == Tab::Profile
    }

    pub fn is_administration(&self) -> bool {
        self.tab == Tab::Administration
    }

    /// How many discussions of a space are unread.
    pub fn unread_in(&self, space: &SpaceId) -> i64 {
        self.unread.spaces.iter().find(|(id, _)| id == space).map_or(0, |(_, n)| *n)
    }
}
