//! What a text names: people, offices (`@ufficio.le`), whoever facilitates the space, and other discussions.

use std::collections::{HashMap, HashSet};

use crate::accounts;
use crate::authz::Standing;
use crate::base::PersonId;
use crate::db::{self, Db};
use crate::spaces;
use crate::text::{self, Mention, Resolve};
use crate::web::Visit;

/// Who wrote a text: what it may name depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    pub person: PersonId,
    pub standing: Standing,
}

/// The visitor as the writer of a text.
pub(super) fn writer(visit: &Visit) -> Writer {
    Writer { person: visit.viewer.person, standing: visit.viewer.standing }
}

/// The name of all who facilitate the space that a text stands in.
pub(super) const FACILITATORS: &str = "facilitatori";
/// What the handle of an office begins with; its code follows.
const OFFICE: &str = "ufficio.";

/// The handle that names an office.
pub(super) fn office_handle(code: &str) -> String {
    format!("{OFFICE}{code}")
}

/// The codes, in small letters, of the offices that some handles name.
pub(super) fn office_codes(handles: &[String]) -> Vec<String> {
    handles.iter().filter_map(|handle| handle.strip_prefix(OFFICE)).map(str::to_owned).collect()
}

/// The people named in some texts, loaded beforehand.
#[derive(Default)]
pub(super) struct Names {
    people: HashMap<String, Mention>,
    /// By handle.
    offices: HashMap<String, Mention>,
    /// A guest and somebody in a space of theirs.
    acquainted: HashSet<(PersonId, i64)>,
}

impl Names {
    /// Looks up everybody named in the texts with one query, one more when offices are named, and one for each guest who names somebody; none when nobody is named.
    pub(super) async fn load(db: &Db, texts: impl Iterator<Item = (Writer, &str)>) -> db::Result<Self> {
        let mut handles = Vec::new();
        let mut guests = HashSet::new();
        for (writer, body) in texts {
            let named = text::mentions(body);
            if !named.is_empty() && writer.standing == Standing::Guest {
                guests.insert(writer.person);
            }
            handles.extend(named);
        }
        handles.sort_unstable();
        handles.dedup();
        let found = accounts::list_by_handles(db, &handles).await?;
        let ids: Vec<PersonId> = found.iter().map(|person| person.id).collect();
        let mut acquainted = HashSet::new();
        for guest in guests {
            let known = spaces::list_acquaintances(db, guest, &ids).await?;
            acquainted.extend(known.into_iter().map(|person| (guest, person.0)));
        }
        let people = found.into_iter().map(|person| {
            let mention = Mention { person: person.id.0, name: person.name, href: format!("/persone/{}", person.id) };
            (person.handle, mention)
        });
        let offices = accounts::list_organisations_by_codes(db, &office_codes(&handles)).await?;
        let offices = offices
            .into_iter()
            .map(|(id, code, name)| (office_handle(&code), Mention { person: 0, name, href: format!("/uffici/{id}") }));
        Ok(Self { people: people.collect(), offices: offices.collect(), acquainted })
    }

    /// What a text of `writer` names. A guest's text names only people of the guest's spaces: nobody learns from it who else there is.
    pub(super) fn of(&self, writer: Writer) -> NamesOf<'_> {
        NamesOf { names: self, guest: (writer.standing == Standing::Guest).then_some(writer.person) }
    }
}

/// The names that one writer's texts may hold.
pub(super) struct NamesOf<'a> {
    names: &'a Names,
    guest: Option<PersonId>,
}

impl Resolve for NamesOf<'_> {
    fn mention(&self, handle: &str) -> Option<Mention> {
        if handle == FACILITATORS {
            return Some(Mention { person: 0, name: FACILITATORS.to_owned(), href: String::new() });
        }
        let Some(mention) = self.names.people.get(handle) else {
            // Guests see no offices, and their texts name none.
            return self.names.offices.get(handle).filter(|_| self.guest.is_none()).cloned();
        };
        let may_name = self.guest.is_none_or(|guest| self.names.acquainted.contains(&(guest, mention.person)));
        may_name.then(|| mention.clone())
    }

    /// Always: the link carries no title, and who may not see the discussion gets a 404 there.
    fn thread(&self, id: i64) -> bool {
        id > 0
    }
}
