//! Every bound on a framework file, with its unit and its reason.
//!
//! The largest form of the sources has 59 rows; the bounds leave room for forms several times that
//! size, and keep a hostile file from costing more than a few milliseconds to refuse.

/// Length of a framework file. The largest shipped file is a tenth of this.
pub const FILE_BYTES_MAX: usize = 512 * 1024;
/// Length of a file that becomes a framework. The longest list that can has about 800 KiB of text; a workbook is smaller.
pub const UPLOAD_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Length of an id: it is a key in documents, rows and addresses, so it stays short.
pub const ID_CHARS_MAX: usize = 40;
/// Length of a version, such as `2022.11`.
pub const VERSION_CHARS_MAX: usize = 20;
/// Length of a title, a label or the word for a point of a scale.
pub const TITLE_CHARS_MAX: usize = 200;
/// Length of a sentence or a paragraph: a descriptor, a meaning, a note.
pub const TEXT_CHARS_MAX: usize = 2_000;
/// Scales in one framework.
pub const SCALES_MAX: usize = 8;
/// Points of one scale: 0 to 20 is the longest that anyone marks by hand.
pub const POINTS_MAX: usize = 21;
/// The value of a point, above or below 0: every JSON reader keeps it exactly.
pub const POINT_VALUE_MAX: u64 = 1_000_000;
/// Marks that one point may be worth, and the figure that a score may be scaled to. Together with
/// [`ROWS_MAX`] it keeps every sum far inside 64 bits.
pub const MARKS_MAX: u32 = 1_000;
/// Other sets of words over one scale.
pub const FACES_MAX: usize = 8;
/// Sections of one framework: the room lists them all on one screen.
pub const SECTIONS_MAX: usize = 60;
/// Descriptors of one framework, over all its sections.
pub const ROWS_MAX: usize = 400;
/// Subtotals of one framework.
pub const GROUPS_MAX: usize = 60;
/// Limiting judgements of one framework, and what one of them may rest on.
pub const LIMITING_MAX: usize = 60;
/// Details asked about the plan or advice, and questions asked at the end.
pub const QUESTIONS_MAX: usize = 40;
/// Choices of one detail, or prompts of one question.
pub const CHOICES_MAX: usize = 40;
/// Entries of the glossary.
pub const GLOSSARY_MAX: usize = 100;
/// Problems reported for one file: enough to correct it by, short enough to read.
pub const PROBLEMS_MAX: usize = 50;
