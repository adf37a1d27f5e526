//! Pictures of covers as the window draws them: asked for when they are about to be seen, made beside its thread, few kept.
//! Never waits for one: until it is there, and where it is lost, the cover is drawn.

use super::desk::Desk;
use crate::domain::title::CoverId;
use crate::exchange::picture::{self, Pixels};
use iced::Task;
use iced::widget::image::Handle;
use std::collections::{HashMap, VecDeque};

/// So many are kept: more than any screen shows.
const KEPT: usize = 64;
/// No picture is higher, in pixels: a tile's at twice its size.
const HIGHEST: u32 = 192;

/// How far a picture is.
#[derive(Debug, Clone)]
enum Cover {
    Asked,
    Lost,
    Here(Handle),
}

/// The pictures that were wanted last.
#[derive(Debug, Clone, Default)]
pub struct Covers {
    covers: HashMap<CoverId, Cover>,
    /// Those that are here or lost, the oldest first.
    order: VecDeque<CoverId>,
}

/// Pictures that were asked for, and what came of each.
pub type Painted = Vec<(CoverId, Option<Pixels>)>;

impl Covers {
    /// The picture, where it is here.
    pub fn get(&self, id: Option<&CoverId>) -> Option<&Handle> {
        match self.covers.get(id?) {
            Some(Cover::Here(handle)) => Some(handle),
            _ => None,
        }
    }

    /// Asks for those of these that nobody asked for yet.
    pub fn want<'a>(&mut self, ids: impl IntoIterator<Item = &'a CoverId>, desk: &Desk) -> Option<Task<Painted>> {
        let mut wanted: Vec<CoverId> = Vec::new();
        for id in ids {
            if !self.covers.contains_key(id) {
                self.covers.insert(id.clone(), Cover::Asked);
                wanted.push(id.clone());
            }
        }
        if wanted.is_empty() {
            return None;
        }
        // The desk only hands the bytes out: nobody who sells waits for a picture to be made.
        let read = desk.run(move |till| {
            let covers = wanted.into_iter().map(|id| {
                let bytes = till.cover(&id).ok().flatten();
                (id, bytes)
            });
            Ok(covers.collect::<Vec<_>>())
        });
        Some(Task::future(async move {
            let covers = read.await.unwrap_or_default();
            covers
                .into_iter()
                .map(|(id, bytes)| {
                    let pixels = bytes.and_then(|bytes| picture::pixels(&bytes, HIGHEST));
                    (id, pixels)
                })
                .collect()
        }))
    }

    /// Pictures are here, or lost. Those that were wanted longest ago make room.
    pub fn painted(&mut self, painted: Painted) {
        for (id, pixels) in painted {
            let cover = match pixels {
                Some(Pixels { width, height, rgba }) => Cover::Here(Handle::from_rgba(width, height, rgba)),
                None => Cover::Lost,
            };
            self.covers.insert(id.clone(), cover);
            self.order.push_back(id);
        }
        while self.order.len() > KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.covers.remove(&oldest);
            }
        }
    }
}
