//! `prassi import`, with the real binary: what is refused and why, twice the same, in bounded memory, and nobody waits for it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use prassi::accounts::{
    EmailAddress, InvitePerson, NewInvitation, PersonName, find_organisation_by_code, list_organisations,
};
use prassi::authz::Standing;
use prassi::base::Clock;
use prassi::i18n::Lang;
use prassi::mail::MessageId;
use tokio::process::Command;

use crate::house::{Engine, House, Place, on_both_engines};

on_both_engines!(
    organisations_and_people_come_in,
    what_cannot_be_taken_is_told,
    a_mark_left_open_is_one_refused_line,
    what_has_changed_is_taken,
    many_come_in_and_nobody_waits_for_them,
);

fn prassi(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prassi"));
    command.arg("import").args(arguments).env_clear().stdin(Stdio::null()).kill_on_drop(true);
    for name in ["PATH", "PRASSI_STATEMENT_LOG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    command.env("PRASSI_DATA_DIR", place.folder.path()).env("PRASSI_DATABASE_URL", &place.database_url);
    command
}

async fn run(place: &Place, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = prassi(place, arguments).output().await.unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(!said.contains("panicked"), "{said}");
    (status.success(), said)
}

fn file(place: &Place, name: &str, bytes: &[u8]) -> String {
    let path: PathBuf = place.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

async fn organisations_and_people_come_in(engine: Engine) {
    let house = House::open(engine).await;
    let place = &house.place;
    let text = "codice;nome;tipo;regione;latitudine;longitudine\r\nASL-RO;Azienda Località Polesine;stakeholder;Veneto;45,07;11,79\r\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let bodies = file(place, "enti.csv", &latin);
    let (done, said) = run(place, &["organisations", &bodies, "--dry-run"]).await;
    assert!(done && said.contains("1 would be imported"), "{said}");
    assert!(find_organisation_by_code(&house.db, "ASL-RO").await.unwrap().is_none());
    let (done, said) = run(place, &["organisations", &bodies]).await;
    assert!(done && said.contains("1 imported, 0 changed, 0 there already, 0 refused"), "{said}");
    let body = find_organisation_by_code(&house.db, "ASL-RO").await.unwrap().unwrap();
    assert_eq!((body.name.as_str(), body.region.as_deref()), ("Azienda Località Polesine", Some("Veneto")));
    let (_, said) = run(place, &["organisations", &bodies]).await;
    assert!(said.contains("0 imported, 0 changed, 1 there already"), "{said}");

    // Codes are kept in capitals, and found however they are written; also one that was kept as it was written once.
    place
        .execute(
            "INSERT INTO organisations (code, name, name_key, denomination, kind) \
             VALUES ('coop-po', 'Cooperativa', 'cooperativa', 'Cooperativa', 'stakeholder')",
        )
        .await;
    let text = "code,name,kind\nasl-vi,Azienda Berica,stakeholder\nAsl-Ro,Azienda Località Polesine,stakeholder\n\
        COOP-PO,Cooperativa Polesine,stakeholder\n";
    let bodies = file(place, "minuscole.csv", text.as_bytes());
    let (done, said) = run(place, &["organisations", &bodies]).await;
    assert!(done && said.contains("1 imported, 1 changed, 1 there already"), "{said}");
    let codes = place
        .rows("SELECT code FROM organisations WHERE UPPER(code) IN ('ASL-RO', 'ASL-VI', 'COOP-PO') ORDER BY id")
        .await;
    assert_eq!(codes, [["ASL-RO"], ["coop-po"], ["ASL-VI"]]);
    let (_, said) = run(place, &["organisations", &bodies]).await;
    assert!(said.contains("0 imported, 0 changed, 3 there already"), "{said}");

    let text = "\u{feff}name,email,organisation,function,standing\n\
        Nicolò D'Altò,nicolo.dalto@prefettura.example,RO,Area IV,\n\
        \"Ospite, Ada\",ada@asl.example,asl-ro,,ospite\n";
    let list = file(place, "persone.csv", text.as_bytes());
    let (done, said) = run(place, &["people", &list, "--dry-run"]).await;
    assert!(done && said.contains("2 would be imported"), "{said}");
    assert_eq!(place.number("SELECT COUNT(*) FROM people").await, 0);
    let (done, said) = run(place, &["people", &list]).await;
    assert!(done && said.contains("2 imported"), "{said}");
    let (done, said) = run(place, &["people", &list]).await;
    assert!(done && said.contains("0 imported, 0 changed, 2 there already"), "{said}");
    assert_eq!(place.number("SELECT COUNT(*) FROM people").await, 2);
    // Who came in has no password yet, and gets one as everybody who has forgotten theirs.
    let email = [("email", "nicolo.dalto@prefettura.example")];
    assert_eq!(house.browser().submit("/password-dimenticata", "/password-dimenticata", &email).await.status, 303);
    let begun = Instant::now();
    while house.work().await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "no letter was sent");
        tokio::task::yield_now().await;
    }
    let letters = prassi::mail::list_mailbox(&house.db, None, 10).await.unwrap();
    assert!(letters.iter().any(|letter| letter.recipient.contains("nicolo.dalto")));
}

async fn what_cannot_be_taken_is_told(engine: Engine) {
    let house = House::open(engine).await;
    let place = &house.place;
    let text = "nome;email;ente;posizione\n\
        Una Giusta;una@prefettura.example;RO;\n\
        ;senza.nome@prefettura.example;RO;\n\
        Senza Indirizzo;non è un indirizzo;RO;\n\
        Senza Ente;due@prefettura.example;NESSUNO;\n\
        Senza Posizione;tre@prefettura.example;RO;capo\n\
        Due Volte;UNA@prefettura.example;RO;\n\
        Troppo Corta\n";
    let list = file(place, "persone.csv", text.as_bytes());
    for arguments in [vec!["people", list.as_str(), "--dry-run"], vec!["people", &list]] {
        let (done, said) = run(place, &arguments).await;
        assert!(!done, "a refused line is told by the exit code: {said}");
        for line in [
            "line 3: the name cannot be used",
            "line 4: the address cannot be used",
            "line 5: there is no organisation with the code NESSUNO",
            "line 6: the standing is neither",
            "line 8: the address cannot be used",
            "5 refused",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
    }
    assert_eq!(place.number("SELECT COUNT(*) FROM people").await, 1, "the others are in");
    let without = file(place, "mancante.csv", b"nome;telefono\nUna;1\n");
    let (done, said) = run(place, &["people", &without]).await;
    assert!(!done && said.contains("misses columns: email or e_mail or posta; organisation"), "{said}");
    let bodies = "code,name,kind,latitude,longitude\n,a,stakeholder,,\nX Y,a,stakeholder,,\nX,,stakeholder,,\nX,a,boh,,\nX,a,stakeholder,100,0\n";
    let (done, said) = run(place, &["organisations", &file(place, "enti.csv", bodies.as_bytes())]).await;
    assert!(!done && said.contains("0 imported, 0 changed, 0 there already, 5 refused"), "{said}");
    assert!(said.contains("line 5: the kind is none of prefettura_utg"), "{said}");
}

async fn a_mark_left_open_is_one_refused_line(engine: Engine) {
    let house = House::open(engine).await;
    let mut text =
        "name,email,organisation\nAda Prima,ada@prefettura.example,RO\n\"Bea,bea@prefettura.example,RO\n".to_owned();
    for n in 0..120 {
        writeln!(text, "Carla,carla{n}@prefettura.example,NESSUNO").unwrap();
    }
    text.push_str("Dina Ultima,dina@prefettura.example,RO\n");
    let list = file(&house.place, "persone.csv", text.as_bytes());
    let (done, said) = run(&house.place, &["people", &list]).await;
    assert!(!done && said.contains("line 3: a quotation mark is not closed"), "{said}");
    assert!(said.contains("line 4: there is no organisation") && said.contains("line 123: there is no"), "{said}");
    assert!(said.contains("2 imported, 0 changed, 0 there already, 121 refused"), "{said}");
}

async fn what_has_changed_is_taken(engine: Engine) {
    let house = House::open(engine).await;
    let place = &house.place;
    let heads = "code,name,kind,region,latitude,longitude";
    let bodies = |line: &str| file(place, "enti.csv", format!("{heads}\n{line}\n").as_bytes());
    let coop = "COOP,Cooperativa,stakeholder";
    let (_, said) = run(place, &["organisations", &bodies(&format!("{coop},Veneto,45.5,11.25"))]).await;
    assert!(said.contains("1 imported, 0 changed"), "{said}");
    for (rest, changed, row) in [
        ("Lombardia,45.5,11.25", true, ["Lombardia", "4550", "1125"]),
        ("Lombardia,45.5,9.25", true, ["Lombardia", "4550", "925"]),
        ("Lombardia,45.5,9.25", false, ["Lombardia", "4550", "925"]),
        // Of what nothing is said stays as it is.
        (",,", false, ["Lombardia", "4550", "925"]),
    ] {
        let list = bodies(&format!("{coop},{rest}"));
        let (new, old) = if changed { (1, 0) } else { (0, 1) };
        let (_, said) = run(place, &["organisations", &list, "--dry-run"]).await;
        assert!(said.contains(&format!("0 would be imported, {new} would be changed, {old} there")), "{rest}: {said}");
        let (_, said) = run(place, &["organisations", &list]).await;
        assert!(said.contains(&format!("0 imported, {new} changed, {old} there already")), "{rest}: {said}");
        let stored = place
            .rows(
                "SELECT region, CAST(CAST(seat_lat * 100 AS BIGINT) AS TEXT), CAST(CAST(seat_lon * 100 AS BIGINT) AS TEXT) \
                 FROM organisations WHERE code = 'COOP'",
            )
            .await;
        assert_eq!(stored, [row], "{rest}");
    }
    // A dry run counts what stands twice in the file once.
    let text = "name,email,organisation\nAda Prima,ada@x.example,RO\nAda Seconda,ADA@x.example,RO\n";
    let list = file(place, "persone.csv", text.as_bytes());
    for (arguments, would) in [(vec!["people", list.as_str(), "--dry-run"], "would be "), (vec!["people", &list], "")] {
        let (_, said) = run(place, &arguments).await;
        assert!(said.contains(&format!("1 {would}imported, 0 {would}changed, 1 there already")), "{said}");
    }
    let twice = bodies("NUOVA,Nuova,stakeholder,,,\nNUOVA,Nuova,stakeholder,,,\nNUOVA,Nuova e bella,stakeholder,,,");
    let (_, said) = run(place, &["organisations", &twice, "--dry-run"]).await;
    assert!(said.contains("1 would be imported, 1 would be changed, 1 there already"), "{said}");
}

async fn many_come_in_and_nobody_waits_for_them(engine: Engine) {
    let house = House::open(engine).await;
    let ada = house.administrator("Ada Amministra").await;
    let organisation = list_organisations(&house.db).await.unwrap().first().unwrap().id;
    let mut text = "name,email,organisation\n".to_owned();
    for n in 0..600_u32 {
        let letters: String = n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        writeln!(text, "Persona {letters},persona{n}@prefettura.example,RO").unwrap();
    }
    let list = file(&house.place, "persone.csv", text.as_bytes());
    let begun = Instant::now();
    let mut child =
        prassi(&house.place, &["people", &list]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let (mut waits, mut memory, mut n) = (Vec::new(), 0, 0);
    let status = loop {
        let proc = std::fs::read_to_string(format!("/proc/{}/status", child.id().unwrap())).unwrap_or_default();
        let line = proc.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        memory = memory.max(line.map_or(0, |line| line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()));
        n += 1;
        let new = NewInvitation {
            actor: ada.actor,
            name: PersonName::parse("Ines Invitata").unwrap(),
            email: EmailAddress::parse(&format!("invitata{n}@comune.example")).unwrap(),
            organisation,
            standing: Standing::Staff,
            is_administrator: false,
            space: None,
            until: None,
            now: Clock::System.now(),
        };
        let message_id = MessageId::new(&house.rng);
        let asked = Instant::now();
        let valid_for = Duration::from_hours(24);
        house.db.write(InvitePerson { new, valid_for, language: Lang::It, message_id }).await.unwrap();
        waits.push(asked.elapsed());
        if let Ok(status) = tokio::time::timeout(Duration::from_millis(25), child.wait()).await {
            break status.unwrap();
        }
    };
    assert!(status.success());
    assert_eq!(house.place.number("SELECT COUNT(*) FROM people").await, 601);
    waits.sort();
    let median = waits[waits.len() / 2];
    let took = begun.elapsed();
    eprintln!(
        "{engine:?}: 600 people in {took:?}, {memory} KiB; {} invitations meanwhile, half within {median:?}, all within {:?}",
        waits.len(),
        waits.last().unwrap()
    );
    assert!(memory < 96 * 1024, "{memory} KiB");
    assert!(waits.len() > 5, "only {} invitations went in meanwhile", waits.len());
}
