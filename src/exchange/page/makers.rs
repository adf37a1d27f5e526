//! Who made a title: in a line of its own, or in the sentence that says what it is.
//! Never takes who only printed, translated or inspired it for its maker.

const BY: [&str; 17] = [
    "by ",
    "von ",
    "words by ",
    "words and drawings by ",
    "words and pictures by ",
    "drawn by ",
    "by: ",
    "from: ",
    "written by ",
    "author: ",
    "authors: ",
    "author(s): ",
    "makers: ",
    "maker: ",
    "edited by ",
    "made by ",
    "artist: ",
];

/// Small words inside names.
const PARTICLES: [&str; 14] = [
    "de", "da", "di", "van", "von", "der", "den", "la", "le", "du", "del", "of", "y", "the",
];

/// A line that says nothing but who made it: `by Ada Writer and B. Drawer`.
pub(super) fn makers_line(line: &str) -> Option<Vec<String>> {
    let lower = line.to_lowercase();
    let roles = with_roles(line);
    let label = BY.iter().find(|label| lower.starts_with(**label));
    if label.is_none() && roles.is_some() {
        return roles;
    }
    let said = line.get(label?.len()..)?;
    if let Some(named) = with_roles(said) {
        return Some(named);
    }
    // `by A, translated by B`: who translated it is said in a line of its own.
    let said = said.split_once(", translated by ").map_or(said, |(before, _)| before);
    let (names, rest) = names(said);
    (!names.is_empty() && rest.trim_matches(['.', ' ']).is_empty()).then_some(names)
}

/// `Ada Writer (Author); B. Drawer (Illustrator)`: those who made it, without who only brought it into another language
/// where somebody else is named.
fn with_roles(line: &str) -> Option<Vec<String>> {
    const ROLES: [&str; 8] = [
        "author",
        "editor",
        "illustrator",
        "artist",
        "contributor",
        "writer",
        "photographer",
        "translator",
    ];
    let plain = line
        .replace(['(', ')', '[', ']'], " ")
        .replace(" and ", ";")
        .replace(" & ", ";");
    let mut makers = Vec::new();
    let mut translators = Vec::new();
    for part in plain.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let (name, role) = part.rsplit_once(' ')?;
        let role = role.trim_end_matches('s').to_lowercase();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        (ROLES.contains(&role.as_str()) && name_length(&name) == name.len()).then_some(())?;
        let onto = if role == "translator" {
            &mut translators
        } else {
            &mut makers
        };
        onto.push(name);
    }
    let named = if makers.is_empty() { translators } else { makers };
    (!named.is_empty()).then_some(named)
}

/// Whether a line says only who brought it into another language.
pub(super) fn is_translator(line: &str) -> bool {
    let lower = line.to_lowercase();
    let rest = [
        "translated by ",
        "translation by ",
        "translation: ",
        "translator: ",
        "übersetzt von ",
    ]
    .iter()
    .find_map(|label| line.get(lower.starts_with(label).then_some(label.len())?..));
    rest.is_some_and(|rest| {
        let (names, rest) = names(rest);
        !names.is_empty() && rest.trim_matches(['.', ' ']).is_empty()
    })
}

/// The names that a text begins with: `From Ada Writer and B. Drawer, two takes on …`. One-word names could be anything,
/// so here a name has two.
pub(super) fn makers_of(paragraph: &str) -> Option<Vec<String>> {
    let rest = ["From ", "By ", "Written by "]
        .iter()
        .find_map(|from| paragraph.strip_prefix(from))?;
    let (names, rest) = names(rest);
    let ends = rest.is_empty()
        || rest.starts_with([',', '.', ':', ';', '–', '—', '(', '!'])
        || ["with ", "on ", "about "].iter().any(|word| rest.starts_with(word));
    (!names.is_empty() && ends && names.iter().all(|name| name.contains(' '))).then_some(names)
}

/// The names in a sentence that says what the thing is and who made it: `A short argument by Nadia Brandt about floods`.
/// What is by nobody but printed, translated or inspired by somebody names no maker.
pub(super) fn makers_in(paragraph: &str) -> Option<Vec<String>> {
    const KINDS: [&str; 64] = [
        "essay",
        "essays",
        "argument",
        "zine",
        "minizine",
        "mini-zine",
        "perzine",
        "comic",
        "comics",
        "poem",
        "poems",
        "story",
        "stories",
        "pamphlet",
        "booklet",
        "article",
        "articles",
        "text",
        "texts",
        "piece",
        "pieces",
        "written",
        "drawn",
        "illustrated",
        "collected",
        "compiled",
        "edited",
        "made",
        "assembled",
        "interview",
        "interviews",
        "guide",
        "primer",
        "history",
        "novel",
        "memoir",
        "letters",
        "manifesto",
        "speech",
        "lecture",
        "talk",
        "talks",
        "work",
        "writings",
        "writing",
        "photographs",
        "photos",
        "drawings",
        "collection",
        "anthology",
        "play",
        "songs",
        "recipes",
        "postcards",
        "reader",
        "take",
        "takes",
        "report",
        "diary",
        "notes",
        "introduction",
        "handbook",
        "manual",
        "book",
    ];
    const NOT_BY: [&str; 29] = [
        "inspired",
        "published",
        "printed",
        "translated",
        "translation",
        "foreword",
        "afterword",
        "preface",
        "introduction",
        "introduced",
        "cover",
        "covers",
        "photographed",
        "followed",
        "influenced",
        "owned",
        "run",
        "led",
        "founded",
        "organised",
        "organized",
        "distributed",
        "illustrations",
        "artwork",
        "art",
        "reviewed",
        "design",
        "designed",
        "side",
    ];
    let end = paragraph.char_indices().find(|(at, ch)| {
        let next = paragraph.get(at + ch.len_utf8()..).unwrap_or_default();
        let word = paragraph
            .get(..*at)
            .unwrap_or_default()
            .rsplit([' ', '.'])
            .next()
            .unwrap_or_default();
        // An initial or `St.` ends no sentence.
        matches!(ch, '.' | '!' | '?') && word.chars().count() > 2 && (next.is_empty() || next.starts_with([' ', '”']))
    });
    let sentence = paragraph.get(..end.map_or(paragraph.len(), |(at, _)| at))?;
    let mut by = sentence.match_indices(" by ");
    let (at, mark) = by.next()?;
    by.next().is_none().then_some(())?;
    let before = sentence.get(..at)?.to_lowercase();
    let words: Vec<&str> = before
        .split(|ch: char| !ch.is_alphanumeric() && ch != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.last()?;
    let done_to = last.ends_with("ed") && !KINDS.contains(last) || NOT_BY.contains(last);
    (!done_to && words.iter().any(|word| KINDS.contains(word))).then_some(())?;
    let (names, _) = names(sentence.get(at + mark.len()..)?);
    let whole = |name: &String| name.contains(' ') && !name.starts_with("the ");
    (!names.is_empty() && names.iter().all(whole)).then_some(names)
}

/// The names at the beginning of a text, and where it goes on.
fn names(text: &str) -> (Vec<String>, &str) {
    const BETWEEN: [&str; 10] = [
        ", and ", ", & ", " and ", " & ", " + ", " und ", " with ", ", ", "; ", " / ",
    ];
    let mut names = Vec::new();
    let mut beyond = text.trim();
    let mut next = beyond;
    loop {
        let length = name_length(next);
        let (name, after) = next.split_at_checked(length).unwrap_or((next, ""));
        if name.is_empty() {
            // What stood between was no list: the text goes on before it.
            return (names, beyond.trim_start());
        }
        names.push(name.to_owned());
        beyond = after;
        match BETWEEN.iter().find_map(|mark| after.strip_prefix(mark)) {
            Some(rest) => next = rest,
            None => return (names, after.trim_start()),
        }
    }
}

/// How long the name is that a text begins with: one to five words in capitals, small words between them.
pub(super) fn name_length(text: &str) -> usize {
    let (mut end, mut at, mut words) = (0, 0, 0);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let stops = bare.trim_end_matches([',', ';', ':', '!', '…']);
        let initial =
            stops.trim_end_matches('.').chars().count() <= 2 || matches!(stops, "St." | "Jr." | "Sr." | "Dr.");
        let name = if initial { stops } else { stops.trim_end_matches('.') };
        let capital = name
            .trim_start_matches(['(', '‘', '“'])
            .chars()
            .next()
            .is_some_and(|ch| ch.is_uppercase());
        let apostrophe = ["d’", "d'", "l’", "l'", "al-", "el-"]
            .iter()
            .any(|small| name.starts_with(small) && name.len() > small.len() + 1);
        if capital || apostrophe {
            words += 1;
            end = at + name.len();
        } else if words == 0 && name != "the" || !PARTICLES.contains(&name) {
            break;
        }
        at += word.len();
        if name.len() < bare.len() || words == 6 {
            break;
        }
    }
    end
}
