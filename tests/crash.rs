//! A mistake of the program itself: it costs no sale, and nobody has to know what to do.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{demo, verified};
use iced::futures::executor::block_on;
use zinetill::gui::desk::Desk;
use zinetill::till::Error;

#[test]
fn f04_a_mistake_at_the_desk_is_answered_and_the_next_piece_of_work_is_done() {
    let till = demo();
    let desk = Desk::new(till.path().to_owned());
    let float = |till: &mut zinetill::till::Till| till.open_session(None, "Fest", "Robin").map(|session| session.by);
    assert_eq!(block_on(desk.run(float)).unwrap(), "Robin");
    let stumbled = desk.run(|_| -> Result<(), Error> { panic!("a mistake on trial") });
    // Handed in before anybody heard of the mistake.
    let after = desk.run(|till| till.session().map(|session| session.map(|session| session.by)));
    let said = block_on(stumbled).unwrap_err().to_string();
    assert!(said.contains("Everything recorded is safe"), "{said}");
    assert_eq!(block_on(after).unwrap().as_deref(), Some("Robin"));
    assert_eq!(verified(till.path())["ok"], true);
}
