//! The second net for programs: every operation of the API, asked with the key of every kind of person.

use prassi::journal;
use prassi::web::api::Operation;
use prassi::web::{Outcome, Scope};
use serde_json::{Value, json};

use super::{ALL, Administrator, Anonymous, Community, Guest, Member, Outsider, Scene, Who, fill};
use crate::api::{Program, Reply};
use crate::house::{Engine, on_both_engines};
use prassi::authz::{Openness, Role};

on_both_engines!(
    every_operation_answers_as_declared,
    a_program_cannot_tell_what_is_hidden_from_what_is_not_there,
    a_key_is_good_for_its_scope_alone,
);

/// A body that would be accepted; null where there is none.
fn good(operation: &Operation, scene: &Scene) -> Value {
    let name = format!("Nuovo {:x}", scene.number);
    match operation.id {
        "editMe" => json!({ "function": "Area IV" }),
        "setOfficeRole" => json!({ "role": "focal_point" }),
        "createSpace" => json!({ "name": name, "purpose": "Una prova", "openness": "private" }),
        "editSpace" => json!({ "name": name }),
        "addMembers" => json!({ "who": [scene.person.email], "role": "facilitator" }),
        "setRole" => json!({ "role": "facilitator" }),
        "setLastDay" => json!({ "until": "2026-12-31" }),
        "askToJoin" => json!({ "words": "Lavoro sullo stesso tema" }),
        "refuseRequest" | "closeThread" | "deletePost" => json!({ "reason": "Contiene dati personali" }),
        "startThread" => json!({ "title": name, "body": "Un testo" }),
        "answer" | "preview" | "editPost" | "saveDraft" => json!({ "body": "Un testo" }),
        "followSpace" | "followThread" => json!({ "level": "mute" }),
        "renameThread" => json!({ "title": name }),
        "chooseTopics" => json!({ "topics": ["Turni"] }),
        "invite" => json!({
            "name": "Ugo Rivabella", "email": format!("u{:x}@comune.example", scene.number), "office": scene.organisation,
            "standing": "staff",
        }),
        "inviteColleagues" => json!({ "people": [{ "email": "m@comune.example" }], "office": scene.organisation }),
        "inviteIntoOffice" => json!({ "people": [{ "email": "m@comune.example" }] }),
        "inviteGuests" => json!({
            "people": [{ "email": "g@comune.example" }], "office": scene.organisation, "until": "2026-12-31",
        }),
        "closeAccount" => json!({ "reason": "Ha cambiato amministrazione" }),
        "changeOffice" => json!({ "office": scene.organisation }),
        "addOffice" => json!({ "code": format!("E{:x}", scene.number), "name": name, "kind": "stakeholder" }),
        "editOffice" => json!({ "name": name, "kind": "stakeholder" }),
        "uploadFile" => json!("Un file"),
        "setBookmark" => json!({ "note": "Da rileggere", "remind_at": "2027-03-01T08:00:00Z" }),
        "putOffReminder" => json!({ "at": "2027-03-01T08:00:00Z" }),
        "unsee" => json!({ "marks": [] }),
        "markUnread" => json!({ "position": 0 }),
        "markRead" => json!({ "position": 1 }),
        "reportPost" => json!({ "reason": "personal-data", "words": "Si capisce di chi si parla" }),
        "decideReports" => json!({ "decision": "nothing", "seen": 1 }),
        _ => Value::Null,
    }
}

fn query(operation: &Operation) -> &'static str {
    match operation.id {
        "suggestReaders" | "completeMention" | "search" => "?q=m",
        "uploadFile" => "?name=verbale.txt",
        _ => "",
    }
}

/// Programs of everybody, in the order of [`ALL`].
async fn programs(community: &Community) -> Vec<Program> {
    let mut programs = vec![Program::new(&community.house, "")];
    for who in ALL.into_iter().filter(|who| *who != Anonymous) {
        programs.push(Program::of(&community.house, community.someone(who)).await);
    }
    programs
}

fn classify(reply: &Reply) -> Result<Outcome, u16> {
    match reply.status {
        401 => Ok(Outcome::SignIn),
        403 => Ok(Outcome::Refused),
        404 => Ok(Outcome::NotFound),
        status if status < 500 => Ok(Outcome::Served),
        status => Err(status),
    }
}

async fn ask(program: &Program, operation: &Operation, scene: &Scene) -> Reply {
    let path = format!("{}{}", fill(operation.path, scene), query(operation));
    program.send(operation.method, &path, &[("if-match", "\"1\"")], &good(operation, scene)).await
}

/// A scene for an operation that changes something: whose account closes, or opens again, is nobody that others need.
async fn prepared(community: &Community, operation: &Operation, programs: &[Program]) -> Scene {
    let mut scene = community.scene().await;
    if operation.path.ends_with("/closure") && operation.path.starts_with("/accounts") {
        scene.person = community.house.person(&format!("Zeno {:x}", scene.number)).await;
        if operation.method == "DELETE" {
            let path = format!("/accounts/{}/closure", scene.person.id);
            assert_eq!(programs[Administrator as usize].put(&path, &json!({ "reason": "Va via" })).await, 204);
        }
    }
    if operation.path.ends_with("/administration") {
        scene.person = community.house.person(&format!("Zoe {:x}", scene.number)).await;
        if operation.method == "DELETE" {
            let path = format!("/accounts/{}/administration", scene.person.id);
            assert_eq!(programs[Administrator as usize].put(&path, &Value::Null).await, 204);
        }
    }
    scene
}

async fn every_operation_answers_as_declared(engine: Engine) {
    let community = Community::new(engine).await;
    let (programs, mut wrong) = (programs(&community).await, Vec::new());
    let operations = community.house.app.operations.clone();
    assert!(operations.len() > 100);
    let lasting = community.scene().await;
    for operation in &operations {
        for who in ALL {
            let fresh = match operation.method {
                "GET" => None,
                _ => Some(prepared(&community, operation, &programs).await),
            };
            let scene = fresh.as_ref().unwrap_or(&lasting);
            let before = journal::head(&community.house.db).await.unwrap();
            let reply = ask(&programs[who as usize], operation, scene).await;
            let after = journal::head(&community.house.db).await.unwrap();
            let (promised, got) = (who.declared(operation.access), classify(&reply));
            let is_kept = got == Ok(promised) && (promised == Outcome::Served || before == after);
            // What is served is served: a body that would be accepted is.
            let is_right = reply.status < 400 || promised != Outcome::Served || reply.status == 412;
            if !is_kept || !is_right {
                wrong.push(format!(
                    "{:<6} {:<46} {who:<14?} declared {promised:<9?} got {} {}",
                    operation.method, operation.path, reply.status, reply.json
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not as declared:\n{}", wrong.len(), wrong.join("\n"));
}

/// A problem without the name of its request.
fn normal(reply: &Reply) -> (u16, Value) {
    let mut json = reply.json.clone();
    if let Some(members) = json.as_object_mut() {
        members.remove("instance");
    }
    (reply.status, json)
}

async fn a_program_cannot_tell_what_is_hidden_from_what_is_not_there(engine: Engine) {
    let community = Community::new(engine).await;
    let (mine, house, programs) = (community.scene().await, &community.house, programs(&community).await);
    let stranger = house.person("Sara Altrove").await;
    let elsewhere = house.space("Un altro spazio", Openness::Private, &[(&stranger, Role::Facilitator)]).await;
    let hidden = house.thread(&stranger, elsewhere, "Non per tutti", "Niente da vedere").await;
    let theirs = Scene {
        space: elsewhere,
        thread: hidden.thread,
        post: hidden.post,
        slug: community.topic(&stranger, hidden.thread, "Argomento nascosto").await,
        file: super::upload(&house.signed_in(&stranger).await, hidden.thread).await,
        person: mine.person.clone(),
        ..community.scene().await
    };
    let mut wrong = Vec::new();
    let operations = &house.app.operations;
    for operation in operations.iter().filter(|operation| operation.access.outsider == Outcome::NotFound) {
        for who in [Outsider, Guest, Member] {
            let program = &programs[who as usize];
            let private = normal(&ask(program, operation, &theirs).await);
            if private.0 != 404 {
                wrong.push(format!("{} {} {who:?}: {}", operation.method, operation.path, private.0));
            }
            for id in
                ["999999999", "0", "-1", "9223372036854775807", "9223372036854775808", "abc", "1%2F2", "%00", "%FF"]
            {
                let path = ["{space}", "{thread}", "{post}", "{slug}", "{file}"]
                    .iter()
                    .fold(operation.path.to_owned(), |path, name| path.replace(name, id))
                    .replace("{draft}", &format!("reply:{id}"));
                let path = format!("{}{}", fill(&path, &mine), query(operation));
                let body = good(operation, &theirs);
                let unknown = normal(&program.send(operation.method, &path, &[("if-match", "\"1\"")], &body).await);
                if unknown != private {
                    wrong.push(format!("{} {path} {who:?}: {unknown:?}", operation.method));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers tell the two apart:\n{}", wrong.len(), wrong.join("\n"));
}

async fn a_key_is_good_for_its_scope_alone(engine: Engine) {
    let community = Community::new(engine).await;
    let (scene, who) = (community.scene().await, Who::Administrator);
    let before = journal::head(&community.house.db).await.unwrap();
    let mut keys = Vec::new();
    for scope in Scope::ALL {
        let key = community.house.key_of(community.someone(who), &[*scope]).await.1;
        keys.push((*scope, Program::new(&community.house, &key)));
    }
    let made = journal::head(&community.house.db).await.unwrap();
    assert_ne!(before, made);
    for operation in &community.house.app.operations {
        for (scope, program) in keys.iter().filter(|(scope, _)| *scope != operation.scope) {
            let reply = ask(program, operation, &scene).await;
            assert_eq!(reply.problem(), (403, "scope"), "{} with {}", operation.id, scope.as_str());
        }
    }
    assert_eq!(journal::head(&community.house.db).await.unwrap(), made);
}
