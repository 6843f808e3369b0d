//! Events to HTML.
//!
//! Start at [`blocks`]. The HTML differs from the Markdown parser's own in what the portal and the course need: ids,
//! styles, marks for addresses of files, and nothing that could run. All files share one [`writer`]. Each calls only
//! files that come later in this order: blocks, callouts, links, `raw_html`, elements, `author_media`, players.

mod address;
mod attributes;
mod author_media;
mod bare_url;
pub(super) mod blocks;
mod callouts;
mod chunk;
mod elements;
mod formula;
mod image_files;
mod links;
mod lookahead;
mod named_files;
mod open_tags;
mod own_page;
mod placeholders;
mod players;
mod raw_html;
mod text;
mod title_media;
mod undefined;
mod writer;
