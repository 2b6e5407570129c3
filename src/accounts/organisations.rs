//! The bodies whose people are in the community: the list that comes with the program.

use crate::base::{OrganisationId, text_enum};
use crate::db::row;

/// All 106 offices: 103 prefetture, two Commissariati del Governo, the Presidenza della Regione of Aosta.
const OFFICES: &str = include_str!("prefetture.csv");
/// The department, the Managing Authority, and generic bodies to put others under.
const OTHERS: &str = include_str!("organisations.csv");

text_enum! {
    /// What kind of body an organisation is.
    pub enum OrganisationKind {
        /// Prefettura - Ufficio Territoriale del Governo.
        Prefecture = "prefettura_utg",
        /// Commissariato del Governo, in Trento and Bolzano.
        GovernmentCommission = "commissariato_governo",
        /// Presidenza della Regione, which has a prefettura's functions in Aosta.
        RegionalPresidency = "presidenza_regione",
        Department = "department",
        ManagingAuthority = "managing_authority",
        TrainingBody = "training_body",
        Stakeholder = "stakeholder",
    }
}

impl OrganisationKind {
    /// Whether it is one of the State's offices in the provinces.
    pub const fn is_office(self) -> bool {
        matches!(self, Self::Prefecture | Self::GovernmentCommission | Self::RegionalPresidency)
    }
}

row! {
    /// A body of the community.
    #[derive(Clone, Debug)]
    pub struct Organisation {
        pub id: OrganisationId,
        /// The province's `sigla` for an office, a word for others.
        pub code: String,
        /// The short name that stands beside a person's: "Prefettura di Rovigo".
        pub name: String,
        pub denomination: String,
        pub kind: OrganisationKind,
        pub region: Option<String>,
    }
}

row! {
    /// An organisation with how many people of it are here.
    #[derive(Clone, Debug)]
    pub struct Counted {
        pub id: OrganisationId,
        pub code: String,
        pub name: String,
        pub kind: OrganisationKind,
        pub region: Option<String>,
        /// With open accounts.
        pub people: i64,
        pub focal_points: i64,
    }
}

/// The longest code, in characters.
const CODE_CHARS: usize = 40;
/// The longest name, in characters.
pub const NAME_CHARS: usize = 200;

/// A code as it is kept. Error: the most characters that one has, of letters, digits and two marks.
pub fn parse_code(typed: &str) -> Result<String, usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let typed = typed.trim();
    let fits = !typed.is_empty() && typed.len() <= CODE_CHARS && typed.chars().all(is_word);
    if fits { Ok(typed.to_uppercase()) } else { Err(CODE_CHARS) }
}

/// An organisation before it has an id.
#[derive(Clone, PartialEq, Debug)]
pub struct NewOrganisation {
    pub code: String,
    pub name: String,
    pub denomination: String,
    pub kind: OrganisationKind,
    pub region: Option<String>,
    /// Latitude and longitude of its seat, in degrees.
    pub seat: Option<(f64, f64)>,
}

/// The list that comes with the program: offices first.
pub fn built_in() -> Vec<NewOrganisation> {
    OFFICES.lines().chain(OTHERS.lines()).filter_map(parse).collect()
}

/// One line of the lists: no field of theirs holds a comma or quotes. The heading has no kind and falls out.
fn parse(line: &str) -> Option<NewOrganisation> {
    let mut fields = line.split(',');
    let (code, name, denomination) = (fields.next()?, fields.next()?, fields.next()?);
    let kind = OrganisationKind::parse(fields.next()?)?;
    let region = fields.next().filter(|region| !region.is_empty()).map(str::to_owned);
    let seat = fields.next().and_then(|lat| lat.parse().ok()).zip(fields.next().and_then(|lon| lon.parse().ok()));
    Some(NewOrganisation {
        code: code.to_owned(),
        name: short_name(kind, name, region.as_deref()),
        denomination: denomination.to_owned(),
        kind,
        region,
        seat,
    })
}

fn short_name(kind: OrganisationKind, place: &str, region: Option<&str>) -> String {
    match kind {
        OrganisationKind::Prefecture => format!("Prefettura di {place}"),
        OrganisationKind::GovernmentCommission => format!("Commissariato del Governo di {place}"),
        // The region's name is there in two languages.
        OrganisationKind::RegionalPresidency => {
            let region = region.and_then(|both| both.split('/').next()).unwrap_or(place);
            format!("Presidenza della Regione {region}")
        }
        _ => place.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn count(kind: OrganisationKind) -> usize {
        built_in().iter().filter(|o| o.kind == kind).count()
    }

    #[test]
    fn the_offices_are_exactly_106() {
        assert_eq!(built_in().iter().filter(|o| o.kind.is_office()).count(), 106);
        assert_eq!(count(OrganisationKind::Prefecture), 103);
        assert_eq!(count(OrganisationKind::GovernmentCommission), 2);
        assert_eq!(count(OrganisationKind::RegionalPresidency), 1);
        // Nothing fell out but the two headings.
        assert_eq!(built_in().len(), OFFICES.lines().count() + OTHERS.lines().count() - 2);
    }

    #[test]
    fn each_office_has_a_sigla_a_region_and_a_seat() {
        for office in built_in().into_iter().filter(|o| o.kind.is_office()) {
            assert!(office.code.len() == 2 && office.code.bytes().all(|b| b.is_ascii_uppercase()), "{office:?}");
            assert!(office.region.is_some(), "{office:?}");
            let (lat, lon) = office.seat.unwrap();
            assert!((35.0..48.0).contains(&lat) && (6.0..19.0).contains(&lon), "{office:?}");
        }
    }

    #[test]
    fn codes_and_names_are_told_apart() {
        let all = built_in();
        assert_eq!(all.iter().map(|o| &o.code).collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.iter().map(|o| &o.name).collect::<BTreeSet<_>>().len(), all.len());
        for code in ["DLCI", "ADG", "FORMAZIONE"] {
            assert!(all.iter().any(|o| o.code == code), "{code}");
        }
    }

    #[test]
    fn names_are_short() {
        let name = |code: &str| built_in().into_iter().find(|o| o.code == code).unwrap().name;
        assert_eq!(name("RO"), "Prefettura di Rovigo");
        assert_eq!(name("BZ"), "Commissariato del Governo di Bolzano");
        assert_eq!(name("AO"), "Presidenza della Regione Valle d'Aosta");
        assert_eq!(name("DLCI"), "DLCI");
    }
}
