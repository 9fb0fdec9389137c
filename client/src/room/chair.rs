//! What only the chair has: the bar with the next step, the menu, handing over and taking over.

pub mod attention;
pub mod bar;
mod give_office;
mod hand;
mod menu;
mod open_sections;
pub mod take_over;
