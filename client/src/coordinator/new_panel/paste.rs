//! Reading a list of people that was pasted from a message or a spreadsheet: name, agency, post, a person to a line.
//! Pure.

use accord_shared::panel::Agency;

/// One person of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedPerson {
    /// The person's name.
    pub name: String,
    /// The person's agency; `Other` where the words are not known.
    pub agency: Agency,
    /// The person's post. Where the agency is not known, its words stand here, so that nothing is lost.
    pub post: String,
    /// Whether the agency was known.
    pub agency_known: bool,
}

/// Words by which people call an agency, in small letters; the first that is in the text counts.
const CALLED: [(&str, Agency); 29] = [
    ("parent", Agency::ParentCarerForum),
    ("carer forum", Agency::ParentCarerForum),
    ("family forum", Agency::ParentCarerForum),
    ("pcf", Agency::ParentCarerForum),
    ("sendiass", Agency::Sendiass),
    ("advice and support", Agency::Sendiass),
    ("psycholog", Agency::EducationalPsychology),
    ("eps", Agency::EducationalPsychology),
    ("ep", Agency::EducationalPsychology),
    ("early help", Agency::EarlyHelp),
    ("social care", Agency::SocialCare),
    ("social work", Agency::SocialCare),
    ("care", Agency::SocialCare),
    ("health", Agency::Health),
    ("nhs", Agency::Health),
    ("icb", Agency::Health),
    ("dco", Agency::Health),
    ("therapy", Agency::Health),
    ("school", Agency::EducationSetting),
    ("college", Agency::EducationSetting),
    ("nursery", Agency::EducationSetting),
    ("setting", Agency::EducationSetting),
    ("academy", Agency::EducationSetting),
    ("send service", Agency::SendService),
    ("send", Agency::SendService),
    ("sen", Agency::SendService),
    ("local authority", Agency::SendService),
    ("la", Agency::SendService),
    ("council", Agency::SendService),
];

/// Reads a pasted list. Empty lines and a heading line are passed over.
#[must_use]
pub fn read(text: &str) -> Vec<PastedPerson> {
    text.lines().map(cells).filter(|cells| !is_heading(cells)).filter_map(|cells| person(&cells)).collect()
}

/// The cells of a line: a spreadsheet has tabs between them, people write commas, semicolons, bars or dashes.
fn cells(line: &str) -> Vec<String> {
    let separator = ["\t", ";", "|", ",", " – ", " — ", " - "].into_iter().find(|mark| line.contains(mark));
    let parts: Vec<&str> = match separator {
        Some(mark) => line.splitn(3, mark).collect(),
        None => vec![line],
    };
    parts.into_iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn is_heading(cells: &[String]) -> bool {
    cells.len() > 1 && cells[0].eq_ignore_ascii_case("name") && cells[1].to_lowercase().starts_with("agency")
}

fn person(cells: &[String]) -> Option<PastedPerson> {
    let name = cells.first().filter(|name| !name.is_empty())?.clone();
    let said = cells.get(1).map(String::as_str).unwrap_or_default();
    let post = cells.get(2).cloned().unwrap_or_default();
    Some(if let Some(agency) = agency(said) {
        PastedPerson { name, agency, post, agency_known: true }
    } else {
        let post = if post.is_empty() || said.is_empty() { format!("{said}{post}") } else { format!("{said}, {post}") };
        PastedPerson { name, agency: Agency::Other, post, agency_known: false }
    })
}

/// The agency that a text names: in full, as Accord shortens it, or as people call it.
fn agency(text: &str) -> Option<Agency> {
    let text = text.to_lowercase();
    let named =
        |agency: &Agency| [agency.name(), agency.short(), agency.slug()].iter().any(|name| name.to_lowercase() == text);
    let padded = format!(" {} ", text.replace(|c: char| !c.is_alphanumeric(), " "));
    let called = |(word, _): &&(&str, Agency)| {
        // Short ones are words of their own: "ep" is not in "reception".
        if word.len() < 6 { padded.contains(&format!(" {word} ")) } else { padded.contains(word) }
    };
    Agency::ALL.into_iter().find(named).or_else(|| CALLED.iter().find(called).map(|(_, agency)| *agency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, name: &str, agency: Agency, post: &str) {
        let people = read(line);
        let [person] = people.as_slice() else { panic!("{line:?} gave {people:?}") };
        assert_eq!((person.name.as_str(), person.agency, person.post.as_str()), (name, agency, post), "{line:?}");
    }

    #[test]
    fn a_line_is_name_agency_and_post() {
        check("Ann Lee, Health, Paediatric nurse", "Ann Lee", Agency::Health, "Paediatric nurse");
        check("Ann Lee\tNHS trust\tNurse, community", "Ann Lee", Agency::Health, "Nurse, community");
        check("Bo Khan; Parent-carer forum", "Bo Khan", Agency::ParentCarerForum, "");
        check(
            "  Cy  Moss – EP – Senior  psychologist ",
            "Cy Moss",
            Agency::EducationalPsychology,
            "Senior psychologist",
        );
        check("Di Fox | Children’s social care | Team manager", "Di Fox", Agency::SocialCare, "Team manager");
        check("Ed Orr, SEND, Head of SEND", "Ed Orr", Agency::SendService, "Head of SEND");
        check("Flo Day, SENDIASS, Adviser", "Flo Day", Agency::Sendiass, "Adviser");
        check("Gus Hill, Hill Academy, SENCO", "Gus Hill", Agency::EducationSetting, "SENCO");
        check("Hana Ito", "Hana Ito", Agency::Other, "");
    }

    #[test]
    fn every_agency_is_known_by_each_of_its_names() {
        for agency in Agency::ALL {
            for name in [agency.name(), agency.short(), agency.slug()] {
                check(&format!("Ann Lee, {name}, Post"), "Ann Lee", agency, "Post");
            }
        }
    }

    #[test]
    fn an_unknown_agency_is_kept_in_the_post() {
        let people = read("Ann Lee, Youth justice, Worker\nBo Khan, Reception team");
        assert_eq!(people[0].post, "Youth justice, Worker");
        assert_eq!(people[1].post, "Reception team");
        assert!(people.iter().all(|person| person.agency == Agency::Other && !person.agency_known));
    }

    #[test]
    fn empty_lines_and_a_heading_are_no_people() {
        assert_eq!(read("Name, Agency, Post\n\n  \n , Health, Nurse\nAnn Lee, Health").len(), 1);
        assert_eq!(read(""), []);
    }
}
