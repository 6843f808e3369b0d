//! What axe-core says about a page's accessibility.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::driver::Browser;

impl Browser {
    /// Fails if axe-core finds anything serious or critical in the page.
    pub async fn assert_accessible(&self, page: &str) {
        self.driver.execute(library().as_str(), Vec::new()).await.unwrap();
        let results: Value = self
            .asynchronous(
                "const { passes, violations } = await axe.run(document);
                return {
                    passes: passes.length,
                    violations: violations.map(({ id, impact, help, nodes }) => ({
                        id, impact, help, nodes: nodes.map(node => `${node.html}\\n${node.failureSummary}`),
                    })),
                };",
            )
            .await;
        assert!(results["passes"].as_u64() > Some(10), "axe-core looked at nothing on {page}: {results}");
        let serious: Vec<&Value> = results["violations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|violation| violation["impact"] == "serious" || violation["impact"] == "critical")
            .collect();
        assert!(
            serious.is_empty(),
            "axe-core on {page}: {}",
            serde_json::to_string_pretty(&serious).unwrap()
        );
    }
}

/// The text of axe-core, from where `.ci/run` installs it.
fn library() -> String {
    let default = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("axe").join(INSIDE);
    let path = std::env::var_os("AXE_CORE").map_or_else(default, PathBuf::from);
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "axe-core is not at {}: {error}\n`.ci/run` installs it, or `npm install --prefix target/axe axe-core`; \
             AXE_CORE says where another copy is",
            path.display()
        )
    })
}

const INSIDE: &str = "node_modules/axe-core/axe.min.js";
