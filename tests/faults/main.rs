//! What the till survives: killed, cut off, starved, lied to, and what became of the sales it had answered.
//! The numbers in the names are those of `docs/faults.md`. `cargo test --test faults` tries all of them and ends with a table,
//! which is kept as `target/fault-table.txt`; words behind `--` choose by name, as in `cargo test --test faults f22`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod child;
mod clock;
mod dice;
mod errors;
mod folder;
mod hostile;
mod kills;
mod model;
mod others;
mod power;
mod process;
mod rot;
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
        process: f02_a_crash_at_every_place_in_the_program_leaves_whole_books,
            f03_an_end_that_is_asked_for_comes_after_the_answer,
            f44_the_same_key_pressed_again_and_again_is_one_sale,
            f47_a_process_without_memory_leaves_the_sale_or_not_and_whole_books,
            f48_a_process_put_to_sleep_in_the_middle_of_a_sale_goes_on_when_it_wakes;
        errors: f05_a_disk_that_says_once_that_it_is_full_costs_no_sale,
            f05_a_disk_that_is_full_for_good_says_so_and_keeps_what_was_answered,
            f06_a_quota_that_is_used_up_is_a_full_disk,
            f07_a_disk_that_fails_once_leaves_no_doubt_what_is_recorded,
            f07_a_disk_that_fails_for_good_is_named_and_loses_nothing_answered,
            f08_a_disk_that_cannot_be_read_is_never_taken_for_an_empty_day,
            f09_a_call_that_is_interrupted_is_made_again,
            f09_a_file_that_may_not_grow_is_written_in_part_and_the_sale_is_there_or_not,
            f05_a_disk_that_fills_up_frees_its_ballast_for_the_buyer_who_waits;
        folder: f11_a_folder_moved_under_an_open_till_is_said_and_nothing_is_made_in_its_place,
            f11_a_folder_deleted_under_an_open_till_is_said_and_no_new_till_is_made,
            f11_another_till_put_in_the_place_of_an_open_one_is_not_written_to;
        others: f12_two_processes_that_sell_at_once_leave_one_numbering_one_chain_and_one_roll,
            f13_another_program_that_holds_the_database_is_waited_for,
            f13_another_program_that_never_lets_go_is_named_after_five_seconds;
        rot: f15_a_flipped_bit_on_any_page_is_named_or_was_of_no_use,
            f16_a_log_that_rots_or_is_lost_is_put_back_from_the_roll,
            f17_a_database_cut_off_anywhere_or_gone_is_never_a_new_empty_till,
            f18_a_roll_cut_off_in_its_last_line_is_made_whole_to_the_letter,
            f18_a_last_line_of_which_sectors_were_never_written_is_written_again,
            f18_a_flipped_bit_in_the_roll_is_named_or_mended,
            f19_yesterdays_database_gets_todays_sales_back_from_the_roll;
        power: f22_the_power_goes_at_any_moment_and_every_answered_sale_is_there,
            f22_the_database_alone_holds_every_answered_sale_when_the_power_goes,
            f22_the_till_roll_alone_holds_every_answered_sale_when_the_power_goes,
            f22_a_database_that_does_not_flush_each_commit_is_caught_by_this_very_test,
            f24_a_disk_that_only_says_it_wrote_loses_sales_as_the_docs_say;
        clock: f25_a_clock_that_jumps_marks_the_sale_and_harms_neither_numbers_nor_chain,
            f26_both_hours_of_a_clock_change_are_told_apart_and_every_viewer_sees_the_same_day,
            f27_a_sale_after_midnight_belongs_to_the_evening_before,
            f28_a_day_sold_elsewhere_keeps_its_figures_at_home,
            f29_amounts_are_read_and_written_alike_in_every_locale,
            f30_an_amount_that_can_be_read_in_two_ways_is_asked_about,
            f31_an_amount_beyond_what_a_till_keeps_is_refused_and_never_wraps;
        model: f00_database_roll_and_a_plain_list_tell_the_same_whatever_happens;
        hostile: f37_a_database_with_another_schema_is_refused_and_left_as_it_is,
            f37_any_first_page_is_opened_or_refused_without_a_panic;
    ])
}
