//! What people who wish the server ill type. Bounds are on sizes; the clock is only a net for the quadratic.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{Everybody, assert_safe};
use crate::text::{MAX_BODY, MAX_NODES, addressed, check, excerpt, mentions, quote, render};

/// An eighth of what a tokio worker has, and in a debug build at that.
const STACK: usize = 256 * 1024;
/// Optimised and alone, none takes over 50 ms; a debug build on a busy machine takes ten times that.
const PATIENCE: Duration = Duration::from_secs(10);

fn up_to_limit(unit: &str) -> String {
    unit.repeat(MAX_BODY / unit.chars().count())
}

fn stairs(steps: usize) -> String {
    (0..steps).fold(String::new(), |mut all, step| {
        let _ = writeln!(all, "{}- a", "  ".repeat(step));
        all
    })
}

fn table(columns: usize, row: &str, rows: usize) -> String {
    format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), row.repeat(rows))
}

fn bombs() -> Vec<String> {
    let repeated = [
        ">",
        "> ",
        "[",
        "*",
        "_",
        "`",
        "<",
        "&",
        "#",
        "|",
        "~",
        "\\",
        "!",
        "-",
        "- ",
        "1. ",
        "> - ",
        "\n",
        "\t",
        "\"",
        "\u{a0}",
        "°",
        "è",
        "\u{200d}",
        "[a](",
        "[a](<",
        "![",
        "[a][b",
        "[a](b)",
        "[](/a)",
        "a@b.it ",
        "https://a.it ",
        "http://a<",
        "www.a.it\n",
        "mailto:",
        "a.",
        "a@b",
        "*a ",
        "*a* ",
        "**a",
        "*a_ ",
        "~~a",
        "`a`",
        "a``",
        "<!--",
        "<![CDATA[",
        "<?",
        "<!A ",
        "<a b=\"",
        "<div>\n\n",
        "&amp;",
        "&#65;",
        "\t&",
        "@a ",
        "#1 ",
        "@a.",
        "- a\n",
        "- [ ] a\n",
        "- [ ] ",
        "1) a\n",
        "> a\n",
        "> a\n\n",
        "a\n\n",
        "---\n",
        "a\n=",
        "```\n",
        "~~~\n\n",
        "|a|\n",
        "|-|\n",
        "[a]: /b\n",
        "\\a",
        "  \n",
        "a  \n",
        "🇮",
        "e\u{301}",
        "ﷺ",
    ];
    let mut bombs: Vec<String> = repeated.iter().map(|unit| up_to_limit(unit)).collect();
    bombs.extend([
        "1".repeat(1_000_000),
        ">".repeat(1_000_000),
        "[".repeat(1_000_000),
        up_to_limit("> ").replace("> > > ", "> - 1. "),
        format!("{}a\n{}", "> ".repeat(60), "a\n".repeat(9_000)),
        format!("{}a\n{}", "- ".repeat(60), "\n".repeat(9_000)),
        format!("{}{}", stairs(99), "\n".repeat(9_000)),
        stairs(300),
        format!("{}a\n{}", ">".repeat(29_000), "a\n".repeat(9_500)),
        format!("a `<div>{}", up_to_limit("&<")),
        format!("<div>\n{}", "<".repeat(90_000)),
        format!("```\n{}", "&a".repeat(9_900)),
        table(24_000, "", 0),
        table(7_000, "", 0),
        table(1_000, "a\n", 40_000),
        table(20, "|b\n", 9_000),
        table(3, "|a|b|c|\n", 9_000),
        format!("[a]: /{}\n\n{}", "u".repeat(900), "[a]".repeat(990)),
        (1..440).fold(String::new(), |all, ticks| all + &"`".repeat(ticks) + " "),
        format!("{}a{}", "*".repeat(40_000), "*".repeat(40_000)),
        format!("{}a{}", "*_".repeat(20_000), "_*".repeat(20_000)),
        format!("x**x{}{}", " _x".repeat(16_000), "x* ".repeat(16_000)),
        format!("{}@b.it", "a.".repeat(49_000)),
        format!("{} ", "http://a<".repeat(440)).repeat(25),
    ]);
    bombs
}

#[test]
fn bombs_cost_little_whatever_they_are() {
    let work = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        for bomb in bombs() {
            let name: String = bomb.chars().take(12).collect();
            let started = Instant::now();
            let rendered = render(&bomb, &Everybody);
            assert_eq!(rendered.truncated, check(&bomb).is_err(), "{name}");
            assert!(rendered.html.len() <= 20 * MAX_BODY, "{name}: {} bytes", rendered.html.len());
            assert!(rendered.html.matches('<').count() <= 3 * MAX_NODES, "{name}");
            assert!(mentions(&bomb).len() <= 50 && addressed(&bomb).len() <= 50);
            assert!(excerpt(&bomb, 160).chars().count() <= 160);
            assert!(quote("Nives", "/persone/7", &bomb).ends_with("(/persone/7)\n"));
            assert!(started.elapsed() < PATIENCE, "{name} took {:?}", started.elapsed());
        }
    });
    work.unwrap().join().unwrap();
}

#[test]
fn what_is_beyond_the_limits_is_shown_as_typed() {
    let deep = format!("{}a & b", ">".repeat(100));
    let rendered = render(&deep, &Everybody);
    assert!(rendered.truncated);
    assert_eq!(rendered.html, format!("<p class=\"plain\">{}a &amp; b</p>\n", "&gt;".repeat(100)));
    assert_safe(&rendered.html);

    let long = render(&"è".repeat(MAX_BODY + 1), &Everybody);
    assert!(long.truncated && long.html.ends_with("è…</p>\n"));
    assert_eq!(long.html.matches('è').count(), MAX_BODY);
}

#[test]
fn links_inside_the_house_are_bounded_too() {
    let html = render(&up_to_limit("@a #1 "), &Everybody).html;
    assert_eq!(html.matches("<a ").count(), crate::text::MAX_LINKS);
}
