//! Spaces, people and the own profile for programs.

use prassi::authz::{Openness, Role};
use serde_json::{Value, json};

use super::Program;
use crate::house::{Engine, House, on_both_engines};

on_both_engines!(
    spaces_are_made_and_changed,
    people_come_and_go,
    who_asks_is_answered,
    colleagues_are_found,
    the_own_profile_changes,
);

async fn spaces_are_made_and_changed(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.administrator("Ada Amministra").await;
    let program = Program::of(&house, &ada).await;
    let new = json!({ "name": "Accoglienza", "purpose": "Posti e alloggi", "openness": "open" });
    let made = program.post("/spaces", &new).await;
    let path = format!("/spaces/{}", made.number("/space"));
    assert_eq!((made.status, made.header("location")), (201, format!("/api/v1{path}").as_str()));
    let again = program.post("/spaces", &new).await;
    assert_eq!((again.problem(), again.text("/errors/0/pointer")), ((422, "invalid"), "/name"));
    let office = program.get("/offices").await.items().iter().find(|o| o["code"] == "RO").unwrap()["id"].clone();
    let own = json!({ "name": "Ufficio", "purpose": "Il nostro", "openness": "private", "office": office });
    assert_eq!(program.post("/spaces", &own).await.status, 201);
    let nowhere = json!({ "name": "Nessuno", "purpose": "x", "openness": "open", "office": 999_999 });
    assert_eq!(program.post("/spaces", &nowhere).await.text("/errors/0/pointer"), "/office");
    let read = program.get(&path).await;
    assert_eq!((read.header("etag"), read.text("/my_role"), read.text("/colour")), ("\"1\"", "facilitator", "blue"));
    let change = json!({ "rules": "Ci diamo del tu.", "colour": "teal" });
    let changed = program.patch(&path, 1, &change).await;
    assert_eq!(
        (changed.status, changed.text("/rules"), changed.text("/name")),
        (200, "Ci diamo del tu.", "Accoglienza")
    );
    assert_eq!(changed.header("etag"), "\"2\"");
    let late = program.patch(&path, 1, &json!({ "name": "Altro" })).await;
    assert_eq!((late.problem(), late.text("/current/name")), ((412, "changed"), "Accoglienza"));
    assert_eq!(late.json["sent"]["name"], "Altro");
    let taken = program.patch(&path, 2, &json!({ "name": "Ufficio" })).await;
    assert_eq!(taken.text("/errors/0/pointer"), "/name");
    assert_eq!(program.patch(&path, 2, &json!({ "purpose": "" })).await.text("/errors/0/pointer"), "/purpose");
    assert_eq!(program.put(&format!("{path}/archive"), &Value::Null).await, 204);
    assert_eq!(program.get("/spaces?archived=true&mine=true").await.items().len(), 1);
    assert_eq!(program.patch(&path, 2, &json!({ "name": "Altro" })).await.problem(), (403, "refused"));
    assert_eq!(program.delete(&format!("{path}/archive")).await, 204);
    assert_eq!(program.get("/spaces").await.items().len(), 2);
    assert_eq!(program.put(&format!("{path}/welcome-read"), &Value::Null).await, 204);
}

async fn people_come_and_go(engine: Engine) {
    let house = House::open(engine).await;
    let (fabio, mara) = (house.person("Fabio Facilita").await, house.person("Mara Membro").await);
    let gino = house.guest("Gino Ospite").await;
    let space = house.space("Sportelli", Openness::Open, &[(&fabio, Role::Facilitator)]).await;
    let (his, hers) = (Program::of(&house, &fabio).await, Program::of(&house, &mara).await);
    let (members, own) = (format!("/spaces/{space}/members"), format!("/spaces/{space}/membership"));
    assert_eq!(hers.put(&own, &Value::Null).await, 204);
    assert_eq!(hers.send("PUT", &own, &[], &Value::Null).await.problem(), (403, "refused"));
    let new =
        json!({ "who": [gino.email, "nessuno@x.example", "@mara.membro"], "role": "guest", "until": "2026-12-31" });
    let key = [("idempotency-key", "k1")];
    let added = his.send("POST", &members, &key, &new).await;
    assert_eq!((added.status, &added.json["results"][0]["is_in"]), (200, &json!(true)), "{}", added.json);
    assert_eq!(added.json["results"][1]["is_in"], false);
    assert!(added.text("/results/1/detail").contains("Non c’è nessuno"), "{}", added.json);
    let replayed = his.send("POST", &members, &key, &new).await;
    assert_eq!((replayed.header("idempotency-replayed"), &replayed.json), ("true", &added.json));
    for (bad, pointer) in [
        (json!({ "who": [], "role": "member" }), "/who"),
        (json!({ "who": ["x"], "role": "guest" }), "/until"),
        (json!({ "who": ["x"], "role": "member", "until": "2026-12-31" }), "/until"),
        (json!({ "who": ["x", ""], "role": "member" }), "/who/1"),
        (json!({ "who": ["x"], "role": "king" }), "/role"),
    ] {
        let reply = his.post(&members, &bad).await;
        assert_eq!((reply.status, reply.text("/errors/0/pointer")), (422, pointer), "{}", reply.json);
    }
    let list = his.get(&members).await;
    assert_eq!((list.items().len(), list.text("/items/0/role")), (3, "facilitator"));
    let guest = format!("{members}/{}", gino.id);
    assert_eq!(his.put(&format!("{guest}/last-day"), &json!({ "until": "2027-01-31" })).await, 204);
    assert_eq!(his.put(&format!("{guest}/last-day"), &json!({ "until": "2020-01-01" })).await, 422);
    assert_eq!(his.put(&format!("{guest}/role"), &json!({ "role": "member" })).await, 422);
    assert_eq!(his.put(&format!("{members}/{}/role", mara.id), &json!({ "role": "facilitator" })).await, 204);
    assert_eq!(his.delete(&guest).await, 204);
    assert_eq!(his.delete(&guest).await, 404);
    assert_eq!(his.get(&format!("/spaces/{space}/readers?q=mar")).await.text("/items/0/handle"), "mara.membro");
    assert_eq!(his.get(&format!("/spaces/{space}/readers")).await.problem(), (400, "parameter"));
    assert_eq!(hers.delete(&own).await, 204);
    assert_eq!(hers.delete(&own).await, 403);
}

async fn who_asks_is_answered(engine: Engine) {
    let house = House::open(engine).await;
    let (fabio, mara) = (house.person("Fabio Facilita").await, house.person("Mara Membro").await);
    let space = house.space("Caporalato", Openness::Closed, &[(&fabio, Role::Facilitator)]).await;
    let (his, hers) = (Program::of(&house, &fabio).await, Program::of(&house, &mara).await);
    let (own, all) = (format!("/spaces/{space}/request"), format!("/spaces/{space}/requests"));
    assert_eq!(hers.get(&own).await.problem(), (404, "not-found"));
    assert_eq!(hers.put(&own, &json!({ "words": "x".repeat(501) })).await, 422);
    assert_eq!(hers.put(&own, &json!({ "words": "Stesso tema" })).await, 204);
    assert_eq!(hers.get(&own).await.text("/state"), "waiting");
    assert_eq!(his.get("/me/unread").await.number("/requests/0/count"), 1);
    assert_eq!(his.get(&all).await.text("/items/0/words"), "Stesso tema");
    assert_eq!(his.get(&format!("/spaces/{space}")).await.number("/requests"), 1);
    let hers_is = format!("{all}/{}", mara.id);
    assert_eq!(his.put(&format!("{hers_is}/refusal"), &json!({ "reason": "" })).await, 422);
    assert_eq!(his.put(&format!("{hers_is}/refusal"), &json!({ "reason": "Non ora" })).await, 204);
    assert_eq!(his.put(&format!("{hers_is}/refusal"), &json!({ "reason": "Non ora" })).await, 404);
    let refused = hers.get(&own).await;
    assert_eq!((refused.text("/state"), refused.text("/reason")), ("refused", "Non ora"));
    assert_eq!(hers.put(&own, &json!({})).await, 204);
    assert_eq!(hers.delete(&own).await, 204);
    assert_eq!(hers.put(&own, &json!({})).await, 204);
    assert_eq!(his.put(&format!("{hers_is}/approval"), &Value::Null).await, 204);
    assert_eq!(his.put(&format!("{hers_is}/approval"), &Value::Null).await, 404);
    assert_eq!(hers.get(&format!("/spaces/{space}")).await.text("/my_role"), "member");
}

async fn colleagues_are_found(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.administrator("Ada Amministra").await;
    let (nives, gino) = (house.person("Nives Altopiano").await, house.guest("Gino Ospite").await);
    for n in 1..=4 {
        house.person(&format!("Piera Numero {}", ["Uno", "Due", "Tre", "Quattro"][n - 1])).await;
    }
    let (program, guest) = (Program::of(&house, &ada).await, Program::of(&house, &gino).await);
    for path in ["/people", "/people/topics", "/offices", "/offices/1", "/people/1"] {
        assert_eq!(guest.get(path).await.problem(), (403, "refused"), "{path}");
    }
    assert_eq!(guest.get(&format!("/people/{}", gino.id)).await.text("/name"), "Gino Ospite");
    let first = program.get("/people?name=pie&limit=3").await;
    assert_eq!((first.items().len(), first.text("/items/0/name")), (3, "Piera Numero Due"));
    let next = program.get(&format!("/people?name=pie&limit=3&cursor={}", first.text("/next"))).await;
    assert_eq!((next.items().len(), &next.json["next"]), (1, &Value::Null));
    assert_eq!(program.get("/people?cursor=OTk5OTk5").await.problem(), (400, "parameter"));
    assert_eq!(program.get("/people?region=Nessuna").await.items().len(), 0);
    let person = program.get(&format!("/people/{}", nives.id)).await;
    assert_eq!((person.text("/handle"), person.text("/standing")), ("nives.altopiano", "staff"));
    // The profile promises it: only oneself sees the address, the hours, the language and the time zone.
    for own in ["email", "time_zone", "language", "working_days", "quiet_hours"] {
        assert!(person.json.get(own).is_none(), "{own}: {}", person.json);
    }
    let me = Program::of(&house, &nives).await.get("/me").await;
    assert_eq!((me.text("/email"), me.text("/time_zone")), (nives.email.as_str(), "Europe/Rome"));
    let office = person.number("/office/id");
    for path in ["/people".to_owned(), format!("/offices/{office}"), format!("/people/{}", nives.id)] {
        let answer = program.get(&path).await.json.to_string();
        assert!(answer.contains("Nives Altopiano") && !answer.contains(&nives.email), "{path}: {answer}");
    }
    assert_eq!(
        program.put(&format!("/offices/{office}/people/{}/role", nives.id), &json!({ "role": "head" })).await,
        204
    );
    let of = program.get(&format!("/offices/{office}")).await;
    assert_eq!((of.text("/office/code"), of.text("/people/0/name")), ("RO", "Nives Altopiano"));
    assert_eq!(of.text("/people/0/office_role"), "head");
    assert_eq!(
        program.put(&format!("/offices/{office}/people/{}/role", nives.id), &json!({ "role": null })).await,
        204
    );
    assert_eq!(program.get("/people/999999").await.problem(), (404, "not-found"));
}

async fn the_own_profile_changes(engine: Engine) {
    let house = House::open(engine).await;
    let nives = house.person("Nives Altopiano").await;
    let program = Program::of(&house, &nives).await;
    let me = program.get("/me").await;
    let version = me.header("etag").trim_matches('"').parse::<i64>().unwrap();
    let change = json!({
        "function": "Area IV", "topics": ["Mediazione", "turni"], "phone": "0425 428511",
        "away": { "until": "2026-12-08", "why": "in ferie" }, "working_days": ["monday", "friday"],
        "quiet_hours": { "from": "19:00", "until": "08:00" },
    });
    let changed = program.patch("/me", version, &change).await;
    assert_eq!((changed.status, changed.text("/function"), changed.text("/name")), (200, "Area IV", "Nives Altopiano"));
    assert_eq!((changed.text("/away/until"), changed.text("/quiet_hours/from")), ("2026-12-08", "19:00"));
    assert_eq!(changed.json["topics"], json!(["Mediazione", "turni"]));
    assert_eq!(changed.json["working_days"], json!(["monday", "friday"]));
    let late = program.patch("/me", version, &json!({ "about": "x" })).await;
    assert_eq!((late.problem(), late.text("/current/function")), ((412, "changed"), "Area IV"));
    let now = version + 1;
    for (bad, pointer) in [
        (json!({ "name": "" }), "/name"),
        (json!({ "phone": "chiedi" }), "/phone"),
        (json!({ "language": "de" }), "/language"),
        (json!({ "time_zone": "Luna/Nord" }), "/time_zone"),
        (json!({ "away": { "until": "ieri" } }), "/away/until"),
        (json!({ "away": { "until": "" } }), "/away/until"),
        (json!({ "quiet_hours": { "from": "25:00", "until": "08:00" } }), "/quiet_hours/from"),
        (json!({ "working_days": ["someday"] }), "/working_days/0"),
        (json!({ "is_administrator": true }), "/is_administrator"),
        (json!({ "email": "altra@x.example" }), "/email"),
        (json!({ "standing": "staff" }), "/standing"),
    ] {
        let reply = program.patch("/me", now, &bad).await;
        assert_eq!((reply.status, reply.text("/errors/0/pointer")), (422, pointer), "{}", reply.json);
    }
    let cleared = program.patch("/me", now, &json!({ "away": null, "quiet_hours": null })).await;
    assert_eq!((&cleared.json["away"], &cleared.json["quiet_hours"]), (&Value::Null, &Value::Null));
    assert_eq!(cleared.text("/function"), "Area IV");
}
