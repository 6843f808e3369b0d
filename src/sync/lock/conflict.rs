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
    // How many of them are at what both sides had before.
    let mut before = 0;
    for (line, number) in text.lines().zip(1..) {
        if let Some(marker) = marker(line) {
            sides.first_marker.get_or_insert(number);
            let inner = open.last_mut();
            match (marker, inner) {
                (Marker::Start, _) => open.push(Part::Ours),
                (Marker::Before, Some(part)) => {
                    before += usize::from(*part != Part::Before);
                    *part = Part::Before;
                }
                (Marker::Middle, Some(part)) => {
                    before -= usize::from(*part == Part::Before);
                    *part = Part::Theirs;
                }
                (Marker::End, Some(part)) => {
                    before -= usize::from(*part == Part::Before);
                    open.pop();
                }
                // Whoever mended the file by hand left it.
                (_, None) => {}
            }
            continue;
        }
        let outer = open.first().copied().unwrap_or(Part::Both);
        if before > 0 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str], first_marker: Option<usize>) {
        let found = sides(text);
        let side = |side: &Side<'_>| side.iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" ");
        assert_eq!(found.sides.iter().map(side).collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(found.first_marker, first_marker, "{text}");
        let lines: Vec<&str> = text.lines().collect();
        assert!(found.sides.iter().flatten().all(|(number, line)| lines[number - 1] == *line));
    }

    #[test]
    fn both_sides_of_every_style_are_told_apart() {
        check("a\nb\n", &["a b"], None);
        check("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n", &["a b d", "a c d"], Some(2));
        check("<<<<<<< HEAD\nb\n||||||| 1a2b\nz\n=======\nc\n>>>>>>> x\n", &["b", "c"], Some(1));
        // A file as a whole, an empty side, longer markers of what was before, an open end.
        check("<<<<<<<\n=======\nc\n>>>>>>>\n", &["", "c"], Some(1));
        check(
            "<<<<<<< a\nb\n||||||| x\n<<<<<<<<< y\nz\n=========\nz\n>>>>>>>>> y\n=======\nc\n>>>>>>> d\n",
            &["b", "c"],
            Some(1),
        );
        check("a\n<<<<<<< a\nb\n", &["a b", "a"], Some(2));
        // What was left by hand, a conflict in a conflict, and lines that are no markers.
        check("a\n=======\nb\n>>>>>>> x\n", &["a b", "a b"], Some(2));
        check(
            "<<<<<<< a\n<<<<<<< b\n1\n=======\n2\n>>>>>>> b\n=======\n3\n>>>>>>> a\n",
            &["1 2", "3"],
            Some(1),
        );
        check("<<<<<<<<\n======= =\n<<<<<<\n", &["<<<<<<<< <<<<<<", "<<<<<<<< <<<<<<"], Some(2));
    }
}
