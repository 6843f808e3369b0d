//! The tools whose files lie beside or above a course: some markup counts only there.

/// What a course's folder, or one above it, shows of the tools that its author uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a tool of its own; many combinations are real")]
pub(crate) struct Tools {
    /// `.obsidian/`.
    pub obsidian: bool,
    /// `mkdocs.yml`, `zensical.toml`.
    pub mkdocs: bool,
    /// `myst.yml`, `_toc.yml`, `conf.py`.
    pub myst: bool,
    /// `_quarto.yml`, `_bookdown.yml`.
    pub quarto: bool,
    /// `_config.yml`, unless it is Jupyter Book's.
    pub jekyll: bool,
    /// `hugo.toml` and its kin, `config.toml` beside `archetypes/` or `layouts/`.
    pub hugo: bool,
    /// `book.toml`.
    pub mdbook: bool,
    /// `config.toml` beside `templates/` or `sass/`.
    pub zola: bool,
}

impl Tools {
    /// The tools that the names in a folder show.
    pub fn of_names<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut tools = Self::default();
        let (mut config, mut hugo_folder, mut zola_folder) = (false, false, false);
        for name in names {
            match name {
                ".obsidian" => tools.obsidian = true,
                "mkdocs.yml" | "mkdocs.yaml" | "zensical.toml" => tools.mkdocs = true,
                "myst.yml" | "_toc.yml" | "conf.py" => tools.myst = true,
                "_quarto.yml" | "_quarto.yaml" | "_bookdown.yml" => tools.quarto = true,
                "_config.yml" | "_config.yaml" => tools.jekyll = true,
                "hugo.toml" | "hugo.yaml" | "hugo.yml" | "hugo.json" => tools.hugo = true,
                "config.toml" | "config.yaml" | "zola.toml" => config = true,
                "archetypes" | "layouts" => hugo_folder = true,
                "templates" | "sass" => zola_folder = true,
                "book.toml" => tools.mdbook = true,
                _ => {}
            }
        }
        tools.hugo |= config && hugo_folder;
        tools.zola = config && zola_folder && !hugo_folder;
        tools.jekyll &= !tools.myst;
        tools
    }

    /// Those of either.
    pub fn or(self, other: Self) -> Self {
        Self {
            obsidian: self.obsidian || other.obsidian,
            mkdocs: self.mkdocs || other.mkdocs,
            myst: self.myst || other.myst,
            quarto: self.quarto || other.quarto,
            jekyll: self.jekyll || other.jekyll,
            hugo: self.hugo || other.hugo,
            mdbook: self.mdbook || other.mdbook,
            zola: self.zola || other.zola,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tools;

    #[test]
    fn a_configuration_names_its_tool() {
        let of = |names: &[&str]| Tools::of_names(names.iter().copied());
        assert!(of(&["_config.yml", "posts"]).jekyll);
        assert!(!of(&["_config.yml", "_toc.yml"]).jekyll);
        assert!(of(&["config.toml", "layouts"]).hugo);
        assert!(of(&["config.toml", "sass", "templates"]).zola);
        assert_eq!(of(&["config.toml", "README.md"]), Tools::default());
    }
}
