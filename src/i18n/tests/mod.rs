mod catalogue;
mod scanner;
mod template;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

/// A language with messages of the test's own.
fn sample(lang: Lang, text: &str) -> Tr {
    let (tr, problems) = Tr::build(lang, [("sample.ftl".to_owned(), text.to_owned())].into_iter());
    assert!(problems.is_empty(), "{problems:?}");
    tr
}

fn rome() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap()
}

fn micros(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> i64 {
    let at = date(year, month, day).at(hour, minute, 59, 0);
    at.to_zoned(rome()).unwrap().timestamp().as_microsecond()
}

#[test]
fn tags_name_languages() {
    for lang in Lang::ALL {
        assert_eq!(Lang::parse(lang.as_str()), Some(lang));
        assert_eq!(tr(lang).lang(), lang);
    }
    assert_eq!(Lang::parse("it-IT"), Some(Lang::It));
    assert_eq!(Lang::parse(" EN_gb"), Some(Lang::En));
    assert_eq!((Lang::parse("ita"), Lang::parse(""), Lang::parse("fr")), (None, None, None));
    assert_eq!(Lang::from(crate::config::Language::En), Lang::En);
}

#[test]
fn browsers_get_the_language_they_ask_for() {
    for (header, lang) in [
        ("it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7", Lang::It),
        ("en-US,en;q=0.5", Lang::En),
        ("fr-FR, fr;q=0.9, en;q=0.4, it;q=0.3", Lang::En),
        ("it;q=0.2, en ; q=0.85", Lang::En),
        ("en;q=0, *", Lang::It),
        ("en;q=0", Lang::It),
        ("en;q=2", Lang::It),
        ("en;q=abc, it;q=0.001", Lang::It),
        ("EN", Lang::En),
        ("fr", Lang::It),
        ("", Lang::It),
        (",;,=", Lang::It),
    ] {
        assert_eq!(Lang::negotiate(header, Lang::It), lang, "{header}");
    }
    assert_eq!(Lang::negotiate("fr, *;q=0.1", Lang::En), Lang::En);
}

#[test]
fn messages_come_in_the_language() {
    assert_eq!(tr(Lang::It).s("web-sign-out"), "Esci");
    assert_eq!(tr(Lang::En).s("web-sign-out"), "Sign out");
    assert_eq!(tr(Lang::It).f1("web-draft-saved", "time", "9:04"), "Bozza salvata alle 9:04");
    assert_eq!(
        tr(Lang::It).f("error-too-long", &[("max", 20_000.into()), ("current", 20_013_usize.into())]),
        "Può avere al massimo 20.000 caratteri, ora ne ha 20.013: accorcialo."
    );
}

#[test]
fn one_is_singular_and_many_are_grouped() {
    let members = |lang, n: i64| tr(lang).f1("spaces-members", "n", n);
    assert_eq!(members(Lang::It, 1), "1 membro");
    assert_eq!(members(Lang::It, 1_234), "1.234 membri");
    assert_eq!(members(Lang::En, 1), "1 member");
    assert_eq!(members(Lang::En, 12_345), "12,345 members");
}

#[test]
fn numbers_are_grouped_unless_asked_not_to() {
    let sample = sample(Lang::It, "n = { $n }\nyear = { NUMBER($n, useGrouping: \"false\") }");
    assert_eq!(sample.f1("n", "n", -1_234_567), "-1.234.567");
    assert_eq!(sample.f1("n", "n", 999), "999");
    assert_eq!(sample.f1("n", "n", -100), "-100");
    assert_eq!(sample.f1("n", "n", "2026"), "2026");
    assert_eq!(tr(Lang::En).number(1_000_000_usize), "1,000,000");
}

#[test]
fn words_go_in_without_invisible_marks() {
    let sample = sample(Lang::It, "hello = Ciao { $name }.");
    assert_eq!(sample.f1("hello", "name", "Nicolò <b>"), "Ciao Nicolò <b>.");
}

#[test]
fn a_faulty_file_is_told_and_the_rest_works() {
    let text = "good = Bene\nbad = { $open\nother = Anche".to_owned();
    let (tr, problems) = Tr::build(Lang::It, [("x.ftl".to_owned(), text)].into_iter());
    assert_eq!(tr.s("good"), "Bene");
    assert!(problems.len() == 1 && problems[0].starts_with("x.ftl: "), "{problems:?}");
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "no message web-nothing in it")]
fn a_missing_message_panics_with_its_key() {
    tr(Lang::It).s("web-nothing");
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "no message web-title in it (or it takes arguments)")]
fn arguments_cannot_be_forgotten() {
    tr(Lang::It).s("web-title");
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "message web-title (it)")]
fn no_argument_can_be_forgotten() {
    tr(Lang::It).f1("web-title", "page", "Oggi");
}

#[test]
fn a_release_shows_the_key_and_keeps_few() {
    assert_eq!(messages::kept("web-nothing"), "web-nothing");
    let shown: Vec<_> = (0..1000).map(|n| messages::kept(&format!("web-nothing-{n}"))).collect();
    assert_eq!((shown[0], shown[999]), ("web-nothing-0", "…"));
}

#[test]
fn dates_are_written_in_full() {
    let (it, en, at) = (tr(Lang::It), tr(Lang::En), micros(2026, 11, 24, 10, 30));
    assert_eq!(it.date_full(at, &rome()), "martedì 24 novembre 2026, ore 10:30");
    assert_eq!(en.date_full(at, &rome()), "Tuesday 24 November 2026, 10:30");
    assert_eq!(it.day(at, &rome()), "martedì 24 novembre 2026");
    assert_eq!(en.date_full(at, &TimeZone::UTC), "Tuesday 24 November 2026, 9:30");
    assert_eq!(it.day(micros(2026, 12, 1, 0, 0), &rome()), "martedì 1º dicembre 2026");
    assert_eq!(en.day(micros(2026, 12, 1, 0, 0), &rome()), "Tuesday 1 December 2026");
    assert_eq!(it.time(micros(2026, 11, 24, 0, 5), &rome()), "0:05");
}

#[test]
fn the_year_is_said_when_it_is_another() {
    let (it, now) = (tr(Lang::It), micros(2026, 11, 24, 10, 30));
    assert_eq!(it.date_short(micros(2026, 11, 17, 9, 12), &rome(), now), "martedì 17 novembre, 9:12");
    assert_eq!(it.date_short(micros(2025, 11, 17, 9, 12), &rome(), now), "lunedì 17 novembre 2025, 9:12");
    assert_eq!(it.day_short(micros(2027, 1, 8, 9, 0), &rome(), now), "venerdì 8 gennaio 2027");
    assert_eq!(tr(Lang::En).day_short(micros(2026, 2, 7, 9, 0), &rome(), now), "Saturday 7 February");
    // The year is the reader's: in Rome it has begun, in UTC it has not.
    let eve = micros(2027, 1, 1, 0, 10);
    assert_eq!(it.day_short(eve, &rome(), now), "venerdì 1º gennaio 2027");
    assert_eq!(it.day_short(eve, &TimeZone::UTC, now), "giovedì 31 dicembre");
}

#[test]
fn today_and_yesterday_are_words() {
    let (it, now) = (tr(Lang::It), micros(2026, 10, 25, 0, 30));
    let when = |at| it.when(at, &rome(), now);
    assert_eq!(when(micros(2026, 10, 25, 0, 5)), "oggi, 0:05");
    assert_eq!(when(micros(2026, 10, 25, 23, 5)), "oggi, 23:05");
    assert_eq!(when(micros(2026, 10, 24, 18, 40)), "ieri, 18:40");
    assert_eq!(when(micros(2026, 10, 23, 18, 40)), "venerdì 23 ottobre, 18:40");
    assert_eq!(tr(Lang::En).when(micros(2026, 10, 24, 8, 0), &rome(), now), "yesterday, 8:00");
}

#[test]
fn every_weekday_and_month_has_its_name() {
    for lang in Lang::ALL {
        let days: Vec<_> = (1..=12).map(|month| tr(lang).day(micros(2026, month, 15, 9, 0), &rome())).collect();
        let week: Vec<_> = (1..=7).map(|day| tr(lang).day(micros(2026, 6, day, 9, 0), &rome())).collect();
        let (months, weekdays) = match lang {
            Lang::It => (
                "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
                "lunedì martedì mercoledì giovedì venerdì sabato domenica",
            ),
            Lang::En => (
                "January February March April May June July August September October November December",
                "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
            ),
        };
        let nth = |texts: &[String], n: usize| -> String {
            texts.iter().filter_map(|text| text.split(' ').nth(n)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(nth(&days, 2), months);
        assert_eq!(nth(&week, 0), weekdays);
    }
}

proptest! {
    #[test]
    fn any_instant_has_a_date(ts in any::<i64>(), now in any::<i64>()) {
        for lang in Lang::ALL {
            let (tr, tz) = (tr(lang), rome());
            prop_assert!(tr.date_full(ts, &tz).contains(':'));
            prop_assert!(!tr.when(ts, &tz, now).is_empty());
        }
    }

    #[test]
    fn any_header_has_a_language(header in "[a-z*;=,. q0-9-]{0,40}") {
        prop_assert!(Lang::ALL.contains(&Lang::negotiate(&header, Lang::It)));
    }

    #[test]
    fn grouping_only_adds_dots(n in any::<i64>()) {
        let grouped = tr(Lang::It).number(n);
        prop_assert_eq!(grouped.replace('.', ""), n.to_string());
        prop_assert!(grouped.trim_start_matches('-').split('.').skip(1).all(|three| three.len() == 3));
    }
}
