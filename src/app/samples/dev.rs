//! The development mailbox.

use super::{DevLetter, LetterId, LetterPage, MailboxPage};
use crate::web::Tab;
use crate::web::samples::{HOSTILE, Stage, Who, long, samples, unbroken};

samples! {
    page "app/mailbox.html" {
        "empty" => |s| mailbox(s, Vec::new()),
        "several, difficult words" => |s| MailboxPage { older: Some(LetterId(4)), ..mailbox(s, vec![letter(7), difficult(8)]) },
    }
    page "app/letter.html" {
        "plain" => |s| one(s, letter(7)),
        "difficult words" => |s| one(s, difficult(8)),
    }
}

fn mailbox(stage: &Stage, letters: Vec<DevLetter>) -> MailboxPage {
    let l = stage.layout(Who::Nobody, Tab::None, stage.t().s("mail-mailbox"));
    MailboxPage {
        l,
        letters: letters.into_iter().map(|letter| (letter, stage.date(Stage::ago(2)))).collect(),
        older: None,
    }
}

fn one(stage: &Stage, letter: DevLetter) -> LetterPage {
    LetterPage {
        l: stage.layout(Who::Nobody, Tab::None, letter.subject.clone()),
        letter,
        sent: stage.date(Stage::ago(2)),
    }
}

fn letter(id: i64) -> DevLetter {
    DevLetter {
        id: LetterId(id),
        message_id: "campione@prassi.example".to_owned(),
        recipient: "nives.altopiano@prefettura.example".to_owned(),
        subject: "Sei invitata in Prassi di prova".to_owned(),
        text: "Ciao Nives,\n\nentra da qui: https://prassi.example/invito/campione\n".to_owned(),
        html: String::new(),
        at: Stage::ago(2),
    }
}

fn difficult(id: i64) -> DevLetter {
    DevLetter {
        recipient: format!("{}@x.example", unbroken(64)),
        subject: format!("{HOSTILE} {}", unbroken(240)),
        text: format!("{HOSTILE}\n\n{}\n\n{}", unbroken(400), long(600)),
        ..letter(id)
    }
}
