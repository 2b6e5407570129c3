//! What forms do with what they should not get: nothing lost, nothing leaked, nothing written that was not meant.

mod bytes;
mod fields;
mod kept;
mod twice;

use prassi::authz::{Openness, Role};
use prassi::base::{PostId, Seq, SpaceId, ThreadId};
use prassi::journal;

use crate::house::{Answered, Browser, Engine, House, Someone, unescape};

/// A space with a member who writes and a facilitator who leads, each in a browser.
struct Desk {
    house: House,
    member: Someone,
    facilitator: Someone,
    writes: Browser,
    leads: Browser,
    administers: Browser,
    space: SpaceId,
    thread: ThreadId,
    /// The first post, by the member, and the second.
    posts: [PostId; 2],
}

impl Desk {
    async fn open(engine: Engine) -> Self {
        Self::open_with(engine, &[]).await
    }

    async fn open_with(engine: Engine, more: &[(&str, &str)]) -> Self {
        let house = House::open_with(engine, more).await;
        let (member, facilitator) = (house.person("Mara Membro").await, house.person("Fabio Facilita").await);
        let admin = house.administrator("Ada Amministra").await;
        let people = [(&facilitator, Role::Facilitator), (&member, Role::Member)];
        let space = house.space("Mediazione", Openness::Private, &people).await;
        let first = house.thread(&member, space, "Turni del martedì", "Chi li ha già cambiati?").await;
        let second = house.answer(&member, first.thread, "Noi, l'anno scorso.").await;
        let (writes, leads) = (house.signed_in(&member).await, house.signed_in(&facilitator).await);
        let administers = house.signed_in(&admin).await;
        let posts = [first.post, second.post];
        Self { house, member, facilitator, writes, leads, administers, space, thread: first.thread, posts }
    }

    /// The end of the journal: what has not moved it has recorded nothing.
    async fn head(&self) -> Seq {
        journal::head(&self.house.db).await.unwrap()
    }

    fn new_thread(&self) -> Paper {
        let (page, action) =
            (format!("/spazi/{}/discussioni/nuova", self.space), format!("/spazi/{}/discussioni", self.space));
        let fields = vec![("title", "Un titolo per la prova".to_owned()), ("body", "Un testo per la prova".to_owned())];
        Paper { browser: self.writes.clone(), page, action, fields }
    }

    fn answer(&self) -> Paper {
        let (page, action) =
            (format!("/discussioni/{}", self.thread), format!("/discussioni/{}/messaggi", self.thread));
        Paper {
            browser: self.writes.clone(),
            page,
            action,
            fields: vec![("body", "Una risposta per la prova".to_owned())],
        }
    }

    fn edit(&self, nth: usize) -> Paper {
        let page = format!("/messaggi/{}/modifica", self.posts[nth]);
        let mut fields = vec![("body", "Un testo cambiato per la prova".to_owned())];
        if nth == 0 {
            fields.push(("title", "Un titolo cambiato per la prova".to_owned()));
        }
        Paper { browser: self.writes.clone(), action: page.clone(), page, fields }
    }

    fn new_space(&self) -> Paper {
        let fields = space_fields("Uno spazio per la prova");
        Paper {
            browser: self.administers.clone(),
            page: "/spazi/nuovo".to_owned(),
            action: "/spazi".to_owned(),
            fields,
        }
    }

    fn settings(&self) -> Paper {
        let page = format!("/spazi/{}/impostazioni", self.space);
        Paper { browser: self.leads.clone(), action: page.clone(), page, fields: space_fields("Un nome per la prova") }
    }

    fn add_person(&self) -> Paper {
        let page = format!("/spazi/{}/persone", self.space);
        let fields = vec![("who", self.member.email.clone()), ("role", "facilitator".to_owned())];
        Paper { browser: self.leads.clone(), action: page.clone(), page, fields }
    }
}

fn space_fields(name: &str) -> Vec<(&'static str, String)> {
    vec![
        ("name", name.to_owned()),
        ("purpose", "Uno scopo per la prova".to_owned()),
        ("openness", "private".to_owned()),
    ]
}

/// A form with fields that would be taken.
#[derive(Clone)]
struct Paper {
    browser: Browser,
    page: String,
    action: String,
    fields: Vec<(&'static str, String)>,
}

impl Paper {
    /// Opens the page and sends its form, with one field changed.
    async fn send_with(&self, field: &str, value: &str) -> Answered {
        self.send(&self.with(field, value)).await
    }

    async fn send(&self, fields: &[(&str, String)]) -> Answered {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.browser.submit(&self.page, &self.action, &fields).await
    }

    fn with<'a>(&self, field: &'a str, value: &str) -> Vec<(&'a str, String)>
    where
        Self: 'a,
    {
        let mut fields: Vec<(&'a str, String)> =
            self.fields.iter().filter(|(name, _)| *name != field).cloned().collect();
        fields.push((field, value.to_owned()));
        fields
    }
}

/// What a field of a page shows.
fn shown(html: &str, field: &str) -> Option<String> {
    let textarea =
        regex::Regex::new(&format!(r#"(?s)<textarea[^>]* name="{field}"[^>]*>\n?(.*?)</textarea>"#)).unwrap();
    let input = regex::Regex::new(&format!(r#"<input[^>]* name="{field}"[^>]*>"#)).unwrap();
    if let Some(found) = textarea.captures(html) {
        return Some(unescape(&found[1]));
    }
    let found = input.find(html)?;
    let value = found.as_str().split(" value=\"").nth(1)?.split('"').next()?;
    Some(unescape(value))
}

/// Whether a field is named as wrong, with a sentence that a screen reader reads with it.
fn complains_of(answer: &Answered, field: &str) -> bool {
    let described = regex::Regex::new(&format!(r#"aria-describedby="[^"]*\b{field}-error\b[^"]*""#)).unwrap();
    answer.has(&format!("id=\"{field}-error\""))
        && answer.has(&format!("href=\"#{field}\""))
        && described.is_match(&answer.text)
}
