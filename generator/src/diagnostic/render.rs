//! Errors as rustc shows its own.

use super::{Diagnostic, Diagnostics, Place};
use crate::{File, Input};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

/// A line that is longer is not shown: it is a document without line breaks.
const LONGEST: usize = 500;

/// Every error, one after the other.
pub(super) fn render(diagnostics: &Diagnostics, input: &Input, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let rendered = diagnostics.0.iter().map(|diagnostic| renderer.render(&groups(diagnostic, input)) + "\n");
    rendered.collect::<Vec<_>>().join("\n")
}

fn groups<'a>(diagnostic: &'a Diagnostic, input: &'a Input) -> Vec<Group<'a>> {
    let mut group = Level::ERROR
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code)
        .elements(diagnostic.place.as_ref().map(|place| excerpt(place, &diagnostic.label, input)));
    let has_excerpt = diagnostic.place.as_ref().is_some_and(|place| line(place, input).is_some());
    if !has_excerpt && !diagnostic.label.is_empty() {
        group = group.element(Level::NOTE.message(clean(&diagnostic.label)));
    }
    for note in &diagnostic.notes {
        group = group.element(match note.split_once(": ").filter(|(name, _)| !name.contains(' ')) {
            Some((name, text)) => Level::NOTE.with_name(name).message(clean(text)),
            None => Level::NOTE.message(clean(note)),
        });
    }
    let help = diagnostic.help.as_ref().map(|help| Group::with_title(Level::HELP.secondary_title(clean(help))));
    [group].into_iter().chain(help).collect()
}

/// The line that an error is about, and the place on it.
fn excerpt<'a>(place: &'a Place, label: &'a str, input: &'a Input) -> Element<'a> {
    let Some(line) = line(place, input) else {
        return Element::from(Origin::path(place.file.as_str()).line(place.line).char_column(place.column));
    };
    let mut starts = line.char_indices().map(|(at, _)| at).skip(place.column.saturating_sub(1));
    let start = starts.next().unwrap_or(line.len());
    let end = starts.next().unwrap_or(line.len()).max(start);
    let label = Some(label).filter(|label| !label.is_empty());
    let marker = AnnotationKind::Primary.span(start..end).label(label);
    Element::from(Snippet::source(line).line_start(place.line).path(place.file.as_str()).annotation(marker))
}

/// The line of a place, where the file was given and the line is one to be shown.
fn line<'a>(place: &Place, input: &'a Input) -> Option<&'a str> {
    let mut files = [&input.spec].into_iter().chain(&input.overlay).chain(input.files.values());
    let File { text, .. } = files.find(|file| file.name == place.file)?;
    let line = text.lines().nth(place.line.checked_sub(1)?)?;
    Some(line.strip_prefix('\u{feff}').unwrap_or(line)).filter(|line| line.len() <= LONGEST)
}

/// Text from a document, without what a terminal would obey.
fn clean(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_control() && character != '\n' { '\u{fffd}' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_shown_as_the_compiler_does() {
        let overlay = "overlay: 1.1.0\nactions:\n  - target: $.components.schemas.Usr\n";
        let input = Input {
            overlay: Some(File { name: "specs/acme/overlay.yaml".to_owned(), text: overlay.to_owned() }),
            ..Input::default()
        };
        let error = Diagnostic {
            code: "overlay-unmatched",
            message: "this correction changes nothing".to_owned(),
            place: Some(Place { file: "specs/acme/overlay.yaml".to_owned(), line: 3, column: 13 }),
            pointer: None,
            label: "nothing in specs/acme/openapi.yaml matches".to_owned(),
            notes: vec!["description: both spellings are live".to_owned()],
            help: Some("`$.components.schemas` has `User`".to_owned()),
        };
        let shown = r"error[overlay-unmatched]: this correction changes nothing
 --> specs/acme/overlay.yaml:3:13
  |
3 |   - target: $.components.schemas.Usr
  |             ^ nothing in specs/acme/openapi.yaml matches
  |
  = description: both spellings are live
help: `$.components.schemas` has `User`
";
        assert_eq!(render(&Diagnostics(vec![error]), &input, false), shown);
    }
}
