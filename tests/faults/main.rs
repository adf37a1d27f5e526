//! What the till survives: killed, cut off, starved, lied to, and what became of the sales it had answered.
//! The numbers in the names are those of `docs/faults.md`. `cargo test --test faults` tries all of them and ends with a table,
//! which is kept as `target/fault-table.txt`; words behind `--` choose by name, as in `cargo test --test faults f22`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod child;
mod dice;
mod errors;
mod kills;
mod others;
mod power;
mod suite;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The same program is also the one that is killed, starved and lied to.
    if let Some(part) = child::part() {
        return child::play(&part);
    }
    suite::run(suite::faults![
        kills: f01_a_kill_at_any_system_call_leaves_the_cart_or_the_sale_and_never_both,
               f01_a_thousand_kills_at_any_moment_lose_nothing_that_was_answered;
        errors: f05_a_disk_that_says_once_that_it_is_full_costs_no_sale,
                f05_a_disk_that_is_full_for_good_says_so_and_keeps_what_was_answered,
                f05_a_disk_that_fills_up_frees_its_ballast_for_the_buyer_who_waits,
                f06_a_quota_that_is_used_up_is_a_full_disk,
                f07_a_disk_that_fails_once_leaves_no_doubt_what_is_recorded,
                f07_a_disk_that_fails_for_good_is_named_and_loses_nothing_answered,
                f08_a_disk_that_cannot_be_read_is_never_taken_for_an_empty_day,
                f09_a_call_that_is_interrupted_is_made_again,
                f09_a_file_that_may_not_grow_is_written_in_part_and_the_sale_is_there_or_not;
        power: f22_the_power_goes_at_any_moment_and_every_answered_sale_is_there,
               f22_the_database_alone_holds_every_answered_sale_when_the_power_goes,
               f22_the_till_roll_alone_holds_every_answered_sale_when_the_power_goes,
               f22_a_database_that_does_not_flush_each_commit_is_caught_by_this_very_test;
        others: f12_two_processes_that_sell_at_once_leave_one_numbering_one_chain_and_one_roll,
                f13_another_program_that_holds_the_database_is_waited_for,
                f13_another_program_that_never_lets_go_is_named_after_five_seconds;
    ])
}
