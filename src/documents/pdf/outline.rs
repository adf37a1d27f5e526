//! The list of contents that a reader of a PDF shows beside it.
//! Never holds what is not on the pages.

/// A place that a reader's list of contents leads to, below the day it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// The day, in words.
    pub day: String,
    /// What stands there.
    pub name: String,
    /// The page, counted from 0.
    pub page: usize,
}

/// The list of contents; days stand above what is of them where there are several.
pub(super) fn outlined(file: &mut lopdf::Document, bookmarks: &[Bookmark]) -> Option<lopdf::ObjectId> {
    let pages: Vec<lopdf::ObjectId> = file.page_iter().collect();
    let days: Vec<&[Bookmark]> = bookmarks.chunk_by(|a, b| a.day == b.day).collect();
    let root = file.new_object_id();
    let entries: Vec<Entry<'_>> = match days.as_slice() {
        [] => return None,
        [only] => only.iter().map(|bookmark| entry(bookmark, &bookmark.name)).collect(),
        several => several
            .iter()
            .filter_map(|day| Some((entry(day.first()?, &day.first()?.day).0, *day)))
            .collect(),
    };
    let count = listed(file, root, &entries, &pages)?;
    let mut outline = count;
    outline.set("Type", "Outlines");
    file.objects.insert(root, outline.into());
    Some(root)
}

/// A bookmark's title and page, and those below it.
type Entry<'a> = ((String, usize), &'a [Bookmark]);

fn entry<'a>(bookmark: &Bookmark, title: &str) -> Entry<'a> {
    ((title.to_owned(), bookmark.page), &[])
}

/// Puts entries below their parent; answers with what the parent says of them.
fn listed(
    file: &mut lopdf::Document,
    parent: lopdf::ObjectId,
    entries: &[Entry<'_>],
    pages: &[lopdf::ObjectId],
) -> Option<lopdf::Dictionary> {
    let ids: Vec<lopdf::ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    for (n, ((title, page), below)) in entries.iter().enumerate() {
        let Some((own, page)) = ids.get(n).zip(pages.get(*page)) else {
            continue;
        };
        let below: Vec<Entry<'_>> = below.iter().map(|bookmark| entry(bookmark, &bookmark.name)).collect();
        let mut dictionary = match below.is_empty() {
            true => lopdf::Dictionary::new(),
            false => listed(file, *own, &below, pages)?,
        };
        dictionary.set("Title", lopdf::text_string(title));
        dictionary.set("Parent", parent);
        let whole: Vec<lopdf::Object> = vec![(*page).into(), "Fit".into()];
        dictionary.set("Dest", whole);
        if let Some(before) = n.checked_sub(1).and_then(|n| ids.get(n)) {
            dictionary.set("Prev", *before);
        }
        if let Some(after) = ids.get(n + 1) {
            dictionary.set("Next", *after);
        }
        file.objects.insert(*own, dictionary.into());
    }
    let mut of = lopdf::Dictionary::new();
    of.set("First", *ids.first()?);
    of.set("Last", *ids.last()?);
    of.set("Count", i64::try_from(ids.len()).unwrap_or(i64::MAX));
    Some(of)
}
