//! Keys for programs.

use super::super::super::access_tokens::AccessToken;
use super::{AccessTokensPage, MOST, TokenForm};
use crate::base::AccessTokenId;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};
use crate::web::{Crumb, FieldErrors, Scope, Tab};

samples! {
    page "accounts/access_tokens.html" {
        "none yet" => |s| page(s, Vec::new()),
        "several, one over" => |s| page(s, vec![token(1), over(2), difficult(3)]),
        "one just made" => |s| AccessTokensPage { secret: Some(format!("prassi_{}", unbroken(43))), ..page(s, vec![token(1)]) },
        "refused" => refused,
        "no room" => |s| page(s, (1..=MOST).map(token).collect()),
    }
}

fn page(stage: &Stage, tokens: Vec<AccessToken>) -> AccessTokensPage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Profile, t.s("accounts-tokens-title"));
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    let form = TokenForm { name: String::new(), scopes: vec![Scope::ProfileRead], expires: "2027-02-20".to_owned() };
    let latest = "2027-11-22".to_owned();
    AccessTokensPage { l, tokens, form, errors: FieldErrors::default(), secret: None, latest, now: Stage::NOW }
}

fn token(id: i64) -> AccessToken {
    AccessToken {
        id: AccessTokenId(id),
        name: format!("Bollettino {id}"),
        scopes: "profile:read threads:read".to_owned(),
        expires_at: Stage::in_days(80),
        last_used_at: Some(Stage::ago(5)),
    }
}

fn over(id: i64) -> AccessToken {
    AccessToken { expires_at: Stage::ago(48), last_used_at: None, ..token(id) }
}

fn difficult(id: i64) -> AccessToken {
    let scopes = Scope::ALL.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
    AccessToken { name: format!("{HOSTILE} {}", unbroken(80)), scopes, ..token(id) }
}

fn refused(stage: &Stage) -> AccessTokensPage {
    let form =
        TokenForm { name: format!("{HOSTILE} {}", long(300)), scopes: Vec::new(), expires: "2020-01-01".to_owned() };
    let errors = stage.missing(&["token_name", "scopes", "expires", "password"]);
    AccessTokensPage { form, errors, ..page(stage, vec![token(1)]) }
}
