//! A point of a scale as people see it: a shape, a number and a word, each of which tells it from the others without
//! the colour.

use accord_shared::framework::Symbol;
use leptos::prelude::*;

/// How much of a grade is shown. A screen reader always gets the number and the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GradeFace {
    /// Shape, number and word.
    #[default]
    Full,
    /// Shape and number.
    Short,
    /// The shape alone, where the number and the word stand beside it; hidden from screen readers.
    Shape,
}

/// The class that gives a grade with this symbol its colour: `grade-star` and so on.
#[must_use]
pub const fn symbol_class(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Plain => "grade-plain",
        Symbol::Star => "grade-star",
        Symbol::Disc => "grade-disc",
        Symbol::Triangle => "grade-triangle",
        Symbol::Square => "grade-square",
        Symbol::Diamond => "grade-diamond",
        Symbol::HalfDisc => "grade-half-disc",
        Symbol::Ring => "grade-ring",
        Symbol::Tick => "grade-tick",
        Symbol::Cross => "grade-cross",
    }
}

/// The outline of a symbol in a square of 24 by 24; nothing for the plain one.
const fn outline(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Plain => "",
        Symbol::Star => "M12 1l3.2 7.3 7.9.8-5.9 5.3 1.7 7.8L12 18.1l-6.9 4.1 1.7-7.8L.9 9.1l7.9-.8z",
        Symbol::Disc => "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20z",
        Symbol::Triangle => "M12 1.5L23.5 22H.5z",
        Symbol::Square => "M3 3h18v18H3z",
        Symbol::Diamond => "M12 .5L23.5 12 12 23.5.5 12z",
        Symbol::HalfDisc => "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20zm0 3v14a7 7 0 0 0 0-14z",
        Symbol::Ring => "M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20zm0 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
        Symbol::Tick => "M9.5 21L1 12.5l3.6-3.6 4.9 4.9L19.9 3.4 23.5 7z",
        Symbol::Cross => "M5 1.5l7 7 7-7L22.5 5l-7 7 7 7-3.5 3.5-7-7-7 7L1.5 19l7-7-7-7z",
    }
}

/// A grade.
#[component]
pub fn GradeMark(
    /// Its shape.
    symbol: Symbol,
    /// Its number, as printed; empty where nobody says it.
    #[prop(into)]
    number: String,
    /// Its word, such as "Good".
    #[prop(into)]
    word: String,
    /// How much of it is shown.
    #[prop(optional)]
    face: GradeFace,
) -> impl IntoView {
    let shape = (symbol != Symbol::Plain).then(|| {
        view! {
            <svg class="grade-shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=outline(symbol) fill-rule="evenodd"></path>
            </svg>
        }
    });
    let words = match face {
        // Where nobody says a number, the word stands for itself.
        GradeFace::Full | GradeFace::Short if number.is_empty() => {
            view! { <span class="grade-word">{word}</span> }.into_any()
        }
        GradeFace::Full => view! {
            <span class="grade-number" translate="no">{number}</span>
            " "
            <span class="grade-word">{word}</span>
        }
        .into_any(),
        GradeFace::Short => view! {
            <span class="grade-number" translate="no">{number}</span>
            <span class="visually-hidden">" " {word}</span>
        }
        .into_any(),
        GradeFace::Shape => ().into_any(),
    };
    view! { <span class=format!("grade {}", symbol_class(symbol))>{shape} {words}</span> }.into_any()
}
