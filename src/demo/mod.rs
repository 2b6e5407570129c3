//! Floor 6: the demo community, invented people in real offices, loaded on the first start of a local server.
//!
//! Everything goes through the commands of the rooms, so what the demo shows is what people can do.

mod content;

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::future::try_join_all;

use crate::accounts::{
    self, Accounts, AddOrganisation, ChangeOfficeRole, CreatePerson, EditProfile, EmailAddress, Hours, NewOrganisation,
    NewPerson, OfficeRole, OrganisationKind, Password, PersonName, parse_topics,
};
use crate::authz::{Actor, Openness, Role, Standing};
use crate::base::{PersonId, PostId, Rng, SpaceId, ThreadId, Timestamp, digest, text_enum};
use crate::db::{self, Command, Db, Tx, sql};
use crate::i18n::Lang;
use crate::reports::{Reason, ReportPost, ReportWords};
use crate::spaces::{self, AddMember, CreateSpace, Purpose, SpaceName};
use crate::threads::{AcceptAnswer, Answer, Body, MarkQuestion, MarkRead, StartThread, Submission, Title};

use content::{Community, Person, Post, Space, Thread};

/// The password of every demo account.
pub const PASSWORD: &str = "benvenuti-in-prassi";
/// Characters that the demo's texts may have.
const BODY: usize = 20_000;
/// What is older has been read by everybody in its space: a newcomer finds some things to read, not all of them.
const NEWS: Duration = Duration::from_hours(7 * 24);

/// An account to try, one for each kind of person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub role: String,
    pub name: String,
    pub email: String,
}

/// The accounts to try, in the order of the demo's file.
pub fn accounts() -> anyhow::Result<Vec<Account>> {
    let mut seen: Vec<String> = Vec::new();
    let people = Community::read()?.people;
    let first = people.into_iter().filter(|p| {
        let is_new = !seen.contains(&p.role);
        seen.push(p.role.clone());
        is_new
    });
    Ok(first.map(|p| Account { role: p.role, name: p.name, email: p.email }).collect())
}

/// Fills an empty database, or goes on where a server that was killed had left off. Nothing happens where real people are.
/// Says whether the demo is here.
pub async fn install(db: &Db, accounts: &Accounts, now: Timestamp) -> anyhow::Result<bool> {
    match Progress::find(db).await? {
        Some(Progress::Whole) => return Ok(true),
        None if accounts::has_people(db).await? => return Ok(false),
        None => db.write(Note(Progress::Begun)).await?,
        Some(Progress::Begun) => {}
    }
    let community = Community::read()?;
    let mut demo = Demo { db, now, people: HashMap::new(), spaces: HashMap::new() };
    demo.organisations(&community).await?;
    demo.people(&community, accounts).await?;
    demo.spaces(&community).await?;
    let posts = demo.threads(&community).await?;
    demo.reports(&community, &posts).await?;
    db.write(Note(Progress::Whole)).await?;
    Ok(true)
}

text_enum! {
    /// How far the demo has come, kept in `settings`.
    enum Progress {
        Begun = "begun",
        Whole = "whole",
    }
}

impl Progress {
    async fn find(db: &Db) -> db::Result<Option<Self>> {
        let row = sql!(read db, optional (Self,), "SELECT value FROM settings WHERE name = 'demo'")?;
        Ok(row.map(|(progress,)| progress))
    }
}

struct Note(Progress);

impl Command for Note {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        sql!(write tx, execute,
            "INSERT INTO settings (name, value) VALUES ('demo', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value", self.0)?;
        Ok(())
    }
}

/// The posts of the demo, by the title of their discussion and where they stand in it.
type Posts = HashMap<(String, usize), PostId>;

struct Demo<'a> {
    db: &'a Db,
    now: Timestamp,
    people: HashMap<String, Actor>,
    spaces: HashMap<String, SpaceId>,
}

impl Demo<'_> {
    fn actor(&self, handle: &str) -> anyhow::Result<Actor> {
        self.people.get(handle).copied().with_context(|| format!("the demo knows nobody called {handle}"))
    }

    async fn organisations(&self, community: &Community) -> anyhow::Result<()> {
        for o in &community.organisations {
            let kind =
                OrganisationKind::parse(&o.kind).with_context(|| format!("no kind of organisation: {}", o.kind))?;
            let (code, name, denomination) = (o.key.clone(), o.name.clone(), o.denomination.clone());
            self.db
                .write(AddOrganisation(NewOrganisation { code, name, denomination, kind, region: None, seat: None }))
                .await?;
        }
        Ok(())
    }

    async fn people(&mut self, community: &Community, accounts: &Accounts) -> anyhow::Result<()> {
        let password = Password::parse(PASSWORD, 12, "", "")?;
        let hash = accounts.hasher().hash(&password).await?;
        for p in &community.people {
            let standing = Standing::parse(&p.standing).unwrap_or(Standing::Staff);
            let new = person(p, standing, &hash, self.now)?;
            let known = accounts::list_by_handles(self.db, std::slice::from_ref(&p.handle)).await?;
            let command = CreatePerson { new, organisation: p.office.clone(), handle: Some(p.handle.clone()) };
            let id: PersonId = match known.first() {
                Some(person) => person.id,
                None => self.db.write(command).await?,
            };
            let actor = Actor::Person { id, standing, is_administrator: p.administrator };
            self.profile(p, actor, id).await?;
            self.role_in_office(p, id).await?;
            self.people.insert(p.handle.clone(), actor);
        }
        Ok(())
    }

    /// What somebody can help with, unless it has been said already.
    async fn profile(&self, p: &Person, actor: Actor, id: PersonId) -> anyhow::Result<()> {
        if p.topics.is_empty() || !accounts::list_topics_of(self.db, &[id]).await?.is_empty() {
            return Ok(());
        }
        let edit = EditProfile {
            actor,
            person: id,
            name: PersonName::parse(&p.name)?,
            function: p.function.clone(),
            about: p.about.clone(),
            language: Lang::It,
            time_zone: "Europe/Rome".to_owned(),
            phone: String::new(),
            speaks: String::new(),
            topics: parse_topics(&p.topics)?,
            away: None,
            hours: Hours { days: Hours::WEEK, quiet: None },
            now: self.now,
        };
        Ok(self.db.write(edit).await?)
    }

    async fn role_in_office(&self, p: &Person, person: PersonId) -> anyhow::Result<()> {
        let Some(role) = OfficeRole::parse(&p.office_role) else { return Ok(()) };
        let known = accounts::find_person(self.db, person).await?.context("a person of the demo is missing")?;
        let (actor, organisation) = (Actor::System, known.organisation);
        Ok(self.db.write(ChangeOfficeRole { actor, organisation, person, role: Some(role), now: self.now }).await?)
    }

    async fn spaces(&mut self, community: &Community) -> anyhow::Result<()> {
        for s in &community.spaces {
            let (name, purpose) = (SpaceName::parse(&s.name)?, Purpose::parse(&s.purpose)?);
            let openness = Openness::parse(&s.openness).unwrap_or(Openness::Open);
            let made = CreateSpace { actor: Actor::System, name, purpose, openness, now: self.now };
            let space = match self.db.write(made).await {
                Err(spaces::Error::NameTaken) => self.space_called(&s.name).await?,
                made => made?,
            };
            let roles = [(&s.facilitators, Role::Facilitator), (&s.members, Role::Member), (&s.guests, Role::Guest)];
            for (handles, role) in roles {
                for who in handles {
                    let command = AddMember { actor: Actor::System, space, who: who.clone(), role, now: self.now };
                    self.db.write(command).await?;
                }
            }
            self.spaces.insert(s.key.clone(), space);
        }
        Ok(())
    }

    async fn space_called(&self, name: &str) -> anyhow::Result<SpaceId> {
        let everything = Actor::Person { id: PersonId(0), standing: Standing::Staff, is_administrator: true };
        let spaces = spaces::list_of(self.db, &everything).await?;
        spaces
            .iter()
            .find(|space| space.name == name)
            .map(|space| space.id)
            .with_context(|| format!("no space called {name}"))
    }

    /// Writes all posts in the order of their time, so that the newest activity stands first everywhere; gives where they are.
    async fn threads(&self, community: &Community) -> anyhow::Result<Posts> {
        let mut posts: Vec<(Timestamp, usize, usize, &Post)> = Vec::new();
        for (t, thread) in community.threads.iter().enumerate() {
            for (p, post) in thread.posts.iter().enumerate() {
                posts.push((self.now.minus(post.age()?), t, p, post));
            }
        }
        posts.sort_by_key(|(at, t, p, _)| (*at, *t, *p));
        let mut written = Posts::new();
        let mut started: HashMap<usize, ThreadId> = HashMap::new();
        let mut read: HashMap<(PersonId, ThreadId), i64> = HashMap::new();
        for (now, t, p, post) in posts {
            let (actor, body) = (self.actor(&post.author)?, Body::parse(&post.body, BODY)?);
            // The same at every start: a post that is there already is found, not written again.
            let name: String = digest(&format!("demo {t} {p}")).chars().take(32).collect();
            let submission = Submission::from_form(&name, &Rng::System);
            let thread = community.threads.get(t).context("a thread of the demo is missing")?;
            let at = if let Some(thread) = started.get(&t) {
                self.db.write(Answer { actor, thread: *thread, body, submission, from_draft: false, now }).await?
            } else {
                let space = *self.spaces.get(&thread.space).with_context(|| format!("no space {}", thread.space))?;
                let title = Title::parse(&thread.title, 200)?;
                let start = StartThread { actor, space, title, body, submission, from_draft: false, now };
                let at = self.db.write(start).await?;
                if thread.question {
                    self.db.write(MarkQuestion { actor, thread: at.thread, is_on: true, now }).await?;
                }
                at
            };
            started.insert(t, at.thread);
            written.insert((thread.title.clone(), p + 1), at.post);
            if thread.accepted == Some(p + 1) {
                let actor = self.actor(thread.posts.first().map_or("", |first| &first.author))?;
                self.db.write(AcceptAnswer { actor, post: at.post, is_on: true, now }).await?;
            }
            for reader in self.readers(community, thread, post)? {
                read.insert((reader, at.thread), at.position);
            }
        }
        self.mark_read(read).await?;
        Ok(written)
    }

    /// Brings posts before those who facilitate; what is reported already stays so.
    async fn reports(&self, community: &Community, posts: &Posts) -> anyhow::Result<()> {
        for report in &community.reports {
            let post = posts.get(&(report.thread.clone(), report.position));
            let post = *post.with_context(|| format!("the demo reports what is not in «{}»", report.thread))?;
            let reason = Reason::parse(&report.reason).with_context(|| format!("no reason: {}", report.reason))?;
            let (actor, words) = (self.actor(&report.by)?, ReportWords::parse(&report.words, Some(reason))?);
            let now = self.now.minus(report.age()?);
            self.db.write(ReportPost { actor, post, reason, words, now }).await?;
        }
        Ok(())
    }

    /// Who has read a post: whoever wrote it, and once it is no news everybody in the space.
    fn readers(&self, community: &Community, thread: &Thread, post: &Post) -> anyhow::Result<Vec<PersonId>> {
        let space = community.spaces.iter().find(|s| s.key == thread.space && post.age().is_ok_and(|age| age > NEWS));
        let handles = space.into_iter().flat_map(Space::everybody).chain([post.author.as_str()]);
        let readers: anyhow::Result<Vec<Actor>> = handles.map(|handle| self.actor(handle)).collect();
        Ok(readers?.iter().filter_map(Actor::person).collect())
    }

    /// All at once, so that the writer commits many together.
    async fn mark_read(&self, read: HashMap<(PersonId, ThreadId), i64>) -> anyhow::Result<()> {
        let marks = read.into_iter().map(|((person, thread), position)| MarkRead { person, thread, position });
        try_join_all(marks.map(|mark| self.db.write(mark))).await?;
        Ok(())
    }
}

fn person(p: &Person, standing: Standing, hash: &str, now: Timestamp) -> anyhow::Result<NewPerson> {
    Ok(NewPerson {
        name: PersonName::parse(&p.name)?,
        email: EmailAddress::parse(&p.email)?,
        password_hash: Some(hash.to_owned()),
        function: p.function.clone(),
        about: p.about.clone(),
        standing,
        is_administrator: p.administrator,
        language: Lang::It,
        time_zone: "Europe/Rome".to_owned(),
        now,
    })
}
