//! How fast JSON is read and written, beside serde_json: `cargo run --release -p specwright-runtime --example speed`.

use specwright_runtime::Value;
use specwright_runtime::generated::{Decode, DecodeError, Encode, Fields, Json, decode, encode, optional, required};
use std::hint::black_box;
use std::time::{Duration, Instant};

#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    id: i64,
    customer_name: String,
    total: f64,
    is_paid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_at: Option<String>,
    created_at: String,
    items: Vec<Item>,
    tags: Vec<String>,
    status: String,
}

#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
struct Item {
    sku: String,
    quantity: u32,
    price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<f64>,
}

impl Decode for Order {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            id: fields.required("id")?,
            customer_name: fields.required("customerName")?,
            total: fields.required("total")?,
            is_paid: fields.required("isPaid")?,
            note: fields.optional("note")?,
            cancelled_at: fields.optional("cancelledAt")?,
            created_at: fields.required("createdAt")?,
            items: fields.required("items")?,
            tags: fields.required("tags")?,
            status: fields.required("status")?,
        })
    }
}

impl Encode for Order {
    fn encode(&self) -> Json<'_> {
        Json::object([
            required("id", &self.id),
            required("customerName", &self.customer_name),
            required("total", &self.total),
            required("isPaid", &self.is_paid),
            optional("note", &self.note),
            optional("cancelledAt", &self.cancelled_at),
            required("createdAt", &self.created_at),
            required("items", &self.items),
            required("tags", &self.tags),
            required("status", &self.status),
        ])
    }
}

impl Decode for Item {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            sku: fields.required("sku")?,
            quantity: fields.required("quantity")?,
            price: fields.required("price")?,
            discount: fields.optional("discount")?,
        })
    }
}

impl Encode for Item {
    fn encode(&self) -> Json<'_> {
        Json::object([
            required("sku", &self.sku),
            required("quantity", &self.quantity),
            required("price", &self.price),
            optional("discount", &self.discount),
        ])
    }
}

fn order(at: i64) -> Order {
    let item = |at: i64| Item {
        sku: format!("SKU-{at:05}"),
        quantity: (at % 7) as u32 + 1,
        price: at as f64 * 1.25 + 0.99,
        discount: (at % 5 == 0).then_some(0.1),
    };
    Order {
        id: 1_000_000 + at,
        customer_name: format!("Customer number {at}"),
        total: at as f64 * 3.17,
        is_paid: at % 2 == 0,
        note: (at % 3 == 0).then(|| "Please leave it at the door,\nand ring \"twice\".".to_owned()),
        cancelled_at: None,
        created_at: "2026-11-21T10:00:00Z".to_owned(),
        items: (0..at % 4).map(item).collect(),
        tags: vec!["wholesale".to_owned(), "export".to_owned()],
        status: "shipped".to_owned(),
    }
}

/// The best of many runs.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..200).map(|_| once(&mut run)).min().unwrap_or_default()
}

fn row(what: &str, ours: Duration, theirs: Duration, bytes: usize) {
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{what:24} {:6.0} MB/s   serde {:6.0} MB/s   time x {ratio:.2}", speed(ours), speed(theirs));
}

fn main() {
    let orders: Vec<Order> = (0..3000).map(order).collect();
    let text = serde_json::to_vec(&orders).unwrap_or_default();
    assert_eq!(decode::<Vec<Order>>(&text).ok().as_ref(), Some(&orders));
    assert_eq!(serde_json::from_slice::<Vec<Order>>(&encode(&orders)).ok().as_ref(), Some(&orders));
    println!("{} bytes", text.len());
    let json = time(|| Json::parse(&text));
    row("read, untyped", json, time(|| serde_json::from_slice::<Value>(&text)), text.len());
    row(
        "read, into Value",
        time(|| decode::<Value>(&text)),
        time(|| serde_json::from_slice::<Value>(&text)),
        text.len(),
    );
    let derived = time(|| serde_json::from_slice::<Vec<Order>>(&text));
    row("read, typed", time(|| decode::<Vec<Order>>(&text)), derived, text.len());
    let by_serde = time(|| serde_json::from_slice::<Json<'_>>(&text).map(Vec::<Order>::decode));
    row("read, typed, by serde", by_serde, derived, text.len());
    row("write, typed", time(|| encode(&orders)), time(|| serde_json::to_vec(&orders)), text.len());
}
