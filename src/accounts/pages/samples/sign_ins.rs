//! Where somebody is signed in.

use super::{Shown, SignIn, SignInsPage};
use crate::base::SignInId;
use crate::web::samples::{HOSTILE, Stage, Who, samples, unbroken};
use crate::web::{Crumb, Tab};

samples! {
    page "accounts/sign_ins.html" {
        "this device alone" => |s| page(s, vec![device(1, "Firefox, Linux")]),
        "several, difficult words" => |s| page(s, vec![device(1, "Firefox, Linux"), device(2, HOSTILE), device(3, &unbroken(200))]),
    }
}

fn page(stage: &Stage, sign_ins: Vec<Shown>) -> SignInsPage {
    let t = stage.t();
    let l = stage.layout(Who::Colleague, Tab::Profile, t.s("accounts-sign-ins-title"));
    let l = l.with_crumbs(vec![Crumb::new("/profilo", t.s("accounts-profile-title"))]);
    SignInsPage { l, sign_ins, now: Stage::NOW }
}

fn device(id: i64, name: &str) -> Shown {
    let (created_at, last_used_at) = (Stage::ago(400), Stage::ago(2));
    let is_by_passkey = id % 2 == 0;
    let passkey = is_by_passkey.then(|| "Portatile dell’ufficio".to_owned());
    let sign_in = SignIn { id: SignInId(id), agent: String::new(), created_at, last_used_at, is_by_passkey, passkey };
    Shown { sign_in, name: name.to_owned(), is_this: id == 1 }
}
