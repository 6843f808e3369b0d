//! A tight rate limit.

use std::time::Duration;

use coursedir::internals::sandbox::Rate;

use super::*;

#[test]
fn three_hundred_files_under_a_tight_limit_make_no_storm_of_refusals() {
    let rate = Rate { max: 30, interval: Duration::from_secs(1), daily: 200_000 };
    let platform = Platform::with_rate(rate);
    let course = Course::with_files(300);
    Program::import(&course, &platform).args(["--jobs", "8"]).run().check(0, &["uploaded 300/300"]);
    assert_eq!((platform.media().len(), platform.imports()), (300, 1));
    assert!(platform.answered(429) <= 3, "{} refusals", platform.answered(429));
}
