//! A server of Node.js on loopback, which ends when nobody holds it any more.

use crate::stop::Stop;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs.
pub(super) struct Running {
    child: Child,
    /// Where it answers.
    pub(super) url: String,
}

impl Running {
    /// Prism, which refuses what the document does not allow.
    pub(super) fn prism(packages: &Path, spec: &Path) -> Result<Self, Stop> {
        let port = free_port()?;
        let mut command = Command::new("node");
        command.arg(packages.join("@stoplight/prism-cli/dist/index.js"));
        command.args(["mock", "--errors", "--host", "127.0.0.1", "--port", &port.to_string()]).arg(spec);
        Self::start(command, "Prism is listening", format!("http://127.0.0.1:{port}"))
    }

    /// An authorization server, whose clients have this secret.
    pub(super) fn oidc_provider(packages: &Path, secret: &str) -> Result<Self, Stop> {
        let script = packages.with_file_name("oidc.mjs");
        std::fs::write(&script, include_str!("oidc.mjs")).map_err(|why| Stop::at(&script, "write", why))?;
        let port = free_port()?;
        let mut command = Command::new("node");
        command.arg(script).args([&port.to_string(), secret]);
        Self::start(command, "oidc-provider is listening", format!("http://127.0.0.1:{port}"))
    }

    /// Starts a server, and waits for the line that says that it listens.
    fn start(mut command: Command, listening: &'static str, url: String) -> Result<Self, Stop> {
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = spawned.map_err(|why| Stop::Failed(format!("cannot run node: {why}")))?;
        let stdout = child.stdout.take();
        let running = Self { child, url };
        let (said, heard) = mpsc::channel();
        std::thread::spawn(move || {
            // Reads on to the end, so that the server can always write.
            for line in stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines()).map_while(Result::ok) {
                let _ = said.send(line);
            }
        });
        let mut lines = Vec::new();
        loop {
            match heard.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(listening) => return Ok(running),
                Ok(line) => lines.push(line),
                Err(why) => {
                    return Err(Stop::Failed(format!("the server does not start: {why}\n{}", lines.join("\n"))));
                }
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16, Stop> {
    let bound = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(|why| Stop::Failed(format!("no port is free on loopback: {why}")))
}
