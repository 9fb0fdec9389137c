//! Finds the terms of the glossary in a text, so that each meaning is one tap away where the term stands.

use accord_shared::framework::Term;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Words(String),
    /// A term as it stands in the text, and what it means.
    Term {
        /// As it stands in the text.
        words: String,
        /// What it means.
        meaning: String,
    },
}

/// Cuts a text into plain words and terms. Only the first place of a term is marked, and `seen` remembers the terms
/// that earlier texts had, so that a page is not strewn with them.
pub fn pieces(text: &str, glossary: &[Term], seen: &mut Vec<String>) -> Vec<Piece> {
    let mut places: Vec<(usize, usize, &Term)> = glossary
        .iter()
        .filter(|term| !seen.contains(&term.term))
        .filter_map(|term| {
            let spellings = std::iter::once(&term.term).chain(&term.also);
            let places = spellings.filter_map(|spelling| place(text, spelling));
            places.min_by_key(|(start, end)| (*start, std::cmp::Reverse(*end))).map(|(start, end)| (start, end, term))
        })
        .collect();
    places.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let (mut pieces, mut done) = (Vec::new(), 0);
    for (start, end, term) in places {
        // A term inside a longer one is part of it: "SEN" in "SEND".
        if start < done {
            continue;
        }
        if start > done {
            pieces.push(Piece::Words(text[done..start].to_owned()));
        }
        pieces.push(Piece::Term { words: text[start..end].to_owned(), meaning: term.meaning.clone() });
        seen.push(term.term.clone());
        done = end;
    }
    if done < text.len() {
        pieces.push(Piece::Words(text[done..].to_owned()));
    }
    pieces
}

/// Where a spelling first stands as a word of its own. Capitals do not matter, except for what is written in capitals
/// only: "SEN" is not "sen".
fn place(text: &str, spelling: &str) -> Option<(usize, usize)> {
    let exact = spelling.chars().all(|c| !c.is_lowercase());
    let same = |at: &str| if exact { at == spelling } else { at.eq_ignore_ascii_case(spelling) };
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
    text.char_indices().map(|(start, _)| (start, start + spelling.len())).find(|(start, end)| {
        text.get(*start..*end).is_some_and(same)
            && edge(text[..*start].chars().next_back())
            && edge(text[*end..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let term = |term: &str, also: &[&str]| Term {
            term: term.to_owned(),
            also: also.iter().map(|s| (*s).to_owned()).collect(),
            meaning: format!("what {term} means"),
        };
        let glossary =
            [term("SEN", &[]), term("SEND", &[]), term("outcome", &["outcomes"]), term("golden thread", &[])];
        let pieces = pieces(text, &glossary, &mut Vec::new());
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) | Piece::Term { words, .. } => words.as_str(),
            })
            .collect();
        assert_eq!(whole, text, "nothing is lost");
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Term { words, .. } => Some(words),
                Piece::Words(_) => None,
            })
            .collect()
    }

    #[test]
    fn terms_are_found_as_whole_words_and_once() {
        assert_eq!(terms("Each outcome, and all outcomes."), ["outcome"]);
        assert_eq!(terms("The SEND service names every SEN."), ["SEND", "SEN"]);
        assert_eq!(terms("sen is no term; outcome-based is none either"), Vec::<String>::new());
        assert_eq!(terms("A Golden thread"), ["Golden thread"]);
        assert_eq!(terms("Wörter – ünd Outcomes"), ["Outcomes"]);
    }

    #[test]
    fn a_term_met_before_is_not_marked_again() {
        let glossary = [Term { term: "SMART".to_owned(), also: Vec::new(), meaning: "x".to_owned() }];
        let mut seen = Vec::new();
        assert_eq!(pieces("SMART", &glossary, &mut seen).len(), 1);
        assert_eq!(pieces("SMART", &glossary, &mut seen), [Piece::Words("SMART".to_owned())]);
    }
}
