//! What the program of a call is written in: what is given comes in on its standard input, what came of the call goes out
//! on its standard output, a line of JSON each. Nothing of it is shown before the command has hidden what is secret.

#![allow(dead_code, reason = "a program uses what its operation needs")]

use specwright_runtime::generated::{Decode, Encode, decode, encode};
use specwright_runtime::{
    BuildError, ByteStream, Client, ClientBuilder, Credential, Error, Event, EventStream, FilePart, LineStream,
    Response, Secret, Value,
};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::exit;

/// What the command line and the environment give.
pub(super) struct Given(Value);

impl Given {
    /// Reads it.
    pub(super) fn read() -> Self {
        let mut text = Vec::new();
        let read = std::io::stdin().read_to_end(&mut text).map_err(|why| why.to_string());
        Self(fine("what is given", read.and_then(|_| decode(&text).map_err(|why| why.to_string()))))
    }

    /// The value of an argument, read as its type.
    pub(super) fn take<T: Decode>(&self, name: &str) -> T {
        let value = self.0.get("values").and_then(|values| values.get(name)).unwrap_or(&Value::Null);
        fine(&format!("`{name}`"), decode(&encode(value)).map_err(|why| why.to_string()))
    }

    /// The files of these paths.
    pub(super) fn files(&self, name: &str) -> Vec<FilePart> {
        let paths: Vec<String> = self.take(name);
        let part = |path: String| {
            let file = fine(&format!("`{path}`"), File::open(&path).map_err(|why| why.to_string()));
            let called = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
            FilePart::from(file).named(called)
        };
        paths.into_iter().map(part).collect()
    }

    /// The file of this path.
    pub(super) fn file(&self, name: &str) -> FilePart {
        let first = self.files(name).into_iter().next();
        fine(&format!("`{name}`"), first.ok_or_else(|| "the path of a file is needed".to_owned()))
    }

    /// A client at the base URL that is given, with the credentials that are given.
    pub(super) fn client<C: From<Client>>(&self, mut builder: ClientBuilder<C>) -> C {
        builder = builder.allow_http_on_loopback();
        if let Some(url) = self.0.get("base_url").and_then(Value::as_str) {
            builder = fine("the base URL", builder.base_url(url).map_err(|why| why.to_string()));
        }
        let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        for (scheme, credential) in self.0.get("credentials").and_then(Value::as_object).into_iter().flatten() {
            let key = credential.as_str().map(|key| Credential::Key(Secret::from(key)));
            let basic = || Credential::Basic(text(credential, "user"), Secret::from(text(credential, "password")));
            builder = builder.credential(scheme, key.unwrap_or_else(basic));
        }
        built(builder.build())
    }
}

/// A client, once it is built.
pub(super) fn built<C>(client: Result<C, BuildError>) -> C {
    fine("the client", client.map_err(|why| why.to_string()))
}

/// What came of the call; `names` are those of the types of the answer and of the failure.
pub(super) fn end<T, E>(
    outcome: Result<Response<T>, Error<E>>,
    names: [&str; 2],
    answer: fn(T) -> Value,
    failure: fn(&E) -> Value,
) {
    let head = |status: &str, name: &str| say(&[("status", text(status)), ("type", text(name))]);
    match outcome {
        Ok(response) => {
            head(&response.status().to_string(), names[0]);
            say(&[("value", answer(response.into_body()))]);
        }
        Err(error) => {
            if let Some(status) = error.status() {
                head(&status.to_string(), if error.body().is_some() { names[1] } else { "not as documented" });
            }
            match (error.body(), error.bytes()) {
                (Some(body), _) => say(&[("value", failure(body))]),
                (None, Some(bytes)) if !bytes.is_empty() => say(&[("raw", text(&String::from_utf8_lossy(bytes)))]),
                _ => {}
            }
            let mut causes = vec![error.to_string()];
            let mut source = std::error::Error::source(&error);
            while let Some(cause) = source {
                causes.push(cause.to_string());
                source = cause.source();
            }
            say(&[("error", text(&causes.join(": ")))]);
        }
    }
}

/// A type as JSON.
pub(super) fn json(value: &dyn Encode) -> Value {
    decode(&encode(value)).unwrap_or(Value::Null)
}

/// How much there is in a stream of bytes.
pub(super) fn bytes(mut stream: ByteStream) -> Value {
    let read = std::io::copy(&mut stream, &mut std::io::sink());
    size(fine("the answer", read.map_err(|why| why.to_string())))
}

/// How much there is.
pub(super) fn size(bytes: u64) -> Value {
    text(&format!("{bytes} bytes"))
}

/// Says each event as it comes.
pub(super) fn events<T: Encode + Decode + 'static>(stream: EventStream<T>) -> Value {
    for event in stream.without_reconnect().blocking() {
        let Event { data, .. } = fine("an event", event.map_err(|why| why.to_string()));
        say(&[("item", json(&data))]);
    }
    Value::Null
}

/// Says each line as it comes.
pub(super) fn lines<T: Encode + Decode + 'static>(stream: LineStream<T>) -> Value {
    for line in stream.blocking() {
        say(&[("item", json(&fine("a line", line.map_err(|why| why.to_string()))))]);
    }
    Value::Null
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// What was made, or the end.
fn fine<T>(what: &str, made: Result<T, String>) -> T {
    made.unwrap_or_else(|why| {
        say(&[("refused", text(&format!("{what}: {why}")))]);
        exit(1)
    })
}

fn say(entries: &[(&str, Value)]) {
    let object: Value = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let mut line = encode(&object);
    line.push(b'\n');
    let _ = std::io::stdout().write_all(&line);
    let _ = std::io::stdout().flush();
}
