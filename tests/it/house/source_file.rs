//! One file of the crate, reduced to the names in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{Item, UseTree, Visibility};

/// A module's path from the crate's root: `["source", "layout"]`; empty for `lib.rs`.
pub type Module = Vec<String>;

/// What a file declares and names. Code for tests is left out.
#[derive(Default)]
pub struct SourceFile {
    /// Modules that are files of their own.
    pub children: BTreeSet<String>,
    /// Names that it hands on, and their paths; `*` for all names of a path.
    pub exports: Vec<(String, Vec<String>)>,
    /// Names that `use` brings in, and their paths.
    pub imports: BTreeMap<String, Vec<String>>,
    /// Types, functions and constants.
    pub defines: BTreeSet<String>,
    /// Types that have an inherent `impl` here.
    pub impls: BTreeSet<Vec<String>>,
    pub lines: usize,
    /// Paths of two parts or more in the code.
    paths: BTreeSet<Vec<String>>,
}

impl SourceFile {
    pub fn read(src: &Path, module: &Module) -> Self {
        let path = path_of(src, module);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = Self::default();
        file.add_items(parsed.items);
        file
    }

    /// Every path that the file uses something by.
    pub fn used_paths(&self) -> impl Iterator<Item = &Vec<String>> {
        self.paths.iter().chain(self.imports.values()).chain(&self.impls)
    }

    fn add_items(&mut self, items: Vec<Item>) {
        for item in items.into_iter().filter(|item| !is_for_tests(item)) {
            let span = item.span();
            self.lines += span.end().line - span.start().line + 1;
            let tokens = item.to_token_stream();
            match item {
                Item::Use(item) => self.add_use(&item),
                Item::Mod(item) => match item.content {
                    Some((_, items)) => self.add_items(items),
                    None => drop(self.children.insert(item.ident.to_string())),
                },
                Item::Impl(item) => {
                    if item.trait_.is_none()
                        && let syn::Type::Path(of) = item.self_ty.as_ref()
                    {
                        self.impls
                            .insert(of.path.segments.iter().map(|part| part.ident.to_string()).collect());
                    }
                    self.add_paths(tokens);
                }
                item => {
                    self.defines.extend(name_of(&item));
                    self.add_paths(tokens);
                }
            }
        }
    }

    fn add_use(&mut self, item: &syn::ItemUse) {
        let mut names = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut names);
        if matches!(item.vis, Visibility::Inherited) {
            self.imports.extend(names);
        } else {
            self.exports.extend(names);
        }
    }

    /// Notes every `a::b`, those in the arguments of macros too. `pub(in a::b)` uses nothing of `a::b`.
    fn add_paths(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            let continues = colons == 2;
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if !continues {
                        self.add_path(&mut path);
                    }
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    let is_visibility = path.last().is_some_and(|name| name == "pub")
                        && group.delimiter() == Delimiter::Parenthesis;
                    self.add_path(&mut path);
                    if !is_visibility {
                        self.add_paths(group.stream());
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.add_path(&mut path),
            }
            colons = 0;
        }
        self.add_path(&mut path);
    }

    fn add_path(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.paths.insert(path);
        }
    }
}

fn path_of(src: &Path, module: &Module) -> PathBuf {
    if module.is_empty() {
        return src.join("lib.rs");
    }
    let base = src.join(module.join("/"));
    let file = base.with_extension("rs");
    if file.exists() { file } else { base.join("mod.rs") }
}

fn is_for_tests(item: &Item) -> bool {
    let attributes = match item {
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string() == "# [cfg (test)]")
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// The names that a `use` brings in, and their whole paths.
fn flatten(tree: &UseTree, base: &mut Vec<String>, names: &mut Vec<(String, Vec<String>)>) {
    let below = |name: &syn::Ident| [base.as_slice(), &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => {
            base.push(path.ident.to_string());
            flatten(&path.tree, base, names);
            base.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            names.extend(base.last().map(|last| (last.clone(), base.clone())));
        }
        UseTree::Name(name) => names.push((name.ident.to_string(), below(&name.ident))),
        UseTree::Rename(rename) => names.push((rename.rename.to_string(), below(&rename.ident))),
        UseTree::Glob(_) => names.push(("*".to_owned(), base.clone())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, base, names)),
    }
}
