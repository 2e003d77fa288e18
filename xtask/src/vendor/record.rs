//! `source.toml` as `vendor` keeps it: what a person wrote there stays.

use crate::source::Origin;
use crate::stop::Stop;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// How a new provider begins.
const NEW: &str = "# Where this document comes from, and how its crate is to be.\n";

/// What `vendor` writes into `source.toml`.
pub(super) struct Record<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    /// What the manifest says of the crate, where nothing is said yet.
    pub(super) description: &'a str,
    /// `info.license`, where the document names one.
    pub(super) licence: Option<&'a str>,
    pub(super) sha256: &'a str,
    /// Whether the operations of a new provider stand in a module for each tag.
    pub(super) by_tags: bool,
    pub(super) origins: &'a [Origin],
}

/// The text of `source.toml`; `old` is what stands there.
pub(super) fn write(old: Option<&str>, record: &Record<'_>, shown: &Path) -> Result<String, Stop> {
    let mut document: DocumentMut =
        old.unwrap_or_default().parse().map_err(|error| Stop::at(shown, "understand", error))?;
    let is_new = old.is_none();
    if is_new {
        document["name"] = value(record.name);
        document["version"] = value(record.version);
        document["description"] = value(record.description);
        if let Some(licence) = record.licence {
            document["licence"] = value(licence);
        }
        document["sha256"] = value(record.sha256);
        if record.by_tags {
            let mut settings = Table::new();
            settings["layout"] = value("tags");
            document["settings"] = Item::Table(settings);
        }
    } else {
        replace(&mut document, "version", record.version);
        replace(&mut document, "sha256", record.sha256);
    }
    let mut tables = ArrayOfTables::new();
    for origin in record.origins {
        tables.push(table(origin));
    }
    document["source"] = Item::ArrayOfTables(tables);
    let text = document.to_string();
    Ok(if is_new { format!("{NEW}{text}") } else { text })
}

/// Sets a key, and leaves the comment beside it.
fn replace(document: &mut DocumentMut, key: &str, text: &str) {
    match document.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = text.into();
            *old.decor_mut() = decor;
        }
        None => document[key] = value(text),
    }
}

fn table(origin: &Origin) -> Table {
    let mut table = Table::new();
    let Origin { url, file, index, origin, sha256, date } = origin;
    for (key, text) in [("url", url), ("file", file), ("index", index), ("origin", origin)] {
        if let Some(text) = text {
            table[key] = value(text);
        }
    }
    table["sha256"] = value(sha256);
    table["date"] = value(date);
    table
}

/// Today, `2026-11-21`.
pub(super) fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date(since.as_secs() / 86_400)
}

/// The date of a day counted from 1970, by the Gregorian calendar.
fn date(days: u64) -> String {
    // Counted from the 1st of March of the year 0, a leap day is the last of its year.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{Record, date, write};
    use crate::source::Origin;
    use std::path::Path;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(19_782), "2024-02-29");
        assert_eq!(date(20_778), "2026-11-21");
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let origins = [Origin {
            url: Some("https://a.io/b".into()),
            sha256: "12".into(),
            date: "2026-01-01".into(),
            ..Origin::default()
        }];
        let record = Record {
            name: "a",
            version: "0.2.0",
            description: "A",
            licence: None,
            sha256: "34",
            by_tags: false,
            origins: &origins,
        };
        let old = "# Mine.\nname = \"a\"\nversion = \"0.1.0\" # careful\nsha256 = \"00\"\n\n[settings]\n# wide\nlayout = \"tags\"\n\n[[source]]\nfile = \"x\"\nsha256 = \"1\"\ndate = \"2020-01-01\"\n";
        assert_eq!(
            write(Some(old), &record, Path::new("source.toml")).unwrap(),
            "# Mine.\nname = \"a\"\nversion = \"0.2.0\" # careful\nsha256 = \"34\"\n\n[settings]\n# wide\nlayout = \"tags\"\n\n[[source]]\nurl = \"https://a.io/b\"\nsha256 = \"12\"\ndate = \"2026-01-01\"\n"
        );
        assert_eq!(
            write(None, &Record { by_tags: true, ..record }, Path::new("source.toml")).unwrap(),
            "# Where this document comes from, and how its crate is to be.\nname = \"a\"\nversion = \"0.2.0\"\ndescription = \"A\"\nsha256 = \"34\"\n\n[settings]\nlayout = \"tags\"\n\n[[source]]\nurl = \"https://a.io/b\"\nsha256 = \"12\"\ndate = \"2026-01-01\"\n"
        );
    }
}
