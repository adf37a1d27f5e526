//! The window without a display: the real widgets are typed into and pressed, the real till answers.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "window/terms.rs"]
mod terms;

use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation;
use iced::keyboard::key::Named;
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::user_interface::{Cache, State, UserInterface};
use iced_test::runtime::{Action, task};
use iced_test::{Simulator, simulator};
use std::collections::VecDeque;
use std::path::Path;
use zinetill::domain::currency::Currency;
use zinetill::gui::screen::sell::SEARCH;
use zinetill::gui::theme::FONT_FILES;
use zinetill::gui::{self, App, Message, Mode};
use zinetill::till::{NewTill, Till};

/// The window over a till in a folder of its own; what it hands to the till is done before the next step.
struct Window {
    app: App,
    size: (f32, f32),
}

type Hands<'a> = Simulator<'a, Message>;

impl Window {
    fn over(folder: &Path, mode: Mode) -> Window {
        let (app, task) = App::new(folder.to_owned(), mode);
        let mut window = Window {
            app,
            size: (1280.0, 800.0),
        };
        window.drain(task);
        window
    }

    fn drain(&mut self, task: iced::Task<Message>) {
        let mut waiting = VecDeque::from([task]);
        while let Some(task) = waiting.pop_front() {
            let Some(mut actions) = task::into_stream(task) else {
                continue;
            };
            while let Some(action) = block_on(actions.next()) {
                if let Action::Output(message) = action {
                    waiting.push_back(self.app.update(message));
                }
            }
        }
    }

    /// Does something with hands and eyes, then lets the window answer.
    fn hands<T>(&mut self, act: impl FnOnce(&mut Hands<'_>) -> T) -> T {
        let settings = iced::Settings {
            fonts: FONT_FILES.iter().map(|file| (*file).into()).collect(),
            ..gui::settings()
        };
        let mut hands = Simulator::with_size(settings, self.size, self.app.view());
        let seen = act(&mut hands);
        let messages: Vec<Message> = hands.into_messages().collect();
        for message in messages {
            let task = self.app.update(message);
            self.drain(task);
        }
        seen
    }

    fn type_in(&mut self, text: &str) {
        self.hands(|hands| hands.typewrite(text));
    }

    fn key(&mut self, key: Named) {
        self.hands(|hands| hands.tap_key(key));
    }

    fn press(&mut self, words: &str) {
        self.hands(|hands| hands.click(words).map(|_| ()))
            .unwrap_or_else(|why| panic!("{words}: {why}"));
    }

    fn sees(&mut self, words: &str) -> bool {
        self.hands(|hands| hands.find(words).is_ok())
    }

    fn sell_three(&mut self) {
        for _ in 0..3 {
            self.type_in("converge");
            self.key(Named::Enter);
        }
        self.key(Named::F12);
        self.type_in("5");
        self.key(Named::Enter);
        self.key(Named::F12);
    }
}

fn demo() -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::over(folder.path(), Mode::Demo);
    (folder, window)
}

#[test]
fn three_typed_copies_paid_with_five_are_recorded_with_their_change() {
    let (folder, mut window) = demo();
    window.sell_three();
    assert!(window.sees("Sale A-0001 is recorded"));
    assert!(window.sees("change $2.50"));
    let sale = Till::open(folder.path()).unwrap().last_sale().unwrap().unwrap();
    assert_eq!(sale.number.to_string(), "A-0001");
    assert_eq!(Currency::USD.show(sale.total), "$2.50");
    assert_eq!(Currency::USD.show(sale.change()), "$2.50");
    assert_eq!(sale.copies(), 3);
    assert!(window.app.cart().unwrap().is_empty());
}

#[test]
fn enter_never_records_and_record_waits_for_enough_money() {
    let (folder, mut window) = demo();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F12);
    window.key(Named::Enter);
    window.key(Named::F12);
    window.type_in(".5");
    window.key(Named::Enter);
    window.key(Named::Enter);
    window.key(Named::F12);
    assert!(window.sees("Still missing"));
    let till = Till::open(folder.path()).unwrap();
    assert!(till.last_sale().unwrap().is_none());
}

#[test]
fn f45_a_scanner_that_ends_with_enter_adds_once_and_never_pays() {
    let (_folder, mut window) = demo();
    let scan = |window: &mut Window| {
        window.type_in("2000000010342");
        window.key(Named::Enter);
        window.key(Named::Enter);
    };
    scan(&mut window);
    assert_eq!(window.app.cart().unwrap().copies(), 1);
    window.key(Named::F12);
    assert!(window.sees("Record sale"));
    scan(&mut window);
    assert!(!window.sees("Record sale"), "a scan in Payment goes back to the cart");
    assert_eq!(window.app.cart().unwrap().copies(), 2);
}

#[test]
fn a_tap_on_a_tile_adds_and_the_cart_says_what_it_costs() {
    let (_folder, mut window) = demo();
    window.press("CONVERGE AND\nOVERTAKE!");
    window.press("CONVERGE AND\nOVERTAKE!");
    assert!(window.sees("1 × $1.00 + 1 × $0.75"));
    assert!(window.sees("tier saves $0.25"));
    window.press("Take payment");
    assert!(window.sees("Exact"));
    window.press("Exact");
    window.press("Record sale");
    assert!(window.sees("No change due"));
}

#[test]
fn plus_minus_delete_and_undo_work_on_the_selected_line() {
    let (_folder, mut window) = demo();
    window.type_in("3*converge");
    window.key(Named::Enter);
    let copies = |window: &Window| window.app.cart().unwrap().copies();
    assert_eq!(copies(&window), 3);
    window.type_in("+");
    assert_eq!(copies(&window), 4);
    window.type_in("--");
    assert_eq!(copies(&window), 2);
    window.key(Named::Delete);
    assert_eq!(copies(&window), 0);
    window.press("Undo");
    assert_eq!(copies(&window), 2);
    window.press("Clear");
    window.press("Undo");
    assert_eq!(copies(&window), 2);
}

#[test]
fn enter_adds_nothing_while_nothing_is_searched_and_no_key_moved_the_highlight() {
    let (_folder, mut window) = demo();
    window.key(Named::Enter);
    assert!(window.app.cart().unwrap().is_empty());
    window.key(Named::ArrowDown);
    window.key(Named::ArrowRight);
    window.key(Named::Enter);
    assert_eq!(window.app.cart().unwrap().copies(), 1);
}

#[test]
fn a_buyer_who_chooses_is_asked_before_payment() {
    let (_folder, mut window) = demo();
    window.type_in("fold, staple");
    window.key(Named::Enter);
    window.key(Named::F12);
    assert!(window.sees("Ask what the buyer wants to pay for Fold, Staple, Riot."));
    window.press("$5");
    window.key(Named::F12);
    assert!(window.sees("Record sale"));
}

#[test]
fn the_cart_is_there_when_the_till_opens_again_and_parked_ones_too() {
    let (folder, mut window) = demo();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F7);
    window.type_in("seed");
    window.key(Named::Enter);
    drop(window);
    let mut again = Window::over(folder.path(), Mode::Own);
    assert!(again.sees("Seed Saving for City Blocks"));
    assert_eq!(again.app.cart().unwrap().copies(), 1);
    assert!(again.sees("1 · Converge and…") || again.sees("1 · Converge and Overtake!"));
}

#[test]
fn change_can_be_kept_as_a_donation_and_paid_in_parts() {
    let (folder, mut window) = demo();
    window.type_in("converge");
    window.key(Named::Enter);
    window.key(Named::F12);
    window.press("$5");
    window.press("Keep the change → donate");
    assert!(window.sees("$4.00 of this is a donation. Thank you!"));
    window.type_in("2");
    window.key(Named::Enter);
    window.press("Split payment");
    window.press("Card");
    window.key(Named::F12);
    let sale = Till::open(folder.path()).unwrap().last_sale().unwrap().unwrap();
    assert_eq!(sale.payments.len(), 2);
    assert_eq!(Currency::USD.show(sale.donated()), "$4.00");
    assert_eq!(Currency::USD.show(sale.total), "$5.00");
}

#[test]
fn sales_and_day_show_what_was_recorded() {
    let (_folder, mut window) = demo();
    window.sell_three();
    window.key(Named::F3);
    assert!(window.sees("1 × $1.00 + 2 × $0.75"));
    assert!(window.sees("Show PDF"));
    window.key(Named::F4);
    assert!(window.sees("It adds up"));
    assert!(window.sees("1 sale · 3 copies"));
    window.key(Named::F5);
    assert!(window.sees("41 titles"));
    window.key(Named::F6);
    assert!(window.sees("Open another session"));
    window.key(Named::F1);
    assert!(window.sees("Park the cart, or bring the parked one back"));
    window.key(Named::Escape);
    assert!(!window.sees("Park the cart, or bring the parked one back"));
}

#[test]
fn the_first_start_offers_three_ways_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("new");
    let mut window = Window::over(&folder, Mode::Own);
    assert!(window.sees("Bring a catalog"));
    window.press("Try it with a demo table");
    assert!(window.sees("PRACTICE · nothing here is real money"));
    assert!(window.sees("All 41"));
}

#[test]
fn a_file_that_is_no_database_gets_a_readable_panel() {
    let folder = tempfile::tempdir().unwrap();
    drop(Till::create(folder.path(), &new_till()).unwrap());
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "sqlite" || ext == "db") {
            std::fs::write(path, "this is a shopping list").unwrap();
        }
    }
    let mut window = Window::over(folder.path(), Mode::Own);
    assert!(window.sees("This is no till’s database"));
    assert!(window.sees("What is safe"));
}

fn new_till() -> NewTill {
    NewTill {
        currency: Currency::USD,
        register: "A".into(),
        shop: String::new(),
        demo: false,
        practice: false,
    }
}

#[test]
fn every_place_fits_a_small_window() {
    let (_folder, mut window) = demo();
    window.size = (1024.0, 640.0);
    window.sell_three();
    for key in [Named::F2, Named::F3, Named::F4, Named::F5, Named::F6] {
        window.key(key);
        assert!(window.sees("Help"));
    }
}

#[test]
fn flows_recorded_as_text_play_through() {
    // Loads the fonts, which an emulator does not.
    let _ = simulator::<Message, iced::Theme, iced::Renderer>(iced::widget::text(""));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_owned();
    let count = std::cell::Cell::new(0);
    let preset = iced::Preset::new("demo", move || {
        count.set(count.get() + 1);
        App::new(root.join(count.get().to_string()), Mode::Demo)
    });
    let program = gui::program(folder.path().join("own"), Mode::Own).presets([preset]);
    let flows = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows");
    iced_test::run(program, flows).unwrap();
}

#[test]
fn of_many_titles_only_the_tiles_that_show_are_built() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = Till::create(folder.path(), &new_till()).unwrap();
    let rule = || zinetill::domain::sentence::parse("1st $1.00, rest $0.75 each", Currency::USD).unwrap();
    for n in 0..300 {
        let sku = zinetill::domain::title::Sku::new(&format!("t{n}")).unwrap();
        till.add_title(zinetill::domain::title::Title::new(sku, format!("Title {n}"), rule()))
            .unwrap();
    }
    drop(till);
    let mut window = Window::over(folder.path(), Mode::Own);
    assert!(window.sees("TITLE 0"));
    assert!(!window.sees("TITLE 250"), "rows far below are not built");
    window.type_in("title 250");
    assert!(window.sees("TITLE 250"));
}

#[test]
fn while_nothing_happens_the_window_asks_for_no_frame() {
    let (_folder, window) = demo();
    let settings = gui::settings();
    let made = <iced::Renderer as Headless>::new(settings.default_font, settings.default_text_size, None);
    let mut renderer = block_on(made).unwrap();
    let size = iced::Size::new(1280.0, 800.0);
    let mut ui = UserInterface::build(window.app.view(), size, Cache::default(), &mut renderer);
    let mut focus = operation::focusable::focus::<()>(SEARCH.into());
    ui.operate(&renderer, &mut focus);
    let frame = [iced::Event::Window(iced::window::Event::RedrawRequested(
        iced::time::Instant::now(),
    ))];
    let (nobody, mut nothing) = (iced::mouse::Cursor::Unavailable, iced::advanced::clipboard::Null);
    let (state, _) = ui.update(&frame, nobody, &mut renderer, &mut nothing, &mut Vec::new());
    let State::Updated {
        redraw_request,
        input_method,
        ..
    } = state
    else {
        panic!("the widgets are stale");
    };
    assert_ne!(
        input_method,
        iced::advanced::InputMethod::Disabled,
        "the search has the keyboard"
    );
    assert_eq!(redraw_request, iced::window::RedrawRequest::Wait);
}
