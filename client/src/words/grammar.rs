//! Counting and listing in English.

/// "1 section", "3 sections".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "a, b and c".
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The same words as the beginning of a sentence.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_people_say_them() {
        let parts = |words: &[&str]| list(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(parts(&[]), "");
        assert_eq!(parts(&["Health"]), "Health");
        assert_eq!(parts(&["Health", "SEND", "EP"]), "Health, SEND and EP");
        assert_eq!(count(1, "section", "sections"), "1 section");
        assert_eq!(count(0, "section", "sections"), "0 sections");
        assert_eq!([capital("section E"), capital("“Outcomes”"), capital("")], ["Section E", "“Outcomes”", ""]);
    }
}
