//! The building blocks of every page: labels, signals and callbacks go in, native controls come out. Nothing in here
//! knows what a panel is; each block has a style sheet of the same name in `client/styles/components/`.

mod as_it_is;
mod button;
mod checkbox;
mod choice;
mod copy;
mod dialog;
mod disclosure;
mod error_summary;
mod field;
mod fits;
mod icon;
mod later;
mod live;
mod media;
mod notice;
mod page;
mod phase_steps;
mod radio_group;
mod select;
mod table;
mod tag;
mod top_bar;
pub mod translated;
pub mod when;

pub use as_it_is::{as_it_is, as_it_is_in};
pub use button::{Button, ButtonKind, ButtonLink};
pub use checkbox::Checkbox;
pub use choice::Choice;
pub use copy::{CopyButton, CopyField};
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use error_summary::{ErrorSummary, Problem};
pub use field::{Field, FieldFrame, FieldKind, TextArea, described_by};
pub use fits::{Fitting, FormFits, why_not};
pub use icon::{Icon, IconName};
pub use later::{Later, LaterModule, drawn, fetch_when_quiet};
pub use live::{alert, announce};
pub use media::{follow_media, media_holds};
pub use notice::{Notice, NoticeKind};
pub use page::{Page, PageWidth, focus_heading, focus_id, set_page_title};
pub use phase_steps::PhaseSteps;
pub use radio_group::{RadioGroup, RadioLayout};
pub use select::Select;
pub use table::Table;
pub use tag::{Tag, TagKind};
pub use top_bar::{SkipLink, TopBar};

use std::sync::atomic::{AtomicU32, Ordering};

/// An element id that nothing else on the page has, such as `why-7`.
pub fn fresh_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
