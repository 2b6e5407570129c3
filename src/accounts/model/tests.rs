use proptest::prelude::*;

use super::*;

fn unclean(reason: Reason) -> Invalid {
    Invalid::Text(TextError::Unclean(reason))
}

#[test]
fn addresses_are_read_as_people_write_them() {
    for (typed, text, key) in [
        (
            " Nives.Altopiano@Prefettura.Example ",
            "Nives.Altopiano@prefettura.example",
            "nives.altopiano@prefettura.example",
        ),
        ("a+b@x.it", "a+b@x.it", "a+b@x.it"),
        ("Niccolo\u{300}@PERCHÉ.it", "Niccolò@perché.it", "niccolò@perché.it"),
        ("пример@пример.рф", "пример@пример.рф", "пример@пример.рф"),
    ] {
        let email = EmailAddress::parse(typed).unwrap();
        assert_eq!((email.as_str(), email.key()), (text, key));
    }
}

#[test]
fn what_is_no_address_is_refused() {
    let long = format!("{}@x.it", "a".repeat(65));
    let longer = format!("a@{}.it", vec!["b".repeat(60); 5].join("."));
    for (typed, why) in [
        ("", Invalid::Text(TextError::Empty)),
        ("  ", Invalid::Text(TextError::Empty)),
        ("nives", Invalid::Email),
        ("@x.it", Invalid::Email),
        ("a@", Invalid::Email),
        ("a@b", Invalid::Email),
        ("a@b@c.it", Invalid::Email),
        ("a b@c.it", Invalid::Email),
        ("a..b@c.it", Invalid::Email),
        (".a@c.it", Invalid::Email),
        ("a@-c.it", Invalid::Email),
        ("a@c..it", Invalid::Email),
        ("a@c.it.", Invalid::Email),
        ("<a@c.it>", Invalid::Email),
        ("a@c.it,b@c.it", Invalid::Email),
        ("a@[127.0.0.1]", Invalid::Email),
        ("a@c.it\r\nBcc: x@y.it", Invalid::Email),
        ("a\0@c.it", unclean(Reason::Control('\0'))),
        ("a\u{202e}@c.it", unclean(Reason::Direction('\u{202e}'))),
        ("a\u{200b}@c.it", unclean(Reason::Invisible('\u{200b}'))),
        (long.as_str(), Invalid::Email),
        (longer.as_str(), Invalid::Email),
    ] {
        assert_eq!(EmailAddress::parse(typed), Err(why), "{typed:?}");
    }
}

#[test]
fn the_longest_address_is_254_octets() {
    let domain = |octets: usize| {
        let labels = octets - 2;
        let mut text = "b".repeat(labels);
        for at in (60..labels).step_by(61) {
            text.replace_range(at..=at, ".");
        }
        format!("{text}it")
    };
    let of = |total: usize| format!("a@{}", domain(total - 2).replace(".it", "xit"));
    assert_eq!(of(254).len(), 254);
    assert!(EmailAddress::parse(&of(254)).is_ok(), "{}", of(254));
    assert_eq!(EmailAddress::parse(&of(255)), Err(Invalid::Email));
}

#[test]
fn names_have_two_to_a_hundred_letters() {
    assert_eq!(PersonName::parse("  Nives   Altopiano ").unwrap().as_str(), "Nives Altopiano");
    assert_eq!(PersonName::parse("Ò").unwrap_err(), Invalid::TooShort { min: 2, current: 1 });
    assert!(PersonName::parse(&"à".repeat(100)).is_ok());
    assert_eq!(PersonName::parse(&"à".repeat(101)), Err(Invalid::Text(TextError::TooLong { max: 100, current: 101 })));
    assert!(PersonName::parse(&format!("ab{}", "\u{300}".repeat(1000))).is_err());
    assert_eq!(PersonName::parse(" \n"), Err(Invalid::Text(TextError::Empty)));
    assert_eq!(PersonName::parse("Nives\u{202e}onaipotlA"), Err(unclean(Reason::Direction('\u{202e}'))));
    assert_eq!(PersonName::parse("Nives\0"), Err(unclean(Reason::Control('\0'))));
    assert_eq!(PersonName::parse("12 34"), Err(Invalid::NoLetters));
}

#[test]
fn passwords_are_long_and_not_the_name() {
    let parse = |typed: &str| Password::parse(typed, 12, "nives.altopiano@prefettura.example", "Nives Altopiano");
    assert!(parse("quattro mele verdi").is_ok());
    assert!(parse("mela, e  poi").is_ok(), "spaces count");
    assert_eq!(parse(""), Err(Invalid::Text(TextError::Empty)));
    assert_eq!(parse("undici lett"), Err(Invalid::TooShort { min: 12, current: 11 }));
    assert!(parse("àèìòùàèìòùàè").is_ok(), "twelve characters, however many bytes");
    assert_eq!(parse("con a capo\n e altro"), Err(unclean(Reason::Control('\n'))));
    assert!(parse(&"una mela ".repeat(111)).is_ok());
    assert!(parse(&format!("{}x", "una mela ".repeat(111))).is_ok(), "a thousand bytes");
    assert_eq!(parse("Password-2026"), Err(Invalid::Common));
    assert_eq!(parse("            "), Err(Invalid::Common));
    assert_eq!(parse(&"a".repeat(1001)), Err(Invalid::Text(TextError::TooLong { max: 1000, current: 1001 })));
    for obvious in [
        "Nives Altopiano",
        "nives.altopiano",
        "ALTOPIANO NIVES",
        "Nives.Altopiano@Prefettura.Example",
        "nives-altopiano",
    ] {
        assert_eq!(parse(obvious), Err(Invalid::Obvious), "{obvious}");
    }
    assert_eq!(format!("{:?}", parse("quattro mele verdi").unwrap()), "Password(•••)");
}

#[test]
fn handles_are_made_of_names() {
    for (name, handle) in [
        ("Nives Altopiano", "nives.altopiano"),
        ("Nicolò D’Alò-Rossi", "nicolo.d.alo.rossi"),
        ("  Ångström  ", "angstrom"),
        ("محمد علي", "محمد.علي"),
        ("!!", "persona"),
    ] {
        assert_eq!(handle_from_name(name), handle);
    }
    assert_eq!(nth_handle("nives", 1), "nives");
    assert_eq!(nth_handle("nives", 2), "nives2");
}

proptest! {
    #[test]
    fn an_address_read_twice_is_the_same(typed in "[a-zA-Z0-9.+àÈ_-]{1,20}@[a-zA-Z0-9.é-]{1,20}\\.[a-zA-Z]{2,4}") {
        if let Ok(email) = EmailAddress::parse(&typed) {
            prop_assert_eq!(EmailAddress::parse(email.as_str()), Ok(email.clone()));
            let again = EmailAddress::parse(email.key()).unwrap();
            prop_assert_eq!(again.key(), email.key());
            prop_assert!(email.as_str().len() <= 254);
        }
    }

    #[test]
    fn no_address_holds_what_could_break_a_header(typed in "[\\s\\S]{0,60}@[\\s\\S]{0,20}") {
        if let Ok(email) = EmailAddress::parse(&typed) {
            prop_assert!(!email.as_str().chars().any(|c| c.is_control() || c.is_whitespace() || "<>,;:\"()".contains(c)));
            prop_assert_eq!(email.as_str().matches('@').count(), 1);
        }
    }

    /// Each handle can be mentioned: the dialect of `text` finds it whole.
    #[test]
    fn a_handle_can_be_mentioned(name in "\\PC{2,60}") {
        let handle = handle_from_name(&name);
        prop_assert_eq!(text::mentions(&format!("Ciao @{handle}")), vec![handle.clone()]);
        let second = nth_handle(&handle, 2);
        prop_assert_eq!(text::mentions(&format!("Ciao @{second}")), vec![second.clone()]);
    }
}
