//! Every bound on an imported file, with its unit and its reason. Those on a framework are
//! [`accord_shared::framework::limits`].

use accord_shared::framework::limits::{ROWS_MAX, SECTIONS_MAX};

pub use accord_shared::framework::limits::UPLOAD_BYTES_MAX;

/// Rows of a list: its descriptors, a heading for each section, and the row that names the columns.
pub const LIST_ROWS_MAX: usize = ROWS_MAX + SECTIONS_MAX + 1;

/// Columns of a list. Three are read; a few more may have been left in by mistake and deserve a clear sentence.
pub const COLUMNS_MAX: usize = 20;

/// Files inside a workbook. One with twenty sheets, and a picture and a drawing on each, has about a hundred.
pub const ENTRIES_MAX: usize = 200;

/// What a workbook may come to when it is unpacked, and what is kept of it in memory.
pub const UNPACKED_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// Sheets of a workbook; each is opened to see whether it holds the list.
pub const SHEETS_MAX: usize = 20;

/// Tags, attributes and pieces of text in all parts of a workbook that are read. The longest list has about 30,000; a sheet
/// of a thousand rows whose empty cells have colours has three times as many.
pub const XML_PIECES_MAX: usize = 200_000;

/// How deep the elements of a part may lie inside each other; a cell's text lies seven deep.
pub const XML_DEPTH_MAX: usize = 32;

/// Attributes of one element. The root of a sheet that Excel wrote has about twelve.
pub const XML_ATTRIBUTES_MAX: usize = 64;

/// Length of one tag. The root of a sheet that Excel wrote has about a tenth of this.
pub const XML_TAG_BYTES_MAX: usize = 16 * 1024;

/// The largest number that is taken for the name of a section; greater ones are mostly dates in disguise.
pub const SECTION_NUMBER_MAX: u32 = 999;

/// How much of the file's name goes into the title and the sources of what is imported.
pub const NAME_CHARS_MAX: usize = 80;
