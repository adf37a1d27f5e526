//! Who gets which copies, once it is settled how often each offer is applied and how many copies each line gives.
//! Never changes either: the sum is the same however the copies are handed out.

use super::part::{Choice, Part, bits};

/// Copies of each line for each deal. Among all ways to hand out the choice's copies it is the one that gives the first
/// line's copies to the earliest deals, then the second line's, and so on.
pub(super) fn hand_out(part: &Part, choice: &Choice) -> Vec<Vec<u32>> {
    let mut hands = Hands {
        part,
        takes: vec![vec![0; part.lines.len()]; part.deals.len()],
    };
    let times = part.deals.iter().zip(&choice.applications);
    let mut wanted: Vec<u32> = times.map(|(deal, times)| deal.units * times).collect();
    for (line, copies) in choice.taken.iter().enumerate() {
        hands.place(line, *copies, &mut wanted);
    }
    for line in 0..part.lines.len() {
        hands.favour_early_deals(line);
    }
    hands.takes
}

struct Hands<'a> {
    part: &'a Part,
    takes: Vec<Vec<u32>>,
}

/// A copy of this line goes from one deal to another.
type Move = (usize, usize, usize);

impl Hands<'_> {
    fn mask(&self, line: usize) -> u64 {
        self.part.lines.get(line).map_or(0, |line| line.mask)
    }

    fn held(&self, deal: usize, line: usize) -> u32 {
        self.takes.get(deal).and_then(|row| row.get(line)).copied().unwrap_or(0)
    }

    fn add(&mut self, deal: usize, line: usize, copies: u32) {
        if let Some(cell) = self.takes.get_mut(deal).and_then(|row| row.get_mut(line)) {
            *cell += copies;
        }
    }

    /// Gives a line's copies to deals that still want some, moving earlier lines' copies on where that makes room.
    fn place(&mut self, line: usize, mut copies: u32, wanted: &mut [u32]) {
        while copies > 0 {
            let wants = wanted.iter().enumerate().fold(
                0,
                |mask, (deal, wanted)| {
                    if *wanted > 0 { mask | 1_u64 << deal } else { mask }
                },
            );
            let Some((first, last, path)) = self.path(self.mask(line), wants, 0) else {
                return;
            };
            let room = path.iter().map(|(from, _, line)| self.held(*from, *line)).min();
            let Some(wanted) = wanted.get_mut(last) else { return };
            let moved = room.unwrap_or(u32::MAX).min(copies).min(*wanted);
            *wanted -= moved;
            copies -= moved;
            self.walk(&path, moved);
            self.add(first, line, moved);
        }
    }

    /// Gives each deal in turn as many of the line's copies as it can have; only later lines make up for it.
    fn favour_early_deals(&mut self, line: usize) {
        for deal in bits(self.mask(line)) {
            loop {
                let later = bits(self.mask(line)).filter(|other| *other > deal && self.held(*other, line) > 0);
                let holders = later.fold(0, |mask, other| mask | 1_u64 << other);
                let Some((_, giver, path)) = self.path(1 << deal, holders, line + 1) else {
                    break;
                };
                let room = path.iter().map(|(from, _, line)| self.held(*from, *line)).min();
                let moved = room.unwrap_or(u32::MAX).min(self.held(giver, line));
                self.walk(&path, moved);
                self.add(deal, line, moved);
                if let Some(cell) = self.takes.get_mut(giver).and_then(|row| row.get_mut(line)) {
                    *cell -= moved;
                }
            }
        }
    }

    fn walk(&mut self, path: &[Move], copies: u32) {
        for (from, to, line) in path {
            if let Some(cell) = self.takes.get_mut(*from).and_then(|row| row.get_mut(*line)) {
                *cell -= copies;
            }
            self.add(*to, *line, copies);
        }
    }

    /// The shortest chain of moves, of copies of the lines from `since` on, that makes room at one of `starts` and ends
    /// at one of `ends`.
    fn path(&self, starts: u64, ends: u64, since: usize) -> Option<(usize, usize, Vec<Move>)> {
        if ends == 0 {
            return None;
        }
        let mut before: Vec<Option<Move>> = vec![None; self.part.deals.len()];
        let mut queue: Vec<usize> = bits(starts).collect();
        let mut seen = starts;
        let mut at = 0;
        while let Some(deal) = queue.get(at).copied() {
            at += 1;
            if ends >> deal & 1 == 1 {
                let mut path = Vec::new();
                let mut first = deal;
                while let Some(step) = before.get(first).copied().flatten() {
                    path.push(step);
                    first = step.0;
                }
                return Some((first, deal, path));
            }
            let row = self.takes.get(deal).map(Vec::as_slice).unwrap_or_default();
            for (line, _) in row.iter().enumerate().skip(since).filter(|(_, copies)| **copies > 0) {
                let fresh = self.mask(line) & !seen;
                seen |= fresh;
                for next in bits(fresh) {
                    if let Some(slot) = before.get_mut(next) {
                        *slot = Some((deal, next, line));
                    }
                    queue.push(next);
                }
            }
        }
        None
    }
}
