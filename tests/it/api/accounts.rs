//! Invitations, accounts, offices and devices, for programs.

use prassi::authz::{Openness, Role};
use prassi::base::SpaceId;
use serde_json::{Value, json};

use super::Program;
use crate::house::{Engine, House, Someone, on_both_engines};

on_both_engines!(
    administrators_invite,
    several_are_invited_and_each_is_answered,
    focal_points_and_facilitators_invite_their_own,
    accounts_close_and_open_again,
    people_change_office,
    offices_are_added_and_changed,
    devices_are_signed_out,
);

struct Scene {
    house: House,
    ada: Someone,
    nives: Someone,
    space: SpaceId,
    admin: Program,
    her: Program,
}

async fn scene(engine: Engine) -> Scene {
    let house = House::open(engine).await;
    let (ada, nives) = (house.administrator("Ada Amministra").await, house.person("Nives Altopiano").await);
    let space = house.space("Sportelli", Openness::Private, &[(&nives, Role::Facilitator)]).await;
    let (admin, her) = (Program::of(&house, &ada).await, Program::of(&house, &nives).await);
    Scene { house, ada, nives, space, admin, her }
}

impl Program {
    async fn office(&self, code: &str) -> i64 {
        let offices = self.get("/offices").await;
        offices.items().iter().find(|office| office["code"] == code).unwrap()["id"].as_i64().unwrap()
    }
}

/// How many letters there are, but for the two that tell of the keys.
async fn letters(house: &House) -> usize {
    prassi::mail::list_mailbox(&house.db, None, 100).await.unwrap().len() - 2
}

async fn administrators_invite(engine: Engine) {
    let Scene { house, space, admin, her, .. } = scene(engine).await;
    let office = admin.office("VT").await;
    let new =
        json!({ "name": "Livia Acquaviola", "email": "livia@comune.example", "office": office, "standing": "staff" });
    assert_eq!(her.post("/invitations", &new).await.problem(), (403, "refused"));
    let made = admin.send("POST", "/invitations", &[("idempotency-key", "livia")], &new).await;
    assert_eq!((made.status, made.text("/outcome"), made.text("/name")), (201, "waiting", "Livia Acquaviola"));
    let again = admin.send("POST", "/invitations", &[("idempotency-key", "livia")], &new).await;
    assert_eq!((again.status, &again.json), (201, &made.json));
    let address = made.header("location").trim_start_matches("/api/v1").to_owned();
    assert_eq!(admin.get(&address).await.json, made.json);
    assert_eq!(her.get(&address).await.problem(), (403, "refused"));
    assert_eq!(
        (admin.get("/invitations/999").await.problem(), her.get("/invitations/999").await.problem()),
        ((404, "not-found"), (403, "refused"))
    );
    house.work().await;
    assert_eq!(letters(&house).await, 1);
    let guest = |more: Value| {
        let mut new =
            json!({ "name": "Gino Ospite", "email": "gino@ente.example", "office": office, "standing": "guest" });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    for (body, pointer) in [
        (json!({ "name": "Livia", "email": "livia@comune.example", "office": office, "standing": "staff" }), "/email"),
        (
            json!({ "name": "Livia", "email": "ada.amministra@comune.example", "office": 999_999, "standing": "staff" }),
            "/office",
        ),
        (json!({ "name": "L", "email": "x@y.example", "office": office, "standing": "staff" }), "/name"),
        (json!({ "name": "Livia", "email": "x", "office": office, "standing": "staff" }), "/email"),
        (
            json!({ "name": "Livia", "email": "x@y.example", "office": office, "standing": "staff", "until": "2026-12-31" }),
            "/until",
        ),
        (guest(json!({ "until": "2026-12-31" })), "/space"),
        (guest(json!({ "space": 1 })), "/until"),
        (guest(json!({ "until": "2020-01-01" })), "/space"),
    ] {
        let refused = admin.post("/invitations", &body).await;
        assert_eq!((refused.problem(), refused.text("/errors/0/pointer")), ((422, "invalid"), pointer), "{body}");
    }
    // The administrator's own space is among those that can be chosen; a guest of it stays until a day.
    let ours =
        admin.post("/spaces", &json!({ "name": "Con ospiti", "purpose": "Una prova", "openness": "private" })).await;
    let ours = ours.number("/space");
    let invited = admin.post("/invitations", &guest(json!({ "space": ours, "until": "2026-12-31" }))).await;
    assert_eq!((invited.status, invited.text("/role")), (201, "guest"), "{}", invited.json);
    assert!(invited.text("/until").starts_with("2026-12-31T23"), "{}", invited.json);
    // Sent again, taken back; then there is nothing to take back.
    let path = format!("/invitations/{}", invited.number("/id"));
    assert_eq!(admin.post(&format!("{path}/resend"), &Value::Null).await.status, 204);
    assert_eq!(her.post(&format!("{path}/resend"), &Value::Null).await.status, 403);
    assert_eq!(admin.delete(&path).await, 204);
    assert_eq!(admin.delete(&path).await, 404);
    assert_eq!(admin.get(&path).await.text("/outcome"), "withdrawn");
    let waiting = admin.get("/invitations?outcome=waiting").await;
    assert_eq!((waiting.items().len(), waiting.text("/items/0/email")), (1, "livia@comune.example"));
    let first = admin.get("/invitations?limit=1").await;
    let second = admin.get(&format!("/invitations?limit=1&cursor={}", first.text("/next"))).await;
    assert_eq!((second.text("/items/0/name"), &second.json["next"]), ("Livia Acquaviola", &Value::Null));
    assert!(space.0 > 0);
}

async fn several_are_invited_and_each_is_answered(engine: Engine) {
    let Scene { house, ada, admin, her, .. } = scene(engine).await;
    let office = admin.office("VT").await;
    let people = json!([
        { "email": "livia.acquaviola@comune.example" },
        { "name": "Ugo Rivabella", "email": "ugo@comune.example", "office": admin.office("RO").await },
        { "email": "LIVIA.acquaviola@comune.example" },
        { "email": "non un indirizzo" },
        { "email": ada.email },
        { "email": "x@comune.example", "office": 999_999 },
    ]);
    let body = json!({ "people": people, "office": office });
    assert_eq!(her.post("/invitations/batch", &body).await.problem(), (403, "refused"));
    let sent = admin.send("POST", "/invitations/batch", &[("idempotency-key", "elenco")], &body).await;
    assert_eq!((sent.status, sent.number("/sent")), (200, 2), "{}", sent.json);
    let whys: Vec<&Value> = sent.json["results"].as_array().unwrap().iter().map(|result| &result["why"]).collect();
    let expected =
        [Value::Null, Value::Null, json!("repeated"), json!("unreadable"), json!("taken"), json!("no-office")];
    assert_eq!(whys, expected.iter().collect::<Vec<_>>());
    assert!(sent.text("/results/3/detail").len() > 10);
    let again = admin.send("POST", "/invitations/batch", &[("idempotency-key", "elenco")], &body).await;
    assert_eq!((&again.json, again.header("idempotency-replayed")), (&sent.json, "true"));
    house.work().await;
    assert_eq!(letters(&house).await, 2);
    let listed = admin.get("/invitations").await;
    assert_eq!(
        (listed.text("/items/1/name"), listed.text("/items/0/office/name")),
        ("Livia Acquaviola", "Prefettura di Rovigo")
    );
    let waiting = admin
        .post("/invitations/batch", &json!({ "people": [{ "email": "ugo@comune.example" }], "office": office }))
        .await;
    assert_eq!(waiting.text("/results/0/why"), "waiting");
    let nowhere = admin.post("/invitations/batch", &json!({ "people": [{ "email": "z@comune.example" }] })).await;
    assert_eq!(nowhere.text("/results/0/why"), "no-office");
    for people in [json!([]), json!(vec![json!({ "email": "a@b.example" }); 26])] {
        let refused = admin.post("/invitations/batch", &json!({ "people": people, "office": office })).await;
        assert_eq!((refused.problem(), refused.text("/errors/0/pointer")), ((422, "invalid"), "/people"));
    }
}

async fn focal_points_and_facilitators_invite_their_own(engine: Engine) {
    let Scene { house, nives, space, admin, her, .. } = scene(engine).await;
    let (own, other) = (her.get("/me").await.number("/office/id"), admin.office("VT").await);
    let path = format!("/offices/{own}/invitations");
    let body =
        json!({ "people": [{ "email": "livia@comune.example" }, { "email": "ugo@comune.example", "office": other }] });
    assert_eq!(her.post(&path, &body).await.problem(), (403, "refused"));
    let role = json!({ "role": "focal_point" });
    assert_eq!(admin.put(&format!("/offices/{own}/people/{}/role", nives.id), &role).await, 204);
    let sent = her.post(&path, &body).await;
    assert_eq!((sent.number("/sent"), sent.text("/results/1/why")), (1, "no-office"), "{}", sent.json);
    assert_eq!(her.post(&format!("/offices/{other}/invitations"), &body).await.problem(), (403, "refused"));
    assert_eq!(admin.get("/offices/999999/invitations").await.problem(), (404, "not-found"));
    let listed = her.get(&path).await;
    let invitation = format!("/invitations/{}", listed.number("/items/0/id"));
    assert_eq!(her.get(&invitation).await.text("/email"), "livia@comune.example");
    assert_eq!(her.post(&format!("{invitation}/resend"), &Value::Null).await.status, 204);
    assert_eq!(her.delete(&invitation).await, 204);
    // Guests of the space that she facilitates, until a day.
    let path = format!("/spaces/{space}/invitations");
    let guests = json!({ "people": [{ "email": "gino@ente.example" }], "office": other, "until": "2026-12-31" });
    let sent = her.post(&path, &guests).await;
    assert_eq!((sent.status, sent.number("/sent")), (200, 1), "{}", sent.json);
    let listed = her.get(&path).await;
    assert_eq!((listed.text("/items/0/standing"), listed.number("/items/0/space")), ("guest", space.0));
    assert_eq!(her.get(&format!("/invitations/{}", listed.number("/items/0/id"))).await.status, 200);
    for until in ["2020-01-01", "2099-01-01", "domani"] {
        let wrong = json!({ "people": [{ "email": "x@ente.example" }], "office": other, "until": until });
        assert_eq!(her.post(&path, &wrong).await.text("/errors/0/pointer"), "/until");
    }
    let stranger = Program::of(&house, &house.person("Olga Fuori").await).await;
    assert_eq!(stranger.post(&path, &guests).await.problem(), (404, "not-found"));
    assert_eq!(stranger.get(&path).await.problem(), (404, "not-found"));
}

async fn accounts_close_and_open_again(engine: Engine) {
    let Scene { house, ada, nives, admin, her, .. } = scene(engine).await;
    assert_eq!(her.get("/accounts").await.problem(), (403, "refused"));
    let all = admin.get("/accounts?limit=1").await;
    assert_eq!((all.text("/items/0/name"), all.text("/items/0/state")), ("Ada Amministra", "active"));
    let next = admin.get(&format!("/accounts?limit=1&cursor={}", all.text("/next"))).await;
    assert_eq!(next.text("/items/0/name"), "Nives Altopiano");
    for words in ["nives", "altopiano+nives"] {
        assert_eq!(admin.get(&format!("/accounts?q={words}")).await.items().len(), 1, "{words}");
    }
    assert_eq!(admin.get("/accounts?role=administrator").await.items().len(), 1);
    assert_eq!(admin.get("/accounts?state=closed").await.items().len(), 0);
    let path = format!("/accounts/{}", nives.id);
    let one = admin.get(&path).await;
    assert_eq!((one.text("/spaces/0/name"), one.text("/spaces/0/role")), ("Sportelli", "facilitator"));
    assert_eq!(one.json["offices"].as_array().unwrap().len(), 1);
    let why = json!({ "reason": "Ha cambiato amministrazione" });
    assert_eq!(her.put(&format!("/accounts/{}/closure", ada.id), &why).await, 403);
    assert_eq!(admin.put(&format!("/accounts/{}/closure", ada.id), &why).await, 403, "not one's own");
    assert_eq!(admin.put("/accounts/999999/closure", &why).await, 404);
    assert_eq!(admin.put(&format!("{path}/closure"), &json!({ "reason": "  " })).await, 422);
    assert_eq!(admin.put(&format!("{path}/closure"), &why).await, 204);
    let twice = admin.send("PUT", &format!("{path}/closure"), &[], &why).await;
    assert_eq!(twice.problem(), (409, "conflict"));
    assert_eq!(her.get("/me").await.problem(), (401, "no-key"), "a closed account opens nothing");
    let closed = admin.get(&path).await;
    assert_eq!((closed.text("/state"), closed.text("/closed_why")), ("closed", "Ha cambiato amministrazione"));
    assert_eq!(closed.text("/closed_by"), "Ada Amministra");
    assert_eq!(admin.delete(&format!("{path}/closure")).await, 204);
    assert_eq!(admin.delete(&format!("{path}/closure")).await, 409);
    assert_eq!(admin.get(&path).await.text("/state"), "active");
    house.work().await;
    assert_eq!(letters(&house).await, 1);
}

async fn people_change_office(engine: Engine) {
    let Scene { house, ada, nives, space, admin, her } = scene(engine).await;
    let (to, path) = (admin.office("VT").await, format!("/people/{}/office", nives.id));
    assert_eq!(her.get(&path).await.problem(), (403, "refused"));
    let handover = admin.get(&path).await;
    assert_eq!((handover.status, handover.text("/spaces/0/name")), (200, "Sportelli"), "{}", handover.json);
    assert_eq!(admin.put(&path, &json!({ "office": 999_999 })).await, 422);
    let wrong = json!({ "office": to, "spaces": [{ "space": space, "then": "pass" }] });
    let wrong = admin.send("PUT", &path, &[], &wrong).await;
    assert_eq!((wrong.problem(), wrong.text("/errors/0/pointer")), ((422, "invalid"), "/spaces/0/heir"));
    assert_eq!(admin.put(&path, &json!({ "office": to })).await, 204);
    assert_eq!(her.get("/me").await.number("/office/id"), to);
    assert_eq!(admin.put(&path, &json!({ "office": to })).await, 422, "it is that already");
    assert_eq!(admin.get("/people/999999/office").await.problem(), (404, "not-found"));
    // What somebody leads passes on to whom was chosen.
    let mara = house.person("Mara Membro").await;
    let shared = house.space("Condiviso", Openness::Open, &[(&nives, Role::Facilitator), (&mara, Role::Member)]).await;
    let handover = admin.get(&path).await;
    assert_eq!(
        (handover.number("/spaces/0/space"), handover.number("/spaces/0/heirs/0/id")),
        (shared.0, mara.id.0),
        "{}",
        handover.json
    );
    let back = admin.office("RO").await;
    let stranger = json!({ "office": back, "spaces": [{ "space": shared, "then": "pass", "heir": ada.id }] });
    assert_eq!(admin.put(&path, &stranger).await, 422);
    let change = json!({ "office": back, "spaces": [{ "space": shared, "then": "pass", "heir": mara.id }] });
    assert_eq!(admin.put(&path, &change).await, 204);
    let members = her.get(&format!("/spaces/{shared}/members")).await;
    assert_eq!(members.text("/items/0/name"), "Mara Membro", "{}", members.json);
}

async fn offices_are_added_and_changed(engine: Engine) {
    let Scene { house: _house, admin, her, .. } = scene(engine).await;
    let new = json!({ "code": "comune-rovigo", "name": "Comune di Rovigo", "kind": "stakeholder", "region": "Veneto" });
    assert_eq!(her.post("/offices", &new).await.problem(), (403, "refused"));
    let made = admin.post("/offices", &new).await;
    assert_eq!(
        (made.status, made.text("/code"), made.text("/denomination")),
        (201, "COMUNE-ROVIGO", "Comune di Rovigo"),
        "{}",
        made.json
    );
    let path = made.header("location").trim_start_matches("/api/v1").to_owned();
    assert_eq!(admin.get(&path).await.json["office"], made.json);
    let taken = admin.post("/offices", &new).await;
    assert_eq!((taken.problem(), taken.text("/errors/0/pointer")), ((422, "invalid"), "/code"));
    let bad = json!({ "code": "è", "name": " ", "kind": "stakeholder" });
    assert_eq!(admin.post("/offices", &bad).await.json["errors"].as_array().unwrap().len(), 2);
    assert_eq!(admin.put(&path, &json!({ "name": "Città di Rovigo", "kind": "stakeholder" })).await, 204);
    let changed = admin.get(&path).await;
    assert_eq!((changed.text("/office/name"), changed.text("/office/code")), ("Città di Rovigo", "COMUNE-ROVIGO"));
    assert_eq!(admin.put("/offices/999999", &json!({ "name": "x", "kind": "stakeholder" })).await, 404);
}

async fn devices_are_signed_out(engine: Engine) {
    let Scene { house, nives, her, admin, .. } = scene(engine).await;
    let (one, two) = (house.signed_in(&nives).await, house.signed_in(&nives).await);
    let devices = her.get("/me/sign-ins").await;
    assert_eq!(devices.items().len(), 2, "{}", devices.json);
    let newest = format!("/me/sign-ins/{}", devices.number("/items/0/id"));
    assert_eq!(admin.delete(&newest).await, 404, "nobody else's");
    assert_eq!(her.delete(&newest).await, 204);
    assert_eq!(her.delete(&newest).await, 404);
    let pages = [one.get("/profilo").await.status, two.get("/profilo").await.status];
    assert!(pages.contains(&200) && pages.contains(&303), "{pages:?}");
    assert_eq!(her.delete("/me/sign-ins").await, 204);
    assert_eq!((one.get("/profilo").await.status, two.get("/profilo").await.status), (303, 303));
    assert_eq!((her.get("/me/sign-ins").await.items().len(), her.get("/me").await.status), (0, 200));
}
