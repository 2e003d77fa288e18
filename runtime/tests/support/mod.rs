//! A server on loopback that does what a script says, and the clients that meet it.
#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test uses a part of it")]

pub mod clock;
pub mod logs;
pub mod server;

pub use clock::Skipping;
pub use server::{Server, Step, answer};

use specwright_runtime::generated::{Api, Scheme, Server as ApiServer};
use specwright_runtime::{ByteStream, Bytes, Client, ClientBuilder, Transport};
use std::sync::Arc;
use std::time::Duration;

/// An API with every kind of scheme and nothing required.
pub const API: Api = Api {
    title: "Test",
    servers: &[ApiServer::new("https://api.example.com/v1")],
    schemes: &[
        Scheme::bearer("bearer"),
        Scheme::basic("basic"),
        Scheme::header("header", "X-Api-Key"),
        Scheme::query("query", "api_key"),
        Scheme::cookie("cookie", "session"),
        Scheme::http("digest", "Digest"),
    ],
    security: &[],
};

/// How a call is run: both transports, with and without an async runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    ReqwestAsync,
    ReqwestBlocking,
    ReqwestElsewhere,
    UreqAsync,
    UreqBlocking,
}

pub const WAYS: &[Way] =
    &[Way::ReqwestAsync, Way::ReqwestBlocking, Way::ReqwestElsewhere, Way::UreqAsync, Way::UreqBlocking];

impl Way {
    pub fn transport(self) -> Arc<dyn Transport> {
        match self {
            Self::ReqwestAsync | Self::ReqwestBlocking | Self::ReqwestElsewhere => {
                Arc::new(specwright_runtime::Reqwest::default())
            }
            Self::UreqAsync | Self::UreqBlocking => Arc::new(specwright_runtime::Ureq::default()),
        }
    }

    /// A client of a server on loopback, patient for a while, whose waits are skipped.
    pub fn client(self, base: &str) -> ClientBuilder {
        ClientBuilder::<Client>::new(&API)
            .base_url(base)
            .unwrap()
            .allow_http_on_loopback()
            .transport(self.transport())
            .attempt_timeout(Duration::from_millis(9900))
            .idle_timeout(Duration::from_millis(9900))
            .timeout(None)
            .environment(Skipping::default())
    }

    pub fn run<T: 'static, E: 'static>(
        self,
        call: specwright_runtime::Call<T, E>,
    ) -> Result<specwright_runtime::Response<T>, specwright_runtime::Error<E>> {
        match self {
            Self::ReqwestBlocking => call.send_blocking(),
            Self::UreqBlocking => call.send_blocking(),
            Self::ReqwestAsync => in_tokio(call.send()),
            Self::UreqAsync => in_tokio(call.send()),
            Self::ReqwestElsewhere => elsewhere(call.send()),
        }
    }

    /// Runs a call whose answer is a stream, and reads it to its end.
    pub fn collect<E: 'static>(self, call: specwright_runtime::Call<ByteStream, E>) -> std::io::Result<Bytes> {
        match self {
            Self::ReqwestBlocking | Self::UreqBlocking => {
                let mut bytes = Vec::new();
                std::io::Read::read_to_end(&mut call.blocking().unwrap(), &mut bytes)?;
                Ok(bytes.into())
            }
            _ => self.wait(async { call.await.unwrap().collect(1 << 20).await }),
        }
    }

    /// Runs a future as this way would.
    pub fn wait<T>(self, future: impl Future<Output = T>) -> T {
        match self {
            Self::ReqwestAsync | Self::UreqAsync => in_tokio(future),
            _ => elsewhere(future),
        }
    }
}

fn in_tokio<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

struct Unpark(std::thread::Thread);

impl std::task::Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future where there is no tokio.
pub fn elsewhere<T>(future: impl Future<Output = T>) -> T {
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(output) => return output,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}
