//! `cargo xtask suggest-auth SPEC`: the overlay that would let a crate obtain its tokens itself.
//!
//! The document goes in; out comes an overlay, which the generator has already accepted.

mod find;
mod leaves;
mod overlay;
mod refusal;
mod words;

use crate::generate::rendered;
use crate::inspect;
use crate::stop::Stop;
use overlay::Secrets;
use specwright::{File, Input};

/// Runs the command.
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    print!("{}", propose(&inspect::asked(arguments, "suggest-auth")?)?);
    Ok(())
}

/// The overlay, with the actions of the one that is there already.
fn propose(input: &Input) -> Result<String, Stop> {
    let refused = |input: &Input, diagnostics| Stop::Rendered(rendered(&diagnostics, input));
    let output = specwright::generate(input).map_err(|diagnostics| refused(input, diagnostics))?;
    let proposal = find::find(&output.api).map_err(|why| Stop::Failed(format!("{}: {why}", input.spec.name)))?;
    // A schema that the generator moved or merged does not stand where its field says: then by name, wherever.
    let mut outcome = Err(Stop::Failed(String::new()));
    for secrets in [Secrets::Here, Secrets::Anywhere] {
        let actions = overlay::actions(&proposal, secrets);
        let text = match &input.overlay {
            Some(there) => format!("{}\n\n{actions}", there.text.trim_end()),
            None => format!("{}{actions}", overlay::head(&output.api)),
        };
        let overlay = File { name: "the proposal".to_owned(), text: text.clone() };
        let tried = Input { overlay: Some(overlay), ..input.clone() };
        outcome = match specwright::generate(&tried) {
            Ok(_) => return Ok(text),
            Err(diagnostics) => Err(refused(&tried, diagnostics)),
        };
    }
    outcome
}

#[cfg(test)]
mod tests;
