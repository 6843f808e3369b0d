//! Events to HTML.
//!
//! Start at [`blocks`]. The HTML differs from what the Markdown parser would write in the things that the
//! portal and the course need: ids, styles, marks where the address of a file belongs, nothing that could
//! run. All that write share one [`writer`]; each file calls only those that stand behind it in this order:
//! blocks, links, `raw_html`, elements, `author_media`, players.

mod address;
mod attributes;
mod author_media;
mod bare_url;
pub(super) mod blocks;
mod chunk;
mod elements;
mod links;
mod lookahead;
mod open_tags;
mod placeholders;
mod players;
mod raw_html;
mod text;
mod writer;
