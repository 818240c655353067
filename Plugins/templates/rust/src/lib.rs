//! TEMPLATE_ID: TEMPLATE_ITEMS items, coded 0 to 3. Say here where the items, the limits of the bands and the rule for
//! missing answers are from. This one: made up. One missing item, and there is no total.
#![no_std]

#[allow(dead_code)]
mod abi;

use abi::*;
use core::ffi::c_char;
use core::mem::size_of;
use core::ptr::null;
use core::slice;

const ITEMS: usize = TEMPLATE_ITEMS;
/// The last score of a band, in points.
const LOW_TO: i64 = TEMPLATE_LOW;
const MIDDLE_TO: i64 = TEMPLATE_MIDDLE;

/// The arithmetic: marked answers in, what can be said of them out.
fn total(answers: &[i64], total: &mut ScaleScore, above_low: &mut i64, straight_line: &mut u32) {
    let marked = || answers.iter().copied().filter(|&code| code != ANSWER_MISSING && code != ANSWER_NOT_ASKED);
    total.answered = marked().count() as u32;
    // All answers alike: known to be so, or not, from two answers on.
    if total.answered >= 2 {
        let first = marked().next();
        *straight_line = if marked().all(|code| Some(code) == first) { FLAG_YES } else { FLAG_NO };
    }
    // Missing is not zero: the total stays as the host has made it, incomplete and without a score.
    if (total.answered as usize) < ITEMS {
        return;
    }
    // An item that counts from the other end: 3 - code.
    let sum: i64 = marked().sum();
    total.state = STATE_COMPLETE;
    total.raw = sum * 1_000;
    total.band = if sum <= LOW_TO { 0 } else if sum <= MIDDLE_TO { 1 } else { 2 };
    *above_low = if sum > LOW_TO { DERIVED_YES } else { DERIVED_NO };
}

extern "C" fn score(_: *const Instrument, sheet: *const Sheet, scores: *mut Scores) -> u32 {
    // The host's, valid during the call, as long as the counts in INSTRUMENT say.
    unsafe {
        let answers = slice::from_raw_parts((*sheet).answers, ITEMS);
        let scores = &mut *scores;
        total(answers, &mut *scores.scales, &mut *scores.derived, &mut *scores.flags);
    }
    OK
}

// Ids, and their order, as in manifest.json.
static BANDS: Constant<[*const c_char; 3]> = Constant([c"low".as_ptr(), c"middle".as_ptr(), c"high".as_ptr()]);
static DERIVED: Constant<[*const c_char; 1]> = Constant([c"high_or_middle".as_ptr()]);
static FLAGS: Constant<[*const c_char; 1]> = Constant([c"straight_line".as_ptr()]);
static SCALES: Constant<[Scale; 1]> = Constant([Scale {
    size: size_of::<Scale>() as u32,
    abi: ABI,
    id: c"total".as_ptr(),
    band_ids: BANDS.0.as_ptr(),
    band_count: 3,
    reserved: 0,
}]);

static INSTRUMENT: Constant<Instrument> = Constant(Instrument {
    size: size_of::<Instrument>() as u32,
    abi: ABI,
    id: c"TEMPLATE_ID".as_ptr(),
    version: c"1.0.0".as_ptr(),
    scales: SCALES.0.as_ptr(),
    derived_ids: DERIVED.0.as_ptr(),
    flag_ids: FLAGS.0.as_ptr(),
    item_count: ITEMS as u32,
    scale_count: 1,
    derived_count: 1,
    flag_count: 1,
    score,
    author_data: null(),
});

#[no_mangle]
pub extern "C" fn xinyu_instrument_entry(host_abi: u32) -> *const Instrument {
    if host_abi >= ABI { &INSTRUMENT.0 } else { null() }
}
