//! The directory's questions: what somebody looks for.

use crate::base::{OrganisationId, PersonId, TopicId};
use crate::web::Fields;

/// The longest name to look for, in characters.
const NAME_CHARS: usize = 100;

/// What somebody looks for; everything fits the empty one.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    /// Beginnings of words of the name, in any order.
    pub name: String,
    pub office: Option<OrganisationId>,
    pub region: String,
    pub topic: Option<TopicId>,
    /// Where the page begins: after this name's key and id.
    pub after: Option<(String, PersonId)>,
}

impl Filter {
    /// From an address; what cannot be read looks for nothing in particular.
    pub fn parse(query: &Fields) -> Self {
        let short = |name: &str| query.get(name).trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
        Self {
            name: short("nome"),
            office: query.get("ufficio").parse().ok(),
            region: short("regione"),
            topic: query.get("argomento").parse().ok(),
            after: None,
        }
    }

    /// Whether anything in particular is looked for.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.office.is_none() && self.region.is_empty() && self.topic.is_none()
    }

    /// The address of the page after somebody.
    pub fn older(&self, last: PersonId) -> String {
        let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            ("nome", self.name.clone()),
            ("ufficio", id(self.office.map(|id| id.0))),
            ("regione", self.region.clone()),
            ("argomento", id(self.topic.map(|id| id.0))),
            ("dopo", last.to_string()),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/rubrica?{}", serde_urlencoded::to_string(&fields).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_looked_for() {
        let parse = |query: &str| Filter::parse(&Fields::parse(query.as_bytes()).unwrap());
        let filter = parse("nome=+Anna%00+&ufficio=7&regione=Valle+d%27Aosta&argomento=x");
        assert_eq!((filter.name.as_str(), filter.office, filter.topic), ("Anna", Some(OrganisationId(7)), None));
        assert_eq!(filter.older(PersonId(5)), "/rubrica?nome=Anna&ufficio=7&regione=Valle+d%27Aosta&dopo=5");
        assert!(parse("").is_empty() && parse("ufficio=&nome=+").is_empty() && !filter.is_empty());
        assert_eq!(parse(&format!("nome={}", "a".repeat(500))).name.len(), 100);
    }
}
