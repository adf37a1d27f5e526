//! The window on a stage: the steps that iced's own loop takes from an event to pixels, each with a watch beside it.

use iced::advanced::graphics::text::font_system;
use iced::advanced::graphics::{Viewport, damage};
use iced::advanced::renderer::Style;
use iced::keyboard::key::Named;
use iced::mouse::{self, Cursor};
use iced::theme::Base;
use iced::{Color, Event, Point, Rectangle, Size, window};
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{Action, task};
use iced_test::simulator::{click, tap_key, typewrite};
use iced_tiny_skia::Layer;
use std::collections::VecDeque;
use std::mem::take;
use std::path::Path;
use std::time::{Duration, Instant};
use tiny_skia::{Mask, PixmapMut};
use zinetill::gui::theme::FONT_FILES;
use zinetill::gui::{self, App, Message, Mode};

const SIZE: Size = Size::new(1280.0, 800.0);
const PIXELS: Size<u32> = Size::new(1280, 800);

/// How long each step of a frame took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame {
    /// The event finds its widget, and the state changes.
    update: Duration,
    /// The widgets are made.
    view: Duration,
    /// They get their places. What is made for the room there is, as the tiles, is made here.
    layout: Duration,
    /// They say what is to be drawn.
    record: Duration,
    /// What differs from the last frame is painted, as in the window.
    paint: Duration,
    /// Every pixel is painted, as a screenshot does.
    repaint: Duration,
    /// Parts of the window that differed, and layers that each of them was painted through.
    parts: usize,
    layers: usize,
}

impl Frame {
    fn drawn(&self) -> Duration {
        self.update + self.view + self.layout + self.record + self.paint
    }

    fn redrawn(&self) -> Duration {
        self.drawn() - self.paint + self.repaint
    }
}

/// Where frames are painted.
struct Canvas {
    renderer: iced::Renderer,
    pixels: Vec<u8>,
    mask: Mask,
    viewport: Viewport,
    last: Option<Vec<Layer>>,
}

impl Canvas {
    fn new() -> Canvas {
        for file in FONT_FILES {
            font_system().write().unwrap().load_font(file.into());
        }
        let settings = gui::settings();
        Canvas {
            renderer: iced::Renderer::new(settings.default_font, settings.default_text_size),
            pixels: vec![0; 4 * PIXELS.width as usize * PIXELS.height as usize],
            mask: Mask::new(PIXELS.width, PIXELS.height).unwrap(),
            viewport: Viewport::with_physical_size(PIXELS, 1.0),
            last: None,
        }
    }

    fn draw(&mut self, parts: &[Rectangle], ground: Color) {
        let mut pixels = PixmapMut::from_bytes(&mut self.pixels, PIXELS.width, PIXELS.height).unwrap();
        self.renderer
            .draw(&mut pixels, &mut self.mask, &self.viewport, parts, ground);
    }

    /// Paints what differs from the frame before, then once more everything.
    fn paint(&mut self, ground: Color, frame: &mut Frame) {
        let whole = Rectangle::with_size(SIZE);
        let begin = Instant::now();
        let parts = match &self.last {
            Some(last) => damage::diff(last, self.renderer.layers(), |layer| vec![layer.bounds], Layer::damage),
            None => vec![whole],
        };
        if !parts.is_empty() {
            self.last = Some(self.renderer.layers().to_vec());
            let parts = damage::group(parts, whole);
            self.draw(&parts, ground);
            frame.parts = parts.len();
        }
        frame.paint = begin.elapsed();
        frame.layers = self.renderer.layers().len();
        let begin = Instant::now();
        self.draw(&[whole], ground);
        frame.repaint = begin.elapsed();
    }
}

fn redraw() -> [Event; 1] {
    [Event::Window(
        window::Event::RedrawRequested(iced::time::Instant::now()),
    )]
}

/// Frames with nothing in them.
pub fn empty_frames(count: usize) -> Vec<Frame> {
    let mut canvas = Canvas::new();
    let mut cache = Cache::default();
    let theme = iced::Theme::Light;
    let mut frames = Vec::new();
    for _ in 0..count {
        let mut frame = Frame::default();
        let mut watch = Watch::start();
        let view: iced::Element<'_, ()> = iced::widget::container("").width(iced::Fill).height(iced::Fill).into();
        frame.view = watch.lap();
        let mut ui = UserInterface::build(view, SIZE, take(&mut cache), &mut canvas.renderer);
        frame.layout = watch.lap();
        let mut messages = Vec::new();
        let mut clipboard = iced::advanced::clipboard::Null;
        let cursor = Cursor::Unavailable;
        ui.update(&redraw(), cursor, &mut canvas.renderer, &mut clipboard, &mut messages);
        let style = theme.base();
        let text_color = style.text_color;
        ui.draw(&mut canvas.renderer, &theme, &Style { text_color }, cursor);
        cache = ui.into_cache();
        frame.record = watch.lap();
        canvas.paint(style.background_color, &mut frame);
        frames.push(frame);
    }
    frames
}

struct Watch(Instant);

impl Watch {
    fn start() -> Watch {
        Watch(Instant::now())
    }

    fn lap(&mut self) -> Duration {
        let began = std::mem::replace(&mut self.0, Instant::now());
        self.0 - began
    }
}

/// The window over a till.
pub struct Stage {
    app: App,
    cache: Cache,
    canvas: Canvas,
    cursor: Cursor,
    waiting: VecDeque<iced::Task<Message>>,
    /// The frame in which everything is seen for the first time.
    pub first: Frame,
}

impl Stage {
    /// The window over the till in a folder, opened and drawn.
    pub fn over(folder: &Path) -> Stage {
        let (app, task) = App::new(folder.to_owned(), Mode::Own);
        let mut stage = Stage {
            app,
            cache: Cache::default(),
            canvas: Canvas::new(),
            cursor: Cursor::Unavailable,
            waiting: VecDeque::from([task]),
            first: Frame::default(),
        };
        stage.settle();
        stage
    }

    /// Frames that answer to taps on the tiles that show.
    pub fn taps(&mut self, count: usize) -> Vec<Frame> {
        let mut frames = Vec::new();
        for n in 0..count {
            // Four tiles to a row, two rows whole.
            let (across, down) = ((n % 4) as f32, (n / 4 % 2) as f32);
            self.point_at(Point::new(190.0 + across * 193.0, 270.0 + down * 198.0));
            let copies = self.app.cart().unwrap().copies();
            frames.push(self.frame(&click().collect::<Vec<_>>()));
            self.settle();
            assert_eq!(self.app.cart().unwrap().copies(), copies + 1, "tap {n} hit no tile");
            if n % 16 == 15 {
                self.tell(gui::screen::sell::Message::ClearPressed);
            }
        }
        self.tell(gui::screen::sell::Message::ClearPressed);
        frames
    }

    /// Frames that answer to letters typed into the search.
    pub fn letters(&mut self, count: usize) -> Vec<Frame> {
        self.point_at(Point::new(640.0, 30.0));
        let mut frames = Vec::new();
        let words = [
            "seed saving for city 77",
            "table collective",
            "letters 12",
            "comic",
            "over",
            "zzz",
        ];
        let mut n = 0;
        while frames.len() < count {
            for letter in words[n % words.len()].split_inclusive("") {
                let typed: Vec<Event> = typewrite(letter).collect();
                if !typed.is_empty() {
                    frames.push(self.frame(&typed));
                    self.settle();
                    assert!(self.app.scene().searching, "the search has not the keyboard");
                }
            }
            self.frame(&tap_key(Named::Escape, None).collect::<Vec<_>>());
            self.settle();
            self.frame(&tap_key(Named::Escape, None).collect::<Vec<_>>());
            self.settle();
            n += 1;
        }
        frames
    }

    /// Frames of the Catalog that answer to letters of a search, and then to turns of the wheel over its table.
    pub fn catalog(&mut self, count: usize) -> (Vec<Frame>, Vec<Frame>) {
        self.frame(&tap_key(Named::F5, None).collect::<Vec<_>>());
        self.settle();
        self.point_at(Point::new(400.0, 400.0));
        let (mut letters, mut turns) = (Vec::new(), Vec::new());
        let words = ["seed saving 77", "table collective", "letters 12", "zzz"];
        let mut n = 0;
        while letters.len() < count {
            for letter in words[n % words.len()].split_inclusive("") {
                let typed: Vec<Event> = typewrite(letter).collect();
                if !typed.is_empty() {
                    letters.push(self.frame(&typed));
                    self.settle();
                }
            }
            self.frame(&tap_key(Named::Escape, None).collect::<Vec<_>>());
            self.settle();
            n += 1;
        }
        for _ in 0..count {
            let delta = mouse::ScrollDelta::Lines { x: 0.0, y: -3.0 };
            turns.push(self.frame(&[Event::Mouse(mouse::Event::WheelScrolled { delta })]));
            self.settle();
        }
        (letters, turns)
    }

    /// Frames that the system asks for while nothing happens.
    pub fn idle(&mut self, count: usize) -> Vec<Frame> {
        (0..count).map(|_| self.frame(&[])).collect()
    }

    fn tell(&mut self, message: gui::screen::sell::Message) {
        let task = self.app.update(Message::Sell(message));
        self.waiting.push_back(task);
        self.settle();
    }

    fn point_at(&mut self, position: Point) {
        self.cursor = Cursor::Available(position);
        self.frame(&[Event::Mouse(mouse::Event::CursorMoved { position })]);
        self.settle();
    }

    /// Does what the window handed out, and draws until nothing more comes of it.
    fn settle(&mut self) {
        while let Some(task) = self.waiting.pop_front() {
            let Some(mut actions) = task::into_stream(task) else {
                continue;
            };
            while let Some(action) = block_on(actions.next()) {
                match action {
                    Action::Output(message) => self.waiting.push_back(self.app.update(message)),
                    Action::Widget(mut operation) => {
                        let view = self.app.view();
                        let mut ui = UserInterface::build(view, SIZE, take(&mut self.cache), &mut self.canvas.renderer);
                        ui.operate(&self.canvas.renderer, operation.as_mut());
                        self.cache = ui.into_cache();
                    }
                    _ => {}
                }
            }
            let frame = self.frame(&[]);
            if frame.drawn() > self.first.drawn() {
                self.first = frame;
            }
        }
    }

    /// One turn of the window's loop: events, messages, widgets, places, pixels.
    fn frame(&mut self, events: &[Event]) -> Frame {
        let mut frame = Frame::default();
        let mut clipboard = iced::advanced::clipboard::Null;
        let mut messages = Vec::new();
        let renderer = &mut self.canvas.renderer;
        let mut ui = UserInterface::build(self.app.view(), SIZE, take(&mut self.cache), renderer);
        let mut watch = Watch::start();
        ui.update(events, self.cursor, renderer, &mut clipboard, &mut messages);
        self.cache = ui.into_cache();
        self.waiting
            .extend(messages.drain(..).map(|message| self.app.update(message)));
        frame.update += watch.lap();
        // A frame's own event can bring messages, as where the room of the tiles was not known before.
        let theme = self.app.theme();
        let style = theme.base();
        for _ in 0..3 {
            let view = self.app.view();
            frame.view += watch.lap();
            let mut ui = UserInterface::build(view, SIZE, take(&mut self.cache), renderer);
            frame.layout += watch.lap();
            ui.update(&redraw(), self.cursor, renderer, &mut clipboard, &mut messages);
            if messages.is_empty() {
                let text_color = style.text_color;
                ui.draw(renderer, &theme, &Style { text_color }, self.cursor);
                self.cache = ui.into_cache();
                frame.record += watch.lap();
                break;
            }
            self.cache = ui.into_cache();
            frame.record += watch.lap();
            self.waiting
                .extend(messages.drain(..).map(|message| self.app.update(message)));
            frame.update += watch.lap();
        }
        self.canvas.paint(style.background_color, &mut frame);
        frame
    }
}

/// A step of a frame by its name.
type Step = (&'static str, fn(&Frame) -> Duration);

/// Prints each step's median and 99th percentile in milliseconds, and the wholes less an empty frame's median.
pub fn print(what: &str, frames: &[Frame], empty: Option<&[Frame]>) {
    let steps: [Step; 8] = [
        ("update", |frame| frame.update),
        ("view", |frame| frame.view),
        ("layout", |frame| frame.layout),
        ("record", |frame| frame.record),
        ("paint what changed", |frame| frame.paint),
        ("paint every pixel", |frame| frame.repaint),
        ("drawn as in the window", Frame::drawn),
        ("drawn, every pixel", Frame::redrawn),
    ];
    println!(
        "\n{what}, {} frames, ms {:>22} {:>8} {:>8}",
        frames.len(),
        "median",
        "p99",
        "most"
    );
    for (name, step) in steps {
        let [median, late, most] = ranks(frames, step, [0.5, 0.99, 1.0]);
        println!("  {name:40} {median:8.2} {late:8.2} {most:8.2}");
        if let (Some(empty), true) = (empty, name.starts_with("drawn")) {
            let [less] = ranks(empty, step, [0.5]);
            let name = format!("{name}, less an empty frame");
            println!(
                "  {name:40} {:8.2} {:8.2} {:8.2}",
                median - less,
                late - less,
                most - less
            );
        }
    }
    let most = |count: fn(&Frame) -> usize| frames.iter().map(count).max().unwrap_or_default();
    println!(
        "  at most {} parts changed, in {} layers",
        most(|frame| frame.parts),
        most(|frame| frame.layers)
    );
}

fn ranks<const N: usize>(frames: &[Frame], step: fn(&Frame) -> Duration, ranks: [f64; N]) -> [f64; N] {
    let mut times: Vec<f64> = frames.iter().map(|frame| step(frame).as_secs_f64() * 1_000.0).collect();
    times.sort_by(f64::total_cmp);
    ranks.map(|rank| times[((times.len() as f64 * rank).ceil() as usize).clamp(1, times.len()) - 1])
}
