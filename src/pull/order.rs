//! Numbers for front matter that put siblings in another order: as few of them as can be.

/// A sibling in the order that it is to have: its number, if it has one.
pub(crate) type Number = Option<f64>;

/// The numbers to write, by the places of the siblings in the new order.
pub(crate) fn numbers(siblings: &[Number]) -> Vec<(usize, f64)> {
    let known: Option<Vec<f64>> = siblings.iter().copied().collect();
    let Some(known) = known else {
        return (0..siblings.len()).zip(1_u32..).map(|(at, number)| (at, f64::from(number))).collect();
    };
    let stays = rising(&known);
    let mut numbers = known.clone();
    let mut written = Vec::new();
    let mut at = 0;
    while at < known.len() {
        if stays[at] {
            at += 1;
            continue;
        }
        let end = (at..known.len()).find(|end| stays[*end]).unwrap_or(known.len());
        let count = u32::try_from(end - at).unwrap_or(u32::MAX);
        let before = at.checked_sub(1).map(|before| numbers[before]);
        let (first, step) = match (before, known.get(end)) {
            (Some(before), Some(after)) => (before, (after - before) / f64::from(count + 1)),
            (Some(before), None) => (before, 1.0),
            (None, Some(after)) => (0.0, after / f64::from(count + 1)),
            (None, None) => (0.0, 1.0),
        };
        for (place, number) in (at..end).zip(1_u32..) {
            numbers[place] = first + step * f64::from(number);
            written.push((place, numbers[place]));
        }
        at = end;
    }
    written
}

/// Which members of the longest rising run stay.
fn rising(numbers: &[f64]) -> Vec<bool> {
    // The last member of the best run of each length, and the member before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn only_what_moved_gets_a_number() {
        for (siblings, expected) in [
            (&[1.0, 2.0, 3.0][..], &[][..]),
            (&[1.0, 3.0, 2.0], &[(1, 1.5)]),
            (&[3.0, 1.0, 2.0], &[(0, 0.5)]),
            (&[2.0, 3.0, 1.0], &[(2, 4.0)]),
            (&[1.0, 9.0, 8.0, 2.0], &[(1, 1.0 + 1.0 / 3.0), (2, 1.0 + 2.0 / 3.0)]),
        ] {
            let siblings: Vec<Option<f64>> = siblings.iter().copied().map(Some).collect();
            let found = numbers(&siblings);
            assert_eq!(found.len(), expected.len(), "{siblings:?}: {found:?}");
            for ((place, number), (expected_place, expected)) in found.iter().zip(expected) {
                assert!(
                    place == expected_place && (number - expected).abs() < 1e-9,
                    "{siblings:?}: {found:?}"
                );
            }
        }
        assert_eq!(numbers(&[Some(1.0), None]), [(0, 1.0), (1, 2.0)]);
    }
}
