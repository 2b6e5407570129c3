//! The second net: every route, asked by every kind of person, answers what it has declared.

use std::sync::Arc;
use std::time::Duration;

use prassi::accounts::{
    AddLink, ChangePicture, EmailAddress, InvitePerson, LinkPurpose, NewInvitation, PersonName, Picture, RecordSignIn,
    list_organisations,
};
use prassi::authz::{Openness, Role, Standing};
use prassi::base::{
    AccessTokenId, InvitationId, LetterId, OrganisationId, PasskeyId, PostId, SignInId, SpaceId, ThreadId, digest,
};
use prassi::i18n::Lang;
use prassi::mail::{self, MessageId};
use prassi::threads::{ChooseTopics, MarkQuestion, Topics};
use prassi::web::{Access, Declared, Outcome, Scope, assets};
use prassi::{demo, journal};

use crate::house::{Answered, Browser, Engine, House, Someone, on_both_engines};

mod answers;
mod bodies;
mod programs;

on_both_engines!(every_route_answers_as_declared, what_cannot_be_seen_is_like_what_is_not_there);

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Anonymous,
    Outsider,
    Guest,
    Member,
    Facilitator,
    Administrator,
}

use Who::{Administrator, Anonymous, Facilitator, Guest, Member, Outsider};

const ALL: [Who; 6] = [Anonymous, Outsider, Guest, Member, Facilitator, Administrator];

impl Who {
    fn declared(self, access: Access) -> Outcome {
        match self {
            Anonymous => access.anonymous,
            Outsider => access.outsider,
            Guest => access.guest,
            Member => access.member,
            Facilitator => access.facilitator,
            Administrator => access.administrator,
        }
    }
}

/// A house with one person of each kind, and a browser for each.
struct Community {
    house: House,
    people: Vec<Someone>,
    /// A second facilitator and a second member: nobody is the last.
    others: [Someone; 2],
    browsers: Vec<(Browser, String)>,
    organisation: OrganisationId,
    /// Where everybody works.
    office: OrganisationId,
    letter: LetterId,
    /// A device of somebody else.
    sign_in: SignInId,
    /// A key of somebody else's program.
    access_token: AccessTokenId,
    /// A passkey of the same.
    passkey: PasskeyId,
    /// The version of somebody else's picture.
    picture: i64,
    /// In a post of the member's, in a space with everybody who is in the others.
    file: i64,
}

/// A private space with a discussion, an invitation and links, made anew for each request that changes something.
struct Scene {
    space: SpaceId,
    thread: ThreadId,
    /// An answer by the member.
    post: PostId,
    person: Someone,
    invitation: InvitationId,
    invitation_token: String,
    password_token: String,
    new_email_token: String,
    old_email_token: String,
    letter: LetterId,
    /// Set aside after its last try.
    job: i64,
    organisation: OrganisationId,
    /// A topic of that discussion alone.
    slug: String,
    sign_in: SignInId,
    /// A key of somebody else's program.
    access_token: AccessTokenId,
    passkey: PasskeyId,
    /// The version of somebody else's picture.
    picture: i64,
    file: i64,
    office: OrganisationId,
    /// Different in every scene.
    number: u128,
}

impl Community {
    async fn new(engine: Engine) -> Self {
        // Everybody asks for everything, within a minute.
        let house = House::open_with(engine, &[("PRASSI_LIMITS__API_PER_MINUTE", "1000000")]).await;
        let people = vec![
            house.person("Olga Fuori").await,
            house.guest("Gino Ospite").await,
            house.person("Mara Membro").await,
            house.person("Fabio Facilita").await,
            house.administrator("Ada Amministra").await,
        ];
        let others = [house.person("Filippa Facilita").await, house.person("Mino Membro").await];
        let mut browsers = Vec::new();
        for who in ALL {
            browsers.push(browser(&house, person(&people, who)).await);
        }
        let organisations = list_organisations(&house.db).await.unwrap();
        let organisation = organisations.first().unwrap().id;
        let office = organisations.iter().find(|o| o.code == "RO").unwrap().id;
        let (person, session, now) = (others[1].id, house.rng.token().0, house.clock.now());
        let record = RecordSignIn { person, session, agent: String::new(), buckets: Vec::new(), now };
        let sign_in = house.db.write(record).await.unwrap();
        let access_token = house.key_of(&others[1], Scope::ALL).await.0;
        let passkey = crate::authenticator::make(&house.signed_in(&others[1]).await, "Portatile").await.passkey;
        let picture = Some(Arc::new(Picture { small: vec![0xff, 0xd8], large: vec![0xff, 0xd8] }));
        let change = ChangePicture { actor: others[1].actor, person, picture, now };
        house.db.write(change).await.unwrap();
        let mut community = Self {
            house,
            people,
            others,
            browsers,
            organisation,
            office,
            letter: LetterId(0),
            sign_in,
            access_token,
            passkey,
            picture: now.0,
            file: 0,
        };
        let scene = community.scene().await;
        let (browser, _) = &community.browsers[Member as usize];
        community.file = upload(browser, scene.thread).await;
        community.house.clock.advance(Duration::from_secs(1));
        community.house.work().await;
        community.letter = mail::list_mailbox(&community.house.db, None, 1).await.unwrap().first().unwrap().id;
        community
    }

    fn someone(&self, who: Who) -> &Someone {
        person(&self.people, who).unwrap()
    }

    async fn scene(&self) -> Scene {
        let (house, number) = (&self.house, self.house.rng.u128());
        let (guest, member, facilitator) = (self.someone(Guest), self.someone(Member), self.someone(Facilitator));
        let [second, other] = &self.others;
        let people = [
            (facilitator, Role::Facilitator),
            (second, Role::Facilitator),
            (member, Role::Member),
            (other, Role::Member),
            (guest, Role::Guest),
        ];
        let space = house.space(&format!("Spazio {number:x}"), Openness::Private, &people).await;
        let thread = house.thread(member, space, "Turni del martedì", "Chi li ha già cambiati?").await.thread;
        let post = house.answer(member, thread, "Noi, l'anno scorso.").await.post;
        let ask = MarkQuestion { actor: member.actor, thread, is_on: true, now: house.clock.now() };
        house.db.write(ask).await.unwrap();
        let (invitation, invitation_token) = self.invitation(number).await;
        let password_token = self.link(LinkPurpose::NewPassword, other.id.0).await;
        let new_email_token = self.link(LinkPurpose::NewEmail, 1).await;
        let old_email_token = self.link(LinkPurpose::OldEmail, 1).await;
        Scene {
            new_email_token,
            old_email_token,
            sign_in: self.sign_in,
            access_token: self.access_token,
            passkey: self.passkey,
            picture: self.picture,
            file: self.file,
            space,
            thread,
            post,
            person: other.clone(),
            invitation,
            invitation_token,
            password_token,
            letter: self.letter,
            job: self.house.parked_job("a.b", "{}").await,
            organisation: self.organisation,
            slug: self.topic(member, thread, &format!("Tema {number:x}")).await,
            office: self.office,
            number,
        }
    }

    /// Gives a discussion a topic; what it is called in addresses.
    async fn topic(&self, author: &Someone, thread: ThreadId, name: &str) -> String {
        let topics = Topics::parse(name).unwrap();
        let slug = topics.all()[0].slug();
        let (actor, now) = (author.actor, self.house.clock.now());
        self.house.db.write(ChooseTopics { actor, thread, topics, now }).await.unwrap();
        slug
    }

    async fn invitation(&self, number: u128) -> (InvitationId, String) {
        let new = NewInvitation {
            actor: self.someone(Administrator).actor,
            name: PersonName::parse("Nuova Collega").unwrap(),
            email: EmailAddress::parse(&format!("n{number:x}@comune.example")).unwrap(),
            organisation: self.organisation,
            standing: Standing::Staff,
            is_administrator: false,
            space: None,
            until: None,
            now: self.house.clock.now(),
        };
        let valid_for = Duration::from_hours(24);
        let command = InvitePerson { new, valid_for, language: Lang::It, message_id: MessageId::new(&self.house.rng) };
        let invitation = self.house.db.write(command).await.unwrap();
        (invitation, self.link(LinkPurpose::Invitation, invitation.0).await)
    }

    async fn link(&self, purpose: LinkPurpose, subject: i64) -> String {
        let token = self.house.rng.token().0;
        let expires_at = self.house.clock.now().plus(Duration::from_hours(24));
        self.house.db.write(AddLink { digest: digest(&token), purpose, subject, expires_at }).await.unwrap();
        token
    }

    /// Sends one request; a POST carries the visitor's own secret.
    async fn ask(&self, who: Who, method: &str, path: &str, fields: &[(&str, String)]) -> Answered {
        let (browser, csrf) = &self.browsers[who as usize];
        if method == "GET" {
            return if path == "/live" {
                answers::upgrade(&self.house, browser).await
            } else {
                browser.get(path).await
            };
        }
        let mut form: Vec<(&str, &str)> = vec![("csrf", csrf)];
        form.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
        browser.post(path, &form).await
    }
}

/// Answers in a discussion with a picture; the number of the file.
async fn upload(browser: &Browser, thread: ThreadId) -> i64 {
    let csrf = browser.csrf().await;
    let (path, picture) = (format!("/discussioni/{thread}/messaggi"), crate::files::png(30, 30));
    let sent =
        crate::files::send(browser, &path, &[("csrf", &csrf), ("body", "Con un file")], &[("a.png", &picture)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let page = browser.get(&format!("/discussioni/{thread}")).await;
    crate::files::files_on(&page).first().unwrap().trim_start_matches("/allegati/").parse().unwrap()
}

fn person(people: &[Someone], who: Who) -> Option<&Someone> {
    (who as usize).checked_sub(1).map(|n| &people[n])
}

async fn browser(house: &House, someone: Option<&Someone>) -> (Browser, String) {
    let browser = match someone {
        Some(someone) => house.signed_in(someone).await,
        None => house.browser(),
    };
    let page = browser.get(if someone.is_some() { "/profilo" } else { "/accedi" }).await;
    let csrf = page
        .hidden(if someone.is_some() { "/esci" } else { "/accedi" })
        .into_iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1;
    (browser, csrf)
}

/// The path with the scene's ids in it, by name.
fn fill(path: &str, scene: &Scene) -> String {
    let (id, token) = if path.starts_with("/persone/") || path.starts_with("/amministrazione/persone/") {
        (scene.person.id.to_string(), String::new())
    } else if path.starts_with("/uffici/") || path.starts_with("/amministrazione/enti/") {
        (scene.office.to_string(), String::new())
    } else if path.starts_with("/invito/") {
        (String::new(), scene.invitation_token.clone())
    } else if path.starts_with("/conferma-email/") {
        (String::new(), scene.new_email_token.clone())
    } else if path.starts_with("/avviso-email/") {
        (String::new(), scene.old_email_token.clone())
    } else {
        (scene.invitation.to_string(), scene.password_token.clone())
    };
    let filled = path
        .replace("{space}", &scene.space.to_string())
        .replace("{thread}", &scene.thread.to_string())
        .replace("{post}", &scene.post.to_string())
        .replace("{person}", &scene.person.id.to_string())
        .replace("{slug}", &scene.slug)
        .replace("{reaction}", "thanks")
        .replace("{stamp}", &scene.picture.to_string())
        .replace("{size}", "96")
        .replace("{file}", &scene.file.to_string())
        .replace("{side}", "480")
        .replace("{invitation}", &scene.invitation.to_string())
        .replace("{sign_in}", &scene.sign_in.to_string())
        .replace("{access_token}", &scene.access_token.to_string())
        .replace("{passkey}", &scene.passkey.to_string())
        .replace("{template}", "web.kept.html")
        .replace("{state}", "nothing-left")
        .replace("{lang}", "it")
        .replace("{draft}", &format!("reply:{}", scene.thread))
        .replace("{office}", &scene.office.to_string())
        .replace("{letter}", &scene.letter.to_string())
        .replace("{job}", &scene.job.to_string())
        .replace("{id}", &id)
        .replace("{token}", &token)
        .replace("{version}", assets::version())
        .replace("{*name}", "favicon.svg");
    assert!(!filled.contains('{'), "{path}: the fixture of this test has nothing for what is in braces: add it");
    filled
}

fn classify(answer: &Answered) -> Result<Outcome, u16> {
    match answer.status {
        303 if answer.location.starts_with("/accedi?poi=") => Ok(Outcome::SignIn),
        401 => Ok(Outcome::SignIn),
        403 => Ok(Outcome::Refused),
        404 => Ok(Outcome::NotFound),
        status if status < 500 => Ok(Outcome::Served),
        status => Err(status),
    }
}

/// One line of the table when a route does not keep its word.
async fn check(
    community: &Community,
    declared: &Declared,
    who: Who,
    scene: &Scene,
    fields: &[(&str, String)],
) -> Option<String> {
    let path = fill(declared.path, scene);
    let before = journal::head(&community.house.db).await.unwrap();
    let answer = community.ask(who, declared.method, &path, fields).await;
    let after = journal::head(&community.house.db).await.unwrap();
    let (promised, got) = (who.declared(declared.access), classify(&answer));
    let what = match (got, fields.is_empty()) {
        (Ok(got), _) if got == promised && (promised == Outcome::Served || before == after) => return None,
        (Ok(got), _) if got == promised => format!("{got:?}, and yet something was recorded"),
        (Ok(got), _) => format!("{got:?} ({})", answer.status),
        (Err(status), _) => format!("failed with {status}"),
    };
    let with = if fields.is_empty() { "" } else { " with a good form" };
    Some(format!("{:<5} {:<44} {who:<14?} declared {promised:<9?} got {what}{with}", declared.method, declared.path))
}

async fn every_route_answers_as_declared(engine: Engine) {
    let mut community = Community::new(engine).await;
    let mut wrong = Vec::new();
    let declared = community.house.app.declared.clone();
    assert!(declared.len() > 30);
    let lasting = community.scene().await;
    for route in declared.iter().filter(|route| route.method == "GET") {
        for who in ALL {
            wrong.extend(check(&community, route, who, &lasting, &[]).await);
        }
    }
    for route in declared.iter().filter(|route| route.method != "GET") {
        for who in ALL {
            let scene = community.scene().await;
            wrong.extend(check(&community, route, who, &scene, &[]).await);
            if let Some(fields) = bodies::good(route.path, &scene) {
                wrong.extend(check(&community, route, who, &community.scene().await, &fields).await);
            }
            if route.path == "/esci" {
                community.browsers[who as usize] = browser(&community.house, person(&community.people, who)).await;
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} routes do not keep their word:\n{}",
        wrong.len(),
        declared.len(),
        wrong.join("\n")
    );
}

/// A page without what differs from one request to the next.
fn normal(answer: &Answered) -> (u16, String) {
    let changing = regex::Regex::new(r#"nonce" content="[0-9a-f]+"|name="csrf" value="[^"]*""#).unwrap();
    (answer.status, changing.replace_all(&answer.text, "").into_owned())
}

async fn what_cannot_be_seen_is_like_what_is_not_there(engine: Engine) {
    let community = Community::new(engine).await;
    let (mine, house) = (community.scene().await, &community.house);
    // A second private space, of people who are not in the first.
    let stranger = house.person("Sara Altrove").await;
    let elsewhere = house.space("Un altro spazio", Openness::Private, &[(&stranger, Role::Facilitator)]).await;
    let hidden = house.thread(&stranger, elsewhere, "Non per tutti", "Niente da vedere").await;
    let theirs = Scene {
        space: elsewhere,
        thread: hidden.thread,
        post: hidden.post,
        slug: community.topic(&stranger, hidden.thread, "Argomento nascosto").await,
        file: upload(&house.signed_in(&stranger).await, hidden.thread).await,
        person: stranger,
        ..community.scene().await
    };
    let mut wrong = Vec::new();
    for route in community.house.app.declared.iter().filter(|route| route.access.outsider == Outcome::NotFound) {
        for who in [Outsider, Guest, Member] {
            let private = normal(&community.ask(who, route.method, &fill(route.path, &theirs), &[]).await);
            if private.0 != 404 || !private.1.contains("href=\"/\"") {
                wrong.push(format!("{} {} {who:?}: {}", route.method, route.path, private.0));
            }
            for id in [
                "999999999",
                "0",
                "-1",
                "9223372036854775807",
                "9223372036854775808",
                "abc",
                "1e3",
                "1%2F2",
                "%00",
                "%FF",
            ] {
                let path = ["{space}", "{thread}", "{post}", "{sign_in}", "{access_token}", "{passkey}", "{file}"]
                    .iter()
                    .fold(route.path.to_owned(), |path, name| path.replace(name, id));
                let path = path.replace("{person}", &mine.person.id.to_string()).replace("{side}", "480");
                let unknown = normal(&community.ask(who, route.method, &path, &[]).await);
                if unknown != private {
                    wrong.push(format!(
                        "{} {path} {who:?}: {} {}",
                        route.method,
                        unknown.0,
                        &unknown.1.chars().take(80).collect::<String>()
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers tell what is private from what is not there:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The demo is the only other thing that makes people without an invitation.
#[test]
fn the_demo_has_somebody_of_each_kind() {
    let roles: std::collections::BTreeSet<String> =
        demo::accounts().unwrap().into_iter().map(|account| account.role).collect();
    assert!(roles.len() >= 5, "{roles:?}");
}
