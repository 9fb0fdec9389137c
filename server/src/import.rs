//! Importing a framework that an area wrote itself: from Accord's own file format, or from a plain list in CSV or XLSX.
//!
//! [`framework`] is a pure function from the bytes of a file to a framework or to everything that is wrong with the
//! file; nothing is half imported. How a list becomes a framework is said in `docs/frameworks.md`. Exporting is
//! [`Framework::to_json`]. Keeping what was imported is the caller's business.
//!
//! A file comes from anywhere, so each step looks at sizes before it reads on: `kind` (what the file is), `archive` and
//! `xml` (what a workbook may hold), `grid` (how many rows, and how long a cell), then `header`, `list` and `build`.

mod archive;
mod build;
mod delimited;
mod error;
mod grid;
mod header;
mod kind;
pub mod limits;
mod list;
mod names;
mod ours;
mod scales;
mod text;
mod workbook;
mod xml;

use accord_shared::framework::Framework;

pub use error::RowError;
pub use scales::SCALE_NAMES;

use kind::Kind;

/// Reads a framework from a file; `name` is what the file is called, which decides nothing but the title of a list and
/// whether the file is what its name says.
///
/// # Errors
/// What is wrong with the file, in its order, at most [`accord_shared::framework::limits::PROBLEMS_MAX`] of it.
pub fn framework(bytes: &[u8], name: &str) -> Result<Framework, Vec<RowError>> {
    let rows = match Kind::of(bytes, name)? {
        Kind::Ours => return ours::read(&text::decode(bytes)?),
        Kind::Delimited => delimited::read(&text::decode(bytes)?)?,
        Kind::Workbook => workbook::read(bytes)?,
    };
    build::framework(&list::sections(header::listed(rows)?)?, name)
}
