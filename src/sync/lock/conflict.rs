//! What git leaves in a file that it could not merge: the sides of the conflict.
//!
//! Known are the markers of all of git's styles (`merge`, `diff3`, `zdiff3`) in their usual length. What both sides had
//! before is passed over. Inside a conflict that was committed and met another one, the sides of the inner one are not
//! told apart: all their lines belong to the side that they are in.

/// A version of a file: its lines, with their numbers in the file, from 1.
pub(super) type Side<'t> = Vec<(usize, &'t str)>;

/// The versions that a text holds, and the line of the first marker, if there is one.
pub(super) struct Sides<'t> {
    /// One where git left no conflict, else two.
    pub(super) sides: Vec<Side<'t>>,
    /// The first line of the first conflict, from 1.
    pub(super) first_marker: Option<usize>,
}

/// Where a line of a conflict belongs.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Both,
    Ours,
    Before,
    Theirs,
}

#[derive(Clone, Copy, PartialEq)]
enum Marker {
    Start,
    Before,
    Middle,
    End,
}

/// Tells the sides of a text apart.
pub(super) fn sides(text: &str) -> Sides<'_> {
    let mut sides = Sides { sides: vec![Vec::new(), Vec::new()], first_marker: None };
    // The outermost conflict first.
    let mut open: Vec<Part> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if let Some(marker) = marker(line) {
            sides.first_marker.get_or_insert(number);
            let inner = open.last_mut();
            match (marker, inner) {
                (Marker::Start, _) => open.push(Part::Ours),
                (Marker::Before, Some(part)) => *part = Part::Before,
                (Marker::Middle, Some(part)) => *part = Part::Theirs,
                (Marker::End, Some(_)) => drop(open.pop()),
                // Whoever mended the file by hand left it.
                (_, None) => {}
            }
            continue;
        }
        let outer = open.first().copied().unwrap_or(Part::Both);
        if open.contains(&Part::Before) {
            continue;
        }
        if outer != Part::Theirs {
            sides.sides[0].push((number, line));
        }
        if outer != Part::Ours {
            sides.sides[1].push((number, line));
        }
    }
    if sides.first_marker.is_none() {
        sides.sides.truncate(1);
    }
    sides
}

fn marker(line: &str) -> Option<Marker> {
    let marker = match line.get(..7)? {
        "<<<<<<<" => Marker::Start,
        "|||||||" => Marker::Before,
        "=======" => Marker::Middle,
        ">>>>>>>" => Marker::End,
        _ => return None,
    };
    line[7..].chars().next().is_none_or(|c| c == ' ').then_some(marker)
}
