//! A disk that keeps what was synced, and of the rest whatever it likes: nothing, all, some, halves of sectors, in any order.
//! Names and contents are kept apart, as file systems do: a file may be there without its name, and a name without its bytes.

use super::trace::Op;
use crate::dice::Dice;
use std::collections::BTreeMap;

/// What lies in a folder.
pub type Image = BTreeMap<String, Vec<u8>>;

/// What a drive writes at once or not at all.
const SECTOR: usize = 512;

/// A disk in the middle of being written.
pub struct Disk {
    /// Contents for good, and what was done to them since.
    files: Vec<(Vec<u8>, Vec<Op>)>,
    /// Names for good.
    names: BTreeMap<String, usize>,
    /// What was done to the names since, in order: a journal of which some beginning survives.
    journal: Vec<Op>,
}

/// How much of what was not synced survives.
#[derive(Debug, Clone, Copy)]
pub enum Luck {
    /// Nothing.
    None,
    /// All of it.
    All,
    /// So many writes in a hundred, some of them torn.
    Some(usize),
}

impl Disk {
    /// A disk on which everything is synced.
    pub fn new(image: &Image) -> Disk {
        Disk {
            files: image.values().map(|bytes| (bytes.clone(), Vec::new())).collect(),
            names: numbers(image),
            journal: Vec::new(),
        }
    }

    /// Something is done to it.
    pub fn take(&mut self, op: &Op) {
        match op {
            Op::Create(_, file) => {
                assert_eq!(*file, self.files.len());
                self.files.push((Vec::new(), Vec::new()));
                self.journal.push(op.clone());
            }
            Op::Write(file, ..) | Op::Truncate(file, _) => self.files[*file].1.push(op.clone()),
            Op::Sync(file) => {
                let (bytes, pending) = &mut self.files[*file];
                pending.drain(..).for_each(|op| apply(bytes, &op, None));
                // A synced file is found again: its name, and every name made before it.
                let named = self
                    .journal
                    .iter()
                    .rposition(|op| matches!(op, Op::Create(_, named) if named == file));
                self.settle(named.map_or(0, |place| place + 1));
            }
            Op::SyncFolder => self.settle(self.journal.len()),
            Op::Unlink(_) | Op::Rename(..) | Op::Link(..) => self.journal.push(op.clone()),
            Op::Answer(_) => {}
        }
    }

    fn settle(&mut self, upto: usize) {
        for op in self.journal.drain(..upto).collect::<Vec<_>>() {
            rename(&mut self.names, &op);
        }
    }

    /// What may be found after the power went.
    pub fn after(&self, luck: Luck, dice: &mut Dice) -> Image {
        let mut names = self.names.clone();
        let upto = match luck {
            Luck::None => 0,
            Luck::All => self.journal.len(),
            Luck::Some(_) => dice.below(self.journal.len() + 1),
        };
        self.journal[..upto].iter().for_each(|op| rename(&mut names, op));
        let content = |(bytes, pending): &(Vec<u8>, Vec<Op>), dice: &mut Dice| {
            let mut bytes = bytes.clone();
            for op in pending {
                match luck {
                    Luck::None => {}
                    Luck::All => apply(&mut bytes, op, None),
                    Luck::Some(percent) if dice.chance(percent) => {
                        let torn = dice.chance(30);
                        apply(&mut bytes, op, torn.then_some(&mut *dice));
                    }
                    Luck::Some(_) => {}
                }
            }
            bytes
        };
        names
            .into_iter()
            .map(|(name, file)| (name, content(&self.files[file], dice)))
            .collect()
    }
}

/// Each name's number: its place in the order of the names.
pub fn numbers(image: &Image) -> BTreeMap<String, usize> {
    image.keys().enumerate().map(|(n, name)| (name.clone(), n)).collect()
}

fn rename(names: &mut BTreeMap<String, usize>, op: &Op) {
    match op {
        Op::Create(name, file) => drop(names.insert(name.clone(), *file)),
        Op::Unlink(name) => drop(names.remove(name)),
        Op::Link(from, to) => drop(names.get(from).copied().map(|file| names.insert(to.clone(), file))),
        Op::Rename(from, to) => drop(names.remove(from).map(|file| names.insert(to.clone(), file))),
        _ => {}
    }
}

/// Does a write to bytes; where dice are given only those sectors that they choose.
fn apply(bytes: &mut Vec<u8>, op: &Op, mut torn: Option<&mut Dice>) {
    match op {
        Op::Truncate(_, length) => bytes.resize(*length, 0),
        Op::Write(_, at, new) => {
            let mut from = 0;
            while from < new.len() {
                let to = (from + SECTOR - (at + from) % SECTOR).min(new.len());
                if torn.as_mut().is_none_or(|dice| dice.chance(50)) {
                    if bytes.len() < at + to {
                        bytes.resize(at + to, 0);
                    }
                    bytes[at + from..at + to].copy_from_slice(&new[from..to]);
                }
                from = to;
            }
        }
        _ => {}
    }
}
