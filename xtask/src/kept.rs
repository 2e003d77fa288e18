//! `names.toml`: the names that stay although something newer would take them.

use crate::stop::Stop;
use specwright::names::Names;
use std::path::Path;

const HEAD: &str =
    "# What callers know by these names, which something newer would take; `cargo xtask vendor` keeps this file.\n";

/// What stands in the file.
pub(crate) fn read(text: Option<&str>, shown: &Path) -> Result<Names, Stop> {
    let names = text.map(toml::from_str).transpose().map_err(|error| Stop::at(shown, "understand", error))?;
    Ok(Names(names.unwrap_or_default()))
}

/// The text of the file; none where no name has to be kept.
pub(crate) fn write(names: &Names) -> Option<String> {
    let text = toml::to_string(&names.0).ok().filter(|_| !names.is_empty())?;
    Some(format!("{HEAD}{text}"))
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use specwright::names::Names;
    use std::path::Path;

    #[test]
    fn what_is_written_is_read() {
        let mut names = Names::default();
        assert_eq!(write(&names), None);
        for (kind, place, name) in
            [("types", "foo_bar", "FooBar"), ("variants", "Order \"asc\"", "Asc"), ("methods", "GET /pets", "list")]
        {
            names.0.entry(kind.to_owned()).or_default().insert(place.to_owned(), name.to_owned());
        }
        let text = write(&names).unwrap();
        assert_eq!(
            text.lines().skip(1).collect::<Vec<_>>(),
            [
                "[methods]",
                "\"GET /pets\" = \"list\"",
                "",
                "[types]",
                "foo_bar = \"FooBar\"",
                "",
                "[variants]",
                "'Order \"asc\"' = \"Asc\"",
            ]
        );
        assert_eq!(read(Some(&text), Path::new("names.toml")).unwrap(), names);
        assert!(read(Some("types = 1"), Path::new("names.toml")).is_err());
    }
}
