//! Opening the till, and what stands in its way: the panel that says so, restoring, repairing, only looking.
//! Never decides what can be done about it: the till says what happened, the panel offers what helps.

use super::{App, Cart, Message, Open, Phase};
use crate::gui::screen::{catalog, day, event, sales, sell, start, trouble};
use crate::gui::shop::Shop;
use crate::gui::words::{say, tell};
use crate::till::{Error, Repaired, RestoreFrom, Restored, Second, Till, Trouble, Warning};
use iced::{Subscription, Task, stream, window};
use std::path::PathBuf;
use std::time::Duration;

/// How often is looked for a call from another window.
const LISTEN: Duration = Duration::from_secs(1);

impl App {
    pub(super) fn opened(&mut self, answer: Result<Box<(Shop, Vec<Cart>, sell::Ribbon)>, Error>) -> Task<Message> {
        let (shop, carts, ribbon) = match answer {
            Ok(found) => *found,
            Err(Error::NoTill(_)) => {
                self.phase = Phase::Start(start::State::default());
                return Task::none();
            }
            Err(error) => return self.stopped(&error),
        };
        let looking = shop
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::OnlyLook(_)));
        if let (Some(why), false) = (&shop.diverged, looking) {
            return self.stopped(&Error::Trouble(Trouble::Diverged, why.clone()));
        }
        let mut sell = sell::State::new(carts, ribbon, &shop);
        if let Some(notice) = self.to_say.take().or_else(|| shop.notice.clone()) {
            sell.tell(notice);
        }
        self.phase = Phase::Open(Box::new(Open {
            sell,
            payment: None,
            sales: sales::State::default(),
            day: day::State::new(shop.today),
            catalog: catalog::State::default(),
            event: event::State::default(),
            shop,
        }));
        let check = match looking {
            true => Task::none(),
            false => Task::perform(
                self.desk.beside(|folder| Till::check_behind(&folder)),
                Message::CheckedBehind,
            ),
        };
        let bring = self.bring();
        Task::batch([self.focus_search(), check, self.catch_up_second(), bring])
    }

    /// The till cannot be used as it is: the panel for that takes the window.
    pub(super) fn stopped(&mut self, error: &Error) -> Task<Message> {
        self.phase = Phase::Trouble(Box::new(trouble::State::new(error)));
        Task::none()
    }

    pub(super) fn trouble(&mut self, message: trouble::Message) -> Task<Message> {
        let Phase::Trouble(trouble) = &mut self.phase else {
            return Task::none();
        };
        match trouble.update(message) {
            trouble::Action::None => Task::none(),
            trouble::Action::Retry => self.open(),
            trouble::Action::Look(why) => Task::perform(self.desk.look(why), Message::Looked),
            trouble::Action::Repair => Task::perform(self.desk.repair(), Message::Repaired),
            trouble::Action::Restore(file) => self.restore(file),
        }
    }

    /// Puts a backup in the till's place. Nothing can be sold meanwhile: the panel has the window.
    pub(super) fn restore(&mut self, file: PathBuf) -> Task<Message> {
        self.phase = Phase::Trouble(Box::new(trouble::State::restoring()));
        Task::perform(self.desk.restore(RestoreFrom::Backup(file)), Message::Restored)
    }

    pub(super) fn looked(&mut self, answer: Result<(), Error>) -> Task<Message> {
        match answer {
            Ok(()) => self.open(),
            Err(error) => self.stopped(&error),
        }
    }

    pub(super) fn restored(&mut self, answer: Result<Restored, Error>) -> Task<Message> {
        match answer {
            Ok(restored) => {
                self.to_say = Some(sentence(&restored));
                self.open()
            }
            Err(error) => {
                self.phase = Phase::Trouble(Box::new(trouble::State::not_restored(&error)));
                Task::none()
            }
        }
    }

    pub(super) fn repaired(&mut self, answer: Result<Repaired, Error>) -> Task<Message> {
        match answer {
            Ok(Repaired::Restored(restored)) => self.restored(Ok(*restored)),
            Ok(Repaired::Sound(_)) => {
                self.to_say = Some(say("repaired-sound"));
                self.open()
            }
            Err(error) => self.stopped(&error),
        }
    }

    pub(super) fn checked_behind(&mut self, answer: Result<(), Error>) -> Task<Message> {
        // What kept it from looking keeps nobody from selling; what it found does.
        match answer {
            Err(error @ Error::Trouble(Trouble::Damaged, _)) => self.stopped(&error),
            _ => Task::none(),
        }
    }

    /// Copies to the second place what it lacks, beside the selling.
    pub(super) fn catch_up_second(&mut self) -> Task<Message> {
        let Phase::Open(open) = &self.phase else {
            return Task::none();
        };
        if self.catching_up || !matches!(open.shop.second, Second::Behind(..)) {
            return Task::none();
        }
        self.catching_up = true;
        let caught_up = self.desk.beside(|folder| {
            let mut till = Till::open(&folder)?;
            Ok(till.catch_up_second())
        });
        Task::perform(caught_up, Message::SecondCaughtUp)
    }

    pub(super) fn second_caught_up(&mut self, answer: Result<Second, Error>) -> Task<Message> {
        self.catching_up = false;
        let Some(open) = self.parts() else {
            return Task::none();
        };
        let Ok(second) = answer else {
            return Task::none();
        };
        open.shop
            .warnings
            .retain(|warning| !matches!(warning, Warning::SecondBehind(_)));
        if let Second::Behind(_, why) = &second {
            open.shop.warnings.push(Warning::SecondBehind(why.clone()));
        }
        open.shop.second = second;
        Task::none()
    }

    /// Hears when a file is dropped on the window, and when another window of this till asks this one to come forward.
    pub fn subscription(&self) -> Subscription<Message> {
        let dropped = iced::event::listen_with(|event, _, _| match event {
            iced::Event::Window(window::Event::FileDropped(file)) => Some(Message::Dropped(file)),
            _ => None,
        });
        Subscription::batch([self.calls(), dropped])
    }

    fn calls(&self) -> Subscription<Message> {
        Subscription::run_with(self.desk.folder().to_owned(), |folder| {
            let folder = folder.clone();
            stream::channel(1, async move |mut calls| {
                let listen = move || {
                    let mut last = Till::called(&folder);
                    while !calls.is_closed() {
                        std::thread::sleep(LISTEN);
                        let now = Till::called(&folder);
                        if now != last {
                            last = now;
                            let _ = calls.try_send(Message::Called);
                        }
                    }
                };
                // Where no thread can be had the other window says what it says, and this one stays where it is.
                let _ = std::thread::Builder::new().name("calls".into()).spawn(listen);
                std::future::pending::<()>().await;
            })
        })
    }

    pub(super) fn called(&mut self) -> Task<Message> {
        // The window that called hears its own call, too; only the one that has the till comes forward.
        let Some(open) = self.parts() else {
            return Task::none();
        };
        if open
            .shop
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::OnlyLook(_)))
        {
            return Task::none();
        }
        open.sell.tell(say("called-here"));
        window::latest().then(|id| match id {
            Some(id) => Task::batch([
                window::minimize(id, false),
                window::gain_focus(id),
                window::request_user_attention(id, Some(window::UserAttention::Critical)),
            ]),
            None => Task::none(),
        })
    }
}

/// How a restore went, in one sentence.
fn sentence(restored: &Restored) -> String {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX).into();
    let about = [("sales", count(restored.sales)), ("newer", count(restored.replayed))];
    let mut said = tell("restored", &about);
    if restored.titles == 0 {
        said = format!("{said} {}", say("restored-no-catalog"));
    }
    if restored.left_aside > 0 {
        said = format!(
            "{said} {}",
            tell("restored-left", &[("count", count(restored.left_aside))])
        );
    }
    said
}
