//! The window: asks the till through its front door and shows the answers.
//! Never decides anything about money, never names SQL or PDF.

pub mod app;
pub mod basket;
pub mod change;
pub mod covers;
pub mod crash;
pub mod desk;
pub mod drop;
pub mod files;
pub mod icon;
pub mod measure;
pub mod preferences;
pub mod price;
pub mod screen;
pub mod shop;
pub mod shortcut;
pub mod theme;
pub mod widget;
pub mod words;

pub use app::{App, Message};
pub use crash::Ended;

use crate::till::Till;
use std::path::PathBuf;

/// How the window starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// With the till in the folder, or the first start where there is none.
    #[default]
    Own,
    /// With a practice till; where there is none it is made.
    Demo,
}

/// The name the desktop knows the program by; equal to the desktop file's.
const ID: &str = "org.zinetill.Zinetill";

/// The application over the till in a folder, to be run or tested.
pub fn program(
    folder: PathBuf,
    mode: Mode,
) -> iced::Application<impl iced::Program<State = App, Message = Message, Theme = iced::Theme>> {
    let desk = desk::Desk::new(folder);
    // The books are read while the system makes the window; the window asks for them when it stands.
    drop(desk.run(|till| till.catalog()));
    let mut application = iced::application(move || App::over(desk.clone(), mode), App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .subscription(App::subscription)
        .scale_factor(App::zoom)
        .settings(settings())
        .window(window());
    for file in theme::FONT_FILES {
        application = application.font(file);
    }
    application
}

/// Opens the window and runs it until it is closed.
///
/// # Errors
/// When no window can be opened.
pub fn run(folder: PathBuf, mode: Mode) -> Result<Ended, iced::Error> {
    let ended = crash::guarded(&folder, || program(folder.clone(), mode).run())?;
    // What was being written is finished, and what takes long stops half-way, on a whole file.
    if matches!(ended, Ended::Closed) {
        crate::till::let_finish();
    }
    // The window is gone: nobody waits for the day's last backup.
    if mode == Mode::Own
        && matches!(ended, Ended::Closed)
        && let Ok(mut till) = Till::open(&folder)
        && let Err(why) = till.back_up_at_exit()
    {
        eprintln!("zinetill: {why}");
    }
    Ok(ended)
}

/// The settings of the window and of a simulation alike, fonts aside.
pub fn settings() -> iced::Settings {
    iced::Settings {
        id: Some(ID.to_owned()),
        default_font: theme::REGULAR,
        default_text_size: theme::BODY.into(),
        ..iced::Settings::default()
    }
}

fn window() -> iced::window::Settings {
    iced::window::Settings {
        size: iced::Size::new(1280.0, 800.0),
        min_size: Some(iced::Size::new(800.0, 560.0)),
        #[cfg(target_os = "linux")]
        platform_specific: iced::window::settings::PlatformSpecific {
            application_id: ID.to_owned(),
            ..Default::default()
        },
        ..iced::window::Settings::default()
    }
}
