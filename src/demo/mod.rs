//! Floor 6: the demo community, invented people in real offices, loaded on the first start of a local server.
//!
//! Everything goes through the commands of the rooms, so what the demo shows is what people can do.

mod content;

use std::collections::HashMap;

use anyhow::Context as _;

use crate::accounts::{self, Accounts, AddOrganisation, CreatePerson, EmailAddress, NewOrganisation, NewPerson, OrganisationKind, Password, PersonName};
use crate::authz::{Actor, Openness, Role, Standing};
use crate::base::{PersonId, Rng, SpaceId, ThreadId, Timestamp};
use crate::db::Db;
use crate::i18n::Lang;
use crate::spaces::{AddMember, CreateSpace, Purpose, SpaceName};
use crate::threads::{Answer, Body, MarkRead, StartThread, Submission, Title};

use content::{Community, Person, Post};

/// The password of every demo account.
pub const PASSWORD: &str = "benvenuti-in-prassi";
/// Characters that the demo's texts may have.
const BODY: usize = 20_000;

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

/// Fills an empty database. Nothing happens when there are people already.
pub async fn install(db: &Db, accounts: &Accounts, rng: &Rng, now: Timestamp) -> anyhow::Result<bool> {
    if accounts::has_people(db).await? {
        return Ok(false);
    }
    let community = Community::read()?;
    let mut demo = Demo { db, rng, now, people: HashMap::new(), spaces: HashMap::new() };
    demo.organisations(&community).await?;
    demo.people(&community, accounts).await?;
    demo.spaces(&community).await?;
    demo.threads(&community).await?;
    Ok(true)
}

/// Whether the people here are the demo's.
pub async fn is_here(db: &Db) -> anyhow::Result<bool> {
    let handles: Vec<String> = Community::read()?.people.into_iter().take(1).map(|p| p.handle).collect();
    Ok(!accounts::list_by_handles(db, &handles).await?.is_empty())
}

struct Demo<'a> {
    db: &'a Db,
    rng: &'a Rng,
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
            let kind = OrganisationKind::parse(&o.kind).with_context(|| format!("no kind of organisation: {}", o.kind))?;
            let (code, name, denomination) = (o.key.clone(), o.name.clone(), o.denomination.clone());
            self.db.write(AddOrganisation(NewOrganisation { code, name, denomination, kind, region: None, seat: None })).await?;
        }
        Ok(())
    }

    async fn people(&mut self, community: &Community, accounts: &Accounts) -> anyhow::Result<()> {
        let password = Password::parse(PASSWORD, 12, "", "")?;
        let hash = accounts.hasher().hash(&password).await?;
        for p in &community.people {
            let standing = Standing::parse(&p.standing).unwrap_or(Standing::Staff);
            let new = person(p, standing, &hash, self.now)?;
            let command = CreatePerson { new, organisation: p.office.clone(), handle: Some(p.handle.clone()) };
            let id: PersonId = self.db.write(command).await?;
            let actor = Actor::Person { id, standing, is_administrator: p.administrator };
            self.people.insert(p.handle.clone(), actor);
        }
        Ok(())
    }

    async fn spaces(&mut self, community: &Community) -> anyhow::Result<()> {
        for s in &community.spaces {
            let (name, purpose) = (SpaceName::parse(&s.name)?, Purpose::parse(&s.purpose)?);
            let openness = Openness::parse(&s.openness).unwrap_or(Openness::Open);
            let space = self.db.write(CreateSpace { actor: Actor::System, name, purpose, openness, now: self.now }).await?;
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

    /// Writes all posts in the order of their time, so that the newest activity stands first everywhere.
    async fn threads(&self, community: &Community) -> anyhow::Result<()> {
        let mut posts: Vec<(Timestamp, usize, usize, &Post)> = Vec::new();
        for (t, thread) in community.threads.iter().enumerate() {
            for (p, post) in thread.posts.iter().enumerate() {
                posts.push((self.now.minus(post.age()?), t, p, post));
            }
        }
        posts.sort_by_key(|(at, t, p, _)| (*at, *t, *p));
        let mut started: HashMap<usize, ThreadId> = HashMap::new();
        for (now, t, _, post) in posts {
            let (actor, body) = (self.actor(&post.author)?, Body::parse(&post.body, BODY)?);
            let submission = Submission::new(self.rng);
            if let Some(thread) = started.get(&t) {
                let at = self.db.write(Answer { actor, thread: *thread, body, submission, now }).await?;
                self.read_before(&actor, at.thread, at.position).await?;
                continue;
            }
            let thread = community.threads.get(t).context("a thread of the demo is missing")?;
            let space = *self.spaces.get(&thread.space).with_context(|| format!("no space {}", thread.space))?;
            let title = Title::parse(&thread.title, 200)?;
            let at = self.db.write(StartThread { actor, space, title, body, submission, now }).await?;
            started.insert(t, at.thread);
        }
        Ok(())
    }

    /// Whoever answers has read what stands before.
    async fn read_before(&self, actor: &Actor, thread: ThreadId, position: i64) -> anyhow::Result<()> {
        if let Some(person) = actor.person() {
            self.db.write(MarkRead { person, thread, position }).await?;
        }
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
