//! What the rules look at: every Rust file of `src`, parsed once for each test.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One file, without what is compiled only for tests.
pub struct Source {
    /// From the project's folder: `src/threads/store.rs`.
    pub path: String,
    pub text: String,
    /// The modules it stands in, the room first: `["threads", "store"]`; empty for `lib.rs` and `main.rs`.
    pub modules: Vec<String>,
    pub file: syn::File,
    tokens: TokenStream,
    /// Lines of tests.
    tests: Vec<RangeInclusive<usize>>,
}

impl Source {
    pub fn parse(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let tokens = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut found = Tests::default();
        found.visit_file(&file);
        let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
        let modules =
            inner.split('/').filter(|name| !matches!(*name, "mod" | "lib" | "main")).map(str::to_owned).collect();
        Self { path: path.to_owned(), text: text.to_owned(), modules, file, tokens, tests: found.lines }
    }

    /// The room it belongs to: the first folder or file under `src`.
    pub fn room(&self) -> &str {
        match self.modules.first() {
            Some(room) => room,
            None if self.path.ends_with("main.rs") => "main",
            None => "lib",
        }
    }

    pub fn is_test(&self, line: usize) -> bool {
        self.tests.iter().any(|lines| lines.contains(&line))
    }

    /// Every path that begins with `crate` or `super`, with its line; `use` trees unfolded.
    pub fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        paths(&self.tokens, &mut found);
        found.retain(|(line, _)| !self.is_test(*line));
        found
    }

    /// Every call of a method, `(line, name)`, also inside macros.
    pub fn method_calls(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        windows(&self.tokens, &mut |window| {
            if let [TokenTree::Punct(dot), TokenTree::Ident(name), TokenTree::Group(group)] = window
                && dot.as_char() == '.'
                && group.delimiter() == Delimiter::Parenthesis
            {
                found.push((name.span().start().line, name.to_string()));
            }
        });
        found.retain(|(line, _)| !self.is_test(*line));
        found
    }

    /// Every use of a macro, `(line, name)`.
    pub fn macros(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        windows(&self.tokens, &mut |window| {
            if let [TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(_)] = window
                && bang.as_char() == '!'
            {
                found.push((name.span().start().line, name.to_string()));
            }
        });
        found.retain(|(line, _)| !self.is_test(*line));
        found
    }
}

#[derive(Default)]
struct Tests {
    lines: Vec<RangeInclusive<usize>>,
    /// Modules of tests that stand in a file of their own.
    elsewhere: Vec<String>,
}

impl Tests {
    fn note(&mut self, attrs: &[syn::Attribute], span: proc_macro2::Span) {
        if attrs.iter().any(is_test) {
            self.lines.push(span.start().line..=span.end().line);
        }
    }
}

fn is_test(attr: &syn::Attribute) -> bool {
    let is_cfg_test =
        attr.path().is_ident("cfg") && attr.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test");
    is_cfg_test || attr.path().is_ident("test")
}

impl<'ast> Visit<'ast> for Tests {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.note(&item.attrs, item.span());
        if item.content.is_none() && item.attrs.iter().any(is_test) {
            let named = item.attrs.iter().find(|attr| attr.path().is_ident("path")).and_then(|attr| match &attr.meta {
                syn::Meta::NameValue(pair) => match &pair.value {
                    syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) => Some(name.value()),
                    _ => None,
                },
                _ => None,
            });
            self.elsewhere.push(named.unwrap_or_else(|| item.ident.to_string()));
        }
        visit::visit_item_mod(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.note(&item.attrs, item.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note(&item.attrs, item.span());
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.note(&item.attrs, item.span());
        visit::visit_item_impl(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.note(&item.attrs, item.span());
    }
}

/// Every file of `src` that is not only for tests.
pub fn sources() -> Vec<Source> {
    let parsed: Vec<Source> = files("src", &["rs"]).iter().map(|path| Source::parse(path, &read(path))).collect();
    let mut tests = BTreeSet::new();
    for source in &parsed {
        let mut found = Tests::default();
        found.visit_file(&source.file);
        let path = Path::new(&source.path);
        let folder = path.parent().unwrap();
        let inside = match path.file_stem().unwrap().to_str().unwrap() {
            "mod" | "lib" | "main" => folder.to_owned(),
            stem => folder.join(stem),
        };
        for name in found.elsewhere {
            tests.insert(if name.contains('.') { folder.join(name) } else { inside.join(name) });
        }
    }
    let is_test = |path: &str| {
        let path = Path::new(path);
        tests.iter().any(|test| path == test || path.with_extension("") == *test || path.starts_with(test))
    };
    parsed.into_iter().filter(|source| !is_test(&source.path)).collect()
}

/// The project's files under a folder with one of the given endings, in order.
pub fn files(under: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(ROOT).join(under)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
                found.push(path.strip_prefix(ROOT).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing under {under}");
    found
}

pub fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn windows(tokens: &TokenStream, see: &mut impl FnMut(&[TokenTree])) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    trees.windows(3).for_each(&mut *see);
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            windows(&group.stream(), see);
        }
    }
}

fn paths(tokens: &TokenStream, found: &mut Vec<(usize, Vec<String>)>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        at += 1;
        match tree {
            TokenTree::Ident(name) if name == "crate" || name == "super" => {
                let used = path(name.span().start().line, vec![name.to_string()], &trees[at..], found);
                at += used;
            }
            TokenTree::Group(group) => paths(&group.stream(), found),
            _ => {}
        }
    }
}

/// Follows one path, unfolding braces; gives how many trees it took.
fn path(line: usize, mut segments: Vec<String>, trees: &[TokenTree], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut used = 0;
    loop {
        match trees.get(used..used + 3) {
            Some([TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(name)])
                if a.as_char() == ':' && b.as_char() == ':' =>
            {
                segments.push(name.to_string());
                used += 3;
            }
            Some([TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Group(group)])
                if a.as_char() == ':' && b.as_char() == ':' && group.delimiter() == Delimiter::Brace =>
            {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in inner.split(|tree| matches!(tree, TokenTree::Punct(comma) if comma.as_char() == ',')) {
                    if let Some((TokenTree::Ident(first), rest)) = part.split_first() {
                        let mut segments = segments.clone();
                        segments.push(first.to_string());
                        path(first.span().start().line, segments, rest, found);
                    }
                }
                return used + 3;
            }
            _ => {
                if segments.len() > 1 {
                    found.push((line, segments));
                }
                return used;
            }
        }
    }
}
