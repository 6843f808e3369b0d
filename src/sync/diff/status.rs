//! Who changed a value: the three versions of one field.

/// Who changed a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nobody.
    Same,
    /// Both have the same now, which the base does not know yet.
    Agreed,
    /// The folder.
    Here,
    /// The platform.
    There,
    /// Both, to different values; or they differ and nothing is known of what was sent.
    Both,
}

/// Who changed a value. `sent` is what the folder had and what the platform had when they met.
pub(super) fn status<T: PartialEq>(sent: Option<(&T, &T)>, local: &T, remote: &T) -> Status {
    let is_as_sent = sent.map(|(sent, seen)| (local == sent, remote == seen));
    match is_as_sent {
        Some((true, true)) => Status::Same,
        _ if local == remote => Status::Agreed,
        Some((false, true)) => Status::Here,
        Some((true, false)) => Status::There,
        Some((false, false)) | None => Status::Both,
    }
}
