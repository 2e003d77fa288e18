//! `cargo xtask inspect SPEC`: what is in a document, without writing anything.

use crate::generate::rendered;
use crate::provider;
use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value};
use specwright::api::{Api, Definition, Operation, Origin, Scheme, SchemeKind, Security, Shape, Status};
use specwright::{Input, Output};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    let input = asked(arguments, "inspect")?;
    let output = specwright::generate(&input).map_err(|diagnostics| Stop::Rendered(rendered(&diagnostics, &input)))?;
    print!("{}", report(&output));
    Ok(())
}

/// What `SPEC [--overlay FILE]` names.
pub(crate) fn asked(mut arguments: lexopt::Parser, command: &str) -> Result<Input, Stop> {
    let (mut spec, mut overlay) = (None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if spec.is_none() => spec = Some(PathBuf::from(path)),
            Long("overlay") => overlay = Some(PathBuf::from(arguments.value()?)),
            Value(_) | Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    let spec = spec.ok_or_else(|| Stop::Usage(format!("which document? `cargo xtask {command} SPEC`")))?;
    input(&spec, overlay.as_deref())
}

/// A provider's name stands for its document and its overlay.
fn input(spec: &Path, overlay: Option<&Path>) -> Result<Input, Stop> {
    let root = provider::root();
    if !spec.exists() && overlay.is_none() {
        let name = spec.to_string_lossy();
        if provider::names(&root)?.iter().any(|known| *known == name) {
            return Ok(provider::read(&root, &name)?.input);
        }
        let unknown = provider::unknown(&root, &name)?;
        return Err(Stop::Failed(format!("there is no file `{name}`, and {unknown}")));
    }
    let here = Path::new("");
    let beside = spec.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = provider::read_file(here, spec)?;
    let files = provider::neighbours(beside, beside, &file.text)?;
    let overlay = overlay.map(|path| provider::read_file(here, path)).transpose()?;
    Ok(Input { spec: file, overlay, files, ..Input::default() })
}

fn report(output: &Output) -> String {
    let api = &output.api;
    let mut lines = vec![format!("{} {}", api.title, api.version)];
    lines.push(format!("\nservers: {}", api.servers.len()));
    for server in &api.servers {
        let description = server.description.as_deref().unwrap_or_default();
        lines.push(format!("  {}  {}", server.url, first_line(description)));
    }
    lines.push(format!("\nsecurity: {}", security(&api.security)));
    lines.extend(api.schemes.iter().map(|(key, scheme)| format!("  {key}: {}", kind(scheme))));
    lines.push(format!("\noperations: {}", api.operations.len()));
    lines.extend(api.operations.iter().map(|it| operation(api, it)));
    lines.push(format!("\ntypes: {}", api.types.len()));
    let components = api.types.iter().filter_map(|it| match &it.origin {
        Origin::Component(name) => Some(format!("  {name}: {}", shape(it))),
        Origin::Moved(_) | Origin::Inline { .. } => None,
    });
    lines.extend(components);
    let inline = api.types.iter().filter(|it| !matches!(it.origin, Origin::Component(_))).count();
    lines.push(format!("  and {inline} that stand inside of others"));
    lines.push(format!("\nledger: {}", output.ledger.0.len()));
    lines.extend(output.ledger.to_string().lines().map(|line| format!("  {line}")));
    let mut text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

fn operation(api: &Api, it: &Operation) -> String {
    let verb = it.method.verb();
    let replies: Vec<_> = it.replies.iter().map(|reply| status(reply.status)).collect();
    let needs = match &it.security {
        Some(own) if *own != api.security => format!("  ({})", security(own)),
        _ => String::new(),
    };
    format!("  {verb:<6} {}  {}  {}{needs}", it.path, it.id, replies.join(" "))
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn shape(it: &Definition) -> String {
    match &it.shape {
        Shape::Object(object) => format!("object of {} fields", object.fields.len()),
        Shape::Choice(choice) => format!("one of {} values", choice.values.len()),
        Shape::Union(union) => format!("one of {} types", union.members.len()),
        Shape::Alias(_) => "another name for a type".to_owned(),
    }
}

fn kind(scheme: &Scheme) -> String {
    let text = match &scheme.kind {
        SchemeKind::Bearer => "bearer token".to_owned(),
        SchemeKind::Basic => "user and password".to_owned(),
        SchemeKind::Http(name) => format!("http {name}"),
        SchemeKind::HeaderKey(name) => format!("key in the header {name}"),
        SchemeKind::QueryKey(name) => format!("key in the query, {name}"),
        SchemeKind::CookieKey(name) => format!("key in the cookie {name}"),
        SchemeKind::MutualTls => "client certificate".to_owned(),
    };
    if scheme.token_source.is_some() { format!("{text}, obtained by the crate itself") } else { text }
}

fn security(security: &Security) -> String {
    let all = |all: &Vec<specwright::api::SchemeUse>| -> String {
        if all.is_empty() {
            return "nothing".to_owned();
        }
        all.iter().map(|it| it.scheme.as_str()).collect::<Vec<_>>().join(" and ")
    };
    if security.is_empty() { "nothing".to_owned() } else { security.iter().map(all).collect::<Vec<_>>().join(" or ") }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
