//! Forms that would be accepted: who may not send them must be told so, however right they are.

use super::Scene;
use crate::house::PASSWORD;

/// A good form for a route; nothing where it takes none, or where what it is about stands in the form itself.
pub(super) fn good(path: &str, scene: &Scene) -> Option<Vec<(&'static str, String)>> {
    let text = |value: &str| value.to_owned();
    let name = format!("Nuovo {:x}", scene.number);
    Some(match path {
        "/profilo" => vec![
            ("name", text("Nome Nuovo")),
            ("function", text("Area IV")),
            ("about", text("Su tutto")),
            ("language", text("it")),
            ("time_zone", text("Europe/Rome")),
        ],
        "/profilo/password" => vec![("password", text(PASSWORD)), ("new_password", text(PASSWORD))],
        "/profilo/email" => {
            vec![("password", text(PASSWORD)), ("email", format!("a{:x}@comune.example", scene.number))]
        }
        "/profilo/chiavi" => vec![
            ("password", text(PASSWORD)),
            ("token_name", text("Bollettino")),
            ("scope_threads_read", text("1")),
            ("expires", text("2026-12-31")),
        ],
        "/profilo/passkey" => vec![("password", text(PASSWORD)), ("passkey_name", text("Portatile"))],
        "/profilo/passkey/{passkey}" => vec![("passkey_name", text("Telefono"))],
        "/amministrazione/inviti" => vec![
            ("name", text("Ugo Rivabella")),
            ("email", format!("u{:x}@comune.example", scene.number)),
            ("organisation", scene.organisation.to_string()),
            ("standing", text("staff")),
        ],
        "/amministrazione/inviti/elenco" | "/uffici/{id}/inviti" | "/spazi/{space}/inviti" => {
            vec![("body", format!("m{:x}@comune.example", scene.number)), ("until", text("2026-12-31"))]
        }
        "/spazi" | "/spazi/{space}/impostazioni" => {
            vec![("name", name), ("purpose", text("Una prova")), ("openness", text("private"))]
        }
        "/spazi/{space}/persone" => vec![("who", scene.person.email.clone()), ("role", text("facilitator"))],
        "/uffici/{id}/persone/{person}/ruolo" => vec![("role", text("focal_point"))],
        "/spazi/{space}/persone/{person}/ruolo" => vec![("role", text("facilitator"))],
        "/spazi/{space}/persone/{person}/scadenza" => vec![("until", text("2026-12-31"))],
        "/spazi/{space}/richiesta" => vec![("words", text("Lavoro sullo stesso tema"))],
        "/spazi/{space}/richieste/{person}/rifiuto" => vec![("reason", text("È riservato a chi segue il progetto"))],
        "/spazi/{space}/discussioni" => vec![("title", name), ("body", text("Un testo"))],
        "/discussioni/{thread}/messaggi" | "/anteprima" => vec![("body", text("Un testo"))],
        "/messaggi/{post}/modifica" => vec![("body", text("Un testo cambiato")), ("version", text("1"))],
        "/messaggi/{post}/reazioni/{reaction}"
        | "/discussioni/{thread}/evidenza"
        | "/discussioni/{thread}/domanda"
        | "/messaggi/{post}/accogli" => vec![("on", text("1"))],
        "/messaggi/{post}/segnalibro" => vec![("note", text("Da rileggere")), ("when", text("never"))],
        "/messaggi/{post}/segnala" => vec![("reason", text("personal-data")), ("words", text("C’è un nome"))],
        "/messaggi/{post}/segnalazioni" => vec![("decision", text("nothing")), ("seen", text("1"))],
        "/discussioni/{thread}/titolo" => vec![("title", text("Un altro titolo")), ("version", text("1"))],
        "/discussioni/{thread}/argomenti" => vec![("topics", text("Turni, mediazione"))],
        "/discussioni/{thread}/seguire" | "/spazi/{space}/seguire" => vec![("level", text("mute"))],
        "/discussioni/{thread}/chiudi" | "/messaggi/{post}/elimina" => vec![("why", text("Contiene dati personali"))],
        _ => return None,
    })
}
