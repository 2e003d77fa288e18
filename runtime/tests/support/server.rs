//! A server on loopback that does what a script says and keeps what it was sent, to the byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does next.
#[derive(Clone, Debug)]
pub enum Step {
    /// These bytes.
    Send(Vec<u8>),
    /// Bytes without end, until the client has enough.
    SendForever(Vec<u8>),
    /// One byte every 50 ms, until the client has enough.
    Drip,
    /// Nothing, for as long as the client waits.
    Hang,
    /// Ends the connection.
    Close,
    /// Breaks the connection.
    Reset,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Raw {
    /// `GET /v1/pets HTTP/1.1`.
    pub line: String,
    /// In order, names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

type Script = dyn Fn(usize, &Raw) -> Vec<Step> + Send + Sync;

pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Raw>>>,
}

impl Server {
    /// Answers the n-th request, counted from 0, with what the script says.
    pub fn new(script: impl Fn(usize, &Raw) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (script, log): (Arc<Script>, _) = (Arc::new(script), seen.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, log) = (script.clone(), log.clone());
                std::thread::spawn(move || serve(stream, &*script, &log));
            }
        });
        Self { address, seen }
    }

    /// Answers every request alike.
    pub fn always(steps: Vec<Step>) -> Self {
        Self::new(move |_, _| steps.clone())
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn seen(&self) -> Vec<Raw> {
        self.seen.lock().unwrap().clone()
    }
}

/// A whole answer.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<Step> {
    let mut text = format!("HTTP/1.1 {status} Some Reason\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    vec![Step::Send(format!("{text}\r\n{body}").into_bytes())]
}

fn serve(stream: TcpStream, script: &Script, log: &Mutex<Vec<Raw>>) {
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(raw) = read(&mut reader) {
        let number = {
            let mut log = log.lock().unwrap();
            log.push(raw.clone());
            log.len() - 1
        };
        for step in script(number, &raw) {
            if !perform(&stream, step) {
                return;
            }
        }
    }
}

/// Whether the connection goes on.
fn perform(mut stream: &TcpStream, step: Step) -> bool {
    match step {
        Step::Send(bytes) => stream.write_all(&bytes).is_ok(),
        Step::SendForever(bytes) => {
            let many = bytes.repeat(1 + 60_000 / bytes.len());
            while stream.write_all(&many).is_ok() {}
            false
        }
        Step::Drip => {
            while stream.write_all(b" ").is_ok() {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            false
        }
        Step::Hang => {
            let _ = stream.read(&mut [0]);
            false
        }
        Step::Close => false,
        Step::Reset => {
            let _ = socket2::SockRef::from(stream).set_linger(Some(std::time::Duration::ZERO));
            false
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Raw> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut headers = Vec::new();
    loop {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).ok().filter(|length| *length > 0)?;
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut raw = Raw { line: line.trim_end().to_owned(), headers, body: Vec::new() };
    if let Some(length) = raw.header("content-length") {
        raw.body = vec![0; length.parse().ok()?];
        reader.read_exact(&mut raw.body).ok()?;
    } else if raw.header("transfer-encoding") == Some("chunked") {
        raw.body = read_chunks(reader)?;
    }
    Some(raw)
}

fn read_chunks(reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        chunk.truncate(length);
        if chunk.is_empty() {
            return Some(body);
        }
        body.extend(chunk);
    }
}
