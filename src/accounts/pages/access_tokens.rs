//! `/profilo/chiavi`: the keys that a person's programs hold.

use axum::response::IntoResponse as _;
use jiff::ToSpan as _;

use super::super::access_tokens::{AccessToken, LONGEST, MOST, Scopes, USUAL_DAYS};
use super::super::store;
use crate::base::Timestamp;
use crate::i18n::Tr;
use crate::web::{Crumb, FieldErrors, Fields, Layout, Page, Scope, Tab, Visit, WebResult, in_layout};

#[derive(askama::Template)]
#[template(path = "accounts/access_tokens.html")]
pub struct AccessTokensPage {
    pub l: Layout,
    pub tokens: Vec<AccessToken>,
    pub form: TokenForm,
    pub errors: FieldErrors,
    /// The secret of the key that has just been made: shown this once.
    pub secret: Option<String>,
    /// The last day that can be chosen.
    pub latest: String,
    pub now: Timestamp,
}
in_layout!(AccessTokensPage);

/// What stands in the fields.
pub struct TokenForm {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub expires: String,
}

impl TokenForm {
    /// What was typed; never the password.
    pub fn typed(fields: &Fields) -> Self {
        let scopes = chosen(fields).collect();
        Self { name: fields.get("token_name").to_owned(), scopes, expires: fields.get("expires").to_owned() }
    }

    fn blank(visit: &Visit) -> Self {
        Self { name: String::new(), scopes: vec![Scope::ProfileRead], expires: in_days(visit, USUAL_DAYS) }
    }
}

/// The scopes whose boxes are ticked.
pub fn chosen(fields: &Fields) -> impl Iterator<Item = Scope> + '_ {
    Scope::ALL.iter().copied().filter(|scope| fields.has(&field_of(*scope)))
}

/// The name of a scope's box: no colon, which a selector would have to escape.
fn field_of(scope: Scope) -> String {
    format!("scope_{}", scope.as_str().replace(':', "_"))
}

/// The day after so many, where the visitor is, as a date field holds it.
fn in_days(visit: &Visit, days: i64) -> String {
    let today = visit.house.clock.now().zoned(&visit.viewer.time_zone).date();
    today.saturating_add(days.days()).to_string()
}

/// What a scope lets a program do, in words.
fn say(t: &'static Tr, scope: Scope) -> &'static str {
    t.s(match scope {
        Scope::ProfileRead => "accounts-scope-profile-read",
        Scope::ProfileWrite => "accounts-scope-profile-write",
        Scope::PeopleRead => "accounts-scope-people-read",
        Scope::PeopleWrite => "accounts-scope-people-write",
        Scope::SpacesRead => "accounts-scope-spaces-read",
        Scope::SpacesWrite => "accounts-scope-spaces-write",
        Scope::ThreadsRead => "accounts-scope-threads-read",
        Scope::ThreadsWrite => "accounts-scope-threads-write",
        Scope::ReportsRead => "accounts-scope-reports-read",
        Scope::ReportsWrite => "accounts-scope-reports-write",
    })
}

impl AccessTokensPage {
    pub async fn new(
        visit: &Visit,
        (form, errors): (Option<TokenForm>, FieldErrors),
        secret: Option<String>,
    ) -> WebResult<Self> {
        let t = visit.t();
        let tokens = store::list_access_tokens(&visit.house.db, visit.viewer.person).await?;
        let l = visit.layout(Tab::Profile, t.s("accounts-tokens-title")).await?;
        let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
        let (form, latest) = (form.unwrap_or_else(|| TokenForm::blank(visit)), in_days(visit, LONGEST.days()));
        Ok(Self { l, tokens, form, errors, secret, latest, now: visit.house.clock.now() })
    }

    /// Each scope: the name of its box, its word, what it means, whether it is chosen.
    fn scopes(&self) -> Vec<(String, &'static str, &'static str, bool)> {
        let one =
            |scope: &Scope| (field_of(*scope), scope.as_str(), say(self.l.t, *scope), self.form.scopes.contains(scope));
        Scope::ALL.iter().map(one).collect()
    }

    /// What a key may do, in words.
    fn rights(&self, token: &AccessToken) -> Vec<&'static str> {
        Scopes::list(&token.scopes).into_iter().map(|scope| say(self.l.t, scope)).collect()
    }

    fn is_over(&self, token: &AccessToken) -> bool {
        token.expires_at <= self.now
    }

    /// Whether another one can be made.
    fn has_room(&self) -> bool {
        let in_use = self.tokens.iter().filter(|token| !self.is_over(token)).count();
        i64::try_from(in_use).is_ok_and(|n| n < MOST)
    }

    /// The last day of a key.
    fn day(&self, at: Timestamp) -> String {
        let last = at.minus(std::time::Duration::from_secs(1));
        self.l.viewer.as_ref().map_or_else(String::new, |viewer| self.l.t.day(last.0, &viewer.time_zone))
    }

    fn when(&self, at: Timestamp) -> String {
        self.l.viewer.as_ref().map_or_else(String::new, |viewer| self.l.t.when(at.0, &viewer.time_zone, self.now.0))
    }
}

pub async fn show(visit: Visit) -> WebResult {
    Ok(Page(AccessTokensPage::new(&visit, (None, FieldErrors::default()), None).await?).into_response())
}
