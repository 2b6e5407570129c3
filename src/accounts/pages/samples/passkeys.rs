//! Passkeys. Their forms wait for the page's script, which samples do not have: `with_passkeys` shows them as it would.

use askama::Template as _;

use super::{MOST, NewPasskeyPage, Passkey, PasskeyPage, PasskeysPage};
use crate::base::PasskeyId;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken, with_passkeys};
use crate::web::{Crumb, FieldErrors, Layout, Tab};

samples! {
    whole "accounts/passkeys.html" {
        "none" => |s| Ok(with_passkeys(&page(s, Vec::new()).render()?)),
        "several, difficult words" => |s| Ok(with_passkeys(&page(s, vec![passkey(1), unused(2), difficult(3)]).render()?)),
        "demanded, refused, the input kept" => |s| Ok(with_passkeys(&refused(s).render()?)),
    }
    page "accounts/passkeys.html" {
        "no room" => |s| page(s, (1..=MOST).map(passkey).collect()),
        "without a script" => |s| page(s, vec![passkey(1)]),
        "where no browser makes any" => |s| {
            let mut page = page(s, Vec::new());
            page.l.passkey_origin = None;
            page
        },
    }
    whole "accounts/new_passkey.html" {
        "the browser’s turn" => |s| Ok(with_passkeys(&new(s, "Portatile dell’ufficio").render()?)),
        "a difficult name" => |s| Ok(with_passkeys(&new(s, &format!("{HOSTILE} {}", unbroken(60))).render()?)),
    }
    page "accounts/passkey.html" {
        "one" => |s| one(s, "Portatile dell’ufficio"),
        "refused, a difficult name" => |s| PasskeyPage {
            errors: s.missing(&["passkey_name"]),
            ..one(s, &format!("{HOSTILE} {}", unbroken(100)))
        },
    }
}

fn layout(stage: &Stage, title: &str) -> Layout {
    let l = stage.layout(Who::Colleague, Tab::Profile, title);
    l.with_crumbs(vec![Crumb::new("/profilo", stage.t().s("accounts-profile-title"))])
}

fn page(stage: &Stage, passkeys: Vec<Passkey>) -> PasskeysPage {
    PasskeysPage {
        l: layout(stage, stage.t().s("accounts-passkeys-title")),
        errors: FieldErrors::default(),
        passkeys,
        name: "Firefox, Linux".to_owned(),
        is_demanded: false,
        now: Stage::NOW,
    }
}

fn refused(stage: &Stage) -> PasskeysPage {
    let (errors, name) = (stage.missing(&["passkey_name", "password"]), HOSTILE.to_owned());
    PasskeysPage { errors, name, is_demanded: true, ..page(stage, Vec::new()) }
}

fn passkey(id: i64) -> Passkey {
    let (created_at, last_used_at) = (Stage::ago(400), Some(Stage::ago(2)));
    Passkey { id: PasskeyId(id), name: format!("Portatile {id}"), created_at, last_used_at }
}

fn unused(id: i64) -> Passkey {
    Passkey { last_used_at: None, ..passkey(id) }
}

fn difficult(id: i64) -> Passkey {
    Passkey { name: format!("{HOSTILE} {}", unbroken(100)), ..passkey(id) }
}

fn new(stage: &Stage, name: &str) -> NewPasskeyPage {
    let l = layout(stage, stage.t().s("accounts-passkey-new-title"));
    NewPasskeyPage { l, name: name.to_owned(), options: "{}".to_owned(), token: "campione".to_owned() }
}

fn one(stage: &Stage, name: &str) -> PasskeyPage {
    let l = layout(stage, &stage.t().f1("accounts-passkey-title", "name", name));
    PasskeyPage { l, errors: FieldErrors::default(), id: PasskeyId(1), name: name.to_owned() }
}
