//! The hands of `.ci/measure`: an empty window to compare with, a till with very many sales, and the watch beside a start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../benches/common/mod.rs"]
mod common;

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use uuid::Uuid;
use zinetill::domain::cart::{Cart, Item};
use zinetill::domain::currency::Currency;
use zinetill::domain::money::{Money, Quantity};
use zinetill::domain::payment::{Method, Tender};
use zinetill::domain::title::Sku;
use zinetill::till::{NewTill, SaleRequest, Till};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["empty"] => empty().unwrap(),
        ["fill", folder, titles, sales] => fill(folder.as_ref(), titles.parse().unwrap(), sales.parse().unwrap()),
        ["start", screen, rounds, commands @ ..] => start(screen, rounds.parse().unwrap(), commands),
        _ => panic!("empty | fill FOLDER TITLES SALES | start SCREEN ROUNDS COMMAND…"),
    }
}

/// A window of the till's size with nothing in it.
fn empty() -> iced::Result {
    fn update((): &mut (), (): ()) {}
    fn view((): &()) -> iced::Element<'_, ()> {
        iced::widget::container("").width(iced::Fill).height(iced::Fill).into()
    }
    iced::application(|| (), update, view)
        .title("Empty")
        .window_size((1280.0, 800.0))
        .run()
}

/// A till with so many titles and sales, the last ones of today.
fn fill(folder: &Path, titles: usize, sales: u32) {
    let new = NewTill {
        currency: Currency::USD,
        register: "A".into(),
        shop: "Measured".into(),
        demo: true,
        practice: false,
    };
    let mut till = Till::create(folder, &new).unwrap();
    common::fill(folder, titles);
    let skus: Vec<Sku> = till
        .catalog()
        .unwrap()
        .titles()
        .iter()
        .map(|title| title.sku.clone())
        .collect();
    let priced = |sku: &Sku| sku.as_str().starts_with("converge");
    let skus: Vec<Sku> = skus.into_iter().filter(priced).collect();
    let now = till.now();
    for n in 0..sales {
        let mut cart = Cart::new(Uuid::now_v7());
        for line in 0..=(n % 3) {
            let sku = skus[(n as usize * 7 + line as usize) % skus.len()].clone();
            cart.add(Item::Title(sku), Quantity::new(1 + n % 2).unwrap()).unwrap();
        }
        let mut at = now;
        // Two hundred a day.
        at.utc_ms -= i64::from((sales - 1 - n) / 200) * 86_400_000;
        let request = SaleRequest {
            cart,
            tenders: vec![Tender {
                method: Method::cash(),
                given: Money::from_minor(2_000, Currency::USD),
            }],
            key: Uuid::now_v7().to_string(),
            at: Some(at),
            expected_total: None,
            parked: false,
        };
        till.sell(&request).unwrap();
    }
}

/// Starts each command by turns and tells how long each took until the screen stood as it stays.
/// The screen is the file that `Xvfb -fbdir` keeps its pixels in.
fn start(screen: &str, rounds: usize, commands: &[&str]) {
    let screen = Screen::of(screen);
    let blank = screen.picture();
    let still: Vec<Vec<u32>> = commands.iter().map(|command| screen.rest(command, &blank)).collect();
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..rounds {
        for (n, command) in commands.iter().enumerate() {
            let begin = Instant::now();
            let mut program = run(command);
            // Seen is what was drawn before the look at it, so the middle of both looks is taken.
            let mut looked = begin;
            let taken = loop {
                let before = looked;
                looked = Instant::now();
                if alike(&screen.picture(), &still[n]) {
                    break before + (looked - before) / 2 - begin;
                }
                assert!(begin.elapsed() < Duration::from_secs(60), "{command} shows nothing");
                std::thread::sleep(Duration::from_micros(500));
            };
            times[n].push(taken);
            end(&mut program, &screen, &blank);
        }
    }
    for mut times in times {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "{:.1} {:.1} {:.1}",
            ms(times[times.len() / 2]),
            ms(times[0]),
            ms(times[times.len() - 1])
        );
    }
}

fn run(command: &str) -> Child {
    let mut words = command.split_whitespace();
    Command::new(words.next().unwrap())
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn end(program: &mut Child, screen: &Screen, blank: &[u32]) {
    program.kill().unwrap();
    program.wait().unwrap();
    while !alike(&screen.picture(), blank) {
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(100));
}

/// A caret may blink: one point in a hundred may differ.
fn alike(one: &[u32], other: &[u32]) -> bool {
    let differing = one.iter().zip(other).filter(|(one, other)| one != other).count();
    differing * 100 <= one.len()
}

/// The pixels of a virtual screen.
struct Screen {
    file: File,
    height: u64,
    from: u64,
    line: u64,
}

impl Screen {
    /// Reads the head of the X window dump that the file is.
    fn of(path: &str) -> Screen {
        let file = File::open(path).unwrap();
        let word = |nth: u64| {
            let mut bytes = [0; 4];
            file.read_exact_at(&mut bytes, nth * 4).unwrap();
            u64::from(u32::from_be_bytes(bytes))
        };
        Screen {
            height: word(5),
            from: word(0) + word(19) * 12,
            line: word(12),
            file,
        }
    }

    /// Every eighth pixel of every eighth line.
    fn picture(&self) -> Vec<u32> {
        let mut line = vec![0; self.line as usize];
        let mut picture = Vec::new();
        for y in (0..self.height).step_by(8) {
            self.file.read_exact_at(&mut line, self.from + y * self.line).unwrap();
            let pixels = line.chunks_exact(4).step_by(8);
            picture
                .extend(pixels.map(|pixel| u32::from_le_bytes([pixel[0], pixel[1], pixel[2], pixel[3]]) & 0x00ff_ffff));
        }
        picture
    }

    /// What the screen looks like once a program has come to rest.
    fn rest(&self, command: &str, blank: &[u32]) -> Vec<u32> {
        let mut program = run(command);
        let mut last = self.picture();
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_secs(3) || alike(&last, blank) {
            std::thread::sleep(Duration::from_millis(50));
            let now = self.picture();
            if !alike(&now, &last) {
                since = Instant::now();
            }
            last = now;
        }
        end(&mut program, self, blank);
        last
    }
}
