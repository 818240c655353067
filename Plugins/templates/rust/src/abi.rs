//! `xinyu_instrument.h`, ABI 1, in Rust. The header in kit/ is the contract: who owns what, on which thread, for how long.
//! The assertions at the end are those of its `layout.c`, for 64-bit machines.

use core::ffi::{c_char, c_void};
use core::mem::{offset_of, size_of};

pub const ABI: u32 = 1;

/// The item was asked and not answered. This is not zero.
pub const ANSWER_MISSING: i64 = i64::MIN;
/// The item belongs to a block whose condition does not hold.
pub const ANSWER_NOT_ASKED: i64 = i64::MIN + 1;
pub const NO_SCORE: i64 = i64::MIN;
pub const NO_BAND: u32 = u32::MAX;

pub const STATE_INCOMPLETE: u32 = 0;
pub const STATE_COMPLETE: u32 = 1;

pub const FLAG_UNDETERMINED: u32 = 0;
pub const FLAG_NO: u32 = 1;
pub const FLAG_YES: u32 = 2;

pub const DERIVED_NO: i64 = 0;
pub const DERIVED_YES: i64 = 1_000;

pub const OK: u32 = 0;
pub const SHEET_REFUSED: u32 = 1;

#[repr(C)]
pub struct Context {
    pub size: u32,
    pub abi: u32,
    pub informant: u32,
    pub sex: u32,
    pub stage: u32,
    pub age_months: i32,
    pub grade: i32,
    pub form: u32,
}

#[repr(C)]
pub struct Sheet {
    pub size: u32,
    pub abi: u32,
    pub context: *const Context,
    pub answers: *const i64,
    pub answer_count: u32,
    pub reserved: u32,
}

#[repr(C)]
pub struct ScaleScore {
    pub size: u32,
    pub abi: u32,
    pub raw: i64,
    pub standard: i64,
    pub mean: i64,
    pub answered: u32,
    pub state: u32,
    pub band: u32,
    pub prorated: u32,
}

#[repr(C)]
pub struct Scores {
    pub size: u32,
    pub abi: u32,
    pub scales: *mut ScaleScore,
    pub derived: *mut i64,
    pub flags: *mut u32,
    pub scale_count: u32,
    pub derived_count: u32,
    pub flag_count: u32,
    pub reserved: u32,
}

#[repr(C)]
pub struct Scale {
    pub size: u32,
    pub abi: u32,
    pub id: *const c_char,
    pub band_ids: *const *const c_char,
    pub band_count: u32,
    pub reserved: u32,
}

#[repr(C)]
pub struct Instrument {
    pub size: u32,
    pub abi: u32,
    pub id: *const c_char,
    pub version: *const c_char,
    pub scales: *const Scale,
    pub derived_ids: *const *const c_char,
    pub flag_ids: *const *const c_char,
    pub item_count: u32,
    pub scale_count: u32,
    pub derived_count: u32,
    pub flag_count: u32,
    pub score: extern "C" fn(*const Instrument, *const Sheet, *mut Scores) -> u32,
    pub author_data: *const c_void,
}

/// A constant that only holds pointers to other constants may be seen from every thread.
#[repr(transparent)]
pub struct Constant<T>(pub T);
unsafe impl<T> Sync for Constant<T> {}

const _: () = {
    assert!(size_of::<Context>() == 32 && offset_of!(Context, form) == 28);
    assert!(size_of::<Sheet>() == 32 && offset_of!(Sheet, answer_count) == 24);
    assert!(size_of::<ScaleScore>() == 48 && offset_of!(ScaleScore, answered) == 32);
    assert!(size_of::<Scores>() == 48 && offset_of!(Scores, scale_count) == 32);
    assert!(size_of::<Scale>() == 32 && offset_of!(Scale, band_count) == 24);
    assert!(size_of::<Instrument>() == 80 && offset_of!(Instrument, score) == 64);
};

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    extern "C" {
        fn abort() -> !;
    }
    unsafe { abort() }
}
