//! The second factor.

use askama::Template as _;

use super::super::super::second_factor::new_codes;
use super::{Demanded, DemandedPage, RecoveryCodesPage, SecondFactor, SecondFactorPage, SecondStepPage, State};
use crate::base::{Rng, SignInId};
use crate::web::samples::{Stage, Who, samples, with_passkeys};
use crate::web::{Crumb, FieldErrors, Tab};

samples! {
    page "accounts/second_factor.html" {
        "off" => |s| page(s, State::Off),
        "off, demanded, with passkeys that would do" => |s| SecondFactorPage { is_demanded: true, passkeys: 2, ..page(s, State::Off) },
        "off, and demanded, a wrong password" => |s| SecondFactorPage { is_demanded: true, errors: s.missing(&["password"]), ..page(s, State::Off) },
        "a key to scan" => |s| page(s, begun()),
        "a wrong code" => |s| SecondFactorPage { errors: s.missing(&["code"]), ..page(s, begun()) },
        "on" => |s| page(s, State::On { since: s.day(Stage::ago(300)), codes_left: 10 }),
        "on, no code left" => |s| page(s, State::On { since: s.day(Stage::ago(300)), codes_left: 0 }),
    }
    page "accounts/recovery_codes.html" {
        "ten" => codes,
    }
    page "accounts/second_step.html" {
        "a code" => |s| SecondStepPage { has_passkeys: false, ..step(s, FieldErrors::default()) },
    }
    whole "accounts/second_step.html" {
        "a code or a passkey, refused" => |s| Ok(with_passkeys(&step(s, s.missing(&["code"])).render()?)),
        "a passkey" => |s| {
            let page = SecondStepPage { has_codes: false, ..step(s, FieldErrors::default()) };
            Ok(with_passkeys(&page.render()?))
        },
    }
    page "accounts/demanded.html" {
        "of nobody" => |s| demanded(s, Vec::new(), true),
        "of all, by somebody without" => |s| demanded(s, Demanded::ALL.to_vec(), false),
    }
}

fn page(stage: &Stage, begun: State) -> SecondFactorPage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Profile, t.s("accounts-second-title"));
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    SecondFactorPage { l, errors: FieldErrors::default(), state: begun, is_demanded: false, passkeys: 0 }
}

fn begun() -> State {
    let factor = SecondFactor {
        person: Stage::ME,
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(), // RFC 6238, appendix B
        confirmed_at: None,
        last_step: 0,
        created_at: Stage::NOW,
        sign_in: SignInId(1),
    };
    let (path, size) = factor.picture("Prassi di prova", "nives.altopiano@prefettura.example").unwrap_or_default();
    State::Begun { path, size, spelled: factor.spelled() }
}

fn codes(stage: &Stage) -> RecoveryCodesPage {
    let l = stage.layout(Who::Colleague, Tab::Profile, stage.t().s("accounts-codes-title"));
    RecoveryCodesPage { l, codes: new_codes(&Rng::repeatable(1)) }
}

fn step(stage: &Stage, errors: FieldErrors) -> SecondStepPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("accounts-step-title"));
    SecondStepPage { l, errors, has_codes: true, has_passkeys: true }
}

fn demanded(stage: &Stage, demanded: Vec<Demanded>, has_own: bool) -> DemandedPage {
    let l = stage.layout(Who::Administrator, Tab::Administration, stage.t().s("accounts-demanded-title"));
    DemandedPage { l, demanded, has_own }
}
