//! What can be called, and with what.

use super::environment::{needed, prefix};
use super::find::{Found, all};
use super::inputs::{Input, Place, of};
use super::program::shown;
use super::secrets::Secrets;
use specwright::Output;
use specwright::rust::SentKind;

/// Every operation of a provider, with its arguments and the variables that are read.
pub(super) fn operations(output: &Output) -> String {
    let secrets = Secrets::of(output);
    let mut text = String::new();
    for found in all(output) {
        text.push_str(&operation(output, &found, &secrets));
        text.push('\n');
    }
    let base = match output.krate.api.servers.first() {
        Some(server) => format!("which is {} otherwise", server.url),
        None => "as the document names no server".to_owned(),
    };
    text.push_str(&format!("`--base-url URL` or {}_URL says where, {base}.\n", prefix(output)));
    text.push_str(
        "`--arg name=value` passes an argument; what is required may come from its variable, secrets only do.\n",
    );
    text
}

fn operation(output: &Output, found: &Found<'_>, secrets: &Secrets) -> String {
    let verb = format!("{:?}", found.method.verb).to_uppercase();
    let mut text = format!("{}  {verb} {}\n", found.name(), found.method.path);
    let inputs = of(output, found, secrets);
    let width = inputs.iter().map(|input| input.name.len()).max().unwrap_or_default();
    for input in &inputs {
        text.push_str(&format!("  {:<width$}  {}\n", input.name, about(input)));
    }
    match found.method.body.as_ref().map(|body| &body.kind) {
        Some(SentKind::Raw) => text.push_str("  --body  text, @file, or - for the standard input\n"),
        Some(SentKind::Json | SentKind::Form(_) | SentKind::Lines) if !has_fields(&inputs) => {
            text.push_str("  --body  JSON, @file, or - for the standard input\n");
        }
        _ => {}
    }
    let alternatives: Vec<String> = needed(output, found).iter().map(|names| names.join(" and ")).collect();
    if !alternatives.is_empty() {
        text.push_str(&format!("  credentials: {}\n", alternatives.join(", or ")));
    }
    text
}

fn has_fields(inputs: &[Input]) -> bool {
    inputs.iter().any(|input| input.place == Place::Body)
}

fn about(input: &Input) -> String {
    let is_read = input.required || input.secret;
    let place = match input.place {
        Place::Path => ", in the path",
        Place::Parameters => "",
        Place::Body => ", in the body",
    };
    let required = if input.required { ", required" } else { "" };
    let variable = if is_read { format!(", {}", input.variable) } else { String::new() };
    format!("{}{place}{required}{variable}", shown(&input.ty))
}
