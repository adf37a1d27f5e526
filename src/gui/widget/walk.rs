//! Walking with Tab over everything that can be pressed or filled in; what lies out of sight is scrolled into it.
//! Never presses anything.

use super::pressable::Ring;
use crate::gui::theme::S2;
use iced::advanced::widget::operation::focusable::{Focusable, focus};
use iced::advanced::widget::operation::scrollable::{AbsoluteOffset, Scrollable};
use iced::advanced::widget::operation::{Operation, Outcome};
use iced::advanced::widget::{Id, operate};
use iced::{Rectangle, Task, Vector};
use std::any::Any;

/// Names the part where a walk begins while nothing has the ring.
pub const HERE: &str = "walk-here";
/// Names a sheet over everything before it: a walk stays on it.
pub const SHEET: &str = "walk-sheet";

/// Takes the ring one step on, or back. `run` has an operation work on the whole window.
pub fn walk(forward: bool, mut run: impl FnMut(&mut dyn Operation)) {
    let mut survey = Survey::default();
    run(&mut survey);
    if let Some(mut step) = survey.step(forward) {
        run(&mut step);
    }
}

/// Gives the keyboard to a field, unless the ring is on something: then the person walks, and it stays there.
pub fn rest_in<T: Send + 'static>(field: &'static str) -> Task<T> {
    operate(Rest {
        field: Id::new(field),
        walking: false,
    })
}

/// Gives the keyboard, or the ring, to what has this id, and scrolls it into sight.
pub fn turn_to<T: Send + 'static>(id: impl Into<Id>) -> Task<T> {
    operate(Turn {
        id: id.into(),
        survey: Survey::default(),
        found: None,
    })
}

#[derive(Debug, Clone)]
struct Stop {
    bounds: Rectangle,
    within: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Area {
    bounds: Rectangle,
    content: Rectangle,
    offset: Vector,
}

/// Everything a walk could come to, in order, and the areas that scroll around it.
#[derive(Debug, Clone, Default)]
struct Survey {
    stops: Vec<Stop>,
    areas: Vec<Area>,
    around: Vec<usize>,
    entering: Option<usize>,
    first: usize,
    begin: usize,
    now: Option<usize>,
}

impl Operation for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let entered = self.entering.take();
        self.around.extend(entered);
        operate(self);
        if entered.is_some() {
            self.around.pop();
        }
    }

    fn container(&mut self, id: Option<&Id>, _bounds: Rectangle) {
        let is = |name| id == Some(&Id::new(name));
        if is(SHEET) {
            self.first = self.stops.len();
            self.now = None;
        }
        if is(HERE) || is(SHEET) {
            self.begin = self.stops.len();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entering = Some(self.areas.len());
        self.areas.push(Area {
            bounds,
            content,
            offset,
        });
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.now = Some(self.stops.len());
        }
        self.stops.push(Stop {
            bounds,
            within: self.around.clone(),
        });
    }
}

impl Survey {
    fn step(self, forward: bool) -> Option<Step> {
        let last = self.stops.len().checked_sub(1).filter(|last| *last >= self.first)?;
        let to = match (self.now, forward) {
            (Some(now), true) if now < last => now + 1,
            (Some(_), true) => self.first,
            (None, true) => self.begin.min(last),
            (Some(at), false) if at > self.first => at - 1,
            (None, false) if self.begin > self.first => self.begin - 1,
            (_, false) => last,
        };
        self.to(to)
    }

    /// The step that ends on this stop.
    fn to(self, to: usize) -> Option<Step> {
        let stop = self.stops.get(to)?;
        let mut scroll = vec![None; self.areas.len()];
        let mut seen = stop.bounds.expand(S2);
        for place in stop.within.iter().rev() {
            let (Some(area), Some(scroll)) = (self.areas.get(*place), scroll.get_mut(*place)) else {
                continue;
            };
            let offset = area.showing(seen);
            *scroll = (offset != area.offset).then_some(offset);
            seen = seen - offset;
        }
        Some(Step {
            to,
            scroll,
            stop: 0,
            area: 0,
        })
    }
}

impl Area {
    /// The offset nearest to the one it has with which this part can be seen.
    fn showing(&self, part: Rectangle) -> Vector {
        let along = |now: f32, from: f32, size: f32, room: f32, whole: f32| {
            let least = from + size - room;
            now.max(least).min(from).clamp(0.0, (whole - room).max(0.0))
        };
        let (bounds, content) = (self.bounds, self.content);
        Vector::new(
            along(
                self.offset.x,
                part.x - bounds.x,
                part.width,
                bounds.width,
                content.width,
            ),
            along(
                self.offset.y,
                part.y - bounds.y,
                part.height,
                bounds.height,
                content.height,
            ),
        )
    }
}

/// One step: the ring goes to a stop, and the areas around it scroll.
#[derive(Debug)]
struct Step {
    to: usize,
    scroll: Vec<Option<Vector>>,
    stop: usize,
    area: usize,
}

impl<T> Operation<T> for Step {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _offset: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some(Some(to)) = self.scroll.get(self.area) {
            state.scroll_to(AbsoluteOffset {
                x: Some(to.x),
                y: Some(to.y),
            });
        }
        self.area += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.stop == self.to {
            state.focus();
        } else {
            state.unfocus();
        }
        self.stop += 1;
    }
}

/// Looks for what has the id, then takes the step to it.
struct Turn {
    id: Id,
    survey: Survey,
    found: Option<usize>,
}

impl<T: 'static> Operation<T> for Turn {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let entered = self.survey.entering.take();
        self.survey.around.extend(entered);
        operate(self);
        if entered.is_some() {
            self.survey.around.pop();
        }
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        state: &mut dyn Scrollable,
    ) {
        Operation::scrollable(&mut self.survey, id, bounds, content, offset, state);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if id == Some(&self.id) {
            self.found = Some(self.survey.stops.len());
        }
        Operation::focusable(&mut self.survey, id, bounds, state);
    }

    fn finish(&self) -> Outcome<T> {
        let step = self.found.and_then(|found| self.survey.clone().to(found));
        step.map_or(Outcome::None, |step| Outcome::Chain(Box::new(step)))
    }
}

struct Rest {
    field: Id,
    walking: bool,
}

impl<T: 'static> Operation<T> for Rest {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn custom(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Any) {
        self.walking |= state.downcast_ref::<Ring>().is_some_and(Focusable::is_focused);
    }

    fn finish(&self) -> Outcome<T> {
        if self.walking {
            Outcome::None
        } else {
            Outcome::Chain(Box::new(focus(self.field.clone())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::{Point, Size};

    #[test]
    fn an_area_scrolls_no_further_than_needed() {
        let area = |offset| Area {
            bounds: Rectangle::new(Point::new(0.0, 100.0), Size::new(200.0, 100.0)),
            content: Rectangle::new(Point::new(0.0, 100.0), Size::new(200.0, 500.0)),
            offset: Vector::new(0.0, offset),
        };
        for (offset, y, height, expected) in [
            (0.0, 110.0, 40.0, 0.0),
            (0.0, 180.0, 40.0, 20.0),
            (300.0, 120.0, 40.0, 20.0),
            (0.0, 580.0, 40.0, 400.0),
            (0.0, 300.0, 250.0, 200.0),
        ] {
            let part = Rectangle::new(Point::new(0.0, y), Size::new(50.0, height));
            assert_eq!(area(offset).showing(part).y, expected, "{y} + {height} from {offset}");
        }
    }
}
