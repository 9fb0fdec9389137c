//! The texts of the simulated colleagues: short notes in the voice of people who read plans for a living. All of it is
//! invented, like the plans.

use accord_shared::panel::Agency;

/// The sentences about one section, for any colleague.
pub(super) struct Sayings {
    /// The section of the framework.
    pub section: &'static str,
    /// What is strong about it, where it is.
    pub good: [&'static str; 3],
    /// What is weak about it, where it is.
    pub weak: [&'static str; 3],
}

pub(super) const SAYINGS: [Sayings; 13] = [
    Sayings {
        section: "A",
        good: [
            "I could picture this young person after one page: the drumming, the dog, the wish to work with animals.",
            "Their own words are in quotation marks and it says who asked the questions and how.",
            "Parents' hopes stand beside the young person's without drowning them out.",
        ],
        weak: [
            "The voice here is the parents' and the school's. I still do not know what the young person wants.",
            "The history is a list of dates and services. Who stands by this family?",
            "It does not say how they were asked, so I cannot tell whether these are their views at all.",
        ],
    },
    Sayings {
        section: "E",
        good: [
            "Each outcome goes back to something hoped for in section A.",
            "The steps to adult life are there and they belong to this person, not to a template.",
            "I can tell when each outcome will be looked at again and by whom.",
        ],
        weak: [
            "Two of the outcomes are really provision: sessions attended is not a change in anyone's life.",
            "I could not say in a year's time whether these had been reached. Nothing to measure by.",
            "Nothing looks past the end of this key stage.",
        ],
    },
    Sayings {
        section: "B",
        good: [
            "Numbered needs, each with how it shows in class. Staff will find their way.",
            "Where the two reports disagree about attention, the plan says so and says which way it went.",
            "The needs in the advice are all here; I checked them one by one.",
        ],
        weak: [
            "The sensory needs from the occupational therapy report have been left out.",
            "It names the diagnosis and not what it means on a Tuesday morning.",
            "Strengths and needs are mixed up in one long paragraph.",
        ],
    },
    Sayings {
        section: "C",
        good: [
            "Epilepsy and what it does to tiredness and memory are explained without jargon.",
            "It separates what affects learning from what does not.",
            "Short and right, in words a teaching assistant can use.",
        ],
        weak: [
            "Copied from a clinic letter. A parent would need a dictionary.",
            "The sleep problem is in the paediatrician's advice and not in here.",
            "It does not say whether these health needs touch on learning.",
        ],
    },
    Sayings {
        section: "D",
        good: [
            "Says plainly that there was an assessment and what it found.",
            "The strain on the family at weekends is described with respect.",
            "Needs under the 1970 Act are set apart from the rest.",
        ],
        weak: [
            "\"Not known to social care\" is not an assessment of need.",
            "Nothing about how the young person gets about outside school, which the advice mentions twice.",
            "I cannot tell which of these needs the law counts under section 2.",
        ],
    },
    Sayings {
        section: "F",
        good: [
            "Hours, group size, who, and how well trained they are: school could start on Monday.",
            "Every need in B has an answer here, in the same order.",
            "The speech therapy programme says who runs it between the therapist's visits.",
        ],
        weak: [
            "\"Access to\" and \"opportunities for\" throughout. Nobody could be held to this.",
            "There is no support at all against the social communication need.",
            "The hours add up to less than the psychologist advised, and it does not say why.",
        ],
    },
    Sayings {
        section: "G",
        good: [
            "Six sessions a term, named team, and a review date. That is what we ask for.",
            "The link from the health need to the outcome is easy to follow.",
            "Moving to adult services is planned and has a name beside it.",
        ],
        weak: [
            "\"Will be offered physiotherapy\" without how much or by whom.",
            "Provision is here for a need that section C does not have.",
            "Nothing about who takes over from the children's team at eighteen.",
        ],
    },
    Sayings {
        section: "H1",
        good: [
            "Three hours of short breaks a week, with what they are for.",
            "Help at home is spelled out, and so is the help for the parents.",
            "It follows from section D and I can see which outcome it serves.",
        ],
        weak: [
            "Short breaks are mentioned but not how many hours.",
            "The local offer is not provision. It has to say what this child gets.",
            "The adaptations from the assessment are missing.",
        ],
    },
    Sayings {
        section: "H2",
        good: [
            "The early help plan and this one say the same thing, for once.",
            "Clear what adult care gives from eighteen.",
            "A named worker and how often they visit.",
        ],
        weak: [
            "The early help plan offers more than is written here.",
            "Blank, although the family has a support worker.",
            "No amounts.",
        ],
    },
    Sayings {
        section: "I",
        good: [
            "Name and type of school, and that it is the one the family asked for.",
            "Nothing about transport, as it should be.",
            "Short and exactly right.",
        ],
        weak: [
            "It does not say whether this was the parents' choice.",
            "Transport is promised here, which this section should not do.",
            "The type of school is missing.",
        ],
    },
    Sayings {
        section: "J",
        good: [
            "Asked for, agreed, and what it pays for: all there.",
            "The direct payment is tied to the outcome on going out.",
            "Clear who manages the money.",
        ],
        weak: [
            "It does not say whether the family was asked.",
            "An amount with no purpose.",
            "The rules for the direct payment are in a letter and not in the plan.",
        ],
    },
    Sayings {
        section: "K",
        good: [
            "Every report has its date and its author.",
            "The list matches what we were given to read.",
            "SENDIASS and the advocate are on the list too.",
        ],
        weak: [
            "Two reports have no date, and the oldest is three years old.",
            "There is no signature.",
            "Social care advice is listed but I could not find anything that came of it.",
        ],
    },
    Sayings {
        section: "overall",
        good: [
            "A plan I would be glad to be handed as a new teacher.",
            "The thread holds from hopes to outcomes.",
            "Made together with the family, and you can tell.",
        ],
        weak: [
            "Good parts that do not speak to each other.",
            "Too much of it could be about any child.",
            "Well meant, but nobody could check whether it happened.",
        ],
    },
];

/// How each agency begins when it speaks of what matters to it.
#[rustfmt::skip]
pub(super) const fn voice(agency: Agency) -> &'static str {
    match agency {
        Agency::ParentCarerForum => "As a parent reading this:",
        Agency::Sendiass => "Families ring us about exactly this:",
        Agency::SendService => "From the caseload:",
        Agency::EducationalPsychology => "Against the psychological advice:",
        Agency::Health => "From health:",
        Agency::SocialCare => "From social care:",
        Agency::EarlyHelp => "From early help:",
        Agency::EducationSetting => "In school we would ask:",
        Agency::Other => "Seen from outside:",
    }
}

/// What each agency has to say about a plan as a whole: where it is a good one, and where it is not. There are two of
/// each, for the first and the second such plan of a meeting.
#[rustfmt::skip]
pub(super) const fn views(agency: Agency, good: bool) -> [&'static str; 2] {
    match (agency, good) {
        (Agency::ParentCarerForum, true) => [
            "There is a real child in this plan and I liked meeting him. A family could read it without help. Mostly it says who does what; in one place I would have had to ring up and ask.",
            "I read it aloud at home and nobody asked what a word meant. The family's worries are taken seriously, and I know whom to call.",
        ],
        (Agency::ParentCarerForum, false) => [
            "I found a list of difficulties and had to look for the child. Some pages are written for professionals. I could not tell my neighbour who is supposed to do what, or when.",
            "The parents said a great deal and little of it came through. I would put this plan in a drawer, because I would not know what to do with it.",
        ],
        (Agency::Sendiass, true) => [
            "A family could hold people to this. The right to ask for a personal budget is explained, which is rare.",
            "Nothing here would bring a family to our door. Their choices are set out, and so are the answers.",
        ],
        (Agency::Sendiass, false) => [
            "The wording leaves so much open that the family would have to argue for each hour.",
            "We would expect a call within the month: the family asked for things and the plan is silent on them.",
        ],
        (Agency::SendService, true) => [
            "Good work by the plan writer under time pressure. Worth showing in the next team meeting.",
            "The reports came in time for once, and it shows in how well they fit together.",
        ],
        (Agency::SendService, false) => [
            "The advice was there; it did not make its way into the plan. This is one for coaching and not only for correcting.",
            "It was written against the clock, and pieces of an older plan are still in it. The check before issue should have caught that.",
        ],
        (Agency::EducationalPsychology, true) => [
            "Needs and provision match the advice, and the reasoning can be followed.",
            "What we found out about how the child learns has become something that staff can act on.",
        ],
        (Agency::EducationalPsychology, false) => [
            "The formulation in the advice has been taken apart into phrases, and the link between need and support is lost.",
            "Our recommendations were ranked by what would help most. That order has disappeared.",
        ],
        (Agency::Health, true) => [
            "Health needs are in plain words and the provision has amounts. We can deliver this.",
            "The clinic and the school would read the same thing in it, which is not always so.",
        ],
        (Agency::Health, false) => [
            "What we wrote has been shortened until it no longer says what we would do.",
            "Nobody in our team would recognise the child from the health pages.",
        ],
        (Agency::SocialCare, true) => [
            "Care is part of this plan and not an afterthought.",
            "The support at home and the support in school know of each other.",
        ],
        (Agency::SocialCare, false) => [
            "Care is treated as a box to tick. The assessment said more than this.",
            "Life outside of school hours hardly happens in these pages.",
        ],
        (Agency::EarlyHelp, true) => [
            "It fits with the family's early help plan.",
            "The brothers and sisters are thought of too.",
        ],
        (Agency::EarlyHelp, false) => [
            "It reads as if nobody had spoken to the family's early help worker.",
            "Help that has ended is written down as if it still went on.",
        ],
        (Agency::EducationSetting, true) => [
            "We could put this on the timetable next week.",
            "A supply teacher would get through a Monday with this in hand.",
        ],
        (Agency::EducationSetting, false) => [
            "We would have to write our own plan in order to use this one.",
            "We could not tell what is ours to do and what is somebody else's.",
        ],
        (Agency::Other, true) => [
            "Compared with others we see, this is in the better half.",
            "There is a template behind it, but the child has been let out of it.",
        ],
        (Agency::Other, false) => [
            "We see the same weaknesses in other areas, so there may be something to learn together.",
            "With the name taken away, this could be one of a hundred.",
        ],
    }
}

/// A recurring theme, and the section that it was seen in.
pub(super) const THEMES: [(&str, &str); 4] = [
    ("E", "Outcomes that describe provision and not a change"),
    ("F", "Provision without amounts"),
    ("A", "The young person's own words"),
    ("D", "Social care advice that comes late or says little"),
];

/// Something to be done: the section, the area for development, the action, the body and the post that own it.
pub(super) struct ToDo {
    pub section: &'static str,
    pub about: &'static str,
    pub action: &'static str,
    pub body: &'static str,
    pub owner: &'static str,
}

pub(super) const TO_DO: [ToDo; 4] = [
    ToDo {
        section: "F",
        about: "Provision is not specific enough to be delivered or checked.",
        action: "Run two short workshops for plan writers on wording provision, with before-and-after examples from this panel.",
        body: "SEND service",
        owner: "SEND operations lead",
    },
    ToDo {
        section: "E",
        about: "Outcomes cannot be measured.",
        action: "Add three questions on outcomes to the check that is made before a draft leaves the team.",
        body: "Educational psychology",
        owner: "Quadrant senior educational psychologist",
    },
    ToDo {
        section: "G",
        about: "Health advice loses its amounts on the way into the plan.",
        action: "Agree a one-page form for health advice that asks for how much, how often and by whom.",
        body: "Health",
        owner: "Designated clinical officer",
    },
    ToDo {
        section: "A",
        about: "Families do not see how their views were used.",
        action: "Write a short guide with parents on what to expect from section A, and send it with the first letter.",
        body: "Parent-carer forum",
        owner: "Forum representative",
    },
];

/// What can be said of a section.
pub(super) fn sayings(section: &str) -> &'static Sayings {
    // A section that the list does not know is spoken of as the plan is as a whole.
    SAYINGS.iter().find(|sayings| sayings.section == section).unwrap_or(&SAYINGS[SAYINGS.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_framework_has_sayings() {
        let framework = accord_shared::framework::builtin_framework("essex-full").unwrap();
        let sections: Vec<&str> = framework.sections.iter().map(|section| section.id.as_str()).collect();
        let known: Vec<&str> = SAYINGS.iter().map(|sayings| sayings.section).collect();
        assert_eq!(sections, known);
        assert!(
            THEMES
                .iter()
                .map(|(section, _)| section)
                .chain(TO_DO.iter().map(|d| &d.section))
                .all(|s| known.contains(s))
        );
    }
}
