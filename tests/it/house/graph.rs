//! Which file of the crate depends on which.
//!
//! A file depends on another when a path in it names something that the other defines; re-exports are looked through,
//! and code for tests does not count. [`super::source_file`] reads the files, this file follows the paths.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::source_file::{Module, SourceFile};

/// How many re-exports a path may pass: more would be a circle.
const MAX_REEXPORTS: usize = 8;

/// All files of the crate, and the files that each depends on.
pub struct Graph {
    files: BTreeMap<Module, SourceFile>,
    pub dependencies: BTreeMap<Module, BTreeSet<Module>>,
}

impl Graph {
    /// Reads `lib.rs` and every file that is declared below it.
    pub fn read(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        read_module(src, Vec::new(), &mut files);
        let mut graph = Self { files, dependencies: BTreeMap::new() };
        graph.dependencies =
            graph.files.keys().map(|module| (module.clone(), graph.targets(module))).collect();
        graph
    }

    pub fn files(&self) -> impl Iterator<Item = (&Module, &SourceFile)> {
        self.files.iter()
    }

    /// Groups of files that depend on one another in a circle, the largest first.
    pub fn loops(&self) -> Vec<Vec<&Module>> {
        let reachable: BTreeMap<&Module, BTreeSet<&Module>> =
            self.files.keys().map(|module| (module, self.reachable(module))).collect();
        let group_of = |module: &&Module| -> Vec<&Module> {
            let back = |other: &&Module| reachable[*other].contains(*module);
            reachable[*module].iter().copied().filter(back).collect()
        };
        let groups: BTreeSet<Vec<&Module>> =
            self.files.keys().map(|module| group_of(&module)).filter(|group| group.len() > 1).collect();
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|group| Reverse(group.len()));
        groups
    }

    /// Types with an inherent `impl` outside of the file that defines them: (file with the `impl`, type's file, type).
    ///
    /// Calls of methods are no paths. Where a type's methods stand in many files, this graph would not see a loop.
    pub fn spread_impls(&self) -> Vec<(&Module, Module, String)> {
        let impls =
            self.files.iter().flat_map(|(module, file)| file.impls.iter().map(move |path| (module, path)));
        impls
            .filter_map(|(module, path)| {
                let home = self.definition_of(module, path).filter(|home| home != module)?;
                Some((module, home, path.join("::")))
            })
            .collect()
    }

    fn targets(&self, module: &Module) -> BTreeSet<Module> {
        let paths = self.files[module].used_paths();
        paths.filter_map(|path| self.definition_of(module, path)).filter(|target| target != module).collect()
    }

    fn reachable<'a>(&'a self, from: &'a Module) -> BTreeSet<&'a Module> {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            open.extend(self.dependencies[module].iter().filter(|target| seen.insert(*target)));
        }
        seen
    }

    /// The file that defines what a path in `module` names; `None` for other crates and for modules as such.
    fn definition_of(&self, module: &Module, path: &[String]) -> Option<Module> {
        self.definition(&self.absolute(module, path)?, MAX_REEXPORTS)
    }

    /// The path from the crate's root; `None` where it begins with another crate or a local name.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        let file = &self.files[module];
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => {
                let supers = path.iter().take_while(|part| *part == "super").count();
                let base = module.get(..module.len().checked_sub(supers)?)?;
                Some([base, &path[supers..]].concat())
            }
            name if file.children.contains(name) => Some([module, path].concat()),
            name => {
                let import = file.imports.get(name).filter(|import| import.first() != Some(first))?;
                Some([self.absolute(module, import)?.as_slice(), rest].concat())
            }
        }
    }

    fn definition(&self, path: &[String], reexports_left: usize) -> Option<Module> {
        let length = (0..=path.len()).rev().find(|&length| self.files.contains_key(&path[..length]))?;
        let module = path[..length].to_vec();
        let (name, rest) = path[length..].split_first()?;
        let file = &self.files[&module];
        if reexports_left == 0 || file.defines.contains(name) {
            return Some(module);
        }
        let reexported = file.exports.iter().filter_map(|(export, target)| {
            let mut target = match export.as_str() {
                "*" => [self.absolute(&module, target)?.as_slice(), std::slice::from_ref(name)].concat(),
                export if export == name => self.absolute(&module, target)?,
                _ => return None,
            };
            target.extend_from_slice(rest);
            self.definition(&target, reexports_left - 1)
        });
        Some(reexported.into_iter().next().unwrap_or(module))
    }
}

fn read_module(src: &Path, module: Module, files: &mut BTreeMap<Module, SourceFile>) {
    let file = SourceFile::read(src, &module);
    let children: Vec<Module> =
        file.children.iter().map(|child| [module.as_slice(), std::slice::from_ref(child)].concat()).collect();
    files.insert(module, file);
    for child in children {
        read_module(src, child, files);
    }
}
