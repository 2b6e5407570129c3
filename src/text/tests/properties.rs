//! What holds for every text.

use proptest::prelude::*;

use super::{Everybody, House, assert_safe};
use crate::text::{NoLinks, addressed, check, clean_body, excerpt, mentions, quote, render, wall};

/// Markdown's marks in disorder, with enough letters between them to mean something.
fn soup() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "a",
        "b ",
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "~~~",
        "[",
        "]",
        "(",
        ")",
        "](",
        "](/",
        "](https://a.it",
        " \"t\")",
        "![",
        "![a](/allegati/7)",
        "](/allegati/8)",
        "](/allegati/",
        "7)",
        "](http://localhost/allegati/7)",
        "<img src=\"/allegati/7/figura/480\">",
        "<",
        ">",
        "</",
        "/>",
        "<b>",
        "<a href=\"",
        "<!--",
        "-->",
        "<script>",
        "<div>\n",
        "&",
        "&lt;",
        "&#60;",
        "&#x3c;",
        "\"",
        "'",
        "=",
        "\\",
        "#",
        "# ",
        "#12",
        "@",
        "@ugo",
        "@nives.x ",
        "- ",
        "- [ ] ",
        "- [x] ",
        "1. ",
        "> ",
        ">",
        "|",
        "|a|b|\n|-|:-:|\n",
        "|---",
        "---\n",
        "===\n",
        ":",
        "://",
        "http://",
        "https://b.it/",
        "www.c.it",
        "mailto:",
        "d@e.it",
        "javascript:",
        "data:",
        "[r]: /x\n",
        "[r]",
        "[^1]",
        "{",
        "}",
        "è",
        "👩‍👧",
        "\u{a0}",
        "\u{202e}",
        "\u{0}",
        "\r",
        "e\u{301}",
        "«",
        "+",
        "$$",
        "^",
        "://[::1]",
        "%zz",
        "]]>",
        "?>",
    ]);
    prop::collection::vec(marks, 0..60).prop_map(|marks| marks.concat())
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![4 => soup(), 1 => any::<String>(), 1 => "[ -~\n]{0,200}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rendering_is_total_safe_and_final(source in anything()) {
        let rendered = render(&source, &Everybody);
        assert_safe(&rendered.html);
        prop_assert_eq!(wall::clean(&rendered.html), rendered.html.clone());
        prop_assert_eq!(rendered.truncated, check(&source).is_err());
        prop_assert!(excerpt(&source, 40).chars().count() <= 40);
        prop_assert!(!excerpt(&source, 40).contains(['\n', '\t']));
    }

    #[test]
    fn only_pictures_that_were_answered_for_are_shown(
        source in anything(),
        addresses in prop::collection::vec(
            "/allegati/(7|70|8|9|07|-7|7/|7/figura/480|7\\?x|7#x|%37|7 )|(https?:)?//(evil\\.it|localhost)/allegati/7|data:image/png,7|/\\PC{0,9}",
            0..5,
        ),
        frame in prop::sample::select(vec![
            "![è \"<b>\"](@)", "![](<@>)", "> ![è](@)", "- ![è](@)", "[![è](@)](/x)", "|a|\n|-|\n|![è](@)|", "**![è](@)**", "# ![è](@)",
        ]),
    ) {
        let images = addresses.iter().map(|address| frame.replace('@', address));
        let source = std::iter::once(source).chain(images).collect::<Vec<_>>().join("\n\n");
        let rendered = render(&source, &House);
        assert_safe(&rendered.html);
        let shown: Vec<i64> = rendered.images.iter().filter_map(|image| image.shown).collect();
        prop_assert_eq!(rendered.html.matches("<img ").count(), shown.len(), "{}", rendered.html);
        for image in &rendered.images {
            let known = match image.address.as_str() { "/allegati/7" => Some(7), "/allegati/8" => Some(8), _ => None };
            prop_assert_eq!(image.shown, known, "{}", image.address);
        }
        prop_assert!(!render(&source, &NoLinks).html.contains("<img"), "nobody answered");
    }

    #[test]
    fn who_is_linked_was_announced(source in anything()) {
        let named = mentions(&source);
        let html = render(&source, &Everybody).html;
        for linked in html.split("class=\"mention\">@").skip(1) {
            let handle = linked.split("</a>").next().unwrap_or_default().to_owned();
            prop_assert!(named.contains(&handle), "{handle} in {html}");
        }
        prop_assert!(addressed(&source).iter().all(|handle| named.contains(handle)));
        prop_assert!(named.iter().all(|handle| html.contains(&format!("@{handle}"))), "{named:?} in {html}");
    }

    #[test]
    fn a_quotation_is_one_block_and_ends_with_its_author(source in soup()) {
        let Ok(source) = clean_body(&source) else { return Ok(()) };
        let quoted = quote("Nives Altopiano", "/persone/7#post-3", &source);
        prop_assert!(quoted.lines().all(|line| line.starts_with('>')), "{quoted}");
        let html = render(&format!("{quoted}\nrisposta"), &NoLinks).html;
        let end = "<p>— <a href=\"/persone/7#post-3\">Nives Altopiano</a></p>\n</blockquote>\n<p>risposta</p>\n";
        prop_assert!(html.starts_with("<blockquote class=\"quote\">\n") && html.ends_with(end), "{quoted}{html}");
        prop_assert_eq!(html.matches("<blockquote").count(), html.matches("</blockquote").count());
    }

    #[test]
    fn words_are_never_lost(
        words in prop::collection::vec("[a-zà-ù]{1,12}", 1..40),
        marks in prop::collection::vec("[ ]|[,.;:!?] |\n|\n\n| [(«]|[)»] ", 40),
    ) {
        let source: String = words.iter().zip(&marks).flat_map(|(word, mark)| [word.as_str(), mark.as_str()]).collect();
        let html = render(&source, &NoLinks).html;
        let short = excerpt(&source, 10_000);
        for word in &words {
            prop_assert!(html.contains(word.as_str()), "{word} in {html}");
            prop_assert!(short.contains(word.as_str()), "{word} in {short}");
        }
    }

    #[test]
    fn code_names_nobody(handle in "[a-z]{1,9}", text in "[a-z @.#]{0,30}") {
        for source in [
            format!("`{text}@{handle}`"),
            format!("```\n{text} @{handle}\n```"),
            format!("~~~\n@{handle} {text}"),
            format!("    {text} @{handle}"),
            format!("- a\n\n      {text} @{handle}"),
            format!("> ```\n> @{handle}\n> ```"),
        ] {
            prop_assert_eq!(mentions(&source), Vec::<String>::new(), "{}", source);
            prop_assert!(!render(&source, &Everybody).html.contains("<a "));
        }
    }
}
